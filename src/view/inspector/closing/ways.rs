//! Finds the ways to close a rule by trying: first each change alone, then those of one side together.

use itertools::Itertools as _;

use super::candidates::candidates;
use super::change::{Change, edits, sentence};
use super::scene::{Outcome, Scene, Target};
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::plan::Edit;
use crate::view::wording::{counted, upper_first};

/// A way of more changes than this is only offered when there is no other.
const MAX_TOGETHER: usize = 6;

/// The ways to close one rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Closing {
    /// Those that take least with them first. Every one was tried.
    pub ways: Vec<Way>,
}

/// A way to close a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// `Untick Web server in DMZ`.
    pub text: String,
    /// What else it does: `Also closes 12 other rules`.
    pub effect: String,
    /// Does it, in one step.
    pub edit: Edit,
}

/// Changes that were tried, and what they come to.
struct Found<'c> {
    changes: Vec<&'c Change>,
    outcome: Outcome,
}

/// Changes that belong together: several of them may be needed at once.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Side {
    /// What is decided for the pair, how RPC servers listen, OS versions.
    Decisions,
    /// Ticks of the zone that opens.
    Source,
    /// Ticks of the zone that listens.
    Destination,
}

impl Closing {
    /// Finds the ways to close a rule of a pair. Positions are those of the matrix; none when there is no such rule.
    #[must_use]
    pub fn build(catalog: &Catalog, matrix: &Matrix, pair: (usize, usize), rule_id: &str) -> Self {
        let Some(scene) = Scene::new(catalog, matrix, pair, rule_id) else { return Self::default() };
        let all = candidates(&scene);
        let mut found = alone(&scene, &all);
        for side in [Side::Decisions, Side::Source, Side::Destination] {
            let has_way = found.iter().any(|way| way.changes.iter().any(|change| side.has(&scene, change)));
            if !has_way {
                let of_side: Vec<&Change> = all.iter().filter(|change| side.may_use(&scene, change)).collect();
                found.extend(together(&scene, of_side));
            }
        }
        if found.iter().any(|way| way.changes.len() <= MAX_TOGETHER) {
            found.retain(|way| way.changes.len() <= MAX_TOGETHER);
        } else if found.is_empty() {
            found.extend(together(&scene, all.iter().filter(|change| !is_pin(change)).collect()));
        }
        found.sort_by_key(|way| {
            let outcome = &way.outcome;
            (outcome.within.is_some(), way.changes.len(), outcome.num_closed, outcome.opened.len())
        });
        Self { ways: found.iter().map(|found| way(&scene, found)).collect() }
    }
}

impl Side {
    fn has(self, scene: &Scene<'_>, change: &Change) -> bool {
        let side = match change {
            Change::Serves { .. } => Self::Destination,
            Change::Without { zone, .. } | Change::Remove { zone, .. } | Change::Untick { zone, .. } => {
                if *zone == scene.pair.0 { Self::Source } else { Self::Destination }
            }
            _ => Self::Decisions,
        };
        self == side
    }

    /// Its own changes, and those without which nothing of the user's own closes. Pins leave room for what can't be
    /// pinned, so that a range does better beside others.
    fn may_use(self, scene: &Scene<'_>, change: &Change) -> bool {
        let is_own = matches!(change, Change::TakeBack(_) | Change::RemoveTunnel(_));
        (self.has(scene, change) || is_own) && !is_pin(change)
    }
}

fn is_pin(change: &Change) -> bool {
    matches!(change, Change::Pin { .. })
}

/// The changes that close it alone.
fn alone<'c>(scene: &Scene<'_>, all: &'c [Change]) -> Vec<Found<'c>> {
    let mut res: Vec<Found<'c>> = Vec::new();
    for change in all {
        let is_more = res.iter().any(|found| found.changes.iter().any(|other| is_more_than(scene, change, other)));
        if !is_more {
            res.extend(tried(scene, vec![change]));
        }
    }
    res
}

/// Whether a change unticks a role of which the other, which is enough, takes one placement.
fn is_more_than(scene: &Scene<'_>, change: &Change, other: &Change) -> bool {
    match (change, other) {
        (Change::Untick { zone, role }, Change::Remove { zone: in_zone, placement }) => {
            zone == in_zone && scene.zone(*zone).placements[*placement].role == *role
        }
        _ => false,
    }
}

/// The fewest of these changes that close it, if all of them do: one after another is left out, those that take most
/// first, as long as the rest is enough.
fn together<'c>(scene: &Scene<'_>, mut changes: Vec<&'c Change>) -> Option<Found<'c>> {
    let mut res = tried(scene, changes.clone())?;
    for idx in (0..changes.len()).rev() {
        let mut rest = changes.clone();
        rest.remove(idx);
        if let Some(found) = tried(scene, rest.clone()) {
            changes = rest;
            res = found;
        }
    }
    Some(res)
}

