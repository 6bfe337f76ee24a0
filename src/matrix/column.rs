//! The columns of rules and of flows: one list each, which exports, tables and documents walk.
//!
//! Cells are plain text. Quoting, and what a spreadsheet would run, are the exporters' business.

use std::fmt::Write as _;
use std::sync::Arc;

use super::cell::Cell;
use super::flow::{Fact, Flow, FlowNeed, PortOrigin, Reason, Status};
use super::rule::Rule;
use crate::catalog::{Catalog, OsKind, OsSet};
use crate::plan::{Plan, Zone};

/// What joins several values in a cell.
const SEPARATOR: &str = "; ";

/// A rule with all that its columns need.
#[derive(Clone, Copy, Debug)]
pub struct RuleRow<'a> {
    /// The catalog that the cell was made with.
    pub catalog: &'a Catalog,
    /// The zone that opens.
    pub source: &'a Zone,
    /// The zone that listens.
    pub destination: &'a Zone,
    /// The pair's flows.
    pub cell: &'a Cell,
    /// One of the pair's rules.
    pub rule: &'a Rule,
}

/// The columns of the rule table, in the order of the `csv` export.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RuleColumn {
    /// Stable id.
    RuleId,
    /// Name of the zone that opens.
    SourceZone,
    /// Its addresses.
    SourceAddresses,
    /// Name of the zone that listens.
    DestinationZone,
    /// Its addresses.
    DestinationAddresses,
    /// TCP, UDP, …
    Transport,
    /// Ports; empty for transports without any.
    DestinationPorts,
    /// What is spoken.
    ApplicationProtocols,
    /// Names of the roles that open.
    SourceRoles,
    /// Names of the roles that listen.
    DestinationRoles,
    /// `required` or `optional`.
    Need,
    /// In words a change manager accepts.
    Justification,
    /// Documents.
    References,
}

impl RuleColumn {
    /// Every column, in order.
    pub const ALL: [Self; 13] = [
        Self::RuleId,
        Self::SourceZone,
        Self::SourceAddresses,
        Self::DestinationZone,
        Self::DestinationAddresses,
        Self::Transport,
        Self::DestinationPorts,
        Self::ApplicationProtocols,
        Self::SourceRoles,
        Self::DestinationRoles,
        Self::Need,
        Self::Justification,
        Self::References,
    ];

    /// The header in exports.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::RuleId => "rule_id",
            Self::SourceZone => "source_zone",
            Self::SourceAddresses => "source_addresses",
            Self::DestinationZone => "destination_zone",
            Self::DestinationAddresses => "destination_addresses",
            Self::Transport => "transport",
            Self::DestinationPorts => "destination_ports",
            Self::ApplicationProtocols => "application_protocols",
            Self::SourceRoles => "source_roles",
            Self::DestinationRoles => "destination_roles",
            Self::Need => "need",
            Self::Justification => "justification",
            Self::References => "references",
        }
    }

    /// The text of one rule's cell.
    #[must_use]
    pub fn cell(self, row: &RuleRow<'_>) -> String {
        let RuleRow { catalog, source, destination, rule, .. } = *row;
        match self {
            Self::RuleId => rule.id(source.id.as_str(), destination.id.as_str()),
            Self::SourceZone => source.name.clone(),
            Self::SourceAddresses => source.addresses.join(SEPARATOR),
            Self::DestinationZone => destination.name.clone(),
            Self::DestinationAddresses => destination.addresses.join(SEPARATOR),
            Self::Transport => rule.transport.label().to_owned(),
            Self::DestinationPorts => joined(rule.ports.ranges().iter().map(ToString::to_string)),
            Self::ApplicationProtocols => {
                distinct(row.flows().map(|flow| &*flow.key.application_protocol)).join(SEPARATOR)
            }
            Self::SourceRoles => {
                distinct(row.reasons().map(|(flow, reason)| parties(row, flow, reason)[0])).join(SEPARATOR)
            }
            Self::DestinationRoles => {
                distinct(row.reasons().map(|(flow, reason)| parties(row, flow, reason)[1])).join(SEPARATOR)
            }
            Self::Need => rule.need.label().to_owned(),
            Self::Justification => justification(row),
            Self::References => references(catalog, row.flows()),
        }
    }
}

