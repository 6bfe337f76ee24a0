//! What pinning the RPC servers of a pair would save: ports now and then, each server, and the way there.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::gui::panels::PanelCx;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::widgets::weak;
use crate::view::{PinningRow, PinningView};

/// Shows the section.
pub(super) fn pinning_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pinning: &PinningView) {
    Section::Pinning.ui(ui, cx, &pinning.summary, |ui, cx| {
        ui.scope(|ui| {
            // Lines of text, not rows of things to use.
            ui.spacing_mut().interact_size.y = 0.0;
            for (label, count) in &pinning.counts {
                count_ui(ui, label, count);
            }
        });
        ui.add_space(STEP);
        for server in &pinning.servers {
            server_ui(ui, server);
        }
        if let Some(offer) = &pinning.offer {
            if ui.button(&offer.text).on_hover_text(&offer.detail).clicked() {
                cx.edit(offer.edit.clone());
            }
            weak(ui, &format!("{}. Set the same on the servers", offer.detail));
        }
    });
}

/// A label at the left and a number that lines up with the others at the right.
fn count_ui(ui: &mut Ui, label: &str, count: &str) {
    ui.horizontal(|ui| {
        weak(ui, label);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(count).size(SMALL)));
        });
    });
}

fn server_ui(ui: &mut Ui, server: &PinningRow) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add(Label::new(RichText::new(&server.name).size(SMALL)).wrap());
    weak(ui, &server.state);
    weak(ui, &server.note);
    ui.add_space(2.0 * STEP);
    ui.spacing_mut().item_spacing.y = STEP;
}
