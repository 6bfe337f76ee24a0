//! The inspector while no pair is chosen: what the chosen zone opens, and who reaches it.

use egui::{Id, RichText, Role, ScrollArea, Ui};

use super::Panel;
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::theme::metrics::{HEADING, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{RowLook, group_heading, row_ui, truncated, weak, zone_mark};
use crate::view::{Neighbor, ZoneOverview};

/// Shows the overview of the chosen zone.
pub(super) fn overview_ui(ui: &mut Ui, overview: &ZoneOverview, takes_focus: bool, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        zone_mark(ui, overview.color);
        truncated(ui, RichText::new(&overview.name).size(HEADING));
    });
    weak(ui, "Choose a pair here or a cell of the matrix to see why its ports are open");
    ui.add_space(STEP);
    let mut takes_focus = takes_focus;
    ScrollArea::vertical().id_salt("overview").auto_shrink(false).show(ui, |ui| {
        let zone = || overview.zone_id.clone();
        let sides = [
            ("Opens to", &overview.opens, overview.more[0]),
            ("Is reached by", &overview.reached_by, overview.more[1]),
        ];
        for (side, (heading, neighbors, more)) in sides.into_iter().enumerate() {
            group_heading(ui, heading);
            if neighbors.is_empty() {
                weak(ui, "No other zone");
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            for neighbor in neighbors {
                let (source, destination) =
                    if side == 0 { (zone(), neighbor.zone_id.clone()) } else { (neighbor.zone_id.clone(), zone()) };
                if neighbor_ui(ui, heading, neighbor, std::mem::take(&mut takes_focus)) {
                    actions.push(Action::Select(Selection::Pair { source, destination }));
                    actions.push(Action::Focus(Panel::Inspector));
                }
            }
            ui.spacing_mut().item_spacing.y = STEP;
            if more > 0 {
                weak(ui, &format!("… and {more} more in the matrix"));
            }
            ui.add_space(2.0 * STEP);
        }
    });
}

fn neighbor_ui(ui: &mut Ui, heading: &str, neighbor: &Neighbor, takes_focus: bool) -> bool {
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
    let tokens = tokens(ui);
    let response = if neighbor.ports.is_empty() {
        response
    } else {
        response.on_hover_ui(|ui| {
            ui.label(RichText::new(&neighbor.ports).color(tokens.text.get()));
        })
    };
    response.clicked()
}
