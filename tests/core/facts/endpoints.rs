//! The service tables of KB 832017 against the endpoints: every row there, nothing else.

use std::collections::BTreeMap;

use super::tables::{Facts, ServiceRow, transport};
use super::view::EndpointRow;

const TABLE: &str = "kb832017-services";

/// Names every row that is missing, and every endpoint of a section that no row states.
pub(super) fn mismatches(facts: &Facts, rows: &[EndpointRow]) -> Vec<String> {
    let mut res = Vec::new();
    let mut expected: BTreeMap<EndpointRow, isize> = BTreeMap::new();
    for row in &facts.services {
        if let Some(row) = in_our_words(facts, row, &mut res) {
            *expected.entry(row).or_default() += 1;
        }
    }
    for row in &facts.additional {
        let service_name = rows.iter().find(|other| other.service == row.system_service);
        let row = EndpointRow {
            service: row.system_service.clone(),
            service_name: service_name.map(|other| other.service_name.clone()).unwrap_or_default(),
            application_protocol: row.application_protocol.clone(),
            transport: row.transport.clone(),
            ports: row.ports.clone(),
            kind: row.kind.clone(),
        };
        *expected.entry(row).or_default() += 1;
    }
    let sections = facts.section_titles();
    for row in rows {
        match expected.get_mut(row) {
            Some(count) => *count -= 1,
            None if sections.contains(&row.service.as_str()) => *expected.entry(row.clone()).or_default() -= 1,
            None => {}
        }
    }
    for (row, count) in expected.into_iter().filter(|(_, count)| *count != 0) {
        let what = if count > 0 { "is missing" } else { "stands in no row of the service tables" };
        res.push(format!("{TABLE}: {} {what}", shown(&row)));
    }
    for slip in facts.slips.iter().filter(|slip| slip.table == TABLE) {
        if !facts.services.iter().any(|row| key(row) == slip.row) {
            res.push(format!("slips: {TABLE} has no row “{}”", slip.row));
        }
    }
    res
}

/// How slips name a row.
fn key(row: &ServiceRow) -> String {
    format!("{}: {}", row.section, row.label())
}

/// A row as the catalog should have it; `None`: the catalog leaves it out.
fn in_our_words(facts: &Facts, row: &ServiceRow, problems: &mut Vec<String>) -> Option<EndpointRow> {
    let slip = facts.slip(TABLE, &key(row));
    if slip.is_some_and(|slip| slip.instead.is_empty()) {
        return None;
    }
    let transport = transport(&row.transport);
    if transport.is_none() {
        problems.push(format!("{TABLE}: {} has an unknown transport", key(row)));
    }
    Some(EndpointRow {
        service: row.section.clone(),
        service_name: row.service_name.clone(),
        application_protocol: slip.map_or(&row.application_protocol, |slip| &slip.instead).clone(),
        transport: transport?.to_string(),
        ports: row.ports.clone(),
        kind: kind(facts, row).to_owned(),
    })
}

/// The tables know one word for both kinds of dynamic port, and for ports that can and can't be chosen. Passive FTP
/// data is not found by the endpoint mapper.
fn kind<'a>(facts: &Facts, row: &'a ServiceRow) -> &'a str {
    match row.kind.as_str() {
        "fixed" if facts.is_choosable(row) => "parameter",
        "dynamic" if row.application_protocol.starts_with("FTP") => "os-dynamic",
        "dynamic" => "rpc-dynamic",
        other => other,
    }
}

fn shown(row: &EndpointRow) -> String {
    format!(
        "{} ({}): {} {} {} {}",
        row.service, row.service_name, row.application_protocol, row.transport, row.ports, row.kind
    )
}

#[cfg(test)]
mod tests {
    use portolan::catalog::Port;

    use super::*;
    use crate::facts::View;
    use crate::facts::catalog;
    use crate::facts::tables::FlowRow;

