//! Shows the version, and how much the catalog holds and rests on.

use egui::Ui;

use super::shell::dialog_ui;
use super::unsaved::buttons;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::widgets::weak;
use crate::view::counted;

/// Shows the dialog.
pub(super) fn ui(ui: &mut Ui, cx: &mut PanelCx<'_>) {
    dialog_ui(ui, cx, ("about", "About Portolan"), 480.0, |ui, cx| {
        let catalog = cx.catalog;
        let count = |number: usize, one, many| counted(u32::try_from(number).unwrap_or(u32::MAX), one, many);
        ui.label(format!("Portolan {}", env!("CARGO_PKG_VERSION")));
        ui.label(env!("CARGO_PKG_DESCRIPTION"));
        weak(
            ui,
            &format!(
                "The catalog is of {} and holds {}, {} and {}. It rests on {}, and each rule names its own.",
                catalog.as_of,
                count(catalog.roles.len(), "role", "roles"),
                count(catalog.services.len(), "system service", "system services"),
                count(catalog.os.len(), "OS version", "OS versions"),
                count(catalog.references.len(), "document", "documents"),
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
