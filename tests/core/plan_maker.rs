//! Plans made from numbers: every setting that plays a part in the derivation, in odd company. They make no sense and
//! need not. `random_plan` gives them texts, changes them, and makes them smaller where something fails.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portolan::catalog::{Answer, Catalog, Connection, ConnectionRef, Port};
use portolan::ids::RoleIdx;
use portolan::net::{PortRange, Transport};
use portolan::plan::{
    AddedFlow, AssumptionId, Call, Carries, ChoiceId, Listener, OptionId, OsId, Override, OwnRole, PairSettings,
    Placement, Plan, RoleId, RpcStrategy, ScenarioDecision, ScenarioId, Scope, ScopeId, Selector, Trust,
    TrustDirection, TrustKind, Tunnel, Zone, ZoneId,
};

use crate::splitmix::SplitMix;

/// Ids of the zones; one of them would end a text if it were not escaped.
const ZONES: [&str; 5] = ["z0", "z1", "z2", "z3", "z\"\\4"];

/// What nobody knows, in place of an id.
const UNKNOWN: &str = "nobody \"knows\" it";

/// Makes plans over a catalog.
pub(crate) struct PlanMaker<'a> {
    catalog: &'a Catalog,
    connections: Vec<(ConnectionRef, &'a Connection)>,
    scope_kinds: Vec<String>,
    /// Endpoints whose port is chosen, as `service/endpoint`.
    parameters: Vec<String>,
}

impl<'a> PlanMaker<'a> {
    pub(crate) fn new(catalog: &'a Catalog) -> Self {
        let connections: Vec<_> = catalog.connections().collect();
        let scopes = connections.iter().filter_map(|(_, connection)| connection.scope.as_ref());
        let scope_kinds: BTreeSet<String> = scopes.map(|scope| scope.kind.to_string()).collect();
        let parameters: BTreeSet<String> = connections
            .iter()
            .flat_map(|(_, connection)| &connection.uses)
            .filter(|&&endpoint| matches!(catalog.endpoint(endpoint).port, Port::Parameter(_)))
            .map(|&endpoint| catalog.endpoint_path(endpoint))
            .collect();
        let (scope_kinds, parameters) = (scope_kinds.into_iter().collect(), parameters.into_iter().collect());
        Self { catalog, connections, scope_kinds, parameters }
    }

    /// A plan of one to five zones with ids of their own.
    pub(crate) fn plan(&self, rng: &mut SplitMix) -> Plan {
        let mut plan = Plan::default();
        plan.assumptions = self.answers(rng, 30);
        plan.scenarios = self.decisions(rng, 15);
        plan.choices = self.choices(rng);
        plan.rpc = self.strategy(rng);
        plan.mapper_only = rng.chance(15);
        plan.scopes = self.scopes(rng);
        plan.trusts = trusts(rng, &plan);
        let roles = self.related_roles(rng);
        let ids: Vec<ZoneId> = ZONES[..=rng.below(ZONES.len())].iter().map(|&id| id.into()).collect();
        plan.zones = ids.iter().map(|id| Arc::new(Zone { id: id.clone(), ..Zone::default() })).collect();
        // The ids are there before the zones, so that `serves` can name zones that come later.
        plan.zones = ids.iter().map(|id| Arc::new(self.zone(rng, &plan, id, &roles))).collect();
        for _ in 0..rng.below(4) {
            let pair = (zone_id(rng, &plan), zone_id(rng, &plan));
            plan.pairs.insert(pair, self.pair_settings(rng));
        }
        if rng.chance(30) {
            plan.tunnels = (0..=rng.below(2)).map(|_| self.tunnel(rng, &plan)).collect();
        }
        if rng.chance(35) {
            plan.overrides = (0..=rng.below(3)).map(|_| self.override_entry(rng, &plan)).collect();
        }
        plan
    }

    /// Roles of the plan's own that call each other and the catalog's, some of which come to nothing: with the id of the
    /// catalog's, calling what nobody knows.
    pub(crate) fn own_roles(&self, rng: &mut SplitMix) -> Vec<OwnRole> {
        let mut res: Vec<OwnRole> = (0..rng.below(4)).map(|idx| self.own_role(rng, format!("own-{idx}"))).collect();
        if rng.chance(15) {
            let role = &self.catalog.roles[RoleIdx::from(rng.below(self.catalog.roles.len()))];
            res.push(self.own_role(rng, role.id.to_string()));
        }
        res.sort_by(|a, b| a.id.cmp(&b.id));
        res
    }

