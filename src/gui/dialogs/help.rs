//! The dialogs of the Help menu: every command with its keys, and the version with how much the catalog holds.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::questions::buttons;
use super::shell::dialog_ui;
use crate::gui::action::Action;
use crate::gui::commands::{Command, shortcut_text};
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{group_heading, weak};
use crate::view::counted;

/// Keys that are no commands: they mean something where the focus is.
const LOCAL_KEYS: [(&str, &str); 7] = [
    ("Tab, Shift+Tab", "Go on to the next thing, or back"),
    ("Space", "Tick or untick"),
    ("Enter", "Use what has the focus; in the matrix, inspect the cell"),
    (
        "Escape",
        "Step back: from the inspector to the matrix, out of a dialog, out of a field without a change, from several zones to one",
    ),
    ("Arrow keys", "Move in the matrix and in lists"),
    ("Shift with arrow keys or a click", "Choose several zones of their list, or a block of cells"),
    ("Home, End, Page up, Page down", "Move far in the matrix and in lists"),
];

/// Shows the list.
pub(super) fn shortcuts_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    dialog_ui(ui, cx, ("shortcuts", "Keyboard shortcuts"), 560.0, |ui, cx| {
        let height = ui.ctx().content_rect().height() - 50.0 * STEP;
        ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
            for menu in Command::MENUS {
                group_heading(ui, menu.title);
                grid(ui, menu.title, |ui| {
                    for command in menu.commands() {
                        let keys = shortcut_text(ui.ctx(), cx.os, command);
                        if !keys.is_empty() {
                            row(ui, &keys, command.label());
                        }
                    }
                });
            }
            group_heading(ui, "Everywhere");
            grid(ui, "everywhere", |ui| LOCAL_KEYS.iter().for_each(|(keys, text)| row(ui, keys, text)));
        });
        buttons(ui, cx, &[("Close", Action::CloseDialog)]);
    });
}

fn grid(ui: &mut Ui, name: &str, rows: impl FnOnce(&mut Ui)) {
    Grid::new(("shortcuts", name)).num_columns(2).min_col_width(200.0).show(ui, rows);
    ui.add_space(2.0 * STEP);
}

fn row(ui: &mut Ui, keys: &str, text: &str) {
    ui.label(RichText::new(keys).monospace());
    weak(ui, text);
    ui.end_row();
}

/// Shows the dialog.
pub(super) fn about_ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    dialog_ui(ui, cx, ("about", "About Portolan"), 480.0, |ui, cx| {
        let catalog = cx.catalog;
        ui.label(format!("Portolan {}", env!("CARGO_PKG_VERSION")));
        ui.label(env!("CARGO_PKG_DESCRIPTION"));
        weak(
            ui,
            &format!(
                "The catalog is of {} and holds {}, {} and {}. It rests on {}, and each rule names its own.",
                catalog.as_of,
                counted(catalog.roles.len(), "role", "roles"),
                counted(catalog.services.len(), "system service", "system services"),
                counted(catalog.os.len(), "OS version", "OS versions"),
                counted(catalog.references.len(), "document", "documents"),
            ),
        );
        if let Some(own) = cx.own_catalog {
            weak(
                ui,
                &format!("Your catalog folder {} adds {} to that, or replaces some.", own.path.display(), own.entities),
            );
        }
        weak(ui, "The tables are for firewalls between zones. KB 832017 says not to set up Windows Firewall by them.");
        weak(ui, "The program opens no network connection.");
        buttons(ui, cx, &[("Close", Action::CloseDialog)]);
    });
}
