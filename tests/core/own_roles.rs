//! Roles of a plan's own: they are derived like those of the catalog, on the user's word, and hide none of the catalog's.

use std::sync::Arc;

use portolan::catalog::{Catalog, checks};
use portolan::check;
use portolan::files::catalog_dir;
use portolan::finding::{Code, Finding};
use portolan::matrix::{Cell, Deriver, FlowConfidence, Matrix, Status, derive};
use portolan::plan::{OWN_FAMILY, Plan, RoleSource, file, with_roles_of};

use crate::plan_maker::PlanMaker;
use crate::properties::{assert_equals_naive, assert_same, assert_summaries_equal_cells};
use crate::random_plan::any_edit;
use crate::splitmix::SplitMix;
use crate::{catalogs, naive};

/// The payroll of a small firm: a server of its own, its clients, and the database that it calls.
const PAYROLL: &str = r#"(
    format: 2,
    roles: [
        (
            id: "own-payroll-server",
            name: "Payroll server",
            listens: [(application_protocol: "HTTPS", transport: tcp, ports: 8443), (transport: udp, ports: "9000-9010")],
            calls: [(role: "sql-server", uses: ["sql-server/sql-over-tcp"], purpose: "Wages and hours")],
        ),
        (
            id: "own-payroll-client",
            name: "Payroll client",
            calls: [(role: "own-payroll-server")],
        ),
    ],
    zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "own-payroll-client")]),
        (id: "servers", name: "Servers", os: ["windows-server-2022"], placements: [(role: "own-payroll-server")]),
        (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
    ],
)"#;

fn read(text: &str) -> Plan {
    file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan
}

fn derived(plan: &Plan) -> (Arc<Catalog>, Matrix) {
    let catalog = with_roles_of(&Arc::new(catalogs::embedded()), plan);
    let matrix = derive(&catalog, plan);
    (catalog, matrix)
}

/// What is open in a cell, as `role > role: service, protocol, transport, ports`.
fn open(catalog: &Catalog, cell: &Cell<'_>) -> Vec<String> {
    let flows = cell.flows.iter().filter(|flow| flow.status == Status::Open);
    let text = flows.map(|flow| {
        let key = &flow.key;
        let (source, destination) = (key.source_role.id(catalog), key.destination_role.id(catalog));
        let ports = key.ports.map(|range| range.to_string()).unwrap_or_default();
        format!("{source} > {destination}: {} {} {ports}", key.application_protocol, key.transport)
    });
    text.collect()
}

fn findings(plan: &Plan) -> Vec<Finding> {
    let (catalog, matrix) = derived(plan);
    check::findings(&catalog, &matrix)
}

fn messages(findings: &[Finding], code: Code) -> Vec<&str> {
    findings.iter().filter(|finding| finding.code == code).map(|finding| &*finding.message).collect()
}

#[test]
fn a_server_of_ones_own_is_reached_and_reaches_the_catalogs() {
    let (catalog, matrix) = derived(&read(PAYROLL));
    let [to_server, to_data] = [(0, 1), (1, 2)].map(|(from, to)| matrix.cell(&catalog, from, to));
    assert_eq!(
        open(&catalog, &to_server),
        [
            "own-payroll-client > own-payroll-server: HTTPS TCP 8443",
            "own-payroll-client > own-payroll-server: Payroll server UDP 9000-9010",
        ]
    );
    let own = "own-payroll-server > sql-server: ";
    let calls: Vec<String> = open(&catalog, &to_data).into_iter().filter(|flow| flow.starts_with(own)).collect();
    assert_eq!(calls, ["own-payroll-server > sql-server: SQL over TCP TCP 1433"]);
    assert_eq!(open(&catalog, &matrix.cell(&catalog, 1, 0)), Vec::<String>::new(), "nothing goes back");
    assert_eq!(&*catalog.families.raw[0].name, OWN_FAMILY);
    let named = |cell: &Cell<'_>| {
        let reasons = cell.flows.iter().flat_map(|flow| &flow.reasons);
        let of_user = reasons.filter(|reason| reason.confidence == FlowConfidence::User);
        of_user.map(|reason| (reason.purpose.to_owned(), reason.references.len())).collect::<Vec<_>>()
    };
    let client = "Payroll client calls Payroll server".to_owned();
    assert_eq!(named(&to_server), [(client.clone(), 0), (client, 0)], "on the user's word, without a document");
    assert_eq!(named(&to_data).first(), Some(&("Wages and hours".to_owned(), 1)), "the port is the catalog's fact");
}

