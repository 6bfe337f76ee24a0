//! Copies what is ticked in a zone to other zones.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{EditError, TickKind, TickMerge};
use crate::plan::{Placement, Plan, Zone, ZoneId};

impl Plan {
    pub(super) fn copy_ticks(
        &mut self,
        from: &ZoneId,
        to: &[ZoneId],
        kinds: &BTreeSet<TickKind>,
        merge: TickMerge,
    ) -> Result<(), EditError> {
        let from_idx = self.existing_zone_idx(from)?;
        let source = Arc::clone(&self.zones[from_idx]);
        for zone in to.iter().filter(|zone| *zone != from) {
            let zone_idx = self.existing_zone_idx(zone)?;
            Zone::change_shared(&mut self.zones[zone_idx], |zone| {
                for kind in kinds {
                    copy(&source, zone, *kind, merge);
                }
            });
        }
        Ok(())
    }
}

fn copy(from: &Zone, to: &mut Zone, kind: TickKind, merge: TickMerge) {
    match (kind, merge) {
        (TickKind::Os, TickMerge::Add) => to.os.extend(from.os.iter().cloned()),
        (TickKind::Os, TickMerge::Replace) => to.os.clone_from(&from.os),
        (TickKind::Roles, _) => copy_roles(from, to, merge),
        (TickKind::Trust, _) => to.trust = from.trust,
        (TickKind::Decisions, TickMerge::Add) => {
            for (assumption, answer) in &from.assumptions {
                to.assumptions.entry(assumption.clone()).or_insert(*answer);
            }
            to.rpc = to.rpc.take().or_else(|| from.rpc.clone());
        }
        (TickKind::Decisions, TickMerge::Replace) => {
            to.assumptions.clone_from(&from.assumptions);
            to.rpc.clone_from(&from.rpc);
        }
    }
}

/// A role that is there already keeps its own settings when roles are added.
fn copy_roles(from: &Zone, to: &mut Zone, merge: TickMerge) {
    let mut copies = from.placements.clone();
    for placement in &mut copies {
        // No machine stands in two zones.
        placement.hosts.clear();
        serve_instead(placement, &from.id, &to.id);
    }
    match merge {
        TickMerge::Add => {
            copies.retain(|copy| to.placements.iter().all(|placement| placement.role != copy.role));
            to.placements.append(&mut copies);
        }
        TickMerge::Replace => to.placements = copies,
    }
}

/// “Serves the zone it stands in” is what was said of the original.
pub(super) fn serve_instead(placement: &mut Placement, from: &ZoneId, to: &ZoneId) {
    if placement.serves.remove(from) {
        placement.serves.insert(to.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Edit;
    use crate::plan::file::{read, write};

    const FROM: &str = r#"(id: "a", name: "A", trust: high, os: ["x"], assumptions: {"p": unused, "q": in_use},
        rpc: dynamic, placements: [(role: "dc", serves: ["a", "c"]), (role: "sql", note: "1"), (role: "sql", note: "2")])"#;

    /// Copying `kinds` from [`FROM`] to zone `b` with the fields `before` leaves it with the fields `after`.
    fn check(kinds: &[TickKind], merge: TickMerge, before: &str, after: &str) {
        let plan =
            |fields: &str| read(&format!("(format: 1, zones: [{FROM}, (id: \"b\", {fields})])")).expect(fields).plan;
        let edit = Edit::CopyTicks {
            from: "a".into(),
            to: vec!["a".into(), "b".into()],
            kinds: kinds.iter().copied().collect(),
            merge,
        };
        let changed = plan(before).applied(&edit).expect("the edit");
        assert_eq!(write(&changed), write(&plan(after)), "{edit:?}");
    }

    #[test]
    fn what_is_added_leaves_what_is_there() {
        use TickMerge::Add;
        check(&[TickKind::Os], Add, r#"os: ["y"]"#, r#"os: ["x", "y"]"#);
        check(
            &[TickKind::Roles],
            Add,
            r#"placements: [(role: "adfs"), (role: "sql", note: "mine")]"#,
            r#"placements: [(role: "adfs"), (role: "dc", serves: ["b", "c"]), (role: "sql", note: "mine")]"#,
        );
        check(&[TickKind::Trust], Add, "trust: low", "trust: high");
        check(
            &[TickKind::Decisions],
            Add,
            r#"assumptions: {"p": optional}, rpc: restricted(6000, 7000)"#,
            r#"assumptions: {"p": optional, "q": in_use}, rpc: restricted(6000, 7000)"#,
        );
        check(&[], Add, r#"os: ["y"]"#, r#"os: ["y"]"#);
    }

    #[test]
    fn what_is_replaced_is_as_in_the_original() {
        let before = r#"trust: low, os: ["y"], assumptions: {"r": unused}, placements: [(role: "adfs")]"#;
        let after = r#"trust: high, os: ["x"], assumptions: {"p": unused, "q": in_use}, rpc: dynamic,
            placements: [(role: "dc", serves: ["b", "c"]), (role: "sql", note: "1"), (role: "sql", note: "2")]"#;
        check(TickKind::ALL, TickMerge::Replace, before, after);
    }
}
