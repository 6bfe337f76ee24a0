//! Mistakes in a plan that would change what is asked for, or leave something out, each told in words.
//!
//! Every text is compared whole, and the mended plan says nothing.

use portolan::catalog::Port;
use portolan::check;
use portolan::finding::Code;
use portolan::matrix;
use portolan::plan::{Plan, file};
use portolan::view::fixes;

use crate::catalogs;
use crate::findings::{CLIENTS, clients_and_core, plan, zone};

fn read(text: &str) -> Plan {
    file::read(text).unwrap_or_else(|err| panic!("{err}\n{text}")).plan.canonical()
}

/// What findings of a code say, with their places.
fn said(plan: &Plan, code: Code) -> Vec<String> {
    let catalog = catalogs::embedded();
    let findings = check::findings(&catalog, &matrix::derive(&catalog, plan));
    findings.iter().filter(|finding| finding.code == code).map(ToString::to_string).collect()
}

/// The plan says exactly this with findings of the code.
#[track_caller]
fn says(code: Code, text: &str, expected: &[&str]) {
    assert_eq!(said(&read(text), code), expected, "{text}");
}

/// What is offered to mend findings of the code; each of it mends its finding.
#[track_caller]
fn offered(code: Code, text: &str) -> Vec<String> {
    let (catalog, plan) = (catalogs::embedded(), read(text));
    let findings = check::findings(&catalog, &matrix::derive(&catalog, &plan));
    let mut res = Vec::new();
    for finding in findings.iter().filter(|finding| finding.code == code) {
        for fix in fixes(&catalog, &plan, finding) {
            let mended = plan.applied(&fix.edit).unwrap_or_else(|err| panic!("{}: {err}", fix.label));
            assert!(!said(&mended, code).contains(&finding.to_string()), "“{}” leaves {finding}", fix.label);
            res.push(fix.label);
        }
    }
    res
}

