//! What copying ticks would come to, in one sentence.

use std::collections::BTreeSet;

use crate::check::joined;
use crate::plan::{Edit, OsId, Plan, RoleId, Zone};
use crate::view::wording::{counted, upper_first};

/// What an edit that copies ticks would change.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TickCopy {
    /// “Adds 4 roles and 2 OS versions to 3 zones”.
    pub text: String,
    /// How many zones it changes.
    pub num_zones: u32,
}

impl TickCopy {
    /// Compares the plan with what the edit makes of it. Roles and OS versions are counted once, however many zones
    /// get them.
    #[must_use]
    pub fn build(plan: &Plan, edit: &Edit) -> Self {
        let Ok(after) = plan.applied(edit) else { return Self::default() };
        let zones = plan.zones.iter().zip(&after.zones).filter(|(before, after)| before != after);
        let mut changes = Changes::default();
        let mut num_zones = 0;
        for (before, after) in zones {
            num_zones += 1;
            changes.note(before, after);
        }
        let text = if num_zones == 0 {
            "Nothing would change".to_owned()
        } else {
            changes.text(&counted(num_zones, "zone", "zones"))
        };
        Self { text, num_zones }
    }
}

/// What is different in some zone or other.
#[derive(Debug, Default)]
struct Changes<'a> {
    new_roles: BTreeSet<&'a RoleId>,
    new_os: BTreeSet<&'a OsId>,
    gone_roles: BTreeSet<&'a RoleId>,
    gone_os: BTreeSet<&'a OsId>,
    other_roles: BTreeSet<&'a RoleId>,
    has_trust: bool,
    has_decisions: bool,
}

impl<'a> Changes<'a> {
    fn note(&mut self, before: &'a Zone, after: &'a Zone) {
        self.new_os.extend(after.os.difference(&before.os));
        self.gone_os.extend(before.os.difference(&after.os));
        let (old, new) = (roles(before), roles(after));
        self.new_roles.extend(new.difference(&old));
        self.gone_roles.extend(old.difference(&new));
        let of =
            |zone: &'a Zone, role: &RoleId| zone.placements.iter().filter(|it| it.role == *role).collect::<Vec<_>>();
        let both = old.intersection(&new).copied();
        self.other_roles.extend(both.filter(|&role| of(before, role) != of(after, role)));
        self.has_trust |= before.trust != after.trust;
        self.has_decisions |= before.assumptions != after.assumptions || before.rpc != after.rpc;
    }

    fn text(&self, zones: &str) -> String {
        let roles = |set: &BTreeSet<&RoleId>| (!set.is_empty()).then(|| counted(set.len(), "role", "roles"));
        let os = |set: &BTreeSet<&OsId>| (!set.is_empty()).then(|| counted(set.len(), "OS version", "OS versions"));
        let settings = (!self.other_roles.is_empty()).then(|| {
            let number = self.other_roles.len();
            format!("the settings of {}", counted(number, "role", "roles"))
        });
        let trust = self.has_trust.then(|| "the trust level".to_owned());
        let decisions = self.has_decisions.then(|| "decisions".to_owned());
        let clauses: Vec<(&str, &str, Vec<String>)> = [
            ("adds", "to", vec![roles(&self.new_roles), os(&self.new_os)]),
            ("removes", "from", vec![roles(&self.gone_roles), os(&self.gone_os)]),
            ("changes", "of", vec![settings, trust, decisions]),
        ]
        .into_iter()
        .map(|(verb, preposition, what)| (verb, preposition, what.into_iter().flatten().collect::<Vec<_>>()))
        .filter(|(_, _, what)| !what.is_empty())
        .collect();
        let preposition = if let [(_, preposition, _)] = clauses[..] { preposition } else { "in" };
        let words: Vec<String> = clauses.iter().map(|(verb, _, what)| format!("{verb} {}", joined(what))).collect();
        upper_first(&format!("{} {preposition} {zones}", words.join(", ")))
    }
}

fn roles(zone: &Zone) -> BTreeSet<&RoleId> {
    zone.placements.iter().map(|placement| &placement.role).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{TickKind, TickMerge};
    use crate::view::sample;

    #[test]
    fn what_would_change_is_told_in_one_sentence() {
        use TickKind::{Os, Roles, Trust};
        use TickMerge::{Add, Replace};
        for (to, kinds, merge, expected) in [
            (&["lab"][..], &[Os, Roles][..], Add, "Adds 2 roles and 1 OS version to 1 zone"),
            (&["core", "lab"], &[Roles], Add, "Adds 2 roles to 2 zones"),
            (
                &["core"],
                &[Os, Roles],
                Replace,
                "Adds 2 roles and 1 OS version, removes 1 role and 2 OS versions in 1 zone",
            ),
            (&["core", "lab"], &[Trust], Add, "Nothing would change"),
            (&[], &[Os], Add, "Nothing would change"),
        ] {
            let to = to.iter().map(|&zone| zone.into()).collect();
            let edit = Edit::CopyTicks { from: "clients".into(), to, kinds: kinds.iter().copied().collect(), merge };
            assert_eq!(TickCopy::build(&sample::plan(), &edit).text, expected, "{edit:?}");
        }
    }
}
