//! From [`Sources`] to the [`Catalog`]: names become positions. What names nothing is a finding and is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::model::{
    Assumption, Catalog, Condition, Connection, ConnectionRef, Endpoint, EndpointRef, Need, OsSet, OsVersion, Pin,
    Port, Reference, Role, RpcServer, ScopeMatch, SystemService, TunnelKind,
};
use super::schema::{self, OsKind, Sources};
use crate::finding::{Code, Finding, Place};
use crate::net::{PortRange, Transport};

/// Resolves what was read.
#[must_use]
pub fn resolve(sources: &Sources) -> (Catalog, Vec<Finding>) {
    let mut resolver = Resolver::new(sources);
    let catalog = resolver.catalog();
    (catalog, resolver.findings)
}

/// Positions by id, and the findings so far.
struct Resolver<'a> {
    sources: &'a Sources,
    os_order: Vec<&'a schema::Os>,
    references: Positions<'a>,
    rpc_servers: Positions<'a>,
    assumptions: Positions<'a>,
    services: Positions<'a>,
    roles: Positions<'a>,
    scenarios: Vec<Arc<str>>,
    /// Positions of the endpoints that were kept, by service and endpoint id.
    endpoints: BTreeMap<(&'a str, &'a str), EndpointRef>,
    /// The file being resolved.
    file: String,
    findings: Vec<Finding>,
}

type Positions<'a> = BTreeMap<&'a str, usize>;

fn positions<T>(entities: &BTreeMap<String, T>) -> Positions<'_> {
    entities.keys().enumerate().map(|(idx, id)| (id.as_str(), idx)).collect()
}

impl<'a> Resolver<'a> {
    fn new(sources: &'a Sources) -> Self {
        let mut os_order: Vec<_> = sources.os.values().collect();
        // Those without a date last; of one day, the client first.
        os_order.sort_by(|a, b| {
            let key = |os: &'a schema::Os| (os.released.is_none(), &os.released, os.kind, &os.id);
            key(a).cmp(&key(b))
        });
        let mut findings = Vec::new();
        if os_order.len() > OsSet::CAPACITY {
            os_order.truncate(OsSet::CAPACITY);
            findings.push(Finding::new(
                Code::CatalogDuplicate,
                Place::File { file: "os".to_owned(), position: None },
                format!("there are more than {} OS versions", OsSet::CAPACITY),
                "leave some out",
            ));
        }
        let optional = sources.roles.values().flat_map(|role| &role.connects).filter_map(|connection| {
            if let schema::Need::Optional(scenario) = &connection.need { Some(scenario.as_str()) } else { None }
        });
        let governed = sources.assumptions.values().map(|assumption| assumption.scenario.as_str());
        let scenarios: BTreeSet<&str> = optional.chain(governed).collect();
        Self {
            sources,
            os_order,
            references: positions(&sources.references),
            rpc_servers: positions(&sources.rpc_servers),
            assumptions: positions(&sources.assumptions),
            services: positions(&sources.services),
            roles: positions(&sources.roles),
            scenarios: scenarios.into_iter().map(Arc::from).collect(),
            endpoints: BTreeMap::new(),
            file: String::new(),
            findings,
        }
    }

    fn catalog(&mut self) -> Catalog {
        let sources = self.sources;
        Catalog {
            as_of: sources.header.as_ref().map(|header| header.as_of.clone()).unwrap_or_default(),
            os: self.os_order.clone().into_iter().map(|os| self.os(os)).collect(),
            references: sources.references.values().map(reference).collect(),
            rpc_servers: sources.rpc_servers.values().map(|server| self.rpc_server(server)).collect(),
            assumptions: sources.assumptions.values().map(|assumption| self.assumption(assumption)).collect(),
            services: sources.services.values().map(|service| self.service(service)).collect(),
            tunnels: sources.tunnels.values().map(|tunnel| self.tunnel(tunnel)).collect(),
            roles: sources.roles.values().map(|role| self.role(role)).collect(),
            scenarios: self.scenarios.clone(),
        }
    }

