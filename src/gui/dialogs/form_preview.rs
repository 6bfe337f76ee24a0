//! The first rows of a form as a table: its own headers, and what would stand below them.

use egui::{Id, Role, ScrollArea, Sense, Ui};

use crate::export::FormPreview;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{Piece, Row, RowPainter, weak};

/// The narrowest and the widest that a column gets, and how wide a letter is about.
const NARROWEST: f32 = 12.0 * STEP;
const WIDEST: f32 = 52.0 * STEP;
const LETTER: f32 = 1.65 * STEP;

/// Shows the first rows of a file of a form.
pub(super) fn preview_ui(ui: &mut Ui, preview: &FormPreview) {
    let widths: Vec<f32> = (0..preview.headers.len()).map(|idx| width(preview, idx)).collect();
    ScrollArea::horizontal().id_salt(("form-preview", &preview.file)).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        row_ui(ui, "Headers", &preview.headers, &widths);
        for (idx, row) in preview.rows.iter().enumerate() {
            row_ui(ui, &format!("Row {}", idx + 1), row, &widths);
        }
    });
    if preview.rows.is_empty() {
        weak(ui, "Nothing is open in this plan: the form has no row");
    }
}

fn row_ui(ui: &mut Ui, name: &str, cells: &[String], widths: &[f32]) {
    let is_heading = name == "Headers";
    let name = format!("{name}: {}", cells.join(" | "));
    let row = Row { sense: Sense::hover(), ..Row::new(Role::ListItem, &name) };
    let id = Id::unique(("form-preview-row", &name));
    row.wide_ui(ui, id, widths.iter().sum(), |row| paint(row, cells, widths, is_heading));
}

fn paint(row: &RowPainter<'_>, cells: &[String], widths: &[f32], is_heading: bool) {
    let mut left = row.rect.left() + STEP;
    for (cell, width) in cells.iter().zip(widths) {
        let text = cell.replace(['\r', '\n'], " ");
        let color = if is_heading { row.tokens.text_weak } else { row.tokens.text };
        row.line(row.middle(), left, left + width - 2.0 * STEP, &[Piece::small(&text, color)]);
        left += width;
    }
}

#[expect(clippy::cast_precision_loss, reason = "some hundred letters")]
fn width(preview: &FormPreview, column: usize) -> f32 {
    let cells = preview.rows.iter().filter_map(|row| row.get(column)).chain(preview.headers.get(column));
    let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or_default();
    (longest as f32 * LETTER + 3.0 * STEP).clamp(NARROWEST, WIDEST)
}
