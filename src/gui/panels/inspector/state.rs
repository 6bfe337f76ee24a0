//! What the inspector keeps from one frame to the next: what is open, and what was asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::gui::panels::PanelCx;
use crate::gui::shown::Stamp;
use crate::plan::ZoneId;
use crate::view::{Closing, Neighbor, ZoneOverview};

/// So many neighbors are listed for a direction until somebody wants all.
const MAX_NEIGHBORS: usize = 40;

/// What is open, and what was asked for.
#[derive(Debug, Default)]
pub(crate) struct InspectorState {
    /// Ids of the rules whose reasons are shown.
    pub(super) opened: BTreeSet<String>,
    /// What would close rules.
    pub(super) closing: ClosingState,
    /// What is open of a zone.
    pub(super) overview: OverviewState,
}

/// The answers that were asked for.
#[derive(Debug, Default)]
pub(super) struct ClosingState {
    stamp: Stamp,
    pair: Option<(usize, usize)>,
    /// By the id of the rule.
    pub(super) answers: BTreeMap<String, Closing>,
}

impl ClosingState {
    /// Forgets the answers about another plan or pair.
    pub(super) fn settle(&mut self, cx: &PanelCx<'_>) {
        if (self.stamp, self.pair) != (cx.stamp, cx.pair_idx) {
            *self = Self { stamp: cx.stamp, pair: cx.pair_idx, answers: BTreeMap::new() };
        }
    }
}

/// Which neighbors are open.
#[derive(Debug, Default)]
pub(super) struct OverviewState {
    /// By direction and zone.
    pub(super) opened: BTreeSet<(Side, ZoneId)>,
    /// The directions of which all neighbors are listed, and of which zone.
    pub(super) all: BTreeSet<(Side, ZoneId)>,
    /// From which state the lines are.
    pub(super) stamp: Stamp,
    /// The ports of a pair.
    pub(super) lines: BTreeMap<(usize, usize), Vec<String>>,
}

/// A direction.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Side {
    Out,
    In,
}

impl Side {
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Out => "Opens to",
            Self::In => "Is reached by",
        }
    }
}

impl OverviewState {
    pub(super) fn num_listed(&self, side: Side, overview: &ZoneOverview, all: usize) -> usize {
        if self.all.contains(&(side, overview.zone_id.clone())) { all } else { all.min(MAX_NEIGHBORS) }
    }

    pub(super) fn toggle(&mut self, key: &(Side, ZoneId)) {
        if !self.opened.remove(key) {
            self.opened.insert(key.clone());
        }
    }

    /// The ports of a neighbor, a line for each transport and need.
    pub(super) fn lines(&mut self, cx: &PanelCx<'_>, neighbor: &Neighbor) -> &[String] {
        self.lines.entry(neighbor.pair).or_insert_with(|| neighbor.port_lines(cx.catalog, cx.matrix))
    }
}
