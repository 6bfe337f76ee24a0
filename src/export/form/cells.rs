//! What stands in one cell of a row of rules.

use std::fmt::Write as _;

use itertools::Itertools as _;

use super::addresses::Said;
use super::line::{End, Line};
use super::objects::{address_name, service_name, zone_name};
use super::services::{is_unchosen, service_text, services, transport_word, unchosen, write_ports};
use crate::catalog::Need;
use crate::net::PortSet;
use crate::plan::{Address, PairRequest, Plan};
use crate::profile::{Field, Notation, Profile, Reader};
use crate::table::{RuleColumn, RuleRow, Value, distinct};

/// Writes what a field says of a row.
pub(super) fn write_field(profile: &Profile, field: &Field, line: &Line<'_, '_>, text: &mut String) {
    let Some(&first) = line.rules.first() else { return };
    let (words, notation) = (&profile.words, &profile.notation);
    match field {
        Field::Action => text.push_str(&words.add),
        Field::Need => text.push_str(match first.rule.need {
            Need::Required => &words.required,
            Need::Optional(()) => &words.optional,
        }),
        Field::Transport => {
            let transports = line.rules.iter().map(|rule| transport_word(profile, rule.rule.transport));
            push_joined(distinct(transports), &notation.list, text);
        }
        Field::SourceAddresses => write_addresses(profile, line, 0, text),
        Field::DestinationAddresses => write_addresses(profile, line, 1, text),
        Field::SourcePort => match first.rule.source_port {
            Some(port) => push_number(Some(port), text),
            None => text.push_str(&words.any_port),
        },
        Field::DestinationPorts => write_all_ports(profile, line.rules, text),
        Field::Justification => write_justification(line.rules, text),
        Field::RuleId
        | Field::SourceZone
        | Field::SourceHosts
        | Field::DestinationZone
        | Field::DestinationHosts
        | Field::IcmpType
        | Field::ApplicationProtocols
        | Field::SourceRoles
        | Field::DestinationRoles
        | Field::Scenarios
        | Field::References
        | Field::Confidence => {
            let Some(column) = field.rule_column() else { return };
            write_column(column, line.rules, &notation.list, text);
        }
        Field::Services => {
            let of_rules = line.rules.iter().flat_map(|rule| services(rule.rule)).sorted().dedup();
            push_joined(of_rules.map(|service| service_text(profile, service)), &notation.list, text);
        }
        Field::PortFrom => push_number(first.rule.ports.ranges().first().map(|range| range.first()), text),
        Field::PortTo => push_number(first.rule.ports.ranges().last().map(|range| range.last()), text),
        Field::IcmpCode => {
            let codes = line.rules.iter().filter_map(|rule| rule.rule.transport.icmp_code()).unique();
            push_joined(codes.map(|code| code.to_string()), &notation.list, text);
        }
        Field::IpProtocol => {
            let numbers = line.rules.iter().map(|rule| rule.rule.transport.protocol_number()).unique();
            push_joined(numbers.map(|number| number.to_string()), &notation.list, text);
        }
        Field::Insecure => {
            text.push_str(if line.rules.iter().any(|rule| rule.is_legacy()) { &words.yes } else { &words.no });
        }
        Field::Direction => text.push_str(&words.direction),
        Field::Ticket => text.push_str(of_pair(first, |pair| &pair.ticket, &first.plan.request.ticket)),
        Field::Reason => text.push_str(reason(first)),
        Field::ReasonAndJustification => {
            text.push_str(reason(first));
            if !text.is_empty() {
                text.push_str(if text.ends_with(['.', '!', '?', ':']) { " " } else { ". " });
            }
            write_justification(line.rules, text);
        }
        Field::Logging => {
            let of_pair = pair_request(first).and_then(|pair| pair.logging);
            match of_pair.or(first.plan.request.logging) {
                Some(true) => text.push_str(&words.yes),
                Some(false) => text.push_str(&words.no),
                None => {}
            }
        }
        Field::Title
        | Field::Requester
        | Field::Owner
        | Field::ApplicationId
        | Field::Environment
        | Field::Approver
        | Field::ValidFrom
        | Field::ValidUntil
        | Field::FirewallNote
        | Field::CatalogDate
        | Field::Text(_) => text.push_str(of_request(field, first.plan, &first.catalog.as_of)),
        Field::SourceZoneObject => text.push_str(&zone_name(first.source.id.as_str())),
        Field::DestinationZoneObject => text.push_str(&zone_name(first.destination.id.as_str())),
        Field::SourceAddressObjects => write_address_objects(notation, line, 0, text),
        Field::DestinationAddressObjects => write_address_objects(notation, line, 1, text),
        Field::ServiceObjects => {
            let of_rules = line.rules.iter().flat_map(|rule| services(rule.rule)).sorted().dedup();
            push_joined(of_rules.map(service_name), &notation.list, text);
        }
        // The number is put in when the rows are put together, and objects have files of their own.
        Field::Number(_) | Field::NumberedRuleId(_) | Field::ObjectName | Field::ObjectType | Field::ObjectValue => {}
    }
}

