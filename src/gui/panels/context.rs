//! What panels and dialogs are shown with: shared references to what there is, and the queue of what they ask for, so
//! that no plan can be changed while it is drawn.

use egui::Id;
use egui::os::OperatingSystem;

use crate::catalog::Catalog;
use crate::gui::action::Action;
use crate::gui::commands::{Command, CommandEnv, Panel};
use crate::gui::opening::{LoadedCatalog, OwnFolder};
use crate::gui::shown::{Busy, Chosen, Filter, SearchStatus, Stamp, Views};
use crate::gui::state::UiState;
use crate::gui::widgets::Drafts;
use crate::matrix::Matrix;
use crate::plan::{Edit, Plan};
use crate::profile::Profile;

/// What panels and dialogs are shown with.
pub(in crate::gui) struct PanelCx<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The catalog with what belongs to it.
    pub loaded: &'a LoadedCatalog,
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
    /// The positions of the chosen pair.
    pub pair_idx: Option<(usize, usize)>,
    /// What had the focus when the frame began.
    pub focused: Option<Id>,
    /// What commands depend on.
    pub env: &'a CommandEnv,
    /// Whose shortcuts are in force.
    pub os: OperatingSystem,
    /// What the plan is called.
    pub document_name: &'a str,
    /// What was done last.
    pub done: &'a str,
    /// What the last edit did to the rules; empty when it was about something else.
    pub effect: &'a str,
    /// What is under way in the background.
    pub busy: Option<&'a Busy>,
    /// The user's catalog folder that is in use.
    pub own_catalog: Option<&'a OwnFolder>,
    /// The profiles of the user's own forms.
    pub own_profiles: &'a [Profile],
    /// How far the search through the rules is.
    pub search: SearchStatus,
    /// The diagram is being laid out.
    pub is_drawing: bool,
    /// What matrix and rules are filtered by.
    pub filter: &'a mut Filter,
    /// How the window looks: the tab, widths, which sections are open.
    pub look: &'a mut UiState,
    /// What is being typed.
    pub drafts: &'a mut Drafts,
    /// A panel that is to get the focus, until it has it.
    pub focus: &'a mut Option<Panel>,
    /// What is asked for, in order.
    pub actions: &'a mut Vec<Action>,
}

impl PanelCx<'_> {
    /// Asks for something.
    pub(in crate::gui) fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// Asks for a change of the plan.
    pub(in crate::gui) fn edit(&mut self, edit: Edit) {
        self.act(Action::Edit(edit));
    }

    /// Asks for a command.
    pub(in crate::gui) fn command(&mut self, command: Command) {
        self.act(Action::Command(command));
    }

    /// Whether `panel` is to take the focus now. It is asked once.
    pub(in crate::gui) fn takes_focus(&mut self, panel: Panel) -> bool {
        self.focus.take_if(|wanted| *wanted == panel).is_some()
    }
}
