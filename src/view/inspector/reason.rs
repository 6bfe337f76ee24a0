//! Why a rule is there, as a chain in words: from the placement that opens, over purpose, service and endpoint, to what
//! it hangs on and the documents. Reasons that say the same are put together.

use std::collections::BTreeMap;

use typed_index_collections::TiSlice;

use crate::catalog::{Answer, Catalog, Need, OsSet, Port};
use crate::ids::{AssumptionIdx, ReferenceIdx};
use crate::matrix::{Flow, FlowConfidence, FlowRole, FlowService, Link, Origin, PortOrigin, Reason};
use crate::plan::{Plan, Zone};
use crate::view::reference::{Entry, Part};

/// The two ends that reasons speak of.
#[derive(Clone, Copy)]
pub(super) struct Ends<'a> {
    pub catalog: &'a Catalog,
    pub plan: &'a Plan,
    pub source: &'a Zone,
    pub destination: &'a Zone,
    /// The answers that hold for the pair, by position of the assumption.
    pub answers: &'a TiSlice<AssumptionIdx, Answer>,
}

/// One reason for a rule, or several that differ in the services alone: a chain from the placement that opens to the
/// documents that say so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReasonView {
    /// From top to bottom.
    pub chain: Vec<ChainLine>,
    /// The override that adds the flow, by its position in the plan.
    pub override_idx: Option<usize>,
}

/// A link of the chain, as a label and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChainLine {
    /// `From`, `Purpose`, `Service`, …; empty where the label above goes on.
    pub label: &'static str,
    /// Texts and links, to be written one after another.
    pub parts: Vec<Part>,
    /// What stands under it: the version of a document and the day it was read; else empty.
    pub note: String,
    /// Where a document stands; may be longer than a line.
    pub location: String,
}

/// What a chain hangs on, in the order in which it is shown.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Condition {
    OsVersion,
    Assumption,
    Choice,
    Scenario,
    Tunnel,
    Added,
    Confidence,
    Note,
}

impl Condition {
    fn label(self) -> &'static str {
        match self {
            Self::OsVersion => "OS version",
            Self::Assumption => "Assumption",
            Self::Choice => "Choice",
            Self::Scenario => "Scenario",
            Self::Tunnel => "Tunnel",
            Self::Added => "Added by you",
            Self::Confidence => "Confidence",
            Self::Note => "Note",
        }
    }
}

/// Builds the reasons of some flows, in the order in which they are first met.
pub(super) fn build<'a>(ends: Ends<'_>, flows: impl IntoIterator<Item = &'a Flow<'a>>) -> Vec<ReasonView> {
    let mut keys: Vec<(&str, FlowRole<'_>, FlowRole<'_>)> = Vec::new();
    let mut groups: BTreeMap<usize, Vec<(&Flow<'_>, &Reason<'_>)>> = BTreeMap::new();
    for flow in flows {
        for reason in &flow.reasons {
            let key = (reason.purpose, flow.key.source_role, flow.key.destination_role);
            let idx = keys.iter().position(|other| *other == key).unwrap_or_else(|| {
                keys.push(key);
                keys.len() - 1
            });
            groups.entry(idx).or_default().push((flow, reason));
        }
    }
    groups.into_values().map(|group| view(ends, &group)).collect()
}

fn view(ends: Ends<'_>, group: &[(&Flow<'_>, &Reason<'_>)]) -> ReasonView {
    let mut chain = Chain::default();
    let (mut services, mut conditions, mut documents) = (Vec::new(), Vec::new(), Vec::new());
    for &(flow, reason) in group {
        add_service(ends.catalog, flow, reason, &mut services);
        condition_lines(ends, reason, &mut conditions);
        documents.extend(reason.references.iter().copied());
    }
    conditions.sort_by_key(|(condition, _)| *condition);
    documents.sort_unstable();
    documents.dedup();
    if let Some((flow, reason)) = group.first() {
        let [from, to] = placed(group);
        chain.push("From", end(ends.catalog, flow.key.source_role, ends.source, &from));
        chain.push("Purpose", vec![Part::text(reason.purpose)]);
        chain.push("To", end(ends.catalog, flow.key.destination_role, ends.destination, &to));
    }
    for (endpoint, names) in services {
        for name in names {
            chain.push("Service", vec![name]);
        }
        chain.push("Endpoint", vec![Part::text(endpoint)]);
    }
    for (condition, parts) in conditions {
        chain.push(condition.label(), parts);
    }
    for document in documents {
        chain.push_document(ends.catalog, document);
    }
    let override_idx = group.iter().find_map(|(_, reason)| match reason.origin {
        Origin::Override(idx) => Some(idx),
        Origin::Connection(_) | Origin::Tunnel(_) => None,
    });
    ReasonView { chain: chain.0, override_idx }
}

