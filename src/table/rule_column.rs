//! The columns of the rule table.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::justification::Sayings;
use super::value::{SEPARATOR, all_joined, joined, references};
use crate::catalog::Catalog;
use crate::matrix::{Cell, Flow, FlowConfidence, FlowNeed, Rule};
use crate::net::PortSet;
use crate::plan::{Plan, Zone};

/// A rule with all that its columns need.
#[derive(Clone, Debug)]
pub struct RuleRow<'a> {
    /// The catalog that the cell was made with.
    pub catalog: &'a Catalog,
    /// The plan that it was made with.
    pub plan: &'a Plan,
    /// The zone that opens.
    pub source: &'a Zone,
    /// The zone that listens.
    pub destination: &'a Zone,
    /// The pair's flows.
    pub cell: &'a Cell<'a>,
    /// One of the pair's rules.
    pub rule: &'a Rule,
    /// Its reasons, as several columns tell them.
    sayings: Sayings<'a>,
    /// Those of the Optional flows that it opens anyway.
    also: Sayings<'a>,
}

/// The columns of the rule table, in the order of the `csv` export.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RuleColumn {
    /// Stable id.
    RuleId,
    /// What is to be done about the rule: `add`.
    Action,
    /// Name of the zone that opens.
    SourceZone,
    /// Its addresses.
    SourceAddresses,
    /// The machines that open, where the plan names them; empty until a plan can.
    SourceHosts,
    /// Name of the zone that listens.
    DestinationZone,
    /// Its addresses.
    DestinationAddresses,
    /// The machines that listen, where the plan names them; empty until a plan can.
    DestinationHosts,
    /// TCP, UDP, …
    Transport,
    /// The one source port; empty where callers use any dynamic one.
    SourcePort,
    /// Ports; empty for transports without any.
    DestinationPorts,
    /// The type of an ICMP message; empty for other transports.
    IcmpType,
    /// What is spoken.
    ApplicationProtocols,
    /// Names of the roles that open.
    SourceRoles,
    /// Names of the roles that listen.
    DestinationRoles,
    /// `required` or `optional`.
    Need,
    /// Names of the scenarios that need it; empty when it is required.
    Scenarios,
    /// In words a change manager accepts.
    Justification,
    /// Documents.
    References,
    /// `documented`, `inferred` or `user`: the strongest of its flows.
    Confidence,
}

impl RuleColumn {
    /// Every column, in order.
    pub const ALL: [Self; 20] = [
        Self::RuleId,
        Self::Action,
        Self::SourceZone,
        Self::SourceAddresses,
        Self::SourceHosts,
        Self::DestinationZone,
        Self::DestinationAddresses,
        Self::DestinationHosts,
        Self::Transport,
        Self::SourcePort,
        Self::DestinationPorts,
        Self::IcmpType,
        Self::ApplicationProtocols,
        Self::SourceRoles,
        Self::DestinationRoles,
        Self::Need,
        Self::Scenarios,
        Self::Justification,
        Self::References,
        Self::Confidence,
    ];

