//! The derivation a second time, written from its rules as plain loops: slow, obvious, and kept apart from the library's.
//!
//! It shares the catalog and the plan with the library and nothing else: no bit sets, no tables, nothing kept.
//! The numbers in the comments are those of the rules of derivation.

use std::collections::{BTreeMap, BTreeSet};

use portolan::catalog::{
    Answer, Catalog, ChosenAmong, Condition, Connection, Endpoint, EndpointRef, Need, OsKind, OsSet, Port, Relation,
    ScopeMatch,
};
use portolan::ids::{AssumptionIdx, ChoiceIdx, OptionIdx, OsIdx, RoleIdx, RpcServerIdx, ScenarioIdx};
use portolan::matrix::{Cell, FlowEnds, Status};
use portolan::net::{PortRange, Transport};
use portolan::plan::{
    Carries, ChoiceId, OptionId, Override, PairSettings, Placement, Plan, RpcStrategy, ScenarioDecision, Selector,
    TrustDirection, TrustKind, Tunnel, Zone,
};

/// A flow, as far as the two derivations are held against each other.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct NaiveFlow {
    pub key: NaiveKey,
    /// The scenarios it serves; empty: Required.
    pub scenarios: Vec<String>,
    pub status: NaiveStatus,
}

#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct NaiveKey {
    pub source_role: String,
    pub destination_role: String,
    pub service: String,
    pub application_protocol: String,
    pub transport: Transport,
    pub ports: Option<(u16, u16)>,
    pub source_port: Option<u16>,
    /// The tunnel whose ends it goes between; `None`: the zones.
    pub tunnel: Option<usize>,
}

/// What asks for most comes first: of several reasons for one key, the first standing wins.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum NaiveStatus {
    Open,
    Followed,
    Declined,
    Suppressed(usize),
    Tunnelled(usize),
}

/// The flows of a cell of the library, in the form in which they are compared.
pub(crate) fn of_cell(catalog: &Catalog, cell: &Cell<'_>) -> Vec<NaiveFlow> {
    let mut res: Vec<NaiveFlow> = cell
        .flows
        .iter()
        .map(|flow| NaiveFlow {
            key: NaiveKey {
                source_role: flow.key.source_role.id(catalog).to_owned(),
                destination_role: flow.key.destination_role.id(catalog).to_owned(),
                service: flow.key.service.id(catalog).to_owned(),
                application_protocol: flow.key.application_protocol.to_owned(),
                transport: flow.key.transport,
                ports: flow.key.ports.map(ends),
                source_port: flow.key.source_port,
                tunnel: match flow.key.ends {
                    FlowEnds::Zones => None,
                    FlowEnds::Tunnel { tunnel_idx, .. } => Some(tunnel_idx),
                },
            },
            scenarios: match &flow.need {
                Need::Required => Vec::new(),
                Need::Optional(scenarios) => scenarios.iter().map(ToString::to_string).collect(),
            },
            status: match flow.status {
                Status::Open => NaiveStatus::Open,
                Status::Followed => NaiveStatus::Followed,
                Status::Suppressed { override_idx: None, .. } => NaiveStatus::Declined,
                Status::Suppressed { override_idx: Some(override_idx), .. } => NaiveStatus::Suppressed(override_idx),
                Status::Tunnelled { tunnel_idx } => NaiveStatus::Tunnelled(tunnel_idx),
            },
        })
        .collect();
    res.sort();
    res
}

/// Everything from one zone to another, sorted.
pub(crate) fn flows(catalog: &Catalog, plan: &Plan, source: &Zone, destination: &Zone) -> Vec<NaiveFlow> {
    let pair = Pair { catalog, plan, source, destination };
    let mut by_key: BTreeMap<NaiveKey, Vec<(NaiveStatus, Vec<String>)>> = BTreeMap::new();
    for (key, status, scenarios) in pair.needs() {
        by_key.entry(key).or_default().push((status, scenarios));
    }
    let mut res: Vec<NaiveFlow> = by_key.into_iter().map(|(key, needs)| settled(key, &needs)).collect();
    for flow in &mut res {
        flow.status = pair.standing(&flow.key, flow.status);
    }
    for flow in pair.own_flows() {
        add(&mut res, flow);
    }
    res.sort();
    res
}