fn tried<'c>(scene: &Scene<'_>, changes: Vec<&'c Change>) -> Option<Found<'c>> {
    let outcome = scene.outcome(edits(scene, &changes))?;
    outcome.is_closed.then_some(Found { changes, outcome })
}

fn way(scene: &Scene<'_>, found: &Found<'_>) -> Way {
    let label = format!("Close {}", name(scene.target));
    Way {
        text: sentence(scene, &found.changes),
        effect: effect(scene, found),
        edit: Edit::Several { label, edits: edits(scene, &found.changes) },
    }
}

/// `TCP 88`, or `ICMP`.
fn name((transport, ports): Target) -> String {
    match ports {
        Some(ports) => format!("{transport} {ports}"),
        None => transport.to_string(),
    }
}

/// What else happens, in words.
fn effect(scene: &Scene<'_>, found: &Found<'_>) -> String {
    let outcome = &found.outcome;
    let mut parts = Vec::new();
    match outcome.opened.as_slice() {
        [] => {}
        few if few.len() <= 3 => {
            parts.push(format!("leaves {} instead", few.iter().copied().map(name).collect::<Vec<_>>().join(", ")));
        }
        many => parts.push(format!("opens {}", counted(many.len(), "other rule", "other rules"))),
    }
    if outcome.num_closed > 0 {
        parts.push(format!("also closes {}", counted(outcome.num_closed, "other rule", "other rules")));
    }
    if let Some(range) = outcome.within {
        parts.push(format!("stays open within {range}"));
    }
    if parts.is_empty() {
        parts.push("closes nothing else between the two".to_owned());
    }
    let reaches = found.changes.iter().filter_map(|change| change.reach()).sorted_unstable().dedup();
    let names: Vec<String> = reaches.map(|reach| reach.name(scene)).collect();
    if !names.is_empty() {
        parts.push(format!("may change other pairs of {}", names.join(" and ")));
    }
    upper_first(&parts.join("; "))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::matrix::{self, Merge};
    use crate::plan::{AddedFlow, Override, Placement, Plan, Tick};
    use crate::view::sample;

    /// What closes each rule of the pair whose name begins so, after some edits of the sample.
    fn check(edits: &[Edit], rule: &str, expected: &Expect) {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        for edit in edits {
            assert_eq!(plan.apply(edit), Ok(()));
        }
        let matrix = matrix::derive(&catalog, &plan);
        let mut res = String::new();
        for one in matrix.cell(&catalog, 0, 1).rules(Merge::Ranges) {
            let target = (one.transport, one.ports.ranges().first().copied());
            if name(target).starts_with(rule) {
                let closing = Closing::build(&catalog, &matrix, (0, 1), &one.id("clients", "core"));
                res += &format!("{}\n", name(target));
                for way in &closing.ways {
                    assert!(is_gone(&catalog, &plan, way, target), "{}", way.text);
                    res += &format!("  {}\n    {}\n", way.text, way.effect);
                }
            }
        }
        expected.assert_eq(&res);
    }

    fn is_gone(catalog: &Catalog, plan: &Plan, way: &Way, target: Target) -> bool {
        let plan = plan.applied(&way.edit).expect("the edit can be made");
        let matrix = matrix::derive(catalog, &plan);
        let rules = matrix.cell(catalog, 0, 1).rules(Merge::Ranges);
        rules.iter().all(|rule| (rule.transport, rule.ports.ranges().first().copied()) != target)
    }

    #[test]
    fn what_holds_it_open_twice_is_taken_together() {
        check(
            &[],
            "TCP 389",
            &expect![[r"
                TCP 389
                  Let Clients not be served by Domain controller in Core
                    Also closes 6 other rules
                  Untick Domain controller in Core
                    Also closes 6 other rules; may change other pairs of Core
                  Do without Domain member for File server in Clients; untick Domain member in Clients
                    Also closes 6 other rules; may change other pairs of Clients
            "]],
        );
    }

    #[test]
    fn an_old_system_is_named_and_pins_say_what_they_leave() {
        check(
            &[],
            "TCP 1025-5000",
            &expect![[r"
                TCP 1025-5000
                  Untick Windows Server 2003 in Core
                    Closes nothing else between the two; may change other pairs of Core
                  Let the firewall follow the RPC endpoint mapper for this pair
                    Also closes 1 other rule
                  Pin NTDS to 50000 in Core
                    Leaves TCP 50000 instead; also closes 1 other rule; may change other pairs of Core
                  Restrict RPC servers to 50000-50099 in Core
                    Leaves TCP 50000-50099 instead; also closes 1 other rule; may change other pairs of Core
                  Let Clients not be served by Domain controller in Core
                    Also closes 6 other rules
                  Untick Domain controller in Core
                    Also closes 6 other rules; may change other pairs of Core
                  Do without Domain member for File server in Clients; untick Domain member in Clients
                    Also closes 6 other rules; may change other pairs of Clients
            "]],
        );
        let only_old = Edit::TickOs { zone: "core".into(), os: "server".into(), tick: Tick::Off };
        check(
            &[only_old],
            "TCP 1025-5000",
            &expect![[r"
                TCP 1025-5000
                  Let the firewall follow the RPC endpoint mapper for this pair
                    Closes nothing else between the two
                  Pin NTDS to 50000 in Core
                    Leaves TCP 50000 instead; may change other pairs of Core
                  Restrict RPC servers to 50000-50099 in Core
                    Leaves TCP 50000-50099 instead; may change other pairs of Core
                  Replace Windows Server 2003 with Windows Server 2022 in Core
                    Leaves TCP 49152-65535 instead; may change other pairs of Core
                  Let Clients not be served by Domain controller in Core
                    Also closes 5 other rules
                  Untick Domain controller in Core
                    Also closes 5 other rules; may change other pairs of Core
                  Do without Domain member for File server in Clients; untick Domain member in Clients
                    Also closes 5 other rules; may change other pairs of Clients
            "]],
        );
    }

    #[test]
    fn assumptions_and_scenarios_are_answered_for_the_pair() {
        check(
            &[],
            "TCP 636",
            &expect![[r"
                TCP 636
                  Answer “Do clients use LDAP over TLS?” with unused for this pair
                    Closes nothing else between the two
                  Decline “LDAP over TLS” for this pair
                    Closes nothing else between the two
                  Let Clients not be served by Domain controller in Core
                    Also closes 6 other rules
                  Untick Domain controller in Core
                    Also closes 6 other rules; may change other pairs of Core
                  Do without Domain member for File server in Clients; untick Domain member in Clients
                    Also closes 6 other rules; may change other pairs of Clients
            "]],
        );
        check(
            &[],
            "ICMP",
            &expect![[r"
                ICMP
                  Decline “LDAP ping” for this pair
                    Closes nothing else between the two
                  Let Clients not be served by Domain controller in Core
                    Also closes 6 other rules
                  Untick Domain controller in Core
                    Also closes 6 other rules; may change other pairs of Core
                  Do without Domain member for File server in Clients; untick Domain member in Clients
                    Also closes 6 other rules; may change other pairs of Clients
            "]],
        );
    }

    #[test]
    fn one_of_several_placements_is_enough() {
        let served = Placement { serves: ["lab".into()].into(), ..Placement::new("controller".into()) };
        let edits = [Edit::AddPlacement { zone: "core".into(), placement: served }];
        check(
            &edits,
            "UDP",
            &expect![[r"
                UDP 389
                  Let Clients not be served by Domain controller in Core
                    Also closes 6 other rules
                  Remove placement 1 of Domain controller in Core
                    Also closes 6 other rules; may change other pairs of Core
                  Do without Domain member for File server in Clients; untick Domain member in Clients
                    Also closes 6 other rules; may change other pairs of Clients
            "]],
        );
    }

    #[test]
    fn what_the_user_added_is_taken_back() {
        let flow = AddedFlow {
            source_zone: "clients".into(),
            destination_zone: "core".into(),
            source_role: String::new(),
            destination_role: String::new(),
            service: "Backup".to_owned(),
            application_protocol: String::new(),
            transport: crate::net::Transport::Udp,
            ports: "389".parse().ok(),
            scenario: None,
        };
        let added = Override::Add { flow, reason: "Agreed".to_owned() };
        check(
            &[Edit::SetOverrides(vec![added])],
            "UDP",
            &expect![[r"
                UDP 389
                  Take back the flow that you added: Agreed; let Clients not be served by Domain controller in Core
                    Also closes 6 other rules
                  Take back the flow that you added: Agreed; do without Domain member for File server in Clients; untick Domain member in Clients
                    Also closes 6 other rules; may change other pairs of Clients
            "]],
        );
    }

    #[test]
    fn a_rule_that_is_not_there_has_no_ways() {
        let catalog = sample::catalog();
        let closing = Closing::build(&catalog, &sample::matrix(&catalog), (0, 1), "0123456789abcdef");
        assert_eq!(closing, Closing::default());
    }
}
