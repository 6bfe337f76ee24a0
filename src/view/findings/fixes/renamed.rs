//! What the plan names by an id of an older catalog: it takes the new id, wherever the old one stands.

use super::fix::{Fix, Fixer};
use crate::finding::Mention;
use crate::plan::{Carries, Edit, Override, RoleId, Selector};
use crate::view::zones::retain_placements;

impl Fixer<'_> {
    /// Writes the id that something has now instead of an old one, everywhere in the plan.
    pub(super) fn with_new_id(self, what: Mention, old: &str, now: &str) -> Option<Fix> {
        match what {
            Mention::Role => self.renamed_role(old, now),
            Mention::Assumption
            | Mention::Scenario
            | Mention::Choice
            | Mention::Option
            | Mention::RpcServer
            | Mention::OsVersion
            | Mention::Endpoint
            | Mention::TunnelKind
            | Mention::Service
            | Mention::Zone
            | Mention::Scope => None,
        }
    }

    fn renamed_role(self, old: &str, now: &str) -> Option<Fix> {
        let role = self.role(now)?;
        let mut edits: Vec<Edit> = Vec::new();
        for zone in &self.plan.zones {
            edits.extend(retain_placements(zone, |placement| {
                if placement.without.remove(old) {
                    placement.without.insert(role.id.clone());
                }
                if placement.role.as_str() != old {
                    return true;
                }
                placement.role = role.id.clone();
                !zone.placements.contains(placement)
            }));
        }
        let mut overrides = self.plan.overrides.clone();
        for entry in &mut overrides {
            match entry {
                Override::Suppress { selector, .. } => rename(selector, old, &role.id),
                Override::Add { .. } => {}
            }
        }
        let mut tunnels = self.plan.tunnels.clone();
        for tunnel in &mut tunnels {
            if let Carries::Selection(selectors) = &mut tunnel.carries {
                for selector in selectors {
                    rename(selector, old, &role.id);
                }
            }
        }
        edits.extend((overrides != self.plan.overrides).then_some(Edit::SetOverrides(overrides)));
        edits.extend((tunnels != self.plan.tunnels).then_some(Edit::SetTunnels(tunnels)));
        Fix::new(format!("Write {} instead of “{old}” everywhere", role.name), edits)
    }
}

fn rename(selector: &mut Selector, old: &str, now: &RoleId) {
    for role in [&mut selector.source_role, &mut selector.destination_role].into_iter().flatten() {
        if role.as_str() == old {
            role.clone_from(now);
        }
    }
}
