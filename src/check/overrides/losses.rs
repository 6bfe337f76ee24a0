//! What no longer works because an override takes a Required flow away.
//!
//! The derivation says which flows are lost ([`Cell::lost`]); here they get words, and a look at whether another zone
//! would serve instead.

use std::collections::{BTreeMap, BTreeSet};

use super::loss::{Loss, TunnelLoss, losses};
use crate::catalog::Relation;
use crate::check::collector::{Collector, Piece, SourceFinding, SourceSubject};
use crate::check::input::Input;
use crate::check::overrides::unmatched::selector_id;
use crate::check::wording::{listed, shown_name};
use crate::finding::{Code, Finding, Severity, Subject, thousands};
use crate::matrix::{Cell, Flow, Link, Origin, Status};
use crate::plan::Override;

/// The most cells whose flows are made for this. Source: some tenths of a second.
const MOST_CELLS: usize = 5_000;

/// Every Required flow that an override takes away is a finding.
///
/// Sources that lose the same to one override and one destination become one finding.
pub(in crate::check) fn required(input: &Input<'_>, collector: &mut Collector) {
    let Input { matrix, context, .. } = *input;
    let num_zones = matrix.num_zones();
    let (mut num_cells, mut num_left_out) = (0, 0_usize);
    for source_idx in 0..num_zones {
        let mut row = Row { input, source_idx, cells: BTreeMap::new() };
        for destination_idx in 0..num_zones {
            if !matrix.summary(source_idx, destination_idx).loses_required {
                continue;
            }
            if num_cells + row.cells.len() > MOST_CELLS {
                num_left_out += 1;
                continue;
            }
            let of_pair = losses(context.catalog, row.cell(destination_idx));
            for loss in of_pair {
                let is_meant = source_idx != destination_idx || names_both_zones(input, loss.override_idx);
                if is_meant {
                    collector.add_for(row.told(destination_idx, &loss), [source_idx]);
                }
            }
        }
        num_cells += row.cells.len();
    }
    if num_left_out > 0 {
        let message =
            format!("overrides take Required flows away between {} more pairs of zones", thousands(num_left_out));
        let hint = "let them through; the matrix marks each of the pairs";
        collector.push(Finding::new(Code::RequiredSuppressed, Subject::Plan, message, hint));
    }
}

/// Whether an override is about what stays inside a zone, where mostly no firewall stands.
fn names_both_zones(input: &Input<'_>, override_idx: usize) -> bool {
    match &input.context.plan.overrides[override_idx] {
        Override::Suppress { selector, .. } => selector.source_zone.is_some() && selector.destination_zone.is_some(),
        Override::Add { .. } => false,
    }
}

/// What one zone opens, made as far as it is asked for.
struct Row<'a> {
    input: &'a Input<'a>,
    source_idx: usize,
    cells: BTreeMap<usize, Cell<'a>>,
}

