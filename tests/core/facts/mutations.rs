//! What the comparisons are worth: the catalog is damaged in every place in turn, and each time one must notice.
//!
//! Neither a digest nor a check of the catalog counts, only a comparison with the copied tables.

use std::sync::Arc;

use expect_test::expect_file;
use portolan::catalog::load;
use portolan::catalog::resolve::resolve;
use portolan::catalog::schema::{Connection, Relation, Role};
use portolan::catalog::sources::Sources;
use portolan::files::catalog_dir;

use super::mismatches;
use super::tables::Facts;

/// How many damages there were, and which nobody noticed.
#[derive(Default)]
struct Tally {
    tried: usize,
    unnoticed: Vec<String>,
}

impl Tally {
    fn add(&mut self, facts: &Facts, sources: &Sources, what: String) {
        self.tried += 1;
        if mismatches(facts, &resolve(&Arc::new(sources.clone())).0).is_empty() {
            self.unnoticed.push(what);
        }
    }

    fn noticed(&self) -> usize {
        self.tried - self.unnoticed.len()
    }
}

/// Takes an endpoint out, and every use of it.
fn delete_endpoint(sources: &mut Sources, service: &str, endpoint: &str) {
    if let Some(service) = sources.services.get_mut(service) {
        service.endpoints.retain(|other| other.id != endpoint);
    }
    let path = format!("{service}/{endpoint}");
    for connection in sources.roles.values_mut().flat_map(|role| &mut role.connects) {
        connection.uses.retain(|used| *used != path);
    }
    for group in sources.endpoint_groups.values_mut() {
        group.endpoints.retain(|used| *used != path);
    }
    for tunnel in sources.tunnels.values_mut() {
        tunnel.from_opener.retain(|used| *used != path);
        tunnel.both_ways.retain(|used| *used != path);
    }
}

/// Swaps who opens a connection and who listens.
fn flip_connection(sources: &mut Sources, role: &str, connection: &str) {
    let Some(opener) = sources.roles.get_mut(role) else { return };
    let Some(position) = opener.connects.iter().position(|other| other.id == connection) else { return };
    let mut moved = opener.connects.remove(position);
    let listener = std::mem::replace(&mut moved.to, role.to_owned());
    if let Some(listener) = sources.roles.get_mut(&listener) {
        // Two of one name would be one of them left out.
        moved.id = format!("{role}-{connection}");
        listener.connects.push(moved);
    }
}

/// Lets the other side of a trust open a connection.
fn turn_trust(sources: &mut Sources, role: &str, connection: &str) {
    let connections = sources.roles.get_mut(role).into_iter().flat_map(|role| &mut role.connects);
    for scope in connections.filter(|other| other.id == connection).filter_map(|found| found.scope.as_mut()) {
        scope.relation = match scope.relation {
            Relation::Trusted => Relation::Trusting,
            Relation::Trusting => Relation::Trusted,
            other => other,
        };
    }
}

fn delete_connection(sources: &mut Sources, role: &str, connection: &str) {
    if let Some(role) = sources.roles.get_mut(role) {
        role.connects.retain(|other| other.id != connection);
    }
}

fn deleted_endpoints(facts: &Facts, sources: &Sources) -> Tally {
    let mut res = Tally::default();
    for service in sources.services.values() {
        for endpoint in &service.endpoints {
            let mut damaged = sources.clone();
            delete_endpoint(&mut damaged, &service.id, &endpoint.id);
            res.add(facts, &damaged, format!("{}/{}", service.id, endpoint.id));
        }
    }
    res
}

/// Damages every connection that `picks` takes.
fn damaged_connections(
    facts: &Facts,
    sources: &Sources,
    picks: impl Fn(&Role, &Connection) -> bool,
    damage: impl Fn(&mut Sources, &str, &str),
) -> Tally {
    let mut res = Tally::default();
    for role in sources.roles.values() {
        for connection in role.connects.iter().filter(|connection| picks(role, connection)) {
            let mut damaged = sources.clone();
            damage(&mut damaged, &role.id, &connection.id);
            res.add(facts, &damaged, format!("{}/{}", role.id, connection.id));
        }
    }
    res
}

/// Endpoints whose connection uses another one on the same port of the same role: without them nothing else is open.
const SAME_PORT_BESIDE: [&str; 4] =
    ["azure/monitor-metrics", "azure/managed-domains", "power-bi/https", "power-bi/downloads"];

/// Connections that ask for the same flow as another one of their role, for another reason: without them it is still there.
const SAME_FLOW_BESIDE: [&str; 3] = ["azure-monitor-agent/gateway", "nessus-scanner/cloud", "nessus-scanner/feed"];

