//! The tables between the matrix and those who show or write it: the columns of rules and of
//! flows, one list each, why a rule is there, the open ports of a pair of zones, and what the
//! places of findings are called.
//!
//! Quoting, and what a spreadsheet would run, are the exporters' business.

mod flow_column;
mod justification;
mod open_ports;
mod places;
mod rule_column;
mod rule_position;
mod value;

pub use flow_column::{FlowColumn, FlowRow};
pub use open_ports::{OpenPorts, open_ports, rule_ports};
pub use places::Places;
pub use rule_column::{RuleColumn, RuleRow};
pub use rule_position::RulePosition;
pub use value::Value;
pub(crate) use value::distinct;
