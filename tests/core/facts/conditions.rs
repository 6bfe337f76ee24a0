//! When a row holds: the notes of the service tables on OS versions and on NetBIOS, against what is derived.

use portolan::catalog::{Answer, Catalog};
use portolan::matrix::derive;
use portolan::net::Transport;
use portolan::plan::Plan;

use super::catalog;
use super::tables::{ConditionRow, Facts, transport};
use super::two_zones::zone;

/// The two zones of a row, with every assumption answered alike.
fn plan_of(catalog: &Catalog, row: &ConditionRow, answer: Answer) -> Plan {
    let side = |id: &str, role: &str, os: &str| {
        let role = catalog.role_idx(role).unwrap_or_else(|| panic!("{row:?}: no role {role}"));
        let os = catalog.os_idx(os).unwrap_or_else(|| panic!("{row:?}: no OS version {os}"));
        zone(catalog, id, role, [os].into_iter().collect(), None)
    };
    Plan {
        assumptions: catalog.assumptions.iter().map(|one| (one.id.clone(), answer)).collect(),
        zones: vec![side("a", &row.source_role, &row.source_os), side("b", &row.destination_role, &row.destination_os)],
        ..Plan::default()
    }
}

#[test]
fn a_row_flows_only_on_the_os_versions_that_its_note_names() {
    let facts = Facts::read();
    let catalog = catalog();
    let mut problems = Vec::new();
    for condition in &facts.conditions {
        let is_asked =
            |row: &&super::tables::ServiceRow| row.section == condition.section && row.label() == condition.row;
        let Some(row) = facts.services.iter().find(is_asked) else {
            problems.push(format!("{}: there is no row “{}”", condition.section, condition.row));
            continue;
        };
        let matrix = derive(catalog, &plan_of(catalog, condition, Answer::InUse));
        let flows = matrix.cell(catalog, 0, 1).open_flows().any(|flow| {
            *flow.key.service.name(catalog) == *row.section
                && *flow.key.application_protocol == *row.application_protocol
                && Some(flow.key.transport) == transport(&row.transport)
                && (row.kind == "dynamic"
                    || flow.key.ports.map(|ports| ports.to_string()).unwrap_or_default() == row.ports)
        });
        if flows != (condition.flows == "yes") {
            problems.push(format!("{condition:?}: it flows: {flows}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Source: KB 204279 and KB 832017: NetBIOS is optional for everything but WINS, and DCOM over UDP is doubtful.
#[test]
fn without_netbios_and_dcom_over_udp_their_ports_are_closed() {
    let facts = Facts::read();
    let catalog = catalog();
    for condition in &facts.conditions {
        let matrix = derive(catalog, &plan_of(catalog, condition, Answer::Unused));
        for flow in matrix.cell(catalog, 0, 1).open_flows() {
            let is_netbios = |transport, port: u16| {
                flow.key.transport == transport
                    && flow.key.ports.is_some_and(|range| range.contains(port) && range.num_ports() == 1)
            };
            let is_dcom_over_udp = flow.key.transport == Transport::Udp && *flow.key.application_protocol == *"DCOM";
            let is_open = is_netbios(Transport::Udp, 137)
                || is_netbios(Transport::Udp, 138)
                || is_netbios(Transport::Tcp, 139)
                || is_dcom_over_udp;
            assert!(!is_open, "{condition:?}: {:?}", flow.key);
        }
    }
}
