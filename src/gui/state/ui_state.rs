//! How the window was left: which parts are open and how wide. Safe to lose; nothing of a plan is in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::view::Shade;

/// How many plans are remembered.
pub(super) const MAX_RECENT: usize = 8;
/// The smallest and the largest that everything gets.
pub(in crate::gui) const MIN_ZOOM: f32 = 0.5;
pub(in crate::gui) const MAX_ZOOM: f32 = 3.0;

/// What is remembered from one start to the next. Whatever can't be read is as it was at first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UiState {
    /// Dark, light, or as the system.
    pub theme: ThemeChoice,
    /// The tab in the middle.
    pub tab: Tab,
    /// What cells of the matrix write.
    pub cells: MatrixCells,
    /// What the colors of the matrix stand for.
    #[serde(with = "ShadeChoice")]
    pub shade: Shade,
    /// How much larger cells of the matrix are than they would be.
    pub matrix_zoom: f32,
    /// How large everything is: 1 is as large as it was meant.
    pub zoom: f32,
    /// Width of the zones, in points.
    pub zones_width: f32,
    /// Width of the inspector, in points.
    pub inspector_width: f32,
    /// Widths that the user gave columns of the table of rules, in points, by their headers in exports.
    pub rule_columns: BTreeMap<String, f32>,
    /// Sections that the user opened (`true`) or closed.
    pub sections: BTreeMap<String, bool>,
    /// Where the last file dialog ended.
    pub folder: Option<PathBuf>,
    /// The folder of the user's own catalog; `None`: only the one in the program is in use.
    pub catalog_folder: Option<PathBuf>,
    /// The plans that were open, the newest first.
    pub recent: Vec<PathBuf>,
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
    /// What the catalog says, whatever the plan.
    Reference,
    /// What is odd about the plan.
    Findings,
    /// What holds for the whole plan.
    Plan,
}

impl Tab {
    /// Every tab, left to right.
    pub const ALL: [Self; 5] = [Self::Matrix, Self::Rules, Self::Reference, Self::Findings, Self::Plan];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Matrix => "Matrix",
            Self::Rules => "Rules",
            Self::Reference => "Reference",
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

/// How a shade is written: views are not serializable themselves.
#[derive(Deserialize, Serialize)]
#[serde(transparent)]
pub(super) struct ShadeWord(#[serde(with = "ShadeChoice")] pub Shade);

#[derive(Deserialize, Serialize)]
#[serde(remote = "Shade")]
enum ShadeChoice {
    Rules,
    Ports,
    Need,
    Risk,
}

impl Default for UiState {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            tab: Tab::default(),
            cells: MatrixCells::default(),
            shade: Shade::default(),
            matrix_zoom: 1.0,
            zoom: 1.0,
            zones_width: 304.0,
            inspector_width: 344.0,
            rule_columns: BTreeMap::new(),
            sections: BTreeMap::new(),
            folder: None,
            catalog_folder: None,
            recent: Vec::new(),
        }
    }
}

impl UiState {
    /// Puts a plan first among the recent ones.
    pub fn note_plan(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.forget_plan(&path);
        // Another path can't be written down, and would take all the rest with it.
        if path.to_str().is_some() {
            self.recent.insert(0, path);
            self.recent.truncate(MAX_RECENT);
        }
    }

    /// Takes a plan out of the recent ones.
    pub fn forget_plan(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
    }

    /// Whether a section is open, which is `open_at_first` until the user says otherwise.
    #[must_use]
    pub fn is_open(&self, section: &str, open_at_first: bool) -> bool {
        self.sections.get(section).copied().unwrap_or(open_at_first)
    }

    /// Remembers whether the user opened or closed a section. What is as it would be anyway is not remembered.
    pub fn set_open(&mut self, section: &str, open_at_first: bool, is_open: bool) {
        if self.is_open(section, open_at_first) != is_open {
            self.sections.insert(section.to_owned(), is_open);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_as_the_user_left_them() {
        let mut state = UiState::default();
        state.set_open("Roles", true, false);
        assert!(!state.is_open("Roles", true) && !state.is_open("Roles", false));
        state.set_open("Ports", true, true);
        assert!(state.is_open("Ports", true) && !state.is_open("Ports", false), "nothing was said");
    }

    #[test]
    fn recent_plans_are_eight_and_the_newest_is_first() {
        let mut state = UiState::default();
        let path = |number: usize| std::path::absolute(format!("{number}.ron")).expect("a path");
        for number in [1, 2, 3, 4, 5, 6, 7, 8, 9, 3, 9] {
            state.note_plan(&path(number));
        }
        assert_eq!(state.recent, [9, 3, 8, 7, 6, 5, 4, 2].map(path));
        state.note_plan(Path::new("2.ron"));
        assert_eq!(state.recent[0], path(2), "a path is remembered whole");
        state.forget_plan(&path(9));
        assert_eq!(state.recent, [2, 3, 8, 7, 6, 5, 4].map(path));
        assert_eq!(UiState::from_text(&state.to_text()), state);
    }
}