impl<'a> Row<'a> {
    fn cell(&mut self, destination_idx: usize) -> &Cell<'a> {
        let Input { matrix, context, .. } = *self.input;
        let make = || matrix.cell(context.catalog, self.source_idx, destination_idx);
        self.cells.entry(destination_idx).or_insert_with(make)
    }

    /// The finding about what an override costs a zone.
    fn told(&mut self, destination_idx: usize, loss: &Loss<'_>) -> SourceFinding {
        let plan = self.input.context.plan;
        let destination = &plan.zones[destination_idx];
        let left: Vec<BTreeSet<usize>> =
            loss.roles.iter().map(|role| self.left(destination_idx, &role.links)).collect();
        let mut message = Vec::new();
        for role in &loss.roles {
            let separator = if message.is_empty() { "" } else { "; " };
            message.push(Piece::text(format!("{separator}{} in ", role.name)));
            message.push(Piece::Sources);
            let lost = format!(" {}: no {} to {}", role.words(), role.protocols(), shown_name(destination));
            message.push(Piece::text(lost));
        }
        // What one role has left is no help to another.
        let has_all_left = left.iter().all(|zones| !zones.is_empty());
        let zones: BTreeSet<usize> = left.into_iter().flatten().collect();
        let mut names: Vec<&str> = zones.iter().map(|&idx| shown_name(&plan.zones[idx])).collect();
        // The order of zones is to change no text, and a long list is cut short.
        names.sort_unstable();
        // What is left at worst where all of it is what tunnels themselves send.
        let tunnels = loss.roles.iter().map(|role| role.tunnel).collect::<Option<Vec<_>>>();
        let tunnel = tunnels.and_then(|tunnels| tunnels.into_iter().min());
        let (severity, hint) = if tunnel == Some(TunnelLoss::DownAcrossNat) {
            let hint = "without a NAT there it needs no such port: let it through, or make sure that there is none";
            (Severity::Warning, hint.to_owned())
        } else if tunnel.is_some() {
            let hint = "let it through, take the tunnel out, or accept what is lost as a risk";
            (Code::RequiredSuppressed.severity(), hint.to_owned())
        } else if has_all_left {
            let hint =
                format!("the same stays open to {}: let it through, or make sure that it is used", listed(&names));
            (Severity::Warning, hint)
        } else {
            let hint = "no other zone serves it instead: let it through, or accept what is lost as a risk";
            (Code::RequiredSuppressed.severity(), hint.to_owned())
        };
        let subject = SourceSubject::Fixed(Subject::Override(loss.override_idx));
        // A position would not stay: what the override matches does.
        let ids = vec![destination.id.to_string(), selector_id(&plan.overrides[loss.override_idx])];
        SourceFinding {
            severity,
            ids,
            ..SourceFinding::new(Code::RequiredSuppressed, subject, message, vec![Piece::text(hint)])
        }
    }

    /// The other zones that would serve instead: everything that is lost is there, and nothing that these roles need.
    fn left(&mut self, destination_idx: usize, lost: &[Link<'_>]) -> BTreeSet<usize> {
        let Input { zones, .. } = *self.input;
        // What answers goes to the one who asked; a tunnel has no other ends.
        if lost.is_empty() || lost.iter().any(|link| link.line.is_answer) {
            return BTreeSet::new();
        }
        let listens = |zone_idx: usize, link: &Link<'_>| {
            let lines = &self.input.context.table.lines;
            zones[zone_idx].facets.iter().flat_map(|facet| &facet.ports).any(|(line_idx, _)| {
                let line = &lines[*line_idx];
                (line.connection, line.endpoint) == (link.line.connection, link.line.endpoint)
            })
        };
        let others = (0..zones.len()).filter(|&idx| idx != destination_idx);
        let others: Vec<usize> = others.filter(|&idx| lost.iter().all(|link| listens(idx, link))).collect();
        others.into_iter().filter(|&idx| serves(self.cell(idx), lost)).collect()
    }
}

/// Whether a cell has everything that is lost elsewhere, and loses nothing that goes between the same roles.
fn serves(cell: &Cell<'_>, lost: &[Link<'_>]) -> bool {
    let roles = |link: &Link<'_>| (link.line.connection.role, link.line.destination);
    let is_damaged = cell
        .lost_flows()
        .any(|(_, flow)| links(flow).iter().any(|other| lost.iter().any(|link| roles(link) == roles(other))));
    if is_damaged {
        return false;
    }
    let kept = cell.flows.iter().filter(|flow| match flow.status {
        Status::Open | Status::Followed | Status::Tunnelled { .. } => true,
        // What is open stands in for it.
        Status::Suppressed { override_idx, .. } => override_idx.is_some(),
    });
    let kept: Vec<Link<'_>> = kept.flat_map(links).collect();
    lost.iter().all(|link| kept.iter().any(|other| would_do(link, other)))
}

fn links<'a>(flow: &Flow<'a>) -> Vec<Link<'a>> {
    let facts = flow.reasons.iter().map(|reason| reason.origin);
    facts.filter_map(|fact| if let Origin::Connection(link) = fact { Some(link) } else { None }).collect()
}

/// Whether a link is what another one is, to another zone.
fn would_do(link: &Link<'_>, other: &Link<'_>) -> bool {
    let says = |link: &Link<'_>| (link.line.connection, link.line.endpoint);
    if says(link) != says(other) || link.source_facet.scopes != other.source_facet.scopes {
        return false;
    }
    // Across a trust, one domain does not serve for another.
    let scope = link.line.scope.map(|scope| &link.context.table.scope_matches[scope]);
    scope.is_none_or(|scope| match scope.relation {
        Relation::Same | Relation::SameForest => true,
        Relation::OtherDomain | Relation::Trusted | Relation::Trusting => {
            let of_kind = |link: &Link<'_>| {
                link.destination_facet.scopes.iter().find(|(kind, _)| **kind == *scope.kind).map(|(_, id)| id.clone())
            };
            of_kind(link) == of_kind(other)
        }
    })
}
