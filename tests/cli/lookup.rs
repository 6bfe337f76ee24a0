//! `lookup` on the embedded catalog: a few words, and what must be among the answers.

use portolan::files::catalog_dir;
use portolan::view::{Lookup, lookup};

use crate::harness::run_line;

fn found(words: &str) -> Lookup {
    lookup(&catalog_dir::with_overlay(&[]).0, words)
}

/// Every endpoint found, as `LDAP TCP 389`.
fn endpoints(found: &Lookup) -> Vec<String> {
    let endpoints = found.services.iter().flat_map(|service| &service.endpoints);
    endpoints.map(|e| format!("{} {} {}", e.application_protocol, e.transport, e.ports)).collect()
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
    let found = endpoints(&found("udp 389"));
    assert!(!found.is_empty() && found.iter().all(|endpoint| endpoint.ends_with(" UDP 389")), "{found:?}");
}

#[test]
fn a_port_of_a_dynamic_range_finds_the_range_and_who_may_listen() {
    let high = found("49160");
    let ranges = high.ranges.join("\n");
    assert!(ranges.contains("49160 lies in 49152-65535, the dynamic range of Windows Vista and later"), "{ranges}");
    assert!(endpoints(&high).iter().any(|endpoint| endpoint.contains("TCP 49152-65535")));
    let low = found("1723");
    assert!(low.ranges.iter().any(|range| range.contains("1025-5000")), "{:?}", low.ranges);
    let dynamic = low.services.iter().flat_map(|service| &service.endpoints).filter(|e| e.port.kind() == "rpc-dynamic");
    assert_eq!(dynamic.count(), 0, "a port that somebody has alone is not looked for in dynamic ranges");
}

#[test]
fn services_are_found_by_name_protocol_and_short_name() {
    for (words, service) in [
        ("kerberos", "Kerberos Key Distribution Center"),
        ("dfsr", "Distributed File System Replication"),
        ("W32Time", "Windows Time"),
        ("DISTRIBUTED replication", "Distributed File System Replication"),
    ] {
        let found = found(words);
        assert!(found.services.iter().any(|s| &*s.name == service), "{words}: {:?}", endpoints(&found));
    }
}

#[test]
fn an_answer_says_who_runs_it_who_connects_and_on_whose_word() {
    let found = found("tcp 88");
    let kdc = &found.services[0];
    assert!(kdc.run_by.iter().any(|role| &**role == "Logon server"), "{:?}", kdc.run_by);
    let caller = kdc.endpoints[0].callers.iter().find(|caller| &*caller.source_role == "Domain member");
    let caller = caller.expect("members log on");
    assert_eq!((&*caller.destination_role, &caller.scenario), ("Logon server", &None));
    assert!(caller.references.contains(&"KB 832017".to_owned()), "{:?}", caller.references);
}

#[test]
fn roles_os_versions_and_documents_are_found() {
    let roles = found("domain member").roles;
    assert!(roles.iter().any(|role| role.id.as_str() == "domain-member" && !role.opens.is_empty()));
    let os = found("windows server 2003").os;
    assert!(os.iter().any(|os| os.id.as_str() == "windows-server-2003" && os.dynamic_range == "1025-5000"));
    for words in ["832017", "KB 832017", "kb832017", "Service overview"] {
        assert!(found(words).documents.iter().any(|document| document.label == "KB 832017"), "{words}");
    }
}

#[test]
fn nothing_is_found_where_a_word_is_missing() {
    for words in ["", "   ", "kerberos zzz", "esp 88", "99999"] {
        assert!(found(words).is_empty(), "“{words}”");
    }
    let run = run_line("lookup zzz");
    assert!(run.out.is_empty() && run.err == "nothing found for “zzz”\n", "{run:#?}");
}

#[test]
fn the_text_says_what_was_found() {
    let run = run_line("lookup tcp 5722");
    for line in [
        "TCP 5722, RPC: Distributed File System Replication (DFSR)\n",
        "  only    listener OS: Windows Server 2008, Windows Server 2008 R2; listener role: Domain controller\n",
        "  see     KB 832017\n",
    ] {
        assert!(run.out.contains(line), "{line} is not in\n{}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
}
