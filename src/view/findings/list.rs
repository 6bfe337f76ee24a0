//! Findings as they are listed, counted and filtered: places by name, and where a click on each goes.

use std::collections::BTreeMap;

use crate::document::Selection;
use crate::finding::{Acceptance, Code, Detail, Finding, Severity, Subject};
use crate::plan::{Placement, Plan, ZoneId};
use crate::view::search::Words;
use crate::view::wording::{counted, upper_first};

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
    pub location: String,
    /// What is so.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
    /// Where a click goes.
    pub target: Target,
    /// Its position among the findings that the list was made from.
    pub finding_idx: usize,
    /// The zones that it is about.
    zones: Vec<ZoneId>,
    /// What a search looks at, in lower case.
    haystack: String,
}

/// Which findings are to be seen. What says nothing lets all through.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FindingFilter {
    /// As bad as this.
    pub severity: Option<Severity>,
    /// About this zone.
    pub zone: Option<ZoneId>,
    /// With these words.
    pub words: Words,
}

/// Where a click on a finding goes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// To a zone or a pair.
    Selection(Selection),
    /// To the settings of a placement.
    Placement {
        /// The zone.
        zone: ZoneId,
        /// The placement's position in it.
        placement_idx: usize,
    },
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
    /// Whatever is accepted as a risk; counted nowhere else.
    pub accepted: u32,
}

impl FindingList {
    /// Builds the list.
    #[must_use]
    pub fn build(plan: &Plan, findings: &[Finding]) -> Self {
        let mut res = Self::default();
        let names: Names<'_> = plan.zones.iter().map(|zone| (zone.id.as_str(), zone.name.as_str())).collect();
        for (finding_idx, finding) in findings.iter().enumerate() {
            match finding.severity {
                _ if finding.acceptance.is_in_force() => res.counts.accepted += 1,
                Severity::Error => res.counts.errors += 1,
                Severity::Warning => res.counts.warnings += 1,
                Severity::Note => res.counts.notes += 1,
            }
            res.rows.push(row(plan, &names, finding_idx, finding));
        }
        res.rows.sort_by_key(|row| row.severity);
        res
    }

    /// The positions of the rows that a filter lets through.
    #[must_use]
    pub fn found(&self, filter: &FindingFilter) -> Vec<usize> {
        let is_found = |row: &FindingRow| {
            filter.severity.is_none_or(|severity| row.severity == severity)
                && filter.zone.as_ref().is_none_or(|zone| row.zones.contains(zone))
                && filter.words.are_in(&row.haystack)
        };
        (0..self.rows.len()).filter(|&idx| is_found(&self.rows[idx])).collect()
    }
}

impl FindingCounts {
    /// How many there are.
    #[must_use]
    pub fn total(self) -> u32 {
        self.errors + self.warnings + self.notes + self.accepted
    }

    /// `2 errors, 1 warning`; `No findings` when there are none.
    #[must_use]
    pub fn text(self) -> String {
        let all = [
            (self.errors, "error", "errors"),
            (self.warnings, "warning", "warnings"),
            (self.notes, "note", "notes"),
            (self.accepted, "accepted", "accepted"),
        ];
        let parts: Vec<String> = all
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many)| counted(number, one, many))
            .collect();
        if parts.is_empty() { "No findings".to_owned() } else { parts.join(", ") }
    }
}

/// Zones by id.
type Names<'a> = BTreeMap<&'a str, &'a str>;

fn row(plan: &Plan, names: &Names<'_>, finding_idx: usize, finding: &Finding) -> FindingRow {
    let (location, target) = location(names, &finding.subject);
    let (severity, code) = (finding.severity, finding.code.name());
    let mark = finding.acceptance.to_string();
    let texts = [severity.label(), code, &location, &finding.message, &finding.hint, &mark];
    FindingRow {
        severity,
        code,
        haystack: texts.join(" ").to_lowercase(),
        location,
        message: match finding.acceptance {
            Acceptance::None => upper_first(&finding.message),
            Acceptance::Accepted(_) | Acceptance::Expired { .. } => {
                format!("{} – {}", upper_first(&finding.message), finding.acceptance)
            }
        },
        hint: upper_first(&finding.hint),
        target: settings_of_placement(plan, finding).unwrap_or(target),
        finding_idx,
        zones: zones(&finding.subject),
    }
}