    #[test]
    fn every_row_of_the_service_tables_is_an_endpoint_and_nothing_else_is() {
        let facts = Facts::read();
        assert_eq!((facts.services.len(), facts.section_titles().len()), (224, 60), "the copy is whole");
        let problems = mismatches(&facts, &View::new(catalog()).endpoint_rows());
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn what_the_tables_call_changeable_can_be_chosen() {
        let facts = Facts::read();
        for choosable in &facts.choosable {
            let is_row = |row: &&ServiceRow| row.section == choosable.section && row.label() == choosable.row;
            assert_eq!(facts.services.iter().filter(is_row).count(), 1, "{choosable:?}");
            assert!(!choosable.document.is_empty() && !choosable.why.is_empty(), "{choosable:?}");
        }
        let says_so = |note: &str| ["configurable", "changeable", "default binding"].iter().any(|it| note.contains(it));
        let rows: Vec<_> = facts.services.iter().filter(|row| says_so(&row.note)).collect();
        assert!(rows.iter().any(|row| row.section == "FTP Publishing Service"), "{rows:?}");
        for row in rows {
            assert!(facts.is_choosable(row), "{row:?}");
        }
    }

    /// In the tables of who calls whom, the words of a row that say that its port can be chosen.
    #[test]
    fn what_the_flow_tables_call_changeable_can_be_chosen() {
        let catalog = catalog();
        let says_so = |row: &FlowRow| {
            let words = ["changeable", "configurable", "can be narrowed", "alternate port available"];
            let takes_it_back = row.condition.contains("not configurable");
            !row.kind.starts_with("dynamic") && !takes_it_back && words.iter().any(|it| row.condition.contains(it))
        };
        let facts = Facts::read();
        let rows = facts.flows.iter().flat_map(|(_, rows)| rows).filter(|row| says_so(row));
        let rows: Vec<&FlowRow> = rows.filter(|row| !row.ports.is_empty()).collect();
        assert!(rows.len() > 20, "{} rows", rows.len());
        for row in rows {
            let endpoints = catalog.services.iter().flat_map(|service| &service.endpoints);
            let mut chosen = endpoints.filter(|endpoint| {
                let Port::Parameter(Some(default)) = endpoint.port else { return false };
                default.to_string() == row.ports && transport(&row.transport) == Some(endpoint.transport)
            });
            assert!(chosen.next().is_some(), "{row:?}");
        }
    }

    #[test]
    fn what_the_tables_call_pinned_can_be_pinned() {
        let facts = Facts::read();
        let catalog = catalog();
        let pinned: Vec<_> =
            facts.services.iter().filter(|row| row.kind == "dynamic" && row.note.contains("pin")).collect();
        let sections: Vec<&str> = pinned.iter().map(|row| row.section.as_str()).collect();
        assert!(sections.contains(&"Net Logon") && sections.contains(&"File Replication"), "{sections:?}");
        for row in pinned {
            let services = catalog.services.iter().filter(|service| *service.name == *row.section);
            let mut endpoints = services.flat_map(|service| &service.endpoints);
            let can_be_pinned = endpoints.any(|endpoint| {
                *endpoint.application_protocol == *row.application_protocol
                    && matches!(endpoint.port, Port::RpcDynamic(server) if catalog.rpc_servers[server].pin.is_some())
            });
            assert!(can_be_pinned, "{row:?}");
        }
    }

    #[test]
    fn a_port_that_is_off_by_one_is_named_on_both_sides() {
        let facts = Facts::read();
        let mut rows = View::new(catalog()).endpoint_rows();
        let row = rows.iter_mut().find(|row| row.service == "Telnet").expect("Telnet has an endpoint");
        row.ports = "24".to_owned();
        assert_eq!(
            mismatches(&facts, &rows),
            [
                "kb832017-services: Telnet (TlntSvr): Telnet TCP 23 fixed is missing",
                "kb832017-services: Telnet (TlntSvr): Telnet TCP 24 fixed stands in no row of the service tables",
            ]
        );
    }
}
