//! What a finding is about: a part of the plan, or a text position in a file.

use std::fmt;

/// Where something stands in a text: line and column.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TextPosition {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// What a finding is about. Ids, not names, so that a click can go there.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Subject {
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
        /// Id of the source zone.
        source: String,
        /// Id of the destination zone.
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
        at: Option<TextPosition>,
    },
}

impl Subject {
    /// The ids that it names. A position in a list is none: it changes when something before it goes.
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

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan => f.write_str("plan"),
            Self::Zone(zone) => write!(f, "zone {zone}"),
            Self::Placement { zone, role } => write!(f, "zone {zone}, role {role}"),
            Self::Pair { source, destination } => write!(f, "{source} to {destination}"),
            Self::Tunnel(idx) => write!(f, "tunnel {}", idx + 1),
            Self::Override(idx) => write!(f, "override {}", idx + 1),
            Self::File { file, at: Some(TextPosition { line, column }) } => write!(f, "{file}:{line}:{column}"),
            Self::File { file, at: None } => f.write_str(file),
        }
    }
}