/// One flow of several reasons: the winning standing decides, and only its reasons speak.
fn settled(key: NaiveKey, needs: &[(NaiveStatus, Vec<String>)]) -> NaiveFlow {
    let mut status = NaiveStatus::Declined;
    for (other, _) in needs {
        status = status.min(*other);
    }
    let speaking: Vec<&Vec<String>> =
        needs.iter().filter(|(other, _)| *other == status).map(|(_, scenarios)| scenarios).collect();
    NaiveFlow { key, scenarios: strongest(&speaking), status }
}

/// Required if any is; otherwise all scenarios.
fn strongest(needs: &[&Vec<String>]) -> Vec<String> {
    if needs.iter().any(|scenarios| scenarios.is_empty()) {
        return Vec::new();
    }
    let all: BTreeSet<String> = needs.iter().flat_map(|scenarios| scenarios.iter().cloned()).collect();
    all.into_iter().collect()
}

/// Flows that say the same and stand the same are one.
fn add(flows: &mut Vec<NaiveFlow>, flow: NaiveFlow) {
    for known in flows.iter_mut() {
        if known.key == flow.key && known.status == flow.status {
            known.scenarios = strongest(&[&known.scenarios, &flow.scenarios]);
            return;
        }
    }
    flows.push(flow);
}

fn ends(range: PortRange) -> (u16, u16) {
    (range.first(), range.last())
}

/// An ordered pair of zones under a plan.
#[derive(Clone, Copy)]
struct Pair<'a> {
    catalog: &'a Catalog,
    plan: &'a Plan,
    source: &'a Zone,
    destination: &'a Zone,
}

/// The roles in effect by a placement, with the OS versions on which each runs.
type Roles = BTreeMap<RoleIdx, BTreeSet<OsIdx>>;

/// Rules 1 and 2: the placed role and all it implies on the OS versions that it stands on, limited to those that each
/// exists on.
fn in_effect(catalog: &Catalog, zone: &Zone, placement: &Placement) -> Roles {
    let Some(placed) = catalog.role_idx(placement.role.as_str()) else { return Roles::new() };
    let mut res = brought(catalog, zone, placement, placed);
    for (&role, os) in res.iter_mut().filter(|(role, _)| **role != placed) {
        *os = limited(os, &versions(catalog.roles[role].os));
    }
    res
}

/// What a placed role brings, with the OS versions on which it comes. What is done without does not come, and implies
/// nothing.
fn brought(catalog: &Catalog, zone: &Zone, placement: &Placement, placed: RoleIdx) -> Roles {
    let mut res = BTreeMap::from([(placed, os_of_placed(catalog, zone, placement, placed))]);
    loop {
        let mut next = res.clone();
        for (&role, os) in &res {
            for implied in &catalog.roles[role].implies {
                let id = &catalog.roles[implied.role].id;
                if placement.without.iter().any(|without| without.as_str() == id.as_str()) && implied.role != placed {
                    continue;
                }
                let on = implied.os.map_or_else(|| os.clone(), |condition| overlap(os, &versions(condition)));
                if implied.os.is_none() || !on.is_empty() {
                    next.entry(implied.role).or_default().extend(on);
                }
            }
        }
        if next == res {
            return res;
        }
        res = next;
    }
}

fn versions(os: OsSet) -> BTreeSet<OsIdx> {
    os.iter().collect()
}

fn overlap(a: &BTreeSet<OsIdx>, b: &BTreeSet<OsIdx>) -> BTreeSet<OsIdx> {
    a.intersection(b).copied().collect()
}