    /// The header in exports.
    #[must_use]
    pub fn header(self) -> &'static str {
        match self {
            Self::RuleId => "rule_id",
            Self::Action => "action",
            Self::SourceZone => "source_zone",
            Self::SourceAddresses => "source_addresses",
            Self::SourceHosts => "source_hosts",
            Self::DestinationZone => "destination_zone",
            Self::DestinationAddresses => "destination_addresses",
            Self::DestinationHosts => "destination_hosts",
            Self::Transport => "transport",
            Self::SourcePort => "source_port",
            Self::DestinationPorts => "destination_ports",
            Self::IcmpType => "icmp_type",
            Self::ApplicationProtocols => "application_protocols",
            Self::SourceRoles => "source_roles",
            Self::DestinationRoles => "destination_roles",
            Self::Need => "need",
            Self::Scenarios => "scenarios",
            Self::Justification => "justification",
            Self::References => "references",
            Self::Confidence => "confidence",
        }
    }

    /// The header as people read it: `Source zone` for `source_zone`.
    #[must_use]
    pub fn label(self) -> String {
        let mut res = self.header().replace('_', " ");
        if let Some(first) = res.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        res
    }

    /// The text of one rule's cell.
    #[must_use]
    pub fn cell<'a>(self, row: &RuleRow<'a>) -> Cow<'a, str> {
        let &RuleRow { catalog, source, destination, rule, .. } = row;
        match self {
            Self::RuleId => rule.id(source.id.as_str(), destination.id.as_str()).into(),
            Self::Action => "add".into(),
            Self::SourceHosts | Self::DestinationHosts => "".into(),
            Self::SourcePort => rule.source_port.map(|port| port.to_string()).unwrap_or_default().into(),
            Self::IcmpType => rule.transport.icmp_type().map(|number| number.to_string()).unwrap_or_default().into(),
            Self::SourceZone => source.name.as_str().into(),
            Self::SourceAddresses => row.addresses()[0].join(SEPARATOR).into(),
            Self::DestinationZone => destination.name.as_str().into(),
            Self::DestinationAddresses => row.addresses()[1].join(SEPARATOR).into(),
            Self::Transport => rule.transport.label().into(),
            Self::DestinationPorts => ports(&rule.ports).into(),
            Self::ApplicationProtocols => joined(row.all_flows().map(|flow| flow.key.application_protocol)),
            Self::SourceRoles => joined(row.parties().map(|[source, _]| source)),
            Self::DestinationRoles => joined(row.parties().map(|[_, destination]| destination)),
            Self::Need => rule.need.label().into(),
            Self::Scenarios => all_joined(&row.scenarios()),
            Self::Confidence => row.confidence().label().into(),
            Self::Justification => row.justification().into(),
            Self::References => references(catalog, row.all_flows()),
        }
    }
}

impl<'a> RuleRow<'a> {
    /// Puts together a rule of `cell`, which was made with `catalog` and `plan`, from one zone to another.
    #[must_use]
    pub fn new(
        (catalog, plan): (&'a Catalog, &'a Plan),
        (source, destination): (&'a Zone, &'a Zone),
        cell: &'a Cell<'a>,
        rule: &'a Rule,
    ) -> Self {
        let sayings = Sayings::new(catalog, flows(cell, &rule.flows));
        let also = Sayings::new(catalog, flows(cell, &rule.also_serves));
        Self { catalog, plan, source, destination, cell, rule, sayings, also }
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

    /// The addresses between which it goes, source first.
    #[must_use]
    pub fn addresses(&self) -> [&'a [String]; 2] {
        self.rule.ends.addresses(self.plan, self.source, self.destination)
    }

    /// The names of the roles that open and listen.
    fn parties(&self) -> impl Iterator<Item = [&'a str; 2]> {
        self.sayings.parties().chain(self.also.parties())
    }

    /// The scenarios that need the rule, sorted; none when it is required.
    #[must_use]
    pub fn scenarios(&self) -> Vec<&'a str> {
        scenarios(self.flows())
    }

    /// The scenarios that a Required rule serves beside what it is needed for, sorted.
    #[must_use]
    pub fn also_served_scenarios(&self) -> Vec<&'a str> {
        scenarios(self.also_serves())
    }

    /// On whose word it stands: the strongest of its flows.
    #[must_use]
    pub fn confidence(&self) -> FlowConfidence {
        self.flows().map(|flow| flow.confidence).min().unwrap_or(FlowConfidence::Inferred)
    }

    fn justification(&self) -> String {
        let zones = [self.source, self.destination];
        let mut res = String::with_capacity(256);
        self.sayings.justify(self.catalog, zones, "", &mut res);
        self.also.justify(self.catalog, zones, "Also serves ", &mut res);
        if let Some(port) = self.rule.source_port {
            let _ = write!(res, " From source port {port}.");
        }
        res
    }
}

fn flows<'a>(cell: &'a Cell<'a>, positions: &'a [usize]) -> impl Iterator<Item = &'a Flow<'a>> + use<'a> {
    positions.iter().map(|&idx| &cell.flows[idx])
}

/// The distinct scenarios of Optional flows, sorted.
fn scenarios<'a>(flows: impl Iterator<Item = &'a Flow<'a>>) -> Vec<&'a str> {
    let mut res: Vec<&str> = Vec::new();
    for flow in flows {
        match &flow.need {
            FlowNeed::Required => {}
            FlowNeed::Optional(scenarios) => res.extend(scenarios),
        }
    }
    res.sort_unstable();
    res.dedup();
    res
}

fn ports(ports: &PortSet) -> String {
    let mut res = String::new();
    for range in ports.ranges() {
        let separator = if res.is_empty() { "" } else { SEPARATOR };
        let _ = write!(res, "{separator}{range}");
    }
    res
}
