//! The rows of a page of the reference: only those in sight are drawn, and every link can be clicked and reached.
//!
//! Heights are measured once for a page and a width.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Id, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::state::RowsState;
use crate::gui::theme::metrics::{BODY, ROW, SMALL, STEP, TALL_ROW};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Arrows, Move, Row, RowTops, RowsInSight, hold_arrows, moved, take_move};
use crate::view::{Page, PageRow, Part, RowForm, Topic};

/// Width of the ports at the left.
const PORTS_WIDTH: f32 = 120.0;
/// Width of the application protocol behind them.
const PROTOCOL_WIDTH: f32 = 120.0;
/// Below this width what stands behind ports and protocol goes under them, and breaks.
const NARROW: f32 = 400.0;
/// Between two parts of a row.
const GAP: f32 = 2.0 * STEP;
/// How many links a page key moves by.
const PAGE: usize = 16;

/// Shows the rows. Returns the place of the link that was used; `link_idx` is the cursor.
pub(super) fn rows_ui(ui: &mut Ui, page: &Page, state: &mut RowsState, link_idx: &mut usize) -> Option<Topic> {
    *link_idx = (*link_idx).min(page.links.len().saturating_sub(1));
    let area = ScrollArea::vertical().id_salt("reference-rows").auto_shrink(false);
    let output = area.show_viewport(ui, |ui, viewport| {
        let width = ui.available_width() - STEP;
        let tops = state.tops.get(width, || Rc::new(RowTops::new(page.rows.iter().map(|row| height(ui, row, width)))));
        let in_sight = RowsInSight::new(ui, viewport, tops, width);
        if std::mem::take(&mut state.scrolls) {
            let rect = page.links.get(*link_idx).map_or_else(|| in_sight.rect(0), |(row, _)| in_sight.rect(*row));
            // The first link brings into sight what stands above it.
            let rect = if *link_idx == 0 { rect.union(in_sight.rect(0)) } else { rect };
            ui.scroll_to_rect(rect, None);
        }
        let mut cursor =
            Cursor { page, link_idx, stop: None, takes_focus: &mut state.takes_focus, moved_to: None, used: None };
        cursor.choose_stop(&in_sight.range);
        for row_idx in in_sight.range.clone() {
            row_ui(ui, in_sight.rect(row_idx), row_idx, &page.rows[row_idx], &mut cursor);
        }
        (cursor.moved_to, cursor.used)
    });
    let (moved_to, used) = output.inner;
    if let Some(moved_to) = moved_to {
        *link_idx = moved_to;
        state.take_focus();
        ui.ctx().request_repaint();
    }
    used
}

/// Where the cursor stands while rows are drawn, and what becomes of it.
struct Cursor<'a> {
    page: &'a Page,
    link_idx: &'a mut usize,
    /// The one link that the Tab key stops at: the cursor, or the first in sight.
    stop: Option<usize>,
    takes_focus: &'a mut bool,
    moved_to: Option<usize>,
    used: Option<Topic>,
}

impl Cursor<'_> {
    fn choose_stop(&mut self, rows: &Range<usize>) {
        let links = &self.page.links;
        let in_sight = |idx: &usize| links.get(*idx).is_some_and(|(row, _)| rows.contains(row));
        let first_in_sight = links.partition_point(|(row, _)| *row < rows.start);
        self.stop = [*self.link_idx, first_in_sight].into_iter().find(in_sight);
    }
}

