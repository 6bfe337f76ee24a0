//! What can be done with a row of the table of rules, or with the rows that are chosen: its menu, by the pointer's other
//! button or by a key.

use egui::{Response, Ui};

use super::choices::copy_items_ui;
use super::state::RulesState;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::state::Tab;
use crate::gui::widgets::{group_heading, item_menu_ui};
use crate::table::RulePosition;
use crate::view::{Proposal, RuleFilter, RuleTable, counted, words_of_rule};

/// Shows the menu of a row as long as it is open.
pub(super) fn menu_ui(
    cx: &mut PanelCx<'_>,
    (table, state): (&RuleTable, &mut RulesState),
    (row_idx, position): (usize, RulePosition),
    response: &Response,
) {
    let Some((_, opened_by)) = state.menu.filter(|(of, _)| *of == row_idx) else { return };
    let is_open = item_menu_ui(response, opened_by, |ui, takes_focus| {
        items_ui(ui, cx, (table, state), position, takes_focus);
    });
    if !is_open {
        state.menu = None;
        state.takes_focus = true;
    }
}

fn items_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    (table, state): (&RuleTable, &mut RulesState),
    position: RulePosition,
    takes_focus: bool,
) {
    let why = ui.button("Why is it there?").on_hover_text("Show its reasons in the inspector");
    if takes_focus {
        why.request_focus();
    }
    if why.clicked() {
        state.choose(cx, position);
        cx.act(Action::Focus(Panel::Inspector));
        ui.close();
    }
    if ui
        .button("What breaks without it?")
        .on_hover_text("See who needs this rule, before it is blocked or left")
        .clicked()
    {
        if let Some(words) = words_of_rule(cx.catalog, cx.matrix, position) {
            cx.act(Action::LookAhead(Proposal::Block(words)));
        }
        ui.close();
    }
    if ui.button("Show in the matrix").clicked() {
        state.choose(cx, position);
        cx.act(Action::ShowTab(Tab::Matrix));
        cx.act(Action::Focus(Panel::Main));
        ui.close();
    }
    ui.separator();
    filters_ui(ui, cx, table, position);
    ui.separator();
    let rows = state.chosen_rows(table.num_rows());
    group_heading(ui, &format!("Copy {}", counted(rows.len(), "rule", "rules")));
    copy_items_ui(ui, cx, "row", rows);
}

/// Shows only the rules of the pair, or of one of its zones, whatever else is asked for.
fn filters_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, table: &RuleTable, position: RulePosition) {
    let headings = &cx.views.matrix.headings;
    let Some((source, destination)) = headings.get(position.source_idx).zip(headings.get(position.destination_idx))
    else {
        return;
    };
    let (from, to) = (Some(source.zone_id.clone()), Some(destination.zone_id.clone()));
    let mut wanted = None;
    for (text, source, destination) in [
        (format!("Only {} → {}", source.name, destination.name), from.clone(), to.clone()),
        (format!("Only from {}", source.name), from, None),
        (format!("Only to {}", destination.name), None, to),
    ] {
        let inside = table.filter().inside || position.source_idx == position.destination_idx;
        if ui.button(text).clicked() {
            wanted = Some(RuleFilter { source, destination, inside, ..table.filter().clone() });
            ui.close();
        }
    }
    if let Some(filter) = wanted {
        cx.act(Action::FilterRules(filter));
    }
}
