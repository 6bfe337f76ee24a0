//! Why a rule is there, as lines of two columns: what a link of the chain is, and what it says. Names are links to
//! their pages of the reference.

use egui::{Button, Label, Layout, RichText, Ui, vec2};

use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::widgets::{weak, weak_line, whole_link};
use crate::view::{ChainLine, FlowDraft, Part, ReasonView};

/// Width of the labels at the left.
const LABEL_WIDTH: f32 = 74.0;

/// Shows a reason.
pub(super) fn reason_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, reason: &ReasonView) {
    ui.scope(|ui| {
        // Lines of text, not rows of things to use.
        ui.spacing_mut().interact_size.y = 0.0;
        for (idx, line) in reason.chain.iter().enumerate() {
            ui.push_id(idx, |ui| line_ui(ui, cx, line));
        }
        if let Some(draft) = reason.override_idx.and_then(|idx| FlowDraft::of(cx.plan, idx)) {
            ui.add_space(STEP);
            if ui.add(Button::new(RichText::new("Change the flow…").size(SMALL))).clicked() {
                cx.act(Action::OfferFlow(draft));
            }
        }
    });
}

fn line_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, line: &ChainLine) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = STEP;
        label_ui(ui, line.label);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                for part in &line.parts {
                    part_ui(ui, cx, part);
                }
            });
            if !line.note.is_empty() {
                weak(ui, &line.note);
            }
            if !line.location.is_empty() {
                weak_line(ui, &line.location);
            }
        });
    });
}

fn label_ui(ui: &mut Ui, label: &str) {
    let layout = Layout::left_to_right(egui::Align::Min);
    ui.allocate_ui_with_layout(vec2(LABEL_WIDTH, 0.0), layout, |ui| {
        ui.set_min_width(LABEL_WIDTH);
        if !label.is_empty() {
            weak_line(ui, label);
        }
    });
}

fn part_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, part: &Part) {
    match &part.to {
        None => drop(ui.add(Label::new(RichText::new(&part.text).size(SMALL)))),
        Some(place) => {
            if whole_link(ui, &part.text, SMALL).on_hover_text("Open in the reference").clicked() {
                cx.act(Action::OpenReference(place.clone()));
            }
        }
    }
}
