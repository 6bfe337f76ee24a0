//! The field of the window's one filter, as it stands above the matrix and the rules: what is typed, how much of the
//! plan that is, what is wrong with it, and what the language can say.

use egui::{Align, Grid, Id, Key, Layout, Popup, Response, RichText, Ui};

use super::PanelCx;
use crate::gui::shown::SearchStatus;
use crate::gui::theme::metrics::{SMALL, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Icon, icon_button, search_field, truncated, weak, weak_line};
use crate::query::{EXAMPLES, POSSIBLE};
use crate::view::found_text;

/// Shows the field under a name, with its buttons. Returns whether the focus is to go on to what is filtered.
pub(super) fn filter_field_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, (name, width): (&str, f32)) -> bool {
    let id = Id::unique("filter");
    let response = search_field(ui, id, name, width, &mut cx.filter.text);
    let response = response.on_hover_text(POSSIBLE);
    if std::mem::take(&mut cx.filter.takes_focus) {
        response.request_focus();
    }
    if response.changed() {
        ui.ctx().request_repaint();
    }
    let goes_on = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let help = ui.button("?").accessible_name("What a filter can say").on_hover_text("What a filter can say");
    help_ui(&help, cx);
    if !cx.filter.text.is_empty() && icon_button(ui, Icon::Cross, "Clear the filter", true, "").clicked() {
        cx.filter.clear();
        cx.filter.takes_focus = true;
    }
    goes_on
}

/// Says how much of the plan is asked for, or which word says nothing.
pub(super) fn filter_state_ui(ui: &mut Ui, cx: &PanelCx<'_>) {
    if let Some(err) = cx.filter.error() {
        let text = format!("✖ {} Nothing is filtered", err.problem());
        truncated(ui, RichText::new(text).size(SMALL).color(tokens(ui).error.get())).on_hover_text(err.to_string());
    } else if !cx.filter.query().is_empty() {
        let text = match cx.filter.found(cx.stamp) {
            Some(found) => found_text(found),
            None if cx.search == SearchStatus::Running => "Searching…".to_owned(),
            None => return,
        };
        weak_line(ui, text);
    }
}

/// Lists examples; a click on one types it.
fn help_ui(help: &Response, cx: &mut PanelCx<'_>) {
    Popup::menu(help).show(|ui| {
        ui.set_max_width(104.0 * STEP);
        Grid::new("filter-examples").num_columns(2).show(ui, |ui| {
            for (query, meaning) in EXAMPLES {
                let button = ui.button(RichText::new(query).monospace()).accessible_name(format!("{query}: {meaning}"));
                if button.clicked() {
                    query.clone_into(&mut cx.filter.text);
                    cx.filter.takes_focus = true;
                    ui.close();
                }
                weak(ui, meaning);
                ui.end_row();
            }
        });
        // A menu stretches what is in it, and would stretch the blanks of a text.
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            weak(ui, "Terms with a blank between them hold for one flow. Names with blanks can stand in quotes");
        });
    });
}
