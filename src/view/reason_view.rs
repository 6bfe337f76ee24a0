//! Why a rule is there, in words: the reasons of its flows, those that say the same put together.

use std::collections::BTreeMap;

use super::assumption_list::answer_label;
use super::role_picker::role_name;
use crate::catalog::{Answer, Catalog, OsSet};
use crate::matrix::{Fact, Flow, FlowConfidence, Link, PortOrigin, Reason};
use crate::plan::{Plan, Zone};

/// The two ends that reasons speak of.
#[derive(Clone, Copy)]
pub(super) struct Ends<'a> {
    pub catalog: &'a Catalog,
    pub plan: &'a Plan,
    pub source: &'a Zone,
    pub destination: &'a Zone,
    /// The answers that hold for the pair, by position of the assumption.
    pub answers: &'a [Answer],
}

/// One reason for a rule, or several that differ in the services alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReasonView {
    /// Why, in a few words.
    pub purpose: String,
    /// `Domain member in Clients → Logon server in Core`.
    pub roles: String,
    /// Which placements bring these roles, where it is not the role alone: `In Clients by Domain member, File server`.
    pub placed: Vec<String>,
    /// `Kerberos: Kerberos Key Distribution Center (kdc)`.
    pub services: Vec<String>,
    /// What it depends on, as label and text: OS versions, ports, assumptions, scenarios, confidence.
    pub details: Vec<(&'static str, String)>,
    /// The documents behind it.
    pub documents: Vec<Document>,
}

/// A document behind a reason.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Document {
    /// `KB 832017`.
    pub label: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub place: String,
    /// The version read and the day: `2023-12-26, read 2026-11-22`.
    pub version: String,
}

/// Builds the reasons of some flows, in the order in which they are first met.
pub(super) fn build<'a>(ends: Ends<'_>, flows: impl IntoIterator<Item = &'a Flow<'a>>) -> Vec<ReasonView> {
    let mut keys: Vec<(&str, &str, &str)> = Vec::new();
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
    let mut res = ReasonView { placed: placed(ends, group), ..ReasonView::default() };
    let mut documents = Vec::new();
    for &(flow, reason) in group {
        reason.purpose.clone_into(&mut res.purpose);
        res.roles = roles(ends, flow);
        push_new(&mut res.services, service(ends.catalog, flow));
        match &reason.fact {
            Fact::Connection(link) => connection_details(ends, link, &mut res),
            Fact::Tunnel(_) => push_new(&mut res.details, ("Tunnel", "The tunnel itself".to_owned())),
            Fact::Override(idx) => {
                let text = ends.plan.overrides.get(*idx).map_or("", |entry| entry.reason());
                push_new(&mut res.details, ("Added by you", text.to_owned()));
            }
        }
        if !reason.scenarios.is_empty() {
            push_new(&mut res.details, ("Only for", reason.scenarios.join(", ")));
        }
        if reason.confidence == FlowConfidence::Inferred {
            push_new(&mut res.details, ("Confidence", "Concluded from the documents, which do not say it".to_owned()));
        }
        documents.extend(reason.references.iter());
    }
    documents.sort_unstable();
    documents.dedup();
    res.documents = documents.into_iter().map(|idx| document(ends.catalog, idx)).collect();
    res
}

/// Which placements stand behind the two roles, a line for each zone where it is not the role alone.
fn placed(ends: Ends<'_>, group: &[(&Flow<'_>, &Reason<'_>)]) -> Vec<String> {
    let mut sides = [Vec::new(), Vec::new()];
    for (_, reason) in group {
        if let Fact::Connection(link) = reason.fact {
            link.callers().for_each(|caller| push_new(&mut sides[0], caller.placement));
            link.listeners().for_each(|listener| push_new(&mut sides[1], listener.placement));
        }
    }
    let Some((flow, _)) = group.first() else { return Vec::new() };
    let roles = [&flow.key.source_role, &flow.key.destination_role];
    let mut res = Vec::new();
    for ((zone, side), role) in [ends.source, ends.destination].into_iter().zip(sides).zip(roles) {
        let placements = side.into_iter().filter_map(|idx| zone.placements.get(idx));
        let mut names: Vec<String> = Vec::new();
        placements.for_each(|placement| push_new(&mut names, role_name(ends.catalog, placement.role.as_str())));
        if !names.is_empty() && names != [role_name(ends.catalog, role)] {
            res.push(format!("In {} by {}", zone.name, names.join(", ")));
        }
    }
    res
}

