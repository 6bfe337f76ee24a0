//! The findings as they are listed, and what would mend them.
//!
//! Nothing is found here: the checks of plan and catalog do that.

mod fixes;
mod list;

pub use fixes::{Fix, fixes};
pub use list::{FindingCounts, FindingFilter, FindingList, FindingRow, Target};
