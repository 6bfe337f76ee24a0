//! A look before the act: what a change of the plan would do to the rules, and what would no longer work.
//!
//! Everything is derived again for the changed plan, and held against what is; nothing is changed here.

mod block;
mod compare;
mod proposal;
mod role_lines;
#[expect(clippy::module_inception, reason = "the folder is called after what it makes")]
mod what_if;

pub use compare::PairChange;
pub use proposal::Proposal;
pub use what_if::{Breakage, WhatIf, WhatIfAnswer, WhatIfChanges};
