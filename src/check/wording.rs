//! How findings name things of the plan, and how they list names. It decides nothing.

use std::borrow::Borrow;

use super::input::Input;
use crate::finding::{Code, Finding, Subject, thousands};
use crate::plan::{Override, Zone, ZoneId};

/// A finding about a zone.
pub(super) fn at_zone(code: Code, zone: &Zone, message: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding::new(code, Subject::Zone(zone.id.to_string()), message, hint)
}

/// A finding about a role placed in a zone.
pub(super) fn at_placement(
    code: Code,
    zone: &Zone,
    role: &str,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Finding {
    let subject = Subject::Placement { zone: zone.id.to_string(), role: role.to_owned() };
    Finding::new(code, subject, message, hint)
}

/// The name of a zone, or its id where it has none.
pub(super) fn shown_name(zone: &Zone) -> &str {
    if zone.name.trim().is_empty() { zone.id.as_str() } else { &zone.name }
}

/// The name of a zone, or the id where the plan has no such zone.
pub(super) fn zone_name<'a>(input: &Input<'a>, id: &'a ZoneId) -> &'a str {
    input.context.plan.zone(id.as_str()).map_or(id.as_str(), |zone| shown_name(zone))
}

/// An override by what it is: “the added flow TCP 8080 from Clients to Core”.
pub(super) fn override_name(input: &Input<'_>, entry: &Override) -> String {
    let name = |id| zone_name(input, id);
    match entry {
        Override::Add { flow, .. } => {
            let service = if flow.service.is_empty() { String::new() } else { format!(" “{}”", flow.service) };
            let ports = flow.ports.map(|ports| format!(" {ports}")).unwrap_or_default();
            let (source, destination) = (name(&flow.source_zone), name(&flow.destination_zone));
            format!("the added flow{service} {}{ports} from {source} to {destination}", flow.transport)
        }
        Override::Suppress { selector, .. } => {
            let from = selector.source_zone.as_ref().map(|id| format!(" from {}", name(id))).unwrap_or_default();
            let to = selector.destination_zone.as_ref().map(|id| format!(" to {}", name(id))).unwrap_or_default();
            format!("the suppression of flows{from}{to}")
        }
    }
}

/// `A`, `A and B`, `A, B and C`.
pub(crate) fn joined(names: &[impl Borrow<str>]) -> String {
    match names {
        [] => String::new(),
        [only] => only.borrow().to_owned(),
        [first @ .., last] => format!("{} and {}", first.join(", "), last.borrow()),
    }
}

/// The same with no more than three names: `A, B and 7 more`.
pub(super) fn listed(names: &[impl Borrow<str>]) -> String {
    match names {
        [a, b, rest @ ..] if rest.len() > 1 => {
            format!("{}, {} and {} more", a.borrow(), b.borrow(), thousands(rest.len()))
        }
        _ => joined(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_of_names_is_cut_short() {
        let names = ["A", "B", "C", "D"];
        assert_eq!(
            [0, 1, 2, 3, 4].map(|num| listed(&names[..num])),
            ["", "A", "A and B", "A, B and C", "A, B and 2 more"]
        );
        assert_eq!(joined(&names), "A, B, C and D");
    }
}
