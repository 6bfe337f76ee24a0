//! What an edit did to the rules, in a few words: “+14 rules, Clients → Core”.
//!
//! Both numbers are those of the matrix, before the edit and after it. Nothing is derived here.

use std::sync::Arc;

use crate::matrix::{CellSummary, Matrix};
use crate::plan::{Plan, Zone};
use crate::view::wording::{counted, signed_rules};

/// The summaries of the pairs that an edit may change, as they were before it.
#[derive(Clone, Debug)]
pub struct RulesBefore {
    /// The zones that the edit changed, by position.
    changed: Vec<usize>,
    /// The summaries of their rows and columns, in the order of [`pairs`].
    summaries: Vec<CellSummary>,
}

impl RulesBefore {
    /// Notes the rules of `matrix` before an edit made `after` of its plan; `None`: more than ticks of zones changed, and
    /// no few pairs hold the difference.
    #[must_use]
    pub fn note(matrix: &Matrix, after: &Plan) -> Option<Self> {
        let before = matrix.plan();
        if matrix.num_zones() != before.zones.len() || before.zones.len() != after.zones.len() {
            return None;
        }
        let both = before.zones.iter().zip(&after.zones);
        if both.clone().any(|(before, after)| before.id != after.id) {
            return None;
        }
        let rest = Plan { zones: before.zones.clone(), ..after.clone() };
        if rest != *before {
            return None;
        }
        let is_changed = |(_, (before, after)): &(usize, (&Arc<Zone>, &Arc<Zone>))| !Arc::ptr_eq(before, after);
        let changed: Vec<usize> = both.enumerate().filter(is_changed).map(|(idx, _)| idx).collect();
        let summaries = pairs(&changed, matrix.num_zones());
        let summaries = summaries.map(|(source, destination)| matrix.summary(source, destination)).collect();
        Some(Self { changed, summaries })
    }
}

/// The ordered pairs that one of the changed zones is part of, each once; the insides of zones among them.
fn pairs(changed: &[usize], num_zones: usize) -> impl Iterator<Item = (usize, usize)> {
    changed.iter().flat_map(move |&idx| {
        let others = (0..num_zones).filter(move |other| *other != idx && changed.binary_search(other).is_err());
        let from = (0..num_zones).map(move |destination| (idx, destination));
        from.chain(others.map(move |source| (source, idx)))
    })
}

/// What an edit did to the rules between zones, and else inside them.
#[must_use]
pub fn rules_effect(before: &RulesBefore, matrix: &Matrix) -> String {
    let zones = &matrix.plan().zones;
    let mut across = Change::default();
    let mut inside = Change::default();
    for (pair, old) in pairs(&before.changed, matrix.num_zones()).zip(&before.summaries) {
        let change = if pair.0 == pair.1 { &mut inside } else { &mut across };
        change.note(pair, *old, matrix.summary(pair.0, pair.1));
    }
    let name = |idx: usize| zones.get(idx).map_or("", |zone| zone.name.as_str());
    match (across.num_pairs, inside.num_pairs) {
        (0, 0) => "No change of rules".to_owned(),
        (0, 1) => format!("{} inside {}", inside.text(), name(inside.first.0)),
        (0, zones) => format!("{} inside {}", inside.text(), counted(zones, "zone", "zones")),
        (1, _) => format!("{}, {} → {}", across.text(), name(across.first.0), name(across.first.1)),
        (pairs, _) => format!("{} in {}", across.text(), counted(pairs, "pair", "pairs")),
    }
}

/// How the rules of some pairs changed.
#[derive(Debug, Default)]
struct Change {
    num_pairs: usize,
    first: (usize, usize),
    more: usize,
    fewer: usize,
}

impl Change {
    fn note(&mut self, pair: (usize, usize), old: CellSummary, new: CellSummary) {
        if old == new {
            return;
        }
        if self.num_pairs == 0 {
            self.first = pair;
        }
        self.num_pairs += 1;
        let (old, new) = (old.num_rules() as usize, new.num_rules() as usize);
        self.more += new.saturating_sub(old);
        self.fewer += old.saturating_sub(new);
    }

    /// `+14 rules`, `+2 −1 rules`, or that rules are others now.
    fn text(&self) -> String {
        signed_rules([("+", self.more), ("−", self.fewer)]).unwrap_or_else(|| "Other ports".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix;
    use crate::plan::{Edit, Tick};
    use crate::view::sample;

    /// What is said of edits, one after the other.
    fn check(edits: &[(Edit, &str)]) {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        for (edit, expected) in edits {
            let before = matrix::derive(&catalog, &plan);
            // As the document does it: the zones that do not change stay the same ones.
            let after = before.plan().applied(edit).expect("the edit");
            let noted = RulesBefore::note(&before, &after);
            plan = after;
            let matrix = matrix::derive(&catalog, &plan);
            let said = noted.map_or_else(|| "nothing".to_owned(), |noted| rules_effect(&noted, &matrix));
            assert_eq!(said, *expected, "{edit:?}");
        }
    }

    fn tick(zone: &str, role: &str, tick: Tick) -> Edit {
        Edit::TickRole { zone: zone.into(), role: role.into(), tick }
    }

    #[test]
    fn a_tick_says_what_it_opened_and_where() {
        check(&[
            (tick("lab", "member", Tick::On), "+7 rules, Lab → Core"),
            (tick("lab", "controller", Tick::On), "+12 rules in 2 pairs"),
            (tick("lab", "file-server", Tick::On), "No change of rules"),
            (tick("lab", "controller", Tick::Off), "−12 rules in 2 pairs"),
            (tick("clients", "file-server", Tick::Off), "No change of rules"),
            (tick("core", "controller", Tick::Off), "−14 rules in 2 pairs"),
            (tick("lab", "controller", Tick::On), "+6 rules, Clients → Lab"),
            (Edit::MoveZone { zone: "lab".into(), position: 0 }, "nothing"),
            (Edit::SetMapperOnly(Tick::On), "nothing"),
        ]);
    }

    #[test]
    fn other_ports_are_told_from_more_rules_and_the_inside_of_a_zone_from_pairs() {
        let os = |os: &str, tick| Edit::TickOs { zone: "core".into(), os: os.into(), tick };
        check(&[
            (os("server", Tick::Off), "−1 rule, Clients → Core"),
            (os("old", Tick::Off), "Other ports, Clients → Core"),
            (tick("core", "member", Tick::On), "No change of rules"),
            (tick("clients", "member", Tick::Off), "No change of rules"),
            (tick("clients", "file-server", Tick::Off), "−6 rules, Clients → Core"),
            (tick("core", "controller", Tick::Off), "−6 rules inside Core"),
        ]);
    }
}
