//! What one zone opens and who reaches it: the inspector while no pair is chosen.

use super::numbers::{counted, thousands};
use crate::matrix::Matrix;
use crate::plan::{ZoneColor, ZoneId};

/// The most neighbors that are listed for a direction; the matrix shows the rest.
const MAX_NEIGHBORS: usize = 40;

/// A zone and its neighbors.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneOverview {
    /// The zone.
    pub zone_id: ZoneId,
    /// Its name.
    pub name: String,
    /// Its mark.
    pub color: ZoneColor,
    /// The zones it reaches, in plan order.
    pub opens: Vec<Neighbor>,
    /// The zones that reach it, in plan order.
    pub reached_by: Vec<Neighbor>,
    /// How many more there are of each.
    pub more: [usize; 2],
}

/// A zone at the other end.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbor {
    /// The zone.
    pub zone_id: ZoneId,
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
        let (opens, more_opens) = neighbors(matrix, zone_idx, |other| (zone_idx, other));
        let (reached_by, more_reached_by) = neighbors(matrix, zone_idx, |other| (other, zone_idx));
        Some(Self {
            zone_id: zone.id.clone(),
            name: zone.name.clone(),
            color: zone.color,
            opens,
            reached_by,
            more: [more_opens, more_reached_by],
        })
    }
}

fn neighbors(matrix: &Matrix, zone_idx: usize, pair: impl Fn(usize) -> (usize, usize)) -> (Vec<Neighbor>, usize) {
    let mut res = Vec::new();
    let mut more = 0;
    for (other_idx, other) in matrix.plan().zones.iter().enumerate().filter(|(idx, _)| *idx != zone_idx) {
        let (source_idx, destination_idx) = pair(other_idx);
        let summary = matrix.summary(source_idx, destination_idx);
        if summary.is_empty() {
            continue;
        }
        if res.len() == MAX_NEIGHBORS {
            more += 1;
            continue;
        }
        let ports =
            if summary.num_ports == 0 { String::new() } else { format!("{} ports", thousands(summary.num_ports)) };
        res.push(Neighbor {
            zone_id: other.id.clone(),
            name: other.name.clone(),
            color: other.color,
            rules: counted(summary.num_rules(), "rule", "rules"),
            ports,
        });
    }
    (res, more)
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
}
