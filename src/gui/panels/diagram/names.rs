//! What a screen reader and a tooltip say of a zone or an arrow of the diagram.

use egui::{Response, RichText, Ui};

use super::item::Spot;
use super::marks::Marks;
use crate::export::diagram::{Diagram, Tone};
use crate::gui::panels::PanelCx;
use crate::gui::panels::matrix::pair_tooltip_ui;
use crate::gui::theme::metrics::STEP;
use crate::view::counted;

/// How many pairs of an arrow are named; the rest is counted.
const MAX_NAMED: usize = 8;

/// A diagram with what is to be said of it now.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    /// The diagram.
    pub diagram: &'a Diagram,
    /// Where its zones stand in the plan now.
    pub now: &'a [Option<usize>],
}

impl Named<'_> {
    /// Where the two ends of a pair stand now.
    #[must_use]
    pub(super) fn pair_now(self, (source, destination): (usize, usize)) -> Option<(usize, usize)> {
        let now = |idx: usize| self.now.get(idx).copied().flatten();
        now(source).zip(now(destination))
    }

    /// The pairs of an arrow, as they stand now.
    pub(super) fn pairs_now(self, arrow_idx: usize) -> Vec<(usize, usize)> {
        let arrow = self.diagram.arrows.get(arrow_idx);
        arrow.into_iter().flat_map(|arrow| &arrow.pairs).filter_map(|&pair| self.pair_now(pair)).collect()
    }

    /// “Zone Clients”, or “Clients to Core: 12 rules, 3 match”.
    #[must_use]
    pub(super) fn name(self, cx: &PanelCx<'_>, marks: &Marks, spot: Spot) -> String {
        match spot {
            Spot::Zone(idx) => format!("Zone {}", self.zone_name(idx)),
            Spot::Arrow(idx) => {
                let pairs = self.pairs_now(idx);
                let name = |&(source, destination): &(usize, usize)| cx.views.matrix.pair(source, destination);
                let mut names = pairs.iter().take(MAX_NAMED).map(name).collect::<Vec<_>>().join("; ");
                if pairs.len() > MAX_NAMED {
                    names += &format!(" and {} more", pairs.len() - MAX_NAMED);
                }
                let num_rules = |pair: &(usize, usize)| u64::from(cx.matrix.summary(pair.0, pair.1).num_rules());
                let num_rules: u64 = pairs.iter().map(num_rules).sum();
                let found = marks.found.as_ref().and_then(|found| found.get(idx));
                let found = found.map(|found| format!(", {found} match")).unwrap_or_default();
                format!("{names}: {}{found}", counted(num_rules, "rule", "rules"))
            }
        }
    }

    /// What the box of a zone is called.
    fn zone_name(self, idx: usize) -> String {
        let lines = self.diagram.zones.get(idx).map_or(&[][..], |zone| &zone.lines);
        let lines = lines.iter().filter(|line| line.tone == Tone::Name).map(|line| line.text.as_str());
        lines.collect::<Vec<_>>().join(" ")
    }

    /// What the box of a zone says below its name.
    #[must_use]
    pub(super) fn description(self, spot: Spot) -> String {
        let lines = match spot {
            Spot::Zone(idx) => self.diagram.zones.get(idx).map(|zone| &zone.lines),
            Spot::Arrow(idx) => self.diagram.arrows.get(idx).map(|arrow| &arrow.label.lines),
        };
        let lines = lines.into_iter().flatten().filter(|line| line.tone != Tone::Name).map(|line| line.text.as_str());
        lines.collect::<Vec<_>>().join(", ")
    }
}

/// Tells of a zone or an arrow under the pointer: of one pair its ports, of several which they are.
pub(super) fn tooltip_ui(response: Response, cx: &PanelCx<'_>, named: Named<'_>, spot: Spot) {
    match spot {
        Spot::Zone(idx) => {
            response.on_hover_ui_at_pointer(|ui| {
                ui.label(named.zone_name(idx));
                let lines = named.diagram.zones[idx].lines.iter().filter(|line| line.tone != Tone::Name);
                lines.for_each(|line| drop(ui.label(RichText::new(&line.text).small().weak())));
            });
        }
        Spot::Arrow(idx) => match named.pairs_now(idx)[..] {
            [] => {}
            [pair] => pair_tooltip_ui(response, cx, pair),
            ref pairs => drop(response.on_hover_ui_at_pointer(|ui| pairs_ui(ui, cx, named, (idx, pairs)))),
        },
    }
}

fn pairs_ui(ui: &mut Ui, cx: &PanelCx<'_>, named: Named<'_>, (idx, pairs): (usize, &[(usize, usize)])) {
    ui.set_max_width(100.0 * STEP);
    for &(source, destination) in pairs.iter().take(MAX_NAMED) {
        ui.label(cx.views.matrix.arrow(source, destination));
    }
    if pairs.len() > MAX_NAMED {
        ui.label(format!("and {} more", pairs.len() - MAX_NAMED));
    }
    for line in &named.diagram.arrows[idx].label.lines {
        let meaning = named.diagram.legend.iter().find(|entry| entry.letter == line.text);
        ui.label(RichText::new(meaning.map_or(&line.text, |entry| &entry.ports)).monospace());
    }
    ui.label(RichText::new("Click to choose one of them").small().weak());
}
