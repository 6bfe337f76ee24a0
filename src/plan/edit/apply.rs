//! What each edit does to a plan. Zones that an edit does not change stay the very same `Arc`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, EditError, Tick};
use crate::plan::{Host, PairSettings, Placement, Plan, RoleId, Scope, ScopeId, Zone, ZoneId};

impl Plan {
    /// Changes the plan as `edit` says.
    ///
    /// # Errors
    /// When the edit names something that is not there, or would leave two things with one id or a zone without
    /// a name, or more of something than a plan may hold. The plan is as it was then.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        *self = self.applied(edit)?;
        Ok(())
    }

    /// The plan with `edit` applied.
    ///
    /// # Errors
    /// As [`Plan::apply`].
    pub fn applied(&self, edit: &Edit) -> Result<Self, EditError> {
        let mut res = self.clone();
        res.change(edit)?;
        res.check_counts()?;
        Ok(res)
    }

    fn add_hosts(&mut self, zone_id: &ZoneId, role: &RoleId, hosts: &[Host]) -> Result<(), EditError> {
        let zone = &self.zones[self.existing_zone_idx(zone_id)?];
        let first = zone.placements.iter().position(|placement| placement.role == *role);
        self.change_placement(zone_id, first.unwrap_or(zone.placements.len()), |placement| {
            for host in hosts {
                let is_it = |other: &Host| {
                    other == host || !host.name.is_empty() && other.name.eq_ignore_ascii_case(&host.name)
                };
                match placement.hosts.iter().position(is_it) {
                    Some(idx) => placement.hosts[idx].clone_from(host),
                    None => placement.hosts.push(host.clone()),
                }
            }
        })
    }

    /// May leave half of the change behind on error: it works on a copy.
    fn change(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::SetTitle(title) => self.title.clone_from(title),
            Edit::SetNote(note) => self.note.clone_from(note),
            Edit::SetRequest(request) => self.request.clone_from(request),
            Edit::AddZone { id, name, position } => self.add_zone(id, name, *position)?,
            Edit::RemoveZone(zone) => self.remove_zone(zone)?,
            Edit::RenameZone { zone, name } => self.rename_zone(zone, name)?,
            Edit::MoveZone { zone, position } => self.move_zone(zone, *position)?,
            Edit::DuplicateZone { zone, id, name } => self.duplicate_zone(zone, id, name)?,
            Edit::CopyTicks { from, to, kinds, merge } => self.copy_ticks(from, to, kinds, *merge)?,
            Edit::SetAddresses { zone, addresses } => {
                self.change_zone(zone, |zone| zone.addresses.clone_from(addresses))?;
            }
            Edit::SetTrust { zone, trust } => self.change_zone(zone, |zone| zone.trust = *trust)?,
            Edit::SetColor { zone, color } => self.change_zone(zone, |zone| zone.color = *color)?,
            Edit::SetGroup { zone, group } => self.change_zone(zone, |zone| zone.group.clone_from(group))?,
            Edit::SetZoneNote { zone, note } => self.change_zone(zone, |zone| zone.note.clone_from(note))?,
            Edit::TickOs { zone, os, tick } => self.change_zone(zone, |zone| tick_in(&mut zone.os, os, *tick))?,
            Edit::TickRole { zone, role, tick } => self.change_zone(zone, |zone| tick_role(zone, role, *tick))?,
            Edit::SetTicks(zones) => self.set_ticks(zones)?,
            Edit::SetPlacement { zone, placement_idx, placement } => {
                self.change_placement(zone, *placement_idx, |res| res.clone_from(placement))?;
            }
            Edit::AddPlacement { zone, placement } => {
                self.change_zone(zone, |zone| zone.placements.push(placement.clone()))?;
            }
            Edit::AddHosts { zone, role, hosts } => self.add_hosts(zone, role, hosts)?,
            Edit::RemovePlacement { zone, placement_idx } => {
                self.change_placement(zone, *placement_idx, |_| ())?;
                self.change_zone(zone, |zone| drop(zone.placements.remove(*placement_idx)))?;
            }
            Edit::WithoutRole { zone, placement_idx, role, without } => {
                let change = |placement: &mut Placement| tick_in(&mut placement.without, role, *without);
                self.change_placement(zone, *placement_idx, change)?;
            }
            Edit::SetAssumption { assumption, answer } => set(&mut self.assumptions, assumption, *answer),
            Edit::SetZoneAssumption { zone, assumption, answer } => {
                self.change_zone(zone, |zone| set(&mut zone.assumptions, assumption, *answer))?;
            }
            Edit::SetPairAssumption { source, destination, assumption, answer } => {
                self.change_pair(source, destination, |pair| set(&mut pair.assumptions, assumption, *answer))?;
            }
            Edit::SetScenario { scenario, decision } => set(&mut self.scenarios, scenario, *decision),
            Edit::SetPairScenario { source, destination, scenario, decision } => {
                self.change_pair(source, destination, |pair| set(&mut pair.scenarios, scenario, *decision))?;
            }
            Edit::SetChoice { choice, option } => set(&mut self.choices, choice, option.clone()),
            Edit::SetScopeChoice { scope, choice, option } => {
                set(&mut self.scope_mut(scope)?.choices, choice, option.clone());
            }
            Edit::SetRpc(rpc) => self.rpc.clone_from(rpc),
            Edit::SetZoneRpc { zone, rpc } => self.change_zone(zone, |zone| zone.rpc.clone_from(rpc))?,
            Edit::SetMapperOnly(tick) => self.mapper_only = tick.is_on(),
            Edit::SetPairMapperOnly { source, destination, mapper_only } => {
                self.change_pair(source, destination, |pair| pair.mapper_only = mapper_only.map(Tick::is_on))?;
            }
            Edit::SetPairNote { source, destination, note } => {
                self.change_pair(source, destination, |pair| pair.note.clone_from(note))?;
            }
            Edit::SetPairRequest { source, destination, request } => {
                self.change_pair(source, destination, |pair| pair.request.clone_from(request))?;
            }
            Edit::SetRoles(roles) => self.set_roles(roles)?,
            Edit::RemoveRole(role) => self.remove_role(role)?,
            Edit::AddScope(scope) => self.add_scope(scope)?,
            Edit::SetScope(scope) => self.scope_mut(&scope.id)?.clone_from(scope),
            Edit::RemoveScope(scope) => self.remove_scope(scope)?,
            Edit::SetTrusts(trusts) => self.trusts.clone_from(trusts),
            Edit::SetTunnels(tunnels) => self.tunnels.clone_from(tunnels),
            Edit::SetOverrides(overrides) => self.overrides.clone_from(overrides),
            Edit::AcceptRisk(risk) => self.accept_risk(risk)?,
            Edit::WithdrawRisk { finding, about } => self.withdraw_risk(finding, about)?,
            Edit::Several { edits, .. } => edits.iter().try_for_each(|edit| self.change(edit))?,
        }
        Ok(())
    }

    /// Changes a zone and sorts it; where nothing changes, the zone stays the one it is.
    pub(super) fn change_zone(&mut self, zone: &ZoneId, change: impl FnOnce(&mut Zone)) -> Result<(), EditError> {
        let zone_idx = self.existing_zone_idx(zone)?;
        Zone::change_shared(&mut self.zones[zone_idx], change);
        Ok(())
    }

    fn change_placement(
        &mut self,
        zone: &ZoneId,
        placement_idx: usize,
        change: impl FnOnce(&mut Placement),
    ) -> Result<(), EditError> {
        let mut res = Err(EditError::NoSuchPlacement { zone: zone.clone(), placement_idx });
        self.change_zone(zone, |zone| {
            if let Some(placement) = zone.placements.get_mut(placement_idx) {
                change(placement);
                res = Ok(());
            }
        })?;
        res
    }

    fn change_pair(
        &mut self,
        source: &ZoneId,
        destination: &ZoneId,
        change: impl FnOnce(&mut PairSettings),
    ) -> Result<(), EditError> {
        let pair = (source.clone(), destination.clone());
        // Settings of a zone that is gone can still be changed: that is how they are taken back.
        if !self.pairs.contains_key(&pair)
            && let Some(zone) = [source, destination].into_iter().find(|zone| self.zone(zone.as_str()).is_none())
        {
            return Err(EditError::NoSuchZone { zone: zone.clone() });
        }
        let settings = self.pairs.entry(pair.clone()).or_default();
        change(settings);
        if settings.is_empty() {
            self.pairs.remove(&pair);
        }
        Ok(())
    }

    fn scope_mut(&mut self, scope: &ScopeId) -> Result<&mut Scope, EditError> {
        let found = self.scopes.iter_mut().find(|other| other.id == *scope);
        found.ok_or_else(|| EditError::NoSuchScope { scope: scope.clone() })
    }

    fn add_scope(&mut self, scope: &Scope) -> Result<(), EditError> {
        if scope.id.as_str().trim().is_empty() {
            return Err(EditError::ScopeUnnamed);
        }
        if self.scope(scope.id.as_str()).is_some() {
            return Err(EditError::ScopeExists { scope: scope.id.clone() });
        }
        self.scopes.push(scope.clone());
        Ok(())
    }

    fn remove_scope(&mut self, scope: &ScopeId) -> Result<(), EditError> {
        self.scope_mut(scope)?;
        self.scopes.retain(|other| other.id != *scope);
        self.trusts.retain(|trust| trust.trusting != *scope && trust.trusted != *scope);
        self.forget_risks(scope.as_str());
        for zone in &mut self.zones {
            Zone::change_shared(zone, |zone| {
                zone.placements.iter_mut().for_each(|placement| placement.scopes.retain(|_, other| other != scope));
            });
        }
        Ok(())
    }
}

