//! Where a finding stands: in a file of the catalog, or somewhere in the plan.

use std::fmt;

/// A line and a column, both from 1.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Where a finding stands. Ids, not names, so that a click can go there.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Place {
    /// The plan as a whole.
    Plan,
    /// A zone.
    Zone(String),
    /// A role in a zone.
    Placement {
        /// The zone's id.
        zone: String,
        /// The placed role's id.
        role: String,
    },
    /// An ordered pair of zones.
    Pair {
        /// Id of the zone that opens.
        source: String,
        /// Id of the zone that listens.
        destination: String,
    },
    /// A tunnel, by its position in the plan from 0.
    Tunnel(usize),
    /// An override, by its position in the plan from 0.
    Override(usize),
    /// A file, of the catalog or of the plan.
    File {
        /// Its name, below the folder that is read.
        file: String,
        /// Where in it, if that is known.
        position: Option<Position>,
    },
}

impl Place {
    /// The ids that it names. A position is none: it changes when something before it goes.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        match self {
            Self::Plan | Self::Tunnel(_) | Self::Override(_) => Vec::new(),
            Self::Zone(zone) => vec![zone.clone()],
            Self::Placement { zone, role } => vec![zone.clone(), role.clone()],
            Self::Pair { source, destination } => vec![source.clone(), destination.clone()],
            Self::File { file, .. } => vec![file.clone()],
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan => f.write_str("plan"),
            Self::Zone(zone) => write!(f, "zone {zone}"),
            Self::Placement { zone, role } => write!(f, "zone {zone}, role {role}"),
            Self::Pair { source, destination } => write!(f, "{source} to {destination}"),
            Self::Tunnel(idx) => write!(f, "tunnel {}", idx + 1),
            Self::Override(idx) => write!(f, "override {}", idx + 1),
            Self::File { file, position: Some(Position { line, column }) } => write!(f, "{file}:{line}:{column}"),
            Self::File { file, position: None } => f.write_str(file),
        }
    }
}
