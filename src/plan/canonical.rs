//! The one order in which a plan is written and kept. It changes no meaning.

use std::sync::Arc;

use super::{Plan, Zone};

impl Plan {
    /// The plan in canonical order: placements sorted, settings that say nothing left out.
    ///
    /// Zones that are in order already are shared, not copied.
    #[must_use]
    pub fn canonical(mut self) -> Self {
        for zone in &mut self.zones {
            if !zone.is_canonical() {
                Arc::make_mut(zone).sort();
            }
        }
        self.pairs.retain(|_, settings| !settings.is_empty());
        self.accepted.sort();
        self.accepted.dedup_by(|later, kept| later.key() == kept.key());
        self
    }
}

impl Zone {
    /// Whether its placements are in order.
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        self.placements.is_sorted()
    }

    /// Puts its placements in order: by role, then by everything else they say.
    pub fn sort(&mut self) {
        self.placements.sort();
    }

    /// Changes and sorts a zone that other plans may share; where nothing changes, it stays shared.
    pub(super) fn change_shared(zone: &mut Arc<Self>, change: impl FnOnce(&mut Self)) {
        let mut changed = Self::clone(zone);
        change(&mut changed);
        changed.sort();
        if changed != **zone {
            *zone = Arc::new(changed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Placement;

    #[test]
    fn only_zones_out_of_order_are_copied() {
        let zone = |roles: &[&str]| {
            let placements = roles.iter().map(|&role| Placement::new(role.into())).collect();
            Arc::new(Zone { placements, ..Zone::default() })
        };
        let plan = Plan { zones: vec![zone(&["a", "b"]), zone(&["b", "a"])], ..Plan::default() };
        let canonical = plan.clone().canonical();
        assert!(Arc::ptr_eq(&plan.zones[0], &canonical.zones[0]));
        assert!(canonical.zones[1].is_canonical() && !plan.zones[1].is_canonical());
    }
}