fn tick_role(zone: &mut Zone, role: &RoleId, tick: Tick) {
    match tick {
        Tick::On if zone.placements.iter().any(|placement| placement.role == *role) => {}
        Tick::On => zone.placements.push(Placement::new(role.clone())),
        Tick::Off => zone.placements.retain(|placement| placement.role != *role),
    }
}

fn tick_in<T: Clone + Ord>(set: &mut BTreeSet<T>, item: &T, tick: Tick) {
    match tick {
        Tick::On => set.insert(item.clone()),
        Tick::Off => set.remove(item),
    };
}

/// `None` takes back what was said.
fn set<K: Clone + Ord, V>(map: &mut BTreeMap<K, V>, key: &K, value: Option<V>) {
    match value {
        Some(value) => map.insert(key.clone(), value),
        None => map.remove(key),
    };
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::catalog::Answer;
    use crate::plan::file::{read, write};
    use crate::plan::{RpcStrategy, ScenarioDecision};

    const BEFORE: &str = r#"(format: 1,
        scenarios: {"s": declined},
        scopes: [(id: "corp", kind: "ad-domain")],
        trusts: [(trusting: "corp", trusted: "partner")],
        zones: [
            (id: "a", name: "A", os: ["windows-10"], placements: [
                (role: "dc", without: ["dns"]), (role: "sql", note: "1"), (role: "sql", note: "2"),
            ]),
            (id: "b", name: "B", placements: [(role: "dc", scopes: {"ad-domain": "corp"})]),
        ],
        pairs: [(source: "a", destination: "b", mapper_only: true)],
    )"#;

    /// `edit` changes exactly this in [`BEFORE`].
    fn check(edit: &Edit, from: &str, to: &str) {
        let before = read(BEFORE).expect("the plan").plan;
        let expected = read(&BEFORE.replace(from, to)).expect(to).plan;
        let after = before.applied(edit).expect("the edit");
        assert_eq!(write(&after), write(&expected), "{edit:?}");
        assert_eq!(after, expected, "{edit:?}");
        for (before, after) in before.zones.iter().zip(&after.zones) {
            assert_eq!(before == after, Arc::ptr_eq(before, after), "{edit:?}: a zone is shared unless it changes");
        }
    }

    fn a() -> ZoneId {
        "a".into()
    }

    fn tick_role(role: &str, tick: Tick) -> Edit {
        Edit::TickRole { zone: a(), role: role.into(), tick }
    }

    #[test]
    fn ticks_change_what_they_say_and_keep_the_order() {
        let os = |os: &str, tick| Edit::TickOs { zone: a(), os: os.into(), tick };
        check(&os("windows-11", Tick::On), "[\"windows-10\"]", "[\"windows-10\", \"windows-11\"]");
        check(&os("windows-10", Tick::On), "", "");
        check(&os("windows-10", Tick::Off), "os: [\"windows-10\"],", "");
        check(&tick_role("adfs", Tick::On), "(role: \"dc\", without", "(role: \"adfs\"), (role: \"dc\", without");
        check(&tick_role("sql", Tick::On), "", "");
        check(&tick_role("sql", Tick::Off), "(role: \"sql\", note: \"1\"), (role: \"sql\", note: \"2\"),", "");
        check(&tick_role("none", Tick::Off), "", "");
        let group = |group: &str| Edit::SetGroup { zone: a(), group: group.to_owned() };
        check(&group("Berlin"), "name: \"A\",", "name: \"A\", group: \"Berlin\",");
        check(&group(""), "", "");
    }

    #[test]
    fn placements_are_changed_by_position_and_stay_sorted() {
        let sql = Placement { note: "0".to_owned(), ..Placement::new("sql".into()) };
        let add = Edit::AddPlacement { zone: a(), placement: sql.clone() };
        check(&add, "(role: \"sql\", note: \"1\")", "(role: \"sql\", note: \"0\"), (role: \"sql\", note: \"1\")");
        let set = Edit::SetPlacement { zone: a(), placement_idx: 2, placement: sql };
        check(&set, "note: \"2\"", "note: \"0\"");
        let remove = Edit::RemovePlacement { zone: a(), placement_idx: 1 };
        check(&remove, "(role: \"sql\", note: \"1\"),", "");
        let without =
            |role: &str, without| Edit::WithoutRole { zone: a(), placement_idx: 0, role: role.into(), without };
        check(&without("x", Tick::On), "without: [\"dns\"]", "without: [\"dns\", \"x\"]");
        check(&without("dns", Tick::Off), ", without: [\"dns\"]", "");
    }

    #[test]
    fn settings_that_say_nothing_disappear() {
        let (source, destination) = (a(), ZoneId::from("b"));
        let pair = "pairs: [(source: \"a\", destination: \"b\", mapper_only: true)],";
        let mapper_only = |mapper_only| Edit::SetPairMapperOnly {
            source: source.clone(),
            destination: destination.clone(),
            mapper_only,
        };
        check(&mapper_only(None), pair, "");
        check(&mapper_only(Some(Tick::Off)), "mapper_only: true", "mapper_only: false");
        let scenario = Edit::SetPairScenario {
            source: destination.clone(),
            destination: source.clone(),
            scenario: "s".into(),
            decision: Some(ScenarioDecision::Declined),
        };
        check(&scenario, "true)]", "true), (source: \"b\", destination: \"a\", scenarios: {\"s\": declined})]");
        let answer = |answer| Edit::SetAssumption { assumption: "netbios".into(), answer };
        check(&answer(Some(Answer::InUse)), "scopes: [", "assumptions: {\"netbios\": in_use}, scopes: [");
        check(&answer(None), "", "");
        let declined = |decision| Edit::SetScenario { scenario: "s".into(), decision };
        check(&declined(None), "scenarios: {\"s\": declined},", "");
        check(&Edit::SetRpc(RpcStrategy::Dynamic), "", "");
        check(&Edit::SetMapperOnly(Tick::On), "scopes: [", "rpc: (mapper_only: true), scopes: [");
        let zone_rpc = Edit::SetZoneRpc { zone: a(), rpc: Some(RpcStrategy::Dynamic) };
        check(&zone_rpc, "name: \"A\",", "name: \"A\", rpc: dynamic,");
    }

    #[test]
    fn a_scope_goes_with_its_mentions() {
        let after = read(BEFORE).expect("the plan").plan.applied(&Edit::RemoveScope("corp".into())).expect("the edit");
        assert!(!write(&after).contains("corp"));
        let renamed =
            Scope { id: "corp".into(), kind: "ad-domain".to_owned(), name: "N".to_owned(), ..Scope::default() };
        check(&Edit::SetScope(renamed), "kind: \"ad-domain\"", "kind: \"ad-domain\", name: \"N\"");
    }

    #[test]
    fn several_happen_all_or_not_at_all() {
        let several = |edits| Edit::Several { label: "Add family".to_owned(), edits };
        check(
            &several(vec![tick_role("dc", Tick::Off), tick_role("sql", Tick::Off)]),
            "(role: \"dc\", without: [\"dns\"]), (role: \"sql\", note: \"1\"), (role: \"sql\", note: \"2\"),",
            "",
        );
        let mut plan = read(BEFORE).expect("the plan").plan;
        let before = plan.clone();
        let edit = several(vec![tick_role("x", Tick::On), Edit::RemoveZone("gone".into())]);
        assert_eq!(plan.apply(&edit), Err(EditError::NoSuchZone { zone: "gone".into() }));
        assert_eq!(plan, before);
    }

    #[test]
    fn what_is_not_there_is_an_error() {
        let plan = read(BEFORE).expect("the plan").plan;
        let zone = ZoneId::from("gone");
        let scope = Scope { id: "corp".into(), ..Scope::default() };
        for (edit, expected) in [
            (Edit::SetZoneNote { zone: zone.clone(), note: String::new() }, "no zone “gone”"),
            (Edit::RemovePlacement { zone: a(), placement_idx: 3 }, "no placement 4 in zone “a”"),
            (Edit::SetPairNote { source: a(), destination: zone, note: "n".to_owned() }, "no zone “gone”"),
            (Edit::RemoveScope("gone".into()), "no scope “gone”"),
            (Edit::AddScope(scope), "a scope with the id “corp” already"),
            (Edit::AddScope(Scope::default()), "a scope needs an id"),
            (Edit::AddZone { id: a(), name: "N".to_owned(), position: 0 }, "a zone with the id “a” already"),
            (Edit::AddZone { id: "n".into(), name: " ".to_owned(), position: 0 }, "a zone needs a name"),
            (Edit::RenameZone { zone: a(), name: String::new() }, "a zone needs a name"),
        ] {
            let message = plan.applied(&edit).map_err(|err| err.to_string());
            assert!(message.as_ref().is_err_and(|message| message.contains(expected)), "{edit:?}: {message:?}");
        }
    }
}
