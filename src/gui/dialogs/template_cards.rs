//! Templates as cards, by what they are used for: each with its words and its matrix in small. They stand beside each
//! other where there is room, and arrows move as they stand.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{
    Color32, FontId, Galley, Id, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::shell::focus_first;
use crate::files::templates::Template;
use crate::gui::action::Action;
use crate::gui::opening::LoadedCatalog;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{BODY, RADIUS, SMALL, STEP};
use crate::gui::theme::{Tokens, tokens};
use crate::gui::widgets::{Arrows, Move, group_heading, hold_arrows, moved, take_move};
use crate::matrix::{self, Deriver};
use crate::plan::{Plan, with_roles_of};
use crate::view::TemplateCard;

/// Side of the small matrix.
const MATRIX: f32 = 18.0 * STEP;
/// Around what is in a card, and between cards.
const MARGIN: f32 = 3.0 * STEP;
const GAP: f32 = 2.0 * STEP;
/// Between the lines of a card.
const BETWEEN: f32 = STEP;
/// From this width on cards stand side by side.
const TWO_COLUMNS: f32 = 560.0;
/// How many cards a page is high.
const PAGE: usize = 3;

/// The cards, made once when the dialog opens.
#[derive(Debug)]
pub(super) struct TemplateCards {
    cards: Vec<Card>,
}

#[derive(Debug)]
struct Card {
    /// The template's name.
    name: String,
    group: &'static str,
    view: TemplateCard,
}

impl TemplateCards {
    /// Derives every template.
    pub(super) fn new(catalog: &LoadedCatalog) -> Self {
        // The catalog without the roles of the open plan, which are none of a template's.
        let without_roles = with_roles_of(&catalog.model, &Plan::default());
        let mut deriver = Deriver::new(Arc::clone(&without_roles));
        let card = |template: &Template| {
            let plan = Arc::new(template.plan.clone().canonical());
            let view = if plan.roles.is_empty() {
                TemplateCard::build(deriver.update(&plan))
            } else {
                TemplateCard::build(&matrix::derive(&with_roles_of(&without_roles, &plan), &plan))
            };
            Card { name: template.name.clone(), group: template.group(), view }
        };
        Self { cards: catalog.templates.iter().map(card).collect() }
    }

    /// Shows the cards under the headings of their groups.
    #[expect(clippy::cast_precision_loss, reason = "one column or two")]
    pub(super) fn ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let num_columns = if ui.available_width() < TWO_COLUMNS { 1 } else { 2 };
        let columns = num_columns as f32;
        let width = ((ui.available_width() - (columns - 1.0) * GAP) / columns).floor();
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        let rows = self.rows(num_columns);
        let mut group = "";
        for row in &rows {
            let first = &self.cards[row.start];
            if first.group != group {
                group = first.group;
                group_heading(ui, group);
            }
            let texts: Vec<Texts> = row.clone().map(|idx| Texts::new(ui, &self.cards[idx].view, width)).collect();
            let height = texts.iter().map(Texts::height).fold(MATRIX, f32::max) + 2.0 * MARGIN;
            ui.horizontal(|ui| {
                for (idx, texts) in row.clone().zip(texts) {
                    let response = card_ui(ui, &self.cards[idx].view, texts, card_id(idx), vec2(width, height));
                    if idx == 0 {
                        focus_first(ui, &response);
                    }
                    if response.gained_focus() {
                        response.scroll_to_me(None);
                    }
                    if response.has_focus() {
                        self.move_ui(ui, &response, idx, &rows);
                    }
                    if response.clicked() {
                        cx.act(Action::StartWith(Some(self.cards[idx].name.clone())));
                    }
                }
            });
        }
    }

    /// Which cards stand beside each other. A group begins a row.
    fn rows(&self, num_columns: usize) -> Vec<Range<usize>> {
        let mut res: Vec<Range<usize>> = Vec::new();
        for (idx, card) in self.cards.iter().enumerate() {
            match res.last_mut() {
                Some(row) if row.len() < num_columns && self.cards[row.start].group == card.group => row.end = idx + 1,
                _ => res.push(idx..idx + 1),
            }
        }
        res
    }

    /// Moves the focus by arrows, as the cards stand.
    fn move_ui(&self, ui: &Ui, response: &Response, idx: usize, rows: &[Range<usize>]) {
        hold_arrows(ui, response.id, Arrows::All);
        let Some(step) = take_move(ui) else { return };
        let last = self.cards.len() - 1;
        let row_idx = rows.iter().position(|row| row.contains(&idx)).unwrap_or(0);
        let column = idx - rows[row_idx].start;
        let in_row = |row_idx: usize| rows.get(row_idx).map_or(idx, |row| (row.start + column).min(row.end - 1));
        let to = match step {
            Move::Left => idx.saturating_sub(1),
            Move::Right => (idx + 1).min(last),
            Move::Up => row_idx.checked_sub(1).map_or(idx, in_row),
            Move::Down => in_row(row_idx + 1),
            step => moved(idx, step, self.cards.len(), PAGE * rows[row_idx].len()),
        };
        ui.memory_mut(|memory| memory.request_focus(card_id(to)));
    }
}

