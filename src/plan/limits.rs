//! How much a plan may hold: well past any real plan, and little enough that a hostile file costs seconds and not the
//! memory of the machine.
//!
//! What is derived holds a summary of every ordered pair of zones (12 bytes, twice while it is made) and a number for
//! every ordered pair of ways in which placements are scoped: 2,000 of either are some 100 MB. The largest plan that the
//! benchmarks know has 1,000 zones and 20,000 placements.

use std::collections::BTreeSet;

use super::{Call, Plan, RoleId};

/// A plan holds more of something than can be worked with.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the plan has {number} {what}, and {most} are the most: {hint}")]
pub struct TooLarge {
    /// How many there are.
    pub number: usize,
    /// What there is too much of, as a plural.
    pub what: &'static str,
    /// How many there may be.
    pub most: usize,
    /// What to do about it.
    hint: &'static str,
}

/// The most zones.
pub const MAX_ZONES: usize = 2_000;

/// The most placements of one zone.
pub const MAX_PLACEMENTS_OF_A_ZONE: usize = 2_000;

const PART: &str = "part it into several plans";

/// What is counted, how many there may be, and what to do where there are more.
type Limit = (fn(&Plan) -> usize, &'static str, usize, &'static str);

const LIMITS: &[Limit] = &[
    (|plan| plan.zones.len(), "zones", MAX_ZONES, PART),
    (
        |plan| plan.zones.iter().map(|zone| zone.placements.len()).max().unwrap_or(0),
        "placements in one zone",
        MAX_PLACEMENTS_OF_A_ZONE,
        "part the zone",
    ),
    (|plan| plan.zones.iter().map(|zone| zone.placements.len()).sum(), "placements", 100_000, PART),
    (|plan| plan.zones.iter().map(|zone| zone.addresses.len()).sum(), "addresses", 100_000, "write blocks for hosts"),
    (|plan| plan.roles.len(), "roles of its own", 1_000, PART),
    (Plan::num_own_lines, "endpoints that its own roles listen on and call", 20_000, "put ports into ranges"),
    (
        |plan| plan.zones.iter().flat_map(|zone| &zone.placements).map(|placement| placement.hosts.len()).sum(),
        "hosts",
        100_000,
        PART,
    ),
    (|plan| plan.scopes.len(), "scopes", 10_000, PART),
    (|plan| plan.trusts.len(), "trusts", 10_000, PART),
    (
        |plan| plan.pairs.len(),
        "pairs with settings",
        100_000,
        "say for zones or for the plan what holds for most pairs",
    ),
    (|plan| plan.tunnels.len(), "tunnels", 10_000, PART),
    (|plan| plan.overrides.len(), "overrides", 10_000, "put those together that say the same of several flows"),
    (|plan| plan.accepted.len(), "accepted risks", 100_000, PART),
];

/// The most ways in which placements are scoped.
const MAX_SCOPINGS: usize = 2_000;

impl Plan {
    /// Whether there is not too much of anything that an edit can add.
    pub(super) fn check_counts(&self) -> Result<(), TooLarge> {
        for &(count, what, most, hint) in LIMITS {
            let number = count(self);
            if number > most {
                return Err(TooLarge { number, what, most, hint });
            }
        }
        Ok(())
    }

    /// How much deriving has to look at because of its own roles: what they listen on, and what they use at others.
    fn num_own_lines(&self) -> usize {
        let listened = |role: &RoleId| self.own_role(role.as_str()).map_or(1, |role| role.listens.len());
        let used = |call: &Call| if call.uses.is_empty() { listened(&call.role) } else { call.uses.len() };
        self.roles.iter().map(|role| role.listens.len() + role.calls.iter().map(used).sum::<usize>()).sum()
    }

    /// Whether there is not too much of anything.
    pub(super) fn check_size(&self) -> Result<(), TooLarge> {
        self.check_counts()?;
        let placements = self.zones.iter().flat_map(|zone| &zone.placements);
        let number = placements.map(|placement| &placement.scopes).collect::<BTreeSet<_>>().len();
        if number > MAX_SCOPINGS {
            let what = "combinations of scopes at placements";
            return Err(TooLarge { number, what, most: MAX_SCOPINGS, hint: PART });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::{Edit, EditError, Placement, Zone, ZoneId};

    fn zones(number: usize) -> Vec<Arc<Zone>> {
        let zone = |idx: usize| Zone { id: format!("z{idx}").into(), name: format!("Z{idx}"), ..Zone::default() };
        (0..number).map(|idx| Arc::new(zone(idx))).collect()
    }

    #[test]
    fn a_plan_past_every_real_one_is_refused_with_a_number_and_what_to_do() {
        let plan = Plan { zones: zones(MAX_ZONES), ..Plan::default() };
        assert_eq!(plan.check_size(), Ok(()));
        let text = crate::plan::file::write(&Plan { zones: zones(MAX_ZONES + 1), ..Plan::default() });
        let message = crate::plan::file::read(&text).map_err(|err| err.message);
        let expected = "the plan has 2001 zones, and 2000 are the most: part it into several plans";
        assert_eq!(message.err().as_deref(), Some(expected));
    }

    #[test]
    fn no_edit_makes_a_plan_that_could_not_be_read_again() {
        let plan = Plan { zones: zones(MAX_ZONES), ..Plan::default() };
        let add =
            |idx: usize| Edit::AddZone { id: ZoneId::from(format!("new{idx}")), name: "N".to_owned(), position: idx };
        let refused = |edit: &Edit| match plan.applied(edit) {
            Err(EditError::TooLarge(TooLarge { number, what, .. })) => Some((number, what)),
            _ => None,
        };
        assert_eq!(refused(&add(0)), Some((MAX_ZONES + 1, "zones")));
        // Several are judged by what they come to.
        let several = |edits| Edit::Several { label: "Several".to_owned(), edits };
        assert_eq!(refused(&several(vec![add(0), Edit::RemoveZone("z0".into())])), None);
        assert_eq!(refused(&several(vec![add(0), add(1)])), Some((MAX_ZONES + 2, "zones")));
    }

    #[test]
    fn placements_that_are_all_scoped_otherwise_are_counted() {
        let placement = |idx: usize| Placement {
            scopes: [("ad-domain".to_owned(), format!("d{idx}").into())].into(),
            ..Placement::new("r".into())
        };
        let zone = |from: usize| Zone { placements: (from..from + 1_001).map(placement).collect(), ..Zone::default() };
        let plan = Plan { zones: vec![Arc::new(zone(0)), Arc::new(zone(1_001))], ..Plan::default() };
        let message = plan.check_size().map_err(|err| err.to_string());
        let expected = "the plan has 2002 combinations of scopes at placements, and 2000 are the most";
        assert!(message.as_ref().is_err_and(|message| message.starts_with(expected)), "{message:?}");
    }
}
