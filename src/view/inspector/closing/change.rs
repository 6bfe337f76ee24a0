//! One change that may close a port: what it is called, and the edit that makes it.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::Scene;
use crate::catalog::Answer;
use crate::check::{joined, pinned_too};
use crate::ids::{AssumptionIdx, ChoiceIdx, OptionIdx, ScenarioIdx};
use crate::net::PortRange;
use crate::plan::{Edit, OsId, Override, RoleId, RpcServerId, RpcStrategy, ScenarioDecision, ScopeId, Tick};
use crate::view::inspector::zone_draft::ZoneDraft;
use crate::view::wording::lower_first;

/// A change. Zones are positions in the plan of the two, placements positions in their zone.
///
/// What concerns the pair alone comes first, what takes most comes last.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Change {
    /// Answers the assumption at this position with “unused”, for the pair: no answer is narrower or goes before it.
    Answer(AssumptionIdx),
    /// Declines the scenario at this position, for the pair.
    Decline(ScenarioIdx),
    /// Lets the firewall between the two follow the endpoint mapper.
    Follow,
    /// Chooses another option: for everything in a scope, or for the plan.
    Choose { choice: ChoiceIdx, option: OptionIdx, scope: Option<ScopeId> },
    /// Takes back the override at this position, which adds the flow.
    TakeBack(usize),
    /// Removes the tunnel at this position.
    RemoveTunnel(usize),
    /// Gives RPC servers a port each.
    Pin { zone: usize, pins: BTreeMap<RpcServerId, PortRange>, placements: BTreeSet<usize> },
    /// Restricts RPC servers to a range.
    Restrict { zone: usize, range: PortRange, placements: BTreeSet<usize> },
    /// Takes OS versions away from the zone or from one placement; `on` comes instead where none would be left.
    Os { zone: usize, placement: Option<usize>, off: BTreeSet<OsId>, on: Option<OsId> },
    /// Lets a placement serve all but the zone that opens.
    Serves { zone: usize, placement: usize },
    /// Lets a placement do without a role that it implies.
    Without { zone: usize, placement: usize, role: RoleId },
    /// Removes one of several placements of a role.
    Remove { zone: usize, placement: usize },
    /// Unticks a role.
    Untick { zone: usize, role: RoleId },
}

/// Whose other pairs a change may change too.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Reach {
    /// Those of a zone, by its position.
    Zone(usize),
    /// Those of everything in a scope.
    Scope(ScopeId),
    /// All.
    Plan,
}

impl Reach {
    /// Whose pairs they are, in words.
    pub(super) fn name(&self, scene: &Scene<'_>) -> String {
        match self {
            Self::Zone(idx) => scene.zone(*idx).name.clone(),
            Self::Scope(id) => scope_name(scene, id),
            Self::Plan => "the plan".to_owned(),
        }
    }
}

fn scope_name(scene: &Scene<'_>, id: &ScopeId) -> String {
    scene.plan().scope_name(id.as_str()).to_owned()
}

impl Change {
    /// Whose other pairs it may change too; `None`: nobody's.
    pub(super) fn reach(&self) -> Option<Reach> {
        match self {
            // What no longer serves one zone serves the others as before.
            Self::Serves { .. } => None,
            Self::Choose { scope, .. } => Some(scope.clone().map_or(Reach::Plan, Reach::Scope)),
            other => other.zone().map(Reach::Zone),
        }
    }

    /// The zone that it changes.
    fn zone(&self) -> Option<usize> {
        match self {
            Self::Answer(_)
            | Self::Decline(_)
            | Self::Follow
            | Self::Choose { .. }
            | Self::TakeBack(_)
            | Self::RemoveTunnel(_) => None,
            Self::Pin { zone, .. }
            | Self::Restrict { zone, .. }
            | Self::Os { zone, .. }
            | Self::Serves { zone, .. }
            | Self::Without { zone, .. }
            | Self::Remove { zone, .. }
            | Self::Untick { zone, .. } => Some(*zone),
        }
    }

