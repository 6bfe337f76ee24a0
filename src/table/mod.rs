//! The tables between the matrix and those who show or write it: the columns of rules and of
//! flows, one list each, why a rule is there, the open ports of a pair of zones, and what the
//! places of findings and the settings of a plan are called.
//!
//! Quoting, and what a spreadsheet would run, are the exporters' business.

mod flow_column;
mod justification;
mod open_ports;
mod places;
mod rule_column;
mod rule_position;
mod rule_reason;
mod rule_steps;
mod settings;
mod value;

pub use flow_column::{FlowColumn, FlowRow};
pub use justification::Statement;
pub use open_ports::{OpenPorts, open_ports, rule_ports};
pub use places::Places;
pub use rule_column::{RuleColumn, RuleRow};
pub use rule_position::RulePosition;
pub use rule_reason::{ReasonSource, RuleReason};
pub use rule_steps::{RULE_STEPS, rule_step};
pub use settings::{Relevant, override_text, selector_text, tunnel_detail, tunnel_text};
pub use value::Value;
pub(crate) use value::distinct;
