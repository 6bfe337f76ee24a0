//! Kinds of fault that were found by asking the catalog what people ask, each held over the whole catalog.
//!
//! Single examples are scenario folders in `tests/scenarios/field-cases`.

use std::collections::BTreeSet;

use portolan::catalog::{Catalog, Connection, Need, Port, Role, ScenarioDecision};
use portolan::ids::RoleIdx;
use portolan::net::Transport;

use crate::catalogs;

/// The catalog, and what the rules ask of it.
struct Asked(Catalog);

impl Asked {
    fn role(&self, id: &str) -> RoleIdx {
        self.0.role_idx(id).unwrap_or_else(|| panic!("the catalog has no role “{id}”"))
    }

    /// What a role opens, by itself or by what comes with it.
    fn opened_by(&self, role: RoleIdx) -> impl Iterator<Item = &Connection> {
        self.0.effective_roles(role, &[]).into_iter().flat_map(|role| &self.0.roles[role].connects)
    }

    /// Whether a role opens something to another one, or to one that comes with it.
    fn reaches(&self, source: &str, destination: &str) -> bool {
        let listening = self.0.effective_roles(self.role(destination), &[]);
        self.opened_by(self.role(source)).any(|connection| listening.contains(&connection.to))
    }

    /// Whether a role opens a fixed port to another one.
    fn opens(&self, source: &str, destination: &str, transport: Transport, port: u16) -> bool {
        let listening = self.0.effective_roles(self.role(destination), &[]);
        let connections = self.opened_by(self.role(source)).filter(|connection| listening.contains(&connection.to));
        connections.flat_map(|connection| &connection.uses).any(|&endpoint| {
            let endpoint = self.0.endpoint(endpoint);
            let is_port = match endpoint.port {
                Port::Fixed(range) | Port::Parameter(Some(range)) => range.first() == port && range.last() == port,
                Port::Parameter(None) | Port::RpcDynamic(_) | Port::OsDynamic | Port::Protocol => false,
            };
            endpoint.transport == transport && is_port
        })
    }
}

fn asked() -> Asked {
    Asked(catalogs::embedded())
}

/// Those of the sources that don't reach the destination.
fn lacking<'a>(asked: &Asked, sources: &[&'a str], destination: &str) -> Vec<&'a str> {
    sources.iter().copied().filter(|source| !asked.reaches(source, destination)).collect()
}

#[test]
fn whoever_is_a_windows_computer_can_check_revocation() {
    let asked = asked();
    let windows = asked.role("windows-computer");
    let lists = asked.role("crl-distribution-point");
    let brings_windows = |role: RoleIdx| asked.0.effective_roles(role, &[]).contains(&windows);
    let mut seen = 0;
    for (role, data) in asked.0.roles.iter_enumerated().filter(|(role, _)| brings_windows(*role)) {
        seen += 1;
        let reaches = asked.opened_by(role).any(|connection| connection.to == lists);
        assert!(reaches, "{} reaches no revocation list", data.id);
    }
    assert!(seen > 100, "{seen}");
    let servers = ["adfs-server", "web-application-proxy", "exchange-mailbox-server", "vpn-server", "radius-server"];
    assert_eq!(lacking(&asked, &servers, "crl-distribution-point"), [""; 0]);
    assert_eq!(lacking(&asked, &["adfs-server", "web-application-proxy"], "public-pki"), [""; 0]);
}

#[test]
fn what_is_rpc_over_tcp_since_windows_vista_opens_no_pipe_between_current_systems() {
    let asked = asked();
    let os = |id: &str| asked.0.os.iter_enumerated().find(|(_, os)| os.id.as_str() == id).expect(id).0;
    let (client, server) = (os("windows-11"), os("windows-server-2022"));
    let mut seen = 0;
    for (_, connection) in asked.0.connections() {
        for &used in &connection.uses {
            // [MS-EVEN6] 2.1.1 and [MS-PLA] 2.1. What stays on pipes by its specification is not asked here.
            let service = asked.0.services[used.service].id.as_str();
            let endpoint = asked.0.endpoint(used);
            let is_pipe = matches!(endpoint.port, Port::Fixed(range) if [139, 445].contains(&range.first()));
            if !["event-log", "performance-logs-and-alerts"].contains(&service) || !is_pipe {
                continue;
            }
            seen += 1;
            let when = connection.when.and(&endpoint.when);
            let holds = when.source_os.is_none_or(|os| os.contains(client))
                && when.destination_os.is_none_or(|os| os.contains(server));
            assert!(!holds, "{service} over pipes for “{}”", connection.purpose);
        }
    }
    assert!(seen > 3, "{seen}");
}

