//! Everything that a catalog says, prepared once for searches: names, texts, and who listens and connects where.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use itertools::Itertools as _;
use typed_index_collections::TiVec;

use super::entry::{Entry, Vocabulary};
use crate::catalog::{Catalog, ConnectionRef, Endpoint, EndpointRef, Need, Port, Reference};
use crate::ids::{EndpointIdx, OsIdx, ReferenceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};
use crate::matrix::{Line, LineTable};
use crate::net::{PortRange, PortSet, Transport};

/// A range of more ports than this is a wide one: that a port lies in it says little.
pub(in crate::view) const MAX_NARROW: u32 = 1000;

/// What searches need of a catalog. Made once for a catalog; good for that one alone.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    pub(in crate::view) table: LineTable,
    pub(super) vocabulary: Vocabulary,
    pub(super) roles: TiVec<RoleIdx, Entry>,
    pub(super) services: TiVec<ServiceIdx, Entry>,
    /// By service and endpoint.
    pub(super) endpoints: TiVec<ServiceIdx, TiVec<EndpointIdx, IndexedEndpoint>>,
    pub(super) scenarios: TiVec<ScenarioIdx, Entry>,
    pub(super) rpc_servers: TiVec<RpcServerIdx, Entry>,
    pub(super) os: TiVec<OsIdx, Entry>,
    pub(super) documents: TiVec<ReferenceIdx, Entry>,
    /// In catalog order.
    pub(super) connections: Vec<(ConnectionRef, Entry)>,
    pub(super) role_standing: TiVec<RoleIdx, Standing>,
    pub(super) service_standing: TiVec<ServiceIdx, Standing>,
    /// The dynamic ranges of OS versions.
    dynamic_ranges: BTreeSet<PortRange>,
}

/// An endpoint, with who listens and connects.
#[derive(Clone, Debug, Default)]
pub(super) struct IndexedEndpoint {
    pub entry: Entry,
    /// Positions of its lines.
    pub lines: Vec<usize>,
    /// The roles that listen, and those that these come with where they are abstract.
    pub listeners: Vec<RoleIdx>,
    /// The ports that tables show.
    pub shown: Option<PortRange>,
    pub standing: Standing,
}

/// What comes first of several that fit equally well. The smaller, the better.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Standing {
    pub is_retired: bool,
    pub is_third_party: bool,
    pub is_abstract: bool,
    pub is_uncommon: bool,
}

impl Standing {
    /// Of what belongs to several: as the best of them.
    fn best(of: impl IntoIterator<Item = Self>) -> Self {
        let best = |a: Self, b: Self| Self {
            is_retired: a.is_retired && b.is_retired,
            is_third_party: a.is_third_party && b.is_third_party,
            is_abstract: false,
            is_uncommon: a.is_uncommon && b.is_uncommon,
        };
        let unknown = Self { is_uncommon: true, ..Self::default() };
        of.into_iter().reduce(best).map_or(unknown, |of| Self { is_abstract: false, ..of })
    }
}

impl SearchIndex {
    /// Prepares a catalog for searches.
    #[must_use]
    pub fn build(catalog: &Catalog) -> Self {
        let mut maker = Maker { catalog, vocabulary: Vocabulary::default() };
        let table = LineTable::new(catalog);
        let role_standing = role_standing(catalog);
        let roles = catalog.roles.keys().map(|role_idx| maker.role(role_idx)).collect();
        let services = catalog.services.keys().map(|service_idx| maker.service(service_idx)).collect();
        let mut run_by: BTreeMap<ServiceIdx, Vec<RoleIdx>> = BTreeMap::new();
        for (role_idx, role) in catalog.roles.iter_enumerated() {
            role.runs.iter().for_each(|&service_idx| run_by.entry(service_idx).or_default().push(role_idx));
        }
        let endpoints = maker.endpoints(&table, &role_standing, &run_by);
        let scenarios = catalog.scenarios.keys().map(|scenario_idx| maker.scenario(scenario_idx)).collect();
        let rpc_servers = catalog.rpc_servers.keys().map(|server_idx| maker.rpc_server(server_idx)).collect();
        let os = catalog.os.keys().map(|os_idx| maker.os(os_idx)).collect();
        let documents = catalog.references.iter();
        let document = |of: &Reference| maker.entry(&[&of.label, &of.title], &[], &[of.id.as_str()], &[]);
        let documents = documents.map(document).collect();
        let connections = catalog.connections().map(|(at, _)| (at, maker.connection(at))).collect();
        let standing_of = |service_idx: ServiceIdx| {
            let roles = run_by.get(&service_idx).into_iter().flatten();
            Standing::best(roles.map(|&role_idx| role_standing[role_idx]))
        };
        let service_standing = catalog.services.keys().map(standing_of).collect();
        let dynamic_ranges = catalog.os.iter().map(|os| os.dynamic_range).collect();
        let mut vocabulary = maker.vocabulary;
        vocabulary.close();
        Self {
            table,
            vocabulary,
            roles,
            services,
            endpoints,
            scenarios,
            rpc_servers,
            os,
            documents,
            connections,
            role_standing,
            service_standing,
            dynamic_ranges,
        }
    }

