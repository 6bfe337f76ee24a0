//! The columns of the rule table.

use std::fmt::Write as _;

use itertools::Itertools as _;
use strum::VariantArray;

use super::justification::Justification;
use super::rule_reason::{self, RuleReason};
use super::value::{Value, distinct};
use crate::catalog::{Catalog, Need};
use crate::matrix::{Cell, Flow, FlowConfidence, Origin, Reason, Row, RowEnd, Rule, references};
use crate::plan::{Host, Plan, Zone};

/// A rule with all that its columns need.
#[derive(Clone, Debug)]
pub struct RuleRow<'a> {
    /// The catalog that the cell was made with.
    pub catalog: &'a Catalog,
    /// The plan that it was made with.
    pub plan: &'a Plan,
    /// The source zone.
    pub source: &'a Zone,
    /// The destination zone.
    pub destination: &'a Zone,
    /// The pair's flows.
    pub cell: &'a Cell<'a>,
    /// One of the pair's rules, between the machines of this row.
    pub rule: &'a Rule,
    /// The rule with its machines.
    row: &'a Row<'a>,
    /// Why it is there.
    reasons: Justification<'a>,
    /// Why the Optional flows are there that it opens anyway.
    also: Justification<'a>,
}

/// The columns of the rule table, in the order of the `csv` export.
#[derive(Clone, Copy, Debug, Eq, PartialEq, VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum RuleColumn {
    /// Stable id.
    RuleId,
    /// What is to be done about the rule: `add`.
    Action,
    /// Name of the source zone.
    SourceZone,
    /// Its addresses.
    SourceAddresses,
    /// The source machines, where the plan names them.
    SourceHosts,
    /// Name of the destination zone.
    DestinationZone,
    /// Its addresses.
    DestinationAddresses,
    /// The destination machines; likewise.
    DestinationHosts,
    /// TCP, UDP, …
    Transport,
    /// The one source port; empty where sources use any dynamic one.
    SourcePort,
    /// Ports; empty for transports without any.
    DestinationPorts,
    /// The type of an ICMP message; empty for other transports.
    IcmpType,
    /// What is spoken.
    ApplicationProtocols,
    /// Names of the source roles.
    SourceRoles,
    /// Names of the destination roles.
    DestinationRoles,
    /// `required` or `optional`.
    Need,
    /// Names of the scenarios that need it; empty when it is required.
    Scenarios,
    /// Why it is there, in sentences.
    Justification,
    /// Documents.
    References,
    /// `documented`, `inferred` or `user`: the strongest of its flows.
    Confidence,
}

impl RuleColumn {
    /// Every column, in order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The header in exports: the variant's name in snake case.
    #[must_use]
    pub fn header(self) -> &'static str {
        self.into()
    }

    /// The header as people read it: `Source zone` for `source_zone`.
    #[must_use]
    pub fn label(self) -> String {
        let mut res = self.header().replace('_', " ").replace("icmp", "ICMP");
        if let Some(first) = res.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        res
    }

    /// What stands in one rule's cell.
    #[must_use]
    pub fn value<'a>(self, row: &RuleRow<'a>) -> Value<'a> {
        let &RuleRow { source, destination, rule, .. } = row;
        let roles = |end: usize| Value::distinct(row.role_names().map(|ends| ends[end]));
        match self {
            Self::RuleId => row.id().into(),
            Self::Action => RuleRow::ACTION.into(),
            Self::SourceHosts => row.hosts(0),
            Self::DestinationHosts => row.hosts(1),
            Self::SourceZone => source.name.as_str().into(),
            Self::SourceAddresses => row.addresses(0),
            Self::DestinationZone => destination.name.as_str().into(),
            Self::DestinationAddresses => row.addresses(1),
            Self::Transport => rule.transport.label().into(),
            Self::SourcePort => rule.source_port.into(),
            Self::DestinationPorts => Value::Ports(&rule.ports),
            Self::IcmpType => rule.transport.icmp_type().map(u16::from).into(),
            Self::ApplicationProtocols => Value::distinct(row.protocols_of_flows()),
            Self::SourceRoles => roles(0),
            Self::DestinationRoles => roles(1),
            Self::Need => rule.need.label().into(),
            Self::Scenarios => row.scenarios().into(),
            Self::Justification => row.justification().into(),
            Self::References => Value::distinct(row.references()),
            Self::Confidence => row.confidence().label().into(),
        }
    }
}

