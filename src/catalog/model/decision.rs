//! What people read for answers and decisions. How files write them is another matter.

use super::{Answer, ScenarioDecision};

impl Answer {
    /// What people read for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Unused => "Unused",
            Self::Optional => "Optional",
            Self::InUse => "In use",
        }
    }
}

impl ScenarioDecision {
    /// What people read for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Undecided => "Undecided",
            Self::Declined => "Declined",
            Self::Accepted => "Accepted",
        }
    }
}
