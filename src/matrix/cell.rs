//! Everything between one ordered pair of zones, in full: made for the pair that somebody looks at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::{Context, Decisions, LineNeed};
use super::flow::{Fact, Flow, FlowConfidence, FlowKey, FlowNeed, Reason, Status};
use super::resolve::{self, Facet, ResolvedZone};
use super::rule::{self, Merge, Rule, RuleNeed};
use super::summary::CellSummary;
use crate::catalog::{Catalog, Confidence, EndpointRef, Port};
use crate::net::PortSet;
use crate::plan::{AddedFlow, Carries, Decision, Override, Selector, Tunnel, Zone};

/// The flows of one ordered pair of zones, sorted by key and distinct.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Open ones and all others.
    pub flows: Vec<Flow>,
}

impl Cell {
    /// The flows that a firewall rule is asked for.
    pub fn open_flows(&self) -> impl Iterator<Item = &Flow> {
        self.flows.iter().filter(|flow| flow.status == Status::Open)
    }

    /// The open flows merged into rules: Required first, then by transport and ports.
    #[must_use]
    pub fn rules(&self, merge: Merge) -> Vec<Rule> {
        rule::merge(&self.flows, merge)
    }

    /// Counts the open flows.
    #[must_use]
    pub fn summary(&self, catalog: &Catalog) -> CellSummary {
        let mut res = CellSummary::default();
        for rule in self.rules(Merge::Ranges) {
            match rule.need {
                RuleNeed::Required => res.required_rules += 1,
                RuleNeed::Optional => res.optional_rules += 1,
            }
        }
        let mut ports: BTreeMap<_, PortSet> = BTreeMap::new();
        for flow in self.open_flows() {
            if let Some(range) = flow.key.ports {
                ports.entry(flow.key.transport).or_default().insert(range);
            }
            for reason in &flow.reasons {
                if let Fact::Connection { connection, endpoint, .. } = &reason.fact {
                    let to = catalog.roles[connection.role].connects[connection.connection].to;
                    res.has_legacy |= catalog.endpoint(*endpoint).legacy;
                    res.has_guarded |= catalog.roles[to].guarded;
                }
            }
        }
        res.num_ports = ports.values().map(PortSet::num_ports).sum();
        res
    }
}

/// The lines that stand from one facet to another, as far as scopes and `serves` go.
pub(super) fn is_allowed(
    context: Context<'_>,
    line_idx: usize,
    (source_zone, source): (&Zone, &Facet),
    (destination_zone, destination): (&Zone, &Facet),
) -> bool {
    let line = &context.table.lines[line_idx];
    let serves = |facet: &Facet, zone: &Zone| facet.serves.as_ref().is_none_or(|zones| zones.contains(&zone.id));
    let is_served =
        if line.is_answer { serves(source, destination_zone) } else { line.peer || serves(destination, source_zone) };
    is_served
        && line.scope.is_none_or(|scope| {
            context.scopes.matches(&context.table.scope_matches[scope], &source.scopes, &destination.scopes)
        })
}

/// One reason on its way into a flow.
struct Candidate {
    key: FlowKey,
    service_name: Arc<str>,
    reason: Reason,
    status: Candidature,
}

/// What a reason makes of its flow before overrides and tunnels are asked; what asks for most comes first.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Candidature {
    Open,
    Followed,
    Declined,
}

/// Lists the flows from one zone to another. Positions are those of the plan.
pub(super) fn cell(
    context: Context<'_>,
    (source_idx, source): (usize, &ResolvedZone),
    (destination_idx, destination): (usize, &ResolvedZone),
) -> Cell {
    let plan = context.plan;
    let (source_zone, destination_zone) = (&*plan.zones[source_idx], &*plan.zones[destination_idx]);
    let pair = plan.pairs.get(&(source_zone.id.clone(), destination_zone.id.clone()));
    let decisions = Decisions::of_pair(context.catalog, plan, source_zone, destination_zone, pair);
    let mut candidates = Vec::new();
    for source_facet in &source.facets {
        for destination_facet in &destination.facets {
            for (line_idx, _) in &destination_facet.ports {
                let ends = ((source_zone, source_facet), (destination_zone, destination_facet));
                if source_facet.opens.contains(*line_idx) && is_allowed(context, *line_idx, ends.0, ends.1) {
                    line_candidates(context, &decisions, *line_idx, ends.0, ends.1, &mut candidates);
                }
            }
        }
    }
    let mut flows = merged(candidates);
    for flow in &mut flows {
        settle(context, source_zone, destination_zone, flow);
    }
    flows.extend(own_flows(context, source_zone, destination_zone));
    flows.sort_by(|a, b| a.key.cmp(&b.key));
    Cell { flows: without_duplicates(flows) }
}

