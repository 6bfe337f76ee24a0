//! The findings as they are listed, and what would mend them.
//!
//! What is odd is found elsewhere, by the matrix and the catalog. Here it is told and answered.

mod fixes;
mod list;

pub use fixes::{Fix, fixes};
pub use list::{FindingCounts, FindingFilter, FindingList, FindingRow, Target};
