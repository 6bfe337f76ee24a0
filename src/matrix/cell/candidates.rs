//! What connections ask for between two zones, before it becomes flows. It knows no overrides and no tunnels.

use std::borrow::Cow;

use super::pair::Pair;
use crate::catalog::{Confidence, Need};
use crate::matrix::context::{Context, LineState, PairAnswers};
use crate::matrix::flow::{FlowConfidence, Origin, Reason};
use crate::matrix::lines::Line;
use crate::matrix::link::Link;
use crate::matrix::resolve::{Facet, ResolvedZone};
use crate::net::PortRange;
use crate::plan::Zone;

/// A link, and what becomes of it before overrides and tunnels are asked.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) link: Link<'a>,
    pub(super) standing: Standing,
}

/// What a link makes of its flow; what asks for most comes first.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Standing {
    Open,
    Followed,
    Declined,
}

impl<'a> Candidate<'a> {
    /// What makes its flow itself, in the order of flows.
    pub(super) fn key(&self) -> (usize, Option<PortRange>, Option<u16>) {
        let Link { line, range, source_port, .. } = self.link;
        (line.key, range, source_port)
    }

    /// What it says for its flow.
    pub(super) fn reason(&self, answers: &PairAnswers<'_>) -> Reason<'a> {
        let Link { context, line, .. } = self.link;
        let connection = context.catalog.connection(line.connection);
        Reason {
            origin: Origin::Connection(self.link),
            purpose: &connection.purpose,
            need: Need::for_scenarios(answers.open_scenario_names(context.catalog, line)),
            confidence: match connection.confidence.max(context.catalog.endpoint(line.endpoint).confidence) {
                Confidence::Documented => FlowConfidence::Documented,
                Confidence::Inferred => FlowConfidence::Inferred,
                Confidence::User => FlowConfidence::User,
            },
            references: Cow::Borrowed(&line.references),
        }
    }
}

/// Lists every candidate from one zone to another, those of one flow side by side.
pub(super) fn candidates<'a>(
    pair: &Pair<'a>,
    source: &'a ResolvedZone,
    destination: &'a ResolvedZone,
) -> Vec<Candidate<'a>> {
    // Room for most, so that it need not grow step by step.
    let mut res = Vec::with_capacity(32);
    for from in &source.facets {
        for to in &destination.facets {
            // Lines of one connection stand side by side: their scopes are asked once.
            let mut in_scope = (None, true);
            for line_idx in from.opens.shared(&to.listens) {
                let line = &pair.context.table.lines[line_idx];
                if line.scope != in_scope.0 {
                    in_scope = (line.scope, is_in_scope(pair.context, line, from, to));
                }
                if in_scope.1
                    && pair.context.scopes.bring(line, &from.scopes, &to.scopes)
                    && is_served(line, (pair.source, from), (pair.destination, to))
                {
                    add_line(pair, line_idx, from, to, &mut res);
                }
            }
        }
    }
    // Candidates are large: the keys are sorted, and each candidate is moved once.
    res.sort_by_cached_key(Candidate::key);
    res
}

/// Whether a line stands from one facet to another, as far as scopes, what is chosen and `serves` go.
pub(crate) fn is_allowed(
    context: Context<'_>,
    line_idx: usize,
    source: (&Zone, &Facet),
    destination: (&Zone, &Facet),
) -> bool {
    let line = &context.table.lines[line_idx];
    is_served(line, source, destination)
        && is_in_scope(context, line, source.1, destination.1)
        && context.scopes.bring(line, &source.1.scopes, &destination.1.scopes)
}

fn is_in_scope(context: Context<'_>, line: &Line, source: &Facet, destination: &Facet) -> bool {
    line.scope.is_none_or(|scope| {
        context.scopes.matches(&context.table.scope_matches[scope], &source.scopes, &destination.scopes)
    })
}

fn is_served(
    line: &Line,
    (source_zone, source): (&Zone, &Facet),
    (destination_zone, destination): (&Zone, &Facet),
) -> bool {
    let serves = |facet: &Facet, zone: &Zone| facet.serves.as_ref().is_none_or(|zones| zones.contains(&zone.id));
    if line.is_answer { serves(source, destination_zone) } else { line.peer || serves(destination, source_zone) }
}

fn add_line<'a>(pair: &Pair<'a>, line_idx: usize, from: &'a Facet, to: &'a Facet, candidates: &mut Vec<Candidate<'a>>) {
    let line = &pair.context.table.lines[line_idx];
    let standing = match pair.answers.state(pair.context.catalog, line) {
        LineState::Absent => return,
        LineState::Declined => Standing::Declined,
        LineState::Needed(_) if pair.answers.follows(line) => Standing::Followed,
        LineState::Needed(_) => Standing::Open,
    };
    // Ports stand in ascending order: those of one range side by side.
    for same in to.ports_of(line_idx).chunk_by(|a, b| a.range == b.range) {
        let Pair { context, source, destination, .. } = *pair;
        for &source_port in from.source_ports_of(line_idx, line) {
            let link = Link {
                context,
                source,
                destination,
                line,
                range: same[0].range,
                source_port,
                source_facet: from,
                destination_facet: to,
            };
            candidates.push(Candidate { link, standing });
        }
    }
}
