//! Puts ports, rules and cells on the clipboard.

use egui::Context;

use super::app::App;
use crate::export::{BlockForm, PasteForm, block_text, rows_to_paste};
use crate::net::Transport;
use crate::view::{Notation, counted};

impl App {
    /// Puts the ports of the chosen pair on the clipboard.
    pub(super) fn copy_ports(&mut self, ctx: &Context) {
        let Some(pair) = &self.views.pair else { return };
        let lines: Vec<String> = Transport::ALL
            .into_iter()
            .map(|transport| (transport, pair.ports(transport)))
            .filter(|(_, ports)| !ports.is_empty())
            .map(|(transport, ports)| format!("{transport} {}", Notation::CommaList.text(&ports)))
            .collect();
        ctx.copy_text(lines.join("\n"));
        let done = format!("Copied the ports of {}", pair.title);
        self.notifications.done(done);
    }

    /// Puts a rule of the chosen pair, or all of them, on the clipboard.
    pub(super) fn copy_rules(&mut self, ctx: &Context, rule_id: Option<&str>, form: PasteForm) {
        let (Some(view), Some(pair)) = (&self.views.pair, self.chosen.pair_idx(self.document.plan())) else {
            return;
        };
        let what = match rule_id {
            Some(_) => format!("a rule of {}", view.title),
            None => format!("the rules of {}", view.title),
        };
        match rows_to_paste(&self.catalog.model, self.deriver.matrix(), pair, rule_id, form) {
            Ok(text) => {
                ctx.copy_text(text);
                self.notifications.done(format!("Copied {what} as {}", form.label()));
            }
            Err(err) => self.notifications.error(format!("Can't copy {what}"), err.to_string()),
        }
    }

    /// Puts the selected cells on the clipboard.
    pub(super) fn copy_cells(&mut self, ctx: &Context, form: BlockForm) {
        let block = self.panels.matrix.block();
        match block_text(&self.catalog.model, self.deriver.matrix(), &block, form) {
            Ok(text) => {
                ctx.copy_text(text);
                let num_cells = u32::try_from(block.num_cells()).unwrap_or(u32::MAX);
                let what = if form == BlockForm::Rules { "the rules of " } else { "" };
                self.notifications.done(format!("Copied {what}{}", counted(num_cells, "cell", "cells")));
            }
            Err(err) => self.notifications.error_chain("Can't copy the cells", &err),
        }
    }
}
