//! `check` and `catalog check`: every finding about a plan, or about the catalog.

use std::path::Path;

use super::input;
use crate::catalog::{self, checks};
use crate::check;
use crate::cli::args::QueryArgs;
use crate::cli::console::{Console, Ids};
use crate::cli::outcome::Failure;
use crate::date::Date;
use crate::files::{catalog_dir, templates};
use crate::finding::{Finding, Severity};
use crate::matrix;
use crate::query::FoundRules;
use crate::view::counted;

/// The file that makes a folder a whole catalog.
const HEADER: &str = "catalog.ron";

/// Writes the findings about a plan, errors first, and counts them.
pub(in crate::cli) fn check(
    plan: &Path,
    as_of: Option<Date>,
    ids: Ids,
    query: &QueryArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let (catalog, read) = input::plan(plan, catalog)?;
    let filter = input::query(query, &catalog, &read.plan)?;
    let mut findings = read.findings;
    let judged = as_of.map_or_else(|| catalog.as_of.clone(), |date| date.to_string());
    let matrix = matrix::derive(&catalog, &read.plan);
    let mut of_plan = check::findings_as_of(&catalog, &matrix, &judged);
    if !filter.is_empty() {
        let num_findings = of_plan.len();
        let found = FoundRules::find(&catalog, &matrix, &filter, || false).unwrap_or_default();
        of_plan.retain(|finding| found.concerns(&read.plan, finding));
        let left_out = counted(num_findings - of_plan.len(), "finding is", "findings are");
        console.say(&format!("only what rules with “{}” concern: {left_out} left out", filter.text()));
    }
    findings.extend(of_plan);
    finish(findings, ids, console)
}

/// Checks the embedded catalog, the same under an overlay, or a folder that is a whole catalog.
pub(in crate::cli) fn check_catalog(
    dir: Option<&Path>,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    if dir.is_some() && overlay.is_some() {
        return Err(Failure::usage("name the folder once: either after “check” or with --catalog"));
    }
    let (texts, mut findings) = match dir.or(overlay) {
        Some(dir) => catalog_dir::read_dir(dir).map_err(Failure::system)?,
        None => Default::default(),
    };
    let is_whole = dir.is_some() && texts.iter().any(|(name, _)| name == HEADER);
    let (catalog, read_findings) = if is_whole {
        catalog::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    } else {
        catalog_dir::with_overlay(&texts)
    };
    findings.extend(read_findings);
    findings.extend(checks::check(&catalog));
    findings.extend(templates::findings(&texts));
    finish(findings, Ids::Hidden, console)
}

/// Reports findings in their order, each once, and counts them.
fn finish(mut findings: Vec<Finding>, ids: Ids, console: &mut Console<'_>) -> Result<(), Failure> {
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
        counted(number, one, many)
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
