//! The meaning of the catalog, one fact a line: a change of data shows in review what it changes.

use std::collections::BTreeSet;

use expect_test::expect_file;
use portolan::catalog::{Catalog, Endpoint, Need, Port, Scenario, ScenarioDecision};

use crate::catalogs;

/// `role runs service: protocol transport ports`, and
/// `role connects role: service, protocol transport ports, need`; sorted, distinct.
fn digest(catalog: &Catalog) -> String {
    let mut lines = BTreeSet::new();
    for role in &catalog.roles {
        for service in role.runs.iter().map(|&service| &catalog.services[service]) {
            for endpoint in &service.endpoints {
                lines.insert(format!("{} runs {}: {}", role.id, service.id, what(catalog, endpoint)));
            }
        }
        for connection in &role.connects {
            let need = match connection.need {
                Need::Required => "required".to_owned(),
                Need::Optional(scenario) => format!("optional: {}", scenario_text(&catalog.scenarios[scenario])),
            };
            for &used in &connection.uses {
                lines.insert(format!(
                    "{} connects {}: {}, {}, {need}",
                    role.id,
                    catalog.roles[connection.to].id,
                    catalog.services[used.service].id,
                    what(catalog, catalog.endpoint(used))
                ));
            }
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn scenario_text(scenario: &Scenario) -> String {
    let default = match scenario.default {
        ScenarioDecision::Undecided => "",
        ScenarioDecision::Declined => ", declined by default",
        ScenarioDecision::Accepted => ", accepted by default",
    };
    format!("{}{default}", scenario.name)
}

fn what(catalog: &Catalog, endpoint: &Endpoint) -> String {
    let ports = match endpoint.port {
        Port::Fixed(range) => range.to_string(),
        Port::RpcDynamic(server) => format!("dynamic ({})", catalog.rpc_servers[server].id),
        Port::OsDynamic => "dynamic".to_owned(),
        Port::Parameter(Some(range)) => format!("chosen, by default {range}"),
        Port::Parameter(None) => "chosen".to_owned(),
        Port::Protocol => String::new(),
    };
    format!("{} {} {ports}", endpoint.application_protocol, endpoint.transport).trim_end().to_owned()
}

#[test]
fn the_digest_of_the_catalog_is_the_committed_one() {
    expect_file!["../../snapshots/catalog-digest.txt"].assert_eq(&digest(&catalogs::embedded()));
}
