//! The findings about a plan, one row a finding. It finds nothing, and what is left out was left out before.

use std::collections::BTreeSet;
use std::io::Write;

use itertools::Itertools as _;

use super::sheet::{SEPARATOR, Sheet};
use crate::catalog::Catalog;
use crate::export::run::zone_names;
use crate::export::{Cancel, ExportError};
use crate::finding::{Acceptance, Accepted, Finding};
use crate::plan::Plan;
use crate::table::Places;

/// A column: its header, and what stands in it.
type Column = (&'static str, fn(&Places<'_>, &Finding) -> String);

/// The columns, in order.
const COLUMNS: [Column; 11] = [
    ("severity", |_, finding| finding.severity.label().to_owned()),
    ("code", |_, finding| finding.code.name().to_owned()),
    ("place", |places, finding| places.name(&finding.subject)),
    ("ids", |_, finding| finding.keys.each().map(|key| key.join(", ")).join(SEPARATOR)),
    ("message", |_, finding| finding.message.clone()),
    ("hint", |_, finding| finding.hint.clone()),
    ("acceptance", |_, finding| acceptance(finding).to_owned()),
    ("accepted_by", |_, finding| of_accepted(finding, |accepted| accepted.by.clone())),
    ("accepted_until", |_, finding| {
        of_accepted(finding, |accepted| accepted.until.map_or_else(String::new, |until| until.to_string()))
    }),
    ("accepted_reason", |_, finding| of_accepted(finding, |accepted| accepted.reason.clone())),
    ("accepted_on", |_, finding| {
        of_accepted(finding, |accepted| accepted.on.map_or_else(String::new, |on| on.to_string()))
    }),
];

/// Writes findings about a plan as a CSV, the worst first, each once.
///
/// # Errors
/// When `out` refuses, and when it is cancelled.
pub fn export_findings(
    catalog: &Catalog,
    plan: &Plan,
    findings: &[Finding],
    out: &mut dyn Write,
    cancel: &Cancel,
) -> Result<(), ExportError> {
    Sheet::write(out, |sheet| {
        sheet.row(finding_headers())?;
        finding_rows(catalog, plan, findings).try_for_each(|row| {
            if cancel.is_cancelled() {
                return Err(ExportError::Cancelled);
            }
            sheet.row(row)
        })
    })
}

/// The headers of the columns.
pub(in crate::export) fn finding_headers() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|(header, _)| *header)
}

/// Findings about a plan as rows of cells, the worst first, each once.
pub(in crate::export) fn finding_rows<'a>(
    catalog: &'a Catalog,
    plan: &Plan,
    findings: &'a [Finding],
) -> impl Iterator<Item = Vec<String>> {
    let findings: BTreeSet<&Finding> = findings.iter().collect();
    let names = zone_names(plan);
    let zones = plan.zones.iter().zip(&names).map(|(zone, name)| (zone.id.as_str(), name.as_str()));
    let places = Places::new(catalog, zones);
    let row = |finding: &Finding| COLUMNS.iter().map(|(_, value)| value(&places, finding)).collect();
    findings.into_iter().map(row).collect::<Vec<Vec<String>>>().into_iter()
}

fn acceptance(finding: &Finding) -> &'static str {
    match finding.acceptance {
        Acceptance::None => "",
        Acceptance::Accepted(_) => "accepted",
        Acceptance::Expired { .. } => "expired",
    }
}

/// What was said when the finding was accepted, also where that holds no longer; empty where nobody accepted it.
fn of_accepted(finding: &Finding, said: impl FnOnce(&Accepted) -> String) -> String {
    match &finding.acceptance {
        Acceptance::None => String::new(),
        Acceptance::Accepted(accepted) | Acceptance::Expired { accepted, .. } => said(accepted),
    }
}
