//! The filters over the table of rules, and what stands in its place when it is empty.

use egui::{ComboBox, Id, Label, RichText, ScrollArea, TextStyle, TextWrapMode, Ui, WidgetText};

use super::choices::choices_ui;
use super::state::RulesState;
use super::suppressed::suppressed_ui;
use super::table::table_ui;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::panels::filter_field::{filter_field_ui, filter_state_ui};
use crate::gui::shown::SearchStatus;
use crate::gui::theme::metrics::{PANEL_MARGIN, SMALL, STEP, TALL_ROW};
use crate::gui::theme::tokens;
use crate::gui::widgets::{break_row, empty_state, toggle_ui, weak};
use crate::plan::ZoneId;
use crate::view::{Heading, RuleFilter, RuleTable, rules_and_rows};

/// The word of the language of filters that asks for what is suppressed.
const SUPPRESSED: &str = "suppressed";

/// Below this width what chooses rules is kept short, so that it takes no third row.
const NARROW: f32 = 600.0;

/// Shows the filters and the table.
pub(in crate::gui::panels) fn rules_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut RulesState, takes_focus: bool) {
    let rect = ui.max_rect().shrink2(egui::vec2(PANEL_MARGIN, 2.0 * STEP));
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        filters_ui(ui, cx, state);
        ui.add_space(STEP);
        let num_rules = cx.views.rules.as_ref().map_or(0, RuleTable::num_rows);
        let has_suppressed = cx.filter.found(cx.stamp).is_some_and(|found| !found.suppressed.is_empty());
        if has_suppressed {
            let share = if num_rules == 0 { 1.0 } else { 0.4 };
            suppressed_ui(ui, cx, &mut state.suppressed, share * ui.available_height() - TALL_ROW);
            ui.add_space(STEP);
        }
        match &cx.views.rules {
            Some(_) if num_rules == 0 && has_suppressed => {}
            Some(table) if table.num_rows() > 0 && cx.search != SearchStatus::Stopped => {
                // The columns may be wider than the window; the header then moves with them.
                ScrollArea::horizontal().id_salt("rule-columns").auto_shrink(false).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    table_ui(ui, cx, table, state, takes_focus);
                });
            }
            // The rules of a search before this one, if any, stay in sight; none of them is no answer to this one.
            _ if cx.search == SearchStatus::Stopped => {
                let next = "The system had no room for it. Close other programs, or search once more";
                if empty_state(ui, "The search stopped before it was done", next, Some("Search again")) {
                    cx.act(Action::FilterRules(state.filter.clone()));
                }
            }
            None | Some(_) if cx.search == SearchStatus::Running => drop(weak(ui, under_way(cx))),
            Some(_) if state.filter == RuleFilter::default() && cx.filter.query().is_empty() => {
                let next = "Place roles in two zones that need each other: clients and a domain controller, say";
                empty_state(ui, "There are no rules yet", next, None);
            }
            Some(_) => {
                let next = "Take a word away, or show all zones and both needs";
                if empty_state(ui, "No rule is like this", next, Some("Show all rules")) {
                    cx.filter.clear();
                    cx.act(Action::FilterRules(RuleFilter::default()));
                }
            }
            // It is made before the next frame.
            None => {}
        }
    });
}

fn filters_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut RulesState) {
    let mut filter = state.filter.clone();
    let is_narrow = ui.available_width() < NARROW;
    ui.horizontal_wrapped(|ui| {
        if filter_field_ui(ui, cx, ("Filter the rules", if is_narrow { 184.0 } else { 240.0 })) {
            state.takes_focus = true;
        }
        let headings = &cx.views.matrix.headings;
        zone_filter_ui(ui, ("rules-from", "From"), headings, &mut filter.source, is_narrow);
        zone_filter_ui(ui, ("rules-to", "To"), headings, &mut filter.destination, is_narrow);
        for (id, text, is_on) in
            [("required", "Required", &mut filter.required_only), ("inside", "Inside zones", &mut filter.inside)]
        {
            toggle_ui(ui, Id::unique(("rule-filter", id)), text, is_on);
        }
        suppressed_toggle_ui(ui, cx);
        let num_rows = cx.views.rules.as_ref().map_or(0, RuleTable::num_rows);
        let is_filtered = !cx.filter.query().is_empty();
        if cx.search == SearchStatus::Running {
            count_ui(ui, under_way(cx));
        } else if !is_filtered || state.filter != RuleFilter::default() {
            let more_rows = state.more_rows(cx);
            count_ui(ui, &rules_and_rows(num_rows, more_rows));
        }
        if cx.search != SearchStatus::Running || !is_filtered {
            filter_state_ui(ui, cx);
        }
        choices_ui(ui, cx, state, num_rows);
    });
    if filter != state.filter {
        state.restart();
        cx.act(Action::FilterRules(filter));
    }
}

/// Asks the filter for what is suppressed, or no longer.
fn suppressed_toggle_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    let mut is_asked = cx.filter.query().asks_for_suppressed();
    let was_asked = is_asked;
    toggle_ui(ui, Id::unique(("rule-filter", SUPPRESSED)), "Suppressed", &mut is_asked);
    if is_asked == was_asked {
        return;
    }
    let is_other = |word: &&str| !word.eq_ignore_ascii_case(SUPPRESSED);
    let others = cx.filter.text.split_whitespace().filter(is_other);
    let words: Vec<&str> = others.chain(is_asked.then_some(SUPPRESSED)).collect();
    cx.filter.text = words.join(" ");
    ui.ctx().request_repaint();
}

/// Says how many rules are shown, in one piece.
fn count_ui(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).size(SMALL).color(tokens(ui).text_weak.get());
    let galley = WidgetText::from(text).into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
    break_row(ui, galley.size().x);
    ui.add(Label::new(galley));
}

/// What is waited for.
fn under_way(cx: &PanelCx<'_>) -> &'static str {
    if cx.filter.query().is_empty() { "Sorting…" } else { "Searching…" }
}

fn zone_filter_ui(
    ui: &mut Ui,
    (id, label): (&str, &str),
    headings: &[Heading],
    chosen: &mut Option<ZoneId>,
    is_narrow: bool,
) {
    let is_short = is_narrow && chosen.is_none();
    let text = match chosen {
        None if is_short => "All",
        None => "All zones",
        Some(zone) => headings.iter().find(|it| it.zone_id == *zone).map_or("a zone that is gone", |it| &it.name),
    };
    let combo = ComboBox::from_id_salt(id).selected_text(format!("{label}: {text}")).truncate();
    let response = combo.width(if is_short { 96.0 } else { 132.0 }).show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, "All zones");
        for heading in headings {
            let zone = &heading.zone_id;
            ui.push_id(zone, |ui| ui.selectable_value(chosen, Some(zone.clone()), &heading.name));
        }
    });
    response.response.accessible_name(format!("{label} zone"));
}
