//! Tunnels and overrides: what is unfinished, and what does nothing.

use std::collections::BTreeMap;

use crate::check::collector::Collector;
use crate::check::input::Input;
use crate::check::wording::joined;
use crate::finding::{Code, Detail, Finding, Keys, Subject};
use crate::matrix::{Context, Effect, Picker};
use crate::plan::{Carries, Override, Selector, Tunnel, ZoneId};

/// Tunnels have the addresses of their ends, and an opener where the kind asks for one.
pub(in crate::check) fn tunnels(input: &Input<'_>, collector: &mut Collector) {
    let (catalog, plan) = (input.context.catalog, input.context.plan);
    for (idx, tunnel) in plan.tunnels.iter().enumerate() {
        let mut incomplete = |message: &str, hint: &str| {
            let finding = Finding::new(Code::TunnelIncomplete, Subject::Tunnel(idx), message, hint);
            collector.push(finding.keyed(tunnel_keys(tunnel)));
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
                incomplete("no zone is named that opens it: its first zone was taken", "name the zone that opens it");
            }
            Some(opener) if !tunnel.zones.contains(opener) => {
                incomplete("the zone that opens it is none of its two", "name one of its two zones");
            }
            _ => {}
        }
    }
}

/// Every override and every tunnel takes some flow, and each of a tunnel's selectors does.
pub(in crate::check) fn unmatched(input: &Input<'_>, collector: &mut Collector) {
    let Input { matrix, context, .. } = *input;
    let effects = matrix.effects(context.catalog);
    let idle = |picker: Picker| match effects.get(&picker) {
        Some(Effect::Took) => None,
        Some(Effect::TakenBefore) => Some(Idle::TakenBefore),
        Some(Effect::Declined) => Some(Idle::Declined),
        None => Some(Idle::Unmatched),
    };
    for (idx, entry) in context.plan.overrides.iter().enumerate() {
        if let (Override::Suppress { selector, .. }, Some(idle)) = (entry, idle(Picker::Override(idx))) {
            let message = match idle {
                Idle::TakenBefore => "another override takes already what it matches",
                Idle::Declined => "it matches only what is closed by a scenario that was declined",
                Idle::Unmatched => "it matches no flow",
            };
            let hint = match idle {
                Idle::TakenBefore | Idle::Declined => "take it out: nothing opens without it",
                Idle::Unmatched if selector.ports.is_some() => {
                    "take it out, or check zones, roles and ports: a flow is taken only whole, with all its ports"
                }
                Idle::Unmatched => "take it out, or check zones, roles and ports",
            };
            let finding = Finding::new(Code::OverrideUnmatched, Subject::Override(idx), message, hint);
            let finding = finding.detail(Detail::Selectors(vec![0])).keyed(Keys::one([selector_id(entry)]));
            collector.push(finding);
        }
    }
    for (tunnel_idx, tunnel) in context.plan.tunnels.iter().enumerate() {
        let (idle, num_pickers): (Vec<(usize, Idle)>, usize) = match &tunnel.carries {
            Carries::Everything => (idle(Picker::Tunnel(tunnel_idx)).map(|idle| (0, idle)).into_iter().collect(), 1),
            Carries::Selection(selectors) => {
                let idle = |idx| idle(Picker::TunnelSelector(tunnel_idx, idx)).map(|idle| (idx, idle));
                ((0..selectors.len()).filter_map(idle).collect(), selectors.len())
            }
        };
        if idle.len() == num_pickers {
            // What keeps it from lying anywhere is a finding of its own.
            if lies_somewhere(context, tunnel) {
                collector.push(idle_tunnel(tunnel_idx, &idle).keyed(tunnel_keys(tunnel)));
            }
        } else if !idle.is_empty() {
            collector.push(idle_selectors(tunnel_idx, &idle).keyed(tunnel_keys(tunnel)));
        }
    }
}

