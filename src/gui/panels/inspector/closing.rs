//! What would close a rule: made when somebody asks, and kept until the plan or the pair is another one.

use std::collections::BTreeMap;

use egui::{Align, Button, Label, Layout, RichText, Ui, vec2};

use crate::gui::action::Action;
use crate::gui::panels::Shown;
use crate::gui::shown::Panel;
use crate::gui::shown::Stamp;
use crate::gui::theme::metrics::{ROW, SMALL, STEP};
use crate::gui::widgets::{group_heading, weak};
use crate::view::{Closing, RuleView, Way};

/// Room for the button at the right of a way.
const BUTTON_WIDTH: f32 = 52.0;

/// The answers that were asked for.
#[derive(Debug, Default)]
pub(super) struct ClosingState {
    stamp: Stamp,
    pair: Option<(usize, usize)>,
    /// By the id of the rule.
    answers: BTreeMap<String, Closing>,
}

impl ClosingState {
    /// Forgets the answers about another plan or pair.
    pub(super) fn settle(&mut self, shown: &Shown<'_>) {
        if (self.stamp, self.pair) != (shown.stamp, shown.pair_idx) {
            *self = Self { stamp: shown.stamp, pair: shown.pair_idx, answers: BTreeMap::new() };
        }
    }
}

/// The button that asks. Used again it puts the answer away.
pub(super) fn ask_ui(ui: &mut Ui, shown: &Shown<'_>, rule: &RuleView, state: &mut ClosingState) {
    let is_open = state.answers.contains_key(&rule.id);
    let button = Button::new(RichText::new("What would close this?").size(SMALL)).selected(is_open);
    let response = ui.add(button).accessible_name(format!("What would close {}?", rule.name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    let response = response.on_hover_text("Try which tick, answer or pin takes this rule away");
    if !response.clicked() {
        return;
    }
    if is_open {
        state.answers.remove(&rule.id);
    } else if let Some(pair) = shown.pair_idx {
        let closing = Closing::build(shown.catalog, shown.matrix, pair, &rule.id);
        state.answers.insert(rule.id.clone(), closing);
    }
}

/// The answer, if one was asked for.
pub(super) fn answer_ui(ui: &mut Ui, rule: &RuleView, state: &ClosingState, actions: &mut Vec<Action>) {
    let Some(closing) = state.answers.get(&rule.id) else { return };
    ui.add_space(STEP);
    group_heading(ui, &format!("Any of these closes {}", rule.name));
    if closing.ways.is_empty() {
        weak(ui, "Nothing that was tried closes it");
    }
    for (idx, way) in closing.ways.iter().enumerate() {
        ui.push_id(idx, |ui| way_ui(ui, way, actions));
    }
}

fn way_ui(ui: &mut Ui, way: &Way, actions: &mut Vec<Action>) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let centered = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(vec2(BUTTON_WIDTH, ROW), centered, |ui| button_ui(ui, way, actions));
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(RichText::new(&way.text).size(SMALL)).wrap());
            weak(ui, &way.effect);
        });
    });
    ui.add_space(STEP);
}

fn button_ui(ui: &mut Ui, way: &Way, actions: &mut Vec<Action>) {
    let button = Button::new(RichText::new("Do it").size(SMALL));
    let response = ui.add(button).accessible_name(format!("Do it: {}", way.text));
    if response.on_hover_text("One step, which can be undone").clicked() {
        actions.push(Action::Edit(way.edit.clone()));
        // The rule goes, and with it what has the focus.
        actions.push(Action::Focus(Panel::Inspector));
    }
}
