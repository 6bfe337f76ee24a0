//! The by-port table of KB 832017 against the catalog's. The document's is no full index of its own sections,
//! so a port of ours may stand in a section alone.

use std::collections::BTreeSet;

use super::tables::{Facts, PortRow, parts, transport};
use super::view::EndpointRow;

const TABLE: &str = "kb832017-ports";

/// Names every row that is missing, and every endpoint of the document that neither table states.
pub(super) fn mismatches(facts: &Facts, rows: &[EndpointRow]) -> Vec<String> {
    let mut res = Vec::new();
    let mut stated: BTreeSet<&EndpointRow> = BTreeSet::new();
    for row in &facts.ports {
        if facts.slip(TABLE, &key(row)).is_some_and(|slip| slip.instead.is_empty()) {
            continue;
        }
        let found: Vec<_> = rows.iter().filter(|ours| is_same(facts, row, ours)).collect();
        if found.is_empty() {
            res.push(format!("{TABLE}: {} is missing", key(row)));
        }
        stated.extend(found);
    }
    let named: BTreeSet<&str> = facts
        .ports
        .iter()
        .flat_map(|row| service_names(facts, &row.service_names))
        .chain(facts.section_titles())
        .collect();
    for row in rows.iter().filter(|row| named.contains(row.service.as_str()) && !stated.contains(row)) {
        if !stands_in_section(facts, row) && !is_additional(facts, row) {
            let what = format!("{} {} {}", row.application_protocol, row.transport, row.ports);
            res.push(format!("{TABLE}: {}: {what} stands in neither table", row.service));
        }
    }
    for slip in facts.slips.iter().filter(|slip| slip.table == TABLE) {
        if !facts.ports.iter().any(|row| key(row) == slip.row) {
            res.push(format!("slips: {TABLE} has no row “{}”", slip.row));
        }
    }
    res
}

/// How slips name a row.
fn key(row: &PortRow) -> String {
    format!("{} {} {}: {}", row.transport, row.port, row.application_protocol, row.service_names)
}

fn is_same(facts: &Facts, row: &PortRow, ours: &EndpointRow) -> bool {
    let ports = if row.port == "n/a" { "" } else { &row.port };
    ports == ours.ports
        && transport(&row.transport).is_some_and(|transport| transport.label() == ours.transport)
        && service_names(facts, &row.service_names).contains(&ours.service.as_str())
        && protocol_names(facts, row).contains(&ours.application_protocol.as_str())
}

/// The service tables have it, whatever they call its protocol.
fn stands_in_section(facts: &Facts, ours: &EndpointRow) -> bool {
    facts.services.iter().any(|row| {
        row.section == ours.service
            && row.ports == ours.ports
            && transport(&row.transport).is_some_and(|transport| transport.label() == ours.transport)
    })
}

fn is_additional(facts: &Facts, ours: &EndpointRow) -> bool {
    facts.additional.iter().any(|row| {
        (&row.system_service, &row.application_protocol, &row.transport, &row.ports)
            == (&ours.service, &ours.application_protocol, &ours.transport, &ours.ports)
    })
}

/// What we call a service of the table.
fn service_names<'a>(facts: &'a Facts, name: &'a str) -> Vec<&'a str> {
    let mapped = facts.port_names.iter().find(|other| other.what == "service" && other.name == name);
    mapped.map_or_else(|| vec![name], |mapped| parts(&mapped.ours).collect())
}

/// What we call a protocol of the table: a name that is meant for the row's service comes before one for all.
fn protocol_names<'a>(facts: &'a Facts, row: &'a PortRow) -> Vec<&'a str> {
    let of = |service: &str| {
        facts.port_names.iter().find(|other| {
            other.what == "protocol" && other.name == row.application_protocol && other.service == service
        })
    };
    let mapped = of(&row.service_names).or_else(|| of(""));
    mapped.map_or_else(|| vec![row.application_protocol.as_str()], |mapped| parts(&mapped.ours).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::View;
    use crate::facts::catalog;

    #[test]
    fn every_row_of_the_by_port_table_is_there() {
        let facts = Facts::read();
        assert_eq!(facts.ports.len(), 183, "the copy is whole");
        let problems = mismatches(&facts, &View::new(catalog()).endpoint_rows());
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn every_name_of_the_mapping_is_needed() {
        let facts = Facts::read();
        for name in &facts.port_names {
            let is_used = facts.ports.iter().any(|row| match name.what.as_str() {
                "service" => row.service_names == name.name,
                _ => row.application_protocol == name.name && ["", &row.service_names].contains(&name.service.as_str()),
            });
            assert!(is_used, "{name:?}");
        }
    }

    #[test]
    fn a_service_that_has_no_section_is_held_by_this_table_alone() {
        let facts = Facts::read();
        let mut rows = View::new(catalog()).endpoint_rows();
        let row = rows.iter_mut().find(|row| row.application_protocol == "MOM-Clear").expect("MOM 2000 is there");
        row.ports = "51516".to_owned();
        assert_eq!(
            mismatches(&facts, &rows),
            [
                "kb832017-ports: TCP 51515 MOM-Clear: Microsoft Operations Manager 2000 is missing",
                "kb832017-ports: Microsoft Operations Manager 2000: MOM-Clear TCP 51516 stands in neither table",
            ]
        );
    }
}
