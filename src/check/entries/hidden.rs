//! Names that hold characters which nobody sees. What they would do to a terminal or a reader does not matter here.

use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::listed;
use crate::finding::{Code, Finding, Subject};
use crate::plan::{AddedFlow, Override, Plan};
use crate::printable::hidden_in;

const HINT: &str = "type it anew without them: they can make one name look like another, and steer what shows it";

/// Texts that may have several lines, and tabs in them.
const LONG_TEXTS: [&str; 3] = ["the note", "the justification", "the reason"];

/// Looks at every text of the plan that exports, tables or findings show.
pub(in crate::check) fn characters(input: &Input<'_>, collector: &mut Collector) {
    let mut check = |subject: &Subject, what: &str, text: &str| {
        let mut hidden = hidden_in(text);
        hidden.retain(|c| !LONG_TEXTS.contains(&what) || !matches!(c, '\n' | '\r' | '\t'));
        if !hidden.is_empty() {
            let message = format!("{what} has characters that nobody sees: {}", code_points(&hidden));
            collector.push(Finding::new(Code::HiddenCharacters, subject.clone(), message, HINT));
        }
    };
    of_plan(input.context.plan, &mut check);
    of_zones(input.context.plan, &mut check);
    of_tunnels_and_overrides(input.context.plan, &mut check);
}

fn of_plan(plan: &Plan, check: &mut impl FnMut(&Subject, &str, &str)) {
    let subject = Subject::Plan;
    check(&subject, "the title", &plan.title);
    check(&subject, "the note", &plan.note);
    let request = &plan.request;
    for (what, text) in [
        ("the ticket", &request.ticket),
        ("the requester", &request.requester),
        ("the owner", &request.owner),
        ("the approver", &request.approver),
        ("the application id", &request.application_id),
        ("the environment", &request.environment),
        ("the date from which it is valid", &request.valid_from),
        ("the date until which it is valid", &request.valid_until),
    ] {
        check(&subject, what, text);
    }
    check(&subject, "the justification", &request.justification);
    check(&subject, "the note", &request.firewall_note);
    for scope in &plan.scopes {
        check(&subject, "the id of a scope", scope.id.as_str());
        check(&subject, "the name of a scope", &scope.name);
        check(&subject, "the forest of a scope", &scope.forest);
    }
    for role in &plan.roles {
        check(&subject, "the name of a role", &role.name);
        check(&subject, "the summary of a role", &role.summary);
        role.listens.iter().for_each(|it| check(&subject, "the application protocol", &it.application_protocol));
        for call in &role.calls {
            check(&subject, "the purpose of a call", &call.purpose);
            check(&subject, "the scenario", call.scenario.as_deref().unwrap_or_default());
        }
    }
    for ((source, destination), pair) in &plan.pairs {
        let subject = Subject::Pair { source: source.to_string(), destination: destination.to_string() };
        check(&subject, "the note", &pair.note);
        check(&subject, "the ticket", &pair.request.ticket);
        check(&subject, "the justification", &pair.request.justification);
    }
}

fn of_zones(plan: &Plan, check: &mut impl FnMut(&Subject, &str, &str)) {
    for zone in &plan.zones {
        let subject = Subject::Zone(zone.id.to_string());
        check(&subject, "the id", zone.id.as_str());
        check(&subject, "the name", &zone.name);
        check(&subject, "the note", &zone.note);
        zone.addresses.iter().for_each(|address| check(&subject, "an address", address));
        for host in zone.placements.iter().flat_map(|placement| &placement.hosts) {
            check(&subject, "the name of a host", &host.name);
            host.addresses.iter().for_each(|address| check(&subject, "an address", address));
        }
    }
}

fn of_tunnels_and_overrides(plan: &Plan, check: &mut impl FnMut(&Subject, &str, &str)) {
    for (idx, tunnel) in plan.tunnels.iter().enumerate() {
        let subject = Subject::Tunnel(idx);
        check(&subject, "the note", &tunnel.note);
        tunnel.endpoints.iter().flatten().for_each(|address| check(&subject, "an address", address));
    }
    for (idx, entry) in plan.overrides.iter().enumerate() {
        let subject = Subject::Override(idx);
        match entry {
            Override::Suppress { reason, .. } => check(&subject, "the reason", reason),
            Override::Add { flow, reason } => {
                check(&subject, "the reason", reason);
                let AddedFlow { source_role, destination_role, service, application_protocol, scenario, .. } = flow;
                check(&subject, "the source role", source_role);
                check(&subject, "the destination role", destination_role);
                check(&subject, "the service", service);
                check(&subject, "the application protocol", application_protocol);
                check(&subject, "the scenario", scenario.as_deref().unwrap_or_default());
            }
        }
    }
}

/// `U+202E and U+200B`.
fn code_points(hidden: &[char]) -> String {
    let codes: Vec<String> = hidden.iter().map(|&c| format!("U+{:04X}", u32::from(c))).collect();
    listed(&codes.iter().map(String::as_str).collect::<Vec<_>>())
}