#[test]
fn every_deleted_endpoint_and_flipped_connection_is_noticed() {
    let facts = Facts::read();
    let (sources, findings) = load::load(catalog_dir::embedded());
    assert!(findings.is_empty(), "{findings:?}");
    assert_eq!(
        mismatches(&facts, &resolve(&Arc::new(sources.clone())).0),
        Vec::<String>::new(),
        "the whole catalog agrees"
    );

    let endpoints = deleted_endpoints(&facts, &sources);
    let is_of_trust = |_: &Role, connection: &Connection| {
        connection.scope.as_ref().is_some_and(|scope| matches!(scope.relation, Relation::Trusted | Relation::Trusting))
    };
    let is_between_two = |role: &Role, connection: &Connection| role.id != connection.to;
    let flipped = damaged_connections(&facts, &sources, is_between_two, flip_connection);
    let deleted = damaged_connections(&facts, &sources, |_, _| true, delete_connection);
    let trusts = damaged_connections(&facts, &sources, is_of_trust, turn_trust);
    let counts = [
        ("Endpoint deleted, with every use of it", &endpoints),
        ("Connection flipped: who opened listens", &flipped),
        ("Connection deleted", &deleted),
        ("Connection across a trust opened from the other side of the trust", &trusts),
    ];
    for (what, tally) in counts {
        println!("{what}: {} of {} noticed", tally.noticed(), tally.tried);
    }
    let unnoticed: Vec<_> =
        counts.iter().flat_map(|(what, tally)| tally.unnoticed.iter().map(move |one| (what, one))).collect();
    let expected: Vec<&str> = SAME_PORT_BESIDE.into_iter().chain(SAME_FLOW_BESIDE).collect();
    let unexpected: Vec<_> = unnoticed.iter().filter(|(_, one)| !expected.contains(&one.as_str())).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert_eq!(unnoticed.len(), expected.len(), "{unnoticed:#?}");
    expect_file!["../../../docs/FACTS.md"].assert_eq(&document(&facts, &counts));
}

/// `docs/FACTS.md`, wholly generated.
fn document(facts: &Facts, counts: &[(&str, &Tally)]) -> String {
    let mut res = String::from(INTRODUCTION);
    res.push_str("\n| table in `tests/facts` | rows |\n| --- | --- |\n");
    let mut rows = vec![
        ("kb832017-services.csv".to_owned(), facts.services.len()),
        ("kb832017-ports.csv".to_owned(), facts.ports.len()),
    ];
    rows.extend(facts.flows.iter().map(|(file, rows)| (format!("{file}.csv"), rows.len())));
    rows.extend([
        ("sections.csv".to_owned(), facts.sections.len()),
        ("conditions.csv".to_owned(), facts.conditions.len()),
        ("directions".to_owned(), facts.directions.len()),
        ("additional-endpoints.csv".to_owned(), facts.additional.len()),
        ("slips.csv".to_owned(), facts.slips.len()),
        ("left-out".to_owned(), facts.left_out.values().map(Vec::len).sum()),
        ("role-names".to_owned(), facts.role_names.values().map(Vec::len).sum()),
    ]);
    res.extend(rows.into_iter().map(|(file, count)| format!("| {file} | {count} |\n")));
    res.push_str("\n## What the comparisons notice\n\n");
    res.push_str(DAMAGES);
    res.push_str("\n| damage | tried | noticed |\n| --- | --- | --- |\n");
    res.extend(counts.iter().map(|(what, tally)| format!("| {what} | {} | {} |\n", tally.tried, tally.noticed())));
    res
}

const INTRODUCTION: &str = "\
# The facts

The catalog is held against copies of the documents' tables in `tests/facts` (its `README.md` tells each column).
`tests/core/facts` compares both ways: every row of a table is found in the catalog, and what the catalog says of
these documents stands in a row.
Where the catalog does not follow a row of KB 832017, `slips.csv` names the row and the reason; where it does not follow
a row of another table, a file of `left-out` does. There are no other exceptions.
This page is generated by the test below: `UPDATE_EXPECT=1 cargo test --test core facts`.
";

const DAMAGES: &str = "\
`every_deleted_endpoint_and_flipped_connection_is_noticed` damages the catalog in every place in turn.
A damage counts as noticed only if a comparison with the tables names something.
Four endpoints of clouds share their port with another one of the same connection, and are not missed.
A connection of a role with itself would say the same when flipped, so it is only deleted.
";
