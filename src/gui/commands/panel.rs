//! The parts of the window that the focus goes to, in the order in which they are read. It moves no focus.

use super::command::Step;

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
    pub fn beside(self, step: Step) -> Self {
        let idx = Self::ALL.iter().position(|panel| *panel == self).unwrap_or(0);
        let forward = match step {
            Step::Forward => 1,
            Step::Back => Self::ALL.len() - 1,
        };
        Self::ALL[(idx + forward) % Self::ALL.len()]
    }
}
