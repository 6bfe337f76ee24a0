//! Texts in the shades that panels use: weak, truncated, heading a group, or naming a field.

use egui::{Align, Label, Layout, Response, RichText, Ui, vec2};

use crate::gui::theme::metrics::{ROW, SMALL};
use crate::gui::theme::{strong, tokens};

/// Small text that explains, wrapped.
pub(crate) fn weak(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).text_weak.get();
    ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap())
}

/// Text in one line, cut with “…” where there is no room; the tooltip has all of it.
pub(crate) fn truncated(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.add(Label::new(text.into()).truncate())
}

/// The heading of a group inside a panel.
pub(crate) fn group_heading(ui: &mut Ui, text: &str) -> Response {
    let color = tokens(ui).text_weak.get();
    ui.add(Label::new(RichText::new(text).font(strong(SMALL)).color(color)).truncate())
}

/// A row with the name of a field at the left and the field at the right. `content` gets the id of the name.
pub(crate) fn labelled_row<R>(
    ui: &mut Ui,
    name: &str,
    name_width: f32,
    content: impl FnOnce(&mut Ui, egui::Id) -> R,
) -> R {
    ui.horizontal_top(|ui| {
        let color = tokens(ui).text_weak.get();
        let layout = Layout::left_to_right(Align::Center);
        let label = ui.allocate_ui_with_layout(vec2(name_width, ROW), layout, |ui| {
            ui.set_min_size(vec2(name_width, ROW));
            ui.add(Label::new(RichText::new(name).size(SMALL).color(color)).truncate())
        });
        content(ui, label.inner.id)
    })
    .inner
}
