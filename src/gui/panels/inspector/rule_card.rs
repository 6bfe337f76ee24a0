//! A rule in the inspector: one line, and under it, when it is open, why it is there.

use egui::style::ScrollAnimation;
use egui::{Align, Frame, Id, Margin, Response, Role, Stroke, Ui, vec2};

use super::chain::reason_ui;
use super::closing::{answer_ui, ask_ui, breaks_ui};
use super::copy_menu::rule_menu_ui;
use super::state::{Answers, InspectorState};
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{RADIUS, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{Icon, Piece, Row, RowState, toggle, weak};
use crate::view::RuleView;

/// Width of the ports at the left of a rule.
const PORTS_WIDTH: f32 = 86.0;

/// Shows a rule, and its reasons when it is open.
pub(super) fn rule_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rule: &RuleView, state: &mut InspectorState) {
    let is_open = state.opened.contains(&rule.id);
    let is_sought = state.scroll_to.take_if(|id| *id == rule.id).is_some();
    let line = line_ui(ui, rule, is_open);
    if line.clicked() {
        toggle(&mut state.opened, rule.id.clone());
    }
    if is_open {
        ui.push_id(&rule.id, |ui| details_ui(ui, cx, rule, state));
    }
    if is_sought {
        // The line first, and as much of the reasons under it as there is room for.
        ui.scroll_to_rect_animation(line.rect, Some(Align::Min), ScrollAnimation::none());
    }
}

fn line_ui(ui: &mut Ui, rule: &RuleView, is_open: bool) -> Response {
    let row =
        Row { description: &rule.protocols, state: RowState::Expanded(is_open), ..Row::new(Role::Button, &rule.name) };
    let response = row.ui(ui, Id::unique(("rule", &rule.id)), |row| {
        let (left, tokens) = (row.rect.left() + 5.0 * STEP, row.tokens);
        let end = left + PORTS_WIDTH;
        row.icon(if is_open { Icon::Opened } else { Icon::Closed }, row.rect.left() + 2.0 * STEP, tokens.text_weak);
        row.line(row.middle(), left, end, &[Piece::mono(&rule.ports_text, tokens.text)]);
        let protocols = [Piece::body(&rule.protocols, tokens.text)];
        row.line(row.middle(), end + STEP, row.rect.right() - STEP, &protocols);
    });
    response.on_hover_text(&rule.justification)
}

fn details_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rule: &RuleView, state: &mut InspectorState) {
    let frame = Frame::new()
        .fill(tokens(ui).raised.get())
        .corner_radius(RADIUS)
        .inner_margin(Margin::symmetric(12, 8))
        .outer_margin(Margin { left: 8, right: 0, top: 0, bottom: 4 });
    let answers = state.closing.get((cx.stamp, cx.pair_idx), Answers::new);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = STEP / 2.0;
        // Before the reasons, of which there may be many.
        ui.horizontal_wrapped(|ui| {
            rule_menu_ui(ui, cx, rule);
            ask_ui(ui, cx, rule, answers);
            breaks_ui(ui, cx, rule);
        });
        if let Some(closing) = answers.get(&rule.id) {
            answer_ui(ui, cx, rule, closing);
        }
        rule.machines.iter().for_each(|line| drop(ui.label(line)));
        for (idx, reason) in rule.reasons.iter().enumerate() {
            separator_ui(ui);
            ui.push_id(idx, |ui| reason_ui(ui, cx, reason));
        }
        if !rule.source_port.is_empty() {
            separator_ui(ui);
            weak(ui, &rule.source_port);
        }
    });
}

/// A thin line before a reason.
fn separator_ui(ui: &mut Ui) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 3.0 * STEP));
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens(ui).line.get()));
}
