//! A heading that opens and closes what stands under it. Whether it is open is kept by the caller.

use egui::{Response, Role, Ui};

use super::{Icon, Piece, Row, RowState};
use crate::gui::theme::metrics::{ROW, STEP, TALL_ROW};

/// How large a heading is.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Level {
    /// The heading of a section.
    Section,
    /// That of a part of a section: smaller and moved in.
    Part,
}

/// Shows the heading, and `content` under it when it is open. Of the texts, the name stands at the left and a detail
/// weak at the right.
pub(crate) fn section_ui(
    ui: &mut Ui,
    level: Level,
    texts: (&str, &str),
    is_open: &mut bool,
    content: impl FnOnce(&mut Ui),
) {
    if heading(ui, level, texts, *is_open).clicked() {
        *is_open = !*is_open;
    }
    if *is_open {
        content(ui);
        ui.add_space(STEP);
    }
}

fn heading(ui: &mut Ui, level: Level, (name, detail): (&str, &str), is_open: bool) -> Response {
    let (height, indent) = match level {
        Level::Section => (TALL_ROW, 0.0),
        Level::Part => (ROW, STEP),
    };
    let id = ui.next_auto_id();
    let row = Row { description: detail, state: RowState::Expanded(is_open), height, ..Row::new(Role::Button, name) };
    row.ui(ui, id, |row| {
        let (left, right, weak) = (row.rect.left() + indent, row.rect.right(), row.tokens.text_weak);
        row.icon(if is_open { Icon::Opened } else { Icon::Closed }, left + 2.0 * STEP, weak);
        let name = match level {
            Level::Section => Piece::body(name, row.tokens.text),
            Level::Part => Piece::small(name, weak),
        };
        let end = row.line(row.middle(), left + 5.0 * STEP, f32::INFINITY, &[name]);
        row.right(row.middle(), right - STEP, right - end - 4.0 * STEP, &Piece::small(detail, weak));
    })
}
