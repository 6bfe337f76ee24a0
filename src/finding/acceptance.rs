//! Whether somebody took a finding as a risk. Who may do that is not its business.

use std::fmt;

use crate::date::Date;

/// What became of a finding that somebody may have accepted.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Acceptance {
    /// Nobody accepted it.
    #[default]
    None,
    /// It stays to be seen, and counts no longer.
    Accepted(Accepted),
    /// It was accepted up to a day that has passed, so it counts again.
    Expired {
        /// What was said then.
        accepted: Accepted,
        /// The day that it is judged by, as it is written.
        judged: String,
    },
}

/// What was said when a finding was accepted.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Accepted {
    /// Who took the risk.
    pub by: String,
    /// The last day; `None`: without end.
    pub until: Option<Date>,
    /// Why.
    pub reason: String,
}

impl Acceptance {
    /// Whether the finding counts no longer.
    #[must_use]
    pub fn is_in_force(&self) -> bool {
        match self {
            Self::Accepted(_) => true,
            Self::None | Self::Expired { .. } => false,
        }
    }
}

impl fmt::Display for Acceptance {
    /// `accepted by Ada until 2027-01-31: reason`; nothing where nobody accepted it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Accepted(Accepted { by, until, reason }) => {
                write!(f, "accepted by {by}")?;
                if let Some(until) = until {
                    write!(f, " until {until}")?;
                }
                write!(f, ": {reason}")
            }
            Self::Expired { accepted: Accepted { by, until, reason }, judged } => {
                write!(f, "counts again on {judged}: accepted by {by}")?;
                if let Some(until) = until {
                    write!(f, " until {until} only")?;
                }
                write!(f, ": {reason}")
            }
        }
    }
}
