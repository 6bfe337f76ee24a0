//! Findings as they are listed and counted: places by name, and where a click on each goes.

use std::collections::BTreeMap;

use super::numbers::counted;
use crate::document::Selection;
use crate::finding::{Finding, Place, Severity};
use crate::plan::Plan;

/// The findings, worst first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FindingList {
    /// One row a finding.
    pub rows: Vec<FindingRow>,
    /// How many there are.
    pub counts: FindingCounts,
}

/// A finding in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// How bad it is.
    pub severity: Severity,
    /// Its stable code.
    pub code: &'static str,
    /// Where it stands, by name: `Clients → Core`.
    pub place: String,
    /// What is so.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
    /// Where a click goes.
    pub target: Target,
}

/// Where a click on a finding goes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// To a zone or a pair.
    Selection(Selection),
    /// To the settings of the plan.
    Settings,
    /// Nowhere: it is about a file.
    None,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct FindingCounts {
    /// Errors.
    pub errors: u32,
    /// Warnings.
    pub warnings: u32,
    /// Notes.
    pub notes: u32,
}

impl FindingList {
    /// Builds the list.
    #[must_use]
    pub fn build(plan: &Plan, findings: &[Finding]) -> Self {
        let mut res = Self::default();
        let names: Names<'_> = plan.zones.iter().map(|zone| (zone.id.as_str(), zone.name.as_str())).collect();
        for finding in findings {
            match finding.severity {
                Severity::Error => res.counts.errors += 1,
                Severity::Warning => res.counts.warnings += 1,
                Severity::Note => res.counts.notes += 1,
            }
            res.rows.push(row(&names, finding));
        }
        res.rows.sort_by_key(|row| row.severity);
        res
    }
}

impl FindingCounts {
    /// How many there are.
    #[must_use]
    pub fn total(self) -> u32 {
        self.errors + self.warnings + self.notes
    }

    /// `2 errors, 1 warning`; `No findings` when there are none.
    #[must_use]
    pub fn text(self) -> String {
        let parts: Vec<String> =
            [(self.errors, "error", "errors"), (self.warnings, "warning", "warnings"), (self.notes, "note", "notes")]
                .into_iter()
                .filter(|(number, ..)| *number > 0)
                .map(|(number, one, many)| counted(number, one, many))
                .collect();
        if parts.is_empty() { "No findings".to_owned() } else { parts.join(", ") }
    }
}

/// Zones by id.
type Names<'a> = BTreeMap<&'a str, &'a str>;

fn row(names: &Names<'_>, finding: &Finding) -> FindingRow {
    let (place, target) = place(names, &finding.place);
    FindingRow {
        severity: finding.severity,
        code: finding.code.name(),
        place,
        message: finding.message.clone(),
        hint: finding.hint.clone(),
        target,
    }
}

fn place(names: &Names<'_>, place: &Place) -> (String, Target) {
    let name = |id: &str| names.get(id).copied().unwrap_or(id).to_owned();
    let zone = |id: &str| Target::Selection(Selection::Zone(id.into()));
    match place {
        Place::Plan => ("Plan".to_owned(), Target::Settings),
        Place::Zone(id) => (name(id), zone(id)),
        Place::Placement { zone: id, role } => (format!("{}: {role}", name(id)), zone(id)),
        Place::Pair { source, destination } => (
            format!("{} → {}", name(source), name(destination)),
            Target::Selection(Selection::Pair {
                source: source.as_str().into(),
                destination: destination.as_str().into(),
            }),
        ),
        Place::Tunnel(idx) => (format!("Tunnel {}", idx + 1), Target::Settings),
        Place::Override(idx) => (format!("Override {}", idx + 1), Target::Settings),
        Place::File { .. } => (place.to_string(), Target::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::view::sample;

    #[test]
    fn places_are_named_and_the_worst_comes_first() {
        let pair = Place::Pair { source: "clients".to_owned(), destination: "core".to_owned() };
        let findings = [
            Finding::new(Code::FileComments, Place::Plan, "a", ""),
            Finding::new(Code::ManyPorts, pair, "b", "pin"),
            Finding::new(Code::UnknownId, Place::Zone("lab".to_owned()), "c", ""),
        ];
        let list = FindingList::build(&sample::plan(), &findings);
        let places: Vec<_> = list.rows.iter().map(|row| row.place.as_str()).collect();
        assert_eq!(places, ["Lab", "Clients → Core", "Plan"]);
        assert_eq!(list.counts.text(), "1 error, 1 warning, 1 note");
        assert_eq!(FindingCounts::default().text(), "No findings");
    }
}