impl<'a> RuleRow<'a> {
    /// The flows behind the rule.
    pub fn flows(&self) -> impl Iterator<Item = &'a Flow> + use<'a> {
        let Self { cell, rule, .. } = *self;
        rule.flows.iter().map(move |&idx| &cell.flows[idx])
    }

    /// The reasons of those flows, each with its flow.
    fn reasons(&self) -> impl Iterator<Item = (&'a Flow, &'a Reason)> + use<'a> {
        self.flows().flat_map(|flow| flow.reasons.iter().map(move |reason| (flow, reason)))
    }
}

/// A flow with all that its columns need.
#[derive(Clone, Copy, Debug)]
pub struct FlowRow<'a> {
    /// The catalog that the flow was made with.
    pub catalog: &'a Catalog,
    /// The plan that the flow was made with.
    pub plan: &'a Plan,
    /// The zone that opens.
    pub source: &'a Zone,
    /// The zone that listens.
    pub destination: &'a Zone,
    /// The flow.
    pub flow: &'a Flow,
}

/// The columns of the flow table, in the order of the `flows-csv` and `flows-all-csv` exports.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FlowColumn {
    /// Name of the zone that opens.
    SourceZone,
    /// Id of the role that states the connection.
    SourceRole,
    /// Name of the zone that listens.
    DestinationZone,
    /// Id of the role it is to.
    DestinationRole,
    /// Name of the system service.
    SystemService,
    /// What is spoken.
    ApplicationProtocol,
    /// TCP, UDP, …
    Transport,
    /// The lowest port; empty for transports without ports.
    PortFrom,
    /// The highest port; empty for transports without ports.
    PortTo,
    /// `required` or `optional`.
    Need,
    /// The scenarios that need it; empty when it is required.
    Scenario,
    /// Why.
    Purpose,
    /// Documents.
    References,
    /// `open`, `suppressed`, `followed` or `tunnelled`.
    Status,
    /// Why it is not open; empty when it is.
    StatusReason,
    /// `documented`, `inferred` or `user`.
    Confidence,
}

impl FlowColumn {
    /// The columns of `flows-csv`, in order.
    pub const OPEN: [Self; 13] = [
        Self::SourceZone,
        Self::SourceRole,
        Self::DestinationZone,
        Self::DestinationRole,
        Self::SystemService,
        Self::ApplicationProtocol,
        Self::Transport,
        Self::PortFrom,
        Self::PortTo,
        Self::Need,
        Self::Scenario,
        Self::Purpose,
        Self::References,
    ];

    /// The columns that `flows-all-csv` and `json` have beside those.
    pub const STATUS: [Self; 3] = [Self::Status, Self::StatusReason, Self::Confidence];

    /// The header in exports.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::SourceZone => "source_zone",
            Self::SourceRole => "source_role",
            Self::DestinationZone => "destination_zone",
            Self::DestinationRole => "destination_role",
            Self::SystemService => "system_service",
            Self::ApplicationProtocol => "application_protocol",
            Self::Transport => "transport",
            Self::PortFrom => "port_from",
            Self::PortTo => "port_to",
            Self::Need => "need",
            Self::Scenario => "scenario",
            Self::Purpose => "purpose",
            Self::References => "references",
            Self::Status => "status",
            Self::StatusReason => "status_reason",
            Self::Confidence => "confidence",
        }
    }

    /// The text of one flow's cell.
    #[must_use]
    pub fn cell(self, row: &FlowRow<'_>) -> String {
        let FlowRow { catalog, plan, source, destination, flow } = *row;
        let key = &flow.key;
        match self {
            Self::SourceZone => source.name.clone(),
            Self::SourceRole => key.source_role.to_string(),
            Self::DestinationZone => destination.name.clone(),
            Self::DestinationRole => key.destination_role.to_string(),
            Self::SystemService => flow.service_name.to_string(),
            Self::ApplicationProtocol => key.application_protocol.to_string(),
            Self::Transport => key.transport.label().to_owned(),
            Self::PortFrom => key.ports.map(|range| range.first().to_string()).unwrap_or_default(),
            Self::PortTo => key.ports.map(|range| range.last().to_string()).unwrap_or_default(),
            Self::Need => flow.need.label().to_owned(),
            Self::Scenario => match &flow.need {
                FlowNeed::Required => String::new(),
                FlowNeed::Optional(scenarios) => scenarios.join(SEPARATOR),
            },
            Self::Purpose => flow.purposes().join(SEPARATOR),
            Self::References => references(catalog, [flow]),
            Self::Status => flow.status.label().to_owned(),
            Self::StatusReason => status_reason(catalog, plan, &flow.status),
            Self::Confidence => flow.confidence.label().to_owned(),
        }
    }
}

