//! `check` and `catalog check`: every finding about a plan, or about the catalog.

use std::path::Path;

use super::{input, output};
use crate::catalog::{self, checks};
use crate::check;
use crate::cli::args::{CheckArgs, FindingFormat};
use crate::cli::console::{Console, Lines};
use crate::cli::outcome::Failure;
use crate::export::{Cancel, export_findings};
use crate::files::{catalog_dir, profiles, templates};
use crate::finding::{Finding, Severity};
use crate::matrix;
use crate::query::FoundRules;
use crate::view::counted;

/// The file that makes a folder a whole catalog.
const HEADER: &str = "catalog.ron";

/// Whether findings are written with the ids by which a plan accepts them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ids {
    /// Only what a person reads.
    Hidden,
    /// Below each finding, a line for each of its keys.
    Shown,
}

/// Writes the findings about a plan, errors first, and counts them.
pub(in crate::cli) fn check(
    args: &CheckArgs,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let file = output::file(&args.output, &args.plan)?;
    let catalog = input::catalog(overlay, console)?;
    let (catalog, read) = input::plan(&args.plan, catalog)?;
    let filter = input::query(&args.query, &catalog, &read.plan)?;
    let mut findings = read.findings;
    let judged = args.as_of.map_or_else(|| catalog.as_of.clone(), |date| date.to_string());
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
    findings.sort();
    findings.dedup();
    let ids = if args.ids { Ids::Shown } else { Ids::Hidden };
    if args.format == FindingFormat::Text && file.is_none() {
        return report(&findings, ids, console);
    }
    // They are the product: what is left to say is how many there are.
    console.judge(&findings);
    output::write(file, console, |out| match args.format {
        FindingFormat::Csv => export_findings(&catalog, &read.plan, &findings, out, &Cancel::default()),
        FindingFormat::Text => {
            let mut page = Lines::new(out);
            findings.iter().flat_map(|finding| lines(finding, ids)).try_for_each(|line| page.line(&line))?;
            Ok(page.line(&counts(&findings))?)
        }
    })?;
    console.say(&counts(&findings));
    Ok(())
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
    findings.extend(profiles::findings(&texts));
    if !is_whole {
        findings.extend(profiles::embedded_findings());
    }
    findings.sort();
    findings.dedup();
    report(&findings, Ids::Hidden, console)
}

/// A finding in lines: what it says, and its ids, a line for each of its keys, as they stand in a plan's `accepted`.
fn lines(finding: &Finding, ids: Ids) -> impl Iterator<Item = String> {
    let code = finding.code.name();
    let id_line = move |key: Vec<&str>| {
        let ids: Vec<String> = key.iter().map(|id| format!("{id:?}")).collect();
        format!("  (finding: {code:?}, about: [{}], …)", ids.join(", "))
    };
    let keys = (ids == Ids::Shown).then(|| finding.keys.each());
    std::iter::once(finding.to_string()).chain(keys.into_iter().flatten().map(id_line))
}

/// How many findings of each severity there are: `1 error, 2 warnings, 0 notes, 1 accepted`.
fn counts(findings: &[Finding]) -> String {
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
    format!("{errors}, {warnings}, {notes}{accepted}")
}

/// Reports findings in their order, and counts them.
fn report(findings: &[Finding], ids: Ids, console: &mut Console<'_>) -> Result<(), Failure> {
    console.judge(findings);
    findings.iter().flat_map(|finding| lines(finding, ids)).for_each(|line| console.say(&line));
    Ok(console.lines().line(&counts(findings))?)
}
