//! What the user chooses about the window: theme, tab, the panels at its sides, and what the matrix and the tick table
//! show.

use serde::{Deserialize, Serialize};
use strum::EnumIter;

use crate::view::Shade;

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

/// What is shown in the middle, left to right.
#[derive(Clone, Copy, Debug, Default, Deserialize, EnumIter, Eq, PartialEq, Serialize)]
pub enum Tab {
    /// What stands in which zone.
    #[default]
    Ticks,
    /// Which zone must reach which.
    Matrix,
    /// The same as zones with arrows between them.
    Diagram,
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
    /// Whether it needs the whole width: its texts are read, and nothing in it is a pair to be inspected.
    #[must_use]
    pub fn is_for_reading(self) -> bool {
        match self {
            Self::Reference | Self::Findings | Self::Plan => true,
            Self::Ticks | Self::Matrix | Self::Diagram | Self::Rules => false,
        }
    }
}

/// A panel at a side of the window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// The zones, at the left.
    Zones,
    /// The inspector, at the right.
    Inspector,
}

/// A line that tells how something is used. Whoever has done it once needs it no longer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Hint {
    /// How a pair is chosen.
    ChoosePair,
    /// Which keys the palette has.
    PaletteKeys,
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

/// Which rows the tick table has.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum TickRowSet {
    /// What is ticked in some zone, and what nearly everybody ticks.
    #[default]
    TickedAndCommon,
    /// Everything.
    All,
}

/// What was exported last, and how.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct LastExport {
    /// The name of the format, or `form` and the id of the form; empty: nothing yet.
    pub what: String,
    /// Only what is required.
    pub required_alone: bool,
    /// Also what flows inside a zone.
    pub same_zone: bool,
    /// One row for each pair, transport and need.
    pub compact: bool,
    /// The id of the profile whose columns the rules of a workbook had; empty: all.
    pub columns: String,
    /// The paper of pictures, by its word; empty: none.
    pub paper: String,
}

/// A size of a grid that the user drags.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum GridPart {
    /// Width of the columns of the matrix, before its zoom.
    MatrixColumns,
    /// Height of the rows of the matrix, before its zoom.
    MatrixRows,
    /// Width of the headings of rows in the matrix.
    MatrixNames,
    /// Width of the columns of the tick table.
    TickColumns,
    /// Width of the headings of rows in the tick table.
    TickNames,
}

/// How a shade is written: views are not serializable themselves.
#[derive(Default, Deserialize, Serialize)]
#[serde(transparent)]
pub(super) struct ShadeValue(#[serde(with = "ShadeChoice")] pub Shade);

#[derive(Deserialize, Serialize)]
#[serde(remote = "Shade")]
pub(super) enum ShadeChoice {
    Rules,
    Ports,
    Need,
    Risk,
}