    /// What comes first of several lines: what is required, and of common roles.
    pub(super) fn standing_of_caller(&self, line_idx: usize) -> (bool, Standing) {
        let line = &self.table.lines[line_idx];
        let is_optional = line.need != Need::Required;
        (is_optional, self.role_standing.get(line.connection.role).copied().unwrap_or_default())
    }

    pub(super) fn endpoint(&self, endpoint: EndpointRef) -> Option<&IndexedEndpoint> {
        self.endpoints.get(endpoint.service)?.get(endpoint.endpoint)
    }

    /// The connections to an endpoint, one line each, in catalog order.
    pub(in crate::view) fn lines_to(&self, endpoint: EndpointRef) -> impl Iterator<Item = &Line> {
        let indexed = self.endpoint(endpoint);
        indexed.into_iter().flat_map(|indexed| &indexed.lines).map(|&line_idx| &self.table.lines[line_idx])
    }

    /// The ports that tables show for an endpoint: see [`Catalog::shown_endpoint_range`].
    pub(in crate::view) fn shown_range(&self, endpoint: EndpointRef) -> Option<PortRange> {
        self.endpoint(endpoint)?.shown
    }
}

/// Whether a role's product is retired, and whether nearly everybody has it, by itself or with another role.
fn role_standing(catalog: &Catalog) -> TiVec<RoleIdx, Standing> {
    let common_roles = catalog.roles.keys().filter(|&role_idx| catalog.roles[role_idx].common);
    let common: BTreeSet<RoleIdx> = common_roles.flat_map(|role_idx| catalog.effective_roles(role_idx, &[])).collect();
    let standing = |role_idx: RoleIdx| {
        let role = &catalog.roles[role_idx];
        Standing {
            is_retired: catalog.is_retired(role_idx, &catalog.as_of),
            is_third_party: role.third_party,
            is_abstract: role.is_abstract,
            is_uncommon: !common.contains(&role_idx),
        }
    };
    catalog.roles.keys().map(standing).collect()
}

/// The roles that abstract ones come with.
fn abstract_roles(catalog: &Catalog) -> BTreeMap<RoleIdx, Vec<RoleIdx>> {
    let mut res: BTreeMap<RoleIdx, Vec<RoleIdx>> = BTreeMap::new();
    for role_idx in catalog.roles.keys() {
        for brought in catalog.effective_roles(role_idx, &[]) {
            if brought != role_idx && catalog.roles[brought].is_abstract {
                res.entry(brought).or_default().push(role_idx);
            }
        }
    }
    res
}

/// Makes the entries of a catalog.
struct Maker<'a> {
    catalog: &'a Catalog,
    vocabulary: Vocabulary,
}

