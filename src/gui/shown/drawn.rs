//! The diagram as it was laid out last, with the ids of its zones: it may be that of a plan that is a step behind. It is
//! painted elsewhere.

use std::collections::BTreeSet;

use super::stamp::Stamp;
use crate::catalog::Catalog;
use crate::export::diagram::{Diagram, lay_out};
use crate::export::{Cancel, ExportOptions, Pairs};
use crate::matrix::Matrix;
use crate::plan::{Plan, ZoneId};

/// What a diagram is laid out of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(in crate::gui) struct DiagramKey {
    /// The plan.
    pub stamp: Stamp,
    /// The zones whose arrows are drawn; none: all.
    pub only: BTreeSet<ZoneId>,
}

/// A diagram whose zones are known by their ids.
#[derive(Debug)]
pub(in crate::gui) struct DrawnDiagram {
    /// Where everything stands.
    pub diagram: Diagram,
    /// The zones of the plan that it was laid out of.
    zones: Vec<ZoneId>,
}

/// Two zones, source first.
pub(in crate::gui) type PairIds = (ZoneId, ZoneId);

impl DrawnDiagram {
    /// Lays it out; `None` when that was cancelled.
    #[must_use]
    pub(in crate::gui) fn build(
        catalog: &Catalog,
        matrix: &Matrix,
        only: &BTreeSet<ZoneId>,
        cancel: &Cancel,
    ) -> Option<Self> {
        let plan = matrix.plan();
        let chosen: BTreeSet<usize> = only.iter().filter_map(|zone| plan.zone_idx(zone.as_str())).collect();
        let pairs = if chosen.is_empty() { Pairs::All } else { Pairs::Of(chosen) };
        let options = ExportOptions { pairs, ..ExportOptions::default() };
        let diagram = lay_out(catalog, matrix, options, cancel).ok()?;
        Some(Self { diagram, zones: plan.zones.iter().map(|zone| zone.id.clone()).collect() })
    }

    /// The zone of a box, by the position of the box.
    #[must_use]
    pub(in crate::gui) fn zone_of_box(&self, idx: usize) -> Option<&ZoneId> {
        self.zones.get(self.diagram.zones.get(idx)?.zone_idx)
    }

    /// The box of a zone.
    #[must_use]
    pub(in crate::gui) fn box_of(&self, zone: &ZoneId) -> Option<usize> {
        self.diagram.zones.iter().position(|shown| self.zones.get(shown.zone_idx) == Some(zone))
    }

    /// The arrow of a pair.
    #[must_use]
    pub(in crate::gui) fn arrow_of(&self, (source, destination): &PairIds) -> Option<usize> {
        let idx = |zone: &ZoneId| self.zones.iter().position(|other| other == zone);
        self.diagram.arrow_of((idx(source)?, idx(destination)?))
    }

    /// The pairs of an arrow.
    pub(in crate::gui) fn pairs_of(&self, arrow_idx: usize) -> impl Iterator<Item = PairIds> {
        let pairs = self.diagram.arrows.get(arrow_idx).map_or(&[][..], |arrow| &arrow.pairs);
        pairs.iter().filter_map(|&(source_idx, destination_idx)| {
            self.zones.get(source_idx).cloned().zip(self.zones.get(destination_idx).cloned())
        })
    }

    /// Where the zones that it was laid out of stand in the plan now; `None`: they were removed.
    #[must_use]
    pub(in crate::gui) fn now(&self, plan: &Plan) -> Vec<Option<usize>> {
        self.zones.iter().map(|zone| plan.zone_idx(zone.as_str())).collect()
    }
}
