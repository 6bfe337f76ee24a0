//! Work that goes on in the background, as panels show it. It starts and ends none.

use crate::gui::action::Action;

/// Something that is under way.
#[derive(Clone, Debug)]
pub(in crate::gui) struct Busy {
    /// What it is: “Exporting to rules.csv”.
    pub text: String,
    /// How much of it is done, 0 to 1; `None` while that is not known.
    pub share: Option<f32>,
    /// What its button is called.
    pub stop: &'static str,
    /// What its button does.
    pub action: Action,
}

/// How far the search through all rules is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::gui) enum SearchStatus {
    /// Nothing is searched for, or it was found.
    #[default]
    Idle,
    /// It is under way.
    Running,
    /// It ended without a result.
    Stopped,
}
