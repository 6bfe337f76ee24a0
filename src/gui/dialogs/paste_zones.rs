//! Takes a list of zones from a spreadsheet, and shows what each line would do before any of it is done.

use egui::{Button, Id, Role, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui};

use super::shell::{cancel_ui, dialog_ui, focus_first};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::opening::LoadedCatalog;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{STEP, TWO_LINES};
use crate::gui::widgets::{Piece, Row, RowPainter, text_field, toggle_ui, weak};
use crate::plan::Plan;
use crate::view::{Outcome, PasteRow, TickNames, ZonePaste, counted};

/// What the field is called.
const FIELD: &str = "Lines of a spreadsheet";
/// Height of the field, and the least and most of the preview.
const FIELD_HEIGHT: f32 = 28.0 * STEP;
const LEAST: f32 = 2.0 * TWO_LINES;
const MOST: f32 = 6.0 * TWO_LINES;
/// Where the texts of a row begin, and the addresses behind the name.
const LEFT: f32 = 12.0 * STEP;
const ADDRESSES: f32 = 60.0 * STEP;

/// What was pasted, and what it would do.
#[derive(Debug)]
pub(crate) struct PasteZones {
    text: String,
    paste: ZonePaste,
    /// Lines with errors are left out.
    leaves_out: bool,
}

impl PasteZones {
    /// Starts with a text, which may be empty.
    #[must_use]
    pub(crate) fn new(plan: &Plan, catalog: &LoadedCatalog, text: String) -> Self {
        let names = TickNames::new(&catalog.model, catalog.index());
        Self { paste: ZonePaste::build(plan, &names, &text), text, leaves_out: false }
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("paste-zones", "Paste zones"), 760.0, |ui, cx| {
            weak(
                ui,
                "Name, addresses, trust level, group, OS versions, roles, host and note, as a spreadsheet copies them or \
                 parted by semicolons or commas. The first line may name the columns, in any order; a host has the roles \
                 and addresses of its line",
            );
            self.field_ui(ui, cx);
            ui.add_space(STEP);
            self.preview_ui(ui);
            ui.add_space(3.0 * STEP);
            self.buttons_ui(ui, cx);
        });
    }

    fn field_ui(&mut self, ui: &mut Ui, cx: &PanelCx<'_>) {
        let area = ScrollArea::vertical().id_salt("paste-field").max_height(FIELD_HEIGHT);
        area.min_scrolled_height(FIELD_HEIGHT).show(ui, |ui| {
            let edit = TextEdit::multiline(&mut self.text).id(Id::unique("paste-zones")).desired_rows(6);
            let edit = edit.hint_text("Such as DMZ; 192.0.2.0/24; low").font(TextStyle::Monospace);
            let response = text_field(ui, edit.desired_width(f32::INFINITY)).accessible_name(FIELD);
            focus_first(ui, &response);
            if response.changed() {
                let names = TickNames::new(cx.catalog, cx.loaded.index());
                self.paste = ZonePaste::build(cx.plan, &names, &self.text);
                self.leaves_out = false;
            }
        });
    }

    fn preview_ui(&self, ui: &mut Ui) {
        let rows = &self.paste.rows;
        let lines = |number: usize| counted(number, "line", "lines");
        if rows.is_empty() {
            weak(ui, "What each line would do stands here before any of it is done");
        } else {
            let wrong =
                if self.paste.num_wrong == 0 { String::new() } else { format!(", {} wrong", self.paste.num_wrong) };
            weak(ui, &format!("{}{wrong}", lines(rows.len())));
        }
        if !self.paste.unused.is_empty() {
            weak(ui, &format!("Columns that are not used: {}", self.paste.unused.join(", ")));
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

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let num_wrong = self.paste.num_wrong;
        if num_wrong > 0 {
            let text = format!("Leave out {}", counted(num_wrong, "line that is wrong", "lines that are wrong"));
            toggle_ui(ui, Id::unique("paste-leave-out"), &text, &mut self.leaves_out);
            ui.add_space(STEP);
        }
        ui.horizontal(|ui| {
            let edit = self.paste.edit();
            let is_ready = edit.is_some() && (num_wrong == 0 || self.leaves_out);
            let why = match edit {
                None => "No line adds anything",
                Some(_) => "Mend the lines that are wrong, or leave them out",
            };
            let label = if edit.is_some() { self.paste.label("Add", "change") } else { "Add zones".to_owned() };
            let button = ui.add_enabled(is_ready, Button::new(label)).on_disabled_hover_text(why);
            if let Some(edit) = edit.filter(|_| button.clicked()) {
                cx.act(Action::CloseDialog);
                cx.act(Action::EditWithNotice { edit, done: self.paste.label("Added", "changed") });
                cx.actions.extend(self.paste.first.clone().map(|zone| Action::Select(Selection::Zone(zone))));
            }
            cancel_ui(ui, cx);
        });
    }
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
