//! The findings as a sheet, the worst first, with who accepted which as a risk. It finds nothing.

use super::book::Book;
use super::long_sheet::{ColumnLook, LongSheet};
use crate::check;
use crate::export::csv::{finding_headers, finding_rows};
use crate::export::run::ExportRun;
use crate::export::{ExportError, Pairs};
use crate::finding::{Finding, Severity, Subject};
use crate::plan::Plan;
use crate::query::FoundRules;

/// What the sheet is called.
pub(super) const FINDINGS: &str = "Findings";

/// How the columns look, in their order: severity, code, place, ids, message, hint, and what was accepted.
const LOOKS: [ColumnLook; 11] = [
    ColumnLook::plain(10.0),
    ColumnLook::wrapped(22.0),
    ColumnLook::wrapped(22.0),
    ColumnLook::wrapped(24.0),
    ColumnLook::wrapped(56.0),
    ColumnLook::wrapped(46.0),
    ColumnLook::plain(12.0),
    ColumnLook::wrapped(16.0),
    ColumnLook::plain(14.0),
    ColumnLook::wrapped(26.0),
    ColumnLook::plain(14.0),
];

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FindingCounts {
    /// Errors that nobody accepted.
    pub errors: usize,
    /// Warnings that nobody accepted.
    pub warnings: usize,
    /// Notes that nobody accepted.
    pub notes: usize,
    /// Those that somebody accepted as a risk.
    pub accepted: usize,
}

/// Writes the sheet, and says how many findings there are.
pub(super) fn write(run: &ExportRun<'_>, book: &mut Book) -> Result<FindingCounts, ExportError> {
    let plan = run.matrix.plan();
    let mut findings = check::findings_as_of(run.catalog, run.matrix, &run.judged());
    run.check_cancelled()?;
    let filter = &run.options.filter;
    if !filter.is_empty() {
        let found = FoundRules::find(run.catalog, run.matrix, filter, || run.cancel.is_cancelled());
        let found = found.ok_or(ExportError::Cancelled)?;
        findings.retain(|finding| found.concerns(plan, finding));
    }
    findings.retain(|finding| is_about(&run.options.pairs, plan, finding));
    let headers = finding_headers().map(str::to_owned).collect();
    let mut sheet = LongSheet::begin(book, FINDINGS, vec![headers], LOOKS.to_vec())?;
    for row in finding_rows(run.catalog, plan, &findings) {
        run.check_cancelled()?;
        sheet.row(row)?;
    }
    sheet.end()?;
    let count = |severity| findings.iter().filter(|finding| finding.counts_as(severity)).count();
    Ok(FindingCounts {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        accepted: findings.iter().filter(|finding| finding.acceptance.is_in_force()).count(),
    })
}

/// Whether a finding is about a pair that is written, a zone of one, or the plan as a whole.
fn is_about(pairs: &Pairs, plan: &Plan, finding: &Finding) -> bool {
    let zone_idx = |id: &str| plan.zone_idx(id);
    match &finding.subject {
        Subject::Pair { source, destination } => {
            zone_idx(source).zip(zone_idx(destination)).is_none_or(|pair| pairs.has(pair))
        }
        Subject::Zone(zone) if finding.keys.sources().next().is_some() => {
            let pair = |source| zone_idx(source).zip(zone_idx(zone));
            finding.keys.sources().any(|source| pair(source).is_none_or(|pair| pairs.has(pair)))
        }
        Subject::Zone(zone) | Subject::Placement { zone, .. } => zone_idx(zone).is_none_or(|own| pairs.touch(own)),
        Subject::Plan | Subject::Tunnel(_) | Subject::Override(_) | Subject::File { .. } => true,
    }
}