    fn os(&mut self, os: &schema::Os) -> OsVersion {
        self.file = format!("os/{}.ron", os.id);
        OsVersion {
            id: os.id.as_str().into(),
            name: os.name.as_str().into(),
            kind: os.kind,
            dynamic_range: match os.dynamic_ports {
                schema::DynamicPorts::Legacy => PortRange::LEGACY_DYNAMIC,
                schema::DynamicPorts::Current => PortRange::CURRENT_DYNAMIC,
            },
            released: os.released.clone().unwrap_or_default(),
            support_ends: os.support_ends.clone().unwrap_or_default(),
            references: self.references(&os.references),
        }
    }

    fn rpc_server(&mut self, server: &schema::RpcServer) -> RpcServer {
        self.file = format!("rpc-servers/{}.ron", server.id);
        RpcServer {
            id: server.id.as_str().into(),
            name: server.name.as_str().into(),
            pin: server.pin.as_ref().map(|pin| Pin {
                setting: pin.setting.clone(),
                apply: pin.apply.clone(),
                caution: pin.caution.clone(),
                os: self.os_set(&pin.os),
            }),
            references: self.references(&server.references),
        }
    }

    fn assumption(&mut self, assumption: &schema::Assumption) -> Assumption {
        self.file = format!("assumptions/{}.ron", assumption.id);
        Assumption {
            id: assumption.id.as_str().into(),
            question: assumption.question.clone(),
            scenario: self.scenario(&assumption.scenario),
            default: assumption.default,
            changes: assumption.changes.clone(),
            references: self.references(&assumption.references),
        }
    }

    fn service(&mut self, service: &'a schema::Service) -> SystemService {
        self.file = format!("services/{}.ron", service.id);
        let service_idx = self.services[service.id.as_str()];
        let mut endpoints = Vec::with_capacity(service.endpoints.len());
        for endpoint in &service.endpoints {
            let key = (service.id.as_str(), endpoint.id.as_str());
            if self.endpoints.contains_key(&key) {
                self.find(Code::CatalogDuplicate, format!("two endpoints are called “{}”", endpoint.id), "rename one");
                continue;
            }
            if let Some(resolved) = self.endpoint(endpoint) {
                self.endpoints.insert(key, EndpointRef { service: service_idx, endpoint: endpoints.len() });
                endpoints.push(resolved);
            }
        }
        SystemService {
            id: service.id.as_str().into(),
            name: service.name.as_str().into(),
            service_name: service.service_name.as_str().into(),
            summary: service.summary.clone(),
            endpoints,
        }
    }

    fn endpoint(&mut self, endpoint: &schema::Endpoint) -> Option<Endpoint> {
        let transport = transport(endpoint.transport);
        let port = self.port(endpoint)?;
        if transport.has_ports() == (port == Port::Protocol) {
            self.find(
                Code::CatalogPort,
                format!("endpoint “{}”: {transport} and this kind of port don't go together", endpoint.id),
                "TCP and UDP have ports; everything else is `protocol`",
            );
            return None;
        }
        Some(Endpoint {
            id: endpoint.id.as_str().into(),
            application_protocol: endpoint.application_protocol.as_str().into(),
            transport,
            port,
            source_port: endpoint.source_port,
            when: self.condition(&endpoint.when),
            legacy: endpoint.legacy,
            note: endpoint.note.clone(),
            confidence: endpoint.confidence,
            references: self.references(&endpoint.references),
        })
    }

