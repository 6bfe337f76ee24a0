//! Texts in the shades that panels use, what a panel says when it has nothing to show, and what wraps among other texts.

use egui::{Align, FontId, Label, Layout, Link, Response, RichText, Ui, vec2};

use crate::gui::theme::metrics::{ROW, SMALL, STEP};
use crate::gui::theme::{strong, tokens};

/// Small text that explains, wrapped.
pub(crate) fn weak(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).text_weak.get();
    ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap())
}

/// Small text that explains, in one line, cut with “…” where there is no room.
pub(crate) fn weak_line(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    truncated(ui, text.into().size(SMALL).color(tokens(ui).text_weak.get()))
}

/// Text in one line, cut with “…” where there is no room; the tooltip has all of it.
pub(crate) fn truncated(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.add(Label::new(text.into()).truncate())
}

/// The heading of a group inside a panel.
pub(crate) fn group_heading(ui: &mut Ui, text: &str) -> Response {
    truncated(ui, RichText::new(text).font(strong(SMALL)).color(tokens(ui).text_weak.get()))
}

/// A row with the name of a field at the left and the field at the right. `content` gets the id of the name.
pub(crate) fn labelled_row<R>(
    ui: &mut Ui,
    name: &str,
    name_width: f32,
    content: impl FnOnce(&mut Ui, egui::Id) -> R,
) -> R {
    ui.horizontal_top(|ui| {
        let layout = Layout::left_to_right(Align::Center);
        let label = ui.allocate_ui_with_layout(vec2(name_width, ROW), layout, |ui| {
            ui.set_min_size(vec2(name_width, ROW));
            weak_line(ui, name)
        });
        content(ui, label.inner.id)
    })
    .inner
}

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

/// Shows the link in a layout that wraps.
pub(crate) fn whole_link(ui: &mut Ui, text: &str, size: f32) -> Response {
    let color = tokens(ui).accent.get();
    let width = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(size), color).size().x;
    let link = Link::new(RichText::new(text).size(size));
    break_row(ui, width);
    if width > ui.max_rect().width() { ui.vertical(|ui| ui.add(link)).inner } else { ui.add(link) }
}

/// Begins a new line of the row when `width` no longer fits into this one.
pub(crate) fn break_row(ui: &mut Ui, width: f32) {
    if ui.available_size_before_wrap().x < width && ui.cursor().left() > ui.max_rect().left() {
        ui.end_row();
    }
}
