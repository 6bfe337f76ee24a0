//! The change request: one row a rule.

use super::sheet::{Sheet, write_rows};
use crate::export::Exporter;
use crate::table::RuleColumn;

/// The open flows, merged into rules.
pub(in crate::export) static RULES: Exporter = Exporter {
    name: "csv",
    extension: "csv",
    content: "rules",
    description: "Rules for a change request, one row a rule",
    leaves_out: "flows that are not open, and which flow a rule comes from",
    can_be_compact: true,
    most_zones: None,
    write: |run, out| {
        let add = |pair, sheet: &mut Sheet<'_>| {
            run.each_rule(pair, run.options.merge, |row| {
                sheet.values(RuleColumn::ALL.iter().map(|column| column.value(row)))
            })
        };
        write_rows(run, rule_headers(), add, out)
    },
};

/// The headers of the columns.
pub(in crate::export) fn rule_headers() -> impl Iterator<Item = &'static str> {
    RuleColumn::ALL.iter().map(|column| column.header())
}
