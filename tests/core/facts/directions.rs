//! Directions: which rows of a section flow from which role to which, and that nothing flows that no table states.

use std::collections::{BTreeMap, BTreeSet};

use portolan::catalog::{EndpointRef, Relation};
use portolan::ids::RoleIdx;

use super::tables::{Facts, SectionPair, ServiceRow, label, parts, transport};
use super::view::{Use, View};

/// Names every row of a section that does not flow as `sections.csv` says, every flow the other way round,
/// every additional endpoint and every connection of `directions.csv` that is not as it stands there.
/// What a table states is added to `held`.
pub(super) fn mismatches(facts: &Facts, view: &View<'_>, held: &mut BTreeSet<Use>) -> Vec<String> {
    let mut res = Vec::new();
    for pair in &facts.sections {
        section_pair(facts, view, pair, held, &mut res);
    }
    unreached_rows(facts, view, &mut res);
    additional(facts, view, held, &mut res);
    stated_elsewhere(facts, view, held, &mut res);
    res
}

/// Names every endpoint of every connection that no table states in its direction.
pub(super) fn not_held(view: &View<'_>, held: &BTreeSet<Use>) -> Vec<String> {
    let extra = view.uses().filter(|used| !held.contains(used));
    extra.map(|used| format!("no table states {}", view.name(used))).collect()
}

/// The rows of a section by the endpoint that the catalog has for each.
fn endpoints_by_row<'a>(facts: &'a Facts, view: &View<'_>, section: &str) -> Vec<(&'a ServiceRow, EndpointRef)> {
    let Some(service) = view.catalog.services.position(|service| *service.name == *section) else {
        return Vec::new();
    };
    let endpoint_of = |row: &ServiceRow| {
        let slip = facts.slip("kb832017-services", &format!("{section}: {}", row.label()));
        let protocol = slip.map_or(&row.application_protocol, |slip| &slip.instead);
        let is_same = |endpoint: EndpointRef| {
            let fact = view.catalog.endpoint(endpoint);
            *fact.application_protocol == **protocol
                && Some(fact.transport) == transport(&row.transport)
                && view.ports(endpoint) == row.ports
        };
        let endpoints = view.catalog.services[service].endpoints.keys();
        endpoints.map(|endpoint| EndpointRef { service, endpoint }).find(|&endpoint| is_same(endpoint))
    };
    let rows = facts.services.iter().filter(|row| row.section == section);
    rows.filter_map(|row| Some((row, endpoint_of(row)?))).collect()
}

/// Whether a pair's `rows` name a row.
pub(super) fn names_row(pair: &SectionPair, row: &ServiceRow) -> bool {
    let label = row.label();
    if pair.rows == "all" {
        true
    } else if let Some(others) = pair.rows.strip_prefix("all but ") {
        parts(others).all(|other| other != label)
    } else {
        parts(&pair.rows).any(|other| other == label)
    }
}

fn section_pair(facts: &Facts, view: &View<'_>, pair: &SectionPair, held: &mut BTreeSet<Use>, res: &mut Vec<String>) {
    let place = format!("sections: {}, {} to {}", pair.section, pair.source_role, pair.destination_role);
    let role = |id: &str| view.catalog.role_idx(id);
    let (Some(source), Some(destination)) = (role(&pair.source_role), role(&pair.destination_role)) else {
        res.push(format!("{place}: there is no such role"));
        return;
    };
    let rows = endpoints_by_row(facts, view, &pair.section);
    let labels: BTreeMap<EndpointRef, String> = rows.iter().map(|(row, endpoint)| (*endpoint, row.label())).collect();
    let expected: BTreeSet<String> = facts
        .services
        .iter()
        .filter(|row| row.section == pair.section && names_row(pair, row))
        .map(ServiceRow::label)
        .collect();
    let mut found = BTreeSet::new();
    for used in view.uses_between(source, destination) {
        if let Some(label) = labels.get(&used.endpoint) {
            found.insert(label.clone());
            if expected.contains(label) {
                held.insert(used);
            }
        }
    }
    let parts_of_rows = pair.rows.strip_prefix("all but ").unwrap_or(&pair.rows);
    for part in parts(parts_of_rows).filter(|part| *part != "all") {
        if !facts.services.iter().any(|row| row.section == pair.section && row.label() == part) {
            res.push(format!("{place}: the section has no row “{part}”"));
        }
    }
    res.extend(expected.difference(&found).map(|label| format!("{place}: {label} is missing")));
    res.extend(found.difference(&expected).map(|label| format!("{place}: {label} is there too")));
    let is_stated_back = facts.sections.iter().any(|other| {
        (&other.section, &other.source_role, &other.destination_role)
            == (&pair.section, &pair.destination_role, &pair.source_role)
    });
    if !is_stated_back {
        let back =
            view.uses_in_effect(destination, source).into_iter().filter(|used| labels.contains_key(&used.endpoint));
        res.extend(back.map(|used| format!("{place}: the other way round flows {}", view.name(used))));
    }
}