/// Why a flow is not open, in words; empty when it is.
fn status_reason(catalog: &Catalog, plan: &Plan, status: &Status) -> String {
    match status {
        Status::Open => String::new(),
        Status::Suppressed { reason, .. } => reason.clone(),
        Status::Followed => "The firewall follows the RPC endpoint mapper".to_owned(),
        Status::Tunnelled { tunnel_idx } => {
            let tunnel = &plan.tunnels[*tunnel_idx];
            let kind = catalog.tunnel_idx(tunnel.kind.as_str()).map(|idx| &*catalog.tunnels[idx].name);
            let zone = |id: &str| plan.zone(id).map_or_else(|| id.to_owned(), |zone| zone.name.clone());
            let [a, b] = &tunnel.zones;
            format!("{} between {} and {}", kind.unwrap_or("Tunnel"), zone(a.as_str()), zone(b.as_str()))
        }
    }
}

/// The name of a role, or the words themselves where they name none.
fn role_name<'a>(catalog: &'a Catalog, role: &'a str) -> &'a str {
    catalog.role_idx(role).map_or_else(
        || catalog.tunnel_idx(role).map_or(role, |idx| &*catalog.tunnels[idx].name),
        |idx| &*catalog.roles[idx].name,
    )
}

/// The short names of the documents behind some flows, in catalog order.
fn references<'a>(catalog: &Catalog, flows: impl IntoIterator<Item = &'a Flow>) -> String {
    let mut positions: Vec<usize> = Vec::new();
    for reason in flows.into_iter().flat_map(|flow| &flow.reasons) {
        for &position in &reason.references {
            if !positions.contains(&position) {
                positions.push(position);
            }
        }
    }
    positions.sort_unstable();
    joined(positions.into_iter().map(|idx| catalog.references[idx].label()))
}

/// A sentence for each distinct pair of roles: who opens to whom, why, and what it depends on.
fn justification(row: &RuleRow<'_>) -> String {
    // A rule may have a hundred reasons and yet two sentences: they are told apart before they are put into words.
    let mut sentences: Vec<([&str; 2], Vec<Purpose<'_>>)> = Vec::new();
    for (flow, reason) in row.reasons() {
        let parties = parties(row, flow, reason);
        let (source_os, destination_os) = notable_os(row.catalog, &reason.fact);
        let purpose = Purpose { text: &reason.purpose, source_os, destination_os, scenarios: &reason.scenarios };
        match sentences.iter_mut().find(|(others, _)| *others == parties) {
            Some((_, purposes)) if purposes.contains(&purpose) => {}
            Some((_, purposes)) => purposes.push(purpose),
            None => sentences.push((parties, vec![purpose])),
        }
    }
    let sentence = |(parties, purposes): ([&str; 2], Vec<Purpose<'_>>)| {
        let purposes = joined(purposes.into_iter().map(|purpose| purpose.words(row)));
        format!("{}: {purposes}.", ends(row, parties))
    };
    let mut res: Vec<String> = sentences.into_iter().map(sentence).collect();
    if let Some(port) = row.rule.source_port {
        res.push(format!("From source port {port}."));
    }
    res.join(" ")
}

/// `Domain member in Clients to Domain controller in Core`; only the zones where no role is named.
fn ends(row: &RuleRow<'_>, [source, destination]: [&str; 2]) -> String {
    let end = |role: &str, zone: &Zone| {
        if role.is_empty() { zone.name.clone() } else { format!("{role} in {}", zone.name) }
    };
    format!("{} to {}", end(source, row.source), end(destination, row.destination))
}

/// The names of the roles that open and listen. An abstract role is nobody's word for a machine: it goes by the
/// role that brought it.
fn parties<'a>(row: &RuleRow<'a>, flow: &'a Flow, reason: &Reason) -> [&'a str; 2] {
    let catalog = row.catalog;
    match reason.fact {
        Fact::Connection { connection, source_placement, destination_placement, .. } => {
            let party = |role: usize, zone: &'a Zone, placement: usize| {
                let role = &catalog.roles[role];
                if role.is_abstract { role_name(catalog, zone.placements[placement].role.as_str()) } else { &role.name }
            };
            let to = catalog.roles[connection.role].connects[connection.connection].to;
            [party(connection.role, row.source, source_placement), party(to, row.destination, destination_placement)]
        }
        Fact::Tunnel(_) | Fact::Override(_) => {
            [role_name(catalog, &flow.key.source_role), role_name(catalog, &flow.key.destination_role)]
        }
    }
}

