//! `lookup` on the embedded catalog: a few words, and what must be among the answers.

use portolan::catalog::ScenarioDecision;
use portolan::files::catalog_dir;
use portolan::net::Transport;
use portolan::view::{EndpointFound, Found, Lookup, RoleFound, SearchIndex, ServiceFound, best_hit, lookup, lookup_in};

use crate::harness::{rows, run, run_line};

fn found(words: &str) -> Lookup {
    lookup(&catalog_dir::with_overlay(&[]).0, words)
}

fn services(found: &Lookup) -> Vec<&ServiceFound> {
    found.hits.iter().filter_map(|hit| if let Found::Service(service) = hit { Some(service) } else { None }).collect()
}

fn roles(found: &Lookup) -> Vec<&RoleFound> {
    found.hits.iter().filter_map(|hit| if let Found::Role(role) = hit { Some(role) } else { None }).collect()
}

fn written(endpoint: &EndpointFound) -> String {
    format!("{} {} {}", endpoint.application_protocol, endpoint.transport, endpoint.ports)
}

/// Every endpoint found, as `LDAP TCP 389`.
fn endpoints(found: &Lookup) -> Vec<String> {
    services(found).into_iter().flat_map(|service| &service.endpoints).map(written).collect()
}

#[test]
fn a_port_finds_who_listens_on_it() {
    for (words, expected) in [
        ("445", "SMB TCP 445"),
        ("5722", "RPC TCP 5722"),
        ("tcp 135", "RPC endpoint mapper TCP 135"),
        ("udp/389", "LDAP UDP 389"),
        ("3260-3270", "Global Catalog TCP 3268"),
        ("gre", "GRE (IP protocol 47) GRE "),
    ] {
        let found = endpoints(&found(words));
        assert!(found.iter().any(|endpoint| endpoint == expected), "{words}: {found:?}");
    }
}

#[test]
fn a_transport_keeps_the_others_out() {
    for words in ["udp 389", "389 udp", "389 -tcp"] {
        let found = endpoints(&found(words));
        assert!(!found.is_empty() && found.iter().all(|it| it.ends_with(" UDP 389")), "{words}: {found:?}");
    }
}

#[test]
fn commas_are_or() {
    for words in ["88, 5722", "88,5722"] {
        let found = endpoints(&found(words));
        for expected in ["Kerberos TCP 88", "RPC TCP 5722"] {
            assert!(found.iter().any(|endpoint| endpoint == expected), "{words}: {found:?}");
        }
    }
}

#[test]
fn several_ports_find_the_roles_that_listen_on_all_of_them() {
    let found = found("88 389 636");
    let first = roles(&found).first().map(|role| role.name.to_string());
    assert_eq!(first.as_deref(), Some("Domain controller"));
    assert!(endpoints(&found).iter().any(|endpoint| endpoint == "Kerberos TCP 88"));
}

#[test]
fn a_port_of_a_dynamic_range_finds_the_range_and_who_may_listen() {
    let high = found("49160");
    let ranges = high.ranges.join("\n");
    assert!(ranges.contains("49160 lies in 49152-65535, the dynamic range of Windows Vista and later"), "{ranges}");
    let wide = high.wide.iter().flat_map(|service| &service.endpoints).map(written);
    assert!(wide.into_iter().any(|endpoint| endpoint.contains("TCP 49152-65535")));
    let low = found("1723");
    assert!(low.ranges.iter().any(|range| range.contains("1025-5000")), "{:?}", low.ranges);
    let dynamic = services(&low).into_iter().flat_map(|service| &service.endpoints);
    let num_dynamic = dynamic.filter(|endpoint| endpoint.port.is_dynamic()).count();
    assert_eq!(num_dynamic, 0, "a port that somebody has alone is not looked for in dynamic ranges");
    assert!(!low.wide.is_empty() && low.wide_sentence.starts_with("1723 in wide ranges ("), "{}", low.wide_sentence);
}

#[test]
fn what_listens_on_the_very_port_comes_before_every_range() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let index = SearchIndex::build(&catalog);
    for (_, endpoint) in catalog.endpoints() {
        let Some(range) = catalog.shown_range(endpoint.port, &[]).filter(|range| range.num_ports() == 1) else {
            continue;
        };
        let found = lookup_in(&index, &catalog, &format!("{} {}", endpoint.transport, range));
        let first = services(&found).first().map(|service| service.endpoints[0].ports.clone());
        assert_eq!(first, Some(range.to_string()), "{} {range}", endpoint.transport);
    }
}