/// The text of a part, cut at `width`.
fn galley(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

fn text_galley(ui: &Ui, row: &PageRow, width: f32) -> Arc<Galley> {
    let text = row.parts.first().map_or("", |part| part.text.as_str());
    let color = tokens(ui).text_weak.get();
    ui.painter().layout(text.to_owned(), FontId::proportional(SMALL), color, (width - left_of(row)).max(1.0))
}

fn part_galley(ui: &Ui, part: &Part, width: f32) -> Arc<Galley> {
    let tokens = tokens(ui);
    let color = if part.to.is_some() { tokens.accent } else { tokens.text_weak };
    galley(ui, &part.text, FontId::proportional(BODY), color.get(), width)
}

/// Where a row begins.
fn indent_of(row: &PageRow) -> f32 {
    f32::from(row.indent) * 4.0 * STEP + STEP
}

/// Where the parts of a row begin.
fn left_of(row: &PageRow) -> f32 {
    indent_of(row) + if row.ports.is_some() { PORTS_WIDTH + PROTOCOL_WIDTH } else { 0.0 }
}

/// Where the parts of a row of this width begin, and whether they may break.
fn start_of(row: &PageRow, width: f32) -> (egui::Vec2, bool) {
    let is_narrow = width < NARROW;
    let is_under = is_narrow && row.ports.is_some() && !row.parts.is_empty();
    let start = if is_under { vec2(indent_of(row) + 2.0 * STEP, ROW) } else { vec2(left_of(row), 0.0) };
    (start, is_narrow || row.form == RowForm::Flow)
}

fn height(ui: &Ui, row: &PageRow, width: f32) -> f32 {
    match row.form {
        RowForm::Heading => TALL_ROW + STEP,
        RowForm::Line if width >= NARROW => ROW,
        RowForm::Text => text_galley(ui, row, width).size().y.ceil() + STEP,
        RowForm::Line | RowForm::Flow => {
            let room = Rect::from_min_size(Pos2::ZERO, vec2(width, f32::INFINITY));
            places(ui, room, row).last().map_or(ROW, |(rect, _)| rect.bottom())
        }
    }
}

/// Where the parts of a line or a flow stand, with their texts.
fn places(ui: &Ui, rect: Rect, row: &PageRow) -> Vec<(Rect, Arc<Galley>)> {
    let (start, breaks) = start_of(row, rect.width());
    let left = rect.left() + start.x;
    let (mut x, mut top) = (left, rect.top() + start.y);
    let mut res = Vec::with_capacity(row.parts.len());
    for part in &row.parts {
        let room = if breaks { rect.right() - left } else { rect.right() - x };
        let galley = part_galley(ui, part, room);
        let width = galley.size().x;
        if breaks && x > left && x + width > rect.right() {
            x = left;
            top += ROW;
        }
        res.push((Rect::from_min_size(pos2(x, top), vec2(width, ROW)), galley));
        x += width + GAP;
    }
    res
}

fn row_ui(ui: &mut Ui, rect: Rect, row_idx: usize, row: &PageRow, cursor: &mut Cursor<'_>) {
    match row.form {
        RowForm::Heading => heading_ui(ui, rect, row_idx, row),
        RowForm::Text => {
            let galley = text_galley(ui, row, rect.width());
            ui.painter().galley(rect.min + vec2(left_of(row), 0.0), galley, tokens(ui).text_weak.get());
            let text = row.parts.first().map_or("", |part| part.text.as_str());
            name(ui, rect, ("reference-text", row_idx), Role::Label, text);
        }
        RowForm::Line | RowForm::Flow => parts_ui(ui, rect, row_idx, row, cursor),
    }
}

/// Gives what is painted a name in the accessibility tree.
fn name(ui: &mut Ui, rect: Rect, id: (&'static str, usize), role: Role, text: &str) -> egui::Response {
    let response = ui.interact(rect, Id::unique(id), Sense::HOVER);
    response.widget_info(|| WidgetInfo::labeled(role, true, text));
    response
}

fn heading_ui(ui: &mut Ui, rect: Rect, row_idx: usize, row: &PageRow) {
    let tokens = tokens(ui);
    let text = row.parts.first().map_or("", |part| part.text.as_str());
    let center = rect.center().y + STEP / 2.0;
    let left = rect.left() + STEP;
    let drawn = galley(ui, text, FontId::proportional(BODY), tokens.text.get(), rect.width() - 40.0);
    let painter = ui.painter();
    let right = left + drawn.size().x + GAP;
    painter.galley(pos2(left, center - drawn.size().y / 2.0), drawn, tokens.text.get());
    let font = FontId::proportional(SMALL);
    painter.text(pos2(right, center), egui::Align2::LEFT_CENTER, &row.detail, font, tokens.text_weak.get());
    painter.hline(left..=rect.right(), rect.bottom() - 1.0, Stroke::new(1.0, tokens.line.get()));
    let text = if row.detail.is_empty() { text.to_owned() } else { format!("{text}, {}", row.detail) };
    name(ui, rect, ("reference-heading", row_idx), Role::Heading, &text);
}

fn parts_ui(ui: &mut Ui, rect: Rect, row_idx: usize, row: &PageRow, cursor: &mut Cursor<'_>) {
    let tokens = tokens(ui);
    let line = Rect::from_min_size(rect.min, vec2(rect.width(), ROW));
    let paint = |ui: &Ui, galley: Arc<Galley>, left: f32, line: Rect| {
        ui.painter().galley(pos2(left, line.center().y - galley.size().y / 2.0), galley, tokens.text.get());
    };
    let mut said = Vec::new();
    if let Some((ports, protocol)) = &row.ports {
        let left = line.left() + left_of(row) - PORTS_WIDTH - PROTOCOL_WIDTH;
        let room = if row.parts.is_empty() { rect.right() - left - PORTS_WIDTH } else { PROTOCOL_WIDTH };
        let room = if row.parts.is_empty() && !row.detail.is_empty() { room - 84.0 } else { room };
        let mono = galley(ui, ports, FontId::monospace(SMALL), tokens.text.get(), PORTS_WIDTH - STEP);
        paint(ui, mono, left, line);
        let font = FontId::proportional(BODY);
        paint(ui, galley(ui, protocol, font, tokens.text.get(), room - GAP), left + PORTS_WIDTH, line);
        said.extend([ports.as_str(), protocol]);
    }
    let mut right = line.left() + left_of(row);
    for (part_idx, (part, (rect, galley))) in row.parts.iter().zip(places(ui, rect, row)).enumerate() {
        if rect.top() <= line.top() {
            right = rect.right() + GAP;
        }
        if let Some(topic) = &part.to {
            let response = link_ui(ui, rect, (row_idx, part_idx), part, topic, cursor);
            if galley.elided {
                response.on_hover_text(&part.text);
            }
        } else {
            said.push(&part.text);
        }
        paint(ui, galley, rect.left(), rect);
    }
    if !row.detail.is_empty() {
        let color = tokens.text_weak.get();
        let room = line.right() - right;
        if room > 0.0 {
            let detail = galley(ui, &row.detail, FontId::proportional(SMALL), color, room);
            let left = line.right() - detail.size().x;
            paint(ui, detail, left, line);
        }
        said.push(&row.detail);
    }
    if !said.is_empty() {
        // Under the links, so that these stay what is clicked.
        let said = said.join(", ");
        let rect =
            if row.ports.is_some() { line.with_max_x(line.left() + left_of(row)) } else { line.with_min_x(right) };
        let response = name(ui, rect, ("reference-line", row_idx), Role::Label, &said);
        response.on_hover_text(said);
    }
}

fn link_ui(
    ui: &mut Ui,
    rect: Rect,
    at: (usize, usize),
    part: &Part,
    topic: &Topic,
    cursor: &mut Cursor<'_>,
) -> egui::Response {
    let link_idx = cursor.page.links.partition_point(|of| *of < at);
    let is_stop = cursor.stop == Some(link_idx);
    let id = Id::unique(("reference-link", at));
    let rect = rect.expand2(vec2(STEP, 0.0));
    let sense = if is_stop { Sense::click() } else { Sense::CLICK };
    let response = Row { sense, ..Row::new(Role::Link, &part.text) }.ui_at(ui, id, rect, |_| {});
    if is_stop && *cursor.link_idx == link_idx && std::mem::take(cursor.takes_focus) {
        response.request_focus();
    }
    if response.has_focus() {
        hold_arrows(ui, id, Arrows::All);
        if let Some(step) = take_move(ui) {
            cursor.moved_to = Some(link_after(cursor.page, link_idx, step));
        }
    }
    if response.clicked() {
        *cursor.link_idx = link_idx;
        cursor.used = Some(topic.clone());
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn link_after(page: &Page, link_idx: usize, step: Move) -> usize {
    match step {
        Move::Up => page.link_above(link_idx),
        Move::Down => page.link_below(link_idx),
        Move::Left => link_idx.saturating_sub(1),
        Move::Right => (link_idx + 1).min(page.links.len().saturating_sub(1)),
        other => moved(link_idx, other, page.links.len(), PAGE),
    }
}
