//! The views of what is open, rebuilt when the plan, the choice or the tab changes, and not each frame.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::chosen::Chosen;
use super::drawn::{DiagramKey, DrawnDiagram};
use super::stamp::Stamp;
use crate::catalog::Catalog;
use crate::check;
use crate::finding::Finding;
use crate::gui::state::Tab;
use crate::matrix::{Deriver, Matrix};
use crate::plan::{Plan, Zone};
use crate::query::FoundRules;
use crate::view::{
    AssumptionList, FindingList, FindingRow, Holder, InspectorView, MatrixView, OsPicker, PlanSettings, RolePicker,
    RowCounts, RuleCounts, RuleTable, SeveralZones, StatusLine, TickRemark, TickRemarks, TickRow, TickTable,
    ZoneGroups, ZoneList, ZoneOverview,
};

/// From how many zones on findings are made a frame later than the matrix.
const ZONES_WORTH_WAITING: usize = 100;

/// In how many rules something takes part.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::gui) enum RuleNumber {
    /// Nobody counted, or there is nothing to count.
    Unknown,
    /// So many before the last edit; it is being counted anew.
    Before(usize),
    /// So many.
    Now(usize),
}

/// Everything that panels show.
#[derive(Debug, Default)]
pub(in crate::gui) struct Views {
    /// What they were made from; `None`: nothing yet.
    stamp: Option<Stamp>,
    /// What the findings were made from.
    findings_stamp: Option<Stamp>,
    chosen: Chosen,
    /// What the lists of zones and of findings are made from.
    raw_findings: Vec<Finding>,
    /// The headings of the matrix.
    pub matrix: MatrixView,
    /// The groups of the zones.
    pub groups: ZoneGroups,
    /// What stands in which zone; made when its tab is shown.
    pub ticks: TickTable,
    /// What the tick table was made from.
    ticks_stamp: Option<Stamp>,
    /// In how many rules roles take part, and what that was counted from; `None`: not counted yet.
    rule_counts: Option<(Stamp, RuleCounts)>,
    /// How many more rows than rules there are, and what that was counted from; `None`: not counted yet.
    row_counts: Option<(Stamp, RowCounts)>,
    /// The diagram as it was laid out last, and of what; `None`: it was not shown yet.
    diagram: Option<(DiagramKey, DrawnDiagram)>,
    /// What findings say about placements.
    remarks: TickRemarks,
    /// The list of zones.
    pub zones: ZoneList,
    /// The findings.
    pub findings: FindingList,
    /// The counts.
    pub status: StatusLine,
    /// The chosen zone.
    pub zone: Option<ZoneViews>,
    /// What several chosen zones have in common; `None`: one or none is chosen.
    pub several: Option<SeveralZones>,
    /// The chosen pair.
    pub pair: Option<InspectorView>,
    /// What the chosen zone reaches, while no pair is chosen.
    pub overview: Option<ZoneOverview>,
    /// What holds for the plan; made when its tab is shown.
    pub settings: Option<PlanSettings>,
    /// The table of rules; made when its tab is shown.
    pub rules: Option<RuleTable>,
}

/// What is shown of the chosen zone.
#[derive(Debug)]
pub(in crate::gui) struct ZoneViews {
    /// The zone itself.
    pub zone: Arc<Zone>,
    /// Its roles.
    pub roles: RolePicker,
    /// Its OS versions.
    pub os: OsPicker,
    /// Its assumptions.
    pub assumptions: AssumptionList,
}

/// What views are made from.
#[derive(Clone, Copy)]
pub(in crate::gui) struct ViewInput<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The plan.
    pub plan: &'a Arc<Plan>,
    /// Which state it is.
    pub stamp: Stamp,
    /// What is wrong with the catalog and with the text of the plan.
    pub other_findings: [&'a [Finding]; 2],
    /// What the window points at.
    pub chosen: &'a Chosen,
    /// What is shown in the middle.
    pub tab: Tab,
}

impl Views {
    /// Which state the views show.
    #[must_use]
    pub(in crate::gui) fn stamp(&self) -> Option<Stamp> {
        self.stamp
    }

    /// What the findings were made from: a large plan may be a frame ahead of them.
    #[must_use]
    pub(in crate::gui) fn findings_stamp(&self) -> Option<Stamp> {
        self.findings_stamp
    }

    /// What is odd about a row of the tick table in the zone at a position.
    #[must_use]
    pub(in crate::gui) fn remarks(&self, catalog: &Catalog, row: TickRow, column_idx: usize) -> &[TickRemark] {
        let column = self.ticks.columns.get(column_idx);
        column.map_or(&[], |column| self.remarks.of(catalog, row, column.id()))
    }

    /// Takes the count of the rules of a state of the plan.
    pub(in crate::gui) fn take_rule_counts(&mut self, stamp: Stamp, counts: RuleCounts) {
        self.rule_counts = Some((stamp, counts));
    }

    /// Takes the count of the rows of a state of the plan.
    pub(in crate::gui) fn take_row_counts(&mut self, stamp: Stamp, counts: RowCounts) {
        self.row_counts = Some((stamp, counts));
    }

    /// Takes the diagram.
    pub(in crate::gui) fn take_diagram(&mut self, key: DiagramKey, diagram: DrawnDiagram) {
        self.diagram = Some((key, diagram));
    }

    /// Whether the diagram is this one.
    #[must_use]
    pub(in crate::gui) fn has_diagram_of(&self, key: &DiagramKey) -> bool {
        self.diagram.as_ref().is_some_and(|(of, _)| of == key)
    }

    /// The diagram, and of what it is: after an edit that before it until it is laid out anew, but none of another plan.
    #[must_use]
    pub(in crate::gui) fn diagram(&self) -> Option<&(DiagramKey, DrawnDiagram)> {
        let generation = self.stamp.map(|stamp| stamp.generation);
        self.diagram.as_ref().filter(|(of, _)| generation == Some(of.stamp.generation))
    }