/// Why something takes no flow. What says most comes first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Idle {
    /// Overrides and tunnels are asked one after the other, and something before it took what it matches.
    TakenBefore,
    /// A scenario that was declined closes what it matches.
    Declined,
    /// It matches nothing.
    Unmatched,
}

/// Whether a tunnel joins two zones of the plan and is of a known kind.
fn lies_somewhere(context: Context<'_>, tunnel: &Tunnel) -> bool {
    let [a, b] = &tunnel.zones;
    let has_zone = |id: &ZoneId| context.plan.zone_idx(id.as_str()).is_some();
    a != b && has_zone(a) && has_zone(b) && context.catalog.tunnel_idx(tunnel.kind.as_str()).is_some()
}

/// A tunnel that carries nothing.
fn idle_tunnel(tunnel_idx: usize, idle: &[(usize, Idle)]) -> Finding {
    let message = match idle.iter().map(|(_, idle)| *idle).min() {
        Some(Idle::TakenBefore) => "it carries nothing: an override or another tunnel takes what it would carry",
        Some(Idle::Declined) => "it carries nothing: a scenario that was declined closes what it would carry",
        Some(Idle::Unmatched) | None => "it carries nothing: no flow between its zones is meant for it",
    };
    let hint = "take it out with the ports that it opens for itself, or check its zones and what it carries";
    Finding::new(Code::OverrideUnmatched, Subject::Tunnel(tunnel_idx), message, hint)
}

/// Selectors of a tunnel that have no part in what it carries.
fn idle_selectors(tunnel_idx: usize, idle: &[(usize, Idle)]) -> Finding {
    let mut by_reason: BTreeMap<Idle, Vec<String>> = BTreeMap::new();
    for (idx, idle) in idle {
        by_reason.entry(*idle).or_default().push((idx + 1).to_string());
    }
    let parts = by_reason.into_iter().map(|(idle, positions)| {
        let (it, matches) = if positions.len() == 1 { ("it", "matches") } else { ("they", "match") };
        let why = match idle {
            Idle::TakenBefore => {
                format!("what {it} {matches} is taken by an override, another tunnel or a selector before")
            }
            Idle::Declined => format!("what {it} {matches} is closed by a scenario that was declined"),
            Idle::Unmatched => format!("{it} {matches} no flow"),
        };
        let (selectors, does) = if positions.len() == 1 { ("selector", "does") } else { ("selectors", "do") };
        format!("{selectors} {} of what it carries {does} nothing: {why}", joined(&positions))
    });
    let message = parts.collect::<Vec<_>>().join("; ");
    let what = if idle.len() == 1 { "it" } else { "them" };
    let hint = format!("take {what} out, or check zones, roles and ports");
    let finding = Finding::new(Code::OverrideUnmatched, Subject::Tunnel(tunnel_idx), message, hint);
    finding.detail(Detail::Selectors(idle.iter().map(|(idx, _)| *idx).collect()))
}

/// What tells a tunnel apart from others, whatever its position: its kind and its zones.
fn tunnel_keys(tunnel: &Tunnel) -> Keys {
    let [a, b] = &tunnel.zones;
    Keys::one([tunnel.kind.to_string(), a.to_string(), b.to_string()])
}

/// What tells an override apart from others, whatever its position and its reason: what it matches.
pub(in crate::check) fn selector_id(entry: &Override) -> String {
    let selector = match entry {
        Override::Suppress { selector, .. } => selector.clone(),
        Override::Add { .. } => Selector::default(),
    };
    let named = [
        ("source_zone", selector.source_zone.map(|id| id.to_string())),
        ("destination_zone", selector.destination_zone.map(|id| id.to_string())),
        ("source_role", selector.source_role.map(|id| id.to_string())),
        ("destination_role", selector.destination_role.map(|id| id.to_string())),
        ("service", selector.service.map(|id| id.to_string())),
        ("transport", selector.transport.map(|transport| transport.label().to_lowercase())),
        ("ports", selector.ports.map(|ports| ports.to_string())),
    ];
    let named = named.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}", value?)));
    named.collect::<Vec<_>>().join(", ")
}
