//! What the panels keep for themselves, and when they forget it. Nothing of it is saved.

use super::{DiagramState, EditorState, FindingsState, InspectorState, MatrixState, MenuState, PlanState};
use super::{ReferenceState, RulesState, TicksState, ZonesState};
use egui::Id;

use crate::gui::commands::Panel;
use crate::gui::state::Tab;
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
    /// The tabs in the middle.
    pub tabs: TabStates,
    /// The inspector.
    pub inspector: InspectorState,
}

/// What the tabs in the middle keep.
#[derive(Debug, Default)]
pub(in crate::gui) struct TabStates {
    /// The tick table.
    pub ticks: TicksState,
    /// The matrix.
    pub matrix: MatrixState,
    /// The diagram.
    pub diagram: DiagramState,
    /// The table of rules.
    pub rules: RulesState,
    /// The reference.
    pub reference: ReferenceState,
    /// The list of findings.
    pub findings: FindingsState,
    /// The settings of the plan.
    pub plan: PlanState,
}

impl TabStates {
    /// Whether this is the cell of the cursor of the tab that is shown, or its table.
    pub(in crate::gui) fn has_cell(&self, tab: Tab, id: Id) -> bool {
        match tab {
            Tab::Ticks => self.ticks.has_cell(id),
            Tab::Matrix => self.matrix.has_cell(id),
            Tab::Rules => RulesState::is_table(id),
            Tab::Diagram | Tab::Reference | Tab::Findings | Tab::Plan => false,
        }
    }

    /// Lets tabs know that the plan is another one.
    pub(in crate::gui) fn follow_plan(&mut self) {
        self.matrix.follow_plan();
        self.ticks.follow_plan();
        self.diagram.follow_plan();
    }
}

impl PanelStates {
    /// Forgets what belongs to a document that is no longer open. The reference belongs to none.
    pub(in crate::gui) fn forget_document(&mut self) {
        let reference = std::mem::take(&mut self.tabs.reference);
        *self = Self { focus: self.focus, tabs: TabStates { reference, ..TabStates::default() }, ..Self::default() };
    }

    /// Forgets what was made from another catalog.
    pub(in crate::gui) fn forget_catalog(&mut self) {
        self.tabs.reference = ReferenceState::default();
        self.tabs.ticks.forget_catalog();
    }
}
