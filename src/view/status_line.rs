//! The counts below the window.

use super::findings::FindingList;
use super::wording::counted;
use crate::matrix::Matrix;

/// What the status bar says.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct StatusLine {
    /// `4 zones`.
    pub zones: String,
    /// How many rules there are, those inside a zone left out.
    pub num_rules: usize,
    /// `2 errors, 1 warning`.
    pub findings: String,
    /// `Addresses of 2 zones to be filled`; empty where none are.
    pub to_be_filled: String,
}

impl StatusLine {
    /// Counts.
    #[must_use]
    pub fn build(matrix: &Matrix, findings: &FindingList) -> Self {
        let across = matrix.pairs().filter(|(source, destination)| source != destination);
        let rules = across.map(|(source, destination)| matrix.summary(source, destination).num_rules()).sum::<u32>();
        Self {
            zones: counted(matrix.plan().zones.len(), "zone", "zones"),
            num_rules: usize::try_from(rules).unwrap_or(usize::MAX),
            findings: findings.counts.text(),
            to_be_filled: match findings.num_zones_to_be_filled() {
                0 => String::new(),
                number => format!("Addresses of {} to be filled", counted(number, "zone", "zones")),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn rules_inside_a_zone_are_not_counted() {
        let line = StatusLine::build(&sample::matrix(&sample::catalog()), &FindingList::default());
        assert_eq!((&*line.zones, line.num_rules, &*line.findings), ("3 zones", 7, "No findings"));
    }
}