#[test]
fn services_are_found_by_name_protocol_and_short_name() {
    for (words, service) in [
        ("kerberos", "Kerberos Key Distribution Center"),
        ("dfsr", "Distributed File System Replication"),
        ("W32Time", "Windows Time"),
        ("netlogon", "Net Logon"),
        ("DISTRIBUTED replication", "Distributed File System Replication"),
    ] {
        let found = found(words);
        assert!(services(&found).iter().any(|s| &*s.name == service), "{words}: {:?}", endpoints(&found));
    }
}

#[test]
fn an_answer_says_who_runs_it_who_connects_and_on_whose_word() {
    let found = found("tcp 88");
    let kdc = services(&found)[0];
    assert!(kdc.run_by.iter().any(|role| &**role == "Logon server"), "{:?}", kdc.run_by);
    let caller = kdc.endpoints[0].callers.iter().find(|caller| &*caller.source_role == "Domain member");
    let caller = caller.expect("members log on");
    assert_eq!((&*caller.destination_role, &caller.scenario), ("Logon server", &None));
    assert!(caller.references.contains(&"KB 832017".to_owned()), "{:?}", caller.references);
}

#[test]
fn roles_os_versions_and_documents_are_found() {
    let members = found("domain member");
    let first = roles(&members)[0];
    assert!(first.id.as_str() == "domain-member" && !first.opens.is_empty());
    let systems = found("windows server 2003");
    let system = systems.hits.iter().find_map(|hit| if let Found::Os(os) = hit { Some(os) } else { None });
    let system = system.expect("an OS version");
    assert_eq!((system.id.as_str(), &*system.dynamic_range), ("windows-server-2003", "1025-5000"));
    for words in ["832017", "KB 832017", "kb832017", "Service overview"] {
        assert!(found(words).hits.iter().any(|hit| hit.name() == "KB 832017"), "{words}");
    }
}

#[test]
fn a_question_is_answered_with_what_it_asks_for() {
    for words in
        ["what ports does a domain controller need", "Which ports do domain controllers use?", "DOMAIN-controller"]
    {
        let found = found(words);
        let Some(Found::Role(role)) = found.hits.first() else { panic!("{words}: {:?}", found.hits.first()) };
        assert_eq!(&*role.name, "Domain controller", "{words}");
        for port in ["88", "135", "389", "445", "464", "3268", "49152-65535"] {
            assert!(role.ports.contains(port), "{port}: {}", role.ports);
        }
    }
}

#[test]
fn what_has_most_of_the_words_is_found_where_nothing_has_all() {
    let found = found("smb 445 udp");
    assert_eq!(found.lacking, ["UDP"]);
    assert_eq!(endpoints(&found).first().map(String::as_str), Some("SMB TCP 445"));
}

#[test]
fn nothing_is_found_where_a_word_is_missing() {
    for words in ["", "   ", "kerberos zzz", "esp 88", "99999", "kerberos -kerberos"] {
        assert!(found(words).is_empty(), "“{words}”");
    }
    let run = run_line("lookup zzz");
    assert!(run.out.is_empty() && run.err == "nothing found for “zzz”\n", "{run:#?}");
}

#[test]
fn the_text_says_what_was_found() {
    for line in ["lookup tcp 5722", "lookup tcp 5722 --all"] {
        let run = run_line(line);
        for line in [
            "TCP 5722, RPC: Distributed File System Replication (DFSR)\n",
            "  only    listener OS: Windows Server 2008, Windows Server 2008 R2; listener role: Domain controller\n",
            "  see     KB 832017\n",
        ] {
            assert!(run.out.contains(line), "{line} is not in\n{}", run.out);
        }
        assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    }
}

#[test]
fn an_answer_fits_a_screen_and_says_how_much_more_there_is() {
    for words in ["443", "server", "dfsr", "domain controller", "tcp", "windows server 2022", "49160", "rpc", "832017"]
    {
        let screen = run(["lookup", words]).out;
        assert!(screen.lines().count() <= 40, "{words}:\n{screen}");
        let all = run(["lookup", words, "--all"]).out;
        let is_cut = screen.contains("--all says all of it");
        assert!(is_cut || all.lines().count() <= 40, "{words}:\n{screen}\n\n{all}");
    }
    let many = run(["lookup", "443"]).out;
    assert!(
        many.lines().next().is_some_and(|line| line.starts_with("TCP 443 (default), HTTPS: World Wide Web")),
        "{many}"
    );
    assert!(many.lines().any(|line| line.starts_with("  and ") && line.ends_with(" more")), "{many}");
}