#[test]
fn a_source_port_stands_only_where_a_document_fixes_it() {
    let asked = asked();
    // NetBIOS names and datagrams go from their own port (RFC 1002), IKE from 500 (RFC 7296), and Internet Connection
    // Sharing answers the link, where nothing relays.
    let fixed: BTreeSet<u16> = [137, 138, 500, 4500].into();
    for (endpoint, data) in asked.0.endpoints() {
        let Some(port) = data.source_port else { continue };
        let path = asked.0.endpoint_path(endpoint);
        let is_local = path.starts_with("internet-connection-sharing/");
        assert!(fixed.contains(&port) || is_local, "{path} is opened from port {port} alone");
        assert!(!data.references.is_empty(), "{path}");
    }
}

#[test]
fn what_lies_outside_and_in_between_is_reached() {
    let asked = asked();
    for (source, destination) in [
        // Clouds.
        ("adfs-server", "entra-id"),
        ("intune-certificate-connector", "intune"),
        ("entra-private-network-connector", "entra-id"),
        ("azure-file-sync-server", "azure"),
        ("azure-monitor-agent", "azure"),
        // What stands between two others.
        ("dhcp-relay-agent", "dhcp-server"),
        ("dhcp-server", "dhcp-relay-agent"),
        ("event-forwarding-source", "event-collector"),
        ("event-collector", "event-forwarding-source"),
        ("secondary-dns-server", "dns-server"),
        ("web-application-proxy", "exchange-mailbox-server"),
        // Load balancers.
        ("load-balancer", "exchange-mailbox-server"),
        ("load-balancer", "sharepoint-front-end-server"),
        ("load-balancer", "office-online-server"),
        ("load-balancer", "remote-desktop-gateway"),
        ("load-balancer", "remote-desktop-web-access"),
        ("load-balancer", "radius-server"),
        ("load-balancer", "wsus-server"),
        ("load-balancer", "skype-front-end-server"),
    ] {
        assert!(asked.reaches(source, destination), "{source} does not reach {destination}");
    }
}

#[test]
fn consoles_reach_what_they_manage() {
    let asked = asked();
    for (console, product, port) in [
        ("hyper-v-management", "hyper-v-host", 2179),
        ("web-server-management", "web-server", 8172),
        ("web-deploy-client", "web-server", 8172),
        ("certificate-services-management", "certification-authority", 135),
        ("radius-management", "radius-server", 135),
        ("wsus-management", "wsus-server", 8530),
        ("print-management", "print-server", 445),
        ("routing-and-remote-access-management", "vpn-server", 135),
        ("wds-management", "wds-server", 135),
        ("adfs-management", "adfs-server", 5985),
        ("volume-activation-management", "kms-host", 135),
    ] {
        assert!(asked.opens(console, product, Transport::Tcp, port), "{console} to {product}, TCP {port}");
    }
}

#[test]
fn what_was_taken_out_of_windows_is_not_ticked_on_a_current_system() {
    let asked = asked();
    let current: Vec<_> =
        asked.0.os.iter_enumerated().filter(|(_, os)| os.id.as_str() == "windows-server-2022").collect();
    let [(current, _)] = current[..] else { panic!("one system has the id") };
    for id in ["rpc-locator-server", "remote-storage-server", "license-logging-server", "isa-server", "tmg-server"] {
        let Some(role) = asked.0.role_idx(id) else { panic!("the catalog has no role “{id}”") };
        assert!(!asked.0.roles[role].os.contains(current), "{id} can be ticked on Windows Server 2022");
    }
}

#[test]
fn whoever_can_be_another_system_may_be_one() {
    let asked = asked();
    let other = asked.0.os.iter_enumerated().find(|(_, os)| os.id.as_str() == "other").expect("the other systems").0;
    for id in
        ["domain-member", "file-server", "dns-server", "dhcp-server", "sql-server", "radius-server", "ldap-client"]
    {
        assert!(asked.0.roles[asked.role(id)].os.contains(other), "{id} is for Windows alone");
    }
    // A Linux member is no Windows computer.
    let member = asked.role("domain-member");
    let windows = asked.role("windows-computer");
    let on_other = asked.0.roles[member].implies.iter().find(|implied| implied.role == windows).expect("it is implied");
    assert!(on_other.os.is_some_and(|os| !os.contains(other)));
}

