//! Plans with roles of their own: every verb sees them, and every export says on whose word they stand.

use std::path::PathBuf;

use portolan::cli::ExitCode;
use serde_json::Value;

use crate::harness::{Folder, Run, rows, run};

const PAYROLL: &str = r#"(
    format: 2,
    roles: [
        (
            id: "own-payroll-server",
            name: "Payroll server",
            listens: [(application_protocol: "HTTPS", transport: tcp, ports: 8443)],
            calls: [(role: "sql-server", uses: ["sql-server/sql-over-tcp"])],
        ),
        (
            id: "own-payroll-client",
            name: "Payroll client",
            calls: [(role: "own-payroll-server", purpose: "Wages")],
        ),
    ],
    zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "own-payroll-client")]),
        (id: "servers", name: "Servers", os: ["windows-server-2022"], placements: [(role: "own-payroll-server")]),
        (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
    ],
)"#;

fn run_on(text: &str, verb: &str, more: &[&str]) -> Run {
    let folder = Folder::new();
    let path = folder.write("plan.ron", text);
    let path = path.to_str().expect("a path of the test");
    run([verb, path].into_iter().chain(more.iter().copied()))
}

/// The values of some columns of each rule in which a role of the plan opens something.
fn own_rules(run: &Run, columns: &[&str]) -> Vec<Vec<String>> {
    let all = rows(&run.out);
    let positions: Vec<usize> =
        columns.iter().map(|name| all[0].iter().position(|head| head == name).expect(name)).collect();
    let own = all.iter().skip(1).filter(|row| row.iter().any(|cell| cell.contains("Payroll")));
    own.map(|row| positions.iter().map(|&idx| row[idx].clone()).collect()).collect()
}

#[test]
fn exports_say_that_the_user_says_so() {
    let columns = [
        "source_zone",
        "destination_zone",
        "destination_roles",
        "transport",
        "destination_ports",
        "confidence",
        "justification",
        "references",
    ];
    let run = run_on(PAYROLL, "export", &["--format", "csv"]);
    assert_eq!(run.code, ExitCode::Fine, "{run:?}");
    let own = own_rules(&run, &columns);
    let why = "Payroll client in Clients to Payroll server in Servers: Wages.";
    assert_eq!(own[0], ["Clients", "Servers", "Payroll server", "TCP", "8443", "user", why, ""]);
    assert_eq!(own[1][..6], ["Servers", "Data", "SQL Server Database Engine", "TCP", "1433", "user"]);
    assert!(!own[1][7].is_empty(), "the port is a fact of the catalog: {own:?}");
    let json: Value = serde_json::from_str(&run_on(PAYROLL, "export", &["--format", "json"]).out).expect("JSON");
    let rules = json["rules"].as_array().expect("a list");
    let to_server = rules.iter().find(|rule| rule.to_string().contains("8443")).expect("the rule");
    assert_eq!(to_server["confidence"], "user");
}

#[test]
fn filters_know_the_roles_of_the_plan() {
    let columns = ["source_zone", "destination_zone"];
    for query in ["role:payroll", "role:\"Payroll server\"", "8443"] {
        let run = run_on(PAYROLL, "export", &["--format", "csv", "--filter", query]);
        assert_eq!(run.code, ExitCode::Fine, "{query}: {run:?}");
        assert!(own_rules(&run, &columns).contains(&vec!["Clients".to_owned(), "Servers".to_owned()]), "{query}");
    }
}

#[test]
fn a_check_tells_of_calls_that_open_nothing() {
    let clean = run_on(PAYROLL, "check", &[]);
    assert!(!clean.out.contains("error:") && clean.code == ExitCode::Fine, "{clean:?}");
    let unknown = run_on(&PAYROLL.replace("\"sql-server\", uses", "\"sql-servant\", uses"), "check", &[]);
    assert_eq!(unknown.code, ExitCode::Findings);
    let told = format!("{}{}", unknown.out, unknown.err);
    assert!(told.contains("Payroll server calls a role “sql-servant”, which there is not"), "{told}");
}

#[test]
fn a_role_goes_into_a_catalog_folder_with_those_that_call_it() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", PAYROLL);
    let (own, out) = (folder.path("own"), folder.path("moved.ron"));
    std::fs::create_dir(&own).expect("a folder");
    let args = |role: &str, title: &str| -> Vec<PathBuf> {
        let named = ["--title", title, "--publisher", "Our own", "--document", "wiki/payroll", "--read", "2026-11-01"];
        let begin = ["catalog".into(), "move-role".into(), plan.clone(), role.into(), own.clone()];
        begin.into_iter().chain(named.iter().map(Into::into)).chain(["-o".into(), out.clone()]).collect()
    };
    let unknown = run(args("Time machine", "Payroll, installation guide"));
    assert_eq!(unknown.code, ExitCode::Usage);
    let told = "the plan has no role “Time machine” of its own; it has “Payroll client”, “Payroll server”";
    assert!(unknown.err.contains(told), "{}", unknown.err);
    assert!(run(args("Payroll client", " ")).err.contains("--title is empty"));
    let before = run(["export".into(), plan.clone(), "--format".into(), "flows-csv".into()]);

    let moved = run(args("Payroll client", "Payroll, installation guide"));
    assert_eq!(moved.code, ExitCode::Fine, "{}", moved.err);
    assert!(
        moved.err.contains("own-payroll-server.ron") && moved.err.contains("own-payroll-client.ron"),
        "{}",
        moved.err
    );
    let text = std::fs::read_to_string(&out).expect("the plan without the roles");
    assert!(!text.contains("roles:") && text.contains("own-payroll-client"), "{text}");
    assert_eq!(std::fs::read_to_string(&plan).ok().as_deref(), Some(PAYROLL), "the plan that was read stays");
    let check = run(["catalog".into(), "check".into(), own.clone()]);
    assert_eq!(check.code, ExitCode::Fine, "{check:?}");
    let flows = ["export".into(), out.clone(), "--format".into(), "flows-csv".into(), "--catalog".into(), own.clone()];
    let without_references = |text: &str| -> Vec<String> {
        rows(text)
            .into_iter()
            .map(|mut row| {
                row.pop();
                row.join("|")
            })
            .collect()
    };
    assert_eq!(without_references(&run(flows).out), without_references(&before.out));
    std::fs::remove_file(&out).expect("it is there");
    let again = run(args("Payroll client", "Payroll, installation guide"));
    assert_eq!(again.code, ExitCode::System, "what is there is never written over: {again:?}");
    assert!(!out.exists());
}
