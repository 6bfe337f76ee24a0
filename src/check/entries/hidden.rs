//! Names that hold characters which nobody sees. What they would do to a terminal or a reader does not matter here.

use crate::check::collector::Collector;
use crate::check::subject::Subject;
use crate::check::wording::listed;
use crate::finding::{Code, Finding, Place};
use crate::plan::{AddedFlow, Override, Plan};
use crate::printable::hidden_in;

const HINT: &str = "type it anew without them: they can make one name look like another, and steer what shows it";

/// Texts that may have several lines, and tabs in them.
const LONG_TEXTS: [&str; 3] = ["the note", "the justification", "the reason"];

/// Looks at every text of the plan that exports, tables or findings show.
pub(in crate::check) fn characters(subject: &Subject<'_>, collector: &mut Collector) {
    let mut check = |place: &Place, what: &str, text: &str| {
        let mut hidden = hidden_in(text);
        hidden.retain(|c| !LONG_TEXTS.contains(&what) || !matches!(c, '\n' | '\r' | '\t'));
        if !hidden.is_empty() {
            let message = format!("{what} has characters that nobody sees: {}", code_points(&hidden));
            collector.push(Finding::new(Code::HiddenCharacters, place.clone(), message, HINT));
        }
    };
    of_plan(subject.context.plan, &mut check);
    of_zones(subject.context.plan, &mut check);
    of_tunnels_and_overrides(subject.context.plan, &mut check);
}

fn of_plan(plan: &Plan, check: &mut impl FnMut(&Place, &str, &str)) {
    let place = Place::Plan;
    check(&place, "the title", &plan.title);
    check(&place, "the note", &plan.note);
    let request = &plan.request;
    for (what, text) in [
        ("the ticket", &request.ticket),
        ("the requester", &request.requester),
        ("the owner", &request.owner),
        ("the date until which it is valid", &request.valid_until),
    ] {
        check(&place, what, text);
    }
    check(&place, "the justification", &request.justification);
    for scope in &plan.scopes {
        check(&place, "the id of a scope", scope.id.as_str());
        check(&place, "the name of a scope", &scope.name);
        check(&place, "the forest of a scope", &scope.forest);
    }
    for ((source, destination), pair) in &plan.pairs {
        let place = Place::Pair { source: source.to_string(), destination: destination.to_string() };
        check(&place, "the note", &pair.note);
    }
}

fn of_zones(plan: &Plan, check: &mut impl FnMut(&Place, &str, &str)) {
    for zone in &plan.zones {
        let place = Place::Zone(zone.id.to_string());
        check(&place, "the id", zone.id.as_str());
        check(&place, "the name", &zone.name);
        check(&place, "the note", &zone.note);
        zone.addresses.iter().for_each(|address| check(&place, "an address", address));
    }
}

fn of_tunnels_and_overrides(plan: &Plan, check: &mut impl FnMut(&Place, &str, &str)) {
    for (idx, tunnel) in plan.tunnels.iter().enumerate() {
        let place = Place::Tunnel(idx);
        check(&place, "the note", &tunnel.note);
        tunnel.endpoints.iter().flatten().for_each(|address| check(&place, "an address", address));
    }
    for (idx, entry) in plan.overrides.iter().enumerate() {
        let place = Place::Override(idx);
        match entry {
            Override::Suppress { reason, .. } => check(&place, "the reason", reason),
            Override::Add { flow, reason } => {
                check(&place, "the reason", reason);
                let AddedFlow { source_role, destination_role, service, application_protocol, scenario, .. } = flow;
                check(&place, "the source role", source_role);
                check(&place, "the destination role", destination_role);
                check(&place, "the service", service);
                check(&place, "the application protocol", application_protocol);
                check(&place, "the scenario", scenario.as_deref().unwrap_or_default());
            }
        }
    }
}

/// `U+202E and U+200B`.
fn code_points(hidden: &[char]) -> String {
    let codes: Vec<String> = hidden.iter().map(|&c| format!("U+{:04X}", u32::from(c))).collect();
    listed(&codes.iter().map(String::as_str).collect::<Vec<_>>())
}
