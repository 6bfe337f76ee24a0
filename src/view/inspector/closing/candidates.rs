//! What is worth trying to close a port: taken from the reasons that hold it open, and promised nothing of.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Change;
use super::scene::Scene;
use crate::catalog::{Need, OsKind, OsSet, Port};
use crate::check::{proposed_pins, proposed_range};
use crate::ids::{ChoiceIdx, OptionIdx, RoleIdx, RpcServerIdx};
use crate::matrix::{Link, Origin};
use crate::plan::{OsId, ScopeId};

/// With more zones than this, “serves all but one” is no list that anybody wants.
const MAX_SERVED: usize = 24;

/// Every change worth trying, in the order of changes.
pub(super) fn candidates(scene: &Scene<'_>) -> Vec<Change> {
    let mut res = BTreeSet::new();
    let mut found = Found::default();
    let cell = scene.cell();
    for flow in cell.open_flows().filter(|flow| scene.is_target(flow)) {
        for reason in &flow.reasons {
            match &reason.origin {
                Origin::Connection(link) => {
                    decisions(scene, link, &mut res);
                    found.add_choices(scene, link);
                    ends(scene, link, &mut res, &mut found);
                }
                Origin::Tunnel(idx) => drop(res.insert(Change::RemoveTunnel(*idx))),
                Origin::Override(idx) => drop(res.insert(Change::TakeBack(*idx))),
            }
        }
    }
    found.changes(scene, &mut res);
    res.into_iter().collect()
}

/// What several reasons have to be asked for together.
#[derive(Default)]
struct Found {
    /// The OS versions that reasons depend on, by zone and by placement with ticks of its own.
    os: BTreeMap<(usize, Option<usize>), (OsSet, RoleIdx)>,
    /// The RPC servers behind the target, by position.
    servers: BTreeSet<RpcServerIdx>,
    /// Where they listen.
    listeners: BTreeSet<usize>,
    /// By choice, and by who could make it: the options that bring nothing of the target. `None`: the plan.
    options: BTreeMap<(ChoiceIdx, Option<ScopeId>), BTreeSet<OptionIdx>>,
}

fn decisions(scene: &Scene<'_>, link: &Link<'_>, res: &mut BTreeSet<Change>) {
    let catalog = scene.catalog;
    for &assumption in link.assumptions() {
        res.insert(Change::Answer(assumption));
        res.insert(Change::Decline(catalog.assumptions[assumption].scenario));
    }
    let connection = link.connection();
    if let Need::Optional(scenario) = catalog.roles[connection.role].connects[connection.connection].need {
        res.insert(Change::Decline(scenario));
    }
}

/// What stands at the two ends: ticks, implied roles, OS versions, whom it serves.
fn ends(scene: &Scene<'_>, link: &Link<'_>, res: &mut BTreeSet<Change>, found: &mut Found) {
    let catalog = scene.catalog;
    let connection = link.connection();
    let stated = &catalog.roles[connection.role].connects[connection.connection];
    let endpoint = catalog.endpoint(link.endpoint());
    for caller in link.sources() {
        let place = (scene.pair.0, caller.placement);
        placed(scene, place, caller.placed_role, &[connection.role], res);
        found.add_os(scene, place, caller.placed_role, caller.os, res);
    }
    let listening: Vec<RoleIdx> = [&[stated.to], &*stated.when.roles, &*endpoint.when.roles].concat();
    for listener in link.destinations() {
        let place = (scene.pair.1, listener.placement);
        placed(scene, place, listener.placed_role, &listening, res);
        found.add_os(scene, place, listener.placed_role, listener.os, res);
        if scene.whole.zones.len() <= MAX_SERVED || !scene.destination().placements[place.1].serves.is_empty() {
            res.insert(Change::Serves { zone: place.0, placement: place.1 });
        }
        if let Port::RpcDynamic(server) = endpoint.port {
            found.servers.insert(server);
            found.listeners.insert(listener.placement);
        }
    }
}

/// A placement that is in it with these roles: its tick, and the roles that it may do without.
fn placed(
    scene: &Scene<'_>,
    (zone, placement): (usize, usize),
    placed_role: RoleIdx,
    roles: &[RoleIdx],
    res: &mut BTreeSet<Change>,
) {
    let id = |role: RoleIdx| scene.catalog.roles[role].id.clone();
    for &role in roles.iter().filter(|role| **role != placed_role) {
        res.insert(Change::Without { zone, placement, role: id(role) });
    }
    let role = &scene.zone(zone).placements[placement].role;
    if scene.zone(zone).placements.iter().filter(|other| other.role == *role).count() > 1 {
        res.insert(Change::Remove { zone, placement });
    }
    res.insert(Change::Untick { zone, role: role.clone() });
}

