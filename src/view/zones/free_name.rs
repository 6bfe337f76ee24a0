//! Names that no zone has yet.

use crate::plan::Plan;

/// The name, or the name with the first number behind it that no zone has.
#[must_use]
pub fn free_zone_name(plan: &Plan, wanted: &str) -> String {
    let is_taken = |name: &str| plan.zones.iter().any(|zone| zone.name == name);
    let mut res = wanted.to_owned();
    let mut number = 1;
    while is_taken(&res) {
        number += 1;
        res = format!("{wanted} {number}");
    }
    res
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
