//! What becomes of the rules of each pair of zones, from one matrix to another.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Need};
use crate::matrix::{Cell, Matrix, Merge, Rule};
use crate::table::rule_ports;

/// The rules of a pair that are other ones afterwards.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PairChange {
    /// Ids of the two zones, source first.
    pub zones: [String; 2],
    /// `Clients → Core`, or `Inside Core`.
    pub name: String,
    /// The rules that go, by stable id: `TCP 88 Kerberos`.
    pub lost: BTreeMap<String, String>,
    /// The rules that come.
    pub gained: BTreeMap<String, String>,
}

impl PairChange {
    /// Whether it stays inside one zone, where mostly no firewall stands.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.zones[0] == self.zones[1]
    }

    /// `− TCP 88 Kerberos, UDP 88 Kerberos   + TCP 443 HTTPS`.
    #[must_use]
    pub fn text(&self) -> String {
        let listed = |sign: &str, rules: &BTreeMap<String, String>| {
            let texts: BTreeSet<&str> = rules.values().map(String::as_str).collect();
            let texts: Vec<&str> = texts.into_iter().collect();
            if texts.is_empty() { String::new() } else { format!("{sign} {}", texts.join(", ")) }
        };
        let parts = [listed("−", &self.lost), listed("+", &self.gained)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ")
    }
}

/// The pairs whose rules differ, in the order of the plan before, and after them those of new zones. `None` when it was
/// cancelled.
pub(super) fn changed_pairs(
    catalog: &Catalog,
    [before, after]: [&Matrix; 2],
    is_cancelled: &impl Fn() -> bool,
) -> Option<Vec<PairChange>> {
    let mut res = Vec::new();
    let old = before.plan().zones.iter().map(|zone| zone.id.as_str());
    let new = after.plan().zones.iter().map(|zone| zone.id.as_str());
    let new = new.filter(|id| before.plan().zone(id).is_none());
    let ids: Vec<&str> = old.chain(new).collect();
    let places: Vec<[Option<usize>; 2]> =
        ids.iter().map(|id| [before.plan().zone_idx(id), after.plan().zone_idx(id)]).collect();
    for (source, source_idx) in ids.iter().zip(&places) {
        if is_cancelled() {
            return None;
        }
        for (destination, destination_idx) in ids.iter().zip(&places) {
            let zones = [*source, *destination];
            let lost = rules(catalog, before, source_idx[0].zip(destination_idx[0]), zones);
            let gained = rules(catalog, after, source_idx[1].zip(destination_idx[1]), zones);
            if lost.keys().eq(gained.keys()) {
                continue;
            }
            let only = |some: &BTreeMap<String, String>, other: &BTreeMap<String, String>| {
                some.iter()
                    .filter(|(id, _)| !other.contains_key(*id))
                    .map(|(id, text)| (id.clone(), text.clone()))
                    .collect()
            };
            let names = zones.map(|id| name(&[before, after], id));
            res.push(PairChange {
                zones: zones.map(str::to_owned),
                name: if source == destination {
                    format!("Inside {}", names[0])
                } else {
                    format!("{} → {}", names[0], names[1])
                },
                lost: only(&lost, &gained),
                gained: only(&gained, &lost),
            });
        }
    }
    Some(res)
}

fn name(matrices: &[&Matrix; 2], id: &str) -> String {
    let zone = matrices.iter().find_map(|matrix| matrix.plan().zone(id));
    zone.map_or(id, |zone| &zone.name).to_owned()
}

/// The rules of a pair by their ids; none where the pair is not there.
fn rules(
    catalog: &Catalog,
    matrix: &Matrix,
    pair: Option<(usize, usize)>,
    [source, destination]: [&str; 2],
) -> BTreeMap<String, String> {
    let Some((source_idx, destination_idx)) = pair else { return BTreeMap::new() };
    if matrix.summary(source_idx, destination_idx).is_empty() {
        return BTreeMap::new();
    }
    let cell = matrix.cell(catalog, source_idx, destination_idx);
    let rules = cell.rules(Merge::Ranges);
    rules.iter().map(|rule| (rule.id(source, destination), rule_text(&cell, rule))).collect()
}

/// `TCP 88 Kerberos`, and behind it whether it is optional.
fn rule_text(cell: &Cell<'_>, rule: &Rule) -> String {
    let protocols: BTreeSet<&str> = rule.flows.iter().map(|&idx| cell.flows[idx].key.application_protocol).collect();
    let protocols: Vec<&str> = protocols.into_iter().filter(|protocol| *protocol != rule.transport.label()).collect();
    let separator = if protocols.is_empty() { "" } else { " " };
    let need = match rule.need {
        Need::Required => "",
        Need::Optional(()) => " (optional)",
    };
    format!("{}{separator}{}{need}", rule_ports(rule), protocols.join("/"))
}
