//! Mentions of what does not exist: they are taken out where they stand, and nothing else with them.
//!
//! A selector without one of its names would match more than it did, so it goes as a whole: it matched nothing.

use std::collections::BTreeMap;

use super::fix::{Fix, Fixer};
use super::placed::Placed;
use super::settings::{speaks_of_scope, unpinned};
use crate::finding::{Mention, Subject};
use crate::ids::RoleIdx;
use crate::plan::{
    Call, Carries, ChoiceId, Edit, OptionId, PairRequest, Placement, Scope, ScopeId, Selector, Tick, Zone,
};
use crate::view::zones::retain_placements;

impl<'a> Fixer<'a> {
    /// Takes a mention out of where it stands.
    pub(super) fn unmentioned(self, subject: &Subject, what: Mention, id: &str) -> Vec<Fix> {
        let fix = match subject {
            Subject::Plan => self.in_plan(what, id),
            Subject::Zone(_) => self.zone(subject).and_then(|zone| self.in_zone(zone, what, id)),
            Subject::Placement { .. } => return self.in_placement(subject, what, id),
            Subject::Pair { source, destination } => self.in_pair((source, destination), what, id),
            Subject::Tunnel(idx) => self.in_tunnel(*idx, what, id),
            Subject::Override(idx) => self.without_override(*idx),
            Subject::File { .. } => None,
        };
        fix.into_iter().collect()
    }

    fn in_plan(self, what: Mention, id: &str) -> Option<Fix> {
        let edits = match what {
            Mention::Assumption => vec![Edit::SetAssumption { assumption: id.into(), answer: None }],
            Mention::Scenario => vec![Edit::SetScenario { scenario: id.into(), decision: None }],
            Mention::Choice => self.without_choices(|choice, _| choice == id),
            Mention::Option => self.without_choices(|choice, option| id == format!("{choice}/{option}")),
            Mention::RpcServer => self.with_rpc(&Subject::Plan, &|strategy| unpinned(strategy, id)),
            Mention::Scope => {
                return self
                    .without_trusts(format!("Remove the trusts of “{id}”"), |trust| speaks_of_scope(trust, id));
            }
            Mention::Role => self.with_calls(|calls| calls.retain(|call| call.role.as_str() != id)),
            // Without any, it would use what others need of the role.
            Mention::Endpoint => self.with_calls(|calls| {
                calls.retain(|call| call.uses.iter().any(|path| path != id) || call.uses.is_empty());
                for call in calls {
                    call.uses.retain(|path| path != id);
                }
            }),
            Mention::OsVersion | Mention::TunnelKind | Mention::Service | Mention::Zone => Vec::new(),
        };
        Fix::new(taken_out(what, id, "the plan"), edits)
    }

    /// Changes the calls of the plan's own roles.
    fn with_calls(self, change: impl Fn(&mut Vec<Call>)) -> Vec<Edit> {
        let mut roles = self.plan.roles.clone();
        for role in &mut roles {
            change(&mut role.calls);
        }
        if roles == self.plan.roles { Vec::new() } else { vec![Edit::SetRoles(roles)] }
    }

