//! The list of zones: what each line says of its zone. Which one is chosen is not its business.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Severity, Subject};
use crate::plan::{Plan, RoleId, Zone, ZoneColor, ZoneId};
use crate::view::wording::{counted, thousands};

/// How many findings a tooltip tells.
const MOST_FINDINGS: usize = 4;

/// The zones in the user's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZoneList {
    /// One row a zone.
    pub rows: Vec<ZoneRow>,
}

/// A zone in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneRow {
    /// The zone.
    pub id: ZoneId,
    /// Its name.
    pub name: String,
    /// Its mark.
    pub color: ZoneColor,
    /// The first address, `10.1.0.0/16`, or that there is none.
    pub address: String,
    /// `+2`: how many more addresses there are; empty when there are none.
    pub more: String,
    /// `Medium trust`.
    pub trust: String,
    /// `4 roles`.
    pub roles: String,
    /// Everything about it, for a tooltip.
    pub tooltip: String,
    /// The worst that findings say about the zone itself.
    pub worst: Option<Severity>,
    /// What they say, the worst first; empty when they say nothing.
    pub why: String,
}

impl ZoneList {
    /// Builds the list.
    #[must_use]
    pub fn build(plan: &Plan, findings: &[Finding]) -> Self {
        let mut about: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| !finding.acceptance.is_in_force()) {
            if let Subject::Zone(id) | Subject::Placement { zone: id, .. } = &finding.subject {
                about.entry(id).or_default().push(finding);
            }
        }
        for findings in about.values_mut() {
            findings.sort_by_key(|finding| finding.severity);
        }
        let rows = plan.zones.iter().map(|zone| row(zone, about.get(zone.id.as_str()).map_or(&[], Vec::as_slice)));
        Self { rows: rows.collect() }
    }
}

/// “4 roles”: how many roles are ticked in a zone. One that is placed twice counts once, and what comes by implication
/// does not count.
#[must_use]
pub fn count_of_roles(zone: &Zone) -> String {
    let roles: BTreeSet<&RoleId> = zone.placements.iter().map(|placement| &placement.role).collect();
    counted(roles.len(), "role", "roles")
}

/// The findings about a zone, the worst first, as a tooltip has room for them.
fn why(findings: &[&Finding]) -> Vec<String> {
    let line = |finding: &&Finding| match finding.severity {
        Severity::Error | Severity::Warning => format!("{} {}", finding.severity.sign(), finding.message),
        Severity::Note => finding.message.clone(),
    };
    let rest = findings.len().saturating_sub(MOST_FINDINGS);
    let more = (rest > 0).then(|| format!("and {}", counted(rest, "more finding", "more findings")));
    findings.iter().take(MOST_FINDINGS).map(line).chain(more).collect()
}

fn row(zone: &Zone, findings: &[&Finding]) -> ZoneRow {
    let why = why(findings);
    let (address, more) = match &zone.addresses[..] {
        [] => ("No addresses".to_owned(), String::new()),
        [one] => (one.clone(), String::new()),
        [first, rest @ ..] => (first.clone(), format!("+{}", thousands(rest.len()))),
    };
    let roles = count_of_roles(zone);
    let mut tooltip = vec![zone.name.clone(), format!("Trust level {}", zone.trust.label().to_lowercase())];
    tooltip.extend((!zone.group.is_empty()).then(|| format!("Group {}", zone.group)));
    tooltip.extend(zone.addresses.iter().cloned());
    if !zone.note.is_empty() {
        tooltip.push(zone.note.clone());
    }
    ZoneRow {
        id: zone.id.clone(),
        name: zone.name.clone(),
        color: zone.color,
        address,
        more,
        trust: format!("{} trust", zone.trust.label()),
        roles,
        tooltip: tooltip.into_iter().chain(why.iter().cloned()).collect::<Vec<_>>().join("\n"),
        worst: findings.first().map(|finding| finding.severity),
        why: why.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::view::sample;

    #[test]
    fn a_row_says_why_it_is_marked() {
        let about = |severity, message: &str| Finding {
            severity,
            ..Finding::new(Code::OsNotTicked, Subject::Zone("core".to_owned()), message, "")
        };
        let warnings = ["a", "b", "c", "d", "e"].map(|message| about(Severity::Warning, message)).into_iter();
        let findings: Vec<Finding> = warnings.chain([about(Severity::Error, "worst")]).collect();
        let row = &ZoneList::build(&sample::plan(), &findings).rows[1];
        assert_eq!(row.worst, Some(Severity::Error));
        assert_eq!(row.why, "✖ worst, ⚠ a, ⚠ b, ⚠ c, and 2 more findings");
        assert!(row.tooltip.ends_with("\n✖ worst\n⚠ a\n⚠ b\n⚠ c\nand 2 more findings"), "{}", row.tooltip);
    }

    #[test]
    fn a_role_that_is_placed_twice_counts_once() {
        let mut zone = sample::plan().zones[0].as_ref().clone();
        let before = count_of_roles(&zone);
        zone.placements.push(zone.placements[0].clone());
        assert_eq!(count_of_roles(&zone), before);
    }

    #[test]
    fn a_row_says_what_stands_in_its_zone() {
        let plan = sample::plan();
        let finding = Finding::new(Code::OsNotTicked, Subject::Zone("core".to_owned()), "x", "");
        let list = ZoneList::build(&plan, &[finding]);
        let texts: Vec<_> = list
            .rows
            .iter()
            .map(|row| {
                format!("{} | {} {} | {} | {} | {:?}", row.name, row.address, row.more, row.trust, row.roles, row.worst)
            })
            .collect();
        assert_eq!(
            texts,
            [
                "Clients | 10.1.0.0/16  | Medium trust | 2 roles | None",
                "Core | 10.2.0.1 +1 | Medium trust | 1 role | Some(Warning)",
                "Lab | No addresses  | Medium trust | no roles | None",
            ]
        );
    }
}
