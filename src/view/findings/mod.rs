//! The findings as they are listed, what would mend them, and what accepts them as a risk.
//!
//! Nothing is found here: the checks of plan and catalog do that.

mod fixes;
mod list;
mod risk;

pub use fixes::{Fix, fixes};
pub use list::{FindingCounts, FindingFilter, FindingGroup, FindingKind, FindingList, FindingRow, Target};
pub use risk::{RiskDraft, withdrawal};
