//! What a catalog says beside names and facts: aliases, old ids, families, addresses, and roles that come on some
//! systems or usually beside another one.

use portolan::catalog::{Catalog, checks};
use portolan::check;
use portolan::files::catalog_dir;
use portolan::finding::{Code, Finding};
use portolan::matrix;
use portolan::plan::{Plan, file};
use portolan::view::fixes;

use crate::catalogs;
use crate::findings::{plan, zone};

/// A folder laid over the embedded catalog, with everything that is said of it.
fn overlay(files: &[(&str, &str)]) -> (Catalog, Vec<String>) {
    let files: Vec<_> = files.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect();
    let (catalog, mut findings) = catalog_dir::with_overlay(&files);
    findings.extend(checks::check(&catalog));
    (catalog, findings.iter().map(ToString::to_string).collect())
}

/// A role that opens Telnet, with `rest` beside what every role has.
fn role(id: &str, rest: &str) -> String {
    format!(
        r#"(id: "{id}", name: "{}", family: "Base", summary: "B", {rest}
        connects: [(id: "c", to: "telnet-server", uses: ["telnet/telnet"], purpose: "P", need: required,
        references: ["kb832017"])], references: ["kb832017"])"#,
        id.to_uppercase()
    )
}

/// Each of these is said of a folder of these files, and nothing else.
#[track_caller]
fn check_folder(files: &[(&str, &str)], expected: &[&str]) {
    let (_, found) = overlay(files);
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for words in expected {
        assert!(found.iter().any(|finding| finding.contains(words)), "“{words}” is not in {found:#?}");
    }
}

fn plan_of(text: &str) -> Plan {
    file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan.canonical()
}