/// Why a rule is there, with what it depends on.
#[derive(Clone, Copy, PartialEq)]
struct Purpose<'a> {
    text: &'a str,
    source_os: Option<OsSet>,
    destination_os: Option<OsSet>,
    scenarios: &'a [Arc<str>],
}

impl Purpose<'_> {
    fn words(self, row: &RuleRow<'_>) -> String {
        let mut res = self.text.to_owned();
        for (os, zone) in [(self.source_os, row.source), (self.destination_os, row.destination)] {
            if let Some(os) = os {
                let _ = write!(res, ", because of {} in {}", os_names(row.catalog, os), zone.name);
            }
        }
        if !self.scenarios.is_empty() {
            let _ = write!(res, " (only for: {})", self.scenarios.join(", "));
        }
        res
    }
}

/// The OS versions of caller and listener that are worth a word: those without which the flow, or its range,
/// would not be there, so that a replacement would close it. What holds for the newest version is not.
fn notable_os(catalog: &Catalog, fact: &Fact) -> (Option<OsSet>, Option<OsSet>) {
    let Fact::Connection { connection, endpoint, source_os, destination_os, origin, .. } = fact else {
        return (None, None);
    };
    let stated = &catalog.roles[connection.role].connects[connection.connection];
    let listener = catalog.endpoint(*endpoint);
    let ends_with_age = |role: usize, conditions: [Option<OsSet>; 2]| {
        let newest = catalog.roles[role].os.iter().filter(|&idx| catalog.os[idx].kind != OsKind::Other).last();
        let is_excluded = |os: OsSet| newest.is_some_and(|newest| !os.contains(newest));
        conditions.into_iter().flatten().any(is_excluded)
    };
    let is_range_of_age = *origin == PortOrigin::OsRange && stated.when.os.is_none() && listener.when.os.is_none();
    let source = || ends_with_age(connection.role, [stated.when.source_os, listener.when.source_os]);
    let destination = || is_range_of_age || ends_with_age(stated.to, [stated.when.os, listener.when.os]);
    (source_os.filter(|os| !os.is_empty() && source()), destination_os.filter(|os| !os.is_empty() && destination()))
}

/// The names of some OS versions, oldest first.
fn os_names(catalog: &Catalog, os: OsSet) -> String {
    os.iter().map(|os_idx| &*catalog.os[os_idx].name).collect::<Vec<_>>().join(", ")
}

/// The distinct, non-empty values in their order, joined.
fn joined(values: impl IntoIterator<Item = String>) -> String {
    distinct(values).join(SEPARATOR)
}

/// The distinct, non-empty values in their order.
fn distinct<T: AsRef<str> + PartialEq>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut res: Vec<T> = Vec::new();
    for value in values {
        if !value.as_ref().is_empty() && !res.contains(&value) {
            res.push(value);
        }
    }
    res
}
