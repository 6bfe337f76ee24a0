//! What the panels keep for themselves, and when they forget it. Nothing of it is saved.

use super::{EditorState, FindingsState, InspectorState, MatrixState, MenuState, PlanState};
use super::{ReferenceState, RulesState, ZonesState};
use crate::catalog::Catalog;
use crate::gui::commands::Panel;
use crate::gui::widgets::Drafts;

/// What the panels keep for themselves. Nothing of it is saved.
#[derive(Debug, Default)]
pub(in crate::gui) struct PanelStates {
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
    pub(in crate::gui) fn forget_document(&mut self) {
        let reference = std::mem::take(&mut self.reference);
        *self = Self { focus: self.focus, reference, ..Self::default() };
    }

    /// Forgets what was made from another catalog.
    pub(in crate::gui) fn forget_catalog(&mut self, catalog: &Catalog) {
        self.reference = ReferenceState::default();
        self.matrix.follow_catalog(catalog);
    }
}

/// The states of the tabs in the middle.
pub(in crate::gui) struct TabStates<'a> {
    pub matrix: &'a mut MatrixState,
    pub rules: &'a mut RulesState,
    pub reference: &'a mut ReferenceState,
    pub findings: &'a mut FindingsState,
    pub plan: &'a mut PlanState,
}