fn line_candidates(
    context: Context<'_>,
    decisions: &Decisions,
    line_idx: usize,
    (_, source): (&Zone, &Facet),
    (destination_zone, destination): (&Zone, &Facet),
    candidates: &mut Vec<Candidate>,
) {
    let catalog = context.catalog;
    let line = &context.table.lines[line_idx];
    let need = decisions.need(catalog, line);
    let status = match need {
        LineNeed::Absent => return,
        LineNeed::Declined => Candidature::Declined,
        LineNeed::Required | LineNeed::Optional if decisions.follows(line) => Candidature::Followed,
        LineNeed::Required | LineNeed::Optional => Candidature::Open,
    };
    let fact = &catalog.roles[line.connection.role].connects[line.connection.connection];
    let endpoint = catalog.endpoint(line.endpoint);
    let service = &catalog.services[line.endpoint.service];
    let undecided = |&scenario: &usize| decisions.scenarios[scenario] != Some(Decision::Accepted);
    let mut scenarios: Vec<usize> = decisions.scenarios_of(catalog, line).filter(undecided).collect();
    scenarios.sort_unstable();
    scenarios.dedup();
    let mut references: Vec<usize> = fact.references.iter().chain(&endpoint.references).copied().collect();
    references.sort_unstable();
    references.dedup();
    let confidence = match fact.confidence.max(endpoint.confidence) {
        Confidence::Documented => FlowConfidence::Documented,
        Confidence::Inferred => FlowConfidence::Inferred,
    };
    let callers = source.instances.iter().filter(|i| i.role == line.connection.role && resolve::opens(i, line));
    for caller in callers {
        let listeners = destination.instances.iter().filter(|i| i.role == line.to && resolve::listens(i, line));
        for listener in listeners {
            for port in resolve::resolve_ports(catalog, context.plan, destination_zone, listener, line) {
                candidates.push(Candidate {
                    key: FlowKey {
                        source_role: catalog.roles[line.connection.role].id.clone(),
                        destination_role: catalog.roles[line.to].id.clone(),
                        service: service.id.clone(),
                        application_protocol: endpoint.application_protocol.clone(),
                        transport: endpoint.transport,
                        ports: port.range,
                        source_port: line.source_port,
                    },
                    service_name: service.name.clone(),
                    reason: Reason {
                        fact: Fact::Connection {
                            connection: line.connection,
                            endpoint: line.endpoint,
                            source_placement: caller.placement,
                            destination_placement: listener.placement,
                            source_os: line.source_os.map(|os| os.and(caller.os)),
                            destination_os: port.os,
                            assumptions: line.assumptions.clone(),
                            origin: port.origin,
                        },
                        purpose: fact.purpose.clone(),
                        scenarios: scenarios.iter().map(|&idx| catalog.scenarios[idx].clone()).collect(),
                        confidence,
                        references: references.clone(),
                    },
                    status,
                });
            }
        }
    }
}

