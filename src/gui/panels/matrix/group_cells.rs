//! The cells of groups as they are used: a click folds or unfolds, a block stands for the zones behind it, and a screen
//! reader hears what they come to.

use egui::{Rect, Response, Role, Ui, WidgetInfo};

use super::axes::Axes;
use super::cells::{escape_ui, menu_ui, sensing_ui};
use super::state::MatrixState;
use crate::gui::panels::PanelCx;
use crate::gui::panels::groups::{toggle_groups, zone_names};
use crate::gui::widgets::{Follow, OpenedBy, Place, Reach};
use crate::view::{AxisItem, UnionCell, ZoneAxis};

/// Lets the cell of a group be used. Painting it is somebody else's business.
pub(super) fn group_cell_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    state: &mut MatrixState,
    (place, union): (Place, Option<UnionCell>),
    rect: Rect,
) -> Response {
    let response = sensing_ui(ui, state, place, rect);
    response.widget_info(|| {
        let is_selected = state.cursor.is_block() && state.cursor.has(place);
        let label = label(cx, state.axes(), (place, union));
        WidgetInfo::selected(Role::GridCell, ui.is_enabled(), is_selected, label)
    });
    if response.has_focus() {
        escape_ui(ui, cx, state, &response);
    }
    if response.clicked() {
        state.follow = Follow::Focus;
        if ui.input(|input| input.modifiers.shift) {
            state.cursor.put(place, Reach::Extend);
        } else {
            state.cursor.put(place, Reach::Move);
            let axes = state.axes();
            toggle_groups(cx.look, &[(&axes.rows, place.0), (&axes.columns, place.1)]);
        }
    }
    if response.secondary_clicked() {
        if !state.cursor.has(place) {
            state.cursor.put(place, Reach::Move);
        }
        state.menu = Some((place, OpenedBy::Pointer));
    }
    let names = names(cx, state.axes(), place);
    menu_ui(cx, state, place, &response, |_| between(&names, "→"));
    response
}

/// Whether its number is a total of cells that are there as well, and steps back.
pub(super) fn is_total(axes: &Axes, place: Place) -> bool {
    let is_open = |axis: &ZoneAxis, place: usize| axis.group_at(place).is_some() && !axis.is_folded(place);
    is_open(&axes.rows, place.0) || is_open(&axes.columns, place.1)
}

/// “Berlin to Core: 42 rules in 3 pairs, folded”.
fn label(cx: &PanelCx<'_>, axes: &Axes, (place, union): (Place, Option<UnionCell>)) -> String {
    let names = between(&names(cx, axes, place), "to");
    let lost = if union.is_some_and(|union| union.loses_required) { ", required flows suppressed" } else { "" };
    let fold = if is_total(axes, place) { "open" } else { "folded" };
    let what = match union {
        None => "not known yet".to_owned(),
        Some(union) if cx.filter.query().is_empty() => union.words(),
        Some(union) => format!("{} match", union.num_rules),
    };
    format!("{names}: {what}{lost}, {fold}")
}

/// What the row and the column of a cell are called.
pub(super) fn names(cx: &PanelCx<'_>, axes: &Axes, place: Place) -> [String; 2] {
    let name = |axis: &ZoneAxis, place: usize| match axis.get(place) {
        Some(AxisItem::Zone(zone_idx)) => {
            cx.views.matrix.headings.get(zone_idx).map_or_else(String::new, |heading| heading.name.clone())
        }
        Some(AxisItem::Group(_)) | None => axis.group_at(place).map_or("", |group| group.name()).to_owned(),
    };
    [name(&axes.rows, place.0), name(&axes.columns, place.1)]
}

fn between([source, destination]: &[String; 2], word: &str) -> String {
    if source == destination { format!("Inside {source}") } else { format!("{source} {word} {destination}") }
}

/// Says what the cell of a group comes to, and which zones are behind it.
pub(super) fn group_tooltip_ui(response: Response, cx: &PanelCx<'_>, axes: &Axes, (place, union): (Place, UnionCell)) {
    response.on_hover_ui_at_pointer(|ui| {
        ui.label(between(&names(cx, axes, place), "to"));
        let small = |ui: &mut Ui, text: String| drop(ui.label(egui::RichText::new(text).small().weak()));
        small(ui, union.words());
        for (word, axis, place) in [("From", &axes.rows, place.0), ("To", &axes.columns, place.1)] {
            if axis.group_at(place).is_some() {
                small(ui, format!("{word} {}", zone_names(cx, &axis.zones_at(place))));
            }
        }
        small(ui, if is_total(axes, place) { "Click to fold" } else { "Click to unfold" }.to_owned());
    });
}
