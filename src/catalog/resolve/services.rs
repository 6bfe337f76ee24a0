//! System services and their endpoints, and who names those.

use std::collections::BTreeSet;

use itertools::Itertools as _;
use typed_index_collections::{TiSlice, TiVec};

use super::resolver::Resolver;
use crate::catalog::kinds::{EntityKind, ID_HINT, is_id};
use crate::catalog::model::{Endpoint, EndpointGroup, EndpointRef, Follows, Port, SystemService};
use crate::catalog::schema;
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};
use crate::ids::EndpointIdx;
use crate::net::{PortRange, Transport};

impl<'a> Resolver<'a> {
    pub(super) fn service(&mut self, service: &'a schema::Service) -> SystemService {
        self.enter(EntityKind::Service, &service.id);
        let service_idx = self.positions.get(&service.id).unwrap_or_default();
        let mut endpoints = TiVec::with_capacity(service.endpoints.len());
        let mut known = BTreeSet::new();
        for (idx, endpoint) in service.endpoints.iter().enumerate() {
            self.subject = format!("the endpoint “{}”", excerpt(&endpoint.id));
            let resolved = self.within(&[Step::Field("endpoints"), Step::Item(idx)], |resolver| {
                if resolver.has_own_id(&endpoint.id, &mut known, "endpoints") {
                    resolver.endpoint(endpoint, &endpoints)
                } else {
                    None
                }
            });
            let key = (service.id.as_str(), endpoint.id.as_str());
            match resolved {
                Some(resolved) => {
                    let endpoint = endpoints.push_and_get_key(resolved);
                    self.endpoints.insert(key, EndpointRef { service: service_idx, endpoint });
                }
                None if !self.endpoints.contains_key(&key) => {
                    self.lose(EntityKind::Service, &format!("{}/{}", service.id, endpoint.id));
                }
                None => {}
            }
        }
        SystemService {
            id: service.id.as_str().into(),
            name: service.name.as_str().into(),
            aliases: self.texts("aliases", &service.aliases),
            service_name: service.service_name.as_str().into(),
            summary: service.summary.clone(),
            endpoints,
        }
    }

    /// Whether an endpoint or a connection has an id that others can name, and is the first one with it.
    pub(super) fn has_own_id(&mut self, id: &'a str, known: &mut BTreeSet<&'a str>, what: &str) -> bool {
        if !is_id(id) {
            let cause = format!("“{}” is no id", excerpt(id));
            self.leave_out_for("id", Code::CatalogId, &cause, ID_HINT);
            return false;
        }
        let is_first = known.insert(id);
        if !is_first {
            let message = format!("two {what} are called “{}”: the second is left out", excerpt(id));
            self.within(&[Step::Field("id")], |resolver| {
                resolver.report(Code::CatalogDuplicate, message, "rename one");
            });
        }
        is_first
    }

    fn endpoint(
        &mut self,
        endpoint: &'a schema::Endpoint,
        before: &TiSlice<EndpointIdx, Endpoint>,
    ) -> Option<Endpoint> {
        let transport = endpoint.transport;
        let port = self.port(endpoint);
        let source_port = self.source_port(endpoint, transport);
        let when = self.condition(&endpoint.when).ok();
        // Each mistake is reported before the first one counts.
        let (port, source_port, when) = (port?, source_port?, when?);
        if transport.has_ports() == (port == Port::Protocol) {
            let cause = format!("{transport} and this kind of port don't go together");
            let hint = "TCP and UDP have ports; everything else is `protocol`";
            self.leave_out_for("port", Code::CatalogPort, &cause, hint);
            return None;
        }
        let follows = self.follows(endpoint, port, before)?;
        Some(Endpoint {
            id: endpoint.id.as_str().into(),
            application_protocol: endpoint.application_protocol.as_str().into(),
            aliases: self.texts("aliases", &endpoint.aliases),
            transport,
            port,
            source_port,
            follows,
            when,
            legacy: endpoint.legacy,
            note: endpoint.note.clone(),
            confidence: endpoint.confidence,
            references: self.references(&endpoint.references),
        })
    }

    fn port(&mut self, endpoint: &'a schema::Endpoint) -> Option<Port> {
        let range = match &endpoint.port {
            schema::Port::Fixed(port) => PortRange::single(*port).map(Port::Fixed),
            schema::Port::Range(first, last) => PortRange::new(*first, *last).map(Port::Fixed),
            schema::Port::Parameter(Some(port)) => PortRange::single(*port).map(|range| Port::Parameter(Some(range))),
            schema::Port::ParameterRange(first, last) => {
                PortRange::new(*first, *last).map(|range| Port::Parameter(Some(range)))
            }
            schema::Port::Parameter(None) => Some(Port::Parameter(None)),
            schema::Port::OsDynamic => Some(Port::OsDynamic),
            schema::Port::Protocol => Some(Port::Protocol),
            schema::Port::RpcDynamic(server) => {
                return self.within(&[Step::Field("port"), Step::Item(0)], |resolver| {
                    resolver.needed(server).map(Port::RpcDynamic).ok()
                });
            }
        };
        self.ports_of("port", range)
    }

