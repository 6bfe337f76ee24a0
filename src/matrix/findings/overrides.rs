//! Tunnels and overrides: what is unfinished, and what does nothing.

use std::collections::BTreeMap;

use super::Subject;
use super::names::selectors;
use crate::finding::{About, Code, Finding, Place};
use crate::matrix::cell::{is_allowed, selects};
use crate::plan::Selector;

/// Tunnels have the addresses of their ends, and an opener where the kind asks for one.
pub(super) fn tunnels(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (catalog, plan) = (subject.context.catalog, subject.context.plan);
    for (idx, tunnel) in plan.tunnels.iter().enumerate() {
        let mut incomplete = |message: &str, hint: &str| {
            findings.push(Finding::new(Code::TunnelIncomplete, Place::Tunnel(idx), message, hint));
        };
        if tunnel.endpoints.iter().any(Vec::is_empty) {
            incomplete("the addresses of its ends are to be filled", "name the gateway in each zone");
        }
        if tunnel.zones[0] == tunnel.zones[1] {
            incomplete("it joins a zone with itself", "name two zones");
        }
        let asks_for_opener =
            catalog.tunnel_idx(tunnel.kind.as_str()).is_some_and(|idx| catalog.tunnels[idx].has_opener);
        match &tunnel.opener {
            None if asks_for_opener => {
                incomplete("nobody is said to open it: its first zone was taken", "name the zone that opens it");
            }
            Some(opener) if !tunnel.zones.contains(opener) => {
                incomplete("the zone that opens it is none of its two", "name one of its two zones");
            }
            _ => {}
        }
    }
}

/// Every selector picks some flow.
pub(super) fn unmatched(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    // At each place, how many selectors were looked at, and which of them pick nothing.
    let mut idle: BTreeMap<Place, (usize, Vec<usize>)> = BTreeMap::new();
    for (place, selector) in selectors(subject.context.plan) {
        let (num_seen, positions) = idle.entry(place).or_default();
        if !picks_something(subject, selector) {
            positions.push(*num_seen);
        }
        *num_seen += 1;
    }
    for (place, (_, positions)) in idle.into_iter().filter(|(_, (_, positions))| !positions.is_empty()) {
        let message = "it matches no flow";
        let hint = "take it out, or check zones, roles and ports";
        let finding = Finding::new(Code::OverrideUnmatched, place, message, hint);
        findings.push(finding.about(About::Selectors(positions)));
    }
}

fn picks_something(subject: &Subject<'_>, selector: &Selector) -> bool {
    let context = subject.context;
    let zones = || context.plan.zones.iter().zip(subject.zones);
    let is_named = |id: Option<&crate::plan::ZoneId>, zone: &crate::plan::Zone| id.is_none_or(|id| *id == zone.id);
    let destinations: Vec<_> = zones().filter(|(zone, _)| is_named(selector.destination_zone.as_ref(), zone)).collect();
    let sources: Vec<_> = zones().filter(|(zone, _)| is_named(selector.source_zone.as_ref(), zone)).collect();
    destinations.iter().any(|(destination_zone, destination)| {
        destination.facets.iter().any(|to| {
            to.ports.iter().any(|(line_idx, ports)| {
                let line = &context.table.lines[*line_idx];
                let keys = ports.iter().map(|port| line.flow_key(context.catalog, port.range));
                let mut keys = keys.filter(|key| {
                    // Zones are settled above; only the rest of the selector is asked here.
                    let rest = Selector { source_zone: None, destination_zone: None, ..selector.clone() };
                    selects(&rest, destination_zone, destination_zone, key)
                });
                keys.next().is_some()
                    && sources.iter().any(|(source_zone, source)| {
                        source.facets.iter().any(|from| {
                            from.opens.contains(*line_idx)
                                && is_allowed(context, *line_idx, (source_zone, from), (destination_zone, to))
                        })
                    })
            })
        })
    })
}
