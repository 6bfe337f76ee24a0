//! What to start with: a recent plan, an empty one or a template, and what is new in the catalog. Nothing is asked about
//! changes of the present plan before something is chosen.

use egui::{Label, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::shell::{cancel_ui, dialog_ui};
use super::template_cards::TemplateCards;
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::error_text::short_name;
use crate::gui::opening::LoadedCatalog;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{PANEL_MARGIN, ROW, STEP, TWO_LINES};
use crate::gui::widgets::{Piece, Row, follow_focus, group_heading, weak};
use crate::view::{CatalogNews, NewDocument};

/// Width of the column at the left.
const SIDE: f32 = 64.0 * STEP;
/// From this width on there are two columns.
const BESIDE: f32 = 760.0;

/// The page, made once when it opens.
#[derive(Debug)]
pub(crate) struct StartPage {
    cards: TemplateCards,
    news: CatalogNews,
}

impl StartPage {
    /// Derives every template.
    pub(crate) fn new(catalog: &LoadedCatalog) -> Self {
        Self { cards: TemplateCards::new(catalog), news: CatalogNews::build(&catalog.model) }
    }

    /// Shows the page.
    pub(super) fn ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("start", "Start"), 1060.0, |ui, cx| {
            let height = ui.ctx().content_rect().height() - 44.0 * STEP;
            if ui.available_width() < BESIDE {
                scrolled("start", ui, height, |ui| {
                    recent_ui(ui, cx);
                    self.cards.ui(ui, cx);
                    ui.add_space(2.0 * STEP);
                    self.news_ui(ui, cx);
                });
            } else {
                let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
                let (side, rest) = rect.split_left_right_at_x(rect.left() + SIDE);
                ui.scope_builder(UiBuilder::new().max_rect(side), |ui| {
                    scrolled("start-side", ui, height, |ui| {
                        recent_ui(ui, cx);
                        self.news_ui(ui, cx);
                    });
                });
                ui.scope_builder(UiBuilder::new().max_rect(rest.with_min_x(rest.left() + PANEL_MARGIN)), |ui| {
                    scrolled("start-templates", ui, height, |ui| self.cards.ui(ui, cx));
                });
            }
            ui.add_space(3.0 * STEP);
            ui.horizontal(|ui| {
                if ui.button("Empty plan").clicked() {
                    cx.act(Action::StartWith(None));
                }
                if ui.button("Open a file…").clicked() {
                    cx.command(Command::Open);
                }
                cancel_ui(ui, cx);
            });
        });
    }

    /// What is new in the catalog. A document leads to its page of the reference.
    fn news_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let CatalogNews { day, holds, documents } = &self.news;
        group_heading(ui, "What is new");
        ui.add(Label::new(day.as_str()).wrap());
        weak(ui, holds);
        if !documents.is_empty() {
            ui.add_space(STEP);
            weak(ui, "Its newest documents");
        }
        for NewDocument { title, note, topic } in documents {
            let link = ui.add(egui::Link::new(RichText::new(title)));
            if link.clicked() {
                cx.act(Action::CloseDialog);
                cx.act(Action::OpenReference(topic.clone()));
            }
            weak(ui, note);
        }
    }
}

fn scrolled(name: &'static str, ui: &mut Ui, height: f32, contents: impl FnOnce(&mut Ui)) {
    // Known before what is in it is laid out, so that nothing jumps under the pointer.
    let area = ScrollArea::vertical().id_salt(name).max_height(height).min_scrolled_height(height);
    area.auto_shrink(false).show(ui, |ui| {
        contents(ui);
        follow_focus(ui, name);
    });
}

/// The plans that were open, the newest first.
fn recent_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    group_heading(ui, "Recent plans");
    if cx.look.recent.is_empty() {
        weak(ui, "Plans that you save or open stand here");
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for path in cx.look.recent.clone() {
        let name = short_name(&path);
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let label = format!("{name} in {folder}");
        let look = Row { height: TWO_LINES, sense: Sense::click(), ..Row::new(egui::Role::Button, &label) };
        let response = look.ui(ui, egui::Id::unique(("recent-plan", &path)), |look| {
            let (left, right) = (look.rect.left() + STEP, look.rect.right() - STEP);
            let (upper, lower) = (look.rect.top() + 0.3 * TWO_LINES, look.rect.bottom() - 0.26 * TWO_LINES);
            look.line(upper, left, right, &[Piece::body(&name, look.tokens.text)]);
            look.line(lower, left, right, &[Piece::small(&folder, look.tokens.text_weak)]);
        });
        if response.on_hover_text(path.display().to_string()).clicked() {
            cx.act(Action::OpenRecent(path));
        }
    }
    ui.spacing_mut().item_spacing.y = STEP;
    ui.add_space(ROW / 2.0);
}
