//! The matrix as it is shown: headings made once, cells on demand, because there may be a million.

use super::shade::{Shade, ShadedCell};
use crate::matrix::CellSummary;
use crate::plan::{Plan, TrustLevel, Zone, ZoneColor, ZoneId};
use crate::view::wording::{counted, thousands};

/// The headings of the matrix. Rows are sources, columns destinations, both in plan order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixView {
    /// One heading a zone.
    pub headings: Vec<Heading>,
}

/// A row's or column's heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// The zone.
    pub zone_id: ZoneId,
    /// Its name.
    pub name: String,
    /// Its mark.
    pub color: ZoneColor,
    /// How far it is trusted.
    pub trust: TrustLevel,
    /// Its addresses, one a line, for a tooltip.
    pub addresses: String,
}

/// What sets a cell apart from others.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CellKind {
    /// Two zones and nothing open.
    Empty,
    /// Two zones with open flows.
    Open,
    /// Inside one zone.
    Inside,
}

/// A cell as it is shown.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CellView {
    /// What sets it apart.
    pub kind: CellKind,
    /// What is written in it while its ports have no room; empty when nothing is open.
    pub count: String,
    /// Step of the color ramp, from 0; `None`: no color.
    pub step: Option<usize>,
    /// Something in it uses a cleartext or legacy protocol.
    pub has_legacy: bool,
    /// An override takes away something that is required.
    pub loses_required: bool,
}

impl MatrixView {
    /// Builds the headings.
    #[must_use]
    pub fn build(plan: &Plan) -> Self {
        Self { headings: plan.zones.iter().map(|zone| heading(zone)).collect() }
    }

    /// The cell at a place of the matrix that the headings belong to.
    #[must_use]
    pub fn cell(&self, shade: Shade, summary: CellSummary, source_idx: usize, destination_idx: usize) -> CellView {
        let cell = self.shaded(summary, source_idx, destination_idx);
        let is_inside = source_idx == destination_idx;
        CellView {
            kind: match (is_inside, summary.is_empty()) {
                (true, _) => CellKind::Inside,
                (false, true) => CellKind::Empty,
                (false, false) => CellKind::Open,
            },
            count: shade.text(cell),
            step: (!is_inside).then(|| shade.step(cell)).flatten(),
            has_legacy: summary.has_legacy,
            loses_required: summary.loses_required,
        }
    }

    /// What a screen reader says of a cell: “Clients to Core: 18 rules”.
    #[must_use]
    pub fn label(&self, shade: Shade, summary: CellSummary, source_idx: usize, destination_idx: usize) -> String {
        let cell = self.shaded(summary, source_idx, destination_idx);
        let lost = if summary.loses_required { ", required flows suppressed" } else { "" };
        format!("{}: {}{lost}", self.pair(source_idx, destination_idx), shade.words(cell))
    }

    /// What a shade looks at.
    #[must_use]
    pub fn shaded(&self, summary: CellSummary, source_idx: usize, destination_idx: usize) -> ShadedCell {
        let trust = |idx: usize| self.headings.get(idx).map_or(TrustLevel::default(), |heading| heading.trust);
        ShadedCell { summary, source: trust(source_idx), destination: trust(destination_idx) }
    }

    /// “Clients to Core”, or “Inside Core”.
    #[must_use]
    pub fn pair(&self, source_idx: usize, destination_idx: usize) -> String {
        let name = |idx: usize| self.headings.get(idx).map_or("", |heading| &heading.name);
        if source_idx == destination_idx {
            format!("Inside {}", name(source_idx))
        } else {
            format!("{} to {}", name(source_idx), name(destination_idx))
        }
    }

    /// “Clients → Core”, or “Inside Core”, for a heading.
    #[must_use]
    pub fn arrow(&self, source_idx: usize, destination_idx: usize) -> String {
        let name = |idx: usize| self.headings.get(idx).map_or("", |heading| &heading.name);
        if source_idx == destination_idx {
            self.pair(source_idx, destination_idx)
        } else {
            format!("{} → {}", name(source_idx), name(destination_idx))
        }
    }

    /// What a tooltip says of a cell beside its ports.
    #[must_use]
    pub fn summary_text(summary: CellSummary) -> String {
        if summary.is_empty() {
            return "Nothing to open".to_owned();
        }
        let mut res = counted(u32::from(summary.required_rules), "required rule", "required rules");
        if summary.optional_rules > 0 {
            res.push_str(&format!(", {} optional", thousands(u32::from(summary.optional_rules))));
        }
        if summary.num_ports > 0 {
            res.push_str(&format!(", {}", counted(summary.num_ports, "port", "ports")));
        }
        res
    }
}

fn heading(zone: &Zone) -> Heading {
    Heading {
        zone_id: zone.id.clone(),
        name: zone.name.clone(),
        color: zone.color,
        trust: zone.trust,
        addresses: zone.addresses.join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn cells_tell_empty_open_and_inside_apart() {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let view = MatrixView::build(matrix.plan());
        for (source, destination, kind, step, label) in [
            (0, 1, CellKind::Open, Some(1), "Clients to Core: 7 rules"),
            (1, 0, CellKind::Empty, None, "Core to Clients: no rules"),
            (1, 1, CellKind::Inside, None, "Inside Core: 7 rules"),
        ] {
            let summary = matrix.summary(source, destination);
            let cell = view.cell(Shade::Rules, summary, source, destination);
            let said = view.label(Shade::Rules, summary, source, destination);
            assert_eq!((cell.kind, cell.step, &*said), (kind, step, label));
        }
        assert_eq!([view.arrow(0, 1), view.arrow(1, 1)], ["Clients → Core", "Inside Core"]);
        let summary = MatrixView::summary_text(matrix.summary(0, 1));
        assert_eq!(summary, "5 required rules, 2 optional, 20,364 ports");
    }
}