    fn port(&mut self, endpoint: &schema::Endpoint) -> Option<Port> {
        let range = match &endpoint.port {
            schema::Port::Fixed(port) => PortRange::single(*port).map(Port::Fixed),
            schema::Port::Range(first, last) => PortRange::new(*first, *last).map(Port::Fixed),
            schema::Port::Parameter(Some(port)) => PortRange::single(*port).map(|range| Port::Parameter(Some(range))),
            schema::Port::Parameter(None) => Some(Port::Parameter(None)),
            schema::Port::OsDynamic => Some(Port::OsDynamic),
            schema::Port::Protocol => Some(Port::Protocol),
            schema::Port::RpcDynamic(server) => {
                let server_idx = self.rpc_servers.get(server.as_str()).copied();
                if server_idx.is_none() {
                    self.unresolved("RPC server", server);
                }
                return server_idx.map(Port::RpcDynamic);
            }
        };
        if range.is_none() {
            self.find(
                Code::CatalogPort,
                format!("endpoint “{}” has port 0 or a range the wrong way round", endpoint.id),
                "ports go from 1 to 65535, the lower end first",
            );
        }
        range
    }

    fn tunnel(&mut self, tunnel: &schema::TunnelKind) -> TunnelKind {
        self.file = format!("tunnels/{}.ron", tunnel.id);
        TunnelKind {
            id: tunnel.id.as_str().into(),
            name: tunnel.name.as_str().into(),
            summary: tunnel.summary.clone(),
            has_opener: tunnel.has_opener,
            from_opener: self.uses(&tunnel.from_opener),
            both_ways: self.uses(&tunnel.both_ways),
            references: self.references(&tunnel.references),
        }
    }

    fn role(&mut self, role: &schema::Role) -> Role {
        self.file = format!("roles/{}.ron", role.id);
        let dynamic_range = role.dynamic_range.and_then(|(first, last)| {
            let range = PortRange::new(first, last);
            if range.is_none() {
                self.find(Code::CatalogPort, "the dynamic range is the wrong way round", "write the lower end first");
            }
            range
        });
        let mut connects: Vec<Connection> = Vec::with_capacity(role.connects.len());
        for connection in &role.connects {
            if connects.iter().any(|other| *other.id == *connection.id) {
                let message = format!("two connections are called “{}”", connection.id);
                self.find(Code::CatalogDuplicate, message, "rename one");
            } else {
                connects.extend(self.connection(connection));
            }
        }
        Role {
            id: role.id.as_str().into(),
            name: role.name.as_str().into(),
            family: role.family.as_str().into(),
            summary: role.summary.clone(),
            os: self.os_set(&role.os),
            is_abstract: role.is_abstract,
            guarded: role.guarded,
            runs: role.runs.iter().filter_map(|service| self.named("service", |s| &s.services, service)).collect(),
            implies: role.implies.iter().filter_map(|role| self.named("role", |s| &s.roles, role)).collect(),
            dynamic_range,
            connects,
            references: self.references(&role.references),
        }
    }

    fn connection(&mut self, connection: &schema::Connection) -> Option<Connection> {
        Some(Connection {
            id: connection.id.as_str().into(),
            to: self.named("role", |s| &s.roles, &connection.to)?,
            uses: self.uses(&connection.uses),
            purpose: connection.purpose.as_str().into(),
            need: match &connection.need {
                schema::Need::Required => Need::Required,
                schema::Need::Optional(scenario) => Need::Optional(self.scenario(scenario)),
            },
            when: self.condition(&connection.when),
            scope: connection
                .scope
                .as_ref()
                .map(|scope| ScopeMatch { kind: scope.kind.as_str().into(), relation: scope.relation }),
            peer: connection.peer,
            answers: connection.answers.as_ref().and_then(|answered| self.answered(answered)),
            confidence: connection.confidence,
            references: self.references(&connection.references),
        })
    }

    fn answered(&mut self, path: &str) -> Option<ConnectionRef> {
        let sources = self.sources;
        let res = path.split_once('/').and_then(|(role, connection)| {
            let position = sources.roles.get(role)?.connects.iter().position(|other| other.id == connection)?;
            Some(ConnectionRef { role: *self.roles.get(role)?, connection: position })
        });
        if res.is_none() {
            self.unresolved("connection", path);
        }
        res
    }