    /// How many more rows than rules the plan has, and what that was counted from. After an edit it is the count before
    /// it until it is counted anew, so that nothing jumps; `None`: no machine is named, or nobody counted.
    #[must_use]
    pub(in crate::gui) fn row_counts(&self, plan: &Plan) -> Option<&(Stamp, RowCounts)> {
        let is_of_same = |counted: &Stamp| self.stamp.is_some_and(|stamp| stamp.generation == counted.generation);
        self.row_counts.as_ref().filter(|(counted, _)| is_of_same(counted) && RowCounts::are_needed(plan))
    }

    /// In how many rules the roles of a row of the tick table take part.
    #[must_use]
    pub(in crate::gui) fn num_rules(&self, row: TickRow) -> RuleNumber {
        let Some((counted, counts)) = &self.rule_counts else { return RuleNumber::Unknown };
        // Rows of another catalog are others.
        let is_of_same = self.stamp.is_some_and(|stamp| stamp.generation == counted.generation);
        match counts.num_rules(row).filter(|_| is_of_same) {
            Some(number) if self.stamp == Some(*counted) => RuleNumber::Now(number),
            Some(number) => RuleNumber::Before(number),
            None => RuleNumber::Unknown,
        }
    }

    /// The finding of a row of the list.
    #[must_use]
    pub(in crate::gui) fn finding(&self, row: &FindingRow) -> Option<&Finding> {
        self.raw_findings.get(row.finding_idx)
    }

    /// The findings that some rules concern, by position, of those whose texts have some words.
    #[must_use]
    pub(in crate::gui) fn concerned(&self, plan: &Plan, rules: &FoundRules, texts: &[String]) -> BTreeSet<usize> {
        self.findings.concerned(plan, &self.raw_findings, rules, texts)
    }

    /// Brings everything up to date. Returns whether the findings of a large plan are still behind: a change is to
    /// be seen in the matrix first.
    #[must_use]
    pub(in crate::gui) fn update(&mut self, input: ViewInput<'_>, deriver: &mut Deriver) -> bool {
        let is_stale = self.stamp != Some(input.stamp);
        if is_stale {
            deriver.update(input.plan);
            self.rebuild(input);
        }
        let matrix = deriver.matrix();
        let can_wait = is_stale && input.plan.zones.len() > ZONES_WORTH_WAITING;
        let are_findings_due = self.findings_stamp != Some(input.stamp) && !can_wait;
        if are_findings_due {
            self.rebuild_findings(input, matrix);
        }
        if is_stale || self.chosen != *input.chosen {
            self.chosen = input.chosen.clone();
            self.rebuild_chosen(input, matrix);
        }
        if is_stale || are_findings_due {
            self.zones = ZoneList::build(input.plan, &self.raw_findings);
            self.status = StatusLine::build(matrix, &self.findings);
        }
        if input.tab == Tab::Ticks && self.ticks_stamp != Some(input.stamp) {
            self.rebuild_ticks(input);
        }
        if input.tab == Tab::Plan && self.settings.is_none() {
            self.settings = Some(PlanSettings::build(input.catalog, input.plan));
        }
        can_wait
    }

    fn rebuild(&mut self, input: ViewInput<'_>) {
        self.matrix = MatrixView::build(input.plan);
        self.groups = ZoneGroups::build(input.plan);
        self.settings = None;
        self.rules = None;
        self.stamp = Some(input.stamp);
    }

    /// Makes the tick table. Columns of zones that did not change are kept, but not those of another catalog.
    fn rebuild_ticks(&mut self, input: ViewInput<'_>) {
        let is_of_same = self.ticks_stamp.is_some_and(|stamp| stamp.generation == input.stamp.generation);
        let before = std::mem::take(&mut self.ticks);
        let before = if is_of_same { before } else { TickTable::default() };
        self.ticks = TickTable::build(input.catalog, input.plan, before);
        self.ticks_stamp = Some(input.stamp);
    }

    fn rebuild_findings(&mut self, input: ViewInput<'_>, matrix: &Matrix) {
        self.raw_findings = check::findings(input.catalog, matrix);
        self.raw_findings.extend(input.other_findings.into_iter().flatten().cloned());
        self.findings = FindingList::build(input.catalog, input.plan, &self.raw_findings);
        self.remarks = TickRemarks::build(&self.raw_findings);
        self.findings_stamp = Some(input.stamp);
    }

    fn rebuild_chosen(&mut self, input: ViewInput<'_>, matrix: &Matrix) {
        let zone_idx = input.chosen.zone_idx(input.plan);
        self.zone = zone_idx.map(|zone_idx| ZoneViews::build(input, zone_idx));
        self.several = SeveralZones::build(input.catalog, input.plan, &input.chosen.zone_idxs(input.plan));
        let pair = input.chosen.pair_idx(input.plan);
        self.pair =
            pair.and_then(|(source, destination)| InspectorView::build(input.catalog, matrix, source, destination));
        self.overview = match (&self.pair, zone_idx) {
            (None, Some(zone_idx)) => ZoneOverview::build(matrix, zone_idx),
            _ => None,
        };
    }
}

impl ZoneViews {
    fn build(input: ViewInput<'_>, zone_idx: usize) -> Self {
        let zone = Arc::clone(&input.plan.zones[zone_idx]);
        Self {
            roles: RolePicker::build(input.catalog, &zone),
            os: OsPicker::build(input.catalog, &[&zone]),
            assumptions: AssumptionList::build(input.catalog, input.plan, Holder::Zone(zone.id.clone())),
            zone,
        }
    }
}