impl<'a> RuleRow<'a> {
    /// What is to be done about every rule.
    pub const ACTION: &'static str = "add";

    /// Puts together a row of `cell`, which was made with `catalog` and `plan`, from one zone to another.
    #[must_use]
    pub fn new(
        (catalog, plan): (&'a Catalog, &'a Plan),
        (source, destination): (&'a Zone, &'a Zone),
        cell: &'a Cell<'a>,
        row: &'a Row<'a>,
    ) -> Self {
        let rule = &row.rule;
        let reasons = Justification::new(catalog, row, flows(cell, &rule.flows));
        let also = Justification::new(catalog, row, flows(cell, &rule.also_serves));
        Self { catalog, plan, source, destination, cell, rule, row, reasons, also }
    }

    /// The flows that the rule is made of.
    pub fn flows(&self) -> impl Iterator<Item = &'a Flow<'a>> + use<'a> {
        flows(self.cell, &self.rule.flows)
    }

    /// The Optional flows that it opens anyway.
    pub fn also_serves(&self) -> impl Iterator<Item = &'a Flow<'a>> + use<'a> {
        flows(self.cell, &self.rule.also_serves)
    }

    /// Both, in that order.
    pub fn all_flows(&self) -> impl Iterator<Item = &'a Flow<'a>> + use<'a> {
        self.flows().chain(self.also_serves())
    }

    /// The stable id.
    #[must_use]
    pub fn id(&self) -> String {
        self.row.id(self.source.id.as_str(), self.destination.id.as_str())
    }

    /// The addresses at one end, 0 for the source and 1 for the destination; a machine without one stands under its name.
    #[must_use]
    pub fn addresses(&self, end: usize) -> Value<'a> {
        let of_zone = self.rule.ends.addresses(self.plan, self.source, self.destination)[end];
        let RowEnd { is_zone, hosts, .. } = &self.row.ends[end];
        let of_zone = if *is_zone { of_zone } else { &[] };
        if hosts.is_empty() { Value::Addresses(of_zone) } else { Value::Names(self.address_entries(end, true)) }
    }

    /// Each address at one end, 0 for the source and 1 for the destination. A machine without one stands under its name
    /// where `with_names` says so, and else not at all.
    #[must_use]
    pub fn address_entries(&self, end: usize, with_names: bool) -> Vec<&'a str> {
        let of_zone = self.rule.ends.addresses(self.plan, self.source, self.destination)[end];
        let RowEnd { is_zone, hosts, .. } = &self.row.ends[end];
        let of_zone = if *is_zone { of_zone } else { &[] };
        let of_hosts = hosts.iter().flat_map(|host| match &host.addresses[..] {
            [] if with_names => std::slice::from_ref(&host.name),
            addresses => addresses,
        });
        distinct(of_zone.iter().chain(of_hosts).map(String::as_str))
    }

    /// The machines at one end, 0 for the source and 1 for the destination.
    #[must_use]
    pub fn machines(&self, end: usize) -> &'a [&'a Host] {
        &self.row.ends[end].hosts
    }

    /// The addresses of the zone at one end, or of the tunnel's end in it; `None`: it goes between machines alone.
    #[must_use]
    pub fn zone_addresses(&self, end: usize) -> Option<&'a [String]> {
        let of_zone = self.rule.ends.addresses(self.plan, self.source, self.destination)[end];
        self.row.ends[end].is_zone.then_some(of_zone)
    }

    /// Whether the zone or a machine at one end has no address yet.
    #[must_use]
    pub fn lacks_addresses(&self, end: usize) -> bool {
        let RowEnd { is_zone, hosts, .. } = &self.row.ends[end];
        let of_zone = self.rule.ends.addresses(self.plan, self.source, self.destination)[end];
        *is_zone && of_zone.is_empty() || hosts.iter().any(|host| host.addresses.is_empty())
    }

    /// Whether something of it uses a cleartext or legacy protocol.
    #[must_use]
    pub fn is_legacy(&self) -> bool {
        let mut reasons = self.all_flows().flat_map(|flow| self.reasons_of(flow));
        reasons.any(|reason| match &reason.origin {
            Origin::Connection(link) => link.is_legacy(),
            Origin::Tunnel(_) | Origin::Override(_) => false,
        })
    }

    /// The names of the machines at one end, likewise; one without a name stands under its first address.
    #[must_use]
    pub fn hosts(&self, end: usize) -> Value<'a> {
        Value::distinct(self.row.ends[end].hosts.iter().map(|host| host.label()))
    }

    /// What is spoken.
    #[must_use]
    pub fn protocols(&self) -> Vec<&'a str> {
        distinct(self.protocols_of_flows())
    }

    fn protocols_of_flows(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.all_flows().map(|flow| flow.key.application_protocol)
    }

    /// The names of the source and the destination role, one pair after another.
    fn role_names(&self) -> impl Iterator<Item = [&'a str; 2]> {
        self.reasons.role_names().chain(self.also.role_names())
    }

    /// The scenarios that need the rule, sorted; none when it is required.
    #[must_use]
    pub fn scenarios(&self) -> Vec<&'a str> {
        match self.rule.need {
            Need::Required => Vec::new(),
            Need::Optional(()) => self.scenarios_of(self.flows()),
        }
    }

    /// The scenarios that a Required rule also serves, sorted.
    #[must_use]
    pub fn also_served_scenarios(&self) -> Vec<&'a str> {
        self.scenarios_of(self.also_serves())
    }

    /// The distinct scenarios of what flows are there for between its machines, sorted.
    fn scenarios_of(&self, flows: impl Iterator<Item = &'a Flow<'a>>) -> Vec<&'a str> {
        let reasons = flows.flat_map(|flow| self.reasons_of(flow));
        reasons.flat_map(|reason| reason.need.scenarios()).copied().sorted_unstable().dedup().collect()
    }

    /// Why a flow is there between its machines.
    fn reasons_of(&self, flow: &'a Flow<'a>) -> impl Iterator<Item = &'a Reason<'a>> + use<'a> {
        let row = self.row;
        flow.reasons.iter().filter(move |reason| row.speaks(reason))
    }

    /// The strongest confidence of its flows.
    #[must_use]
    pub fn confidence(&self) -> FlowConfidence {
        let reasons = self.flows().flat_map(|flow| self.reasons_of(flow));
        reasons.map(|reason| reason.confidence).min().unwrap_or(FlowConfidence::Inferred)
    }

    /// The short names of the documents behind it, in catalog order. Two documents may share one.
    pub fn references(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let catalog = self.catalog;
        let positions = references(self.all_flows().flat_map(|flow| self.reasons_of(flow)));
        positions.into_iter().map(|idx| &*catalog.references[idx].label)
    }

    /// Why it is there, statement by statement.
    #[must_use]
    pub fn reasons(&self) -> Vec<RuleReason<'a>> {
        rule_reason::reasons(self.catalog, self.row, self.flows())
    }

    /// Why the Optional flows are there that it opens anyway.
    #[must_use]
    pub fn also_served_reasons(&self) -> Vec<RuleReason<'a>> {
        rule_reason::reasons(self.catalog, self.row, self.also_serves())
    }

    /// Why it is there, in sentences that a change manager accepts.
    #[must_use]
    pub fn justification(&self) -> String {
        let mut res = String::with_capacity(256);
        self.write_justification(&mut res);
        res
    }

    /// Appends why it is there to a text.
    pub fn write_justification(&self, text: &mut String) {
        let zones = [self.source, self.destination];
        let start = text.len();
        self.reasons.write(self.catalog, zones, "", start, text);
        self.also.write(self.catalog, zones, "Also serves ", start, text);
        if let Some(port) = self.rule.source_port {
            let _ = write!(text, " From source port {port}.");
        }
    }
}

fn flows<'a>(cell: &'a Cell<'a>, positions: &'a [usize]) -> impl Iterator<Item = &'a Flow<'a>> + use<'a> {
    positions.iter().map(|&idx| &cell.flows[idx])
}
