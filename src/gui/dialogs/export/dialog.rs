//! The dialog itself: what can be exported at the left, what is written of it and what it comes to at the right, the first
//! rows below.

use std::sync::Arc;

use egui::{Button, ComboBox, Id, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::offered::Offered;
use super::seen::{CountWish, ExportSeen, Seen};
use super::switches::Switches;
use crate::export::{Block, ExportAs, ExportOptions};
use crate::gui::action::Action;
use crate::gui::commands::Command;
use crate::gui::dialogs::shell::{cancel_ui, dialog_ui, focus_first};
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Chosen, Stamp};
use crate::gui::state::LastExport;
use crate::gui::theme::metrics::{BODY, STEP};
use crate::gui::theme::{strong, tokens};
use crate::gui::widgets::{
    Arrows, Piece, Row, RowState, TickShape, follow_focus, group_heading, hold_arrows, labelled_row, moved, paint_tick,
    take_row_move, truncated, weak,
};
use crate::plan::Plan;
use crate::profile::Profile;
use crate::view::TickState;

/// Width of the dialog, and of the list in it.
const WIDTH: f32 = 1040.0;
const LIST_WIDTH: f32 = 62.0 * STEP;
/// Width of the name of the choice of columns.
const COLUMNS_NAME: f32 = 36.0 * STEP;
/// What stands around the list and the rows: borders, heading, buttons.
const AROUND: f32 = 40.0 * STEP;
/// The least and most height of the list, and of the first rows.
const LIST: (f32, f32) = (40.0 * STEP, 72.0 * STEP);
const ROWS: (f32, f32) = (30.0 * STEP, 96.0 * STEP);
/// How many entries of the list a page key moves by.
const PAGE: usize = 8;

/// What is chosen so far, and what is known of it.
#[derive(Debug)]
pub(in crate::gui) struct ExportDialog {
    offered: Vec<Offered>,
    chosen_idx: usize,
    /// The profiles whose columns the rules of a workbook can have, and which is chosen.
    columns: Vec<Arc<Profile>>,
    columns_idx: usize,
    switches: Switches,
    /// What the work in the background was asked for; `None`: nothing yet.
    asked: Option<(Stamp, ExportAs, ExportOptions)>,
    seen: Seen,
}

impl ExportDialog {
    /// Starts with what was chosen last. `block` is what is drawn in the matrix, where that is shown.
    #[must_use]
    pub(in crate::gui) fn new(
        (plan, chosen, block): (&Plan, &Chosen, Option<Block>),
        offered: Vec<Offered>,
        last: &LastExport,
    ) -> Self {
        let chosen_idx = offered.iter().position(|one| one.key() == last.what).unwrap_or_default();
        let columns: Vec<Arc<Profile>> = offered.iter().filter_map(Offered::columns).collect();
        let columns_idx = columns.iter().position(|profile| profile.id == last.columns).unwrap_or_default();
        let switches = Switches::new(plan, chosen, block, last);
        Self { offered, chosen_idx, columns, columns_idx, switches, asked: None, seen: Seen::default() }
    }

    /// Takes what came back of the work in the background.
    pub(in crate::gui) fn take(&mut self, seen: ExportSeen) {
        self.seen.take(seen);
    }