#[test]
fn a_connection_that_reaches_the_endpoint_mapper_reaches_a_port_behind_it() {
    // The check of the catalog holds the rule; here stands how many connections are exempt.
    let asked = asked();
    let exempt = asked.0.connections().filter(|(_, connection)| connection.mapper_alone).count();
    assert!(exempt <= 40, "{exempt} connections open the endpoint mapper alone");
}

#[test]
fn what_opens_a_thousand_fixed_ports_for_a_scenario_is_declined_or_named_here() {
    let asked = asked();
    let mut open = BTreeSet::new();
    for (_, connection) in asked.0.connections() {
        let Need::Optional(scenario) = connection.need else { continue };
        let scenario = &asked.0.scenarios[scenario];
        if scenario.default == ScenarioDecision::Declined {
            continue;
        }
        for &endpoint in &connection.uses {
            let endpoint = asked.0.endpoint(endpoint);
            if let Port::Fixed(range) = endpoint.port
                && range.num_ports() > 1_000
            {
                open.insert(scenario.id.to_string());
            }
        }
    }
    assert_eq!(open.iter().map(String::as_str).collect::<Vec<_>>(), ON_PURPOSE, "decline others, or say why not");
}

/// Media and multicast whose documents have no narrower range, ticked by whoever uses them.
const ON_PURPOSE: &[&str] = &["multicast-deployment", "skype-external-audio-video", "teams-media-bypass"];

#[test]
fn no_scenario_opens_every_port_before_somebody_accepts_it() {
    let asked = asked();
    for (_, connection) in asked.0.connections() {
        let every = connection.uses.iter().any(|&endpoint| match asked.0.endpoint(endpoint).port {
            Port::Fixed(range) => range.first() <= 1 && range.last() == u16::MAX,
            Port::Parameter(_) | Port::RpcDynamic(_) | Port::OsDynamic | Port::Protocol => false,
        });
        if !every {
            continue;
        }
        let Need::Optional(scenario) = connection.need else {
            panic!("{} is required and opens every port", connection.purpose);
        };
        let scenario = &asked.0.scenarios[scenario];
        assert_eq!(scenario.default, ScenarioDecision::Declined, "{}", scenario.name);
    }
}

#[test]
fn what_works_only_beside_another_role_brings_it_or_says_so() {
    let asked = asked();
    let scenario = asked.0.scenario_idx("linked-servers").expect("linked servers");
    let sql = asked.role("sql-server");
    let is_linked = |connection: &&Connection| connection.to == sql && connection.need == Need::Optional(scenario);
    assert!(asked.opened_by(sql).any(|connection| is_linked(&connection)), "SQL Servers reach linked ones");
    for (role, wanted) in [("dns-server", "domain-controller"), ("rpc-locator-server", "domain-member")] {
        let wanted = asked.role(wanted);
        let role = asked.role(role);
        let has = asked.0.effective_roles(role, &[]).contains(&wanted);
        assert!(has || asked.0.roles[role].usually_with.contains(&wanted), "{}", asked.0.roles[role].id);
    }
}

#[test]
fn one_name_means_one_thing() {
    let asked = asked();
    for (a, b) in [
        ("certificate-enrollment-policy-web-service", "certificate-enrollment-web-service"),
        ("administrative-share-client", "file-client"),
        ("siem-server", "defender-for-identity-standalone-sensor"),
        ("office-online-server", "web-server"),
    ] {
        let brings =
            |role: &str, other: &str| asked.0.effective_roles(asked.role(role), &[]).contains(&asked.role(other));
        assert!(!brings(a, b) && !brings(b, a), "{a} and {b}");
    }
    assert!(!asked.reaches("certificate-enrollment-policy-web-service", "certification-authority"));
    assert!(asked.reaches("certificate-enrollment-web-service", "certification-authority"));
    let old = asked.0.renamed_role("office-web-apps-server").map(|role| asked.0.roles[role].id.to_string());
    assert_eq!(old.as_deref(), Some("office-online-server"));
}

#[test]
fn every_third_party_has_the_document_of_its_vendor() {
    let asked = asked();
    let third_parties: Vec<_> = asked.0.roles.iter().filter(|role| role.third_party).collect();
    assert!(third_parties.len() > 60, "{}", third_parties.len());
    let is_microsoft =
        |role: &Role| role.references.iter().all(|&idx| asked.0.references[idx].publisher == "Microsoft");
    let without = third_parties.iter().filter(|role| is_microsoft(role));
    // What Apple's devices need of Apple stands in the page on Intune.
    assert_eq!(without.map(|role| role.id.as_str()).collect::<Vec<_>>(), ["apple-services"]);
}
