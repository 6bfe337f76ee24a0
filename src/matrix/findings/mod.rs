//! What the user should know about a plan: one list of small checks over the plan and its matrix.
//!
//! Checks push findings and never change what is derived.

mod accepting;
mod added;
mod addresses;
mod collector;
mod exposure;
mod hidden;
mod listening;
mod losses;
mod names;
mod openings;
mod overrides;
mod partners;
mod placements;
mod ports;
mod roles;
mod rpc;
mod settings;
mod trial;
mod trust;
mod wide;

use collector::Collector;

use super::context::Context;
use super::derive::Matrix;
use super::resolve::ResolvedZone;
use crate::catalog::Catalog;
use crate::finding::{Code, Finding, Place};
use crate::plan::{Override, Zone, ZoneId};

/// The checks, in the order in which they run.
const CHECKS: &[fn(&Subject<'_>, &mut Collector)] = &[
    names::duplicates,
    hidden::characters,
    names::unknown_ids,
    names::unknown_names,
    names::unknown_scopes,
    names::unknown_scope_kinds,
    addresses::invalid,
    addresses::overlaps,
    addresses::shared_names,
    placements::abstract_roles,
    placements::os_versions,
    placements::missing_scopes,
    placements::unchosen_ports,
    ports::without_effect,
    listening::same_ports,
    roles::missing,
    partners::idle,
    rpc::ports,
    rpc::setup,
    settings::scopes,
    settings::without,
    settings::trusts,
    added::ports,
    added::reasons,
    overrides::tunnels,
    overrides::unmatched,
    losses::required,
    exposure::legacy_protocols,
    exposure::low_trust,
    wide::many_ports,
];

/// What the checks look at.
struct Subject<'a> {
    matrix: &'a Matrix,
    context: Context<'a>,
    zones: &'a [ResolvedZone],
    /// The day that everything is judged by, as it is written.
    judged: &'a str,
}

/// Lists what is odd about the plan that `matrix` was derived from: errors first, without duplicates.
///
/// `catalog` is the one that the matrix was derived with; what ends on a day is judged by the catalog's own.
#[must_use]
pub fn findings(catalog: &Catalog, matrix: &Matrix) -> Vec<Finding> {
    findings_as_of(catalog, matrix, &catalog.as_of)
}

/// The same, judged by another day, written as in files.
#[must_use]
pub fn findings_as_of(catalog: &Catalog, matrix: &Matrix, judged: &str) -> Vec<Finding> {
    let context = matrix.context(catalog);
    let subject = Subject { matrix, context, zones: matrix.resolved_zones(), judged };
    let mut collector = Collector::default();
    for check in CHECKS {
        check(&subject, &mut collector);
    }
    collector.finish(matrix.plan(), judged)
}

fn at_zone(code: Code, zone: &Zone, message: impl Into<String>, hint: impl Into<String>) -> Finding {
    Finding::new(code, Place::Zone(zone.id.to_string()), message, hint)
}

fn at_placement(code: Code, zone: &Zone, role: &str, message: impl Into<String>, hint: impl Into<String>) -> Finding {
    let place = Place::Placement { zone: zone.id.to_string(), role: role.to_owned() };
    Finding::new(code, place, message, hint)
}

/// What a zone is called in a text.
fn shown_name(zone: &Zone) -> &str {
    if zone.name.trim().is_empty() { zone.id.as_str() } else { &zone.name }
}

/// `A`, `A and B`, `A, B and C`, or `A, B and 7 more`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [a, b] => format!("{a} and {b}"),
        [a, b, c] => format!("{a}, {b} and {c}"),
        [a, b, rest @ ..] => format!("{a}, {b} and {} more", rest.len()),
    }
}

/// `A`, `A and B`, `A, B and C`.
fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What a zone is called, or its id where the plan has none.
fn zone_name<'a>(subject: &Subject<'a>, id: &'a ZoneId) -> &'a str {
    subject.context.plan.zone(id.as_str()).map_or(id.as_str(), |zone| shown_name(zone))
}

/// An override by what it is: “the added flow TCP 8080 from Clients to Core”.
fn override_words(subject: &Subject<'_>, entry: &Override) -> String {
    let name = |id| zone_name(subject, id);
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
