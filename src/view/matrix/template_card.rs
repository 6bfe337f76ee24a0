//! What a template looks like before it is chosen: its words, its size, and its matrix as small squares.

use std::collections::BTreeSet;

use super::shade::{Shade, ShadedCell};
use crate::matrix::Matrix;
use crate::plan::Plan;
use crate::view::wording::counted;

/// A template on the start page.
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
        let shaded =
            |source, destination| ShadedCell { summary: matrix.summary(source, destination), ..ShadedCell::default() };
        Self {
            title: plan.title.clone(),
            note: plan.note.clone(),
            size: size(plan),
            num_zones: matrix.num_zones(),
            steps: matrix.pairs().map(|(source, destination)| Shade::Ports.step(shaded(source, destination))).collect(),
        }
    }
}

fn size(plan: &Plan) -> String {
    let placements = plan.zones.iter().flat_map(|zone| &zone.placements);
    let roles: BTreeSet<&str> = placements.map(|placement| placement.role.as_str()).collect();
    let zones = counted(plan.zones.len(), "zone", "zones");
    format!("{zones}, {}", counted(roles.len(), "role", "roles"))
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
}
