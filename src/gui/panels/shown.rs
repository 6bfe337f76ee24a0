//! What panels are shown from: shared references alone, so that nothing can be changed while it is drawn.

use egui::os::OperatingSystem;

use crate::catalog::Catalog;
use crate::gui::commands::CommandEnv;
use crate::gui::opening::OwnFolder;
use crate::gui::shown::{Busy, Chosen, SearchStatus, Stamp, Views};
use crate::gui::state::Tab;
use crate::matrix::Matrix;
use crate::plan::Plan;

/// What panels are shown from.
#[derive(Clone, Copy)]
pub(in crate::gui) struct Shown<'a> {
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
    /// What the plan is called.
    pub document_name: &'a str,
    /// What was done last.
    pub done: &'a str,
    /// What is under way beside the window.
    pub busy: Option<&'a Busy>,
    /// The user's catalog folder that is in use.
    pub own_catalog: Option<&'a OwnFolder>,
    /// How far the search through the rules is.
    pub search: SearchStatus,
}
