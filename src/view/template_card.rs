//! What a template looks like before it is chosen: its words, its size, and its matrix as small squares.

use std::collections::BTreeSet;

use super::numbers::{counted, len_of};
use crate::matrix::{CellSummary, Matrix};
use crate::plan::Plan;

/// How many ports the steps of the color ramp begin with. The last ones need a dynamic range.
const STEPS: [u32; 5] = [1, 4, 12, 100, 10_000];

/// A template in the gallery.
#[derive(Clone, Debug, PartialEq)]
pub struct TemplateCard {
    /// What the plan is called.
    pub title: String,
    /// What it is for.
    pub note: String,
    /// “5 zones, 12 roles”.
    pub size: String,
    /// Rows and columns of the matrix.
    pub num_zones: usize,
    /// The pairs, row by row: the step of the color ramp, from 0; `None`: nothing is open.
    pub steps: Vec<Option<usize>>,
}

impl TemplateCard {
    /// Builds the card from a template's matrix.
    #[must_use]
    pub fn build(matrix: &Matrix) -> Self {
        let plan = matrix.plan();
        let num_zones = matrix.num_zones();
        let pairs = (0..num_zones).flat_map(|source| (0..num_zones).map(move |destination| (source, destination)));
        Self {
            title: plan.title.clone(),
            note: plan.note.clone(),
            size: size(plan),
            num_zones,
            steps: pairs.map(|(source, destination)| step(matrix.summary(source, destination))).collect(),
        }
    }
}

fn size(plan: &Plan) -> String {
    let placements = plan.zones.iter().flat_map(|zone| &zone.placements);
    let roles: BTreeSet<&str> = placements.map(|placement| placement.role.as_str()).collect();
    let zones = counted(len_of(&plan.zones), "zone", "zones");
    format!("{zones}, {}", counted(u32::try_from(roles.len()).unwrap_or(u32::MAX), "role", "roles"))
}

/// Flows without ports, such as ICMP, are something too.
fn step(summary: CellSummary) -> Option<usize> {
    let above = STEPS.iter().rposition(|&first| summary.num_ports >= first);
    above.or((!summary.is_empty()).then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::derive;
    use crate::view::sample;

    #[test]
    fn a_card_counts_and_shades_what_the_matrix_opens() {
        let matrix = derive(&sample::catalog(), &sample::plan());
        let card = TemplateCard::build(&matrix);
        assert_eq!((card.num_zones, card.steps.len()), (3, 9));
        for (idx, found) in card.steps.iter().enumerate() {
            assert_eq!(found.is_none(), matrix.summary(idx / 3, idx % 3).is_empty(), "{idx}");
        }
        assert!(card.steps.iter().any(Option::is_some) && card.steps.iter().any(Option::is_none));
        assert!(card.size.starts_with("3 zones, "), "{}", card.size);
    }

    #[test]
    fn more_ports_are_darker() {
        let of = |num_ports, required_rules| step(CellSummary { num_ports, required_rules, ..CellSummary::default() });
        assert_eq!([of(0, 0), of(0, 1), of(1, 1), of(4, 4)], [None, Some(0), Some(0), Some(1)]);
        assert_eq!([of(12, 9), of(100, 1), of(16_384, 1)], [Some(2), Some(3), Some(4)]);
    }
}