    /// The sentence in three parts, of which the one in the middle can be a list: `Untick`, `Web server`, `in DMZ`.
    pub(super) fn words(&self, scene: &Scene<'_>) -> [String; 3] {
        let catalog = scene.catalog;
        let place = |zone: usize| format!("in {}", scene.zone(zone).name);
        let placed = |zone: usize, placement: usize| {
            let placement = scene.zone(zone).placements.get(placement);
            placement.map_or("", |placement| catalog.role_name(placement.role.as_str())).to_owned()
        };
        let of_pair = || "for this pair".to_owned();
        match self {
            Self::Answer(idx) => [
                "Answer".to_owned(),
                format!("“{}”", catalog.assumptions[*idx].question),
                format!("with unused {}", of_pair()),
            ],
            Self::Decline(idx) => ["Decline".to_owned(), format!("“{}”", catalog.scenarios[*idx].name), of_pair()],
            Self::Follow => ["Let the firewall follow".to_owned(), "the RPC endpoint mapper".to_owned(), of_pair()],
            Self::Choose { choice, option, scope } => {
                let choice = &catalog.choices[*choice];
                let of = scope.as_ref().map_or_else(|| "the plan".to_owned(), |id| scope_name(scene, id));
                let with = format!("with “{}” for {of}", choice.options[*option].name);
                ["Answer".to_owned(), format!("“{}”", choice.question), with]
            }
            Self::TakeBack(idx) => {
                let reason = scene.plan().overrides.get(*idx).map_or("", Override::reason);
                let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
                ["Take back".to_owned(), "the flow that you added".to_owned(), reason]
            }
            Self::RemoveTunnel(idx) => {
                let tunnel = scene.plan().tunnels.get(*idx);
                let name = tunnel.map_or("", |tunnel| catalog.tunnel_kind_name(tunnel.kind.as_str()));
                ["Remove".to_owned(), format!("the {name} tunnel"), "between the two".to_owned()]
            }
            Self::Pin { zone, pins, .. } => {
                let pin = |(id, port): (&RpcServerId, _)| format!("{} to {port}", catalog.rpc_server_name(id.as_str()));
                let pins: Vec<String> = pins.iter().map(pin).collect();
                ["Pin".to_owned(), joined(&pins), place(*zone)]
            }
            Self::Restrict { zone, range, .. } => {
                ["Restrict".to_owned(), format!("RPC servers to {range}"), place(*zone)]
            }
            Self::Os { zone, placement, off, on } => {
                let names: Vec<&str> = off.iter().map(|id| catalog.os_name(id.as_str())).collect();
                let holder = placement.map_or_else(String::new, |idx| format!("for {} ", placed(*zone, idx)));
                let (verb, instead) = match on {
                    None => ("Untick", String::new()),
                    Some(on) => ("Replace", format!("with {} ", catalog.os_name(on.as_str()))),
                };
                [verb.to_owned(), joined(&names), format!("{instead}{holder}{}", place(*zone))]
            }
            Self::Serves { zone, placement } => {
                let source = &scene.source().name;
                [format!("Let {source} not be served by"), placed(*zone, *placement), place(*zone)]
            }
            Self::Without { zone, placement, role } => {
                let role = catalog.role_name(role.as_str());
                [format!("Do without {role} for"), placed(*zone, *placement), place(*zone)]
            }
            Self::Remove { zone, placement } => {
                let role = |idx: usize| scene.zone(*zone).placements.get(idx).map(|placement| &placement.role);
                let number = (0..=*placement).filter(|&idx| role(idx) == role(*placement)).count();
                ["Remove".to_owned(), format!("placement {number} of {}", placed(*zone, *placement)), place(*zone)]
            }
            Self::Untick { zone, role } => {
                ["Untick".to_owned(), catalog.role_name(role.as_str()).to_owned(), place(*zone)]
            }
        }
    }
}

/// Changes in one sentence. Those that differ in the middle alone are listed there.
pub(super) fn sentence(scene: &Scene<'_>, changes: &[&Change]) -> String {
    let mut parts: Vec<(String, Vec<String>, String)> = Vec::new();
    for [verb, object, place] in changes.iter().map(|change| change.words(scene)) {
        match parts.iter_mut().find(|(other, _, at)| *other == verb && *at == place) {
            Some((_, objects, _)) => objects.push(object),
            None => parts.push((verb, vec![object], place)),
        }
    }
    let mut res = String::new();
    for (verb, objects, place) in parts {
        let verb = if res.is_empty() { verb } else { format!("; {}", lower_first(&verb)) };
        let space = if place.starts_with(':') || place.is_empty() { "" } else { " " };
        res += &format!("{verb} {}{space}{place}", joined(&objects));
    }
    res
}

