//! A zone as somebody would have it, and the edits that make it so. Placements keep their first positions meanwhile.

use std::collections::BTreeSet;

use crate::plan::{Edit, OsId, Placement, RpcStrategy, Tick, Zone};
use crate::view::zones::retain_placements;

/// A zone that is being changed.
pub(super) struct ZoneDraft<'a> {
    before: &'a Zone,
    /// The OS versions ticked.
    pub os: BTreeSet<OsId>,
    /// How RPC servers listen.
    pub rpc: Option<RpcStrategy>,
    /// By position at first; `None`: removed.
    pub placements: Vec<Option<Placement>>,
}

impl<'a> ZoneDraft<'a> {
    pub(super) fn new(zone: &'a Zone) -> Self {
        let placements = zone.placements.iter().cloned().map(Some).collect();
        Self { before: zone, os: zone.os.clone(), rpc: zone.rpc.clone(), placements }
    }

    /// The placement at a position, unless it is removed.
    pub(super) fn placement_mut(&mut self, placement_idx: usize) -> Option<&mut Placement> {
        self.placements.get_mut(placement_idx).and_then(Option::as_mut)
    }

    /// Tells the RPC servers of some placements otherwise: the zone for those that do as it says, the rest each.
    ///
    /// `inherited` is what holds where the zone says nothing.
    pub(super) fn set_rpc(
        &mut self,
        placements: &BTreeSet<usize>,
        inherited: &RpcStrategy,
        changed: impl Fn(&RpcStrategy) -> RpcStrategy,
    ) {
        let mut is_asked = false;
        for &placement_idx in placements {
            match self.placement_mut(placement_idx).map(|placement| &mut placement.rpc) {
                Some(Some(own)) => *own = changed(own),
                Some(None) => is_asked = true,
                None => {}
            }
        }
        if is_asked {
            self.rpc = Some(changed(self.rpc.as_ref().unwrap_or(inherited)));
        }
    }

    /// What makes the zone so.
    pub(super) fn edits(&self) -> Vec<Edit> {
        let zone = || self.before.id.clone();
        let ticks = [(Tick::Off, self.before.os.difference(&self.os)), (Tick::On, self.os.difference(&self.before.os))];
        let mut res: Vec<Edit> = Vec::new();
        for (tick, versions) in ticks {
            res.extend(versions.map(|os| Edit::TickOs { zone: zone(), os: os.clone(), tick }));
        }
        if self.rpc != self.before.rpc {
            res.push(Edit::SetZoneRpc { zone: zone(), rpc: self.rpc.clone() });
        }
        let mut after = self.placements.iter();
        res.extend(retain_placements(self.before, |placement| {
            let after = after.next().and_then(Option::as_ref);
            after.inspect(|after| placement.clone_from(after)).is_some()
        }));
        res
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::net::PortRange;
    use crate::plan::Plan;

    #[test]
    fn the_edits_of_a_draft_make_the_plan_so() {
        let placement = |role: &str, note: &str| Placement { note: note.to_owned(), ..Placement::new(role.into()) };
        let own = Some(RpcStrategy::Dynamic);
        let zone = Zone {
            id: "a".into(),
            os: ["old".into(), "kept".into()].into(),
            placements: vec![
                placement("dc", ""),
                placement("sql", "1"),
                placement("sql", "2"),
                Placement { rpc: own, ..placement("sql", "3") },
                placement("web", ""),
            ],
            ..Zone::default()
        };
        let mut draft = ZoneDraft::new(&zone);
        draft.os.remove("old");
        draft.os.insert("new".into());
        draft.placements[0] = None;
        draft.placements[1] = None;
        draft.placement_mut(2).expect("it is there").note = "9".to_owned();
        let range = PortRange::new(50_000, 50_099).expect("a range");
        draft.set_rpc(&[2, 3].into(), &RpcStrategy::Dynamic, |_| RpcStrategy::Restricted(range));
        let mut plan = Plan { zones: vec![Arc::new(zone.clone())], ..Plan::default() };
        for edit in draft.edits() {
            assert_eq!(plan.apply(&edit), Ok(()), "{edit:?}");
        }
        let rpc = Some(RpcStrategy::Restricted(range));
        let placements =
            vec![Placement { rpc: rpc.clone(), ..placement("sql", "3") }, placement("sql", "9"), placement("web", "")];
        let mut expected = Zone { os: ["new".into(), "kept".into()].into(), rpc, placements, ..zone };
        expected.sort();
        assert_eq!(*plan.zones[0], expected);
    }
}
