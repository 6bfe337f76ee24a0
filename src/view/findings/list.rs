//! Findings as they are listed, counted and filtered: by kind, the heaviest first, places by name, and where a click on
//! each goes.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::document::Selection;
use crate::finding::{Acceptance, Code, Detail, Finding, Severity, Subject};
use crate::plan::{Placement, Plan, ZoneId};
use crate::query::{FoundRules, zone_word};
use crate::table::Places;
use crate::view::search::Words;
use crate::view::wording::{counted, upper_first};

/// The findings by kind: worst first, then by the weight of the kind. What is accepted as a risk comes last.
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
    /// What kind it is of.
    pub code: Code,
    /// It is accepted as a risk, and counts no longer.
    pub is_accepted: bool,
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

/// Findings of one kind in a list.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FindingGroup {
    /// The position of its first row among those that are listed.
    pub first: usize,
    /// How many rows it has.
    pub num_rows: usize,
    /// What they have in common.
    pub title: &'static str,
    /// How bad they are; `None`: they are accepted as a risk.
    pub severity: Option<Severity>,
    /// What to do about all of them; empty where each has a hint of its own.
    pub hint: String,
}

/// A kind of findings in a list: how bad they are, and what they have in common.
pub type FindingKind = (Option<Severity>, &'static str);

impl FindingGroup {
    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> FindingKind {
        (self.severity, self.title)
    }
}

/// Which findings are to be seen. What says nothing lets all through.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FindingFilter {
    /// As bad as this, and not accepted as a risk.
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
    /// To the rules that these words ask for, in the language of filters.
    Rules(String),
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
    pub fn build(catalog: &Catalog, plan: &Plan, findings: &[Finding]) -> Self {
        let mut res = Self::default();
        let zones = plan.zones.iter().map(|zone| (zone.id.as_str(), zone.name.as_str()));
        let places = Places::new(catalog, zones);
        for (finding_idx, finding) in findings.iter().enumerate() {
            match finding.severity {
                _ if finding.acceptance.is_in_force() => res.counts.accepted += 1,
                Severity::Error => res.counts.errors += 1,
                Severity::Warning => res.counts.warnings += 1,
                Severity::Note => res.counts.notes += 1,
            }
            res.rows.push(row(plan, &places, finding_idx, finding));
        }
        res.rows.sort_by_key(|row| (row.is_accepted, row.severity, row.code));
        res
    }

    /// How many zones lack addresses that a request has to have, in them or in their machines. Where that is accepted as a
    /// risk it does not count.
    #[must_use]
    pub fn num_zones_to_be_filled(&self) -> usize {
        let lacking = self.rows.iter().filter(|row| row.code == Code::AddressMissing && !row.is_accepted);
        lacking.flat_map(|row| &row.zones).collect::<BTreeSet<&ZoneId>>().len()
    }

    /// The kinds of the rows at these positions, which `found` gave.
    #[must_use]
    pub fn groups(&self, found: &[usize]) -> Vec<FindingGroup> {
        let kind = |idx: usize| {
            let row = &self.rows[idx];
            (row.is_accepted, (!row.is_accepted).then_some((row.severity, row.code)))
        };
        let mut first = 0;
        let mut res = Vec::new();
        for of_kind in found.chunk_by(|&a, &b| kind(a) == kind(b)) {
            let rows = || of_kind.iter().map(|&idx| &self.rows[idx]);
            let Some(row) = rows().next() else { continue };
            let title = if row.is_accepted { "Accepted as a risk" } else { row.code.meaning() };
            let is_shared = of_kind.len() > 1 && rows().all(|other| other.hint == row.hint);
            let hint = if is_shared { row.hint.clone() } else { String::new() };
            let severity = (!row.is_accepted).then_some(row.severity);
            res.push(FindingGroup { first, num_rows: of_kind.len(), title, severity, hint });
            first += of_kind.len();
        }
        res
    }

    /// The rows at these positions as a table with its headings, to be copied.
    #[must_use]
    pub fn table(&self, found: &[usize]) -> Vec<Vec<String>> {
        let head = ["Severity", "Kind", "Place", "Finding", "What to do"].map(str::to_owned).to_vec();
        let row = |row: &FindingRow| {
            let severity = if row.is_accepted { "accepted" } else { row.severity.label() };
            [severity, row.code.meaning(), &row.location, &row.message, &row.hint].map(str::to_owned).to_vec()
        };
        std::iter::once(head).chain(found.iter().map(|&idx| row(&self.rows[idx]))).collect()
    }

    /// The positions of the findings that some rules concern, of those whose texts have some words in lower case.
    /// `findings` are those that the list was made from.
    #[must_use]
    pub fn concerned(
        &self,
        plan: &Plan,
        findings: &[Finding],
        rules: &FoundRules,
        texts: &[String],
    ) -> BTreeSet<usize> {
        let has_texts = |row: &&FindingRow| texts.iter().all(|text| row.haystack.contains(text.as_str()));
        let concerns = |idx: &usize| findings.get(*idx).is_some_and(|finding| rules.concerns(plan, finding));
        self.rows.iter().filter(has_texts).map(|row| row.finding_idx).filter(concerns).collect()
    }

    /// The positions of the rows that a filter lets through. What is `concerned`, by the position of the finding, needs
    /// no words.
    #[must_use]
    pub fn found(&self, filter: &FindingFilter, concerned: &BTreeSet<usize>) -> Vec<usize> {
        let is_found = |row: &FindingRow| {
            filter.severity.is_none_or(|severity| row.severity == severity && !row.is_accepted)
                && filter.zone.as_ref().is_none_or(|zone| row.zones.contains(zone))
                && (filter.words.are_in(&row.haystack) || concerned.contains(&row.finding_idx))
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

fn row(plan: &Plan, places: &Places<'_>, finding_idx: usize, finding: &Finding) -> FindingRow {
    let location = places.name(&finding.subject);
    let (severity, code) = (finding.severity, finding.code);
    let mark = finding.acceptance.to_string();
    let texts = [severity.label(), code.name(), code.meaning(), &location, &finding.message, &finding.hint, &mark];
    FindingRow {
        severity,
        code,
        is_accepted: finding.acceptance.is_in_force(),
        haystack: texts.join(" ").to_lowercase(),
        location,
        message: match finding.acceptance {
            Acceptance::None => upper_first(&finding.message),
            Acceptance::Accepted(_) | Acceptance::Expired { .. } => {
                format!("{} – {}", upper_first(&finding.message), finding.acceptance)
            }
        },
        hint: upper_first(&finding.hint),
        target: settings_of_placement(plan, finding)
            .or_else(|| rules_of(plan, finding))
            .unwrap_or_else(|| target(&finding.subject)),
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

/// The rules that a finding about several zones is about: what these open to its zone, as far as it says.
fn rules_of(plan: &Plan, finding: &Finding) -> Option<Target> {
    let Subject::Zone(destination) = &finding.subject else { return None };
    let word = |id: &str| zone_word(plan, plan.zone_idx(id)?);
    let sources: Vec<String> = finding.keys.sources().map(word).collect::<Option<_>>()?;
    let things: BTreeSet<String> =
        finding.keys.each().filter_map(|key| key.last().map(|item| format!("\"{item}\""))).collect();
    let things = things.into_iter().collect::<Vec<_>>().join(",");
    let is_any_of = |codes: &[Code]| !sources.is_empty() && codes.contains(&finding.code);
    let what = if is_any_of(&[Code::AnyPort, Code::ManyPorts]) {
        String::new()
    } else if is_any_of(&[Code::LegacyProtocol]) {
        format!(" legacy protocol:{things}")
    } else if is_any_of(&[Code::LowTrustReachesDc]) {
        format!(" role:{things}")
    } else {
        return None;
    };
    Some(Target::Rules(format!("from:{} to:{}{what}", sources.join(","), word(destination)?)))
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

fn target(subject: &Subject) -> Target {
    match subject {
        Subject::Zone(id) | Subject::Placement { zone: id, .. } => {
            Target::Selection(Selection::Zone(id.as_str().into()))
        }
        Subject::Pair { source, destination } => Target::Selection(Selection::Pair {
            source: source.as_str().into(),
            destination: destination.as_str().into(),
        }),
        Subject::Plan | Subject::Tunnel(_) | Subject::Override(_) => Target::Settings,
        Subject::File { .. } => Target::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Accepted;
    use crate::view::sample;

    #[test]
    fn places_are_named_and_the_worst_comes_first() {
        let pair = Subject::Pair { source: "clients".to_owned(), destination: "core".to_owned() };
        let findings = [
            Finding::new(Code::FileComments, Subject::Plan, "a", ""),
            Finding::new(Code::ManyPorts, pair, "b", "pin"),
            Finding::new(Code::UnknownId, Subject::Zone("lab".to_owned()), "c", ""),
        ];
        let list = FindingList::build(&sample::catalog(), &sample::plan(), &findings);
        let places: Vec<_> = list.rows.iter().map(|row| row.location.as_str()).collect();
        assert_eq!(places, ["Lab", "Clients → Core", "Plan"]);
        assert_eq!(list.counts.text(), "1 error, 1 warning, 1 note");
        assert_eq!(FindingCounts::default().text(), "No findings");
    }

    #[test]
    fn findings_stand_by_kind_the_heaviest_first_and_what_is_accepted_last() {
        let zone = |code, zone: &str, hint: &str| Finding::new(code, Subject::Zone(zone.to_owned()), zone, hint);
        let accepted = Accepted { by: "Ada".to_owned(), reason: "fine".to_owned(), ..Accepted::default() };
        let findings = [
            zone(Code::AddressInvalid, "a", "mend it"),
            Finding { acceptance: Acceptance::Accepted(accepted), ..zone(Code::UnknownId, "b", "") },
            zone(Code::LegacyProtocol, "c", "close it"),
            zone(Code::AddressInvalid, "d", "mend it"),
            zone(Code::UnknownName, "e", ""),
        ];
        let list = FindingList::build(&sample::catalog(), &sample::plan(), &findings);
        let all: Vec<usize> = (0..5).collect();
        let text = |group: FindingGroup| {
            let FindingGroup { first, num_rows, title, severity, hint } = group;
            format!("{first}+{num_rows} {}: {title} {hint}", severity.map_or("-", Severity::label))
        };
        let groups: Vec<String> = list.groups(&all).into_iter().map(text).collect();
        assert_eq!(
            groups,
            [
                "0+1 error: The plan names a zone or a scope that it does not have ",
                "1+1 warning: A cleartext or legacy protocol is opened across zones ",
                "2+2 warning: An address can't be read Mend it",
                "4+1 -: Accepted as a risk ",
            ]
        );
        let errors = FindingFilter { severity: Some(Severity::Error), ..FindingFilter::default() };
        assert_eq!(list.found(&errors, &BTreeSet::new()), [0], "what is accepted is no error any more");
        let table = list.table(&[2, 4]);
        assert_eq!(table[1], ["warning", "An address can't be read", "a", "A", "Mend it"]);
        assert_eq!((table.len(), table[2][0].as_str()), (3, "accepted"));
    }

    #[test]
    fn a_filter_asks_for_severity_zone_and_words() {
        let pair = Subject::Pair { source: "clients".to_owned(), destination: "core".to_owned() };
        let findings = [
            Finding::new(Code::UnknownId, Subject::Zone("lab".to_owned()), "a thing", ""),
            Finding::new(Code::AddressOverlap, pair, "They overlap", "part them"),
            Finding::new(Code::FileComments, Subject::Plan, "a comment", ""),
        ];
        let list = FindingList::build(&sample::catalog(), &sample::plan(), &findings);
        let check = |severity, zone: Option<&str>, words: &str, expected: &[usize]| {
            let filter = FindingFilter { severity, zone: zone.map(Into::into), words: Words::new(words) };
            assert_eq!(list.found(&filter, &BTreeSet::new()), expected, "{filter:?}");
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
        let list = FindingList::build(&sample::catalog(), &sample::plan(), &[finding]);
        assert_eq!(list.rows[0].location, "Clients: Domain member", "roles have names");
        assert_eq!(list.rows[0].target, Target::Placement { zone: "clients".into(), placement_idx: 1 });
    }
}