/// Puts the reasons of one key together. What is declined counts only where nothing else asks for the flow.
fn merged(mut candidates: Vec<Candidate>) -> Vec<Flow> {
    candidates.sort_by(|a, b| a.key.cmp(&b.key));
    let mut res = Vec::new();
    let mut candidates = candidates.into_iter().peekable();
    while let Some(first) = candidates.next() {
        let mut same = vec![first];
        while let Some(next) = candidates.next_if(|next| next.key == same[0].key) {
            same.push(next);
        }
        // The standing that asks for most decides, and only its reasons speak for the flow.
        let standing = same.iter().map(|candidate| candidate.status).min().unwrap_or(Candidature::Declined);
        same.retain(|candidate| candidate.status == standing);
        let status = match standing {
            Candidature::Open => Status::Open,
            Candidature::Followed => Status::Followed,
            Candidature::Declined => Status::Suppressed { override_idx: None, reason: declined(&same) },
        };
        let key = same[0].key.clone();
        let service_name = same[0].service_name.clone();
        let reasons: Vec<Reason> = same.into_iter().map(|candidate| candidate.reason).collect();
        res.push(flow(key, service_name, status, reasons));
    }
    res
}

fn flow(key: FlowKey, service_name: Arc<str>, status: Status, reasons: Vec<Reason>) -> Flow {
    let need = if reasons.iter().any(|reason| reason.scenarios.is_empty()) {
        FlowNeed::Required
    } else {
        let scenarios: BTreeSet<_> = reasons.iter().flat_map(|reason| reason.scenarios.iter().cloned()).collect();
        FlowNeed::Optional(scenarios.into_iter().collect())
    };
    let confidence = reasons.iter().map(|reason| reason.confidence).min().unwrap_or(FlowConfidence::Inferred);
    Flow { key, service_name, need, status, confidence, reasons }
}

fn declined(candidates: &[Candidate]) -> String {
    let scenarios: BTreeSet<_> = candidates.iter().flat_map(|candidate| candidate.reason.scenarios.iter()).collect();
    let scenarios: Vec<&str> = scenarios.into_iter().map(|scenario| &**scenario).collect();
    format!("Declined: {}", scenarios.join("; "))
}

/// Lets overrides and tunnels have their say on a derived flow: an override comes before a tunnel.
fn settle(context: Context<'_>, source: &Zone, destination: &Zone, flow: &mut Flow) {
    suppress(context, source, destination, flow);
    if matches!(flow.status, Status::Suppressed { .. }) {
        return;
    }
    for (tunnel_idx, tunnel) in context.plan.tunnels.iter().enumerate() {
        let carries = match &tunnel.carries {
            Carries::Everything => true,
            Carries::Selection(selectors) => {
                selectors.iter().any(|selector| selects(selector, source, destination, &flow.key))
            }
        };
        if carries && joins(tunnel, source, destination) && context.catalog.tunnel_idx(tunnel.kind.as_str()).is_some() {
            flow.status = Status::Tunnelled { tunnel_idx };
            return;
        }
    }
}

/// Lets overrides have their say on a flow, whether a connection or a tunnel asks for it.
fn suppress(context: Context<'_>, source: &Zone, destination: &Zone, flow: &mut Flow) {
    if matches!(flow.status, Status::Suppressed { .. }) {
        return;
    }
    for (override_idx, entry) in context.plan.overrides.iter().enumerate() {
        if let Override::Suppress { selector, reason } = entry
            && selects(selector, source, destination, &flow.key)
        {
            flow.status = Status::Suppressed { override_idx: Some(override_idx), reason: reason.clone() };
            return;
        }
    }
}

/// Whether a tunnel lies between two zones, in either order.
pub(super) fn joins(tunnel: &Tunnel, source: &Zone, destination: &Zone) -> bool {
    let [a, b] = &tunnel.zones;
    a != b && (*a == source.id && *b == destination.id || *b == source.id && *a == destination.id)
}

/// Whether a selector picks a flow. Ports must all lie in the selector's.
pub(super) fn selects(selector: &Selector, source: &Zone, destination: &Zone, key: &FlowKey) -> bool {
    fn names<T: std::borrow::Borrow<str>>(wanted: Option<&T>, value: &str) -> bool {
        wanted.is_none_or(|wanted| wanted.borrow() == value)
    }
    names(selector.source_zone.as_ref(), source.id.as_str())
        && names(selector.destination_zone.as_ref(), destination.id.as_str())
        && names(selector.source_role.as_ref(), &key.source_role)
        && names(selector.destination_role.as_ref(), &key.destination_role)
        && names(selector.service.as_ref(), &key.service)
        && selector.transport.is_none_or(|transport| transport == key.transport)
        && selector.ports.is_none_or(|ports| {
            key.ports.is_some_and(|range| ports.first() <= range.first() && range.last() <= ports.last())
        })
}