/// The edits that make some changes, all of them at once. They are the same in the whole plan.
pub(super) fn edits(scene: &Scene<'_>, changes: &[&Change]) -> Vec<Edit> {
    let plan = scene.plan();
    let mut drafts: Vec<ZoneDraft<'_>> = plan.zones.iter().map(|zone| ZoneDraft::new(zone)).collect();
    let (mut taken_back, mut removed) = (BTreeSet::new(), BTreeSet::new());
    let mut res = Vec::new();
    for change in changes {
        match change {
            Change::Answer(_) | Change::Decline(_) | Change::Follow => res.push(of_pair(scene, change)),
            Change::Choose { choice, option, scope } => res.push(chosen(scene, (*choice, *option), scope.clone())),
            Change::TakeBack(idx) => drop(taken_back.insert(*idx)),
            Change::RemoveTunnel(idx) => drop(removed.insert(*idx)),
            in_zone => {
                if let Some(draft) = in_zone.zone().and_then(|zone| drafts.get_mut(zone)) {
                    draw(scene, in_zone, draft);
                }
            }
        }
    }
    if !taken_back.is_empty() {
        res.push(Edit::SetOverrides(without(&plan.overrides, &taken_back)));
    }
    if !removed.is_empty() {
        res.push(Edit::SetTunnels(without(&plan.tunnels, &removed)));
    }
    res.extend(drafts.iter().flat_map(ZoneDraft::edits));
    res
}

fn without<T: Clone>(list: &[T], positions: &BTreeSet<usize>) -> Vec<T> {
    list.iter().enumerate().filter(|(idx, _)| !positions.contains(idx)).map(|(_, item)| item.clone()).collect()
}

fn chosen(scene: &Scene<'_>, (choice, option): (ChoiceIdx, OptionIdx), scope: Option<ScopeId>) -> Edit {
    let choice = &scene.catalog.choices[choice];
    let (choice, option) = (choice.id.clone(), Some(choice.options[option].id.clone()));
    match scope {
        Some(scope) => Edit::SetScopeChoice { scope, choice, option },
        None => Edit::SetChoice { choice, option },
    }
}

fn of_pair(scene: &Scene<'_>, change: &Change) -> Edit {
    let (source, destination) = (scene.source().id.clone(), scene.destination().id.clone());
    match change {
        Change::Answer(idx) => Edit::SetPairAssumption {
            source,
            destination,
            assumption: scene.catalog.assumptions[*idx].id.clone(),
            answer: Some(Answer::Unused),
        },
        Change::Decline(idx) => Edit::SetPairScenario {
            source,
            destination,
            scenario: scene.catalog.scenarios[*idx].id.clone(),
            decision: Some(ScenarioDecision::Declined),
        },
        _ => Edit::SetPairMapperOnly { source, destination, mapper_only: Some(Tick::On) },
    }
}

/// Makes a change of a zone in its draft.
fn draw(scene: &Scene<'_>, change: &Change, draft: &mut ZoneDraft<'_>) {
    match change {
        Change::Pin { pins, placements, .. } => {
            draft.set_rpc(placements, &scene.plan().rpc, |strategy| pinned_too(strategy, pins));
        }
        Change::Restrict { range, placements, .. } => {
            draft.set_rpc(placements, &scene.plan().rpc, |_| RpcStrategy::Restricted(*range));
        }
        Change::Os { placement, off, on, .. } => {
            let ticks = match placement {
                None => Some(&mut draft.os),
                Some(idx) => draft.placement_mut(*idx).map(|placement| &mut placement.os),
            };
            if let Some(ticks) = ticks {
                ticks.retain(|os| !off.contains(os));
                ticks.extend(on.clone());
            }
        }
        Change::Serves { placement, .. } => {
            let source = &scene.source().id;
            if let Some(placement) = draft.placement_mut(*placement) {
                if placement.serves.is_empty() {
                    placement.serves = scene.whole.zones.iter().map(|zone| zone.id.clone()).collect();
                }
                placement.serves.remove(source);
            }
        }
        Change::Without { placement, role, .. } => {
            if let Some(placement) = draft.placement_mut(*placement) {
                placement.without.insert(role.clone());
            }
        }
        Change::Remove { placement, .. } => {
            if let Some(placement) = draft.placements.get_mut(*placement) {
                *placement = None;
            }
        }
        Change::Untick { role, .. } => {
            for placement in &mut draft.placements {
                placement.take_if(|placement| placement.role == *role);
            }
        }
        Change::Answer(_)
        | Change::Decline(_)
        | Change::Follow
        | Change::Choose { .. }
        | Change::TakeBack(_)
        | Change::RemoveTunnel(_) => {}
    }
}