    fn own_role(&self, rng: &mut SplitMix, id: String) -> OwnRole {
        let listener = |rng: &mut SplitMix| {
            let transport = Transport::ALL[rng.below(Transport::ALL.len())];
            let application_protocol = if rng.chance(50) { "LDAP".to_owned() } else { String::new() };
            Listener { application_protocol, transport, ports: transport.has_ports().then(|| range(rng)) }
        };
        OwnRole {
            name: format!("Role {id}"),
            id: id.into(),
            summary: String::new(),
            listens: (0..rng.below(4)).map(|_| listener(rng)).collect(),
            calls: (0..rng.below(4)).map(|_| self.call(rng)).collect(),
        }
    }

    fn call(&self, rng: &mut SplitMix) -> Call {
        let (place, connection) = self.connections[rng.below(self.connections.len())];
        let role = match rng.below(10) {
            0..=4 => format!("own-{}", rng.below(4)).into(),
            5 => UNKNOWN.into(),
            6 => self.catalog.roles[place.role].id.clone(),
            _ => self.catalog.roles[connection.to].id.clone(),
        };
        let mut uses = Vec::new();
        if rng.chance(70) {
            uses.extend(rng.some(2, &connection.uses).into_iter().map(|endpoint| self.catalog.endpoint_path(endpoint)));
        }
        if rng.chance(10) {
            uses.push(UNKNOWN.to_owned());
        }
        let scenarios: Vec<&str> = self.catalog.scenarios.iter().map(|it| &*it.name).collect();
        let scenario = match rng.below(4) {
            0 => Some("Own scenario".to_owned()),
            1 => rng.pick(&scenarios).map(|&name| name.to_owned()),
            _ => None,
        };
        let kind = rng.pick(&self.scope_kinds).cloned();
        let wrong = rng.chance(5).then(|| UNKNOWN.to_owned());
        Call { role, uses, purpose: String::new(), scenario, scope: wrong.or(kind.filter(|_| rng.chance(30))) }
    }

    /// A plan of nothing but ids: those that [`PlanMaker::plan`] gives to zones and scopes.
    pub(crate) fn ids(&self, rng: &mut SplitMix) -> Plan {
        let zone = |&id: &&str| Arc::new(Zone { id: id.into(), ..Zone::default() });
        Plan { zones: ZONES.iter().map(zone).collect(), scopes: self.scopes(rng), ..Plan::default() }
    }

    /// Roles that have something to do with each other, so that the zones of a large catalog still meet.
    pub(crate) fn related_roles(&self, rng: &mut SplitMix) -> Vec<RoleId> {
        let mut res: Vec<RoleId> = Vec::new();
        for _ in 0..4 {
            let Some((place, connection)) = rng.pick(&self.connections) else { continue };
            for role in [place.role, connection.to] {
                res.push(self.catalog.roles[role].id.clone());
                // Who brings the role along is as good as the role itself.
                let bringing: Vec<_> = self.catalog.roles.iter().filter(|other| other.brings(role)).collect();
                res.extend(rng.pick(&bringing).map(|other| other.id.clone()));
            }
        }
        res
    }

    pub(crate) fn zone(&self, rng: &mut SplitMix, plan: &Plan, id: &ZoneId, roles: &[RoleId]) -> Zone {
        Zone {
            id: id.clone(),
            name: format!("Zone {id}"),
            os: self.os(rng, 3),
            assumptions: if rng.chance(30) { self.answers(rng, 30) } else { BTreeMap::new() },
            rpc: rng.chance(20).then(|| self.strategy(rng)),
            placements: (0..rng.below(6)).map(|_| self.placement(rng, plan, roles)).collect(),
            ..Zone::default()
        }
    }

    /// A placement, mostly of one of `roles`, sometimes of any other, seldom of one that nobody knows.
    pub(crate) fn placement(&self, rng: &mut SplitMix, plan: &Plan, roles: &[RoleId]) -> Placement {
        let any = &self.catalog.roles[RoleIdx::from(rng.below(self.catalog.roles.len()))];
        let related = rng.pick(roles).cloned().filter(|_| rng.chance(80));
        let mut res = Placement::new(related.unwrap_or_else(|| any.id.clone()));
        if rng.chance(3) {
            res.role = UNKNOWN.into();
        }
        if rng.chance(40) {
            res.os = self.os(rng, 2);
        }
        for kind in &self.scope_kinds {
            if rng.chance(60) {
                let known: Vec<&ScopeId> =
                    plan.scopes.iter().filter(|scope| scope.kind == *kind).map(|scope| &scope.id).collect();
                // Seldom a scope that the plan lacks, called like a forest that it may have.
                let scope = rng.pick(&known).map(|&id| id.clone());
                let wrong = rng.chance(5).then(|| "forest-0".into());
                if let Some(scope) = wrong.or(scope) {
                    res.scopes.insert(kind.clone(), scope);
                }
            }
        }
        if rng.chance(2) {
            res.scopes.insert(UNKNOWN.to_owned(), "forest-0".into());
        }
        if rng.chance(20) {
            res.serves = (0..=rng.below(2)).map(|_| zone_id(rng, plan)).collect();
        }
        if rng.chance(20) {
            let placed = self.catalog.role_idx(res.role.as_str());
            let implied = placed.map(|role| self.catalog.effective_roles(role, &[])).unwrap_or_default();
            res.without = rng.some(3, &implied).into_iter().map(|role| self.catalog.roles[role].id.clone()).collect();
        }
        res.rpc = rng.chance(15).then(|| self.strategy(rng));
        res.dynamic_range = rng.chance(10).then(|| range(rng));
        if rng.chance(30) {
            res.ports = rng.some(2, &self.parameters).into_iter().map(|endpoint| (endpoint, range(rng))).collect();
        }
        res
    }

