//! Cleartext and legacy protocols that cross the border of a zone, with what would close each.

use std::collections::{BTreeMap, BTreeSet};

use super::openings::{Standing, for_each_opening};
use crate::check::collector::{Collector, Item, Piece, SourceFinding, SourceSubject};
use crate::check::input::Input;
use crate::finding::{Code, Detail, Settling, Subject};
use crate::matrix::{Line, PairAnswers};
use crate::plan::Zone;

/// No cleartext or legacy protocol crosses a zone's border unnoticed.
pub(in crate::check) fn protocols(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    for_each_opening(
        input,
        Standing::Open,
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
                let message =
                    vec![Piece::Items, Piece::text(" "), Piece::Be, Piece::text(" opened to it from "), Piece::Sources];
                let (hint, detail) = closing(input, opening.sources[0], zone, &lines);
                let hint = vec![Piece::text(hint)];
                let subject = SourceSubject::Fixed(Subject::Zone(zone.id.to_string()));
                let finding = SourceFinding {
                    detail,
                    ids: vec![zone.id.to_string()],
                    item: Some(Item { name: protocol.to_owned(), id: protocol.to_owned() }),
                    ..SourceFinding::new(Code::LegacyProtocol, subject, message, hint)
                };
                collector.add_for(finding, opening.sources.iter().copied());
            }
        },
    );
}

/// What closes the protocol of some lines, in words and for a fix.
fn closing(input: &Input<'_>, source_idx: usize, zone: &Zone, lines: &[&Line]) -> (String, Detail) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    let assumptions = governing(input, zone, lines);
    if let Some(idx) = assumptions.first().and_then(|id| catalog.assumption_idx(id)) {
        let question = &catalog.assumptions[idx].question;
        return (format!("answering “{question}” with unused closes it"), Detail::Assumptions(assumptions));
    }
    // Sources that open the same by bits have the same answers, and nothing is said of their pairs.
    let source = &plan.zones[source_idx];
    let answers = PairAnswers::between(input.context, source, zone);
    let undecided = lines.iter().map(|line| answers.open_scenarios(catalog, line));
    let common = undecided.reduce(|a, b| a.into_iter().filter(|idx| b.contains(idx)).collect()).unwrap_or_default();
    match common.first() {
        Some(&scenario) => {
            let scenario = &catalog.scenarios[scenario];
            let detail = Detail::Lessening { rpc: Settling::AsIs, scenarios: vec![scenario.id.to_string()] };
            (format!("declining “{}” closes it", scenario.name), detail)
        }
        None => {
            ("cleartext or superseded: take the role away that opens it, or accept the risk".to_owned(), Detail::None)
        }
    }
}

/// The assumptions that govern all of these lines, so that an answer for the zone alone would close them.
fn governing(input: &Input<'_>, zone: &Zone, lines: &[&Line]) -> Vec<String> {
    let of_lines = lines.iter().map(|line| line.when.assumptions.iter().copied().collect::<BTreeSet<_>>());
    let common = of_lines.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default();
    // What is said of a pair holds whatever the zone says.
    let is_said = |id: &str| {
        let mut pairs = input.context.plan.pairs.iter();
        pairs.any(|((_, destination), pair)| *destination == zone.id && pair.assumptions.contains_key(id))
    };
    let ids = common.into_iter().map(|idx| input.context.catalog.assumptions[idx].id.as_str());
    ids.filter(|&id| !is_said(id)).map(str::to_owned).collect()
}