#[test]
fn scopes_and_scenarios_hold_for_calls_as_for_any_connection() {
    let called = r#"(role: "own-payroll-server", scenario: "Month's end", scope: "ad-domain")"#;
    let text = PAYROLL.replace(r#"calls: [(role: "own-payroll-server")]"#, &format!("calls: [{called}]"));
    let text = text
        .replace(r#"(role: "own-payroll-client")"#, r#"(role: "own-payroll-client", scopes: {"ad-domain": "a"})"#)
        .replace(
            r#"placements: [(role: "own-payroll-server")"#,
            r#"placements: [(role: "own-payroll-server", scopes: {"ad-domain": "SCOPE"})"#,
        )
        .replace(
            "    zones:",
            r#"    scopes: [(id: "a", kind: "ad-domain"), (id: "b", kind: "ad-domain")],
    scenarios: {DECISION},
    zones:"#,
        );
    // Format 2 reads its fields in any order.
    let num_open = |scope: &str, decision: &str| {
        let (catalog, matrix) = derived(&read(&text.replace("SCOPE", scope).replace("DECISION", decision)));
        let cell = matrix.cell(&catalog, 0, 1);
        let named =
            cell.flows.iter().all(|flow| flow.need.scenarios().is_empty() || flow.need.scenarios() == ["Month's end"]);
        assert!(named);
        let optional = cell.flows.iter().filter(|flow| !flow.need.scenarios().is_empty()).count();
        (open(&catalog, &cell).len(), optional)
    };
    assert_eq!(num_open("a", ""), (2, 2));
    assert_eq!(num_open("b", ""), (0, 0), "in another domain");
    assert_eq!(num_open("a", r#""Month's end": accepted"#), (2, 0));
    assert_eq!(num_open("a", r#""Month's end": declined"#).0, 0);
}

#[test]
fn the_catalogs_role_holds_where_both_have_an_id() {
    let base = Arc::new(catalogs::embedded());
    for id in ["sql-server", "print-spooler"] {
        let plan = read(&PAYROLL.replace("own-payroll-server", id));
        let catalog = with_roles_of(&base, &plan);
        assert!(!catalog.is_laid_over(id) && catalog.is_laid_over("own-payroll-client"));
        assert_eq!(catalog.service_name(id), base.service_name(id));
        let found = findings(&plan);
        let hidden = messages(&found, Code::OwnRoleWithoutEffect);
        assert!(hidden.iter().any(|message| message.contains(&format!("the catalog has “{id}” itself"))), "{hidden:?}");
        assert_eq!(file::read(&file::write(&plan)).map(|read| read.plan), Ok(plan), "nothing is lost");
    }
    assert_eq!(messages(&findings(&read(PAYROLL)), Code::OwnRoleWithoutEffect), Vec::<&str>::new());
}

#[test]
fn what_calls_name_and_is_not_there_is_told() {
    let calls = r#"calls: [(role: "time-machine"), (role: "sql-server", uses: ["sql-server/gopher"], scope: "galaxy"),
        (role: "own-payroll-client"), (role: "dns-server")]"#;
    let text = PAYROLL.replace(
        r#"calls: [(role: "sql-server", uses: ["sql-server/sql-over-tcp"], purpose: "Wages and hours")]"#,
        calls,
    );
    let found = findings(&read(&text));
    let unknown = messages(&found, Code::UnknownId);
    assert_eq!(
        unknown,
        [
            "Payroll server calls SQL Server Database Engine in one “galaxy”, which is no scope kind",
            "Payroll server calls a role “time-machine”, which there is not",
            "Payroll server uses “sql-server/gopher” at SQL Server Database Engine, which there is not",
        ]
    );
    let idle = messages(&found, Code::OwnRoleWithoutEffect);
    assert_eq!(
        idle,
        [
            "Payroll server calls DNS server and does not say on what: this opens nothing",
            "Payroll server calls Payroll client, which listens on nothing: this opens nothing",
        ]
    );
    assert_eq!(messages(&findings(&read(PAYROLL)), Code::UnknownId), Vec::<&str>::new());
}

/// A random plan with roles of its own that stand in its zones, and the catalog that it is derived with.
pub(crate) fn random(base: &Arc<Catalog>, maker: &PlanMaker<'_>, rng: &mut SplitMix) -> (Arc<Catalog>, Plan) {
    let roles = maker.own_roles(rng);
    let catalog = with_roles_of(base, &Plan { roles: roles.clone(), ..Plan::default() });
    let plan = Plan { roles, ..PlanMaker::new(&catalog).plan(rng) };
    (catalog, plan)
}

#[test]
fn plans_with_roles_of_their_own_are_derived_like_any_other() {
    let mut num_own = 0;
    for (base, num_plans) in [(catalogs::miniature(), 400), (catalogs::embedded(), 20)] {
        let base = Arc::new(base);
        let maker = PlanMaker::new(&base);
        for seed in 0..num_plans {
            let (catalog, plan) = random(&base, &maker, &mut SplitMix::new(seed));
            assert_equals_naive(&catalog, &plan, seed);
            let matrix = derive(&catalog, &plan);
            assert_summaries_equal_cells(&catalog, &matrix, &format!("seed {seed}"));
            for (source, destination) in matrix.pairs() {
                let flows = naive::of_cell(&catalog, &matrix.cell(&catalog, source, destination));
                num_own += flows.iter().filter(|flow| catalog.is_laid_over(&flow.key.source_role)).count();
            }
        }
    }
    assert!(num_own > 100, "{num_own} flows that a role of the plan opens");
}

#[test]
fn a_deriver_follows_the_roles_of_the_plan() {
    let base = Arc::new(catalogs::miniature());
    let maker = PlanMaker::new(&base);
    for seed in 0..60 {
        let rng = &mut SplitMix::new(seed);
        let (mut catalog, plan) = random(&base, &maker, rng);
        let mut plan = Arc::new(plan);
        let mut deriver = Deriver::new(Arc::clone(&catalog));
        for step in 0..20 {
            let edit = any_edit(&PlanMaker::new(&catalog), rng);
            let next = plan.applied(&edit).map_or_else(|_| Arc::clone(&plan), Arc::new);
            if next.roles != plan.roles {
                // One plan's roles give way to those of the next, whatever they were laid over.
                catalog = with_roles_of(&catalog, &next);
                deriver = Deriver::new(Arc::clone(&catalog));
            }
            plan = next;
            let anew = with_roles_of(&base, &plan);
            assert_same(&anew, deriver.update(&plan), &derive(&anew, &plan), &format!("seed {seed}, step {step}"));
        }
    }
}

/// What a cell says, but for on whose word.
fn said(catalog: &Catalog, matrix: &Matrix) -> Vec<String> {
    let mut res = Vec::new();
    for (source, destination) in matrix.pairs() {
        let cell = matrix.cell(catalog, source, destination);
        res.extend(naive::of_cell(catalog, &cell).into_iter().map(|flow| format!("{source} {destination} {flow:?}")));
        let reasons = cell.flows.iter().flat_map(|flow| &flow.reasons);
        res.extend(reasons.map(|reason| format!("{} {:?}", reason.purpose, reason.need)));
    }
    res.sort();
    res
}

#[test]
fn roles_that_were_moved_to_a_folder_open_the_same() {
    let text = PAYROLL.replace(
        r#"(role: "own-payroll-server")]"#,
        r#"(role: "own-payroll-server", scenario: "Home office", scope: "ad-domain")]"#,
    );
    let text = text.replace(
        "    zones:",
        r#"    scenarios: {"Home office": accepted}, scopes: [(id: "corp", kind: "ad-domain")],
    zones:"#,
    );
    let text = text.replacen(
        r#"placements: [(role: "own-payroll-server", scenario: "Home office", scope: "ad-domain")]"#,
        r#"placements: [(role: "own-payroll-server")]"#,
        1,
    );
    let before = read(&text);
    let (catalog, matrix) = derived(&before);
    let source = RoleSource {
        title: "Payroll, installation guide".to_owned(),
        publisher: "Our own".to_owned(),
        document: "https://payroll.example/guide".to_owned(),
        read: "2026-11-30".parse().expect("a day"),
    };
    let base = catalogs::embedded();
    let moved = before.moved_roles(&base, &"own-payroll-client".into(), &source);
    let names: Vec<&str> = moved.files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "references/own-payroll-installation-guide.ron",
            "roles/own-payroll-client.ron",
            "roles/own-payroll-server.ron",
            "scenarios/own-home-office.ron",
            "services/own-payroll-server.ron",
        ],
        "those that call each other go together"
    );
    let (overlaid, unread) = catalog_dir::with_overlay(&moved.files);
    let mut found = unread;
    found.extend(checks::check(&overlaid));
    assert!(found.is_empty(), "{found:#?}");
    let after = Plan { roles: Vec::new(), ..before.clone() };
    let after = after.renamed(&overlaid).unwrap_or(after);
    let now = derive(&overlaid, &after);
    assert_eq!(said(&overlaid, &now), said(&catalog, &matrix));
    let cell = now.cell(&overlaid, 0, 1);
    let reasons: Vec<_> = cell.flows.iter().flat_map(|flow| &flow.reasons).collect();
    assert!(!reasons.is_empty());
    for reason in reasons {
        assert_eq!((reason.confidence, reason.references.len()), (FlowConfidence::Documented, 1));
    }
}
