//! What the open flows expose: told of each zone that opens them, at the zone that listens.

use std::collections::{BTreeMap, BTreeSet};

use super::Subject;
use super::collector::{Collector, Piece, Told, Where};
use super::openings::for_each_opening;
use crate::finding::{About, Code, Place};
use crate::matrix::lines::Line;
use crate::matrix::resolve::listens;
use crate::plan::{TrustLevel, Zone};

/// No cleartext or legacy protocol crosses a zone's border unnoticed.
pub(super) fn legacy_protocols(subject: &Subject<'_>, collector: &mut Collector) {
    let (catalog, plan) = (subject.context.catalog, subject.context.plan);
    for_each_opening(
        subject,
        |line| line.legacy,
        |_| true,
        |summary| summary.has_legacy,
        |opening| {
            let zone = &plan.zones[opening.destination_idx];
            let mut by_protocol: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
            for (_, line) in opening.lines {
                by_protocol.entry(&catalog.endpoint(line.endpoint).application_protocol).or_default().push(line);
            }
            for (protocol, lines) in by_protocol {
                let message = vec![
                    Piece::Items,
                    Piece::words(" "),
                    Piece::Be,
                    Piece::words(" opened to it from "),
                    Piece::Sources,
                ];
                let hint = vec![Piece::words("cleartext or superseded: look for an encrypted or newer way")];
                let place = Where::At(Place::Zone(zone.id.to_string()));
                let told = Told {
                    about: About::Assumptions(governing(subject, zone, &lines)),
                    ids: vec![zone.id.to_string()],
                    item: protocol.to_owned(),
                    ..Told::new(Code::LegacyProtocol, place, message, hint)
                };
                collector.tell(told, opening.sources.iter().map(|&source| (source, [0; 2])));
            }
        },
    );
}

/// The assumptions that govern all of these lines, so that an answer for the zone alone would close them.
fn governing(subject: &Subject<'_>, zone: &Zone, lines: &[&Line]) -> Vec<String> {
    let of_lines = lines.iter().map(|line| line.assumptions.iter().copied().collect::<BTreeSet<_>>());
    let common = of_lines.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default();
    // What is said of a pair holds whatever the zone says.
    let is_said = |id: &str| {
        let mut pairs = subject.context.plan.pairs.iter();
        pairs.any(|((_, destination), pair)| *destination == zone.id && pair.assumptions.contains_key(id))
    };
    let ids = common.into_iter().map(|idx| &*subject.context.catalog.assumptions[idx].id);
    ids.filter(|&id| !is_said(id)).map(str::to_owned).collect()
}

/// A low-trust zone does not reach what guards identities.
pub(super) fn low_trust(subject: &Subject<'_>, collector: &mut Collector) {
    let (catalog, plan) = (subject.context.catalog, subject.context.plan);
    for_each_opening(
        subject,
        |line| line.guarded,
        |source| source.trust == TrustLevel::Low,
        |summary| summary.has_guarded,
        |opening| {
            let zone = &plan.zones[opening.destination_idx];
            let listeners = opening.lines.iter().flat_map(|(facet, line)| {
                let instances = facet.instances_of(line.to).iter();
                instances.filter(|instance| listens(instance, line)).map(|instance| instance.placed_role)
            });
            for role in listeners.collect::<BTreeSet<usize>>() {
                let role = &catalog.roles[role];
                let message =
                    vec![Piece::words("low trust reaches "), Piece::Items, Piece::words(": "), Piece::Sources];
                let hint = "use a read-only domain controller, a proxy or a workgroup server there";
                let place = Where::At(Place::Zone(zone.id.to_string()));
                let told = Told {
                    ids: vec![zone.id.to_string()],
                    item: role.name.to_string(),
                    ..Told::new(Code::LowTrustReachesDc, place, message, vec![Piece::words(hint)])
                };
                collector.tell(told, opening.sources.iter().map(|&source| (source, [0; 2])));
            }
        },
    );
}
