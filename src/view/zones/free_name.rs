//! Names and ids that are not taken yet.

use crate::plan::Plan;

/// The name, or the name with the first number behind it that no zone has.
#[must_use]
pub fn free_zone_name(plan: &Plan, wanted: &str) -> String {
    first_free(wanted, ' ', |name| plan.zones.iter().any(|zone| zone.name == name))
}

/// The text, or the text with the first number behind it that is not taken.
pub(in crate::view) fn first_free(wanted: &str, separator: char, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}{separator}{number}"));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    all.find(|text| !is_taken(text)).unwrap_or_else(|| wanted.to_owned())
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
