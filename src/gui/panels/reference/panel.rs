//! The reference: a search field, the way back, and a page. The plan is touched only to place a role.

use std::sync::Arc;

use egui::{Id, Key, Label, RichText, Ui, UiBuilder, vec2};

use super::resting::document_ui;
use super::rows::rows_ui;
use super::state::ReferenceState;
use crate::export::RowNotation;
use crate::gui::action::Action;
use crate::gui::commands::{Command, Step, shortcut_text};
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{HEADING, PANEL_MARGIN, ROW, STEP};
use crate::gui::theme::strong;
use crate::gui::widgets::{Icon, empty_state, group_heading, icon_button, search_field, weak_line};
use crate::ids::RoleIdx;
use crate::view::{Entry, Page, Reference, RoleDraft, RoleState, Topic, counted};

/// Rows are no wider than this, so that the eye finds from one end to the other.
const MAX_WIDTH: f32 = 720.0;

/// Shows the reference.
pub(in crate::gui::panels) fn reference_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut ReferenceState,
    takes_focus: bool,
) {
    let mut reference =
        state.reference.take().unwrap_or_else(|| Reference::new(cx.catalog, Arc::clone(cx.loaded.index())));
    let mut rect = ui.max_rect().shrink2(vec2(PANEL_MARGIN, 2.0 * STEP));
    rect.set_width(rect.width().min(MAX_WIDTH));
    let mut followed = None;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        bar_ui(ui, cx, &mut reference, state, takes_focus);
        ui.add_space(STEP);
        head_ui(ui, cx, &reference);
        if let Some(reference_idx) = reference.reference_idx() {
            document_ui(ui, cx, state, reference_idx);
        }
        ui.add_space(STEP);
        if reference.page().rows.is_empty() {
            empty_state(
                ui,
                "Nothing has all of these words",
                "Try a port, a service, a protocol or a role alone",
                None,
            );
        } else {
            let mut link_idx = reference.link_idx();
            // Links reach over their texts, so that these begin where the heading does.
            let mut rect = ui.available_rect_before_wrap();
            rect.min.x -= STEP;
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                followed = rows_ui(ui, reference.page(), &mut state.rows, &mut link_idx);
            });
            reference.point_at(link_idx);
        }
    });
    if let Some(place) = followed {
        reference.open(cx.catalog, place);
        state.reference = Some(reference);
        state.has_moved();
        ui.ctx().request_repaint();
    } else {
        state.reference = Some(reference);
    }
}

/// Back, forward, and the search field.
fn bar_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, reference: &mut Reference, state: &mut ReferenceState, takes_focus: bool) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = STEP;
        for (icon, command) in
            [(Icon::Back, Step::Back), (Icon::Forward, Step::Forward)].map(|(icon, step)| (icon, Command::Go(step)))
        {
            let is_enabled = command.is_enabled(cx.env);
            let tooltip = is_enabled.err().map_or_else(|| shortcut_text(ui.ctx(), cx.os, command), str::to_owned);
            let response = icon_button(ui, icon, command.label(), is_enabled.is_ok(), &tooltip);
            if response.clicked() {
                state.is_on_button = response.has_focus();
                cx.command(command);
            }
        }
        let id = Id::unique("reference-search");
        let name = "Search ports, services, protocols, roles";
        let response = search_field(ui, id, name, f32::INFINITY, &mut state.search);
        if response.changed() {
            reference.search(cx.catalog, &state.search);
            state.rows.show_other(false);
        }
        let (enters, goes_down) = ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::ArrowDown)));
        if (response.lost_focus() && enters) || (response.has_focus() && goes_down) {
            state.rows.take_focus();
        }
        if takes_focus {
            match reference.topic() {
                Topic::Search(_) => response.request_focus(),
                Topic::Entry(_) => state.rows.take_focus(),
            }
        }
    });
}

/// What the page is about, what is copied of it, and at a role the way into the plan.
fn head_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, reference: &Reference) {
    let page = reference.page();
    ui.horizontal(|ui| {
        // The buttons first, from the right, so that the heading is cut where they begin.
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(Entry::Role(role_idx)) = reference.entry() {
                place_ui(ui, cx, role_idx);
                change_ui(ui, cx, role_idx);
            }
            copy_ui(ui, cx, page);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| title_ui(ui, page));
        });
    });
    if !page.kind.is_empty() {
        weak_line(ui, &page.kind);
    }
}

/// The menu that copies the table of ports, where the page has one.
fn copy_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, page: &Page) {
    if page.table.is_empty() {
        return;
    }
    let menu = ui.menu_button("Copy", |ui| {
        group_heading(ui, &format!("The table of ports, {}", counted(page.table.len() - 1, "row", "rows")));
        for notation in RowNotation::ALL {
            let (text, example) = notation.entry();
            let button = egui::Button::new(text).shortcut_text(example);
            if ui.add(button).accessible_name(format!("Copy ports: {text}")).clicked() {
                let what = format!("the ports of {}", page.title);
                cx.act(Action::CopyTable { rows: page.table.clone(), what, notation });
                ui.close();
            }
        }
    });
    menu.response.accessible_name("Copy the table of ports");
}

fn title_ui(ui: &mut Ui, page: &Page) {
    let response = ui.add(Label::new(RichText::new(&page.title).font(strong(HEADING))).truncate());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &page.title));
}

/// The way to change a role of the plan's own.
fn change_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, role_idx: RoleIdx) {
    let id = cx.catalog.roles.get(role_idx).map(|role| &role.id).filter(|id| cx.catalog.is_laid_over(id.as_str()));
    let draft = id.and_then(|id| RoleDraft::of(cx.plan, id.as_str()));
    if let Some(draft) = draft
        && ui.button("Change the role…").clicked()
    {
        cx.act(Action::OfferRole(draft));
    }
}

/// The button that places a role in the chosen zone. A role that only comes with others has none.
fn place_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, role_idx: RoleIdx) {
    let Some(role) = cx.catalog.roles.get(role_idx).filter(|role| !role.is_abstract) else { return };
    let Some(views) = &cx.views.zone else {
        ui.add_enabled(false, egui::Button::new("Place in a zone")).on_disabled_hover_text("Choose a zone first");
        return;
    };
    let zone = &views.zone.name;
    let mut rows = views.roles.families.iter().flat_map(|family| &family.roles);
    let Some(row) = rows.find(|row| row.id.as_str() == role.id.as_str()) else { return };
    let (text, is_enabled) = match row.state {
        RoleState::Off => (format!("Place in {zone}"), true),
        RoleState::SwitchedOff(_) => (format!("Restore in {zone}"), true),
        RoleState::Ticked(_) | RoleState::Implied(_) => (format!("Placed in {zone}"), false),
    };
    let button = egui::Button::new(text).truncate().min_size(vec2(0.0, ROW));
    let response = ui.add_enabled(is_enabled, button).on_disabled_hover_text(format!("{zone} has this role"));
    if response.clicked() {
        cx.edit(row.toggled(&views.zone));
    }
}