#[test]
fn everything_is_found_first_by_its_name_and_by_what_people_call_it() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let index = SearchIndex::build(&catalog);
    let mut names: Vec<&str> = Vec::new();
    for role in &catalog.roles {
        names.extend(role.aliases.iter().chain([&role.name]).map(|name| &**name));
    }
    for service in &catalog.services {
        names.extend(service.aliases.iter().chain([&service.name]).map(|name| &**name));
    }
    for server in &catalog.rpc_servers {
        names.extend(server.aliases.iter().chain([&server.name]).map(|name| &**name));
    }
    for scenario in &catalog.scenarios {
        names.extend(scenario.aliases.iter().chain([&scenario.name]).map(|name| &**name));
    }
    // What is a transport as well asks for who listens.
    names.retain(|name| Transport::from_label(name).is_none());
    names.sort_unstable();
    names.dedup();
    let is_missed = |name: &&str| !best_hit(&index, &catalog, name).is_some_and(|hit| is_named(&hit, name));
    let missed: Vec<&str> = names.into_iter().filter(is_missed).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_number_that_names_a_version_is_no_port_beside_words() {
    for (words, first) in [
        ("exchange 2019", "Exchange Mailbox server (2016, 2019, SE)"),
        ("server 2003 ports", "Windows Server 2003"),
        ("windows 2012 r2", "Windows Server 2012 R2"),
        ("server 2022", "Windows Server 2022"),
        ("sql 2016", "SQL Server Database Engine"),
    ] {
        let found = found(words);
        assert_eq!(found.hits.first().map(Found::name), Some(first), "{words}");
        assert!(found.wide.is_empty() && found.ranges.is_empty(), "{words}: {}", found.wide_sentence);
    }
    let unknown = found("sharepoint 2013");
    assert_eq!(
        (unknown.hits[0].name(), &unknown.lacking[..]),
        ("SharePoint front-end server", &["2013".to_owned()][..])
    );
    for words in ["kerberos 88", "88 kerberos"] {
        assert_eq!(endpoints(&found(words)).first().map(String::as_str), Some("Kerberos TCP 88"), "{words}");
    }
}

#[test]
fn a_dynamic_range_is_explained_before_those_that_listen_there() {
    for words in ["49152-65535", "tcp 49152-65535", "49152–65535"] {
        let found = found(words);
        assert!(found.dynamic_sentence.starts_with("49152-65535 is the dynamic range of Windows Vista"), "{words}");
        let first = services(&found)[0];
        assert!(first.endpoints[0].port.is_dynamic(), "{words}: {}", first.name);
        let screen = run(["lookup", words]).out;
        assert!(screen.starts_with(&found.dynamic_sentence), "{screen}");
    }
    assert_eq!(endpoints(&found("5985-5986"))[..2], ["WinRM 2.0 (HTTP) TCP 5985", "WinRM 2.0 (HTTPS) TCP 5986"]);
}

#[test]
fn a_port_is_one_however_it_is_written() {
    let names = |words: &str| found(words).hits.iter().map(|hit| hit.name().to_owned()).collect::<Vec<_>>();
    for (words, same) in [(":443", "443"), ("443/", "443"), ("443,80", "80,443"), ("443/tcp/", "tcp 443")] {
        let expected = names(same);
        assert!(!expected.is_empty() && names(words) == expected, "{words}");
    }
}

#[test]
fn words_that_stand_in_unrelated_texts_find_nothing() {
    for words in ["dns over https", "project server", "B", "b", "PRT", "DoH", "password manager"] {
        let found = found(words);
        assert!(found.is_empty(), "{words}: {:?}", found.hits.first().map(Found::name));
    }
}

#[test]
fn a_misspelt_word_is_answered_with_the_nearest_one_and_it_is_said() {
    for (typed, near, first) in [
        ("exchnage", "exchange", "Exchange Mailbox server (2016, 2019, SE)"),
        ("kerberso", "kerberos", "Kerberos Key Distribution Center"),
        ("sharepiont", "sharepoint", "SharePoint front-end server"),
        ("Exchnage 2019", "exchange", "Exchange Mailbox server (2016, 2019, SE)"),
    ] {
        let found = found(typed);
        assert_eq!(found.hits.first().map(Found::name), Some(first), "{typed}");
        let wrong = typed.to_lowercase().replace(" 2019", "");
        assert_eq!(found.nearest, [(wrong.clone(), near.to_owned())]);
        let said = run(["lookup", typed]).out;
        assert!(said.starts_with(&format!("Nothing has “{wrong}”. Nearest: “{near}”\n")), "{said}");
    }
    assert!(found("applocker").is_empty(), "what is not near is not taken for it");
}