fn card_id(idx: usize) -> Id {
    Id::unique(("template-card", idx))
}

/// The texts of a card, laid out beside its matrix.
struct Texts {
    title: Arc<Galley>,
    note: Arc<Galley>,
    size: Arc<Galley>,
}

impl Texts {
    fn new(ui: &Ui, card: &TemplateCard, width: f32) -> Self {
        let tokens = tokens(ui);
        let room = (width - MATRIX - 3.0 * MARGIN).max(0.0);
        let lines = |text: &str, size: f32, color: Color32| {
            let format = TextFormat::simple(FontId::proportional(size), color);
            let mut job = LayoutJob::single_section(text.to_owned(), format);
            job.wrap.max_width = room;
            ui.painter().layout_job(job)
        };
        Self {
            title: lines(&card.title, BODY, tokens.text.get()),
            note: lines(&card.note, SMALL, tokens.text_weak.get()),
            size: lines(&card.size, SMALL, tokens.text.get()),
        }
    }

    fn height(&self) -> f32 {
        self.title.size().y + self.note.size().y + self.size.size().y + 2.0 * BETWEEN
    }
}

fn card_ui(ui: &mut Ui, card: &TemplateCard, texts: Texts, id: Id, size: egui::Vec2) -> Response {
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &card.title));
    let description = format!("{}. {}", card.size, card.note);
    ui.ctx().accesskit_node_builder(id, |node| node.set_description(description));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, (card, texts), &response);
    }
    response
}

fn paint(ui: &Ui, rect: Rect, (card, texts): (&TemplateCard, Texts), response: &Response) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    let fill = if response.hovered() { tokens.hover } else { tokens.panel };
    let (line, width) = if response.has_focus() { (tokens.accent, 2.0) } else { (tokens.line, 1.0) };
    painter.rect(rect, RADIUS, fill.get(), Stroke::new(width, line.get()), StrokeKind::Inside);
    let matrix = Rect::from_min_size(rect.min + vec2(MARGIN, MARGIN), vec2(MATRIX, MATRIX));
    paint_matrix(painter, tokens, matrix, card);
    let left = matrix.right() + MARGIN;
    let mut top = rect.top() + MARGIN - 1.0;
    for galley in [texts.title, texts.note] {
        let height = galley.size().y;
        painter.galley(pos2(left, top), galley, tokens.text.get());
        top += height + BETWEEN;
    }
    let bottom = rect.bottom() - MARGIN - texts.size.size().y;
    painter.galley(pos2(left, bottom), texts.size, tokens.text.get());
}

/// Paints a square for each pair, in the shades of the large matrix, as large as there is room for.
#[expect(clippy::cast_precision_loss, reason = "a template has some zones")]
fn paint_matrix(painter: &Painter, tokens: &Tokens, rect: Rect, card: &TemplateCard) {
    let num_zones = card.num_zones.max(1);
    let side = (rect.width() / num_zones as f32).floor().clamp(2.0, 4.0 * STEP);
    // Squares touch where a gap would take most of them.
    let gap = if side > 4.0 { 1.0 } else { 0.0 };
    let first = rect.center() - vec2(side, side) * (num_zones as f32 / 2.0);
    let first = pos2(first.x.round(), first.y.round());
    for (idx, step) in card.steps.iter().enumerate() {
        let (source, destination) = (idx / num_zones, idx % num_zones);
        let corner = first + vec2(destination as f32 * side, source as f32 * side);
        let square = Rect::from_min_size(corner, vec2(side - gap, side - gap));
        let shade = step.and_then(|step| tokens.ramp.get(step));
        let fill = if source == destination { Some(&tokens.diagonal) } else { shade };
        painter.rect_filled(square, 0, fill.unwrap_or(&tokens.surface).get());
    }
}