    /// Takes back what the plan and its scopes chose, where `goes` says so of a choice and its option.
    fn without_choices(self, goes: impl Fn(&str, &str) -> bool) -> Vec<Edit> {
        let gone = |chosen: &'a BTreeMap<ChoiceId, OptionId>| {
            chosen.iter().filter(|(choice, option)| goes(choice.as_str(), option.as_str())).map(|(choice, _)| choice)
        };
        let of_plan = gone(&self.plan.choices).map(|choice| Edit::SetChoice { choice: choice.clone(), option: None });
        let of_scopes = self.plan.scopes.iter().flat_map(|scope| {
            gone(&scope.choices).map(|choice| Edit::SetScopeChoice {
                scope: scope.id.clone(),
                choice: choice.clone(),
                option: None,
            })
        });
        of_plan.chain(of_scopes).collect()
    }

    fn in_zone(self, zone: &Zone, what: Mention, id: &str) -> Option<Fix> {
        let zone_id = zone.id.clone();
        let subject = Subject::Zone(zone_id.to_string());
        let edits = match what {
            Mention::Assumption => {
                vec![Edit::SetZoneAssumption { zone: zone_id, assumption: id.into(), answer: None }]
            }
            Mention::RpcServer => self.with_rpc(&subject, &|strategy| unpinned(strategy, id)),
            Mention::OsVersion => vec![Edit::TickOs { zone: zone_id, os: id.into(), tick: Tick::Off }],
            _ => Vec::new(),
        };
        Fix::new(taken_out(what, id, &zone.name), edits)
    }

    fn in_placement(self, subject: &Subject, what: Mention, id: &str) -> Vec<Fix> {
        let Some(placed) = self.placed(subject) else { return Vec::new() };
        if what == Mention::Role && placed.role_id == id {
            return placed.removed(|_| true).into_iter().collect();
        }
        let edits = placed.changed(|placement| match what {
            Mention::Role => drop(placement.without.remove(id)),
            Mention::OsVersion => drop(placement.os.remove(id)),
            Mention::Endpoint => drop(placement.ports.remove(id)),
            Mention::Zone => drop(placement.serves.remove(id)),
            Mention::RpcServer => placement.rpc = placement.rpc.as_ref().map(|rpc| unpinned(rpc, id)),
            Mention::Assumption
            | Mention::Scenario
            | Mention::Choice
            | Mention::Option
            | Mention::TunnelKind
            | Mention::Service
            | Mention::Scope => {}
        });
        let (role, zone) = (placed.name, &placed.zone.name);
        // Nobody left to serve would mean everybody: that has to be said, and there is the other way.
        let serves_it_alone = |placement: &Placement| placement.serves.len() == 1 && placement.serves.contains(id);
        let is_alone =
            placed.zone.placements.iter().any(|it| it.role.as_str() == placed.role_id && serves_it_alone(it));
        if what == Mention::Zone && is_alone {
            let others = placed.retained(|placement| {
                let is_kept = !serves_it_alone(placement);
                placement.serves.remove(id);
                is_kept
            });
            let serve_all = Fix::new(format!("Let {role} in {zone} serve all zones"), edits);
            return serve_all.into_iter().chain(Fix::new(format!("Remove {role} from {zone}"), others)).collect();
        }
        Fix::new(taken_out(what, id, &format!("{role} in {zone}")), edits).into_iter().collect()
    }

    fn in_pair(self, (source, destination): (&str, &str), what: Mention, id: &str) -> Option<Fix> {
        let title = format!("{} → {}", self.plan.zone_name(source), self.plan.zone_name(destination));
        match what {
            Mention::Assumption => {
                let (source, destination) = (source.into(), destination.into());
                let edit = Edit::SetPairAssumption { source, destination, assumption: id.into(), answer: None };
                Fix::new(taken_out(what, id, &title), vec![edit])
            }
            Mention::Scenario => {
                let (source, destination) = (source.into(), destination.into());
                let edit = Edit::SetPairScenario { source, destination, scenario: id.into(), decision: None };
                Fix::new(taken_out(what, id, &title), vec![edit])
            }
            Mention::Zone => Fix::new(format!("Remove the settings of {title}"), self.all_of_pair(source, destination)),
            _ => None,
        }
    }

    /// Takes back everything that is said of a pair. Its settings are gone with the last of it.
    fn all_of_pair(self, source: &str, destination: &str) -> Vec<Edit> {
        let ids = || (source.into(), destination.into());
        let Some(pair) = self.plan.pairs.get(&ids()) else { return Vec::new() };
        let answers = pair.assumptions.keys().map(|assumption| {
            let (source, destination) = ids();
            Edit::SetPairAssumption { source, destination, assumption: assumption.clone(), answer: None }
        });
        let scenarios = pair.scenarios.keys().map(|scenario| {
            let (source, destination) = ids();
            Edit::SetPairScenario { source, destination, scenario: scenario.clone(), decision: None }
        });
        let mapper_only = pair.mapper_only.map(|_| {
            let (source, destination) = ids();
            Edit::SetPairMapperOnly { source, destination, mapper_only: None }
        });
        let note = (!pair.note.is_empty()).then(|| {
            let (source, destination) = ids();
            Edit::SetPairNote { source, destination, note: String::new() }
        });
        let request = (pair.request != PairRequest::default()).then(|| {
            let (source, destination) = ids();
            Edit::SetPairRequest { source, destination, request: PairRequest::default() }
        });
        answers.chain(scenarios).chain(mapper_only).chain(note).chain(request).collect()
    }

    /// Writes another kind of scopes wherever one stands that nobody knows: a kind that the roles in question are
    /// matched on.
    pub(super) fn other_kinds(self, subject: &Subject, wrong: &str) -> Vec<Fix> {
        let catalog = self.catalog;
        let zones = self.plan.zones.iter().filter(|zone| match subject {
            Subject::Placement { zone: id, .. } => zone.id.as_str() == id,
            _ => true,
        });
        let placements = zones.flat_map(|zone| &zone.placements).filter(|placement| match subject {
            Subject::Placement { role, .. } => placement.role.as_str() == role,
            _ => true,
        });
        let roles = placements.filter(|placement| placement.scopes.contains_key(wrong));
        let roles = roles.filter_map(|placement| catalog.role_idx(placement.role.as_str()));
        let roles: Vec<RoleIdx> = roles.flat_map(|role| catalog.effective_roles(role, &[])).collect();
        let mut kinds = catalog.scope_kinds_of(&roles);
        if kinds.is_empty() {
            kinds = catalog.matched_kinds();
        }
        let mut res: Vec<Fix> = kinds.into_iter().filter_map(|kind| self.of_other_kind(wrong, kind)).collect();
        if let Some(placed) = self.placed(subject) {
            let edits = placed.changed(|placement| drop(placement.scopes.remove(wrong)));
            res.extend(Fix::new(format!("Let {} match every scope", placed.here()), edits));
        }
        res
    }

    /// Writes another kind, where every scope that stands under the wrong one is then one of the kind.
    fn of_other_kind(self, wrong: &str, kind: &str) -> Option<Fix> {
        let mut scopes = self.plan.zones.iter().flat_map(|zone| &zone.placements).filter_map(|it| it.scopes.get(wrong));
        let would_be =
            |id: &ScopeId| self.plan.scope(id.as_str()).is_some_and(|it| it.kind == wrong || it.kind == kind);
        if !scopes.all(would_be) {
            return None;
        }
        let scopes = self.plan.scopes.iter().filter(|scope| scope.kind == wrong);
        let mut edits: Vec<Edit> =
            scopes.map(|scope| Edit::SetScope(Scope { kind: kind.to_owned(), ..scope.clone() })).collect();
        for zone in &self.plan.zones {
            edits.extend(retain_placements(zone, |placement| {
                if let Some(scope) = placement.scopes.remove(wrong) {
                    placement.scopes.entry(kind.to_owned()).or_insert(scope);
                }
                true
            }));
        }
        Fix::new(format!("Write {kind} instead of “{wrong}” everywhere"), edits)
    }

    fn in_tunnel(self, idx: usize, what: Mention, id: &str) -> Option<Fix> {
        let tunnel = self.plan.tunnels.get(idx)?;
        let is_end = tunnel.zones.iter().any(|zone| zone.as_str() == id);
        if what == Mention::TunnelKind || (what == Mention::Zone && is_end) {
            return self.without_tunnel(idx);
        }
        self.with_tunnel(idx, &format!("Take {} “{id}” out of", what.label()), |tunnel| {
            if what == Mention::Zone && tunnel.opener.as_ref().is_some_and(|zone| zone.as_str() == id) {
                tunnel.opener = None;
            }
            if let Carries::Selection(selectors) = &mut tunnel.carries {
                selectors.retain(|selector| !speaks_of(selector, what, id));
            }
        })
    }
}

