//! What one zone opens and who reaches it: the inspector while no pair is chosen.

use std::fmt::Write as _;

use crate::catalog::Catalog;
use crate::matrix::{Matrix, Merge};
use crate::plan::{ZoneColor, ZoneId};
use crate::view::matrix::port_lines;
use crate::view::wording::{counted, thousands};

/// A zone and its neighbors.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneOverview {
    /// The zone.
    pub zone_id: ZoneId,
    /// Its position.
    pub zone_idx: usize,
    /// Its name.
    pub name: String,
    /// Its mark.
    pub color: ZoneColor,
    /// The zones it reaches, in plan order.
    pub opens: Vec<Neighbor>,
    /// The zones that reach it, in plan order.
    pub reached_by: Vec<Neighbor>,
}

/// A zone at the other end.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbor {
    /// The zone.
    pub zone_id: ZoneId,
    /// Source and destination, as positions in the plan.
    pub pair: (usize, usize),
    /// Its name.
    pub name: String,
    /// Its mark.
    pub color: ZoneColor,
    /// `18 rules`.
    pub rules: String,
    /// `16,397 ports`; empty when there are none.
    pub ports: String,
}

impl ZoneOverview {
    /// Builds the overview of the zone at a position of the matrix; `None` when it is beyond its end.
    #[must_use]
    pub fn build(matrix: &Matrix, zone_idx: usize) -> Option<Self> {
        let zone = matrix.plan().zones.get(zone_idx)?;
        Some(Self {
            zone_id: zone.id.clone(),
            zone_idx,
            name: zone.name.clone(),
            color: zone.color,
            opens: neighbors(matrix, zone_idx, |other| (zone_idx, other)),
            reached_by: neighbors(matrix, zone_idx, |other| (other, zone_idx)),
        })
    }

    /// Everything in and out, with its ports, as a text to paste. Slow for a zone of very many neighbors.
    #[must_use]
    pub fn text(&self, catalog: &Catalog, matrix: &Matrix) -> String {
        let mut res = String::new();
        for (neighbors, is_out) in [(&self.opens, true), (&self.reached_by, false)] {
            for neighbor in neighbors {
                let (from, to) = if is_out { (&self.name, &neighbor.name) } else { (&neighbor.name, &self.name) };
                // Writing to a text can't fail.
                let _ = writeln!(res, "{from} → {to}");
                for line in neighbor.port_lines(catalog, matrix) {
                    let _ = writeln!(res, "  {line}");
                }
            }
        }
        res
    }
}

impl Neighbor {
    /// Its ports, a line for each transport and need: `TCP 53, 88 (required)`.
    #[must_use]
    pub fn port_lines(&self, catalog: &Catalog, matrix: &Matrix) -> Vec<String> {
        port_lines(&matrix.cell(catalog, self.pair.0, self.pair.1).rules(Merge::Ranges))
    }
}

fn neighbors(matrix: &Matrix, zone_idx: usize, pair: impl Fn(usize) -> (usize, usize)) -> Vec<Neighbor> {
    let mut res = Vec::new();
    for (other_idx, other) in matrix.plan().zones.iter().enumerate().filter(|(idx, _)| *idx != zone_idx) {
        let pair = pair(other_idx);
        let summary = matrix.summary(pair.0, pair.1);
        if summary.is_empty() {
            continue;
        }
        let ports =
            if summary.num_ports == 0 { String::new() } else { format!("{} ports", thousands(summary.num_ports)) };
        res.push(Neighbor {
            zone_id: other.id.clone(),
            pair,
            name: other.name.clone(),
            color: other.color,
            rules: counted(summary.num_rules(), "rule", "rules"),
            ports,
        });
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn neighbors_stand_on_their_side() {
        let matrix = sample::matrix(&sample::catalog());
        let names =
            |list: &[Neighbor]| list.iter().map(|zone| format!("{} {}", zone.name, zone.rules)).collect::<Vec<_>>();
        let overview =
            |idx| ZoneOverview::build(&matrix, idx).map(|view| (names(&view.opens), names(&view.reached_by)));
        assert_eq!(overview(0), Some((vec!["Core 7 rules".to_owned()], vec![])));
        assert_eq!(overview(1), Some((vec![], vec!["Clients 7 rules".to_owned()])));
        assert_eq!(overview(9), None);
    }

    #[test]
    fn the_text_has_everything_in_and_out() {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let text = |idx| ZoneOverview::build(&matrix, idx).map(|view| view.text(&catalog, &matrix));
        let expected = "Clients → Core\n  TCP 135, 389, 1025-5000, 49152-65535 (required)\n  UDP 389 (required)\n  \
                        TCP 636 (optional)\n  ICMP (optional)\n";
        assert_eq!(text(0).as_deref(), Some(expected));
        assert_eq!(text(1), text(0), "the other end says the same");
        assert_eq!(text(2).as_deref(), Some(""));
    }
}
