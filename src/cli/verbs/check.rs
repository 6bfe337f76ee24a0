//! `check`: every finding about a plan.

use std::path::Path;

use super::input;
use crate::check;
use crate::cli::console::{Console, Ids};
use crate::cli::failure::Failure;
use crate::date::Date;
use crate::finding::{Finding, Severity};
use crate::matrix;
use crate::view::counted;

/// Writes the findings about a plan, errors first, and counts them.
pub(in crate::cli) fn check(
    plan: &Path,
    as_of: Option<Date>,
    ids: Ids,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let read = input::plan(plan)?;
    let mut findings = read.findings;
    let judged = as_of.map_or_else(|| catalog.as_of.clone(), |date| date.to_string());
    findings.extend(check::findings_as_of(&catalog, &matrix::derive(&catalog, &read.plan), &judged));
    finish(findings, ids, console)
}

/// Reports findings in their order, each once, and counts them.
pub(super) fn finish(mut findings: Vec<Finding>, ids: Ids, console: &mut Console<'_>) -> Result<(), Failure> {
    findings.sort();
    findings.dedup();
    for finding in &findings {
        console.report([finding]);
        if ids == Ids::Shown {
            console.say_ids(finding);
        }
    }
    let count = |severity, one: &str, many: &str| {
        let number = findings.iter().filter(|finding| finding.counts_as(severity)).count();
        counted(u32::try_from(number).unwrap_or(u32::MAX), one, many)
    };
    let (errors, warnings, notes) = (
        count(Severity::Error, "error", "errors"),
        count(Severity::Warning, "warning", "warnings"),
        count(Severity::Note, "note", "notes"),
    );
    let num_accepted = findings.iter().filter(|finding| finding.acceptance.is_in_force()).count();
    let accepted = if num_accepted == 0 { String::new() } else { format!(", {num_accepted} accepted") };
    Ok(console.lines().line(&format!("{errors}, {warnings}, {notes}{accepted}"))?)
}