/// What a field says of the request as a whole; empty where it says something else.
pub(super) fn of_request<'a>(field: &'a Field, plan: &'a Plan, catalog_date: &'a str) -> &'a str {
    let request = &plan.request;
    match field {
        Field::Title => &plan.title,
        Field::Requester => &request.requester,
        Field::Owner => &request.owner,
        Field::ApplicationId => &request.application_id,
        Field::Environment => &request.environment,
        Field::Approver => &request.approver,
        Field::ValidFrom => &request.valid_from,
        Field::ValidUntil => &request.valid_until,
        Field::FirewallNote => &request.firewall_note,
        Field::CatalogDate => catalog_date,
        Field::Text(text) => text,
        Field::RuleId
        | Field::Action
        | Field::SourceZone
        | Field::SourceAddresses
        | Field::SourceHosts
        | Field::DestinationZone
        | Field::DestinationAddresses
        | Field::DestinationHosts
        | Field::Transport
        | Field::SourcePort
        | Field::DestinationPorts
        | Field::IcmpType
        | Field::ApplicationProtocols
        | Field::SourceRoles
        | Field::DestinationRoles
        | Field::Need
        | Field::Scenarios
        | Field::Justification
        | Field::References
        | Field::Confidence
        | Field::Number(_)
        | Field::NumberedRuleId(_)
        | Field::Services
        | Field::PortFrom
        | Field::PortTo
        | Field::IpProtocol
        | Field::IcmpCode
        | Field::Insecure
        | Field::Direction
        | Field::Ticket
        | Field::Reason
        | Field::ReasonAndJustification
        | Field::Logging
        | Field::SourceZoneObject
        | Field::DestinationZoneObject
        | Field::SourceAddressObjects
        | Field::DestinationAddressObjects
        | Field::ServiceObjects
        | Field::ObjectName
        | Field::ObjectType
        | Field::ObjectValue => "",
    }
}

/// What stands in a column of the table of rules; of several rules each value once.
fn write_column(column: RuleColumn, rules: &[&RuleRow<'_>], list: &str, text: &mut String) {
    if let [rule] = rules {
        column.value(rule).write(list, text);
        return;
    }
    let values: Vec<Value<'_>> = rules.iter().map(|rule| column.value(rule)).collect();
    let of_rules = values.iter().flat_map(|value| match value {
        Value::Names(names) => names.iter().map(|name| (*name).to_owned()).collect(),
        Value::Addresses(addresses) => addresses.to_vec(),
        Value::Nothing | Value::Text(_) | Value::Number(_) | Value::Ports(_) => vec![value.joined(list)],
    });
    push_joined(of_rules.filter(|value| !value.is_empty()).unique(), list, text);
}

fn write_addresses(profile: &Profile, line: &Line<'_, '_>, end: usize, text: &mut String) {
    match line.ends[end] {
        End::Said(said) => push_joined(said.iter().map(|Said { text, .. }| text), &profile.notation.list, text),
        End::Planned => {
            let Some(first) = line.rules.first() else { return };
            let start = text.len();
            let value = first.addresses(end);
            value.write(&profile.notation.list, text);
            if let Reader::People { any: Some(any), .. } = &profile.reader
                && Address::parse(&text[start..]) == Ok(Address::Any)
            {
                text.truncate(start);
                text.push_str(any);
            }
        }
    }
    if text.is_empty() {
        text.push_str(unchosen(profile));
    }
}

/// A profile with objects is one of a program, whose rows have said what they can of their addresses.
fn write_address_objects(notation: &Notation, line: &Line<'_, '_>, end: usize, text: &mut String) {
    match line.ends[end] {
        End::Said(said) => push_joined(said.iter().map(address_name), &notation.list, text),
        End::Planned => {}
    }
}

fn write_all_ports(profile: &Profile, rules: &[&RuleRow<'_>], text: &mut String) {
    if let [rule] = rules {
        write_ports(&profile.notation, rule.rule.ports.ranges(), text);
    } else {
        let ports: PortSet = rules.iter().flat_map(|rule| rule.rule.ports.ranges()).copied().collect();
        write_ports(&profile.notation, ports.ranges(), text);
    }
    if text.is_empty() {
        let has_unchosen = rules.iter().any(|rule| is_unchosen(rule.rule));
        text.push_str(if has_unchosen { unchosen(profile) } else { &profile.words.no_ports });
    }
}

fn write_justification(rules: &[&RuleRow<'_>], text: &mut String) {
    match rules {
        [rule] => rule.write_justification(text),
        rules => push_joined(rules.iter().map(|rule| rule.justification()).unique(), " ", text),
    }
}

fn reason<'a>(rule: &RuleRow<'a>) -> &'a str {
    of_pair(rule, |pair| &pair.justification, &rule.plan.request.justification)
}

/// What is said of the pair alone, or of the request where nothing is.
fn of_pair<'a>(rule: &RuleRow<'a>, said: impl FnOnce(&'a PairRequest) -> &'a String, request: &'a str) -> &'a str {
    pair_request(rule).map(said).filter(|said| !said.is_empty()).map_or(request, String::as_str)
}

fn pair_request<'a>(rule: &RuleRow<'a>) -> Option<&'a PairRequest> {
    let zones = (rule.source.id.clone(), rule.destination.id.clone());
    rule.plan.pairs.get(&zones).map(|settings| &settings.request)
}

fn push_number(number: Option<u16>, text: &mut String) {
    if let Some(number) = number {
        // Writing to a text can't fail.
        let _ = write!(text, "{number}");
    }
}

fn push_joined(values: impl IntoIterator<Item = impl AsRef<str>>, list: &str, text: &mut String) {
    for (idx, value) in values.into_iter().enumerate() {
        text.push_str(if idx > 0 { list } else { "" });
        text.push_str(value.as_ref());
    }
}