/// The flows that no connection states: those of tunnels, and those that the user adds.
fn own_flows(context: Context<'_>, source: &Zone, destination: &Zone) -> Vec<Flow> {
    let mut res = Vec::new();
    for (tunnel_idx, tunnel) in context.plan.tunnels.iter().enumerate() {
        if let Some(kind_idx) = context.catalog.tunnel_idx(tunnel.kind.as_str())
            && joins(tunnel, source, destination)
        {
            let kind = &context.catalog.tunnels[kind_idx];
            let opener = tunnel.opener.as_ref().unwrap_or(&tunnel.zones[0]);
            let opened = if *opener == source.id { &kind.from_opener[..] } else { &[] };
            for &endpoint in opened.iter().chain(&kind.both_ways) {
                res.extend(tunnel_flow(context.catalog, kind_idx, tunnel_idx, endpoint));
            }
        }
    }
    for flow in &mut res {
        suppress(context, source, destination, flow);
    }
    for (override_idx, entry) in context.plan.overrides.iter().enumerate() {
        if let Override::Add { flow, reason } = entry
            && flow.source_zone == source.id
            && flow.destination_zone == destination.id
        {
            res.push(added_flow(override_idx, flow, reason));
        }
    }
    res
}

fn tunnel_flow(catalog: &Catalog, kind_idx: usize, tunnel_idx: usize, endpoint: EndpointRef) -> Option<Flow> {
    let kind = &catalog.tunnels[kind_idx];
    let fact = catalog.endpoint(endpoint);
    let ports = match fact.port {
        Port::Fixed(range) => Some(range),
        Port::Protocol => None,
        // A tunnel's own ports are fixed; the catalog's checks say so.
        Port::RpcDynamic(_) | Port::OsDynamic | Port::Parameter(_) => return None,
    };
    let mut references: Vec<_> = kind.references.iter().chain(&fact.references).copied().collect();
    references.sort_unstable();
    references.dedup();
    let reason = Reason {
        fact: Fact::Tunnel(tunnel_idx),
        purpose: kind.name.clone(),
        scenarios: Vec::new(),
        confidence: FlowConfidence::Documented,
        references,
    };
    let key = FlowKey {
        source_role: kind.id.clone(),
        destination_role: kind.id.clone(),
        service: catalog.services[endpoint.service].id.clone(),
        application_protocol: fact.application_protocol.clone(),
        transport: fact.transport,
        ports,
        source_port: fact.source_port,
    };
    Some(flow(key, catalog.services[endpoint.service].name.clone(), Status::Open, vec![reason]))
}

fn added_flow(override_idx: usize, added: &AddedFlow, reason: &str) -> Flow {
    let key = FlowKey {
        source_role: added.source_role.as_str().into(),
        destination_role: added.destination_role.as_str().into(),
        service: added.service.as_str().into(),
        application_protocol: added.application_protocol.as_str().into(),
        transport: added.transport,
        ports: added.ports,
        source_port: None,
    };
    let reason = Reason {
        fact: Fact::Override(override_idx),
        purpose: reason.into(),
        scenarios: added.scenario.iter().map(|scenario| scenario.as_str().into()).collect(),
        confidence: FlowConfidence::User,
        references: Vec::new(),
    };
    flow(key, added.service.as_str().into(), Status::Open, vec![reason])
}

/// Two tunnels, or an added flow and a derived one, may say the same: one flow, with the reasons of both.
fn without_duplicates(flows: Vec<Flow>) -> Vec<Flow> {
    let mut res: Vec<Flow> = Vec::with_capacity(flows.len());
    for next in flows {
        match res.last_mut() {
            Some(last) if last.key == next.key && last.status == next.status => {
                let reasons = last.reasons.iter().chain(&next.reasons).cloned().collect();
                *last = flow(next.key, next.service_name, next.status, reasons);
            }
            _ => res.push(next),
        }
    }
    res
}
