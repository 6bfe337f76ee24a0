//! The bar below the matrix: what the colors and signs of its cells say, and how large they are.

use egui::{Button, ComboBox, Direction, Layout, Rect, RichText, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::geometry::{MAX_ZOOM, MIN_ZOOM};
use super::painting::folded_corner;
use crate::gui::commands::{Command, Zoom};
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Icon, icon_button};
use crate::view::{Shade, compact};

/// Height of the bar.
pub(super) const LEGEND_BAR: f32 = ROW + 2.0 * STEP;

/// Width of the buttons that zoom, with the number between them.
const ZOOM_WIDTH: f32 = 2.0 * ROW + 11.0 * STEP;

/// The room that the ramp takes with its numbers.
const RAMP_WIDTH: f32 = 48.0 * STEP;

/// The room that a note takes.
const NOTE_WIDTH: f32 = 20.0 * STEP;

/// Side of a square of the ramp.
const SQUARE: f32 = 3.0 * STEP;

/// Which signs are in the cells, beside those that every matrix may have.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Signs {
    /// Cells write ports.
    pub writes_ports: bool,
    /// Something that is required is taken away in a cell in sight.
    pub has_losses: bool,
}

/// Shows the bar.
pub(super) fn legend_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rect: Rect, signs: Signs) {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    ui.scope_builder(UiBuilder::new().id_salt("matrix-legend").max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = STEP;
            shade_ui(ui, cx);
            // What is left out in a narrow window is said by tooltips too.
            if ui.available_width() > ZOOM_WIDTH + RAMP_WIDTH {
                ramp_ui(ui, cx.look.shade);
            }
            let notes = [
                signs.has_losses.then_some(Note::Words("! required lost")),
                Some(Note::Unit(cx.look.shade.unit())),
                Some(Note::Corner("legacy")),
                signs.writes_ports.then_some(Note::Words("(…) optional")),
            ];
            for note in notes.into_iter().flatten() {
                if ui.available_width() > ZOOM_WIDTH + NOTE_WIDTH {
                    note.ui(ui);
                }
            }
            ui.add_space((ui.available_width() - ZOOM_WIDTH - STEP).max(0.0));
            zoom_ui(ui, cx);
        });
    });
}

/// What the legend says beside the colors.
#[derive(Clone, Copy)]
enum Note {
    /// What the numbers count.
    Unit(&'static str),
    /// What a folded corner means.
    Corner(&'static str),
    /// A sign with its meaning.
    Words(&'static str),
}

impl Note {
    fn ui(self, ui: &mut Ui) {
        match self {
            Self::Unit(text) => small(ui, text),
            Self::Corner(text) => {
                ui.add_space(STEP);
                corner_ui(ui);
                small(ui, text);
            }
            Self::Words(text) => {
                ui.add_space(STEP);
                small(ui, text);
            }
        }
    }
}

fn shade_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let text = RichText::new(format!("Shade: {}", cx.look.shade.label())).size(SMALL);
    let combo = ComboBox::from_id_salt("matrix-shade").selected_text(text).width(20.0 * STEP);
    let response = combo.show_ui(ui, |ui| {
        for &shade in Shade::ALL {
            let command = Command::Shade(shade);
            if ui.selectable_label(cx.look.shade == shade, shade.label()).on_hover_text(command.tooltip()).clicked() {
                cx.command(command);
            }
        }
    });
    response.response.accessible_name("Shade cells by");
}

fn ramp_ui(ui: &mut Ui, shade: Shade) {
    for (idx, &first) in shade.steps().iter().enumerate() {
        square_ui(ui, shade, idx);
        small(ui, &compact(first));
    }
}

fn square_ui(ui: &mut Ui, shade: Shade, step: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(SQUARE, SQUARE), Sense::empty());
    let tokens = tokens(ui);
    if let Some(color) = tokens.ramp_of(shade).get(step) {
        let stroke = Stroke::new(1.0, tokens.line.get());
        ui.painter().rect(rect, 0, color.get(), stroke, egui::StrokeKind::Inside);
    }
}

/// The folded corner of cells that open a legacy protocol.
fn corner_ui(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(SQUARE, SQUARE), Sense::empty());
    let corner = pos2(rect.left() + 2.0 * STEP, rect.top() + 2.0);
    folded_corner(ui.painter(), corner, tokens(ui).text_weak.get());
}

fn zoom_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    ui.spacing_mut().item_spacing.x = 0.0;
    zoom_button(ui, cx, Icon::Minus, Command::CellSize(Zoom::Out), cx.look.matrix_zoom > MIN_ZOOM);
    let number = RichText::new(format!("{:.0} %", cx.look.matrix_zoom * 100.0)).size(SMALL);
    let size = vec2(ZOOM_WIDTH - 2.0 * ROW, ROW);
    ui.allocate_ui_with_layout(size, Layout::centered_and_justified(Direction::LeftToRight), |ui| {
        let reset = ui.add(Button::new(number).frame_when_inactive(false));
        let command = Command::CellSize(Zoom::Reset);
        if reset.accessible_name(command.label()).on_hover_text(command.tooltip()).clicked() {
            cx.command(command);
        }
    });
    zoom_button(ui, cx, Icon::Plus, Command::CellSize(Zoom::In), cx.look.matrix_zoom < MAX_ZOOM);
}

fn zoom_button(ui: &mut Ui, cx: &mut PanelCx<'_>, icon: Icon, command: Command, is_enabled: bool) {
    if icon_button(ui, icon, command.label(), is_enabled, command.tooltip()).clicked() {
        cx.command(command);
    }
}

fn small(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).size(SMALL).color(tokens(ui).text_weak.get()));
}
