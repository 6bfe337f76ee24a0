//! A link that stays in one piece among other words: it goes to the next line as a whole, and over several lines only
//! where it is wider than one.
//!
//! A text that breaks within a line of widgets would be a thing of its own on each line, without a name.

use egui::{FontId, Link, Response, RichText, Ui};

use super::break_row;
use crate::gui::theme::tokens;

/// Shows the link in a layout that wraps.
pub(crate) fn whole_link(ui: &mut Ui, text: &str, size: f32) -> Response {
    let color = tokens(ui).accent.get();
    let width = ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(size), color).size().x;
    let link = Link::new(RichText::new(text).size(size));
    break_row(ui, width);
    if width > ui.max_rect().width() { ui.vertical(|ui| ui.add(link)).inner } else { ui.add(link) }
}
