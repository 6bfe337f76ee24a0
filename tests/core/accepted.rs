//! Findings that the plan accepts as a risk: they stay to be seen, count no longer, and count again when it ends.

use portolan::check;
use portolan::finding::{Code, Severity};
use portolan::matrix;
use portolan::plan::file;

use crate::catalogs;
use crate::findings::{plan, zone};

/// Two zones whose Telnet clients reach a server.
fn telnet(accepted: &str) -> String {
    let client = |id: &str| zone(id, r#"os: ["windows-11"], placements: [(role: "telnet-client")]"#);
    let server = zone("server", r#"os: ["windows-server-2008-r2"], placements: [(role: "telnet-server")]"#);
    plan(&[client("a"), client("b"), server], &format!("accepted: [{accepted}],")).replacen("format: 1", "format: 2", 1)
}

/// What is said of Telnet and of acceptances on a day.
#[track_caller]
fn check(text: &str, judged: &str, expected: &[&str]) {
    let catalog = catalogs::embedded();
    let plan = file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan;
    let findings = check::findings_as_of(&catalog, &matrix::derive(&catalog, &plan), judged);
    let codes = [Code::LegacyProtocol, Code::AcceptedUnmatched];
    let found = findings.iter().filter(|finding| codes.contains(&finding.code)).map(ToString::to_string);
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

const HINT: &str = "(cleartext or superseded: take the role away that opens it, or accept the risk)";
const RISK: &str =
    r#"(finding: "legacy-protocol", about: ["a", "server", "Telnet"], reason: "lab", by: "Ada", until: "2027-01-31")"#;

#[test]
fn what_is_accepted_for_one_source_still_counts_for_another() {
    let told = "warning[legacy-protocol] zone server: Telnet is opened to it from";
    check(&telnet(""), "2026-11-22", &[&format!("{told} a and b {HINT}")]);
    check(
        &telnet(RISK),
        "2027-01-31",
        &[&format!("{told} a {HINT} [accepted by Ada until 2027-01-31: lab]"), &format!("{told} b {HINT}")],
    );
}

#[test]
fn what_was_accepted_counts_again_after_its_day_and_says_so() {
    let told = "warning[legacy-protocol] zone server: Telnet is opened to it from";
    let again = "[counts again on 2027-02-01: accepted by Ada until 2027-01-31 only: lab]";
    check(&telnet(RISK), "2027-02-01", &[&format!("{told} a {HINT} {again}"), &format!("{told} b {HINT}")]);
}

#[test]
fn the_day_of_the_decision_is_told_and_stands_before_the_last_one() {
    let told = "warning[legacy-protocol] zone server: Telnet is opened to it from";
    let on = RISK.replace("until", r#"on: "2026-11-20", until"#);
    check(
        &telnet(&on),
        "2027-01-31",
        &[
            &format!("{told} a {HINT} [accepted by Ada on 2026-11-20 until 2027-01-31: lab]"),
            &format!("{told} b {HINT}"),
        ],
    );
    let catalog = catalogs::embedded();
    let plan = file::read(&telnet(&on.replace("2026-11-20", "2027-02-01"))).expect("the plan").plan;
    let findings = check::findings(&catalog, &matrix::derive(&catalog, &plan));
    let days = findings.iter().filter(|finding| finding.code == Code::RequestDay).map(ToString::to_string);
    assert_eq!(
        days.collect::<Vec<_>>(),
        [
            "warning[request-day] plan: Ada accepts a finding “legacy-protocol” on 2027-02-01, and until 2027-01-31 only \
             (write a later last day, or take one of the two away)"
        ]
    );
}

#[test]
fn an_acceptance_of_nothing_is_a_finding() {
    let other = RISK.replace("Telnet", "FTP control");
    let found = format!("warning[legacy-protocol] zone server: Telnet is opened to it from a and b {HINT}");
    check(
        &telnet(&other),
        "2026-11-22",
        &[
            &found,
            "note[accepted-unmatched] plan: Ada accepts a finding “legacy-protocol” about a, server, FTP control, and there is none (take the acceptance out, or take its ids from `check --ids`: a finding that comes later would pass as looked at)",
        ],
    );
}

#[test]
fn an_accepted_error_counts_as_none() {
    let accepted = r#"accepted: [(finding: "unknown-id", about: ["a", "time-machine", "role", "time-machine"], reason: "later", by: "Ada")],"#;
    let text =
        plan(&[zone("a", r#"placements: [(role: "time-machine")]"#)], accepted).replacen("format: 1", "format: 2", 1);
    let catalog = catalogs::embedded();
    let plan = file::read(&text).expect("a plan").plan;
    let findings = check::findings(&catalog, &matrix::derive(&catalog, &plan));
    let found: Vec<_> = findings.iter().filter(|finding| finding.code == Code::UnknownId).collect();
    assert_eq!(found.len(), 1, "{findings:#?}");
    assert!(found[0].severity == Severity::Error && !found[0].counts_as(Severity::Error));
    assert!(found[0].to_string().ends_with("[accepted by Ada: later]"), "{}", found[0]);
}