#[test]
fn a_port_chosen_where_none_can_be_is_an_error_that_names_what_is_asked_for() {
    let core = |ports: &str| {
        let placements = format!("(role: \"dns-server\", ports: {{{ports}}}), (role: \"domain-controller\")");
        let core = zone("core", &format!("os: [\"windows-server-2022\"], placements: [{placements}]"));
        plan(&[zone("clients", CLIENTS), core], "")
    };
    says(
        Code::PortWithoutEffect,
        &core(r#""dns-server/dns-tcp": 5353, "telnet/telnet": 99"#),
        &[
            "error[port-without-effect] zone core, role dns-server: port 5353 is chosen for DNS (TCP) of DNS Server, \
             which always listens on 53: TCP 53 is asked for (take it out; for a server that really listens \
             elsewhere, suppress the flow and add one of your own)",
            "error[port-without-effect] zone core, role dns-server: port 99 is chosen for Telnet (TCP) of Telnet, \
             which DNS server does not run: no flow uses it (take it out, or choose the port at the role that runs \
             the service)",
        ],
    );
    says(Code::PortWithoutEffect, &core(""), &[]);
    assert_eq!(
        offered(Code::PortWithoutEffect, &core(r#""dns-server/dns-tcp": 5353, "telnet/telnet": 99"#)),
        [
            "Forget the port chosen for DNS of DNS server in core",
            "Forget the port chosen for Telnet of DNS server in core"
        ]
    );
}

#[test]
fn a_port_chosen_for_an_rpc_server_is_sent_to_the_rpc_settings() {
    let with = |ports: &str| {
        let core = format!("(role: \"domain-controller\", ports: {{{ports}}})");
        let core = zone("core", &format!("os: [\"windows-server-2022\"], placements: [{core}]"));
        plan(&[zone("clients", CLIENTS), core], "")
    };
    says(
        Code::PortWithoutEffect,
        &with("\"active-directory/rpc\": 50000"),
        &[
            "error[port-without-effect] zone core, role domain-controller: port 50000 is chosen for RPC dynamic (TCP) of \
           Active Directory (local security authority), whose port is handed out by the RPC endpoint mapper: it has \
           no effect (take it out, and pin “Active Directory (NTDS): replication, DRS, SAM and LSA” in the RPC \
           settings instead)",
        ],
    );
}

#[test]
fn a_chosen_port_that_flows_use_says_nothing() {
    let sql = r#"(role: "sql-server-host", ports: {"sql-server-instance/named-instance": 51433})"#;
    let server = zone("core", &format!("os: [\"windows-server-2022\"], placements: [{sql}]"));
    says(Code::PortWithoutEffect, &plan(&[server], ""), &[]);
}

/// Members of one domain and a controller of another, whose scopes are said like this.
fn two_domains(scopes: &str, member: &str, controller: &str) -> String {
    let clients = format!("os: [\"windows-11\"], placements: [(role: \"domain-member\", scopes: {member})]");
    let core = format!(
        "os: [\"windows-server-2022\"], placements: [(role: \"dns-server\"), \
         (role: \"domain-controller\", scopes: {controller})]"
    );
    plan(&[zone("clients", &clients), zone("core", &core)], &format!("scopes: [{scopes}],"))
}

/// The ports over which the first zone reaches the second one's domain controller, by application protocol.
fn kerberos_from_clients(text: &str) -> bool {
    let (catalog, plan) = (catalogs::embedded(), read(text));
    let matrix = matrix::derive(&catalog, &plan);
    let cell = matrix.cell(&catalog, 0, 1);
    let res = cell.open_flows().any(|flow| flow.key.application_protocol == "Kerberos");
    assert_eq!(matrix.summary(0, 1), cell.summary(), "both ways of counting");
    res
}

#[test]
fn a_scope_that_can_not_be_read_opens_nothing() {
    let named = |kind: &str| format!("(id: \"corp\", kind: \"{kind}\"), (id: \"lab\", kind: \"{kind}\")");
    let corp = |kind: &str| format!("{{\"{kind}\": \"corp\"}}");
    let good = named("ad-domain");
    for (scopes, member, controller, expected, why) in [
        (&*good, &*corp("ad-domain"), &*corp("ad-domain"), true, "one domain"),
        (&good, &corp("ad-domain"), "{\"ad-domain\": \"lab\"}", false, "two domains"),
        (&good, "{}", &corp("ad-domain"), true, "no scope matches all"),
        (&named("ad-domian"), &corp("ad-domian"), "{\"ad-domian\": \"lab\"}", false, "a kind that nobody knows"),
        (&named("ad-domian"), &corp("ad-domian"), &corp("ad-domian"), false, "the same one on both sides"),
        (&good, &corp("ad-domian"), "{}", false, "a misspelt kind against none"),
        (&named("failover-cluster"), &corp("ad-domain"), &corp("ad-domain"), false, "scopes of another kind"),
        (&good, "{\"ad-domain\": \"gone\"}", "{\"ad-domain\": \"gone\"}", false, "a scope that the plan lacks"),
        (&good, "{\"ad-domain\": \"gone\"}", "{}", false, "a scope that the plan lacks against none"),
        (&good, "{\"ad-domain\": \"corp\", \"x\": \"y\"}", &corp("ad-domain"), true, "the kind that matters is right"),
    ] {
        assert_eq!(kerberos_from_clients(&two_domains(scopes, member, controller)), expected, "{why}");
    }
}

#[test]
fn a_scope_kind_that_nobody_knows_is_an_error_in_the_list_and_at_each_placement() {
    let text = two_domains(
        "(id: \"corp\", kind: \"ad-domian\", name: \"corp.example\"), (id: \"lab\", kind: \"ad-domian\")",
        "{\"ad-domian\": \"corp\"}",
        "{\"ad-domian\": \"lab\"}",
    );
    says(
        Code::UnknownId,
        &text,
        &[
            "error[unknown-id] plan: there is no scope kind “ad-domian”, which corp.example and lab are of (write \
             ad-domain, adfs-farm, availability-group, configmgr-site, exchange-organization, failover-cluster, \
             mirroring-session, office-online-farm, scom-management-group, sharepoint-farm, storage-replica)",
            "error[unknown-id] zone clients, role domain-member: there is no scope kind “ad-domian”: until it is put \
             right, nothing that asks for a scope matches Domain member (write ad-domain)",
            "error[unknown-id] zone core, role domain-controller: there is no scope kind “ad-domian”: until it is put \
             right, nothing that asks for a scope matches Domain controller (write ad-domain)",
        ],
    );
    // Nothing is missing and nothing matches “every one”: the scopes are to be put right.
    says(Code::RoleMissing, &text, &[]);
    says(Code::ScopeMissing, &text, &[]);
    let everywhere = "Write ad-domain instead of “ad-domian” everywhere";
    let offered = offered(Code::UnknownId, &text);
    assert_eq!(offered.iter().filter(|label| *label == everywhere).count(), 3, "{offered:?}");
    assert!(offered.contains(&"Let Domain member in clients match every scope".to_owned()), "{offered:?}");
}

#[test]
fn a_scope_of_another_kind_is_an_error_that_names_both_kinds() {
    let text = two_domains(
        "(id: \"x\", kind: \"failover-cluster\"), (id: \"corp\", kind: \"ad-domain\")",
        "{\"ad-domain\": \"x\"}",
        "{\"ad-domain\": \"gone\"}",
    );
    says(
        Code::UnknownName,
        &text,
        &[
            "error[unknown-name] zone clients, role domain-member: “x” is a scope of the kind failover-cluster, not \
             ad-domain: nothing of that kind matches it (choose one of the kind ad-domain; without any, every one \
             would match)",
            "error[unknown-name] zone core, role domain-controller: the plan has no scope “gone” of the kind \
             ad-domain: nothing of that kind matches it (choose one of the kind ad-domain; without any, every one \
             would match)",
        ],
    );
    assert_eq!(
        offered(Code::UnknownName, &text),
        [
            "Put Domain member in clients into corp",
            "Let Domain member in clients match every ad-domain",
            "Put Domain controller in core into corp",
            "Let Domain controller in core match every ad-domain",
        ]
    );
}

#[test]
fn members_that_no_domain_controller_serves_lack_one() {
    let core = |serves: &str| {
        let placements =
            format!("(role: \"dns-server\", serves: [{serves}]), (role: \"domain-controller\", serves: [{serves}])");
        zone("core", &format!("os: [\"windows-server-2022\"], placements: [{placements}]"))
    };
    let text = |serves: &str| plan(&[zone("clients", CLIENTS), zone("branch", ""), core(serves)], "");
    let unserved = text("\"branch\"");
    says(
        Code::RoleMissing,
        &unserved,
        &[
            "warning[role-missing] zone clients, role dns-client: DNS client in clients, but no DNS server serves \
             clients (let DNS server in core serve it too, or tick one of: DNS server, Secondary DNS server)",
            "warning[role-missing] zone clients, role domain-member: Domain member in clients, but no Logon server \
             serves clients (let Domain controller in core serve it too, or tick one of: Domain controller, Entra \
             Domain Services domain controller, Read-only domain controller)",
        ],
    );
    says(Code::RoleMissing, &text("\"branch\", \"clients\", \"core\""), &[]);
    says(Code::RoleMissing, &text(""), &[]);
    let offered = offered(Code::RoleMissing, &unserved);
    assert!(offered.contains(&"Let Domain controller in core serve clients".to_owned()), "{offered:?}");
    assert!(offered.contains(&"Let DNS server in core serve clients".to_owned()), "{offered:?}");
}

/// Members and a domain controller under an RPC strategy of the plan.
fn under(strategy: &str) -> String {
    clients_and_core(&format!("rpc: (strategy: {strategy}),"))
}

#[test]
fn pins_that_overlap_or_are_ranges_are_told() {
    let text = under(r#"pinned({"netlogon": 50000, "dfsr": "50000-50001"})"#);
    says(
        Code::RpcPort,
        &text,
        &[
            "warning[rpc-port] plan: “DFS Replication” is pinned to 50000-50001, but a pin is one port (write one port)",
            "warning[rpc-port] plan: “Netlogon” and “DFS Replication” are pinned to ports that overlap: 50000 and \
             50000-50001 (give each a port of its own)",
        ],
    );
    assert_eq!(
        offered(Code::RpcPort, &text),
        ["Pin DFS Replication to a port of its own", "Give each of them a port of its own"]
    );
    says(Code::RpcPort, &under(r#"pinned({"netlogon": 50000, "dfsr": 50001})"#), &[]);
}

#[test]
fn a_strategy_that_no_server_follows_is_told_nowhere() {
    let core = |own: &str| {
        let core = format!(
            r#"os: ["windows-server-2022"], rpc: pinned({{"netlogon": 445}}), placements: [(role: "domain-controller"{own})]"#
        );
        plan(&[zone("clients", CLIENTS), zone("core", &core)], "")
    };
    let (followed, overridden) = (core(""), core(", rpc: dynamic"));
    for code in [Code::RpcPort, Code::RpcSetup] {
        assert_eq!(said(&read(&followed), code).len(), 1, "{}", code.name());
        says(code, &overridden, &[]);
    }
}

#[test]
fn a_pin_on_a_port_that_something_else_listens_on_is_told_with_both() {
    let text = under(r#"pinned({"netlogon": 445})"#);
    says(
        Code::RpcPort,
        &text,
        &[
            "warning[rpc-port] plan: “Netlogon” is pinned to 445, where RPC over named pipes of Event Log, SMB of Active \
           Directory (local security authority) and 5 more listen: Domain controller in core and Domain member in \
           clients (pin it to a port that is free)",
        ],
    );
    // What dynamic ranges take is free.
    says(Code::RpcPort, &under(r#"pinned({"netlogon": 49500})"#), &[]);
}

#[test]
fn two_services_of_one_machine_on_one_chosen_port_are_told() {
    let site = |ports: &str| {
        let server = format!(
            "os: [\"windows-server-2022\"], placements: [(role: \"web-server\", \
             without: [\"domain-member\", \"dns-client\"], ports: {{{ports}}})]"
        );
        plan(&[zone("web", &server)], "")
    };
    let text = site(r#""world-wide-web-publishing/http": 443"#);
    says(
        Code::SamePort,
        &text,
        &[
            "warning[same-port] zone web, role web-server: HTTP of World Wide Web Publishing Service and HTTPS of World \
           Wide Web Publishing Service both listen on TCP 443 of Web server (IIS) (choose another port for one of them)",
        ],
    );
    assert_eq!(offered(Code::SamePort, &text), ["Forget the port chosen for HTTP of Web server (IIS) in web"]);
    says(Code::SamePort, &site(r#""world-wide-web-publishing/http": 8080"#), &[]);
    says(Code::SamePort, &site(""), &[]);
}

#[test]
fn an_added_flow_has_ports_where_its_transport_has_some_and_a_reason() {
    let with = |entry: &str| clients_and_core(&format!("overrides: [{entry}],"));
    let add = |rest: &str| with(&format!("add(source_zone: \"clients\", destination_zone: \"core\", {rest})"));
    says(
        Code::AddedFlowPorts,
        &add(r#"transport: tcp, reason: "r""#),
        &[
            "error[added-flow-ports] override 1: the added flow TCP from clients to core names no port, which a firewall \
           takes for every TCP port (write the ports; for all of them, write 1-65535)",
        ],
    );
    let esp = add(r#"service: "X", transport: esp, ports: 50, reason: "r""#);
    says(
        Code::AddedFlowPorts,
        &esp,
        &[
            "error[added-flow-ports] override 1: the added flow “X” ESP 50 from clients to core names ports 50, but ESP has \
           none (take them out: ESP is IP protocol 50, which firewalls know by name)",
        ],
    );
    assert_eq!(offered(Code::AddedFlowPorts, &esp), ["Take the ports out of override 1"]);
    says(Code::AddedFlowPorts, &add(r#"transport: tcp, ports: 8080, reason: "r""#), &[]);
    says(
        Code::ReasonMissing,
        &add("transport: tcp, ports: 8080"),
        &[
            "warning[reason-missing] override 1: the added flow TCP 8080 from clients to core gives no reason (write why it \
           is needed: whoever reviews the request reads it there)",
        ],
    );
    says(
        Code::ReasonMissing,
        &with(r#"suppress(match: (destination_zone: "core", transport: udp), reason: " ")"#),
        &[
            "warning[reason-missing] override 1: the suppression of flows to core gives no reason (write why it is needed: \
           whoever reviews the request reads it there)",
        ],
    );
    says(Code::ReasonMissing, &add(r#"transport: tcp, ports: 8080, reason: "r""#), &[]);
}

#[test]
fn settings_that_change_nothing_are_told_and_taken_out() {
    let core = |rest: &str| {
        let core = format!("os: [\"windows-server-2022\"], placements: [(role: \"domain-controller\"{rest})]");
        let scopes =
            r#"scopes: [(id: "x", kind: "failover-cluster"), (id: "corp", kind: "ad-domain", name: "corp.example")],"#;
        (zone("core", &core), scopes)
    };
    let (zone, scopes) = core(
        r#", without: ["print-server", "domain-controller", "logon-server"], scopes: {"failover-cluster": "x", "ad-domain": "corp"}"#,
    );
    let trusts = r#"trusts: [(trusting: "corp", trusted: "corp"), (trusting: "x", trusted: "corp")],"#;
    let text = plan(&[zone], &format!("{scopes} {trusts}"));
    says(
        Code::SettingWithoutEffect,
        &text,
        &[
            "warning[setting-without-effect] plan: corp.example is said to trust itself, which it always does (take the \
             trust out)",
            "warning[setting-without-effect] plan: x is of the kind Failover cluster, which trusts say nothing about \
             (take the trust out)",
            "warning[setting-without-effect] zone core, role domain-controller: Domain controller brings no Print server, \
             so that it does without it changes nothing (take it out; a role that is ticked by itself is taken away by \
             its own tick)",
            "warning[setting-without-effect] zone core, role domain-controller: Domain controller can't do without itself \
             (take it out; a role that is ticked by itself is taken away by its own tick)",
            "warning[setting-without-effect] zone core, role domain-controller: Domain controller is not matched on \
             Failover cluster, so that it is in x changes nothing (take the scope out)",
        ],
    );
    assert_eq!(
        offered(Code::SettingWithoutEffect, &text),
        [
            "Remove the trust of corp.example with itself",
            "Remove the trusts of x",
            "Forget that Domain controller in core does without Print server",
            "Forget that Domain controller in core does without Domain controller",
            "Take x out of Domain controller in core",
        ]
    );
    let (zone, scopes) = core(r#", scopes: {"ad-domain": "corp"}"#);
    says(Code::SettingWithoutEffect, &plan(&[zone], scopes), &[]);
}

#[test]
fn ticked_partners_between_which_an_assumption_lets_nothing_flow_are_told() {
    let browsing = |rest: &str| {
        let client = zone("mgmt", r#"os: ["windows-xp"], placements: [(role: "browse-client")]"#);
        let server =
            r#"os: ["windows-server-2003"], placements: [(role: "browse-server", without: ["domain-member"])]"#;
        plan(&[client, zone("servers", server)], rest)
    };
    let text = browsing("");
    says(
        Code::ClosedByAssumption,
        &text,
        &[
            "warning[closed-by-assumption] zone mgmt, role browse-client: Browse client in mgmt brings no flow, \
             because “Is NetBIOS over TCP/IP in use?” is answered with unused (answer it with in use where it is, or take \
             the role away)",
            "warning[closed-by-assumption] zone servers, role browse-server: Browse server in servers brings no flow, \
             because “Is NetBIOS over TCP/IP in use?” is answered with unused (answer it with in use where it is, or take \
             the role away)",
        ],
    );
    assert_eq!(offered(Code::ClosedByAssumption, &text), ["Answer “Is NetBIOS over TCP/IP in use?” with in use"; 2]);
    says(Code::ClosedByAssumption, &browsing(r#"assumptions: {"netbios": in_use},"#), &[]);
    says(Code::ClosedByAssumption, &clients_and_core(""), &[]);
}

#[test]
fn a_role_that_meets_nobody_is_told_with_those_it_works_with() {
    let hosts = |rest: &[String]| {
        let mut zones = vec![zone("hosts", r#"os: ["windows-server-2022"], placements: [(role: "print-server")]"#)];
        zones.extend_from_slice(rest);
        plan(&zones, "")
    };
    let other = zone("clients", CLIENTS);
    says(
        Code::NoPartner,
        &hosts(std::slice::from_ref(&other)),
        &[
            "note[no-partner] zone hosts, role print-server: Print server in hosts meets none of the roles that it works with \
             (it works with Print client, Print Management and 3 more: tick them where you have them)",
        ],
    );
    // Everybody else may be still to come.
    says(Code::NoPartner, &hosts(&[]), &[]);
    let printing = zone("printing", r#"os: ["windows-11"], placements: [(role: "print-client")]"#);
    says(Code::NoPartner, &hosts(&[other, printing]), &[]);
    says(Code::NoPartner, &clients_and_core(""), &[]);
}

/// The flows of a protocol from one zone to another: ports and source port, as `50000-50100 from 20`.
fn flows(text: &str, (source, destination): (usize, usize), protocol: &str) -> Vec<String> {
    let (catalog, plan) = (catalogs::embedded(), read(text));
    let matrix = matrix::derive(&catalog, &plan);
    let cell = matrix.cell(&catalog, source, destination);
    assert_eq!(matrix.summary(source, destination), cell.summary(), "both ways of counting");
    let flows = cell.open_flows().filter(|flow| flow.key.application_protocol == protocol);
    let words = flows.map(|flow| {
        let ports = flow.key.ports.map(|ports| ports.to_string()).unwrap_or_default();
        let from = flow.key.source_port.map(|port| format!(" from {port}")).unwrap_or_default();
        format!("{ports}{from}")
    });
    words.collect()
}

#[test]
fn ports_that_a_document_calls_changeable_can_be_chosen() {
    let catalog = catalogs::embedded();
    for path in [
        "world-wide-web-publishing/http",
        "world-wide-web-publishing/https",
        "http-ssl/https",
        "remote-desktop-services/rdp-tcp",
        "remote-desktop-services/rdp-udp",
        "ftp-publishing/ftp-control",
        "sql-server/sql-over-tcp",
        "winrm/winrm-2-0-http",
        "windows-deployment-services/sessions",
        "skype-audio/audio-udp",
    ] {
        let endpoint = catalog.endpoint_ref(path).map(|endpoint| catalog.endpoint(endpoint).port);
        assert!(matches!(endpoint, Some(Port::Parameter(Some(_)))), "{path}: {endpoint:?}");
    }
    let servers = r#"os: ["windows-server-2022"], placements: [
        (role: "web-server", without: ["domain-member", "dns-client"], ports: {"world-wide-web-publishing/http": 8080}),
        (role: "remote-desktop-session-host", without: ["domain-member", "dns-client"],
            ports: {"remote-desktop-services/rdp-tcp": 3390})]"#;
    let clients = r#"os: ["windows-11"], placements: [(role: "web-client"), (role: "remote-desktop-client")]"#;
    let text = plan(&[zone("clients", clients), zone("servers", servers)], "");
    assert_eq!(flows(&text, (0, 1), "HTTP"), ["8080"]);
    assert_eq!(flows(&text, (0, 1), "HTTPS"), ["443"]);
    says(Code::PortWithoutEffect, &text, &[]);
}

#[test]
fn active_ftp_data_comes_from_the_control_port_less_one() {
    let ftp = |servers: &[&str]| {
        let servers = servers.join(", ");
        let servers = format!("os: [\"windows-server-2022\"], placements: [{servers}]");
        let clients = r#"os: ["windows-11"], placements: [(role: "ftp-client")]"#;
        let active = r#"scenarios: {"active-ftp": undecided},"#;
        plan(&[zone("clients", clients), zone("servers", &servers)], active)
    };
    let (plain, moved) =
        (r#"(role: "ftp-server")"#, r#"(role: "ftp-server", ports: {"ftp-publishing/ftp-control": 4131})"#);
    let data = "FTP active-mode data";
    assert_eq!(flows(&ftp(&[plain]), (0, 1), "FTP control"), ["21"]);
    assert_eq!(flows(&ftp(&[plain]), (1, 0), data), ["49152-65535 from 20"]);
    assert_eq!(flows(&ftp(&[moved]), (0, 1), "FTP control"), ["4131"]);
    assert_eq!(flows(&ftp(&[moved]), (1, 0), data), ["49152-65535 from 4130"]);
    assert_eq!(flows(&ftp(&[plain, moved]), (1, 0), data), ["49152-65535 from 20", "49152-65535 from 4130"]);
    // The data port is not chosen by itself.
    let data = r#"(role: "ftp-server", ports: {"ftp-publishing/ftp-active-mode-data": 5000})"#;
    says(
        Code::PortWithoutEffect,
        &ftp(&[data]),
        &[
            "error[port-without-effect] zone servers, role ftp-server: port 5000 is chosen for FTP active-mode data (TCP) of FTP \
           Publishing Service, whose port 20 moves with that of FTP control: it has no effect (take it out, and choose the \
           port of FTP control instead)",
        ],
    );
}

#[test]
fn a_host_that_several_zones_name_is_told_once() {
    let at = |id: &str, names: &str| zone(id, &format!("addresses: [{names}]"));
    let text = plan(
        &[
            at("a", "\"dc01.corp.example\""),
            at("b", "\"DC01.corp.example.\", \"web\""),
            at("c", "\"dc01.corp.example\""),
        ],
        "",
    );
    says(
        Code::AddressOverlap,
        &text,
        &[
            "warning[address-overlap] a to b: the host “dc01.corp.example” stands in a, b and c (a firewall can't tell them \
           apart: leave it in the zone where it stands)",
        ],
    );
    says(Code::AddressOverlap, &plan(&[at("a", "\"dc01\", \"DC01\""), at("b", "\"dc02\"")], ""), &[]);
}

#[test]
fn a_machine_that_two_zones_name_or_one_with_different_addresses_is_told() {
    let zone = |id: &str, hosts: &str, others: &str| {
        let role = |id: &str, hosts: &str| format!("(role: \"{id}\", hosts: [{hosts}])");
        format!("(id: \"{id}\", placements: [{}, {}])", role("dns-server", hosts), role("time-server", others))
    };
    let dc1 = "(name: \"dc1\", addresses: [\"10.0.0.1\"])";
    let other = "(name: \"DC1\", addresses: [\"10.0.0.2\"])";
    let text = |zones: [String; 2]| format!("(format: 2, zones: [{}])", zones.join(", "));
    let overlap = "warning[address-overlap]";
    let told = format!(
        "{overlap} zone a: “dc1” is named there with different addresses (write the same ones wherever it is named: \
         requests take it for several machines)"
    );
    says(Code::AddressOverlap, &text([zone("a", dc1, other), zone("b", "", "")]), &[&told]);
    let told = format!(
        "{overlap} a to b: the host “dc1” stands in a and b (a firewall can't tell them apart: leave it in the zone where it \
         stands)"
    );
    says(Code::AddressOverlap, &text([zone("a", dc1, dc1), zone("b", other, "")]), &[&told]);
    says(Code::AddressOverlap, &text([zone("a", dc1, dc1), zone("b", "", "")]), &[]);
}
