//! The editor of the chosen zone, as long as it is the only one: its name, addresses, trust and mark, and under that what
//! stands in it.

use egui::{Id, ScrollArea, Ui};

use super::os_ticks::os_ui;
use super::role_tree::roles_ui;
use super::several_page::several_ui;
use super::shared_fields::{NAME_WIDTH, colors_ui, group_field_ui};
use super::state::EditorState;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::panels::decisions::assumptions_ui;
use crate::gui::panels::decisions::{RpcField, rpc_ui};
use crate::gui::panels::section::Section;
use crate::gui::shown::ZoneViews;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{DraftField, empty_state, follow_focus, labelled_row, segmented_ui};
use crate::plan::{Edit, TrustLevel};
use crate::view::{addresses_from_text, addresses_to_text, count_of_roles, problem_messages, problems_of_addresses};

/// Shows the editor.
pub(super) fn editor_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut EditorState) {
    let Some(views) = &cx.views.zone else {
        empty_state(ui, "No zone chosen", "Choose a zone of the list to tick what stands in it", None);
        return;
    };
    let takes_focus = cx.takes_focus(Panel::Editor);
    if let Some(several) = &cx.views.several {
        several_ui(ui, cx, several, takes_focus);
        return;
    }
    state.rename |= takes_focus;
    ScrollArea::vertical().id_salt(("editor", &views.zone.id)).auto_shrink(false).show(ui, |ui| {
        details_ui(ui, cx, views, &mut state.rename);
        ui.add_space(STEP);
        if views.zone.os.is_empty() {
            state.without_os.insert(views.zone.id.clone());
        }
        let is_without_os = state.without_os.contains(&views.zone.id);
        let section = Section::OsVersions { is_open_at_first: is_without_os };
        section.ui(ui, cx, &views.os.summary, |ui, cx| {
            os_ui(ui, cx, &views.os, &|row| Edit::TickOs {
                zone: views.zone.id.clone(),
                os: row.id.clone(),
                tick: row.toggled(),
            });
        });
        let detail = count_of_roles(&views.zone);
        // A search that was asked for opens the section it is in.
        if state.roles.wants_focus {
            Section::Roles.open(cx);
        }
        Section::Roles.ui(ui, cx, &detail, |ui, cx| {
            roles_ui(ui, cx, views, &mut state.roles);
        });
        Section::ZoneNote.ui(ui, cx, &views.zone.note, |ui, cx| {
            note_ui(ui, cx, views);
        });
        let detail = if views.zone.assumptions.is_empty() && views.zone.rpc.is_none() { "As the plan" } else { "" };
        Section::ZoneDecisions.ui(ui, cx, detail, |ui, cx| {
            decisions_ui(ui, cx, views);
        });
        follow_focus(ui, "editor");
    });
}

fn details_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews, rename: &mut bool) {
    let zone = &views.zone;
    let id = |field: &str| Id::unique(("zone-field", field, &zone.id));
    let focus = std::mem::take(rename);
    let is_named =
        |text: &str| if text.trim().is_empty() { vec!["A zone needs a name".to_owned()] } else { Vec::new() };
    let field = DraftField::new(id("name"), ("Name", NAME_WIDTH), &zone.name).refuses(&is_named).focused(focus);
    let answer = field.ui(ui, cx.drafts);
    if answer.is_done {
        cx.act(Action::Focus(Panel::Zones));
    }
    if let Some(name) = answer.committed {
        cx.edit(Edit::RenameZone { zone: zone.id.clone(), name: name.trim().to_owned() });
    }
    let text = addresses_to_text(&zone.addresses);
    let check = |text: &str| problem_messages(text, problems_of_addresses(text));
    let rows = zone.addresses.len().clamp(2, 4);
    let field = DraftField::new(id("addresses"), ("Addresses", NAME_WIDTH), &text).rows(rows).monospace();
    if let Some(text) = field.hint("Such as 10.1.0.0/16, one a line").warns(&check).ui(ui, cx.drafts).committed {
        let addresses = addresses_from_text(&text);
        cx.edit(Edit::SetAddresses { zone: zone.id.clone(), addresses });
    }
    labelled_row(ui, "Trust level", NAME_WIDTH, |ui, _| {
        let choices: Vec<_> = TrustLevel::ALL.iter().map(|&trust| (trust, trust.label())).collect();
        if let Some(trust) = segmented_ui(ui, "Trust level", zone.trust, &choices) {
            cx.edit(Edit::SetTrust { zone: zone.id.clone(), trust });
        }
    });
    labelled_row(ui, "Color", NAME_WIDTH, |ui, _| {
        if let Some(color) = ui.horizontal_wrapped(|ui| colors_ui(ui, Some(zone.color))).inner {
            cx.edit(Edit::SetColor { zone: zone.id.clone(), color });
        }
    });
    let hint = "Such as a site or a tier";
    if let Some(group) = group_field_ui(ui, cx, id("group"), (Some(&zone.group), hint)) {
        cx.edit(Edit::SetGroup { zone: zone.id.clone(), group });
    }
}

fn note_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews) {
    let zone = &views.zone;
    let id = Id::unique(("zone-field", "note", &zone.id));
    let field = DraftField::new(id, ("Zone note", NAME_WIDTH), &zone.note).rows(2);
    if let Some(note) = field.hint("What is it, who answers for it").ui(ui, cx.drafts).committed {
        cx.edit(Edit::SetZoneNote { zone: zone.id.clone(), note });
    }
}

fn decisions_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, views: &ZoneViews) {
    if let Some(edit) = assumptions_ui(ui, &views.assumptions) {
        cx.edit(edit);
    }
    let field = RpcField {
        id: Id::unique(("zone-rpc", &views.zone.id)),
        group: "RPC of this zone",
        value: views.zone.rpc.as_ref(),
        inherited: Some("As the plan"),
    };
    ui.label("How do RPC servers of this zone listen?");
    if let Some(rpc) = rpc_ui(ui, cx, field) {
        cx.edit(Edit::SetZoneRpc { zone: views.zone.id.clone(), rpc });
    }
}
