//! What would close a rule: made when somebody asks, and kept until the plan or the pair is another one.

use egui::{Align, Button, Label, Layout, RichText, Ui, vec2};

use super::state::Answers;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{ROW, SMALL, STEP};
use crate::gui::widgets::{group_heading, weak};
use crate::view::{Closing, Proposal, RuleView, Way, rule_words};

/// Room for the buttons at the right of a way.
const BUTTONS_WIDTH: f32 = 116.0;

/// The button that asks. Used again it puts the answer away.
pub(super) fn ask_ui(ui: &mut Ui, cx: &PanelCx<'_>, rule: &RuleView, answers: &mut Answers) {
    let is_open = answers.contains_key(&rule.id);
    let button = Button::new(RichText::new("What would close this?").size(SMALL)).selected(is_open);
    let response = ui.add(button).accessible_name(format!("What would close {}?", rule.name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    let response = response.on_hover_text("Try which tick, answer or pin takes this rule away");
    if !response.clicked() {
        return;
    }
    if is_open {
        answers.remove(&rule.id);
    } else if let Some(pair) = cx.pair_idx {
        let closing = Closing::build(cx.catalog, cx.matrix, pair, &rule.id);
        answers.insert(rule.id.clone(), closing);
    }
}

/// The button that shows what breaks without a rule, before it is blocked.
pub(super) fn breaks_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rule: &RuleView) {
    let button = Button::new(RichText::new("What breaks without it?").size(SMALL));
    let response = ui.add(button).accessible_name(format!("What breaks without {}?", rule.name));
    let response = response.on_hover_text("See who needs this rule, before it is blocked or left");
    if let Some((source, destination)) = cx.chosen.pair.as_ref().filter(|_| response.clicked()) {
        let words = rule_words(cx.plan, (source, destination), (rule.transport, &rule.ports));
        cx.act(Action::LookAhead(Proposal::Block(words)));
    }
}

/// The answer.
pub(super) fn answer_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rule: &RuleView, closing: &Closing) {
    ui.add_space(STEP);
    group_heading(ui, &format!("Any of these closes {}", rule.name));
    if closing.ways.is_empty() {
        weak(ui, "Nothing that was tried closes it");
    }
    for (idx, way) in closing.ways.iter().enumerate() {
        ui.push_id(idx, |ui| way_ui(ui, cx, way));
    }
}

fn way_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, way: &Way) {
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let centered = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(vec2(BUTTONS_WIDTH, ROW), centered, |ui| buttons_ui(ui, cx, way));
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add(Label::new(RichText::new(&way.text).size(SMALL)).wrap());
            weak(ui, &way.effect);
        });
    });
    ui.add_space(STEP);
}

fn buttons_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, way: &Way) {
    let button = Button::new(RichText::new("Do it").size(SMALL));
    let response = ui.add(button).accessible_name(format!("Do it: {}", way.text));
    if response.on_hover_text("One step, which can be undone").clicked() {
        cx.edit(way.edit.clone());
        // The rule goes, and with it what has the focus.
        cx.act(Action::Focus(Panel::Inspector));
    }
    let button = Button::new(RichText::new("What if…").size(SMALL));
    let response = ui.add(button).accessible_name(format!("What if: {}", way.text));
    if response.on_hover_text("See what it does to all rules before it is done").clicked() {
        cx.act(Action::LookAhead(Proposal::Change { name: way.text.clone(), edit: Box::new(way.edit.clone()) }));
    }
}
