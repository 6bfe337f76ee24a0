//! A rule in the inspector: one line, and under it, when it is open, why it is there.

use std::collections::BTreeSet;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Frame, Id, Label, Margin, Response, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::gui::action::Action;
use crate::gui::theme::metrics::{BODY, RADIUS, ROW, SMALL, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Icon, paint_state, weak};
use crate::net::PortSet;
use crate::view::{Notation, ReasonView, RuleView};

/// Width of the ports at the left of a rule.
const PORTS_WIDTH: f32 = 86.0;

/// Shows a rule, and its reasons when it is among `opened`.
pub(super) fn rule_ui(ui: &mut Ui, rule: &RuleView, opened: &mut BTreeSet<String>, actions: &mut Vec<Action>) {
    let is_open = opened.contains(&rule.id);
    if line_ui(ui, rule, is_open).clicked() {
        if is_open {
            opened.remove(&rule.id);
        } else {
            opened.insert(rule.id.clone());
        }
    }
    if is_open {
        ui.push_id(&rule.id, |ui| details_ui(ui, rule, actions));
    }
}

fn line_ui(ui: &mut Ui, rule: &RuleView, is_open: bool) -> Response {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, Id::unique(("rule", &rule.id)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &rule.name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_expanded(is_open);
        node.set_description(rule.protocols.as_str());
    });
    if ui.is_rect_visible(rect) {
        let tokens = tokens(ui);
        let painter = ui.painter();
        paint_state(painter, tokens, rect, &response);
        let icon = if is_open { Icon::Opened } else { Icon::Closed };
        let sign = egui::Rect::from_center_size(pos2(rect.left() + 2.0 * STEP, rect.center().y), vec2(16.0, 16.0));
        icon.paint(painter, sign, tokens.text_weak.get());
        let text = |text: &str, font: FontId, color, left: f32, width: f32| {
            let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
            job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
            let galley = painter.layout_job(job);
            painter.galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
        };
        let left = rect.left() + 5.0 * STEP;
        text(&rule.ports_text, FontId::monospace(SMALL), tokens.text.get(), left, PORTS_WIDTH);
        let left = left + PORTS_WIDTH + STEP;
        let width = rect.right() - left - STEP;
        text(&rule.protocols, FontId::proportional(BODY), tokens.text.get(), left, width);
    }
    response.on_hover_text(&rule.justification)
}

fn details_ui(ui: &mut Ui, rule: &RuleView, actions: &mut Vec<Action>) {
    let frame = Frame::new()
        .fill(tokens(ui).raised.get())
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(12, 8))
        .outer_margin(Margin { left: 8, right: 0, top: 0, bottom: 4 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = STEP / 2.0;
        for reason in &rule.reasons {
            reason_ui(ui, reason);
            ui.add_space(2.0 * STEP);
        }
        if !rule.source_port.is_empty() {
            ui.label(&rule.source_port);
        }
        ui.horizontal_wrapped(|ui| {
            if !rule.ports.is_empty() {
                copy_menu(ui, "Copy ports", &format!("Copy {}", rule.name), &rule.name, &rule.ports, actions);
            }
            let copy = ui
                .button(RichText::new("Copy reason").size(SMALL))
                .accessible_name(format!("Copy reason of {}", rule.name));
            if copy.on_hover_text("The justification as exports write it").clicked() {
                let what = format!("the reason of {}", rule.name);
                actions.push(Action::Copy { text: rule.justification.clone(), what });
            }
        });
    });
}

fn reason_ui(ui: &mut Ui, reason: &ReasonView) {
    ui.add(Label::new(RichText::new(&reason.purpose)).wrap());
    weak(ui, &reason.roles);
    for line in reason.placed.iter().chain(&reason.services) {
        weak(ui, line);
    }
    for (label, text) in &reason.details {
        ui.add(Label::new(RichText::new(format!("{label}: {text}")).size(SMALL)).wrap());
    }
    for document in &reason.documents {
        let title = if document.label == document.title { String::new() } else { format!("  {}", document.title) };
        let color = tokens(ui).accent.get();
        let mut job = LayoutJob::default();
        job.append(&document.label, 0.0, TextFormat::simple(FontId::proportional(SMALL), color));
        let weak = tokens(ui).text_weak.get();
        job.append(&title, 0.0, TextFormat::simple(FontId::proportional(SMALL), weak));
        let response = ui.add(Label::new(job).wrap());
        response.on_hover_text(format!("{}\n{}\n{}", document.title, document.place, document.version));
    }
}

/// A button with the notations that ports can be copied in. `what` is what the ports are called when it is done.
pub(super) fn copy_menu(ui: &mut Ui, text: &str, name: &str, what: &str, ports: &PortSet, actions: &mut Vec<Action>) {
    if ports.is_empty() {
        return;
    }
    let menu = ui.menu_button(RichText::new(text).size(SMALL), |ui| {
        for notation in Notation::ALL {
            let example = RichText::new(notation.example()).monospace();
            let button = egui::Button::new(notation.label()).shortcut_text(example);
            if ui.add(button).accessible_name(notation.label()).clicked() {
                let text = notation.text(ports);
                actions.push(Action::Copy { text, what: format!("the ports of {what}") });
                ui.close();
            }
        }
    });
    menu.response.accessible_name(name);
}
