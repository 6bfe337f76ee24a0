//! The roles of a zone: a search field over a tree of ticks by family.

use egui::{Id, Key, Ui};

use super::state::RoleTreeState;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::shown::ZoneViews;
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::widgets::{Icon, TickBox, icon_button, search_field, select_all, weak};
use crate::view::{FamilyRow, Fold, RoleDraft, RoleRow, RoleState, TickState};

/// Shows the search field and the tree.
pub(super) fn roles_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews, tree: &mut RoleTreeState) {
    // What was searched for in another zone is no longer looked for.
    if tree.zone.as_ref() != Some(&views.zone.id) {
        tree.zone = Some(views.zone.id.clone());
        tree.search.clear();
    }
    let is_entered = search_ui(ui, tree);
    let is_searching = !tree.search.trim().is_empty();
    let found = found(cx, views, tree);
    if is_entered && is_searching {
        tick_first(cx, views, &found);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let is_empty = found.is_empty();
    // Those that are folded together stand side by side.
    let mut fold = (None, true);
    for (family, found) in found {
        if family.fold != fold.0 && !is_searching {
            fold = (family.fold, family.fold.is_none_or(|fold| fold_ui(ui, cx, "families", fold, 0.0)));
        }
        if !fold.1 {
            continue;
        }
        let section = format!("family {}", family.name);
        // A family shows itself when something of it is there, and everything that a search finds is shown.
        let open_at_first = family.state != TickState::Off;
        let mut is_open = is_searching || cx.look.is_open(&section, open_at_first);
        family_ui(ui, cx, views, family, &mut is_open);
        if !is_searching {
            cx.look.set_open(&section, open_at_first, is_open);
        }
        if is_open {
            let (folded, shown): (Vec<&RoleRow>, Vec<&RoleRow>) =
                found.into_iter().partition(|row| row.is_folded && !is_searching);
            for row in shown {
                role_ui(ui, cx, views, row);
            }
            if !folded.is_empty() && fold_ui(ui, cx, &family.name, Fold::Retired, 7.0 * STEP) {
                for row in folded {
                    role_ui(ui, cx, views, row);
                }
            }
        }
    }
    if is_empty {
        weak(ui, "No role has these words. Search for a product, a service or what it does");
        let words = tree.search.trim();
        if !words.is_empty() && ui.button(format!("Make a role “{words}”…")).clicked() {
            cx.act(Action::OfferRole(RoleDraft::new(words)));
        }
    }
    ui.spacing_mut().item_spacing.y = STEP;
}

/// What is shown of each family: the best first, where something is searched for.
fn found<'a>(
    cx: &PanelCx<'_>,
    views: &'a ZoneViews,
    tree: &mut RoleTreeState,
) -> Vec<(&'a FamilyRow, Vec<&'a RoleRow>)> {
    if tree.search.trim().is_empty() {
        return views.roles.families.iter().map(|family| (family, family.roles.iter().collect())).collect();
    }
    let found = tree.found.get(cx.stamp, cx.loaded, &tree.search);
    views.roles.found(found.iter().map(|(role, _)| role))
}

/// Ticks the role that was found first. One that is there already stays.
fn tick_first(cx: &mut PanelCx<'_>, views: &ZoneViews, found: &[(&FamilyRow, Vec<&RoleRow>)]) {
    let first = found.first().and_then(|(_, rows)| rows.first());
    if let Some(row) = first.filter(|row| !row.is_there()) {
        cx.edit(row.toggled(&views.zone));
    }
}

/// Shows the field. Returns whether Enter was pressed in it; then its text is selected, ready for the next role.
fn search_ui(ui: &mut Ui, tree: &mut RoleTreeState) -> bool {
    let id = Id::unique("role-search");
    let response = search_field(ui, id, "Search roles", f32::INFINITY, &mut tree.search);
    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_wanted = std::mem::take(&mut tree.wants_focus);
    if is_wanted {
        response.scroll_to_me(None);
    }
    if is_wanted || is_entered {
        response.request_focus();
        select_all(ui, id, &tree.search);
    }
    is_entered
}

/// Shows a line that folds what is below it, and says whether that is open. `of` is whose it is.
fn fold_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, of: &str, fold: Fold, indent: f32) -> bool {
    let section = format!("fold {of} {}", fold.label());
    let mut is_open = cx.look.is_open(&section, false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(indent);
        let (icon, verb) = if is_open { (Icon::Opened, "Hide") } else { (Icon::Closed, "Show") };
        if icon_button(ui, icon, &format!("{verb} {} of {of}", fold.label()), true, "").clicked() {
            is_open = !is_open;
        }
        weak(ui, fold.label());
    });
    cx.look.set_open(&section, false, is_open);
    is_open
}

fn family_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews, family: &FamilyRow, is_open: &mut bool) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (icon, verb) = if *is_open { (Icon::Opened, "Hide") } else { (Icon::Closed, "Show") };
        if icon_button(ui, icon, &format!("{verb} {}", family.name), true, "").clicked() {
            *is_open = !*is_open;
        }
        let tick = TickBox { note: &family.count, ..TickBox::new(family.state, &family.name) };
        let width = ui.available_width();
        let response = tick.ui(ui, Id::unique(("family-tick", &views.zone.id, &family.name)), width);
        if response.clicked() {
            cx.edit(family.toggled(&views.zone));
        }
        response.on_hover_text("Tick all roles of the family, or none");
    });
}

fn role_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews, row: &RoleRow) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let placement = match &row.state {
            RoleState::Ticked(placements) => placements.first().copied(),
            RoleState::Off | RoleState::Implied(_) | RoleState::SwitchedOff(_) => None,
        };
        let room_for_button = if placement.is_some() { ROW } else { 0.0 };
        let is_implied = matches!(row.state, RoleState::Implied(_));
        let tick = TickBox {
            is_implied,
            note: &row.note,
            indent: 7.0 * STEP,
            ..TickBox::new(row.is_there().into(), &row.name)
        };
        let width = ui.available_width() - room_for_button;
        let response = tick.ui(ui, Id::unique(("role-tick", &views.zone.id, &row.id)), width);
        if response.clicked() {
            cx.edit(row.toggled(&views.zone));
        }
        response.on_hover_text(tooltip(row));
        if let Some(placement_idx) = placement {
            let name = format!("Settings of {}", row.name);
            let tooltip = if row.has_details { "Has settings of its own" } else { "Scopes, zones served, ports" };
            if icon_button(ui, Icon::Sliders, &name, true, tooltip).clicked() {
                cx.act(Action::ShowPlacement(placement_idx));
            }
        }
    });
}

fn tooltip(row: &RoleRow) -> String {
    let what = match row.state {
        RoleState::Off | RoleState::Ticked(_) => String::new(),
        RoleState::Implied(_) => format!("Comes {}: untick to do without it", row.note),
        RoleState::SwitchedOff(_) => format!("Switched {}: tick to have it again", row.note),
    };
    [row.summary.as_str(), &what].join("\n").trim_end().to_owned()
}