    pub(crate) fn os(&self, rng: &mut SplitMix, most: usize) -> BTreeSet<OsId> {
        let mut ids: Vec<OsId> = self.catalog.os.iter().map(|os| os.id.clone()).collect();
        ids.push(UNKNOWN.into());
        rng.some(most, &ids).into_iter().collect()
    }

    pub(crate) fn answers(&self, rng: &mut SplitMix, percent: usize) -> BTreeMap<AssumptionId, Answer> {
        let answers = [Answer::Unused, Answer::Optional, Answer::InUse];
        let mut res = BTreeMap::new();
        for assumption in &self.catalog.assumptions {
            if rng.chance(percent) {
                res.insert(assumption.id.clone(), answers[rng.below(answers.len())]);
            }
        }
        res
    }

    pub(crate) fn decisions(&self, rng: &mut SplitMix, percent: usize) -> BTreeMap<ScenarioId, ScenarioDecision> {
        let decisions = [ScenarioDecision::Undecided, ScenarioDecision::Declined, ScenarioDecision::Accepted];
        let mut res = BTreeMap::new();
        for scenario in &self.catalog.scenarios {
            if rng.chance(percent) {
                res.insert(scenario.id.clone(), decisions[rng.below(decisions.len())]);
            }
        }
        res
    }

    /// Options of some choices, and seldom one that nobody knows.
    pub(crate) fn choices(&self, rng: &mut SplitMix) -> BTreeMap<ChoiceId, OptionId> {
        let mut res = BTreeMap::new();
        for choice in &self.catalog.choices {
            let options: Vec<OptionId> = choice.options.iter().map(|option| option.id.clone()).collect();
            let option = rng.pick(&options).cloned().filter(|_| rng.chance(95));
            if rng.chance(50) {
                res.insert(choice.id.clone(), option.unwrap_or_else(|| UNKNOWN.into()));
            }
        }
        if rng.chance(2) {
            res.insert(UNKNOWN.into(), UNKNOWN.into());
        }
        res
    }

    pub(crate) fn strategy(&self, rng: &mut SplitMix) -> RpcStrategy {
        match rng.below(4) {
            0 => RpcStrategy::Restricted(range(rng)),
            1 => {
                let servers: Vec<_> = self.catalog.rpc_servers.iter().map(|server| server.id.clone()).collect();
                RpcStrategy::Pinned(rng.some(3, &servers).into_iter().map(|server| (server, range(rng))).collect())
            }
            _ => RpcStrategy::Dynamic,
        }
    }

    pub(crate) fn scopes(&self, rng: &mut SplitMix) -> Vec<Scope> {
        let mut res = Vec::new();
        for kind in &self.scope_kinds {
            for idx in 0..rng.below(4) {
                let forest = if rng.chance(70) { format!("forest-{}", rng.below(2)) } else { String::new() };
                let id = format!("{kind}-{idx}").into();
                let choices = if rng.chance(40) { self.choices(rng) } else { BTreeMap::new() };
                res.push(Scope { id, kind: kind.clone(), forest, choices, ..Scope::default() });
            }
        }
        res
    }

    pub(crate) fn pair_settings(&self, rng: &mut SplitMix) -> PairSettings {
        PairSettings {
            assumptions: self.answers(rng, 30),
            scenarios: self.decisions(rng, 15),
            mapper_only: rng.chance(30).then(|| rng.chance(50)),
            ..PairSettings::default()
        }
    }

    pub(crate) fn tunnel(&self, rng: &mut SplitMix, plan: &Plan) -> Tunnel {
        let kinds: Vec<_> = self.catalog.tunnels.iter().map(|kind| kind.id.clone()).collect();
        let zones = [zone_id(rng, plan), zone_id(rng, plan)];
        let selection = (0..rng.below(3)).map(|_| self.selector(rng, plan)).collect();
        Tunnel {
            kind: rng.pick(&kinds).cloned().filter(|_| rng.chance(95)).unwrap_or_default(),
            carries: if rng.chance(50) { Carries::Everything } else { Carries::Selection(selection) },
            opener: rng.pick(&zones).cloned().filter(|_| rng.chance(60)),
            zones,
            endpoints: [Vec::new(), Vec::new()],
            note: String::new(),
        }
    }

