//! The list of zones: what each line says of its zone. Which one is chosen is not its business.

use std::collections::BTreeMap;

use crate::finding::{Finding, Severity, Subject};
use crate::plan::{Plan, Zone, ZoneColor, ZoneId};
use crate::view::wording::{counted, thousands};

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
}

impl ZoneList {
    /// Builds the list.
    #[must_use]
    pub fn build(plan: &Plan, findings: &[Finding]) -> Self {
        let mut worst: BTreeMap<&str, Severity> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| !finding.acceptance.is_in_force()) {
            if let Subject::Zone(id) | Subject::Placement { zone: id, .. } = &finding.subject {
                let entry = worst.entry(id).or_insert(finding.severity);
                *entry = finding.severity.min(*entry);
            }
        }
        let rows = plan.zones.iter().map(|zone| row(zone, worst.get(zone.id.as_str()).copied()));
        Self { rows: rows.collect() }
    }
}

fn row(zone: &Zone, worst: Option<Severity>) -> ZoneRow {
    let (address, more) = match &zone.addresses[..] {
        [] => ("No addresses".to_owned(), String::new()),
        [one] => (one.clone(), String::new()),
        [first, rest @ ..] => (first.clone(), format!("+{}", thousands(rest.len()))),
    };
    let roles = counted(zone.placements.len(), "role", "roles");
    let mut tooltip = vec![zone.name.clone(), format!("Trust level {}", zone.trust.label().to_lowercase())];
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
        tooltip: tooltip.join("\n"),
        worst,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::view::sample;

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