impl Placed<'_> {
    /// Puts the role into another scope of a kind, in place of one that is none, or into no scope.
    pub(super) fn other_scopes(&self, kind: &str, wrong: &str) -> Vec<Fix> {
        let plan = self.fixer.plan;
        let with = |other: Option<&ScopeId>| {
            self.changed(|placement| {
                if placement.scopes.get(kind).is_some_and(|scope| scope.as_str() == wrong) {
                    match other {
                        Some(other) => drop(placement.scopes.insert(kind.to_owned(), other.clone())),
                        None => drop(placement.scopes.remove(kind)),
                    }
                }
            })
        };
        let here = self.here();
        let others = plan.scopes.iter().filter(|scope| scope.kind == kind);
        let others = others.filter_map(|other| {
            Fix::new(format!("Put {here} into {}", plan.scope_name(other.id.as_str())), with(Some(&other.id)))
        });
        others.chain(Fix::new(format!("Let {here} match every {kind}"), with(None))).collect()
    }
}

/// Whether a selector names it.
fn speaks_of(selector: &Selector, what: Mention, id: &str) -> bool {
    match what {
        Mention::Role => {
            [&selector.source_role, &selector.destination_role].into_iter().flatten().any(|it| it.as_str() == id)
        }
        Mention::Zone => {
            [&selector.source_zone, &selector.destination_zone].into_iter().flatten().any(|it| it.as_str() == id)
        }
        Mention::Service => selector.service.as_ref().is_some_and(|it| it.as_str() == id),
        _ => false,
    }
}

fn taken_out(what: Mention, id: &str, subject: &str) -> String {
    format!("Take {} “{id}” out of {subject}", what.label())
}