impl Maker<'_> {
    fn entry(&mut self, names: &[&str], aliases: &[&str], labels: &[&str], texts: &[&str]) -> Entry {
        let mut res = Entry::default();
        for name in names {
            res.name(&mut self.vocabulary, name);
        }
        for alias in aliases {
            res.alias(&mut self.vocabulary, alias);
        }
        for label in labels {
            res.label(&mut self.vocabulary, label);
        }
        for text in texts {
            res.text(&mut self.vocabulary, text);
        }
        res.close();
        res
    }

    fn role(&mut self, role_idx: RoleIdx) -> Entry {
        let catalog = self.catalog;
        let role = &catalog.roles[role_idx];
        let mut texts = vec![role.summary.clone()];
        for service in role.runs.iter().map(|&service_idx| &catalog.services[service_idx]) {
            texts.push(joined_texts([&service.name, &service.service_name].into_iter().chain(&service.aliases)));
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.entry(&[role.id.as_str(), &role.name], &plain(&role.aliases), &[&role.family], &texts)
    }

    fn service(&mut self, service_idx: ServiceIdx) -> Entry {
        let service = &self.catalog.services[service_idx];
        let mut aliases: Vec<&str> = service.service_name.split("; ").collect();
        aliases.extend(plain(&service.aliases));
        self.entry(&[service.id.as_str(), &service.name], &aliases, &[], &[&service.summary])
    }

    fn scenario(&mut self, scenario_idx: ScenarioIdx) -> Entry {
        let scenario = &self.catalog.scenarios[scenario_idx];
        let mut aliases = plain(&scenario.aliases);
        aliases.extend(plain(&scenario.formerly));
        self.entry(&[scenario.id.as_str(), &scenario.name], &aliases, &[], &[&scenario.summary])
    }

    fn rpc_server(&mut self, server_idx: RpcServerIdx) -> Entry {
        let server = &self.catalog.rpc_servers[server_idx];
        let texts = server.pin.iter().flat_map(|pin| [pin.setting.as_str(), &pin.caution]);
        let texts: Vec<&str> = texts.collect();
        self.entry(&[server.id.as_str(), &server.name], &plain(&server.aliases), &[], &texts)
    }

    /// An OS version: its product's name is often shortened.
    fn os(&mut self, os_idx: OsIdx) -> Entry {
        let os = &self.catalog.os[os_idx];
        let mut res = self.entry(&[os.id.as_str(), &os.name], &[], &[], &[]);
        let release = os.name.strip_prefix("Windows Server ");
        for short in os.name.strip_prefix("Windows ").into_iter().chain(release) {
            res.called_too(short);
        }
        if let Some(release) = release {
            res.called_too(&format!("Windows {release}"));
        }
        res
    }

    /// What an endpoint is told by beside its service: protocol and RPC server.
    fn endpoint(&mut self, endpoint: &Endpoint) -> Entry {
        let catalog = self.catalog;
        let mut labels = vec![&*endpoint.application_protocol];
        if let Port::RpcDynamic(server_idx) = endpoint.port {
            let server = &catalog.rpc_servers[server_idx];
            labels.push(&server.name);
            labels.extend(plain(&server.aliases));
        }
        self.entry(&[], &plain(&endpoint.aliases), &labels, &[&endpoint.note])
    }

    fn endpoints(
        &mut self,
        table: &LineTable,
        role_standing: &TiVec<RoleIdx, Standing>,
        run_by: &BTreeMap<ServiceIdx, Vec<RoleIdx>>,
    ) -> TiVec<ServiceIdx, TiVec<EndpointIdx, IndexedEndpoint>> {
        let catalog = self.catalog;
        let product_ranges: TiVec<RoleIdx, _> = catalog.roles.keys().map(|idx| catalog.product_range(idx)).collect();
        let mut lines: BTreeMap<EndpointRef, Vec<usize>> = BTreeMap::new();
        for (line_idx, line) in table.lines.iter().enumerate() {
            lines.entry(line.endpoint).or_default().push(line_idx);
        }
        let abstract_roles = abstract_roles(catalog);
        let mut res = TiVec::with_capacity(catalog.services.len());
        for (service_idx, service) in catalog.services.iter_enumerated() {
            let mut of_service = TiVec::with_capacity(service.endpoints.len());
            for (endpoint_idx, endpoint) in service.endpoints.iter_enumerated() {
                let endpoint_ref = EndpointRef { service: service_idx, endpoint: endpoint_idx };
                let lines = lines.remove(&endpoint_ref).unwrap_or_default();
                let destinations = || lines.iter().map(|&line_idx| table.lines[line_idx].destination);
                let ranges: BTreeSet<_> = destinations().map(|role_idx| product_ranges[role_idx]).collect();
                let listeners: BTreeSet<RoleIdx> = if endpoint.when.roles.is_empty() {
                    run_by.get(&service_idx).into_iter().flatten().copied().chain(destinations()).collect()
                } else {
                    endpoint.when.roles.iter().copied().collect()
                };
                let standing = Standing::best(listeners.iter().map(|&role_idx| role_standing[role_idx]));
                let come_with = listeners.iter().filter_map(|role_idx| abstract_roles.get(role_idx)).flatten();
                of_service.push(IndexedEndpoint {
                    entry: self.endpoint(endpoint),
                    listeners: listeners.iter().chain(come_with).copied().collect(),
                    shown: catalog.shown_range_among(endpoint, &ranges),
                    standing,
                    lines,
                });
            }
            res.push(of_service);
        }
        res
    }

    /// What a connection says itself, as one text: not its two roles, which are entries of their own.
    fn connection(&mut self, at: ConnectionRef) -> Entry {
        let catalog = self.catalog;
        let connection = catalog.connection(at);
        let mut texts = vec![&connection.purpose];
        texts.extend(connection.consequences.iter().map(|consequence| &consequence.says));
        if let Need::Optional(scenario_idx) = connection.need {
            let scenario = &catalog.scenarios[scenario_idx];
            texts.push(&scenario.name);
            texts.extend(&scenario.aliases);
        }
        for &endpoint in &connection.uses {
            texts.push(&catalog.endpoint(endpoint).application_protocol);
            texts.extend(&catalog.endpoint(endpoint).aliases);
        }
        self.entry(&[], &[], &[], &[&joined_texts(texts)])
    }
}

