//! The parts of panels that fold, and stay as they were left. What is in them is up to the panels.

use egui::Ui;

use super::PanelCx;
use crate::gui::widgets::{Level, section_ui};

/// A part of a panel that folds.
#[derive(Clone, Copy)]
pub(super) enum Section {
    Request,
    OwnRoles,
    Assumptions,
    Choices,
    Rpc,
    Scenarios,
    Scopes,
    Trusts,
    Tunnels,
    Overrides,
    Pairs,
    /// Open at first where no version was ticked.
    OsVersions {
        is_open_at_first: bool,
    },
    Roles,
    ZoneNote,
    ZoneDecisions,
    NotOpened,
    PairScenarios,
    PairSettings,
    Pinning,
}

impl Section {
    /// The key under which it is remembered, its title, and whether it is open until the user says otherwise.
    fn entry(self) -> (&'static str, &'static str, bool) {
        match self {
            Self::Request => ("request", "Request", true),
            Self::Assumptions => ("assumptions", "Assumptions", true),
            Self::Choices => ("choices", "Choices", true),
            Self::Rpc => ("rpc", "RPC", true),
            Self::Scenarios => ("scenarios", "Optional scenarios", true),
            Self::OwnRoles => ("own-roles", "Roles of this plan", true),
            Self::Scopes => ("scopes", "Scopes", true),
            Self::Trusts => ("trusts", "Trusts", true),
            Self::Tunnels => ("tunnels", "Tunnels", true),
            Self::Overrides => ("overrides", "Overrides", true),
            Self::Pairs => ("pairs", "Pairs with settings of their own", true),
            Self::OsVersions { is_open_at_first } => ("os", "OS versions", is_open_at_first),
            Self::Roles => ("roles", "Roles", false),
            Self::ZoneNote => ("zone-note", "Note", false),
            Self::ZoneDecisions => ("zone-decisions", "Decisions for this zone", false),
            Self::NotOpened => ("closed", "Not opened", true),
            Self::PairScenarios => ("pair-scenarios", "Optional scenarios of this pair", true),
            Self::PairSettings => ("pair-settings", "Settings of the pair", false),
            Self::Pinning => ("pair-pinning", "What would pinning save?", false),
        }
    }

    /// Opens it.
    pub(super) fn open(self, cx: &mut PanelCx<'_>) {
        let (key, _, is_open_at_first) = self.entry();
        cx.look.set_open(key, is_open_at_first, true);
    }

    /// Shows its heading with a weak `detail`, and its content when it is open.
    pub(super) fn ui(
        self,
        ui: &mut Ui,
        cx: &mut PanelCx<'_>,
        detail: &str,
        content: impl FnOnce(&mut Ui, &mut PanelCx<'_>),
    ) {
        let (key, title, is_open_at_first) = self.entry();
        let mut is_open = cx.look.is_open(key, is_open_at_first);
        section_ui(ui, Level::Section, (title, detail), &mut is_open, |ui| content(ui, cx));
        cx.look.set_open(key, is_open_at_first, is_open);
    }
}
