//! Puts ports, rules and cells on the clipboard.

use std::ops::Range;

use egui::Context;

use super::app::App;
use crate::export::{Block, BlockContent, RowNotation, block_text, cells_text, rules_text, table_text};
use crate::gui::state::Tab;
use crate::gui::work::{CopyOrder, RowCopy, RowsCopied};
use crate::query::Query;
use crate::view::{PasteTarget, RuleTable, TickNames, TickPaste, counted, machine_list, num_machines};

impl App {
    /// Puts the ports of the chosen pair on the clipboard.
    pub(super) fn copy_ports(&mut self, ctx: &Context) {
        let Some(pair) = &self.views.pair else { return };
        ctx.copy_text(pair.ports_text());
        let done = format!("Copied the ports of {}", pair.title);
        self.notifications.done(done);
    }

    /// Puts a rule of the chosen pair, or all of them, on the clipboard.
    pub(super) fn copy_rules(&mut self, ctx: &Context, rule_id: Option<&str>, notation: RowNotation) {
        let (Some(view), Some(pair)) = (&self.views.pair, self.chosen.pair_idx(self.document.plan())) else {
            return;
        };
        let what = match rule_id {
            Some(_) => format!("a rule of {}", view.title),
            None => format!("the rules of {}", view.title),
        };
        match rules_text(
            &self.catalog.model,
            self.deriver.matrix(),
            &Block::of_pair(pair),
            rule_id,
            notation,
            &Query::ALL,
        ) {
            Ok(text) => {
                ctx.copy_text(text);
                self.notifications.done(format!("Copied {what} as {}", notation.label()));
            }
            Err(err) => self.notifications.error(format!("Can't copy {what}"), err.to_string()),
        }
    }

    /// Begins to write rows of the table of rules for the clipboard, with the columns that are shown.
    pub(super) fn copy_rows(&mut self, ctx: &Context, rows: Range<usize>, notation: RowNotation) {
        let Some(table) = self.views.rules.clone() else { return };
        let rows = rows.start..rows.end.min(table.num_rows());
        let only = only_asked_for(self.filter.query());
        let done = format!("Copied {} as {}{only}", counted(rows.len(), "rule", "rules"), notation.label());
        let order = CopyOrder { table, rows, columns: self.ui_state.columns_of_rules(), notation, done };
        let plan = self.document.plan();
        self.row_copy = RowCopy::start(&self.catalog.model, plan, order, &self.deps.spawn, ctx);
    }

    /// Puts rows on the clipboard that were written for it.
    pub(super) fn take_rows(&mut self, ctx: &Context) {
        match self.row_copy.poll() {
            Some(Ok(RowsCopied { text, done })) => {
                ctx.copy_text(text);
                self.notifications.done(done);
            }
            Some(Err(details)) => self.notifications.error("Can't copy the rules", details),
            None => {}
        }
    }

    /// Puts a table on the clipboard.
    pub(super) fn copy_table(&mut self, ctx: &Context, rows: &[Vec<String>], what: &str, notation: RowNotation) {
        match table_text(rows, notation) {
            Ok(text) => {
                ctx.copy_text(text);
                self.notifications.done(format!("Copied {what} as {}", notation.label()));
            }
            Err(err) => self.notifications.error_chain(format!("Can't copy {what}"), &err),
        }
    }

    /// Puts the selected cells on the clipboard.
    pub(super) fn copy_cells(&mut self, ctx: &Context, content: BlockContent) {
        match self.ui_state.tab {
            Tab::Ticks => return self.copy_ticks(ctx),
            Tab::Rules => {
                let num_rows = self.views.rules.as_ref().map_or(0, RuleTable::num_rows);
                let rows = self.panels.tabs.rules.chosen_rows(num_rows);
                return self.copy_rows(ctx, rows, RowNotation::Tabs);
            }
            Tab::Matrix | Tab::Diagram | Tab::Reference | Tab::Findings | Tab::Plan => {}
        }
        let block = self.panels.tabs.matrix.block();
        let filter = self.filter.query();
        match block_text(&self.catalog.model, self.deriver.matrix(), &block, content, filter) {
            Ok(text) => {
                ctx.copy_text(text);
                let what = match content {
                    BlockContent::Grid | BlockContent::MarkdownGrid => "",
                    BlockContent::Rules => "the rules of ",
                };
                let only = only_asked_for(filter);
                self.notifications.done(format!("Copied {what}{}{only}", counted(block.num_cells(), "cell", "cells")));
            }
            Err(err) => self.notifications.error_chain("Can't copy the cells", &err),
        }
    }

    /// Puts a block of a spreadsheet into the tick table: all of it, or nothing and what is wrong with it. What holds no
    /// tick and names nothing that is there may be a list of zones.
    pub(super) fn paste_ticks(&mut self, text: String) {
        let names = TickNames::new(&self.catalog.model, self.catalog.index());
        let Some((rows, row_idx, columns)) = self.panels.tabs.ticks.paste_place() else { return };
        let target = PasteTarget { rows, row_idx, columns: &columns };
        let paste = TickPaste::build(&self.catalog.model, &names, &self.views.ticks, target, &text);
        if !paste.is_ticks {
            self.paste_zones(text);
        } else if !paste.problems.is_empty() {
            let first = paste.problems.first().map_or("", String::as_str);
            let details = if paste.problems.len() > 1 { paste.problems.join("\n") } else { String::new() };
            self.notifications.error(format!("Nothing was pasted. {first}"), details);
        } else if let Some(edit) = paste.edit() {
            self.edit_with_notice(&edit, paste.done());
        } else {
            self.notifications.done("The plan has all of these ticks already");
        }
    }

    /// Puts the machines of all zones on the clipboard, or of those that are chosen where several are.
    pub(super) fn copy_machines_of_chosen(&mut self, ctx: &Context) {
        let chosen = self.chosen.zone_idxs(self.document.plan());
        let all = || (0..self.document.plan().zones.len()).collect();
        let zone_idxs: Vec<usize> = if chosen.len() > 1 { chosen } else { all() };
        self.copy_machines(ctx, &zone_idxs);
    }

    /// Puts the machines of some zones on the clipboard, as a table that can be filled in and pasted again.
    pub(super) fn copy_machines(&mut self, ctx: &Context, zone_idxs: &[usize]) {
        let plan = self.document.plan();
        let list = machine_list(&self.catalog.model, plan, zone_idxs);
        let (machines, zones) = (num_machines(plan, zone_idxs), counted(zone_idxs.len(), "zone", "zones"));
        let what = format!("{} of {zones}", counted(machines, "machine", "machines"));
        self.copy_table(ctx, &list, &what, RowNotation::Tabs);
    }

    /// Puts the selected cells of the tick table on the clipboard, as a table for a spreadsheet.
    fn copy_ticks(&mut self, ctx: &Context) {
        let block = self.panels.tabs.ticks.block();
        match cells_text(&self.views.ticks.block_table(&self.catalog.model, &block)) {
            Ok(text) => {
                ctx.copy_text(text);
                self.notifications.done(format!("Copied {}", counted(block.num_cells(), "cell", "cells")));
            }
            Err(err) => self.notifications.error_chain("Can't copy the cells", &err),
        }
    }
}

/// What a notice says of a filter; empty where there is none.
fn only_asked_for(filter: &Query) -> String {
    if filter.is_empty() { String::new() } else { format!(", only what “{}” asks for", filter.text()) }
}
