//! A choice among a few words in one line, or in several where it is narrow, each a radio button to a screen reader.

use egui::{Button, FontId, Response, Role, Ui, WidgetInfo};

use super::break_row;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::tokens;

/// Shows the choices and returns the one that was just made. `group` is what the choice is about.
pub(crate) fn segmented_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    group: &str,
    chosen: T,
    choices: &[(T, &str)],
) -> Option<T> {
    let mut res = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = STEP / 2.0;
        for &(choice, text) in choices {
            // A word goes to the next line whole, rather than letter below letter.
            let width = width(ui, text);
            break_row(ui, width);
            if segment(ui, group, text, choice == chosen).clicked() && choice != chosen {
                res = Some(choice);
            }
        }
    });
    res
}

/// How wide a segment wants to be.
fn width(ui: &Ui, text: &str) -> f32 {
    let font = FontId::proportional(SMALL);
    let text = ui.painter().layout_no_wrap(text.to_owned(), font, tokens(ui).text.get());
    text.size().x + 2.0 * ui.spacing().button_padding.x
}

fn segment(ui: &mut Ui, group: &str, text: &str, is_chosen: bool) -> Response {
    let tokens = tokens(ui);
    let color = if is_chosen { tokens.text } else { tokens.text_weak };
    let label = egui::RichText::new(text).color(color.get()).size(SMALL);
    let mut button = Button::selectable(is_chosen, label).frame_when_inactive(true);
    if is_chosen {
        button = button.stroke(egui::Stroke::new(1.0, tokens.accent.get()));
    }
    let response = ui.add(button);
    let name = format!("{group}: {text}");
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, &name));
    response
}
