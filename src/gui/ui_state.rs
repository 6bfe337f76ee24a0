//! How the window was left: which parts are open and how wide. Safe to lose; nothing of a plan is in it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What is remembered from one start to the next. Whatever can't be read is as it was at first.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct UiState {
    /// Dark, light, or as the system.
    pub theme: ThemeChoice,
    /// The tab in the middle.
    pub tab: Tab,
    /// What cells of the matrix write.
    pub cells: MatrixCells,
    /// Width of the zones, in points.
    pub zones_width: f32,
    /// Width of the inspector, in points.
    pub inspector_width: f32,
    /// Sections that are not as they are at first: open instead of closed, or the other way round.
    pub toggled_sections: BTreeSet<String>,
    /// Where the last file dialog ended.
    pub folder: Option<PathBuf>,
}

/// Which theme to use.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

/// What is shown in the middle.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum Tab {
    /// Which zone must reach which.
    #[default]
    Matrix,
    /// All rules as one table.
    Rules,
    /// What is odd about the plan.
    Findings,
    /// What holds for the whole plan.
    Plan,
}

impl Tab {
    /// Every tab, left to right.
    pub const ALL: [Self; 4] = [Self::Matrix, Self::Rules, Self::Findings, Self::Plan];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Matrix => "Matrix",
            Self::Rules => "Rules",
            Self::Findings => "Findings",
            Self::Plan => "Plan",
        }
    }
}

/// What cells of the matrix write.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum MatrixCells {
    /// Ports as long as all columns have room for them, else counts.
    #[default]
    Automatic,
    /// Ports.
    Ports,
    /// Counts.
    Counts,
}

impl Default for UiState {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            tab: Tab::default(),
            cells: MatrixCells::default(),
            zones_width: 304.0,
            inspector_width: 344.0,
            toggled_sections: BTreeSet::new(),
            folder: None,
        }
    }
}

impl UiState {
    /// Reads what was written once. Anything that can't be read gives the state of the first start.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut res: Self = ron::from_str(text).unwrap_or_default();
        for width in [&mut res.zones_width, &mut res.inspector_width] {
            if !width.is_finite() {
                *width = Self::default().zones_width;
            }
        }
        res
    }

    /// The text to keep; empty when there is none to be had.
    #[must_use]
    pub fn to_text(&self) -> String {
        ron::to_string(self).unwrap_or_default()
    }

    /// Whether a section is open that is `open_at_first` until the user says otherwise.
    #[must_use]
    pub fn is_open(&self, section: &str, open_at_first: bool) -> bool {
        open_at_first != self.toggled_sections.contains(section)
    }

    /// Remembers whether a section is open.
    pub fn set_open(&mut self, section: &str, open_at_first: bool, is_open: bool) {
        if is_open == open_at_first {
            self.toggled_sections.remove(section);
        } else {
            self.toggled_sections.insert(section.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_gives_the_first_start() {
        for text in ["", "(", "(theme: Purple)", "(zones_width: inf)"] {
            assert_eq!(UiState::from_text(text), UiState::default(), "{text}");
        }
        let mut state = UiState { tab: Tab::Rules, ..UiState::default() };
        state.set_open("Roles", true, false);
        assert_eq!(UiState::from_text(&state.to_text()), state);
        assert!(!state.is_open("Roles", true) && state.is_open("Roles", false));
        assert_eq!(UiState::from_text("(tab: Rules, of_a_newer_version: 1)").tab, Tab::Rules);
    }
}
