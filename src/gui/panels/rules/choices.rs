//! The menus over the table of rules: which columns it has, by which it is sorted, and what is copied of it.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Button, Id, PopupCloseBehavior, Ui};

use super::state::RulesState;
use crate::export::RowNotation;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::widgets::{TickBox, group_heading};
use crate::table::RuleColumn;
use crate::view::{COLUMNS, Direction, OFFERED_COLUMNS, RuleOrder, counted};

/// Shows the menus of the table.
pub(super) fn choices_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &RulesState, num_rows: usize) {
    columns_ui(ui, cx);
    sort_ui(ui, cx, state.order);
    if num_rows == 0 {
        return;
    }
    let menu = ui.menu_button("Copy", |ui| {
        if state.is_block() {
            let rows = state.chosen_rows(num_rows);
            group_heading(ui, &format!("The {} chosen", counted(rows.len(), "rule", "rules")));
            copy_items_ui(ui, cx, "chosen", rows);
            ui.separator();
        }
        group_heading(ui, &format!("All {} shown", counted(num_rows, "rule", "rules")));
        copy_items_ui(ui, cx, "all", 0..num_rows);
    });
    menu.response.accessible_name("Copy rules of the table");
}

/// What rows can be copied as. `which` rows: a word that tells the entries of one menu apart.
pub(super) fn copy_items_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, which: &str, rows: std::ops::Range<usize>) {
    for notation in RowNotation::ALL {
        let (text, example) = notation.entry();
        let button = Button::new(text).shortcut_text(example);
        if ui.add(button).accessible_name(format!("Copy {which}: {text}")).clicked() {
            cx.act(Action::CopyRows { rows: rows.clone(), notation });
            ui.close();
        }
    }
}

/// The menu of columns stays open while boxes are ticked.
fn columns_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let shown = cx.look.columns_of_rules();
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let (response, _) = MenuButton::new("Columns").config(config).ui(ui, |ui| {
        for column in OFFERED_COLUMNS {
            let is_shown = shown.contains(&column);
            let label = column.label();
            let id = Id::unique(("rule-column-shown", column.header()));
            if TickBox::new(is_shown.into(), &label).fitted_ui(ui, id).clicked() {
                let wanted = |other: &RuleColumn| shown.contains(other) != (*other == column);
                let columns: Vec<RuleColumn> = OFFERED_COLUMNS.into_iter().filter(wanted).collect();
                cx.look.show_columns_of_rules(&columns);
            }
        }
        ui.separator();
        if ui.button("Columns and widths as at first").clicked() {
            cx.look.show_columns_of_rules(&COLUMNS);
            cx.look.rule_columns.clear();
            ui.close();
        }
    });
    response.accessible_name("Columns of the table");
}

fn sort_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, order: RuleOrder) {
    let columns = cx.look.columns_of_rules();
    let menu = ui.menu_button("Sort", |ui| {
        let mut item_ui = |ui: &mut Ui, text: &str, sign: &str, wanted: RuleOrder| {
            let button = Button::selectable(order == wanted, text).shortcut_text(sign);
            if ui.add(button).accessible_name(format!("{text} {sign}").trim_end()).clicked() {
                cx.act(Action::SortRules(wanted));
                ui.close();
            }
        };
        item_ui(ui, "As the plan", "", RuleOrder::Plan);
        ui.separator();
        for column in columns {
            let direction = match order.direction(column) {
                Some(Direction::Ascending) => Direction::Descending,
                Some(Direction::Descending) | None => Direction::Ascending,
            };
            let sign = match direction {
                Direction::Ascending => "▲",
                Direction::Descending => "▼",
            };
            item_ui(ui, &column.label(), sign, RuleOrder::By { column, direction });
        }
    });
    menu.response.accessible_name("Sort the rules");
}