/// Every row flows between some pair of its section, or a tunnel opens it.
fn unreached_rows(facts: &Facts, view: &View<'_>, res: &mut Vec<String>) {
    let of_tunnels: BTreeSet<EndpointRef> =
        view.catalog.tunnels.iter().flat_map(|kind| kind.from_opener.iter().chain(&kind.both_ways)).copied().collect();
    for section in facts.section_titles() {
        for (row, endpoint) in endpoints_by_row(facts, view, section) {
            let is_named = facts.sections.iter().any(|pair| pair.section == section && names_row(pair, row));
            if !is_named && !of_tunnels.contains(&endpoint) {
                res.push(format!("sections: {section}: {} flows between no pair of roles", row.label()));
            }
        }
    }
}

fn additional(facts: &Facts, view: &View<'_>, held: &mut BTreeSet<Use>, res: &mut Vec<String>) {
    for row in &facts.additional {
        let label = label(&row.application_protocol, &row.transport, &row.ports);
        let place = format!("additional-endpoints: {}: {label}", row.system_service);
        let roles = view.catalog.role_idx(&row.source_role).zip(view.catalog.role_idx(&row.destination_role));
        let Some((source, destination)) = roles else {
            res.push(format!("{place}: there is no such role"));
            continue;
        };
        let is_same = |used: &Use| {
            let fact = view.catalog.endpoint(used.endpoint);
            *view.catalog.services[used.endpoint.service].name == *row.system_service
                && *fact.application_protocol == *row.application_protocol
                && fact.transport.label() == row.transport
                && view.ports(used.endpoint) == row.ports
        };
        let found: Vec<_> = view.uses_between(source, destination).into_iter().filter(is_same).collect();
        if found.is_empty() {
            res.push(format!("{place}: no connection from {} to {}", row.source_role, row.destination_role));
        }
        let cites = |used: &Use| {
            let references = &view.catalog.endpoint(used.endpoint).references;
            references.iter().any(|&idx| view.catalog.references[idx].id.as_str() == row.document)
        };
        if !found.iter().all(cites) {
            res.push(format!("{place}: the endpoint does not cite {}", row.document));
        }
        held.extend(found);
    }
}

fn stated_elsewhere(facts: &Facts, view: &View<'_>, held: &mut BTreeSet<Use>, res: &mut Vec<String>) {
    for row in &facts.directions {
        let place = format!("directions: {}/{} to {}", row.source_role, row.connection, row.destination_role);
        let is_same = |role: RoleIdx, id: &str| view.catalog.roles[role].id.as_str() == id;
        let found = view.catalog.connections().find(|(place, fact)| {
            is_same(place.role, &row.source_role)
                && is_same(fact.to, &row.destination_role)
                && fact.id.as_str() == row.connection
        });
        let Some((connection, fact)) = found else {
            res.push(format!("{place}: there is no such connection"));
            continue;
        };
        let ports = |&endpoint: &EndpointRef| {
            label("", view.catalog.endpoint(endpoint).transport.label(), &view.ports(endpoint))
        };
        let found: BTreeSet<String> = fact.uses.iter().map(ports).collect();
        let expected: BTreeSet<String> = parts(&row.ports).map(str::to_owned).collect();
        if found != expected {
            res.push(format!("{place}: its ports are {found:?}"));
        }
        if !row.scope.is_empty() && fact.scope.as_ref().map(|scope| scope.relation) != relation(&row.scope) {
            res.push(format!("{place}: its scopes are not {}", row.scope));
        }
        if !fact.references.iter().any(|&idx| view.catalog.references[idx].id.as_str() == row.document) {
            res.push(format!("{place}: it does not cite {}", row.document));
        }
        held.extend(fact.uses.iter().map(|&endpoint| Use { connection, endpoint }));
    }
}

fn relation(word: &str) -> Option<Relation> {
    match word {
        "other_domain" => Some(Relation::OtherDomain),
        "trusted" => Some(Relation::Trusted),
        "trusting" => Some(Relation::Trusting),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{catalog, directions_and_flows};

    #[test]
    fn every_row_of_every_section_flows_in_the_stated_direction_and_nothing_flows_unstated() {
        let problems = directions_and_flows(&Facts::read(), &View::new(catalog()));
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn every_section_has_a_pair() {
        let facts = Facts::read();
        for section in facts.section_titles() {
            assert!(facts.sections.iter().any(|pair| pair.section == section), "{section}");
        }
        for pair in &facts.sections {
            assert!(facts.section_titles().contains(&pair.section.as_str()), "{pair:?}");
        }
    }
}
