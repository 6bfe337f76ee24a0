//! The columns of rules and of flows: one list each, which exports, tables and documents walk.
//!
//! Cells are plain text. Quoting, and what a spreadsheet would run, are the exporters' business.

mod flow_column;
mod joined;
mod justification;
mod rule_column;

pub use flow_column::{FlowColumn, FlowRow};
pub use rule_column::{RuleColumn, RuleRow};
