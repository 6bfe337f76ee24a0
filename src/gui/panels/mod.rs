//! The parts of the window. Each shows views from shared references, keeps what is its own business (what is typed,
//! where the cursor stands), and pushes actions.

mod assumptions;
mod chain;
mod closing;
mod copy_menu;
mod finding_row;
mod finding_tops;
mod findings;
mod inspector;
mod main_area;
mod matrix;
mod menu_bar;
mod os_ticks;
mod overview;
mod pinning;
mod plan_lists;
mod plan_settings;
mod recent_menu;
mod reference;
mod reference_rows;
mod role_tree;
mod rpc;
mod rule_card;
mod rules;
mod scenarios;
mod scopes;
mod status_bar;
mod zone_editor;
mod zones;

use egui::os::OperatingSystem;

pub(super) use findings::FindingsState;
pub(super) use inspector::{InspectorState, inspector_ui};
pub(super) use main_area::main_ui;
pub(super) use matrix::{MatrixState, ZOOM_STEPS};
pub(super) use menu_bar::{MenuState, menu_ui};
pub(super) use plan_settings::PlanState;
pub(super) use reference::ReferenceState;
pub(super) use rpc::{RpcField, rpc_ui};
pub(super) use rules::RulesState;
pub(super) use status_bar::status_ui;
pub(super) use zone_editor::EditorState;
pub(super) use zones::{ZonesState, zones_ui};

use super::busy::Busy;
use super::catalog_work::OwnFolder;
use super::chosen::Chosen;
use super::command::CommandEnv;
use super::deps::Files;
use super::ui_state::Tab;
use super::views::{Stamp, Views};
use super::widgets::Drafts;
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::plan::Plan;

/// A part of the window that the focus can be put into.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Panel {
    /// The menu bar.
    Menu,
    /// The list of zones.
    Zones,
    /// The editor of the chosen zone.
    Editor,
    /// What the tab shows.
    Main,
    /// The inspector.
    Inspector,
    /// The status bar.
    Status,
}

impl Panel {
    /// Every part, in the order in which they are read.
    pub const ALL: [Self; 6] = [Self::Menu, Self::Zones, Self::Editor, Self::Main, Self::Inspector, Self::Status];

    /// The part after this one, or before it, around the end.
    #[must_use]
    pub fn beside(self, is_next: bool) -> Self {
        let idx = Self::ALL.iter().position(|panel| *panel == self).unwrap_or(0);
        let step = if is_next { 1 } else { Self::ALL.len() - 1 };
        Self::ALL[(idx + step) % Self::ALL.len()]
    }
}

/// What panels are shown from.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The plan.
    pub plan: &'a Plan,
    /// The matrix of the plan.
    pub matrix: &'a Matrix,
    /// Which state of the plan it is.
    pub stamp: Stamp,
    /// The views.
    pub views: &'a Views,
    /// What the window points at.
    pub chosen: &'a Chosen,
    /// The position of the chosen zone.
    pub zone_idx: Option<usize>,
    /// The positions of the chosen pair.
    pub pair_idx: Option<(usize, usize)>,
    /// What had the focus when the frame began.
    pub focused: Option<egui::Id>,
    /// What commands depend on.
    pub env: &'a CommandEnv,
    /// Whose shortcuts are in force.
    pub os: OperatingSystem,
    /// What is shown in the middle.
    pub tab: Tab,
    /// What stands on the disk, for dialogs that ask for paths.
    pub files: &'a dyn Files,
    /// What the plan is called.
    pub document_name: &'a str,
    /// What was done last.
    pub done: &'a str,
    /// What is under way beside the window.
    pub busy: Option<&'a Busy>,
    /// The user's catalog folder that is in use.
    pub own_catalog: Option<&'a OwnFolder>,
    /// A search through the rules is under way.
    pub is_searching: bool,
}

/// What the panels keep for themselves. Nothing of it is saved.
#[derive(Debug, Default)]
pub(super) struct PanelStates {
    /// What is being typed.
    pub drafts: Drafts,
    /// A panel that is to get the focus, until it has it.
    pub focus: Option<Panel>,
    /// The menu bar.
    pub menu: MenuState,
    /// The list of zones.
    pub zones: ZonesState,
    /// The editor of the chosen zone.
    pub editor: EditorState,
    /// The matrix.
    pub matrix: MatrixState,
    /// The inspector.
    pub inspector: InspectorState,
    /// The table of rules.
    pub rules: RulesState,
    /// The reference.
    pub reference: ReferenceState,
    /// The list of findings.
    pub findings: FindingsState,
    /// The settings of the plan.
    pub plan: PlanState,
}

impl PanelStates {
    /// Forgets what belongs to a document that is no longer open. The reference belongs to none.
    pub(super) fn forget_document(&mut self) {
        let reference = std::mem::take(&mut self.reference);
        *self = Self { focus: self.focus, reference, ..Self::default() };
    }

    /// Forgets what was made from another catalog.
    pub(super) fn forget_catalog(&mut self, catalog: &Catalog) {
        self.reference = ReferenceState::default();
        self.matrix.follow_catalog(catalog);
    }

    /// Whether `panel` is to take the focus now. Asking takes the wish away.
    pub(super) fn takes_focus(&mut self, panel: Panel) -> bool {
        self.focus.take_if(|wanted| *wanted == panel).is_some()
    }
}
