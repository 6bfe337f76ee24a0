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
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Accepted {
    /// Who took the risk.
    pub by: String,
    /// The day on which it was taken; `None`: nobody said.
    pub on: Option<Date>,
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

impl Accepted {
    /// `accepted by Ada on 2026-11-30 until 2027-01-31`, and behind the last day `only`.
    fn write_days(&self, f: &mut fmt::Formatter<'_>, only: &str) -> fmt::Result {
        write!(f, "accepted by {}", self.by)?;
        if let Some(on) = self.on {
            write!(f, " on {on}")?;
        }
        self.until.map_or(Ok(()), |until| write!(f, " until {until}{only}"))
    }
}

impl fmt::Display for Acceptance {
    /// `accepted by Ada on 2026-11-30 until 2027-01-31: reason`; nothing where nobody accepted it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => Ok(()),
            Self::Accepted(accepted) => {
                accepted.write_days(f, "")?;
                write!(f, ": {}", accepted.reason)
            }
            Self::Expired { accepted, judged } => {
                write!(f, "counts again on {judged}: ")?;
                accepted.write_days(f, " only")?;
                write!(f, ": {}", accepted.reason)
            }
        }
    }
}