/// The OS versions on which the placed role runs.
fn os_of_placed(catalog: &Catalog, zone: &Zone, placement: &Placement, placed: RoleIdx) -> BTreeSet<OsIdx> {
    let exists_on = versions(catalog.roles[placed].os);
    let ticks = if placement.os.is_empty() { &zone.os } else { &placement.os };
    let ticked: BTreeSet<OsIdx> = ticks.iter().filter_map(|os| catalog.os_idx(os.as_str())).collect();
    let is_windows = |os: &OsIdx| catalog.os[*os].kind != OsKind::Other;
    if !exists_on.is_empty() && !exists_on.iter().any(is_windows) {
        // What is not Windows is not Windows, whatever else is ticked in the zone.
        exists_on
    } else if ticks.is_empty() {
        let age = |os: &OsIdx| (catalog.os[*os].released.clone(), catalog.os[*os].kind, catalog.os[*os].id.clone());
        exists_on.into_iter().filter(is_windows).max_by_key(age).into_iter().collect()
    } else {
        limited(&ticked, &exists_on)
    }
}

/// Limited to what a role exists on; as they are where nothing is left.
fn limited(ticks: &BTreeSet<OsIdx>, exists_on: &BTreeSet<OsIdx>) -> BTreeSet<OsIdx> {
    let both = overlap(ticks, exists_on);
    if both.is_empty() { ticks.clone() } else { both }
}

