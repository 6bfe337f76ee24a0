//! What can stand in a column of a form. How it is put into words is the profile's, how it is found the exporter's.

use serde::{Deserialize, Serialize};

use crate::table::RuleColumn;

/// What stands in a column.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "field", deserialize = "a field"), rename_all = "snake_case")]
pub enum Field {
    /// The rule's stable id.
    RuleId,
    /// What is asked for, in the profile's word.
    Action,
    /// Name of the source zone.
    SourceZone,
    /// The addresses that open it.
    SourceAddresses,
    /// The machines that open it, where the plan names them.
    SourceHosts,
    /// Name of the destination zone.
    DestinationZone,
    /// The addresses that listen.
    DestinationAddresses,
    /// The machines that listen, where the plan names them.
    DestinationHosts,
    /// The transport, in the profile's word.
    Transport,
    /// The one source port; empty where sources use any dynamic one.
    SourcePort,
    /// The ports, without their transport.
    DestinationPorts,
    /// The type of an ICMP message; empty for other transports.
    IcmpType,
    /// What is spoken.
    ApplicationProtocols,
    /// Names of the source roles.
    SourceRoles,
    /// Names of the destination roles.
    DestinationRoles,
    /// Required or optional, in the profile's word.
    Need,
    /// Names of the scenarios that need it; empty when it is required.
    Scenarios,
    /// Why the rule is there, in sentences.
    Justification,
    /// The documents behind it.
    References,
    /// `documented`, `inferred` or `user`.
    Confidence,
    /// The number of the row, counted from this one.
    Number(u32),
    /// The rule's stable id with the number of the row behind it: also rows of one rule have names of their own.
    NumberedRuleId(u32),
    /// Transport and ports together, as `tcp/443`.
    Services,
    /// The lowest port.
    PortFrom,
    /// The highest port.
    PortTo,
    /// The number of the IP protocol: 6 for TCP.
    IpProtocol,
    /// The code of an ICMP message; empty for other transports.
    IcmpCode,
    /// Whether something of it is in cleartext, or legacy.
    Insecure,
    /// From the source to the destination, in the profile's words.
    Direction,
    /// Name of the source zone as firewalls take it.
    SourceZoneObject,
    /// Name of the destination zone as firewalls take it.
    DestinationZoneObject,
    /// Names of the objects that hold the source addresses.
    SourceAddressObjects,
    /// Names of the objects that hold the destination addresses.
    DestinationAddressObjects,
    /// Names of the objects that hold transport and ports.
    ServiceObjects,
    /// The plan's title.
    Title,
    /// The ticket of the pair, or the request's.
    Ticket,
    /// Who asks.
    Requester,
    /// Who answers for the rules.
    Owner,
    /// What the application is known by in a register.
    ApplicationId,
    /// Production, test, …
    Environment,
    /// The justification of the pair, or the request's.
    Reason,
    /// The justification of the pair or the request, and then why the rule is there.
    ReasonAndJustification,
    /// Who allows it.
    Approver,
    /// From when.
    ValidFrom,
    /// Until when.
    ValidUntil,
    /// Whether the firewall is to log, as the pair or the request says, in the profile's word.
    Logging,
    /// For the people who run the firewall.
    FirewallNote,
    /// The day that the catalog speaks of.
    CatalogDate,
    /// Name of an object.
    ObjectName,
    /// What kind of object it is, in the profile's word.
    ObjectType,
    /// The address, block, range or name of an object.
    ObjectValue,
    /// Always the same.
    Text(String),
}

/// What a field tells something of.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum FieldOf {
    /// The request as a whole: also what stands before the header may tell it.
    Request,
    /// One row of rules.
    Rule,
    /// One row of whatever kind.
    Row,
    /// An object that holds a service.
    Service,
    /// An object of whatever kind.
    Object,
}

