//! The change request: one row a rule.

use crate::export::Exporter;
use crate::export::form::write_generic;
use crate::profile::generic;
use crate::table::RuleColumn;

/// The open flows, merged into rules.
pub(in crate::export) static RULES: Exporter = Exporter {
    name: "csv",
    extension: "csv",
    content: "rules",
    description: "Rules for a change request, one row a rule",
    leaves_out: "flows that are not open, and which flow a rule comes from",
    can_be_compact: true,
    takes_profile: false,
    most_zones: None,
    write: |run, out| write_generic(run, &generic(), out),
};

/// The headers of the columns.
pub(in crate::export) fn rule_headers() -> impl Iterator<Item = &'static str> {
    RuleColumn::ALL.iter().map(|column| column.header())
}