fn findings(catalog: &Catalog, plan: &Plan, code: Code) -> Vec<Finding> {
    let all = check::findings(catalog, &matrix::derive(catalog, plan));
    all.into_iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn an_alias_means_one_entity_of_its_kind() {
    let a = |aliases: &str| role("a", &format!("aliases: [{aliases}],"));
    let b = role("b", r#"aliases: ["Bee"],"#);
    check_folder(&[("roles/a.ron", &a(r#""Aye", "Ay""#)), ("roles/b.ron", &b)], &[]);
    for (aliases, said) in [
        (r#""a""#, "roles/a.ron:1:62: “a” is the name itself"),
        (r#""dns SERVER""#, "“dns SERVER” is the name of DNS server as well"),
        (r#""Aye", "aye""#, "roles/a.ron:1:69: “aye” stands here twice"),
        (r#"" ""#, "the alias is empty"),
    ] {
        check_folder(&[("roles/a.ron", &a(aliases)), ("roles/b.ron", &b)], &[said]);
    }
    let both = ["“bee” is an alias of B as well", "“Bee” is an alias of A as well"];
    check_folder(&[("roles/a.ron", &a(r#""bee""#)), ("roles/b.ron", &b)], &both);
}

#[test]
fn endpoints_of_one_protocol_share_an_alias_and_others_do_not() {
    let service = |second: &str| {
        let endpoint = |id: &str, protocol: &str, port: u16| {
            format!(
                r#"(id: "{id}", application_protocol: "{protocol}", aliases: ["Zed"], transport: tcp, port: fixed({port}),
                references: ["kb832017"]),"#
            )
        };
        let endpoints = endpoint("e", "Zeta", 1) + &endpoint("f", second, 2);
        format!(r#"(id: "s", name: "S", summary: "T", endpoints: [{endpoints}])"#)
    };
    let runs = role("a", r#"runs: ["s"],"#).replace(
        "connects: [",
        r#"connects: [(id: "s", to: "a", uses: ["s/e", "s/f"], purpose: "P", need: required, references: ["kb832017"]),"#,
    );
    check_folder(&[("roles/a.ron", &runs), ("services/s.ron", &service("Zeta"))], &[]);
    let both = ["“Zed” is an alias of Eta as well", "“Zed” is an alias of Zeta as well"];
    check_folder(&[("roles/a.ron", &runs), ("services/s.ron", &service("Eta"))], &both);
}

#[test]
fn an_old_id_means_one_role_that_has_another_one_now() {
    let a = |ids: &str| role("a", &format!("formerly: [{ids}],"));
    let b = role("b", r#"formerly: ["old-b"],"#);
    check_folder(&[("roles/a.ron", &a(r#""old-a", "older-a""#)), ("roles/b.ron", &b)], &[]);
    for (ids, said) in [
        (r#""Old A""#, "error[catalog-id] roles/a.ron:1:63: “Old A” is no id"),
        (r#""dns-server""#, "there is a role “dns-server”"),
    ] {
        check_folder(&[("roles/a.ron", &a(ids)), ("roles/b.ron", &b)], &[said]);
    }
    let both = ["“old-b” is an old id of b as well", "“old-b” is an old id of a as well"];
    check_folder(&[("roles/a.ron", &a(r#""old-b""#)), ("roles/b.ron", &b)], &both);
    let names_it = role("c", r#"implies: ["old-b"],"#);
    let said = "there is no role “old-b”, it is called “b” now: the role does not bring it";
    check_folder(&[("roles/b.ron", &b), ("roles/c.ron", &names_it)], &[said]);
}

#[test]
fn a_plan_that_names_an_old_id_is_told_the_new_one_and_takes_it_at_a_click() {
    let catalog = catalogs::miniature();
    let text = r#"(format: 2, zones: [
        (id: "a", os: ["other"], placements: [(role: "joined-host"), (role: "linux-member")]),
        (id: "b", os: ["other"], placements: [(role: "linux-member", os: ["server-2022"]), (role: "file-server", without: ["linux-member"])]),
    ], overrides: [suppress(match: (source_role: "linux-member"), reason: "Not yet")])"#;
    let old = plan_of(text);
    let found = findings(&catalog, &old, Code::UnknownId);
    assert_eq!(found.len(), 4, "{found:#?}");
    for finding in &found {
        let said = "there is no role “linux-member”: it is called Joined host now, and plays no part until the plan says \
                    so too";
        assert_eq!((finding.message.as_str(), finding.hint.as_str()), (said, "write “joined-host”"));
        let fix = fixes(&catalog, &old, finding).swap_remove(0);
        assert_eq!(fix.label, "Write Joined host instead of “linux-member” everywhere");
        let mended = old.applied(&fix.edit).expect("an edit that can be applied");
        // What stands there already is not placed a second time.
        let new = plan_of(&text.replace(r#", (role: "linux-member")]"#, "]").replace("linux-member", "joined-host"));
        assert_eq!(mended, new);
        assert_eq!(findings(&catalog, &mended, Code::UnknownId), []);
    }
}

#[test]
fn families_stand_as_listed_and_then_by_name() {
    let names = |catalog: &Catalog| catalog.families.iter().map(|it| it.name.to_string()).collect::<Vec<_>>();
    let mini = ["Base", "Directory", "Files", "Applications", "Administration", "Gateways"];
    assert_eq!(names(&catalogs::miniature()), mini);
    let of_family = |id: &str, family: &str| role(id, "").replace("\"Base\"", &format!("\"{family}\""));
    let roles = [("roles/a.ron", &*of_family("a", "Alpha")), ("roles/b.ron", &*of_family("b", "Beta"))];
    let (catalog, found) = overlay(&roles);
    assert_eq!(found, [""; 0], "a folder without a list of families adds what it likes");
    assert!(names(&catalog).ends_with(&["Alpha".to_owned(), "Beta".to_owned()]), "{:?}", names(&catalog));
    let header = |families: &str| format!("(format: 1, as_of: \"2026-01-01\", families: [{families}])");
    let with_header = |families: &str| {
        let header = header(families);
        overlay(&[roles[0], roles[1], ("catalog.ron", &header)])
    };
    let (catalog, found) = with_header("\"Beta\", \"Alpha\", \"Base\"");
    assert_eq!(found, [""; 0]);
    assert_eq!(names(&catalog)[0], "Base", "what lies below comes first");
    assert!(names(&catalog).ends_with(&["Beta".to_owned(), "Alpha".to_owned()]), "{:?}", names(&catalog));
    for (families, expected) in [
        ("\"Beta\"", "warning[catalog-wording] roles/a.ron:1:30: the family “Alpha” is not listed in catalog.ron"),
        ("\"Alpha\", \"Beta\", \"Gamma\"", "catalog.ron:1:62: no role is of the family “Gamma”"),
        ("\"Alpha\", \"Beta\", \"Alpha\"", "catalog.ron:1:62: “Alpha” stands here twice"),
    ] {
        let found = with_header(families).1;
        assert!(found.len() == 1 && found[0].contains(expected), "{expected} {found:#?}");
    }
}

#[test]
fn a_public_address_can_be_opened_as_it_stands() {
    let document = |url: &str| {
        format!(
            r#"(id: "d", title: "T", publisher: "P", document: "D", url: "{url}", version: "1", read: "2026-01-01")"#
        )
    };
    let cites = role("a", "").replace("kb832017", "d");
    check_folder(&[("roles/a.ron", &cites), ("references/d.ron", &document("https://example.com/a"))], &[]);
    for url in ["example.com", "https://", "https://example.com/a b"] {
        let said = format!("error[catalog-reference] references/d.ron:1:59: “{url}” is no address");
        check_folder(&[("roles/a.ron", &cites), ("references/d.ron", &document(url))], &[&said]);
    }
}

#[test]
fn a_mapper_stands_alone_only_where_it_is_said() {
    let asks = |endpoints: &str, rest: &str| {
        format!(
            r#"(id: "a", name: "A", family: "Base", summary: "B", connects: [(id: "c", to: "domain-controller",
            uses: [{endpoints}], purpose: "P", need: required, {rest} references: ["kb832017"])], references: ["kb832017"])"#
        )
    };
    let (mapper, both) = ("\"active-directory/epm\"", "\"active-directory/epm\", \"active-directory/rpc\"");
    let alone = "connection “c”: it uses the endpoint mapper and no dynamic port behind it";
    let idle = "connection “c”: it does not use the endpoint mapper without a dynamic port";
    for (endpoints, rest, expected) in [
        (both, "", None),
        (mapper, "mapper_alone: true,", None),
        (mapper, "", Some(alone)),
        (both, "mapper_alone: true,", Some(idle)),
        ("\"active-directory/ldap-tcp\"", "mapper_alone: true,", Some(idle)),
    ] {
        let (_, found) = overlay(&[("roles/a.ron", &asks(endpoints, rest))]);
        let found: Vec<_> = found.iter().filter(|it| it.contains(Code::CatalogMapperAlone.name())).collect();
        assert_eq!(found.len(), usize::from(expected.is_some()), "{found:#?}");
        assert!(expected.is_none_or(|words| found[0].contains(words)), "{found:#?}");
    }
}

#[test]
fn what_comes_on_some_systems_runs_its_services_there_alone() {
    let host = r#"(id: "host", name: "Host", family: "Base", summary: "B", os: (kinds: [client, server, other]),
        implies_on: [(role: "telnet-server", os: (kinds: [server]))], references: ["kb832017"])"#;
    let caller = |when: &str| {
        format!(
            r#"(id: "a", name: "A", family: "Base", summary: "B", connects: [(id: "c", to: "host",
            uses: ["telnet/telnet"], purpose: "P", need: required, {when} references: ["kb832017"])],
            references: ["kb832017"])"#
        )
    };
    let check_caller = |when: &str, expected: &[&str]| {
        check_folder(&[("roles/host.ron", host), ("roles/a.ron", &caller(when))], expected);
    };
    check_caller("", &["error[catalog-not-run] roles/a.ron:2:19: connection “c”: host does not run telnet"]);
    check_caller("when: (os: (kinds: [server])),", &[]);
}

#[test]
fn a_role_that_usually_has_another_beside_it_says_so_until_that_stands_somewhere() {
    let catalog = catalogs::miniature();
    let joined = zone("a", r#"os: ["server-2022"], placements: [(role: "joined-host")]"#);
    let alone = plan_of(&plan(std::slice::from_ref(&joined), ""));
    let found = findings(&catalog, &alone, Code::UsuallyWith);
    let said = "note[usually-with] zone a, role joined-host: Joined host in a usually comes with Directory server, which \
                stands nowhere (tick it where you have it: Directory server)";
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), [said]);
    let fix = fixes(&catalog, &alone, &found[0]).swap_remove(0);
    assert_eq!(fix.label, "Add Directory server to a");
    let mended = alone.applied(&fix.edit).expect("an edit that can be applied");
    assert_eq!(findings(&catalog, &mended, Code::UsuallyWith), []);
}

#[test]
fn a_role_is_retired_by_its_product_or_by_all_that_it_stands_on() {
    let (catalog, _) = overlay(&[
        ("roles/a.ron", &role("a", "retired: true,")),
        ("roles/b.ron", &role("b", r#"os: (until: "windows-xp"),"#)),
        ("roles/c.ron", &role("c", r#"os: (kinds: [client, other], until: "windows-xp"),"#)),
        ("roles/d.ron", &role("d", "")),
    ]);
    let retired = |id: &str, day: &str| catalog.role_idx(id).map(|idx| catalog.is_retired(idx, day));
    let on = |day: &'static str| ["a", "b", "c", "d"].map(|id| retired(id, day));
    assert_eq!(on("2026-11-22"), [Some(true), Some(true), Some(false), Some(false)]);
    assert_eq!(on("2005-01-01"), [Some(true), Some(false), Some(false), Some(false)]);
}
