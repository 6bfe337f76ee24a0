//! The headings of the matrix: a click chooses a zone and its row or column, a drag puts the zone elsewhere.

use std::ops::Range;

use egui::{CursorIcon, Id, Key, Pos2, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::painting::{HeadingName, Painting};
use super::state::{Drag, MatrixState, Side};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::panels::groups::group_heading_ui;
use crate::gui::state::{GridPart, UiState};
use crate::gui::theme::tokens;
use crate::gui::widgets::{
    Border, Dragged, Follow, GridLayout, GridPainter, Resize, borders_ui, points, scroll_at_edge,
};
use crate::plan::{Edit, Plan, ZoneId};
use crate::view::AxisItem;

/// Lets a heading be used. Painting it is somebody else's business.
pub(super) fn heading_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    painting: &Painting<'_>,
    (side, place): (Side, usize),
    state: &mut MatrixState,
) {
    let (word, axis) = match side {
        Side::From => ("From", &state.axes().rows),
        Side::To => ("To", &state.axes().columns),
    };
    let paint = |name: HeadingName<'_>| match side {
        Side::From => painting.row_heading(place, name),
        Side::To => painting.column_heading(place, name),
    };
    if let Some(group) = axis.group_at(place) {
        let is_folded = axis.is_folded(place);
        let rect = paint(HeadingName::Group { name: group.name(), is_folded });
        let word = word.to_lowercase() + " ";
        group_heading_ui(ui, cx, rect, (&word, axis, place));
        return;
    }
    let Some(AxisItem::Zone(idx)) = axis.get(place) else { return };
    let headings = &cx.views.matrix.headings;
    let Some(heading) = headings.get(idx) else { return };
    let rect = paint(HeadingName::Zone(heading));
    let response =
        ui.interact(rect, Id::unique(("matrix-heading", side, &heading.zone_id)), Sense::CLICK | Sense::DRAG);
    let name = format!("{word} {}", heading.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if response.clicked() {
        let size = state.axes().size();
        match side {
            Side::From => state.cursor.take_row(place, size),
            Side::To => state.cursor.take_column(place, size),
        }
        cx.act(Action::Select(Selection::Zone(heading.zone_id.clone())));
        state.follow = Follow::FocusSoon;
    }
    if response.drag_started() {
        state.drag = Some(Drag { side, zone: heading.zone_id.clone() });
    }
    if response.hovered() && state.drag.is_none() {
        let text = [heading.name.as_str(), &heading.addresses, "Drag to reorder"].join("\n").replace("\n\n", "\n");
        response.on_hover_text(text.trim_end());
    }
}

/// What the user dragged.
pub(super) fn dragged(look: &UiState) -> Dragged {
    let size = |border| look.dragged.get(&part(border)).copied();
    Dragged { columns: size(Border::Column), rows: size(Border::Row), names: size(Border::Names) }
}

fn part(border: Border) -> GridPart {
    match border {
        Border::Column => GridPart::MatrixColumns,
        Border::Row => GridPart::MatrixRows,
        Border::Names => GridPart::MatrixNames,
    }
}

/// Lets columns, rows and the headings of rows be dragged to another size by their borders.
pub(super) fn sizes_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    grid: &GridPainter,
    in_sight: (Range<usize>, Range<usize>),
    state: &MatrixState,
) {
    let (Some(geometry), Some(longest_name)) = (state.geometry, state.longest_name.last()) else { return };
    let Some((border, resize)) = borders_ui(ui, "matrix-border", grid, in_sight) else { return };
    let part = part(border);
    let size = match resize {
        Resize::By(delta) => {
            let size = cx.look.dragged.get(&part).copied();
            Some(geometry.dragged(border, size, delta))
        }
        Resize::Fit => geometry.fitted(border, *longest_name),
    };
    cx.look.drag_to(part, size);
    ui.ctx().request_repaint();
}

/// Shows where a dragged zone would go, and puts it there when it is let go. Escape leaves it where it is.
pub(super) fn drag_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    (grid, origin, screen): (GridLayout, Pos2, Rect),
    state: &mut MatrixState,
) {
    let Some(drag) = state.drag.clone() else { return };
    let (is_held, is_given_up, pointer) =
        ui.input(|input| (input.pointer.primary_down(), input.key_pressed(Key::Escape), input.pointer.interact_pos()));
    let pointer = pointer.filter(|_| !is_given_up);
    let Some(pointer) = pointer else {
        state.drag = None;
        ui.ctx().stop_dragging();
        return;
    };
    let offset = pointer - origin - grid.corner;
    let gap = match drag.side {
        Side::From => GridLayout::gap_at(offset.y, grid.cell.y, grid.size.rows),
        Side::To => GridLayout::gap_at(offset.x, grid.cell.x, grid.size.columns),
    };
    if !is_held {
        state.drag = None;
        let axis = match drag.side {
            Side::From => &state.axes().rows,
            Side::To => &state.axes().columns,
        };
        let edit = dropped(cx.plan, drag.zone, axis.dropped_at(gap));
        cx.actions.extend(edit.map(Action::Edit));
        return;
    }
    paint_gap(ui, drag.side, gap, grid, origin, screen);
    let along = if drag.side == Side::From { vec2(0.0, 1.0) } else { vec2(1.0, 0.0) };
    scroll_at_edge(ui, grid.body(screen), pointer, along);
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
}

/// What becomes of a zone that was dropped at a position of the plan, in a group; `None`: nothing.
fn dropped(plan: &Plan, zone: ZoneId, (position, group): (usize, Option<&str>)) -> Option<Edit> {
    let idx = plan.zone_idx(zone.as_str())?;
    // The zone leaves its own place first.
    let position = if position > idx { position - 1 } else { position };
    let moves = (position != idx).then(|| Edit::MoveZone { zone: zone.clone(), position });
    let joins = group.filter(|group| *group != plan.zones[idx].group);
    let joins = joins.map(|group| Edit::SetGroup { zone, group: group.to_owned() });
    match (moves, joins) {
        (Some(moves), Some(joins)) => Some(Edit::Several { label: moves.label(), edits: vec![moves, joins] }),
        (moves, joins) => moves.or(joins),
    }
}

fn paint_gap(ui: &Ui, side: Side, gap: usize, grid: GridLayout, origin: Pos2, screen: Rect) {
    let painter = ui.painter_at(screen);
    let stroke = Stroke::new(3.0, tokens(ui).accent.get());
    let at: Vec2 = grid.corner + vec2(points(gap, grid.cell.x), points(gap, grid.cell.y));
    let place: Pos2 = pos2(origin.x + at.x, origin.y + at.y);
    match side {
        Side::From => painter.hline(screen.x_range(), place.y, stroke),
        Side::To => painter.vline(place.x, screen.y_range(), stroke),
    };
}