    /// What moves the port of an endpoint, among those of its service that stand before it.
    ///
    /// The distance must be that of the documented ports, so that nothing moves before a port is chosen. `None`: it
    /// can't be understood, and neither can the endpoint.
    fn follows(
        &mut self,
        endpoint: &schema::Endpoint,
        port: Port,
        before: &TiSlice<EndpointIdx, Endpoint>,
    ) -> Option<Option<Follows>> {
        let Some((followed, offset)) = &endpoint.follows else { return Some(None) };
        let position = before.position(|other| other.id.as_str() == followed);
        let follows = position.map(|endpoint| Follows { endpoint, offset: *offset });
        let default = follows.and_then(|follows| match before[follows.endpoint].port {
            Port::Parameter(Some(default)) => follows.port(default),
            Port::Parameter(None) | Port::Fixed(_) | Port::RpcDynamic(_) | Port::OsDynamic | Port::Protocol => None,
        });
        let own = PortRange::single(default.unwrap_or_default()).map(Port::Fixed);
        if own == Some(port) {
            return Some(follows);
        }
        let cause = format!("it does not follow “{}” at this distance", excerpt(followed));
        let hint = "name an endpoint above it whose port can be chosen, and the distance of the two documented ports";
        self.leave_out_for("follows", Code::CatalogPort, &cause, hint);
        None
    }

    /// The port that sources open it from. Without it they could open it from any port, so a wrong one leaves it out.
    fn source_port(&mut self, endpoint: &schema::Endpoint, transport: Transport) -> Option<Option<u16>> {
        let cause = match endpoint.source_port {
            None => return Some(None),
            Some(0) => "port 0 is no source port".to_owned(),
            Some(_) if !transport.has_ports() => format!("{transport} has no source port"),
            Some(port) => return Some(Some(port)),
        };
        let hint = "write the port from 1 to 65535 that a document fixes, or leave the field out";
        self.leave_out_for("source_port", Code::CatalogPort, &cause, hint);
        None
    }

    pub(super) fn endpoint_group(&mut self, group: &'a schema::EndpointGroup) -> EndpointGroup {
        self.enter(EntityKind::EndpointGroup, &group.id);
        EndpointGroup {
            id: group.id.as_str().into(),
            endpoints: self.items("endpoints", &group.endpoints, "the group is without it", |resolver, path| {
                resolver.named_endpoint(path)
            }),
        }
    }

    pub(super) fn report_unused_groups(&mut self) {
        let unused = self.sources.endpoint_groups.keys().zip(self.endpoint_groups.keys());
        for (id, _) in unused.filter(|(_, idx)| !self.used_groups.contains(idx)).collect::<Vec<_>>() {
            self.enter(EntityKind::EndpointGroup, id);
            let hint = "leave it out, or name it in a connection's `uses`";
            self.report(Code::CatalogOrphan, "nothing uses this endpoint group", hint);
        }
    }

    /// The endpoints that a field names as `service/endpoint`, or by their group. What is not there is left out.
    pub(super) fn uses(&mut self, field: &'static str, names: &'a [String]) -> Vec<EndpointRef> {
        let found = self.items(field, names, "this use is left out", |resolver, name| {
            if name.contains('/') {
                return Ok(vec![resolver.named_endpoint(name)?]);
            }
            let group = resolver.find(name)?;
            resolver.used_groups.insert(group);
            Ok(resolver.endpoint_groups[group].endpoints.clone())
        });
        found.into_iter().flatten().unique().collect()
    }

    fn named_endpoint(&self, path: &str) -> Result<EndpointRef, String> {
        let found = path.split_once('/').and_then(|key| self.endpoints.get(&key));
        found.copied().ok_or_else(|| self.missing_endpoint(path))
    }

    fn missing_endpoint(&self, path: &str) -> String {
        match path.split_once('/') {
            Some((service, _))
                if !self.sources.services.contains_key(service)
                    && !self.gone.contains_key(&EntityKind::Service.path(path)) =>
            {
                let cause = self.missing(EntityKind::Service.name(), EntityKind::Service, service);
                format!("{cause}, so no endpoint “{}”", excerpt(path))
            }
            _ => self.missing("endpoint", EntityKind::Service, path),
        }
    }
}
