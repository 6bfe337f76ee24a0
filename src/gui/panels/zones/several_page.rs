//! The editor of several zones: what they have in common and what differs, each set for all of them in one step. Names and
//! addresses, which no two zones share, are not there, and roles are ticked in the tick table.

use egui::{Id, ScrollArea, Ui};

use super::os_ticks::os_ui;
use super::shared_fields::{NAME_WIDTH, colors_ui, group_field_ui};
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::panels::section::Section;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{DraftField, follow_focus, group_heading, labelled_row, segmented_ui, weak, weak_line};
use crate::plan::TrustLevel;
use crate::view::SeveralZones;

/// What stands below a mark in which zones differ.
const DIFFERS: &str = "several";

/// Shows the page.
pub(super) fn several_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, several: &SeveralZones, takes_focus: bool) {
    ScrollArea::vertical().id_salt("editor of several").auto_shrink(false).show(ui, |ui| {
        group_heading(ui, &several.count);
        weak(ui, &several.names);
        ui.add_space(STEP);
        marks_ui(ui, cx, several);
        texts_ui(ui, cx, several, takes_focus);
        ui.add_space(STEP);
        let section = Section::OsVersions { is_open_at_first: true };
        section.ui(ui, cx, &several.os.summary, |ui, cx| {
            os_ui(ui, cx, &several.os, &|row| several.toggle_os(row));
        });
        weak(ui, "Roles of several zones are ticked in the tick table");
        follow_focus(ui, "editor");
    });
}

fn marks_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, several: &SeveralZones) {
    labelled_row(ui, "Trust level", NAME_WIDTH, |ui, _| {
        ui.vertical(|ui| {
            let choices: Vec<_> = TrustLevel::ALL.iter().map(|&trust| (Some(trust), trust.label())).collect();
            if let Some(trust) = segmented_ui(ui, "Trust level", several.trust, &choices).flatten() {
                cx.edit(several.set_trust(trust));
            }
            differs_ui(ui, several.trust.is_none());
        });
    });
    labelled_row(ui, "Color", NAME_WIDTH, |ui, _| {
        ui.vertical(|ui| {
            if let Some(color) = ui.horizontal_wrapped(|ui| colors_ui(ui, several.color)).inner {
                cx.edit(several.set_color(color));
            }
            differs_ui(ui, several.color.is_none());
        });
    });
}

fn differs_ui(ui: &mut Ui, differs: bool) {
    if differs {
        weak_line(ui, DIFFERS);
    }
}

fn texts_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, several: &SeveralZones, takes_focus: bool) {
    // Of just these zones: what is typed for some must not be taken for others.
    let id = |field: &str| Id::unique(("several-field", field, &several.zones));
    let hint = if several.group.is_some() { "Such as a site or a tier" } else { "several groups" };
    if let Some(group) = group_field_ui(ui, cx, id("group"), (several.group.as_deref(), hint)) {
        cx.edit(several.set_group(&group));
    }
    let note = several.note.as_deref();
    let field = DraftField::new(id("note"), ("Note", NAME_WIDTH), note.unwrap_or_default()).rows(2);
    let hint = if note.is_some() { "What are they, who answers for them" } else { "several notes" };
    let answer = field.hint(hint).focused(takes_focus).ui(ui, cx.drafts);
    if answer.is_done {
        cx.act(Action::Focus(Panel::Zones));
    }
    if let Some(note) = answer.committed {
        cx.edit(several.set_note(&note));
    }
}
