//! What dialogs that take lines of a spreadsheet have in common: the field, what each line would do, and the button that does
//! it. What the lines mean is not its business.

use egui::{Button, Id, Role, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui};

use super::shell::{cancel_ui, focus_first};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{STEP, TWO_LINES};
use crate::gui::widgets::{Piece, Row, RowPainter, text_field, toggle_ui, weak};
use crate::plan::{Edit, ZoneId};
use crate::view::{Outcome, PasteRow, counted};

/// What the field is called.
const FIELD: &str = "Lines of a spreadsheet";
/// Height of the field, and the least and most of the preview.
const FIELD_HEIGHT: f32 = 28.0 * STEP;
const LEAST: f32 = 2.0 * TWO_LINES;
const MOST: f32 = 6.0 * TWO_LINES;
/// Where the texts of a row begin, and the addresses behind the name.
const LEFT: f32 = 12.0 * STEP;
const ADDRESSES: f32 = 60.0 * STEP;

/// Shows the field. Returns whether something was typed.
pub(super) fn field_ui(ui: &mut Ui, id: &str, text: &mut String, hint: &str) -> bool {
    let area = ScrollArea::vertical().id_salt("paste-field").max_height(FIELD_HEIGHT);
    let shown = area.min_scrolled_height(FIELD_HEIGHT).show(ui, |ui| {
        let edit = TextEdit::multiline(text).id(Id::unique(id)).desired_rows(6);
        let edit = edit.hint_text(hint).font(TextStyle::Monospace);
        let response = text_field(ui, edit.desired_width(f32::INFINITY)).accessible_name(FIELD);
        focus_first(ui, &response);
        response.changed()
    });
    shown.inner
}

/// Shows what each line would do.
pub(super) fn preview_ui(ui: &mut Ui, rows: &[PasteRow], num_wrong: u32, unused: &[String]) {
    if rows.is_empty() {
        weak(ui, "What each line would do stands here before any of it is done");
    } else {
        let wrong = if num_wrong == 0 { String::new() } else { format!(", {num_wrong} wrong") };
        weak(ui, &format!("{}{wrong}", counted(rows.len(), "line", "lines")));
    }
    if !unused.is_empty() {
        weak(ui, &format!("Columns that are not used: {}", unused.join(", ")));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    // Known before there are rows, so that nothing jumps under the pointer.
    let height = (ui.ctx().content_rect().height() - 110.0 * STEP).clamp(LEAST, MOST);
    let area = ScrollArea::vertical().id_salt("paste-preview").max_height(height).min_scrolled_height(height);
    area.auto_shrink(false).show_rows(ui, TWO_LINES, rows.len(), |ui, range| {
        for row in &rows[range] {
            row_ui(ui, row);
        }
    });
    ui.spacing_mut().item_spacing.y = STEP;
}

/// What the lines without errors come to.
pub(super) struct Pasted {
    /// The edit, and what to say when it is done; `None`: there is nothing to do.
    pub edit: Option<(Edit, String)>,
    /// What the button says.
    pub label: String,
    pub num_wrong: u32,
    /// The zone that is chosen then.
    pub first: Option<ZoneId>,
}

/// Shows the buttons. With wrong lines nothing is done unless they are left out.
pub(super) fn buttons_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pasted: Pasted, leaves_out: &mut bool) {
    let Pasted { edit, label, num_wrong, first } = pasted;
    if num_wrong > 0 {
        let text = format!("Leave out {}", counted(num_wrong, "line that is wrong", "lines that are wrong"));
        toggle_ui(ui, Id::unique("paste-leave-out"), &text, leaves_out);
        ui.add_space(STEP);
    }
    ui.horizontal(|ui| {
        let is_ready = edit.is_some() && (num_wrong == 0 || *leaves_out);
        let why = match edit {
            None => "No line adds anything",
            Some(_) => "Mend the lines that are wrong, or leave them out",
        };
        let button = ui.add_enabled(is_ready, Button::new(label)).on_disabled_hover_text(why);
        if let Some((edit, done)) = edit.filter(|_| button.clicked()) {
            cx.act(Action::CloseDialog);
            cx.act(Action::EditWithNotice { edit, done });
            cx.actions.extend(first.map(|zone| Action::Select(Selection::Zone(zone))));
        }
        cancel_ui(ui, cx);
    });
}

fn row_ui(ui: &mut Ui, row: &PasteRow) {
    let name = format!("Line {}, {}: {}", row.line, row.name, row.text);
    let look = Row { sense: Sense::hover(), height: TWO_LINES, ..Row::new(Role::ListItem, &name) };
    let width = ui.available_width() - STEP;
    let response = look.wide_ui(ui, Id::unique(("paste-row", row.line)), width, |look| paint(look, row));
    response.on_hover_text(format!("{}\n{}\n{}", row.name, row.addresses, row.text).replace("\n\n", "\n"));
}

/// Number and sign at the left, name and addresses above, what becomes of them below.
fn paint(look: &RowPainter<'_>, row: &PasteRow) {
    let RowPainter { painter, tokens, rect } = *look;
    painter.hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line.get()));
    let (upper, lower) = (rect.top() + 0.3 * TWO_LINES, rect.top() + 0.74 * TWO_LINES);
    let left = rect.left() + LEFT;
    look.right(upper, left - 3.0 * STEP, f32::INFINITY, &Piece::mono(&row.line.to_string(), tokens.text_weak));
    let (sign, color) = match row.outcome {
        Outcome::Adds => ("+ ", tokens.text),
        Outcome::Changes => ("± ", tokens.text),
        Outcome::Nothing => ("", tokens.text_weak),
        Outcome::Wrong => ("✖ ", tokens.error),
    };
    let middle = (left + ADDRESSES).min(rect.center().x);
    look.line(upper, left, middle - 2.0 * STEP, &[Piece::body(&row.name, tokens.text)]);
    look.line(upper, middle, rect.right(), &[Piece::mono(&row.addresses, tokens.text_weak)]);
    look.line(lower, left, rect.right(), &[Piece::small(&format!("{sign}{}", row.text), color)]);
}