fn plain(texts: &[Arc<str>]) -> Vec<&str> {
    texts.iter().map(|text| &**text).collect()
}

/// What belongs together, as one text.
fn joined_texts<'a>(texts: impl IntoIterator<Item = &'a Arc<str>>) -> String {
    texts.into_iter().join(" ")
}

/// The ports of some lines: `TCP 53; UDP 53`.
pub(in crate::view) fn ports_of<'a>(catalog: &Catalog, lines: impl IntoIterator<Item = &'a Line>) -> String {
    let mut by_transport: BTreeMap<Transport, PortSet> = BTreeMap::new();
    for line in lines {
        let ports = by_transport.entry(catalog.endpoint(line.endpoint).transport).or_default();
        line.shown_range(catalog).into_iter().for_each(|range| ports.insert(range));
    }
    let words = |(transport, ports): (Transport, PortSet)| {
        if ports.is_empty() { transport.to_string() } else { format!("{transport} {ports}") }
    };
    by_transport.into_iter().map(words).collect::<Vec<_>>().join("; ")
}

impl SearchIndex {
    /// How near an endpoint's ports are to those that are searched for; `None`: it does not listen on them.
    ///
    /// Who searches for a dynamic range means what listens on dynamic ports, and not every port that lies in it.
    pub(super) fn nearness(&self, catalog: &Catalog, endpoint: &Endpoint, wanted: PortRange) -> Option<Nearness> {
        let nearness = nearness(catalog, endpoint, wanted)?;
        if !self.dynamic_ranges.contains(&wanted) {
            return Some(nearness);
        }
        Some(if endpoint.port.is_dynamic() { Nearness::Same } else { Nearness::Wide })
    }
}

fn nearness(catalog: &Catalog, endpoint: &Endpoint, wanted: PortRange) -> Option<Nearness> {
    match endpoint.port {
        Port::Fixed(range) | Port::Parameter(Some(range)) => {
            range.overlaps(wanted).then(|| Nearness::of(range, wanted))
        }
        Port::RpcDynamic(_) | Port::OsDynamic => {
            let of_systems = catalog.os.iter().map(|os| os.dynamic_range);
            let of_role = endpoint.when.roles.iter().find_map(|&role_idx| catalog.roles[role_idx].dynamic_range);
            of_systems.chain(of_role).any(|range| range.overlaps(wanted)).then_some(Nearness::Wide)
        }
        Port::Parameter(None) | Port::Protocol => None,
    }
}

/// How near the ports of an endpoint are to those that are searched for, the nearest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Nearness {
    /// Those very ports.
    Same,
    /// One of them.
    One,
    /// A range of so many that has some of them.
    Range(u32),
    /// A range so wide that it says little, or a dynamic one.
    Wide,
}

impl Nearness {
    fn of(range: PortRange, wanted: PortRange) -> Self {
        match range.num_ports() {
            _ if range == wanted => Self::Same,
            1 => Self::One,
            num_ports if num_ports <= MAX_NARROW => Self::Range(num_ports),
            _ => Self::Wide,
        }
    }
}
