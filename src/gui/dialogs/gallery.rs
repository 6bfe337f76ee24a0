//! Asks which template to start with: a card for each, with its words and its matrix in small.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, FontId, Id, Painter, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::shell::{cancel_ui, dialog_ui, focus_first};
use crate::files::templates::Template;
use crate::gui::action::Action;
use crate::gui::opening::LoadedCatalog;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{BODY, RADIUS, SMALL, STEP};
use crate::gui::theme::{Tokens, tokens};
use crate::gui::widgets::{Arrows, Move, hold_arrows, moved, take_move};
use crate::matrix::Deriver;
use crate::view::TemplateCard;

/// Height of a card: title, two lines of note, size.
const HEIGHT: f32 = 24.0 * STEP;
/// Side of the small matrix.
const MATRIX: f32 = 18.0 * STEP;
/// Around what is in a card, and between cards.
const MARGIN: f32 = 3.0 * STEP;
const GAP: f32 = 2.0 * STEP;
/// From this width on cards stand side by side.
const TWO_COLUMNS: f32 = 640.0;

/// The cards, made once when the dialog opens.
#[derive(Debug)]
pub(crate) struct Gallery {
    cards: Vec<TemplateCard>,
}

impl Gallery {
    /// Derives every template.
    pub(crate) fn new(catalog: &LoadedCatalog) -> Self {
        let mut deriver = Deriver::new(Arc::clone(&catalog.model));
        let card =
            |template: &Template| TemplateCard::build(deriver.update(&Arc::new(template.plan.clone().canonical())));
        Self { cards: catalog.templates.iter().map(card).collect() }
    }

    /// Shows the dialog.
    #[expect(clippy::cast_precision_loss, reason = "templates are few")]
    pub(super) fn ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("gallery", "New from template"), 880.0, |ui, cx| {
            // Known before the cards are laid out, so that nothing jumps under the pointer.
            let room = ui.ctx().content_rect().height() - 44.0 * STEP;
            let num_rows = self.cards.len().div_ceil(num_columns(ui));
            let height = room.min(num_rows as f32 * (HEIGHT + GAP));
            let area = ScrollArea::vertical().id_salt("gallery").max_height(height).min_scrolled_height(height);
            area.auto_shrink(false).show(ui, |ui| self.cards_ui(ui, cx));
            ui.add_space(3.0 * STEP);
            ui.horizontal(|ui| {
                if ui.button("Empty plan").clicked() {
                    cx.act(Action::NewFromTemplate(self.cards.len()));
                }
                cancel_ui(ui, cx);
            });
        });
    }

    #[expect(clippy::cast_precision_loss, reason = "one column or two")]
    fn cards_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let num_columns = num_columns(ui);
        let columns = num_columns as f32;
        let width = ((ui.available_width() - (columns - 1.0) * GAP) / columns).floor();
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        for (row_idx, row) in self.cards.chunks(num_columns).enumerate() {
            ui.horizontal(|ui| {
                for (column_idx, card) in row.iter().enumerate() {
                    let idx = row_idx * num_columns + column_idx;
                    let response = card_ui(ui, card, card_id(idx), width);
                    if idx == 0 {
                        focus_first(ui, &response);
                    }
                    if response.gained_focus() {
                        response.scroll_to_me(None);
                    }
                    if response.has_focus() {
                        self.move_ui(ui, &response, idx, num_columns);
                    }
                    if response.clicked() {
                        cx.act(Action::NewFromTemplate(idx));
                    }
                }
            });
        }
    }

    /// Moves the focus by arrows, as the cards stand.
    fn move_ui(&self, ui: &Ui, response: &Response, idx: usize, num_columns: usize) {
        hold_arrows(ui, response.id, Arrows::All);
        let Some(step) = take_move(ui) else { return };
        let len = self.cards.len();
        let to = match step {
            Move::Left => idx.saturating_sub(1),
            Move::Right => (idx + 1).min(len - 1),
            Move::Up => idx.checked_sub(num_columns).unwrap_or(idx),
            Move::Down => Some(idx + num_columns).filter(|&to| to < len).unwrap_or(idx),
            step => moved(idx, step, len, 3 * num_columns),
        };
        ui.memory_mut(|memory| memory.request_focus(card_id(to)));
    }
}

fn num_columns(ui: &Ui) -> usize {
    if ui.available_width() < TWO_COLUMNS { 1 } else { 2 }
}

fn card_id(idx: usize) -> Id {
    Id::unique(("template-card", idx))
}

fn card_ui(ui: &mut Ui, card: &TemplateCard, id: Id, width: f32) -> Response {
    let (_, rect) = ui.allocate_space(vec2(width, HEIGHT));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &card.title));
    let description = format!("{}. {}", card.size, card.note);
    ui.ctx().accesskit_node_builder(id, |node| node.set_description(description));
    if ui.is_rect_visible(rect) {
        paint(ui, rect, card, &response);
    }
    response.on_hover_text(&card.note)
}

fn paint(ui: &Ui, rect: Rect, card: &TemplateCard, response: &Response) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    let fill = if response.hovered() { tokens.hover } else { tokens.panel };
    let (line, width) = if response.has_focus() { (tokens.accent, 2.0) } else { (tokens.line, 1.0) };
    painter.rect(rect, RADIUS, fill.get(), Stroke::new(width, line.get()), StrokeKind::Inside);
    let matrix = Rect::from_min_size(rect.min + vec2(MARGIN, MARGIN), vec2(MATRIX, MATRIX));
    paint_matrix(painter, tokens, matrix, card);
    let left = matrix.right() + MARGIN;
    let room = rect.right() - MARGIN - left;
    let lines = |text: &str, size: f32, color: Color32, max_rows: usize| {
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(FontId::proportional(size), color));
        job.wrap = TextWrapping { max_width: room.max(0.0), max_rows, ..TextWrapping::default() };
        painter.layout_job(job)
    };
    let (text, weak) = (tokens.text.get(), tokens.text_weak.get());
    painter.galley(pos2(left, matrix.top() - 1.0), lines(&card.title, BODY, text, 1), text);
    painter.galley(pos2(left, matrix.top() + 5.0 * STEP), lines(&card.note, SMALL, weak, 2), weak);
    let size = lines(&card.size, SMALL, text, 1);
    painter.galley(pos2(left, matrix.bottom() + 1.0 - size.size().y), size, text);
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
