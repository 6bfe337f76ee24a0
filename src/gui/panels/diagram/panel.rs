//! Puts the diagram together: the bar that filters, the diagram, its legend and the bar below, or what is said in their place.

use std::collections::BTreeSet;

use egui::{Id, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use super::bar::{BAR, FILTER_BAR, bar_ui, filter_ui};
use super::camera::points;
use super::items::items_ui;
use super::legend::{legend_height, legend_ui};
use super::menu::menu_ui;
use super::names::Named;
use super::painting::Painting;
use super::scene::Scene;
use super::state::{DiagramState, View};
use crate::export::diagram::Detail;
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::panels::no_zones::no_zones_ui;
use crate::gui::state::Tab;
use crate::gui::theme::metrics::{PANEL_MARGIN, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Follow, empty_state, weak};
use crate::view::counted;

/// Shows the diagram.
pub(in crate::gui::panels) fn diagram_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut DiagramState,
    takes_focus: bool,
) {
    if cx.views.matrix.headings.is_empty() {
        no_zones_ui(ui, cx);
        return;
    }
    let all = ui.max_rect();
    let line = Stroke::new(1.0, tokens(ui).line.get());
    let filter_bar = Rect::from_min_size(all.min, vec2(all.width(), FILTER_BAR));
    let goes_on = filter_ui(ui, cx, filter_bar);
    ui.painter().hline(all.x_range(), filter_bar.bottom(), line);
    state.update(cx, takes_focus || goes_on);
    let below = Rect::from_min_max(pos2(all.left(), filter_bar.bottom() + 1.0), all.max);
    let views = cx.views;
    let Some((key, drawn)) = views.diagram() else {
        not_drawn_ui(ui, cx, below);
        return;
    };
    let diagram = &drawn.diagram;
    let legend_height = legend_height(cx, state, &diagram.legend, below.height());
    let bar = Rect::from_min_max(pos2(all.left(), all.bottom() - BAR), all.max);
    let legend = Rect::from_min_max(pos2(all.left(), bar.top() - legend_height), pos2(all.right(), bar.top()));
    let mut room = Rect::from_min_max(below.min, pos2(all.right(), legend.top()));
    if diagram.detail == Detail::Nothing {
        room.min.y += too_many_ui(ui, cx, state, room);
    }
    let size = vec2(points(diagram.width), points(diagram.height));
    let now = state.now(cx, (key, drawn));
    let named = Named { diagram, now: &now };
    let canvas = ui.interact(room, Id::unique("diagram-canvas"), Sense::CLICK | Sense::DRAG);
    move_ui(ui, state, &canvas, size, room);
    let camera = state.camera(size, room.size());
    let scene = Scene { room, camera, key, drawn, named };
    ui.scope_builder(UiBuilder::new().id_salt("diagram").max_rect(room), |ui| {
        ui.set_clip_rect(room.intersect(ui.clip_rect()));
        let lit = items_ui(ui, cx, state, scene, canvas);
        let marks = state.marks(cx, (key, drawn), &now);
        Painting::new(ui, scene, marks, lit).paint();
        menu_ui(ui, cx, state, scene);
    });
    // At the end: the key that gave the focus must not enter what gets it.
    follow(ui, cx, state, (size, room));
    if legend_height > 0.0 {
        ui.painter().hline(all.x_range(), legend.top(), line);
        legend_ui(ui, state, &diagram.legend, legend);
    }
    ui.painter().hline(all.x_range(), bar.top(), line);
    bar_ui(ui, cx, state, scene, bar);
}

/// Says that it is being drawn, or that this stopped.
fn not_drawn_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect) {
    ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(PANEL_MARGIN)), |ui| {
        if cx.is_drawing {
            weak(ui, "Drawing the diagram…");
        } else if empty_state(
            ui,
            "The diagram could not be drawn",
            "The work on it stopped unexpectedly",
            Some("Draw it again"),
        ) {
            cx.act(Action::DrawAgain);
        }
    });
}

/// Says that there are too many arrows, and what to do. Returns the height of that.
fn too_many_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut DiagramState, room: Rect) -> f32 {
    let inner = room.shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    let shown = ui.scope_builder(UiBuilder::new().id_salt("diagram-too-many").max_rect(inner), |ui| {
        ui.label("So many arrows would tell nothing");
        weak(
            ui,
            "Draw those of a few zones alone, which are chosen here or in the list of zones, or look at the matrix",
        );
        ui.horizontal(|ui| {
            let zone_idxs = &cx.env.zone_idxs;
            let zones: BTreeSet<_> = zone_idxs.iter().map(|&idx| cx.plan.zones[idx].id.clone()).collect();
            let of = counted(zones.len(), "chosen zone", "chosen zones");
            if !zones.is_empty() && *state.only() != zones && ui.button(format!("Draw the arrows of {of}")).clicked() {
                state.draw_only(zones);
            }
            if ui.button("Show the matrix").clicked() {
                cx.command(Command::Show(Tab::Matrix));
            }
        });
    });
    shown.response.rect.height() + 4.0 * STEP
}

/// Moves and zooms the diagram by the pointer.
fn move_ui(ui: &Ui, state: &mut DiagramState, canvas: &egui::Response, size: Vec2, room: Rect) {
    let before = state.camera(size, room.size());
    let mut camera = before;
    if canvas.dragged() {
        camera = camera.moved(canvas.drag_delta(), size, room.size());
    }
    // Boxes and labels lie over the canvas: the pointer is over it all the same.
    let is_over = ui.ctx().pointer_hover_pos().filter(|at| room.contains(*at) && ui.rect_contains_pointer(room));
    if let Some(pointer) = is_over {
        let (factor, by) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta()));
        if (factor - 1.0).abs() > f32::EPSILON {
            camera = camera.zoomed(factor, pointer - room.min);
        } else if by != Vec2::ZERO {
            camera = camera.moved(by, size, room.size());
        }
    }
    if camera != before {
        state.view = View::At(camera);
    }
}

/// Brings a cursor that was moved into sight, and gives it the focus.
fn follow(ui: &Ui, cx: &PanelCx<'_>, state: &mut DiagramState, (size, room): (Vec2, Rect)) {
    let Some((_, drawn)) = cx.views.diagram() else { return };
    let follow = std::mem::take(&mut state.follow);
    let Some(spot) = state.spot(cx, drawn) else { return };
    match follow {
        Follow::No => return,
        Follow::Sight => {}
        Follow::Focus => ui.memory_mut(|memory| memory.request_focus(spot.id(drawn))),
        Follow::FocusSoon => state.follow = Follow::Focus,
    }
    if let (View::At(_), Some(rect)) = (state.view, spot.rect(&drawn.diagram)) {
        state.view = View::At(state.camera(size, room.size()).showing(rect, room.size()));
    }
    ui.ctx().request_repaint();
}