/// A chain that is being put together. A label stands once.
#[derive(Default)]
struct Chain(Vec<ChainLine>);

impl Chain {
    fn push(&mut self, label: &'static str, parts: Vec<Part>) {
        let goes_on = self.0.iter().rfind(|line| !line.label.is_empty()).is_some_and(|line| line.label == label);
        self.0.push(ChainLine { label: if goes_on { "" } else { label }, parts, ..ChainLine::default() });
    }

    /// Adds a document: its short name and title, and under these the version read, the day, and where it stands.
    fn push_document(&mut self, catalog: &Catalog, idx: ReferenceIdx) {
        let reference = &catalog.references[idx];
        let mut parts = vec![Part::link(&*reference.label, Entry::Document(idx))];
        if reference.title != reference.label {
            parts.push(Part::text(format!(", {}", reference.title)));
        }
        self.push("Document", parts);
        if let Some(line) = self.0.last_mut() {
            let read = format!("read {}", reference.read);
            let version = &reference.version;
            line.note = if version.is_empty() { read } else { format!("{version}, {read}") };
            line.location.clone_from(&reference.document);
        }
    }
}

/// Positions of the placements behind the two roles.
fn placed(group: &[(&Flow<'_>, &Reason<'_>)]) -> [Vec<usize>; 2] {
    let mut sides = [Vec::new(), Vec::new()];
    for (_, reason) in group {
        if let Origin::Connection(link) = reason.origin {
            link.sources().for_each(|caller| push_new(&mut sides[0], caller.placement));
            link.destinations().for_each(|listener| push_new(&mut sides[1], listener.placement));
        }
    }
    sides
}

/// A role in its zone, and which placements bring it where it is not placed itself.
fn end(catalog: &Catalog, role: FlowRole<'_>, zone: &Zone, placements: &[usize]) -> Vec<Part> {
    let named = |role: FlowRole<'_>| match role {
        FlowRole::Role(idx) => Part::link(role.name(catalog), Entry::Role(idx)),
        FlowRole::Tunnel(_) | FlowRole::Text(_) => Part::text(role.name(catalog)),
    };
    if role == FlowRole::Text("") {
        return vec![Part::text(&*zone.name)];
    }
    let mut res = vec![named(role), Part::text(format!(" in {}", zone.name))];
    let mut brought_by: Vec<FlowRole<'_>> = Vec::new();
    let placed = placements.iter().filter_map(|&idx| zone.placements.get(idx));
    placed.for_each(|placement| push_new(&mut brought_by, FlowRole::of_text(catalog, placement.role.as_str())));
    if !brought_by.is_empty() && brought_by != [role] {
        for (idx, role) in brought_by.into_iter().enumerate() {
            res.push(Part::text(if idx == 0 { ", placed as " } else { ", " }));
            res.push(named(role));
        }
    }
    res
}

/// Adds the service of a flow to those that listen on the same endpoint.
fn add_service(catalog: &Catalog, flow: &Flow<'_>, reason: &Reason<'_>, services: &mut Vec<(String, Vec<Part>)>) {
    let endpoint = endpoint_text(catalog, flow, reason);
    let name = service(catalog, flow);
    match services.iter_mut().find(|(other, _)| *other == endpoint) {
        Some((_, names)) => push_new(names, name),
        None => services.push((endpoint, vec![name])),
    }
}

fn service(catalog: &Catalog, flow: &Flow<'_>) -> Part {
    let idx = match flow.key.service {
        FlowService::Service(idx) => idx,
        FlowService::Text(text) => return Part::text(text),
    };
    let service = &catalog.services[idx];
    let text = match &*service.service_name {
        "" => service.name.to_string(),
        short => format!("{} ({short})", service.name),
    };
    Part::link(text, Entry::Service(idx))
}

/// What is spoken, on which ports, and why on these: `LDAP, TCP 389, fixed port`.
fn endpoint_text(catalog: &Catalog, flow: &Flow<'_>, reason: &Reason<'_>) -> String {
    let key = &flow.key;
    let transport = match key.ports {
        Some(ports) => format!("{} {ports}", key.transport),
        None => key.transport.to_string(),
    };
    let mut res = match key.application_protocol {
        "" => transport,
        protocol if protocol == transport => transport,
        protocol => format!("{protocol}, {transport}"),
    };
    let mut origins: Vec<&str> = Vec::new();
    if let Origin::Connection(link) = &reason.origin {
        let port = catalog.endpoint(link.endpoint()).port;
        link.destinations().for_each(|listener| push_new(&mut origins, origin_text(port, listener.origin)));
    }
    for origin in origins.into_iter().filter(|origin| !origin.is_empty()) {
        res += &format!(", {origin}");
    }
    res
}

