//! What the letters at arrows stand for, below the diagram. It scrolls where there are many, and can be put away.

use egui::{Label, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};

use super::state::DiagramState;
use crate::export::diagram::LegendEntry;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{PANEL_MARGIN, SMALL, STEP};
use crate::gui::theme::strong;

/// The section that remembers whether it is shown.
pub(super) const SECTION: &str = "diagram-legend";
/// The most of the room that it takes.
const SHARE: f32 = 0.22;
/// Width of a letter.
const LETTER: f32 = 6.0 * STEP;

/// How high it is in a room of this height.
pub(super) fn legend_height(cx: &PanelCx<'_>, state: &DiagramState, entries: &[LegendEntry], room: f32) -> f32 {
    if entries.is_empty() || !cx.look.is_open(SECTION, true) {
        return 0.0;
    }
    (state.legend_height + 2.0 * STEP).min(SHARE * room)
}

/// Shows it.
pub(super) fn legend_ui(ui: &mut Ui, state: &mut DiagramState, entries: &[LegendEntry], rect: Rect) {
    let inner = rect.shrink2(vec2(PANEL_MARGIN, STEP));
    ui.scope_builder(UiBuilder::new().id_salt(SECTION).max_rect(inner), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        let shown = ScrollArea::vertical().id_salt(SECTION).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for entry in entries {
                ui.horizontal_top(|ui| {
                    let text = |text: &str| RichText::new(text).size(SMALL);
                    ui.allocate_ui(vec2(LETTER, SMALL), |ui| {
                        ui.set_min_width(LETTER);
                        ui.label(text(&entry.letter).font(strong(SMALL)));
                    });
                    ui.add(Label::new(text(&entry.ports)).wrap());
                });
            }
        });
        let height = shown.content_size.y;
        if (state.legend_height - height).abs() > 0.5 {
            state.legend_height = height;
            ui.ctx().request_repaint();
        }
    });
}
