//! What a panel says when there is nothing to show, and what a field says when something is wrong.

use egui::{Label, RichText, Ui};

use super::weak;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::tokens;

/// Says that there is nothing yet, and what to do next. Returns whether the button was used, if there is one.
pub(crate) fn empty_state(ui: &mut Ui, title: &str, next: &str, button: Option<&str>) -> bool {
    ui.add_space(4.0 * STEP);
    ui.add(Label::new(title).wrap());
    weak(ui, next);
    ui.add_space(2.0 * STEP);
    button.is_some_and(|button| ui.button(button).clicked())
}

/// Says what is wrong with what was typed. Red, and in words.
pub(crate) fn problem(ui: &mut Ui, text: &str) {
    let color = tokens(ui).error.get();
    ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap());
}