    /// Shows the dialog.
    pub(in crate::gui::dialogs) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("export", "Export"), WIDTH, |ui, cx| {
            let room = ui.ctx().content_rect().height() - AROUND;
            let list = (0.46 * room).clamp(LIST.0, LIST.1);
            let rows = (room - list).clamp(ROWS.0, ROWS.1);
            let (_, upper) = ui.allocate_space(vec2(ui.available_width(), list));
            let (mut left, mut right) = (upper, upper);
            left.max.x = left.min.x + LIST_WIDTH;
            right.min.x = left.max.x + 4.0 * STEP;
            ui.scope_builder(UiBuilder::new().max_rect(left), |ui| self.list_ui(ui, cx));
            let between = left.max.x + 2.0 * STEP;
            let line = egui::Stroke::new(1.0, tokens(ui).line.get());
            ui.painter().line_segment([pos2(between, upper.min.y), pos2(between, upper.max.y)], line);
            ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
                let area = ScrollArea::vertical().id_salt("export-details").max_height(list).min_scrolled_height(list);
                area.auto_shrink(false).show(ui, |ui| {
                    self.details_ui(ui, cx);
                    follow_focus(ui, "export-details");
                });
            });
            self.ask(cx);
            ui.add_space(STEP);
            self.seen.rows_ui(ui, rows);
            ui.add_space(2.0 * STEP);
            ui.horizontal(|ui| self.buttons_ui(ui, cx));
        });
    }

    fn what(&self) -> Option<&ExportAs> {
        self.offered.get(self.chosen_idx).map(|one| &one.what)
    }

    fn options(&self, cx: &PanelCx<'_>) -> ExportOptions {
        let options = self.switches.options(cx.filter.query(), self.can_be_compact());
        let has_pages = self.what().is_some_and(ExportAs::has_pages);
        let paper = options.paper.filter(|_| has_pages);
        ExportOptions { profile: self.chosen_columns().cloned(), paper, ..options }
    }

    /// The profile whose columns the rules have, where that is a choice.
    fn chosen_columns(&self) -> Option<&Arc<Profile>> {
        match self.what()? {
            ExportAs::Format(format) if format.takes_profile => self.columns.get(self.columns_idx),
            ExportAs::Format(_) | ExportAs::Form(_) => None,
        }
    }

    fn can_be_compact(&self) -> bool {
        let columns = self.chosen_columns().map(|profile| &**profile);
        self.what().is_some_and(|what| what.can_be_compact(columns))
    }

    /// Asks for the first rows and the count of what is chosen, once.
    fn ask(&mut self, cx: &mut PanelCx<'_>) {
        let Some(what) = self.what() else { return };
        let options = self.options(cx);
        let is_known =
            |asked: &(Stamp, ExportAs, ExportOptions)| asked.0 == cx.stamp && asked.1 == *what && asked.2 == options;
        if self.asked.as_ref().is_some_and(is_known) {
            return;
        }
        let what = what.clone();
        self.asked = Some((cx.stamp, what.clone(), options.clone()));
        self.seen.expect_others();
        cx.act(Action::LookAtExport { what, options });
    }

    /// The list: one stop of the Tab key, in which arrow keys choose.
    fn list_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let height = ui.available_height() - 8.0 * STEP;
        let area = ScrollArea::vertical().id_salt("export-list").max_height(height).min_scrolled_height(height);
        area.auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for idx in 0..self.offered.len() {
                let is_form = self.offered[idx].is_form;
                if idx == 0 {
                    group_heading(ui, "Forms");
                } else if !is_form && self.offered[idx - 1].is_form {
                    ui.add_space(2.0 * STEP);
                    group_heading(ui, "Data, reports and pictures");
                }
                self.entry_ui(ui, idx);
            }
            follow_focus(ui, "export-list");
        });
        let load = ui.button("Load my form…").on_hover_text("Read the header row of a form of your own, CSV or XLSX");
        if load.clicked() {
            cx.command(Command::LoadForm);
        }
    }

    fn entry_ui(&mut self, ui: &mut Ui, idx: usize) {
        let one = &self.offered[idx];
        let is_chosen = idx == self.chosen_idx;
        let sense = if is_chosen { Sense::click() } else { Sense::CLICK };
        let state = RowState::Ticked(is_chosen);
        let about =
            if one.is_own { format!("A form of your own. {}", one.summary()) } else { one.summary().to_owned() };
        let row = Row { state, sense, description: &about, ..Row::new(Role::RadioButton, one.name()) };
        let width = ui.available_width() - 2.0 * STEP;
        let response = row.wide_ui(ui, entry_id(one), width, |row| {
            let center = pos2(row.rect.left() + 3.0 * STEP, row.middle());
            let tick = TickState::from(is_chosen);
            paint_tick(row.painter, row.tokens, center, (tick, false, TickShape::Radio));
            let mut pieces = vec![Piece::body(one.name(), row.tokens.text)];
            if one.is_own {
                pieces.push(Piece::small("your own", row.tokens.text_weak).after(2.0 * STEP));
            }
            row.line(row.middle(), center.x + 3.0 * STEP, row.rect.right() - STEP, &pieces);
        });
        if is_chosen {
            focus_first(ui, &response);
        }
        let response = response.on_hover_text(&about);
        let mut to = None;
        if response.has_focus() && is_chosen {
            hold_arrows(ui, response.id, Arrows::Vertical);
            to = take_row_move(ui).map(|step| moved(idx, step, self.offered.len(), PAGE));
        }
        if response.clicked() {
            to = Some(idx);
        }
        if let Some(to) = to {
            self.chosen_idx = to;
            ui.memory_mut(|memory| memory.request_focus(entry_id(&self.offered[to])));
        }
    }

    /// What is chosen, what is written of it, and what it comes to.
    fn details_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let Some(one) = self.offered.get(self.chosen_idx) else { return };
        ui.spacing_mut().item_spacing.y = STEP;
        truncated(ui, egui::RichText::new(one.name()).font(strong(BODY)));
        weak(ui, one.summary());
        if let ExportAs::Format(format) = &one.what {
            weak(ui, &format!("It can't say: {}", format.leaves_out));
        }
        ui.add_space(STEP);
        if self.chosen_columns().is_some() {
            self.columns_ui(ui);
        }
        if self.what().is_some_and(ExportAs::has_pages) {
            self.switches.paper_ui(ui);
        }
        let can_be_compact = self.can_be_compact();
        self.switches.ui(ui, cx, can_be_compact);
        ui.add_space(STEP);
        match self.seen.counts_ui(ui) {
            Some(CountWish::Stop) => cx.act(Action::StopCounting),
            Some(CountWish::Again) => self.asked = None,
            None => {}
        }
    }

    /// The choice of the columns that the rules of a workbook have.
    fn columns_ui(&mut self, ui: &mut Ui) {
        labelled_row(ui, "Columns of the rules", COLUMNS_NAME, |ui, name| {
            let chosen = self.columns.get(self.columns_idx).map_or("", |profile| &profile.name);
            let combo = ComboBox::from_id_salt("export-columns").selected_text(chosen).width(56.0 * STEP);
            let response = combo.show_ui(ui, |ui| {
                for (idx, profile) in self.columns.iter().enumerate() {
                    let about = &profile.summary;
                    ui.selectable_value(&mut self.columns_idx, idx, &profile.name).on_hover_text(about);
                }
            });
            response.response.labelled_by(name);
        });
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        let is_ready = !cx.env.is_exporting;
        let button = ui.add_enabled(is_ready, Button::new("Export to file…"));
        let button = button.on_disabled_hover_text("An export is under way");
        if let Some(one) = self.offered.get(self.chosen_idx).filter(|_| button.clicked()) {
            let options = self.options(cx);
            let columns = self.columns.get(self.columns_idx).map_or("", |profile| &profile.id);
            cx.look.last_export = self.switches.remembered(one.key(), columns);
            cx.act(match one.what.clone() {
                ExportAs::Format(format) => Action::Export { format, options },
                ExportAs::Form(profile) => Action::ExportForm { profile, options },
            });
        }
        cancel_ui(ui, cx);
    }
}

fn entry_id(one: &Offered) -> Id {
    Id::unique(("export-as", one.key()))
}