impl Found {
    fn add_os(
        &mut self,
        scene: &Scene<'_>,
        (zone, placement): (usize, usize),
        placed_role: RoleIdx,
        os: Option<OsSet>,
        res: &mut BTreeSet<Change>,
    ) {
        let Some(os) = os.filter(|os| !os.is_empty()) else { return };
        let has_own = !scene.zone(zone).placements[placement].os.is_empty();
        let holder = (zone, has_own.then_some(placement));
        res.extend(os_change(scene, holder, os, placed_role));
        let all = self.os.entry(holder).or_insert((os, placed_role));
        all.0 = all.0.or(os);
    }

    /// The options other than those that the link asks for. They could be chosen for the plan, for a scope that has
    /// chosen already, and for the one that the listener is matched on.
    fn add_choices(&mut self, scene: &Scene<'_>, link: &Link<'_>) {
        for asked in link.asked_choices() {
            let all = &scene.catalog.choices[asked.choice].options;
            let others: BTreeSet<OptionIdx> = all.keys().filter(|option| !asked.options.contains(option)).collect();
            let scopes = choosing_scopes(scene, link, asked.choice);
            for scope in scopes.into_iter().map(Some).chain([None]) {
                let known = self.options.entry((asked.choice, scope)).or_insert_with(|| others.clone());
                known.retain(|option| others.contains(option));
            }
        }
    }

    fn changes(self, scene: &Scene<'_>, res: &mut BTreeSet<Change>) {
        for ((choice, scope), options) in self.options {
            res.extend(options.into_iter().map(|option| Change::Choose { choice, option, scope: scope.clone() }));
        }
        res.extend(self.os.into_iter().filter_map(|(holder, (os, role))| os_change(scene, holder, os, role)));
        if self.servers.is_empty() {
            return;
        }
        res.insert(Change::Follow);
        let zone = scene.pair.1;
        let of_catalog = self.servers.iter().map(|&idx| &scene.catalog.rpc_servers[idx]);
        let ids = of_catalog.filter(|server| server.pin.is_some()).map(|server| server.id.clone());
        let pins = proposed_pins(scene.whole, scene.destination(), ids);
        if !pins.is_empty() {
            res.insert(Change::Pin { zone, pins, placements: self.listeners.clone() });
        }
        if let Some(range) = proposed_range(scene.whole, scene.destination()) {
            res.insert(Change::Restrict { zone, range, placements: self.listeners });
        }
    }
}

/// The scopes of the two ends that chose, and that of the listener on which the link is matched.
fn choosing_scopes(scene: &Scene<'_>, link: &Link<'_>, choice: ChoiceIdx) -> BTreeSet<ScopeId> {
    let choice = scene.catalog.choices[choice].id.as_str();
    let has_chosen = |id: &str| {
        scene.plan().scope(id).is_some_and(|scope| scope.choices.keys().any(|other| other.as_str() == choice))
    };
    let listeners = link.destination_scopes();
    let matched = listeners.iter().filter(|(kind, _)| link.scope_kind() == Some(&**kind));
    let chosen = listeners.iter().chain(link.source_scopes()).filter(|(_, id)| has_chosen(id));
    matched.chain(chosen).map(|(_, id)| id.as_str().into()).collect()
}

/// Takes OS versions away from where they are ticked. Where none would be left, the newest comes instead.
fn os_change(
    scene: &Scene<'_>,
    (zone, placement): (usize, Option<usize>),
    os: OsSet,
    placed_role: RoleIdx,
) -> Option<Change> {
    let catalog = scene.catalog;
    let ticks = placement.map_or(&scene.zone(zone).os, |idx| &scene.zone(zone).placements[idx].os);
    let is_meant = |id: &&OsId| catalog.os_idx(id.as_str()).is_some_and(|idx| os.contains(idx));
    let off: BTreeSet<OsId> = ticks.iter().filter(is_meant).cloned().collect();
    if off.is_empty() {
        return None;
    }
    let newest = || {
        let exists_on = catalog.roles[placed_role].os.without(os);
        let idx = exists_on.iter().filter(|&idx| catalog.os[idx].kind != OsKind::Other).last()?;
        Some(catalog.os[idx].id.clone())
    };
    let on = if off.len() == ticks.len() { Some(newest()?) } else { None };
    Some(Change::Os { zone, placement, off, on })
}