#[test]
fn a_scenario_says_on_a_screen_what_holds_until_somebody_decides() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let index = SearchIndex::build(&catalog);
    let declined = catalog.scenarios.iter().filter(|it| it.default == ScenarioDecision::Declined);
    let mut found_first = declined.filter(|it| {
        best_hit(&index, &catalog, &it.name)
            .is_some_and(|hit| matches!(hit, Found::Scenario(found) if found.id == it.id))
    });
    let declined = found_first.next().expect("a declined scenario");
    let screen = run(["lookup", &declined.name]).out;
    assert!(screen.contains("  default declined by the catalog until you accept it\n"), "{screen}");
}

/// Words and ports that administrators use, with what is to be found first.
const FIRST_HITS: &str = include_str!("first-hits.csv");

#[test]
fn the_words_of_administrators_find_what_they_mean_first() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let index = SearchIndex::build(&catalog);
    let mut wrong = Vec::new();
    for row in rows(FIRST_HITS).iter().skip(1) {
        let [words, kind, name] = &row[..] else { panic!("{row:?}") };
        let found = lookup_in(&index, &catalog, words);
        let first = found.hits.first();
        let is_right = match kind.as_str() {
            // What is not in the catalog: nothing, or something that is called so by now.
            "nothing" => {
                let has_port = || endpoints(&found).first().is_some_and(|it| it.ends_with(&format!(" {words}")));
                first.is_none_or(|hit| is_called(hit, words) || has_port())
            }
            "port" => endpoints(&found).first() == Some(name),
            _ => first.is_some_and(|hit| kind_of(hit) == kind && hit.name() == name),
        };
        if !is_right {
            let first = first.map_or_else(String::new, |hit| match kind.as_str() {
                "port" => endpoints(&found).first().cloned().unwrap_or_default(),
                _ => format!("{} {}", kind_of(hit), hit.name()),
            });
            wrong.push(format!("{words}: {kind} {name} was expected, “{first}” came"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn kind_of(hit: &Found) -> &'static str {
    match hit {
        Found::Role(_) => "role",
        Found::Service(_) => "service",
        Found::Scenario(_) => "scenario",
        Found::RpcServer(_) => "RPC server",
        Found::Os(_) => "OS version",
        Found::Document(_) => "document",
    }
}

/// Whether it has this very name, however it is written.
fn is_named(hit: &Found, name: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '$', "");
    let wanted = plain(name);
    let is_wanted = |name: &String| {
        let before = name.split(" (").next().unwrap_or_default();
        plain(name) == wanted || plain(before) == wanted
    };
    names_of(hit).iter().any(is_wanted)
}

fn is_called(hit: &Found, words: &str) -> bool {
    let words = words.to_lowercase();
    names_of(hit).into_iter().any(|name| name.to_lowercase().contains(&words))
}

fn names_of(hit: &Found) -> Vec<String> {
    let (id, aliases) = match hit {
        Found::Role(role) => (role.id.to_string(), role.aliases.clone()),
        Found::Service(service) => {
            let of_endpoints = service.endpoints.iter().flat_map(|endpoint| &endpoint.aliases);
            let others = service.aliases.iter().chain([&service.service_name]).chain(of_endpoints);
            (service.id.to_string(), others.cloned().collect())
        }
        Found::RpcServer(server) => (server.id.to_string(), server.aliases.clone()),
        Found::Scenario(scenario) => (scenario.id.to_string(), scenario.aliases.clone()),
        Found::Os(os) => (os.id.to_string(), Vec::new()),
        Found::Document(_) => (String::new(), Vec::new()),
    };
    aliases.iter().map(ToString::to_string).chain([hit.name().to_owned(), id]).collect()
}

#[test]
fn a_word_of_the_glossary_is_explained_first() {
    for line in ["lookup placement", "lookup --all placement"] {
        let text = run_line(line).out;
        assert!(text.starts_with("Placement: A role put in a zone"), "{line}: {text}");
        assert!(!text.contains("Nothing has"), "{line}: {text}");
    }
}
