//! The first rows of a file as a table that scrolls both ways: its own headers stay in sight, and only what is in sight is
//! painted, for a grid has as many columns as the plan has zones.

use egui::{
    FontId, Id, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::export::FormPreview;
use crate::gui::theme::metrics::{RADIUS, ROW, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Arrows, Move, Piece, Row, hold_arrows, take_move};

/// The narrowest and the widest that a column gets.
const NARROWEST: f32 = 12.0 * STEP;
const WIDEST: f32 = 64.0 * STEP;
/// More letters than that make a text long, of which each is about so wide.
const LONG: usize = 80;
const LETTER: f32 = 1.7 * STEP;
/// The widest line of what is no table.
const WIDEST_LINE: f32 = 2000.0 * STEP;
/// How far an arrow key scrolls, in points.
const KEY_STEP: Vec2 = vec2(16.0 * STEP, ROW);

/// How far a table is scrolled, and how wide its columns are.
#[derive(Debug, Default)]
pub(super) struct TableState {
    offset: Vec2,
    /// Where each column ends; `None`: not measured yet.
    ends: Option<Vec<f32>>,
}

impl TableState {
    /// Shows a table over this height.
    pub(super) fn ui(&mut self, ui: &mut Ui, height: f32, file: &FormPreview) {
        let ends = self.ends.take().unwrap_or_else(|| ends(ui, file));
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height.max(3.0 * ROW)));
        let moved = self.take_keys(ui, rect, &file.file);
        let inside = rect.shrink(1.0);
        ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            let area = ScrollArea::both().id_salt(("export-rows", &file.file)).auto_shrink(false).animated(false);
            let area = area.max_height(inside.height()).max_width(inside.width());
            let area = if moved { area.scroll_offset(self.offset) } else { area };
            let shown = area.show_viewport(ui, |ui, viewport| contents_ui(ui, (viewport, inside.top()), file, &ends));
            let most = (shown.content_size - shown.inner_rect.size()).max(Vec2::ZERO);
            self.offset = shown.state.unclamped_offset().clamp(Vec2::ZERO, most);
        });
        let is_focused = ui.memory(|memory| memory.has_focus(table_id()));
        let color = if is_focused { tokens(ui).accent } else { tokens(ui).line };
        ui.painter().rect_stroke(rect, RADIUS, Stroke::new(1.0, color.get()), StrokeKind::Inside);
        self.ends = Some(ends);
    }

    /// The table is one stop of the Tab key, and arrow keys scroll it. Returns whether they did.
    fn take_keys(&mut self, ui: &Ui, rect: Rect, name: &str) -> bool {
        let response = ui.interact(rect, table_id(), Sense::click());
        let name = format!("First rows of {name}");
        response.widget_info(|| WidgetInfo::labeled(Role::Table, ui.is_enabled(), &name));
        if !response.has_focus() {
            return false;
        }
        hold_arrows(ui, response.id, Arrows::All);
        let page = vec2(0.0, rect.height() - 2.0 * ROW);
        let Some(step) = take_move(ui) else { return false };
        let offset = self.offset
            + match step {
                Move::Up => vec2(0.0, -KEY_STEP.y),
                Move::Down => vec2(0.0, KEY_STEP.y),
                Move::Left => vec2(-KEY_STEP.x, 0.0),
                Move::Right => vec2(KEY_STEP.x, 0.0),
                Move::PageUp => -page,
                Move::PageDown => page,
                Move::Home => vec2(-f32::from(u16::MAX), 0.0),
                Move::End => vec2(f32::from(u16::MAX), 0.0),
            };
        self.offset = offset.max(Vec2::ZERO);
        ui.ctx().request_repaint();
        true
    }
}

fn table_id() -> Id {
    Id::unique("export-rows")
}

