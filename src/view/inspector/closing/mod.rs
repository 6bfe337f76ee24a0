//! What would close a port: changes of the plan that were tried, and what each of them comes to.
//!
//! Nothing is concluded from reasons. They only say what is worth trying; each change is made on a copy of the plan
//! that holds the two zones alone ([`scene`]), and what is then open decides. A way that is offered closes its rule.

mod candidates;
mod change;
mod scene;
mod ways;

pub use ways::{Closing, Way};
