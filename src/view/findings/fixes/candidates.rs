//! Which of the roles that would mend a finding are worth offering, and in which order. That each of them would mend it
//! was found by the check.

use std::collections::BTreeSet;

use super::fix::Fixer;
use crate::catalog::{Need, Role};
use crate::ids::RoleIdx;

/// What a plan has already.
struct InPlan<'a> {
    /// The roles in effect somewhere.
    roles: BTreeSet<RoleIdx>,
    /// The families of the roles that are ticked.
    families: BTreeSet<&'a str>,
}

impl<'a> Fixer<'a> {
    /// Of these roles, those that somebody would add to the plan, the likeliest first.
    ///
    /// What is retired or another vendor's is left out unless the plan has others of its family. Where there is a
    /// common one, those are left out as well that need a role in their turn which the plan lacks: a controller in a
    /// cloud that nobody uses mends less than it asks for. If nothing is left of that, everything is.
    pub(super) fn worth_adding(self, ids: &[String]) -> Vec<&'a Role> {
        let catalog = self.catalog;
        let known: Vec<RoleIdx> = ids.iter().filter_map(|id| catalog.role_idx(id)).collect();
        let plan = self.what_is_there();
        let role = |idx: RoleIdx| &catalog.roles[idx];
        let is_retired = |idx: RoleIdx| catalog.is_retired(idx, &catalog.as_of);
        let is_at_home = |idx: RoleIdx| plan.families.contains(&*role(idx).family);
        let is_foreign = |idx: RoleIdx| (role(idx).third_party || is_retired(idx)) && !is_at_home(idx);
        let mut res: Vec<RoleIdx> = known.iter().copied().filter(|&idx| !is_foreign(idx)).collect();
        if res.iter().any(|&idx| role(idx).common) {
            res.retain(|&idx| role(idx).common || !needs_more(role(idx), &plan.roles));
        }
        if res.is_empty() {
            res = known;
        }
        res.sort_by_key(|&idx| (!role(idx).common, is_retired(idx), role(idx).third_party, !is_at_home(idx)));
        res.into_iter().map(role).collect()
    }

    fn what_is_there(self) -> InPlan<'a> {
        let catalog = self.catalog;
        let placements = self.plan.zones.iter().flat_map(|zone| &zone.placements);
        let mut res = InPlan { roles: BTreeSet::new(), families: BTreeSet::new() };
        for placement in placements {
            let Some(role_idx) = catalog.role_idx(placement.role.as_str()) else { continue };
            let without: Vec<RoleIdx> =
                placement.without.iter().filter_map(|id| catalog.role_idx(id.as_str())).collect();
            res.families.insert(&catalog.roles[role_idx].family);
            res.roles.extend(catalog.effective_roles(role_idx, &without));
        }
        res
    }
}

/// Whether a role can't do without another one that is not among these.
fn needs_more(role: &Role, there: &BTreeSet<RoleIdx>) -> bool {
    let mut needed = role.connects.iter().filter(|it| it.need == Need::Required && it.answers.is_none());
    needed.any(|connection| !there.contains(&connection.to))
}
