//! The inspector while no pair is chosen: what the chosen zone opens, and who reaches it. Ports are made for the rows
//! that somebody opens.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, RichText, Role, ScrollArea, Ui};

use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::{PanelStates, Shown};
use crate::gui::shown::Panel;
use crate::gui::shown::Stamp;
use crate::gui::state::Tab;
use crate::gui::theme::metrics::{HEADING, ROW, SMALL, STEP};
use crate::gui::theme::{strong, tokens};
use crate::gui::widgets::{Icon, RowLook, group_heading, icon_button, row_ui, truncated, weak, zone_mark};
use crate::plan::ZoneId;
use crate::view::{Neighbor, RuleFilter, ZoneOverview};

/// So many neighbors are listed for a direction until somebody wants all.
const MAX_NEIGHBORS: usize = 40;

/// Which neighbors are open.
#[derive(Debug, Default)]
pub(super) struct OverviewState {
    /// By direction and zone.
    opened: BTreeSet<(Side, ZoneId)>,
    /// The directions of which all neighbors are listed, and of which zone.
    all: BTreeSet<(Side, ZoneId)>,
    /// From which state the lines are.
    stamp: Stamp,
    /// The ports of a pair.
    lines: BTreeMap<(usize, usize), Vec<String>>,
}

/// A direction.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Side {
    Out,
    In,
}

impl Side {
    fn heading(self) -> &'static str {
        match self {
            Self::Out => "Opens to",
            Self::In => "Is reached by",
        }
    }
}

/// Shows the overview of the chosen zone.
pub(super) fn overview_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    overview: &ZoneOverview,
    panels: &mut PanelStates,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let state = &mut panels.inspector.overview;
    if state.stamp != shown.stamp {
        state.stamp = shown.stamp;
        state.lines.clear();
    }
    ui.horizontal(|ui| {
        zone_mark(ui, overview.color);
        truncated(ui, RichText::new(&overview.name).font(strong(HEADING)));
    });
    weak(ui, "Choose a pair here or a cell of the matrix to see why its ports are open");
    ui.add_space(STEP);
    copy_ui(ui, shown, overview, actions);
    ui.add_space(STEP);
    let mut takes_focus = takes_focus;
    ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
        for (side, neighbors) in [(Side::Out, &overview.opens), (Side::In, &overview.reached_by)] {
            head_ui(ui, overview, side, neighbors, panels, actions);
            let state = &mut panels.inspector.overview;
            let num_listed = state.num_listed(side, overview, neighbors.len());
            ui.spacing_mut().item_spacing.y = 0.0;
            for neighbor in &neighbors[..num_listed] {
                let takes_focus = std::mem::take(&mut takes_focus);
                neighbor_ui(ui, shown, (overview, side, neighbor), state, takes_focus, actions);
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

fn copy_ui(ui: &mut Ui, shown: &Shown<'_>, overview: &ZoneOverview, actions: &mut Vec<Action>) {
    let is_enabled = !overview.opens.is_empty() || !overview.reached_by.is_empty();
    let button = egui::Button::new(RichText::new("Copy all as text").size(SMALL));
    let response = ui.add_enabled(is_enabled, button);
    if response.on_hover_text("Every neighbor with its ports").on_disabled_hover_text("Nothing is open").clicked() {
        let text = overview.text(shown.catalog, shown.matrix);
        actions.push(Action::Copy { text, what: format!("everything in and out of {}", overview.name) });
    }
}

/// The direction, and at its right the way to its rules.
fn head_ui(
    ui: &mut Ui,
    overview: &ZoneOverview,
    side: Side,
    neighbors: &[Neighbor],
    panels: &mut PanelStates,
    actions: &mut Vec<Action>,
) {
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
                panels.rules.clear_search();
                let filter = RuleFilter { source: out, destination: into, ..RuleFilter::default() };
                actions.extend([Action::FilterRules(filter), Action::ShowTab(Tab::Rules), Action::Focus(Panel::Main)]);
            }
        });
    });
    if neighbors.is_empty() {
        weak(ui, "No other zone");
    }
}

fn neighbor_ui(
    ui: &mut Ui,
    shown: &Shown<'_>,
    (overview, side, neighbor): (&ZoneOverview, Side, &Neighbor),
    state: &mut OverviewState,
    takes_focus: bool,
    actions: &mut Vec<Action>,
) {
    let heading = side.heading();
    let key = (side, neighbor.zone_id.clone());
    let is_open = state.opened.contains(&key);
    ui.push_id((heading, &neighbor.zone_id), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let (icon, verb) = if is_open { (Icon::Opened, "Hide") } else { (Icon::Closed, "Show") };
            let name = format!("{verb} ports, {} {}", heading.to_lowercase(), neighbor.name);
            if icon_button(ui, icon, &name, true, &neighbor.ports).clicked() {
                state.toggle(&key);
            }
            if name_ui(ui, heading, neighbor, takes_focus) {
                let (from, to) = (overview.zone_id.clone(), neighbor.zone_id.clone());
                let (source, destination) = if side == Side::Out { (from, to) } else { (to, from) };
                actions.push(Action::Select(Selection::Pair { source, destination }));
                actions.push(Action::Focus(Panel::Inspector));
            }
        });
        if is_open {
            ui.horizontal_top(|ui| {
                ui.add_space(ROW);
                ui.vertical(|ui| {
                    for line in state.lines(shown, neighbor) {
                        weak(ui, line);
                    }
                    ui.add_space(STEP);
                });
            });
        }
    });
}

fn name_ui(ui: &mut Ui, heading: &str, neighbor: &Neighbor, takes_focus: bool) -> bool {
    let name = format!("{heading} {}: {}", neighbor.name, neighbor.rules);
    let look = RowLook {
        mark: Some(neighbor.color),
        text: &neighbor.name,
        detail: &neighbor.rules,
        name: Some(&name),
        role: Role::Button,
        ..RowLook::default()
    };
    let response = row_ui(ui, Id::unique(("neighbor", heading, &neighbor.zone_id)), look);
    if takes_focus {
        response.request_focus();
    }
    if neighbor.ports.is_empty() {
        return response.clicked();
    }
    let color = tokens(ui).text.get();
    response.on_hover_ui(|ui| drop(ui.label(RichText::new(&neighbor.ports).color(color)))).clicked()
}

impl OverviewState {
    fn num_listed(&self, side: Side, overview: &ZoneOverview, all: usize) -> usize {
        if self.all.contains(&(side, overview.zone_id.clone())) { all } else { all.min(MAX_NEIGHBORS) }
    }

    fn toggle(&mut self, key: &(Side, ZoneId)) {
        if !self.opened.remove(key) {
            self.opened.insert(key.clone());
        }
    }

    /// The ports of a neighbor, a line for each transport and need.
    fn lines(&mut self, shown: &Shown<'_>, neighbor: &Neighbor) -> &[String] {
        self.lines.entry(neighbor.pair).or_insert_with(|| neighbor.port_lines(shown.catalog, shown.matrix))
    }
}
