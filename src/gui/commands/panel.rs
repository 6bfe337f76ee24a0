//! The parts of the window that the focus goes to, in the order in which they are read. It moves no focus.

use strum::{EnumIter, IntoEnumIterator as _};

use super::command::Step;
use crate::gui::state::Side;

/// A part of the window that the focus can be put into.
#[derive(Clone, Copy, Debug, EnumIter, Eq, PartialEq)]
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
    /// The panel at a side that it is in; `None`: it is always shown.
    #[must_use]
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Zones | Self::Editor => Some(Side::Zones),
            Self::Inspector => Some(Side::Inspector),
            Self::Menu | Self::Main | Self::Status => None,
        }
    }

    /// The part after this one, or before it, around the end.
    #[must_use]
    pub fn neighbor(self, step: Step) -> Self {
        let is_before = |panel: &Self| *panel != self;
        let neighbor = match step {
            Step::Forward => Self::iter().cycle().skip_while(is_before).nth(1),
            Step::Back => Self::iter().rev().cycle().skip_while(is_before).nth(1),
        };
        neighbor.unwrap_or(self)
    }
}