fn zones(subject: &Subject) -> Vec<ZoneId> {
    match subject {
        Subject::Zone(id) | Subject::Placement { zone: id, .. } => vec![id.as_str().into()],
        Subject::Pair { source, destination } => vec![source.as_str().into(), destination.as_str().into()],
        Subject::Plan | Subject::Tunnel(_) | Subject::Override(_) | Subject::File { .. } => Vec::new(),
    }
}

/// A port is chosen in the settings of the first placement that has none.
fn settings_of_placement(plan: &Plan, finding: &Finding) -> Option<Target> {
    let (Code::PortNotChosen, Detail::Endpoint(path)) = (finding.code, &finding.detail) else { return None };
    let Subject::Placement { zone, role } = &finding.subject else { return None };
    let zone = plan.zone(zone)?;
    let is_it = |it: &Placement| it.role.as_str() == role && !it.ports.contains_key(path);
    let placement_idx = zone.placements.iter().position(is_it)?;
    Some(Target::Placement { zone: zone.id.clone(), placement_idx })
}

fn location(names: &Names<'_>, subject: &Subject) -> (String, Target) {
    let name = |id: &str| names.get(id).copied().unwrap_or(id).to_owned();
    let zone = |id: &str| Target::Selection(Selection::Zone(id.into()));
    match subject {
        Subject::Plan => ("Plan".to_owned(), Target::Settings),
        Subject::Zone(id) => (name(id), zone(id)),
        Subject::Placement { zone: id, role } => (format!("{}: {role}", name(id)), zone(id)),
        Subject::Pair { source, destination } => (
            format!("{} → {}", name(source), name(destination)),
            Target::Selection(Selection::Pair {
                source: source.as_str().into(),
                destination: destination.as_str().into(),
            }),
        ),
        Subject::Tunnel(idx) => (format!("Tunnel {}", idx + 1), Target::Settings),
        Subject::Override(idx) => (format!("Override {}", idx + 1), Target::Settings),
        Subject::File { .. } => (subject.to_string(), Target::None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::view::sample;

    #[test]
    fn places_are_named_and_the_worst_comes_first() {
        let pair = Subject::Pair { source: "clients".to_owned(), destination: "core".to_owned() };
        let findings = [
            Finding::new(Code::FileComments, Subject::Plan, "a", ""),
            Finding::new(Code::ManyPorts, pair, "b", "pin"),
            Finding::new(Code::UnknownId, Subject::Zone("lab".to_owned()), "c", ""),
        ];
        let list = FindingList::build(&sample::plan(), &findings);
        let places: Vec<_> = list.rows.iter().map(|row| row.location.as_str()).collect();
        assert_eq!(places, ["Lab", "Clients → Core", "Plan"]);
        assert_eq!(list.counts.text(), "1 error, 1 warning, 1 note");
        assert_eq!(FindingCounts::default().text(), "No findings");
    }

    #[test]
    fn a_filter_asks_for_severity_zone_and_words() {
        let pair = Subject::Pair { source: "clients".to_owned(), destination: "core".to_owned() };
        let findings = [
            Finding::new(Code::UnknownId, Subject::Zone("lab".to_owned()), "a thing", ""),
            Finding::new(Code::AddressOverlap, pair, "They overlap", "part them"),
            Finding::new(Code::FileComments, Subject::Plan, "a comment", ""),
        ];
        let list = FindingList::build(&sample::plan(), &findings);
        let check = |severity, zone: Option<&str>, words: &str, expected: &[usize]| {
            let filter = FindingFilter { severity, zone: zone.map(Into::into), words: Words::new(words) };
            assert_eq!(list.found(&filter), expected, "{filter:?}");
        };
        check(None, None, "", &[0, 1, 2]);
        check(Some(Severity::Warning), None, "", &[1]);
        check(None, Some("core"), "", &[1]);
        check(None, Some("lab"), "overlap", &[]);
        check(None, None, "clients THEY part address-overlap", &[1]);
    }

    #[test]
    fn a_port_is_chosen_in_the_settings_of_its_placement() {
        let subject = Subject::Placement { zone: "clients".to_owned(), role: "member".to_owned() };
        let finding = Finding::new(Code::PortNotChosen, subject, "x", "").detail(Detail::Endpoint("a/b".to_owned()));
        let list = FindingList::build(&sample::plan(), &[finding]);
        assert_eq!(list.rows[0].target, Target::Placement { zone: "clients".into(), placement_idx: 1 });
    }
}