fn origin_text(port: Port, origin: PortOrigin) -> &'static str {
    match (origin, port) {
        (PortOrigin::Documented, Port::Protocol) => "",
        (PortOrigin::Documented, Port::Parameter(_)) => "documented default, can be chosen",
        (PortOrigin::Documented, Port::Fixed(range)) if range.first() < range.last() => "fixed range",
        (PortOrigin::Documented, _) => "fixed port",
        (PortOrigin::OsRange, _) => "dynamic range of the listener's operating system",
        (PortOrigin::ProductRange, _) => "dynamic range that the product documents",
        (PortOrigin::PlacementRange, _) => "dynamic range set for the placement",
        (PortOrigin::Restricted, _) => "range that RPC servers are restricted to",
        (PortOrigin::Pinned, _) => "port that the RPC server is pinned to",
        (PortOrigin::Chosen, _) => "chosen for the placement",
        (PortOrigin::NotChosen, _) => "nobody has chosen the port yet",
    }
}

/// What a reason hangs on: OS versions, assumptions, choices, scenarios, and on whose word it stands.
fn condition_lines(ends: Ends<'_>, reason: &Reason<'_>, res: &mut Vec<(Condition, Vec<Part>)>) {
    let mut add = |condition, text: String| push_new(res, (condition, vec![Part::text(text)]));
    match &reason.origin {
        Origin::Connection(link) => connection_conditions(ends, link, res),
        Origin::Tunnel(_) => add(Condition::Tunnel, "The tunnel itself".to_owned()),
        Origin::Override(idx) => {
            let text = ends.plan.overrides.get(*idx).map_or("", |entry| entry.reason());
            add(Condition::Added, text.to_owned());
        }
    }
    let mut add = |condition, text: String| push_new(res, (condition, vec![Part::text(text)]));
    if let Need::Optional(scenarios) = &reason.need {
        add(Condition::Scenario, scenarios.join(", "));
    }
    match (&reason.origin, reason.confidence) {
        (_, FlowConfidence::Documented) | (Origin::Override(_), FlowConfidence::User) => {}
        (_, FlowConfidence::Inferred) => {
            add(Condition::Confidence, "Concluded from the documents, which do not say it".to_owned());
        }
        (Origin::Connection(_) | Origin::Tunnel(_), FlowConfidence::User) => {
            add(Condition::Confidence, "Said by a role of this plan, without a document".to_owned());
        }
    }
}

fn connection_conditions(ends: Ends<'_>, link: &Link<'_>, res: &mut Vec<(Condition, Vec<Part>)>) {
    let catalog = ends.catalog;
    let callers = link.sources().map(|caller| (ends.source, caller.os));
    let listeners = link.destinations().map(|listener| (ends.destination, listener.os));
    for (zone, os) in callers.chain(listeners) {
        if let Some(os) = os.filter(|os| !os.is_empty()) {
            push_new(res, (Condition::OsVersion, os_parts(catalog, os, zone)));
        }
    }
    for &idx in link.assumptions() {
        let answer = ends.answers.get(idx).map_or("", |answer| answer.label());
        push_new(
            res,
            (Condition::Assumption, vec![Part::text(format!("{} {answer}", catalog.assumptions[idx].question))]),
        );
    }
    for (choice, option) in link.choices() {
        let choice = &catalog.choices[choice];
        let text = format!("{} {}", choice.question, choice.options[option].name);
        push_new(res, (Condition::Choice, vec![Part::text(text)]));
    }
    let note = &catalog.endpoint(link.endpoint()).note;
    if !note.is_empty() {
        push_new(res, (Condition::Note, vec![Part::text(&**note)]));
    }
}

fn os_parts(catalog: &Catalog, os: OsSet, zone: &Zone) -> Vec<Part> {
    let mut res = Vec::new();
    for idx in os.iter() {
        if !res.is_empty() {
            res.push(Part::text(", "));
        }
        res.push(Part::link(&*catalog.os[idx].name, Entry::Os(idx)));
    }
    res.push(Part::text(format!(" in {}", zone.name)));
    res
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}