impl<'a> Pair<'a> {
    /// Rules 3 to 9: everything that some connection asks for, reason by reason.
    fn needs(self) -> Vec<(NaiveKey, NaiveStatus, Vec<String>)> {
        let placed = |zone: &'a Zone| -> Vec<(&Placement, Roles)> {
            zone.placements.iter().map(|placement| (placement, in_effect(self.catalog, zone, placement))).collect()
        };
        let (callers, listeners) = (placed(self.source), placed(self.destination));
        let mut res = Vec::new();
        for caller in &callers {
            for &source_role in caller.1.keys() {
                for connection in &self.catalog.roles[source_role].connects {
                    for listener in &listeners {
                        if listener.1.contains_key(&connection.to)
                            && self.is_served(connection, caller.0, listener.0)
                            && self.scopes_match(connection.scope.as_ref(), caller.0, listener.0)
                        {
                            for &endpoint in &connection.uses {
                                res.extend(self.endpoint_needs(source_role, connection, endpoint, (caller, listener)));
                            }
                        }
                    }
                }
            }
        }
        res
    }

    /// Rule 3: `serves` limits who opens connections; peers ignore it, and an answer goes to whom its opener serves.
    fn is_served(self, connection: &Connection, caller: &Placement, listener: &Placement) -> bool {
        if connection.answers.is_some() {
            caller.serves.is_empty() || caller.serves.contains(&self.destination.id)
        } else {
            connection.peer || listener.serves.is_empty() || listener.serves.contains(&self.source.id)
        }
    }

    /// One endpoint of one connection between two placements: its key with each port it resolves to.
    fn endpoint_needs(
        self,
        source_role: RoleIdx,
        connection: &Connection,
        endpoint: EndpointRef,
        ((caller, caller_roles), (listener, listener_roles)): (&(&Placement, Roles), &(&Placement, Roles)),
    ) -> Vec<(NaiveKey, NaiveStatus, Vec<String>)> {
        let catalog = self.catalog;
        let fact = catalog.endpoint(endpoint);
        // Rule 4: one version of the caller, and one of the listener, satisfies what connection and endpoint ask for.
        let (caller_os, listener_os) = (&caller_roles[&source_role], &listener_roles[&connection.to]);
        let (connection_when, endpoint_when) = (&connection.when, &fact.when);
        let Some(_) = satisfying(caller_os, [connection_when.source_os, endpoint_when.source_os]) else {
            return Vec::new();
        };
        let Some(listener_os) = satisfying(listener_os, [connection_when.destination_os, endpoint_when.destination_os])
        else {
            return Vec::new();
        };
        let has_role = |when: &Condition| when.roles.iter().all(|role| listener_roles.contains_key(role));
        if !has_role(connection_when) || !has_role(endpoint_when) {
            return Vec::new();
        }
        let is_chosen = |asked: &ChosenAmong| asked.options.contains(&self.option(asked.choice, caller, listener));
        if !connection_when.choices.iter().chain(&endpoint_when.choices).all(is_chosen) {
            return Vec::new();
        }
        let Some((need, scenarios)) = self.need(connection, fact) else { return Vec::new() };
        let is_answer = connection.answers.is_some();
        let is_rpc = !is_answer && matches!(fact.port, Port::RpcDynamic(_));
        let status =
            if need == NaiveStatus::Open && is_rpc && self.firewall_follows() { NaiveStatus::Followed } else { need };
        let (ports, source_port) = if is_answer {
            self.answering_ports(endpoint, (caller, listener), &listener_os)
        } else {
            (self.ports(endpoint, listener, &listener_os), fact.source_port)
        };
        let key = |ports| NaiveKey {
            source_role: catalog.roles[source_role].id.to_string(),
            destination_role: catalog.roles[connection.to].id.to_string(),
            service: catalog.services[endpoint.service].id.to_string(),
            application_protocol: fact.application_protocol.to_string(),
            transport: fact.transport,
            ports,
            source_port,
            tunnel: None,
        };
        ports.into_iter().map(|ports| (key(ports), status, scenarios.clone())).collect()
    }

    /// Rule 9: what becomes of an endpoint under the answers and decisions; `None`: it is absent.
    fn need(self, connection: &Connection, fact: &Endpoint) -> Option<(NaiveStatus, Vec<String>)> {
        let mut serves = BTreeSet::new();
        if let Need::Optional(scenario) = connection.need {
            serves.insert(scenario);
        }
        for &assumption in connection.when.assumptions.iter().chain(&fact.when.assumptions) {
            match self.answer(assumption) {
                Answer::Unused => return None,
                Answer::Optional => {
                    serves.insert(self.catalog.assumptions[assumption].scenario);
                }
                Answer::InUse => {}
            }
        }
        let is_declined = serves.iter().any(|&scenario| self.decision(scenario) == ScenarioDecision::Declined);
        let scenarios = serves.into_iter().filter(|&scenario| self.decision(scenario) != ScenarioDecision::Accepted);
        let mut names: Vec<String> = scenarios.map(|idx| self.catalog.scenarios[idx].name.to_string()).collect();
        names.sort();
        Some((if is_declined { NaiveStatus::Declined } else { NaiveStatus::Open }, names))
    }

    fn settings(self) -> Option<&'a PairSettings> {
        self.plan.pairs.get(&(self.source.id.clone(), self.destination.id.clone()))
    }

    /// The most specific wins: the pair, the listener's zone, the caller's, the plan, the catalog.
    fn answer(self, assumption: AssumptionIdx) -> Answer {
        let assumption = &self.catalog.assumptions[assumption];
        let said = [
            self.settings().map(|settings| &settings.assumptions),
            Some(&self.destination.assumptions),
            Some(&self.source.assumptions),
            Some(&self.plan.assumptions),
        ];
        for answers in said.into_iter().flatten() {
            for (id, answer) in answers {
                if id.as_str() == assumption.id.as_str() {
                    return *answer;
                }
            }
        }
        assumption.default
    }

    /// What the scopes of the listener say, else those of the caller, else the plan, else the catalog.
    fn option(self, choice: ChoiceIdx, caller: &Placement, listener: &Placement) -> OptionIdx {
        let choice = &self.catalog.choices[choice];
        let known =
            |options: &BTreeMap<ChoiceId, OptionId>| choice.option_idx(options.get(choice.id.as_str())?.as_str());
        for placement in [listener, caller] {
            for (kind, id) in &placement.scopes {
                let scope = self.plan.scopes.iter().find(|scope| scope.id == *id).filter(|scope| scope.kind == *kind);
                if let Some(option) = scope.and_then(|scope| known(&scope.choices)) {
                    return option;
                }
            }
        }
        known(&self.plan.choices).unwrap_or(choice.default)
    }

    /// The pair, the plan, the catalog.
    fn decision(self, scenario: ScenarioIdx) -> ScenarioDecision {
        let scenario = &self.catalog.scenarios[scenario];
        for said in [self.settings().map(|settings| &settings.scenarios), Some(&self.plan.scenarios)] {
            for (id, decision) in said.into_iter().flatten() {
                if id.as_str() == scenario.id.as_str() {
                    return *decision;
                }
            }
        }
        scenario.default
    }

    /// Rule 6: mapper only is a setting of the firewall between the two zones.
    fn firewall_follows(self) -> bool {
        self.settings().and_then(|settings| settings.mapper_only).unwrap_or(self.plan.mapper_only)
    }

    /// Rule 8.
    fn scopes_match(self, scope: Option<&ScopeMatch>, caller: &Placement, listener: &Placement) -> bool {
        let Some(scope) = scope else { return true };
        // What can't be understood matches nothing.
        if self.is_misunderstood(caller, &scope.kind) || self.is_misunderstood(listener, &scope.kind) {
            return false;
        }
        let of = |placement: &Placement| placement.scopes.get(&*scope.kind).map(|id| id.as_str().to_owned());
        let (Some(source), Some(destination)) = (of(caller), of(listener)) else {
            // What is empty matches all, but it is nobody's other domain and stands on no side of a trust.
            return scope.relation == Relation::Same || scope.relation == Relation::SameForest;
        };
        let is_one_forest = self.forest(&source) == self.forest(&destination);
        match scope.relation {
            Relation::Same => source == destination,
            Relation::SameForest => is_one_forest,
            Relation::OtherDomain => is_one_forest && source != destination,
            Relation::Trusted => self.trusts(&source, &destination),
            Relation::Trusting => self.trusts(&destination, &source) && !self.trusts(&source, &destination),
        }
    }

    /// Whether a placement names a scope for the kind that is none of the kind, or, naming none for it, a kind that
    /// no connection is matched on.
    fn is_misunderstood(self, placement: &Placement, wanted: &str) -> bool {
        if let Some(id) = placement.scopes.get(wanted) {
            return self.plan.scopes.iter().find(|scope| scope.id == *id).is_none_or(|scope| scope.kind != wanted);
        }
        let is_known = |kind: &str| {
            let mut matches = self.catalog.connections().filter_map(|(_, fact)| fact.scope.as_ref());
            matches.any(|scope| *scope.kind == *kind)
        };
        placement.scopes.keys().any(|kind| !is_known(kind))
    }

    /// The named forest, or one that nobody else is in.
    fn forest(self, scope: &str) -> (&'a str, String) {
        for known in &self.plan.scopes {
            if known.id.as_str() == scope {
                return if known.forest.is_empty() { ("", scope.to_owned()) } else { (&known.forest, String::new()) };
            }
        }
        ("", scope.to_owned())
    }

    fn trusts(self, trusting: &str, trusted: &str) -> bool {
        self.plan.trusts.iter().any(|trust| {
            let reaches = |end: &str, scope: &str| match trust.kind {
                TrustKind::External => end == scope,
                TrustKind::Forest => self.forest(end) == self.forest(scope),
            };
            let (a, b) = (trust.trusting.as_str(), trust.trusted.as_str());
            reaches(a, trusting) && reaches(b, trusted)
                || trust.direction == TrustDirection::TwoWay && reaches(b, trusting) && reaches(a, trusted)
        })
    }

    /// Rules 5 and 6: the ports of an endpoint at a placement that listens.
    fn ports(self, endpoint: EndpointRef, listener: &Placement, os: &BTreeSet<OsIdx>) -> BTreeSet<Option<(u16, u16)>> {
        let port = self.catalog.endpoint(endpoint).port;
        match port {
            Port::Fixed(range) => match self.following(endpoint, listener) {
                Some(moved) => BTreeSet::from([Some((moved, moved))]),
                None => BTreeSet::from([Some(ends(range))]),
            },
            Port::Protocol => BTreeSet::from([None]),
            Port::Parameter(default) => {
                let chosen = listener.ports.get(&self.catalog.endpoint_path(endpoint)).copied();
                BTreeSet::from([chosen.or(default).map(ends)])
            }
            Port::OsDynamic => self.dynamic(listener, os),
            Port::RpcDynamic(server) => {
                let strategy = listener.rpc.as_ref().or(self.destination.rpc.as_ref()).unwrap_or(&self.plan.rpc);
                self.rpc_ports(server, strategy, listener, os)
            }
        }
    }

    fn rpc_ports(
        self,
        server: RpcServerIdx,
        strategy: &RpcStrategy,
        listener: &Placement,
        os: &BTreeSet<OsIdx>,
    ) -> BTreeSet<Option<(u16, u16)>> {
        match strategy {
            RpcStrategy::Dynamic => self.dynamic(listener, os),
            RpcStrategy::Restricted(range) => BTreeSet::from([Some(ends(*range))]),
            RpcStrategy::Pinned(pins) => {
                let server = &self.catalog.rpc_servers[server];
                let pinned = pins.iter().find(|(id, _)| id.as_str() == server.id.as_str());
                let (Some((_, port)), Some(pin)) = (pinned, &server.pin) else { return self.dynamic(listener, os) };
                let mut res = BTreeSet::new();
                for &version in os {
                    if pin.os.contains(version) {
                        res.insert(Some(ends(*port)));
                    } else {
                        res.extend(self.dynamic(listener, &BTreeSet::from([version])));
                    }
                }
                res
            }
        }
    }

    /// Rule 5: the placement's own range, else the product's, else that of each OS version.
    fn dynamic(self, listener: &Placement, os: &BTreeSet<OsIdx>) -> BTreeSet<Option<(u16, u16)>> {
        let placed = self.catalog.role_idx(listener.role.as_str());
        let of_product = placed
            .into_iter()
            .chain(in_effect(self.catalog, self.destination, listener).into_keys())
            .find_map(|role| self.catalog.roles[role].dynamic_range);
        if let Some(range) = listener.dynamic_range.or(of_product) {
            return BTreeSet::from([Some(ends(range))]);
        }
        os.iter().map(|&version| Some(ends(self.catalog.os[version].dynamic_range))).collect()
    }

    /// An answer comes from the port that was asked, and goes to the dynamic range of the side that asked.
    fn answering_ports(
        self,
        endpoint: EndpointRef,
        (answering, asked): (&Placement, &Placement),
        os: &BTreeSet<OsIdx>,
    ) -> (BTreeSet<Option<(u16, u16)>>, Option<u16>) {
        let fact = self.catalog.endpoint(endpoint);
        match fact.port {
            Port::Protocol => (BTreeSet::from([None]), None),
            Port::Fixed(range) if range.num_ports() == 1 => {
                let moved = self.following(endpoint, answering);
                (self.dynamic(asked, os), Some(moved.unwrap_or(range.first())))
            }
            _ => (self.dynamic(asked, os), fact.source_port),
        }
    }

    /// The port of an endpoint that keeps its distance to one which the placement has chosen.
    fn following(self, endpoint: EndpointRef, placement: &Placement) -> Option<u16> {
        let follows = self.catalog.endpoint(endpoint).follows?;
        let followed = EndpointRef { service: endpoint.service, endpoint: follows.endpoint };
        let chosen = placement.ports.get(&self.catalog.endpoint_path(followed))?;
        let port = i32::from(chosen.first()) + follows.offset;
        u16::try_from(port).ok().filter(|port| *port > 0)
    }

    /// Rules 10 and 7: what overrides make of a flow, and then tunnels.
    fn standing(self, key: &NaiveKey, status: NaiveStatus) -> NaiveStatus {
        if status == NaiveStatus::Declined {
            return status;
        }
        if let Some(override_idx) = self.suppressing(key) {
            return NaiveStatus::Suppressed(override_idx);
        }
        for (tunnel_idx, tunnel) in self.plan.tunnels.iter().enumerate() {
            let is_known = self.catalog.tunnels.iter().any(|kind| kind.id == tunnel.kind);
            let is_carried = match &tunnel.carries {
                Carries::Everything => true,
                Carries::Selection(selectors) => selectors.iter().any(|selector| self.selects(selector, key)),
            };
            if is_known && is_carried && self.is_joined_by(tunnel) {
                return NaiveStatus::Tunnelled(tunnel_idx);
            }
        }
        status
    }

    fn suppressing(self, key: &NaiveKey) -> Option<usize> {
        self.plan.overrides.iter().position(|entry| match entry {
            Override::Suppress { selector, .. } => self.selects(selector, key),
            Override::Add { .. } => false,
        })
    }

    fn selects(self, selector: &Selector, key: &NaiveKey) -> bool {
        let named = [
            selector.source_zone.as_ref().map(|id| id.as_str() == self.source.id.as_str()),
            selector.destination_zone.as_ref().map(|id| id.as_str() == self.destination.id.as_str()),
            selector.source_role.as_ref().map(|id| id.as_str() == key.source_role),
            selector.destination_role.as_ref().map(|id| id.as_str() == key.destination_role),
            selector.service.as_ref().map(|id| id.as_str() == key.service),
            selector.transport.map(|transport| transport == key.transport),
            selector
                .ports
                .map(|wanted| key.ports.is_some_and(|(first, last)| wanted.contains(first) && wanted.contains(last))),
        ];
        !named.contains(&Some(false))
    }

    fn is_joined_by(self, tunnel: &Tunnel) -> bool {
        let [a, b] = &tunnel.zones;
        let (source, destination) = (&self.source.id, &self.destination.id);
        source != destination && (a == source && b == destination || a == destination && b == source)
    }

    /// What no connection asks for: the tunnels' own flows, which an override can suppress, and those of the user.
    fn own_flows(self) -> Vec<NaiveFlow> {
        let mut res = Vec::new();
        for (tunnel_idx, tunnel) in self.plan.tunnels.iter().enumerate() {
            if !self.is_joined_by(tunnel) {
                continue;
            }
            let Some(kind) = self.catalog.tunnels.iter().find(|kind| kind.id == tunnel.kind) else {
                continue;
            };
            let opener = tunnel.opener.as_ref().unwrap_or(&tunnel.zones[0]);
            let opened: &[EndpointRef] = if *opener == self.source.id { &kind.from_opener } else { &[] };
            for &endpoint in opened.iter().chain(&kind.both_ways) {
                let fact = self.catalog.endpoint(endpoint);
                let key = NaiveKey {
                    source_role: kind.id.to_string(),
                    destination_role: kind.id.to_string(),
                    service: self.catalog.services[endpoint.service].id.to_string(),
                    application_protocol: fact.application_protocol.to_string(),
                    transport: fact.transport,
                    ports: if let Port::Fixed(range) = fact.port { Some(ends(range)) } else { None },
                    source_port: fact.source_port,
                    tunnel: Some(tunnel_idx),
                };
                let status = self.suppressing(&key).map_or(NaiveStatus::Open, NaiveStatus::Suppressed);
                res.push(NaiveFlow { key, scenarios: Vec::new(), status });
            }
        }
        for entry in &self.plan.overrides {
            let Override::Add { flow, .. } = entry else { continue };
            if flow.source_zone == self.source.id && flow.destination_zone == self.destination.id {
                let key = NaiveKey {
                    source_role: flow.source_role.clone(),
                    destination_role: flow.destination_role.clone(),
                    service: flow.service.clone(),
                    application_protocol: flow.application_protocol.clone(),
                    transport: flow.transport,
                    ports: flow.ports.map(ends),
                    source_port: None,
                    tunnel: None,
                };
                let scenarios = flow.scenario.iter().cloned().collect();
                res.push(NaiveFlow { key, scenarios, status: NaiveStatus::Open });
            }
        }
        res
    }
}

/// The versions that satisfy every condition; `None`: there is a condition, and no version satisfies it.
fn satisfying(os: &BTreeSet<OsIdx>, conditions: [Option<OsSet>; 2]) -> Option<BTreeSet<OsIdx>> {
    let mut res = os.clone();
    for condition in conditions.into_iter().flatten() {
        res.retain(|&version| condition.contains(version));
        if res.is_empty() {
            return None;
        }
    }
    Some(res)
}
