//! The meaning: which zone must reach which, on which ports, and why.
//!
//! [`derive()`] is pure and total: the same catalog and plan give the same matrix, and what is odd
//! becomes a finding. Names, colors, notes and addresses play no part. A [`Deriver`] keeps what it
//! can between edits and always equals [`derive()`].
//!
//! The way through: [`lines`] flattens the catalog's connections into one list, [`resolve`] says for
//! each zone which of them it opens and which it listens on, [`quick_count`] counts a pair of zones by
//! bit sets, and [`cell`] lists the flows and reasons of the pair that is looked at.

mod cell;
mod choices;
mod context;
mod decisions;
mod derive;
mod flow;
mod flow_key;
mod lines;
mod link;
mod pair_plan;
mod quick_count;
pub(crate) mod resolve;
mod row;
mod rule;
mod scopes;
mod summary;

pub use cell::Cell;
pub(crate) use cell::{Effect, Picker, is_allowed};
pub(crate) use context::{Context, LineState, PairAnswers, ScenarioDecisions, scenario_decisions};
pub(crate) use decisions::PairDecisions;
pub use derive::{Deriver, Matrix, derive, has_memory_for};
pub(crate) use flow::references;
pub use flow::{Flow, FlowConfidence, Origin, Reason, Status};
pub use flow_key::{FlowEnds, FlowKey, FlowRole, FlowService};
pub(crate) use lines::{Line, LineSet, LineTable};
pub use link::{Link, LinkDestination, LinkSource};
pub use pair_plan::plan_of_pair;
pub(crate) use quick_count::{DecidedNeeds, Tally};
pub use resolve::PortOrigin;
pub(crate) use resolve::{Facet, Instance, ResolvedZone};
pub use row::{Row, RowEnd, num_ends, num_rows, num_rows_of, rows, whole_rules};
pub(crate) use rule::stable_hash;
pub use rule::{Merge, Rule};
pub use summary::{CellSummary, MANY_PORTS};
