//! The bars of the diagram: above it the filter, below it what is drawn, how large, and what leads to its export.

use std::collections::BTreeSet;

use egui::{Align, Button, Id, Layout, Rect, RichText, Ui, UiBuilder, vec2};

use super::camera::{MAX_ZOOM, MIN_ZOOM};
use super::keys::ZOOM_STEP;
use super::legend::SECTION;
use super::marks::Marks;
use super::scene::Scene;
use super::state::{DiagramState, View};
use crate::export::diagram::{Detail, Diagram};
use crate::gui::commands::Command;
use crate::gui::panels::PanelCx;
use crate::gui::panels::filter_field::{filter_field_ui, filter_state_ui};
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, SMALL, STEP, TALL_ROW};
use crate::gui::widgets::{Icon, icon_button, toggle_ui, weak_line};
use crate::view::counted;

/// Heights of the bars.
pub(super) const FILTER_BAR: f32 = TALL_ROW + 2.0 * STEP;
pub(super) const BAR: f32 = ROW + 2.0 * STEP;
/// The room of the buttons at the right of the lower bar.
const BUTTONS: f32 = 2.0 * ROW + 44.0 * STEP;

/// Shows the upper bar. Returns whether the focus is to go on to the diagram.
pub(super) fn filter_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect) -> bool {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    let shown = ui.scope_builder(UiBuilder::new().id_salt("diagram-filter-bar").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.horizontal(|ui| {
            ui.set_min_height(TALL_ROW);
            let width = (ui.available_width() - 50.0 * STEP).clamp(28.0 * STEP, 60.0 * STEP);
            let goes_on = filter_field_ui(ui, cx, ("Filter the diagram", width));
            filter_state_ui(ui, cx);
            goes_on
        })
    });
    shown.inner.inner
}

/// Shows the lower bar.
pub(super) fn bar_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut DiagramState, scene: Scene<'_>, rect: Rect) {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    let diagram = &scene.drawn.diagram;
    ui.scope_builder(UiBuilder::new().id_salt("diagram-bar").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = STEP;
            if !diagram.legend.is_empty() {
                let mut is_open = cx.look.is_open(SECTION, true);
                toggle_ui(ui, Id::unique("diagram-legend-toggle"), "Legend", &mut is_open);
                cx.look.set_open(SECTION, true, is_open);
            }
            // In a narrow window all of this is in the menus, and keys zoom.
            if ui.available_width() < BUTTONS {
                return;
            }
            let all = || Button::new(RichText::new("Draw all arrows").size(SMALL));
            let has_room = ui.available_width() > BUTTONS + 32.0 * STEP;
            if has_room && !state.only().is_empty() && ui.add(all()).clicked() {
                state.draw_only(BTreeSet::new());
            }
            let text = counts(diagram, state.marks(cx, (scene.key, scene.drawn), scene.named.now));
            let room = (ui.available_width() - BUTTONS).max(0.0);
            ui.allocate_ui_with_layout(vec2(room, ROW), Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(room);
                if room > 20.0 * STEP {
                    weak_line(ui, text);
                }
            });
            zoom_ui(ui, state, scene);
            let export = ui.add(Button::new(RichText::new("Export…").size(SMALL)));
            if export.on_hover_text("Write the diagram or something else to a file").clicked() {
                cx.command(Command::Export);
            }
        });
    });
}

fn counts(diagram: &Diagram, marks: &Marks) -> String {
    let num_arrows = diagram.arrows.len();
    let arrows = match marks.num_found() {
        Some(found) => format!("{found} of {} match", counted(num_arrows, "arrow", "arrows")),
        None => counted(num_arrows, "arrow", "arrows"),
    };
    let mut res = format!("{}, {arrows}", counted(diagram.zones.len(), "zone", "zones"));
    if diagram.detail == Detail::Counts {
        res += "; numbers at arrows count rules";
    }
    if diagram.arrows.iter().any(|arrow| !arrow.has_required) {
        res += "; dashed: optional alone";
    }
    if diagram.num_left_out > 0 {
        res += &format!("; {} left out", counted(diagram.num_left_out, "zone", "zones"));
    }
    res
}

fn zoom_ui(ui: &mut Ui, state: &mut DiagramState, scene: Scene<'_>) {
    let zoom = scene.camera.zoom;
    let in_middle = scene.room.size() / 2.0;
    if icon_button(ui, Icon::Minus, "Draw smaller", zoom > MIN_ZOOM, "− while something of the diagram has the focus")
        .clicked()
    {
        state.view = View::At(scene.camera.zoomed(1.0 / ZOOM_STEP, in_middle));
    }
    let percent = format!("{:.0} %", zoom * 100.0);
    let number = Button::new(RichText::new(percent.as_str()).size(SMALL)).frame_when_inactive(false);
    let number = ui.add_sized(vec2(12.0 * STEP, ROW), number);
    if number.on_hover_text("Draw as large as in exports: 100 %").clicked() {
        state.view = View::At(scene.camera.zoomed(1.0 / zoom, in_middle));
    }
    if icon_button(ui, Icon::Plus, "Draw larger", zoom < MAX_ZOOM, "+ while something of the diagram has the focus")
        .clicked()
    {
        state.view = View::At(scene.camera.zoomed(ZOOM_STEP, in_middle));
    }
    let fit = ui.add(Button::new(RichText::new("Fit").size(SMALL)).selected(state.view == View::Fitted));
    if fit.on_hover_text("Show all of it\n0 while something of the diagram has the focus").clicked() {
        state.view = View::Fitted;
    }
}
