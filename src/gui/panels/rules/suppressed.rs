//! What overrides and declined scenarios take out, listed where the filter asks for it: what would be open, why it is not,
//! and what that breaks. Rules stand in the table.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::{Id, Role, ScrollArea, Sense, Ui};

use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Stamp};
use crate::gui::theme::metrics::{ROW, SMALL, STEP, TWO_LINES};
use crate::gui::widgets::{Piece, Row, group_heading};
use crate::query::{FoundFlows, FoundRules};
use crate::view::{SuppressedLine, counted, suppressed_lines};

/// What stands before what breaks.
const LOSS_MARK: &str = "⚠";
/// The most pairs whose lines are kept.
const MAX_PAIRS: usize = 512;

/// Lines by their pair of zones.
type LinesOfPairs = BTreeMap<(usize, usize), Vec<SuppressedLine>>;

/// The lines of pairs that were seen, for the words that ask for them.
#[derive(Debug, Default)]
pub(crate) struct SuppressedState(Cached<(Stamp, String), LinesOfPairs>);

/// Lists the suppressed flows that are asked for, in as much height.
pub(super) fn suppressed_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut SuppressedState, max_height: f32) {
    let num_flows = cx.filter.found(cx.stamp).map_or(0, FoundRules::num_suppressed);
    group_heading(ui, &counted(num_flows, "suppressed flow", "suppressed flows"));
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("suppressed").max_height(max_height).auto_shrink([false, true]);
    area.show_rows(ui, TWO_LINES, num_flows, |ui, range| {
        for (first, of_pair) in in_sight(cx, &range) {
            let rows = range.start.max(first)..range.end.min(first + of_pair.flows.len());
            for idx in rows {
                row_ui(ui, cx, state, &of_pair, (idx, idx - first));
            }
        }
    });
    ui.spacing_mut().item_spacing.y = STEP;
}

/// The pairs that have rows in a range, each with its first row.
fn in_sight(cx: &PanelCx<'_>, range: &Range<usize>) -> Vec<(usize, FoundFlows)> {
    let mut res = Vec::new();
    let mut first = 0;
    for of_pair in cx.filter.found(cx.stamp).into_iter().flat_map(|found| &found.suppressed) {
        let end = first + of_pair.flows.len();
        if first < range.end && range.start < end {
            res.push((first, of_pair.clone()));
        }
        first = end;
    }
    res
}

fn row_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut SuppressedState,
    found: &FoundFlows,
    (idx, of_pair): (usize, usize),
) {
    let words = cx.filter.query().text().to_owned();
    let lines = state.0.get((cx.stamp, words), LinesOfPairs::new);
    if lines.len() > MAX_PAIRS {
        lines.clear();
    }
    let lines =
        lines.entry(found.pair).or_insert_with(|| suppressed_lines(cx.catalog, cx.matrix, found.pair, &found.flows));
    let Some(line) = lines.get(of_pair) else { return };
    let lost = if line.losses.is_empty() { String::new() } else { format!("{LOSS_MARK} {}", line.losses.join("; ")) };
    let name = format!("{}, {}", line.pair, line.flow);
    let said = [line.why.as_str(), &lost].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
    let sense = Sense::click();
    let row = Row { description: &said, height: TWO_LINES, sense, ..Row::new(Role::ListItem, &name) };
    let response = row.ui(ui, Id::unique(("suppressed", idx)), |row| {
        let (left, right) = (row.rect.left() + STEP, row.rect.right() - STEP);
        let middle = left + (right - left) * 0.35;
        let (first, second) = (row.rect.top() + ROW / 2.0, row.rect.bottom() - SMALL);
        row.line(first, left, middle - STEP, &[Piece::body(&line.pair, row.tokens.text)]);
        row.line(first, middle, right, &[Piece::body(&line.flow, row.tokens.text)]);
        let loss = Piece::small(&lost, row.tokens.text).after(3.0 * STEP);
        row.line(second, middle, right, &[Piece::small(&line.why, row.tokens.text_weak), loss]);
    });
    let response = response.on_hover_text(format!("{name}\n{}", said.replace(". ", "\n")));
    if response.clicked()
        && let Some((source, destination)) = cx.plan.zones.get(found.pair.0).zip(cx.plan.zones.get(found.pair.1))
    {
        let (source, destination) = (source.id.clone(), destination.id.clone());
        cx.act(Action::Select(Selection::Pair { source, destination }));
    }
}
