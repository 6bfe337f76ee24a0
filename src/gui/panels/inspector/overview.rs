//! The inspector while no pair is chosen: what the chosen zone opens, and who reaches it. Ports are made for the rows
//! that somebody opens.

use egui::{Id, RichText, Role, ScrollArea, Ui};

use super::state::{OverviewState, Side};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::state::{Hint, Tab};
use crate::gui::theme::metrics::{HEADING, ROW, SMALL, STEP};
use crate::gui::theme::{strong, tokens};
use crate::gui::widgets::{Icon, Piece, Row, RowState, group_heading, icon_button, toggle, truncated, weak, zone_mark};
use crate::view::{Neighbor, RuleFilter, ZoneOverview};

/// Shows the overview of the chosen zone.
pub(super) fn overview_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    overview: &ZoneOverview,
    state: &mut OverviewState,
    takes_focus: bool,
) {
    ui.horizontal(|ui| {
        zone_mark(ui, overview.color);
        truncated(ui, RichText::new(&overview.name).font(strong(HEADING)));
    });
    if !cx.look.known_hints.contains(&Hint::ChoosePair) {
        weak(ui, "Choose a pair here or a cell of the matrix to see why its ports are open");
    }
    ui.add_space(STEP);
    copy_ui(ui, cx, overview);
    ui.add_space(STEP);
    let mut takes_focus = takes_focus;
    ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
        for (side, neighbors) in [(Side::Out, &overview.opens), (Side::In, &overview.reached_by)] {
            head_ui(ui, cx, overview, side, neighbors);
            let num_listed = state.num_listed(side, overview, neighbors.len());
            ui.spacing_mut().item_spacing.y = 0.0;
            for neighbor in &neighbors[..num_listed] {
                let takes_focus = std::mem::take(&mut takes_focus);
                neighbor_ui(ui, cx, (overview, side, neighbor), state, takes_focus);
            }
            ui.spacing_mut().item_spacing.y = STEP;
            if num_listed < neighbors.len() {
                let name = format!("{}: show all {}", side.heading(), neighbors.len());
                let text = RichText::new(format!("Show all {}", neighbors.len())).size(SMALL);
                if ui.button(text).accessible_name(name).clicked() {
                    state.all.insert((side, overview.zone_id.clone()));
                }
            }
            ui.add_space(2.0 * STEP);
        }
    });
}

fn copy_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, overview: &ZoneOverview) {
    let is_enabled = !overview.opens.is_empty() || !overview.reached_by.is_empty();
    let button = egui::Button::new(RichText::new("Copy all as text").size(SMALL));
    let response = ui.add_enabled(is_enabled, button);
    if response.on_hover_text("Every neighbor with its ports").on_disabled_hover_text("Nothing is open").clicked() {
        let text = overview.text(cx.catalog, cx.matrix);
        cx.act(Action::Copy { text, what: format!("everything in and out of {}", overview.name) });
    }
}

/// The direction, and at its right the way to its rules.
fn head_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, overview: &ZoneOverview, side: Side, neighbors: &[Neighbor]) {
    ui.horizontal(|ui| {
        group_heading(ui, side.heading());
        if neighbors.is_empty() {
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = match side {
                Side::Out => format!("Rules from {}", overview.name),
                Side::In => format!("Rules to {}", overview.name),
            };
            let button = ui.button(RichText::new("Rules").size(SMALL)).accessible_name(&name);
            if button.on_hover_text(name).clicked() {
                let (out, into) = match side {
                    Side::Out => (Some(overview.zone_id.clone()), None),
                    Side::In => (None, Some(overview.zone_id.clone())),
                };
                let filter = RuleFilter { source: out, destination: into, ..RuleFilter::default() };
                cx.filter.clear();
                cx.actions.extend([
                    Action::FilterRules(filter),
                    Action::ShowTab(Tab::Rules),
                    Action::Focus(Panel::Main),
                ]);
            }
        });
    });
    if neighbors.is_empty() {
        weak(ui, "No other zone");
    }
}

fn neighbor_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    (overview, side, neighbor): (&ZoneOverview, Side, &Neighbor),
    state: &mut OverviewState,
    takes_focus: bool,
) {
    let heading = side.heading();
    let key = (side, neighbor.zone_id.clone());
    let is_open = state.opened.contains(&key);
    ui.push_id((side, &neighbor.zone_id), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let (icon, verb) = if is_open { (Icon::Opened, "Hide") } else { (Icon::Closed, "Show") };
            let name = format!("{verb} ports, {} {}", heading.to_lowercase(), neighbor.name);
            if icon_button(ui, icon, &name, true, &neighbor.ports).clicked() {
                toggle(&mut state.opened, key.clone());
            }
            if name_ui(ui, side, neighbor, takes_focus) {
                let (from, to) = (overview.zone_id.clone(), neighbor.zone_id.clone());
                let (source, destination) = if side == Side::Out { (from, to) } else { (to, from) };
                cx.act(Action::Select(Selection::Pair { source, destination }));
                cx.act(Action::Focus(Panel::Inspector));
            }
        });
        if is_open {
            ui.horizontal_top(|ui| {
                ui.add_space(ROW);
                ui.vertical(|ui| {
                    for line in state.lines(cx, neighbor) {
                        weak(ui, line);
                    }
                    ui.add_space(STEP);
                });
            });
        }
    });
}

fn name_ui(ui: &mut Ui, side: Side, neighbor: &Neighbor, takes_focus: bool) -> bool {
    let name = format!("{} {}: {}", side.heading(), neighbor.name, neighbor.rules);
    let row = Row { state: RowState::Selected(false), ..Row::new(Role::Button, &name) };
    let response = row.ui(ui, Id::unique(("neighbor", side, &neighbor.zone_id)), |row| {
        let (left, right, tokens) = (row.rect.left() + 2.0 * STEP, row.rect.right() - 2.0 * STEP, row.tokens);
        row.mark(neighbor.color, left + 5.0);
        let right = row.right(row.middle(), right, f32::INFINITY, &Piece::small(&neighbor.rules, tokens.text_weak));
        let name = [Piece::body(&neighbor.name, tokens.text)];
        row.line(row.middle(), left + 5.0 * STEP, right - 2.0 * STEP, &name);
    });
    if takes_focus {
        response.request_focus();
    }
    if neighbor.ports.is_empty() {
        return response.clicked();
    }
    let color = tokens(ui).text.get();
    response.on_hover_ui(|ui| drop(ui.label(RichText::new(&neighbor.ports).color(color)))).clicked()
}