impl Field {
    /// The fields that people choose from, in order. A number counts from 1, and a text is empty.
    pub const CHOICES: &'static [Self] = &[
        Self::RuleId,
        Self::Number(1),
        Self::NumberedRuleId(1),
        Self::Action,
        Self::SourceZone,
        Self::SourceAddresses,
        Self::SourceHosts,
        Self::SourceRoles,
        Self::DestinationZone,
        Self::DestinationAddresses,
        Self::DestinationHosts,
        Self::DestinationRoles,
        Self::Services,
        Self::Transport,
        Self::IpProtocol,
        Self::SourcePort,
        Self::DestinationPorts,
        Self::PortFrom,
        Self::PortTo,
        Self::IcmpType,
        Self::IcmpCode,
        Self::ApplicationProtocols,
        Self::Insecure,
        Self::Direction,
        Self::Need,
        Self::Scenarios,
        Self::Justification,
        Self::Reason,
        Self::ReasonAndJustification,
        Self::References,
        Self::Confidence,
        Self::Title,
        Self::Ticket,
        Self::Requester,
        Self::Owner,
        Self::ApplicationId,
        Self::Environment,
        Self::Approver,
        Self::ValidFrom,
        Self::ValidUntil,
        Self::Logging,
        Self::FirewallNote,
        Self::CatalogDate,
        Self::SourceZoneObject,
        Self::DestinationZoneObject,
        Self::SourceAddressObjects,
        Self::DestinationAddressObjects,
        Self::ServiceObjects,
        Self::Text(String::new()),
    ];

    /// What people choose it by.
    #[must_use]
    pub fn label(&self) -> String {
        match self.column_or_label() {
            Ok(column) => column.label(),
            Err(label) => label.to_owned(),
        }
    }

    /// The column of the table of rules that says the same; `None`: none does.
    #[must_use]
    pub fn rule_column(&self) -> Option<RuleColumn> {
        self.column_or_label().ok()
    }

    /// The column of the table of rules that says the same, or what it is called where none does.
    fn column_or_label(&self) -> Result<RuleColumn, &'static str> {
        match self {
            Self::RuleId => Ok(RuleColumn::RuleId),
            Self::Action => Ok(RuleColumn::Action),
            Self::SourceZone => Ok(RuleColumn::SourceZone),
            Self::SourceAddresses => Ok(RuleColumn::SourceAddresses),
            Self::SourceHosts => Ok(RuleColumn::SourceHosts),
            Self::DestinationZone => Ok(RuleColumn::DestinationZone),
            Self::DestinationAddresses => Ok(RuleColumn::DestinationAddresses),
            Self::DestinationHosts => Ok(RuleColumn::DestinationHosts),
            Self::Transport => Ok(RuleColumn::Transport),
            Self::SourcePort => Ok(RuleColumn::SourcePort),
            Self::DestinationPorts => Ok(RuleColumn::DestinationPorts),
            Self::IcmpType => Ok(RuleColumn::IcmpType),
            Self::ApplicationProtocols => Ok(RuleColumn::ApplicationProtocols),
            Self::SourceRoles => Ok(RuleColumn::SourceRoles),
            Self::DestinationRoles => Ok(RuleColumn::DestinationRoles),
            Self::Need => Ok(RuleColumn::Need),
            Self::Scenarios => Ok(RuleColumn::Scenarios),
            Self::Justification => Ok(RuleColumn::Justification),
            Self::References => Ok(RuleColumn::References),
            Self::Confidence => Ok(RuleColumn::Confidence),
            Self::Number(_) => Err("Number of the row"),
            Self::NumberedRuleId(_) => Err("Rule id with number"),
            Self::Services => Err("Transport and ports"),
            Self::PortFrom => Err("First port"),
            Self::PortTo => Err("Last port"),
            Self::IpProtocol => Err("IP protocol number"),
            Self::IcmpCode => Err("ICMP code"),
            Self::Insecure => Err("Insecure"),
            Self::Direction => Err("Direction"),
            Self::SourceZoneObject => Err("Source zone as object"),
            Self::DestinationZoneObject => Err("Destination zone as object"),
            Self::SourceAddressObjects => Err("Source address objects"),
            Self::DestinationAddressObjects => Err("Destination address objects"),
            Self::ServiceObjects => Err("Service objects"),
            Self::Title => Err("Title"),
            Self::Ticket => Err("Ticket"),
            Self::Requester => Err("Requester"),
            Self::Owner => Err("Owner"),
            Self::ApplicationId => Err("Application id"),
            Self::Environment => Err("Environment"),
            Self::Reason => Err("Reason of the request"),
            Self::ReasonAndJustification => Err("Reason and justification"),
            Self::Approver => Err("Approver"),
            Self::ValidFrom => Err("Valid from"),
            Self::ValidUntil => Err("Valid until"),
            Self::Logging => Err("Logging"),
            Self::FirewallNote => Err("Note for the firewall team"),
            Self::CatalogDate => Err("Date of the catalog"),
            Self::ObjectName => Err("Name of the object"),
            Self::ObjectType => Err("Type of the object"),
            Self::ObjectValue => Err("Value of the object"),
            Self::Text(_) => Err("Fixed text"),
        }
    }

    /// What it tells something of.
    #[must_use]
    pub fn of(&self) -> FieldOf {
        match self {
            Self::Title
            | Self::Requester
            | Self::Owner
            | Self::ApplicationId
            | Self::Environment
            | Self::Approver
            | Self::ValidFrom
            | Self::ValidUntil
            | Self::FirewallNote
            | Self::CatalogDate
            | Self::Text(_) => FieldOf::Request,
            Self::Number(_) => FieldOf::Row,
            Self::ObjectName | Self::ObjectType | Self::ObjectValue => FieldOf::Object,
            Self::Transport
            | Self::DestinationPorts
            | Self::PortFrom
            | Self::PortTo
            | Self::IcmpType
            | Self::IcmpCode => FieldOf::Service,
            Self::RuleId
            | Self::Action
            | Self::SourceZone
            | Self::SourceAddresses
            | Self::SourceHosts
            | Self::DestinationZone
            | Self::DestinationAddresses
            | Self::DestinationHosts
            | Self::SourcePort
            | Self::ApplicationProtocols
            | Self::SourceRoles
            | Self::DestinationRoles
            | Self::Need
            | Self::Scenarios
            | Self::Justification
            | Self::References
            | Self::Confidence
            | Self::NumberedRuleId(_)
            | Self::Services
            | Self::IpProtocol
            | Self::Insecure
            | Self::Direction
            | Self::SourceZoneObject
            | Self::DestinationZoneObject
            | Self::SourceAddressObjects
            | Self::DestinationAddressObjects
            | Self::ServiceObjects
            | Self::Ticket
            | Self::Reason
            | Self::ReasonAndJustification
            | Self::Logging => FieldOf::Rule,
        }
    }

    /// Whether it names objects that hold addresses.
    #[must_use]
    pub fn names_addresses_as_objects(&self) -> bool {
        matches!(self, Self::SourceAddressObjects | Self::DestinationAddressObjects)
    }

    /// Whether it still says nothing wrong when its end is cut off. Of addresses and ports nothing may be.
    #[must_use]
    pub fn may_be_cut(&self) -> bool {
        matches!(
            self,
            Self::ApplicationProtocols
                | Self::SourceRoles
                | Self::DestinationRoles
                | Self::Scenarios
                | Self::Justification
                | Self::References
                | Self::Title
                | Self::Reason
                | Self::ReasonAndJustification
                | Self::FirewallNote
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_rules_is_a_field_under_its_header() {
        for column in RuleColumn::ALL {
            let field: Field = ron::from_str(column.header()).expect("a field");
            assert_eq!(field.rule_column(), Some(*column));
        }
    }

    #[test]
    fn what_is_chosen_from_has_a_label_of_its_own() {
        let labels: std::collections::BTreeSet<String> = Field::CHOICES.iter().map(Field::label).collect();
        assert!(labels.len() == Field::CHOICES.len() && !labels.contains(""), "{labels:?}");
    }
}