/// The rows in sight, and the headers over them.
#[expect(clippy::cast_precision_loss, reason = "some dozens of rows")]
fn contents_ui(ui: &mut Ui, (viewport, top_in_sight): (Rect, f32), file: &FormPreview, ends: &[f32]) {
    let has_headers = !file.headers.is_empty();
    let head = if has_headers { ROW } else { 0.0 };
    let width = ends.last().copied().unwrap_or_default();
    ui.set_min_size(vec2(width, head + file.rows.len() as f32 * ROW));
    let origin = ui.max_rect().min;
    let columns = || {
        let begins = std::iter::once(0.0).chain(ends.iter().copied());
        let all = begins.zip(ends.iter().copied()).enumerate();
        all.filter(|(_, (begin, end))| *end > viewport.left() && *begin < viewport.right())
    };
    let cell = |ui: &Ui, role: Role, (row_idx, idx): (usize, usize), text: &str, rect: Rect| {
        let text = text.replace(['\r', '\n'], " ");
        let row = Row { sense: Sense::hover(), ..Row::new(role, &text) };
        let response = row.ui_at(ui, Id::unique(("export-cell", row_idx, idx)), rect, |row| {
            let color = if role == Role::ColumnHeader { row.tokens.text_weak } else { row.tokens.text };
            let (left, right) = (row.rect.left() + STEP, row.rect.right() - STEP);
            row.line(row.middle(), left, right, &[Piece::small(&text, color)]);
        });
        if has_headers && width_of(ui, &text) > rect.width() {
            response.on_hover_text(text);
        }
    };
    let line = Stroke::new(1.0, tokens(ui).line.get());
    for (idx, row) in file.rows.iter().enumerate() {
        let top = head + idx as f32 * ROW;
        // What is under the headers is out of sight.
        if top + ROW <= viewport.top() + head || top >= viewport.bottom() {
            continue;
        }
        let y = origin.y + top;
        for (column, (begin, end)) in columns() {
            let rect = Rect::from_min_max(pos2(origin.x + begin, y), pos2(origin.x + end, y + ROW));
            if let Some(text) = row.get(column).filter(|text| !text.is_empty()) {
                cell(ui, Role::Cell, (idx + 1, column), text, rect);
            }
        }
        ui.painter().hline(ui.clip_rect().x_range(), y + ROW, line);
    }
    if has_headers {
        let y = top_in_sight;
        let all = Rect::from_min_max(pos2(origin.x, y), pos2(origin.x + viewport.right(), y + ROW));
        ui.painter().rect_filled(all, 0, tokens(ui).panel.get());
        for (column, (begin, end)) in columns() {
            let rect = Rect::from_min_max(pos2(origin.x + begin, y), pos2(origin.x + end, y + ROW));
            if let Some(text) = file.headers.get(column) {
                cell(ui, Role::ColumnHeader, (0, column), text, rect);
            }
        }
        ui.painter().hline(all.x_range(), y + ROW, Stroke::new(1.0, tokens(ui).line_strong.get()));
    }
}

/// Where each column ends.
fn ends(ui: &Ui, file: &FormPreview) -> Vec<f32> {
    let num_columns = file.rows.iter().map(Vec::len).chain([file.headers.len()]).max().unwrap_or_default();
    let most = if file.headers.is_empty() { WIDEST_LINE } else { WIDEST };
    let width = |column: usize| {
        let cells = file.rows.iter().filter_map(|row| row.get(column)).chain(file.headers.get(column));
        cells.map(|cell| width_of(ui, cell)).fold(NARROWEST, f32::max).min(most)
    };
    let mut end = 0.0;
    let next = |column| {
        end += width(column);
        end
    };
    (0..num_columns).map(next).collect()
}

/// How wide a cell wants to be. A long text is not laid out for that: it is cut anyway, or is no table.
#[expect(clippy::cast_precision_loss, reason = "some thousand letters")]
fn width_of(ui: &Ui, cell: &str) -> f32 {
    let num_letters = cell.chars().count();
    let text = if num_letters > LONG {
        num_letters as f32 * LETTER
    } else {
        let font = FontId::proportional(SMALL);
        ui.painter().layout_no_wrap(cell.to_owned(), font, tokens(ui).text.get()).size().x
    };
    text + 3.0 * STEP
}