    fn uses(&mut self, paths: &[String]) -> Vec<EndpointRef> {
        let mut res = Vec::with_capacity(paths.len());
        for path in paths {
            let found = path.split_once('/').and_then(|key| self.endpoints.get(&key)).copied();
            if found.is_none() {
                self.unresolved("endpoint", path);
            }
            res.extend(found);
        }
        res
    }

    fn condition(&mut self, when: &schema::Conditions) -> Condition {
        Condition {
            os: when.os.as_ref().map(|filter| self.os_set(filter)),
            source_os: when.source_os.as_ref().map(|filter| self.os_set(filter)),
            role: when.role.as_ref().and_then(|role| self.named("role", |s| &s.roles, role)),
            assumption: when.assumption.as_ref().and_then(|id| self.named("assumption", |s| &s.assumptions, id)),
        }
    }

    fn os_set(&mut self, filter: &schema::OsFilter) -> OsSet {
        if !filter.only.is_empty() {
            return filter.only.iter().filter_map(|id| self.os_position(id)).collect();
        }
        let windows = [OsKind::Client, OsKind::Server];
        let kinds = if filter.kinds.is_empty() { &windows[..] } else { &filter.kinds };
        let released = |resolver: &mut Self, id: &Option<String>| {
            id.as_ref().and_then(|id| resolver.os_position(id)).and_then(|idx| resolver.os_order[idx].released.clone())
        };
        let since = released(self, &filter.since);
        let until = released(self, &filter.until);
        let holds = |os: &schema::Os| {
            kinds.contains(&os.kind)
                && (os.released.is_none()
                    || (since.is_none() || os.released >= since) && (until.is_none() || os.released <= until))
        };
        self.os_order.iter().enumerate().filter(|(_, os)| holds(os)).map(|(idx, _)| idx).collect()
    }

    fn os_position(&mut self, id: &str) -> Option<usize> {
        let res = self.os_order.iter().position(|os| os.id == id);
        if res.is_none() {
            self.unresolved("OS version", id);
        }
        res
    }

    fn references(&mut self, ids: &[String]) -> Vec<usize> {
        ids.iter().filter_map(|id| self.named("reference", |s| &s.references, id)).collect()
    }

    fn scenario(&self, text: &str) -> usize {
        self.scenarios.binary_search_by(|scenario| (**scenario).cmp(text)).unwrap_or(0)
    }

    fn named(&mut self, what: &str, list: fn(&Self) -> &Positions<'a>, id: &str) -> Option<usize> {
        let res = list(self).get(id).copied();
        if res.is_none() {
            self.unresolved(what, id);
        }
        res
    }

    fn unresolved(&mut self, what: &str, name: &str) {
        self.find(Code::CatalogUnresolved, format!("there is no {what} “{name}”"), "check the spelling of the id");
    }

    fn find(&mut self, code: Code, message: impl Into<String>, hint: &str) {
        let place = Place::File { file: self.file.clone(), position: None };
        self.findings.push(Finding::new(code, place, message, hint));
    }
}

fn reference(reference: &schema::Reference) -> Reference {
    Reference {
        id: reference.id.as_str().into(),
        title: reference.title.as_str().into(),
        publisher: reference.publisher.clone(),
        kb: reference.kb,
        document: reference.document.clone(),
        version: reference.version.clone().unwrap_or_default(),
        read: reference.read.clone(),
        label: reference.kb.map_or_else(|| reference.title.as_str().into(), |kb| format!("KB {kb}").into()),
    }
}

fn transport(transport: schema::Transport) -> Transport {
    match transport {
        schema::Transport::Tcp => Transport::Tcp,
        schema::Transport::Udp => Transport::Udp,
        schema::Transport::Icmp => Transport::Icmp,
        schema::Transport::Icmpv6 => Transport::Icmpv6,
        schema::Transport::Esp => Transport::Esp,
        schema::Transport::Ah => Transport::Ah,
        schema::Transport::Gre => Transport::Gre,
        schema::Transport::Ipv6 => Transport::Ipv6,
    }
}
