//! The columns of the rule table.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::joined::{SEPARATOR, joined, references};
use super::justification::Sayings;
use crate::catalog::Catalog;
use crate::matrix::cell::Cell;
use crate::matrix::flow::Flow;
use crate::matrix::rule::Rule;
use crate::net::PortSet;
use crate::plan::Zone;

/// A rule with all that its columns need.
#[derive(Clone, Debug)]
pub struct RuleRow<'a> {
    /// The catalog that the cell was made with.
    pub catalog: &'a Catalog,
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
            Self::SourceZone => source.name.as_str().into(),
            Self::SourceAddresses => source.addresses.join(SEPARATOR).into(),
            Self::DestinationZone => destination.name.as_str().into(),
            Self::DestinationAddresses => destination.addresses.join(SEPARATOR).into(),
            Self::Transport => rule.transport.label().into(),
            Self::DestinationPorts => ports(&rule.ports).into(),
            Self::ApplicationProtocols => joined(row.flows().map(|flow| flow.key.application_protocol)),
            Self::SourceRoles => joined(row.sayings.parties().map(|[source, _]| source)),
            Self::DestinationRoles => joined(row.sayings.parties().map(|[_, destination]| destination)),
            Self::Need => rule.need.label().into(),
            Self::Justification => row.justification().into(),
            Self::References => references(catalog, row.flows()),
        }
    }
}

impl<'a> RuleRow<'a> {
    /// Puts together a rule of `cell`, which was made with `catalog`, from one zone to another.
    #[must_use]
    pub fn new(
        catalog: &'a Catalog,
        (source, destination): (&'a Zone, &'a Zone),
        cell: &'a Cell<'a>,
        rule: &'a Rule,
    ) -> Self {
        let sayings = Sayings::new(catalog, flows(cell, rule));
        Self { catalog, source, destination, cell, rule, sayings }
    }

    /// The flows behind the rule.
    pub fn flows(&self) -> impl Iterator<Item = &'a Flow<'a>> + use<'a> {
        flows(self.cell, self.rule)
    }

    fn justification(&self) -> String {
        let mut res = self.sayings.justification(self.catalog, [self.source, self.destination]);
        if let Some(port) = self.rule.source_port {
            let _ = write!(res, " From source port {port}.");
        }
        res
    }
}

fn flows<'a>(cell: &'a Cell<'a>, rule: &'a Rule) -> impl Iterator<Item = &'a Flow<'a>> + use<'a> {
    rule.flows.iter().map(|&idx| &cell.flows[idx])
}

fn ports(ports: &PortSet) -> String {
    let mut res = String::new();
    for range in ports.ranges() {
        let separator = if res.is_empty() { "" } else { SEPARATOR };
        let _ = write!(res, "{separator}{range}");
    }
    res
}