    fn selector(&self, rng: &mut SplitMix, plan: &Plan) -> Selector {
        let (place, connection) = self.connections[rng.below(self.connections.len())];
        let role = |role: RoleIdx| self.catalog.roles[role].id.clone();
        // Half of the services and roles are those of one connection, so that some selectors pick something.
        let service =
            if rng.chance(50) { connection.uses[0].service } else { rng.below(self.catalog.services.len()).into() };
        let kinds: Vec<RoleId> = self.catalog.tunnels.iter().map(|kind| kind.id.as_str().into()).collect();
        let tunnel_kind = rng.pick(&kinds).cloned().filter(|_| rng.chance(5));
        Selector {
            source_zone: rng.chance(40).then(|| zone_id(rng, plan)),
            destination_zone: rng.chance(40).then(|| zone_id(rng, plan)),
            source_role: tunnel_kind.or_else(|| rng.chance(20).then(|| role(place.role))),
            destination_role: rng.chance(20).then(|| role(connection.to)),
            service: rng.chance(25).then(|| self.catalog.services[service].id.clone()),
            transport: rng.chance(30).then(|| Transport::ALL[rng.below(3)]),
            ports: rng.chance(20).then(|| wide_range(rng)),
        }
    }

    pub(crate) fn override_entry(&self, rng: &mut SplitMix, plan: &Plan) -> Override {
        let reason = "Because".to_owned();
        if rng.chance(70) {
            return Override::Suppress { selector: self.selector(rng, plan), reason };
        }
        let (place, connection) = self.connections[rng.below(self.connections.len())];
        let endpoint = connection.uses[0];
        let fact = self.catalog.endpoint(endpoint);
        // Many of them say what some connection says as well.
        let mut words = |id: &str| if rng.chance(80) { id.to_owned() } else { "Own words".to_owned() };
        let source_role = words(self.catalog.roles[place.role].id.as_str());
        let destination_role = words(self.catalog.roles[connection.to].id.as_str());
        let service = words(self.catalog.services[endpoint.service].id.as_str());
        let flow = AddedFlow {
            source_zone: zone_id(rng, plan),
            destination_zone: zone_id(rng, plan),
            source_role,
            destination_role,
            service,
            application_protocol: fact.application_protocol.to_string(),
            transport: fact.transport,
            ports: if let Port::Fixed(range) = fact.port { Some(range) } else { None },
            scenario: rng.chance(30).then(|| "Own scenario".to_owned()),
        };
        Override::Add { flow, reason }
    }
}

pub(crate) fn trusts(rng: &mut SplitMix, plan: &Plan) -> Vec<Trust> {
    let mut ends: Vec<ScopeId> = plan.scopes.iter().map(|scope| scope.id.clone()).collect();
    ends.push("forest-0".into());
    (0..rng.below(4))
        .map(|_| Trust {
            trusting: ends[rng.below(ends.len())].clone(),
            trusted: ends[rng.below(ends.len())].clone(),
            direction: if rng.chance(40) { TrustDirection::TwoWay } else { TrustDirection::OneWay },
            kind: if rng.chance(40) { TrustKind::Forest } else { TrustKind::External },
        })
        .collect()
}

/// A zone of the plan, or seldom one that it lacks.
pub(crate) fn zone_id(rng: &mut SplitMix, plan: &Plan) -> ZoneId {
    let zone = rng.pick(&plan.zones).map(|zone| zone.id.clone());
    zone.filter(|_| rng.chance(97)).unwrap_or_else(|| "nowhere".into())
}

/// Few ports, so that ranges meet: overlapping, touching, and the same.
pub(crate) fn range(rng: &mut SplitMix) -> PortRange {
    let firsts = [50_000, 50_001, 50_002, 50_003, 50_004, 8080];
    let first = firsts[rng.below(firsts.len())];
    let lengths = [0, 0, 1, 3];
    PortRange::new(first, first + lengths[rng.below(lengths.len())]).unwrap_or(PortRange::CURRENT_DYNAMIC)
}

fn wide_range(rng: &mut SplitMix) -> PortRange {
    let ends: [(u16, u16); 5] = [(1, 1024), (1, 65_535), (135, 389), (49_152, 65_535), (389, 389)];
    let (first, last) = ends[rng.below(ends.len())];
    PortRange::new(first, last).unwrap_or(PortRange::CURRENT_DYNAMIC)
}
