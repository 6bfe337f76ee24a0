//! Names of zones that are not taken yet.

use crate::plan::{Plan, first_free};

/// The name, or the name with the first number behind it that no zone has.
#[must_use]
pub fn free_zone_name(plan: &Plan, wanted: &str) -> String {
    first_free(wanted, ' ', |name| plan.zones.iter().any(|zone| zone.name == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn a_taken_name_gets_a_number() {
        for (wanted, expected) in [("Labs", "Labs"), ("Lab", "Lab 2"), ("lab", "lab")] {
            assert_eq!(free_zone_name(&sample::plan(), wanted), expected);
        }
    }
}