fn connection_details(ends: Ends<'_>, link: &Link<'_>, res: &mut ReasonView) {
    let catalog = ends.catalog;
    for caller in link.callers() {
        for listener in link.listeners() {
            for (zone, os) in [(ends.source, caller.os), (ends.destination, listener.os)] {
                if let Some(os) = os.filter(|os| !os.is_empty()) {
                    push_new(&mut res.details, ("OS versions", format!("{} in {}", os_names(catalog, os), zone.name)));
                }
            }
            for &idx in link.assumptions() {
                let answer = ends.answers.get(idx).map_or("", |&answer| answer_label(answer));
                push_new(&mut res.details, ("Assumption", format!("{} {answer}", catalog.assumptions[idx].question)));
            }
            if let Some(text) = origin_text(listener.origin) {
                push_new(&mut res.details, ("Ports", text.to_owned()));
            }
            let note = &catalog.endpoint(link.endpoint()).note;
            if !note.is_empty() {
                push_new(&mut res.details, ("Note", note.clone()));
            }
        }
    }
}

fn roles(ends: Ends<'_>, flow: &Flow<'_>) -> String {
    let name = |role: &str| {
        let tunnel = ends.catalog.tunnel_idx(role).map(|idx| ends.catalog.tunnels[idx].name.to_string());
        tunnel.unwrap_or_else(|| role_name(ends.catalog, role))
    };
    let end = |role: &str, zone: &Zone| match role {
        "" => zone.name.clone(),
        role => format!("{} in {}", name(role), zone.name),
    };
    format!("{} → {}", end(flow.key.source_role, ends.source), end(flow.key.destination_role, ends.destination))
}

fn service(catalog: &Catalog, flow: &Flow<'_>) -> String {
    let service_name = catalog.service_idx(flow.key.service).map_or("", |idx| &*catalog.services[idx].service_name);
    let service = match service_name {
        "" => flow.service_name.to_owned(),
        short => format!("{} ({short})", flow.service_name),
    };
    match flow.key.application_protocol {
        "" => service,
        protocol => format!("{protocol}: {service}"),
    }
}

fn origin_text(origin: PortOrigin) -> Option<&'static str> {
    match origin {
        PortOrigin::Documented => None,
        PortOrigin::OsRange => Some("Dynamic range of the listener's operating system"),
        PortOrigin::ProductRange => Some("Dynamic range that the product documents"),
        PortOrigin::PlacementRange => Some("Dynamic range set for the placement"),
        PortOrigin::Restricted => Some("Range that RPC servers are restricted to"),
        PortOrigin::Pinned => Some("Port that the RPC server is pinned to"),
        PortOrigin::Chosen => Some("Chosen for the placement"),
        PortOrigin::NotChosen => Some("Nobody has chosen the port yet"),
    }
}

fn os_names(catalog: &Catalog, os: OsSet) -> String {
    os.iter().map(|idx| &*catalog.os[idx].name).collect::<Vec<_>>().join(", ")
}

fn document(catalog: &Catalog, idx: usize) -> Document {
    let reference = &catalog.references[idx];
    let read = format!("read {}", reference.read);
    Document {
        label: reference.label.to_string(),
        title: reference.title.to_string(),
        place: reference.document.clone(),
        version: if reference.version.is_empty() { read } else { format!("{}, {read}", reference.version) },
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}
