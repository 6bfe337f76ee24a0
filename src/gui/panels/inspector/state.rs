//! What the inspector keeps from one frame to the next: what is open, and what was asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Stamp};
use crate::plan::ZoneId;
use crate::view::{Closing, Neighbor, ZoneOverview};

/// So many neighbors are listed for a direction until somebody wants all.
const MAX_NEIGHBORS: usize = 40;

/// What would close rules, by their ids.
pub(super) type Answers = BTreeMap<String, Closing>;

/// What is open, and what was asked for.
#[derive(Debug, Default)]
pub(crate) struct InspectorState {
    /// Ids of the rules whose reasons are shown.
    pub(super) opened: BTreeSet<String>,
    /// The rule that was opened because it was chosen elsewhere. It is closed when another one is.
    shown: Option<String>,
    /// The rule that is to be brought into sight.
    pub(super) scroll_to: Option<String>,
    /// What would close rules of the pair, by id, as far as it was asked for.
    pub(super) closing: Cached<(Stamp, Option<(usize, usize)>), Answers>,
    /// What is open of a zone.
    pub(super) overview: OverviewState,
}

/// Which neighbors are open.
#[derive(Debug, Default)]
pub(super) struct OverviewState {
    /// By direction and zone.
    pub(super) opened: BTreeSet<(Side, ZoneId)>,
    /// The directions of which all neighbors are listed, and of which zone.
    pub(super) all: BTreeSet<(Side, ZoneId)>,
    /// The ports of pairs.
    lines: Cached<Stamp, BTreeMap<(usize, usize), Vec<String>>>,
}

/// A direction.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
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

impl InspectorState {
    /// Opens a rule that was chosen elsewhere, and brings it into sight.
    pub(in crate::gui) fn show_rule(&mut self, rule_id: &str) {
        if let Some(before) = self.shown.take() {
            self.opened.remove(&before);
        }
        if self.opened.insert(rule_id.to_owned()) {
            self.shown = Some(rule_id.to_owned());
        }
        self.scroll_to = Some(rule_id.to_owned());
    }
}

impl OverviewState {
    pub(super) fn num_listed(&self, side: Side, overview: &ZoneOverview, all: usize) -> usize {
        if self.all.contains(&(side, overview.zone_id.clone())) { all } else { all.min(MAX_NEIGHBORS) }
    }

    /// The ports of a neighbor, a line for each transport and need.
    pub(super) fn lines(&mut self, cx: &PanelCx<'_>, neighbor: &Neighbor) -> &[String] {
        let lines = self.lines.get(cx.stamp, BTreeMap::new).entry(neighbor.pair);
        lines.or_insert_with(|| neighbor.port_lines(cx.catalog, cx.matrix))
    }
}
