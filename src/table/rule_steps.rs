//! The steps by which cells of the matrix are shaded that are shaded by their number of rules. What color a step has is none
//! of its business.

/// What the steps begin with, lowest first. They are absolute, so that two plans can be compared.
pub const RULE_STEPS: [u32; 5] = [1, 4, 10, 20, 40];

/// The step of a number of rules, from 0; `None`: there is no rule.
#[must_use]
pub fn rule_step(num_rules: usize) -> Option<usize> {
    RULE_STEPS.iter().rposition(|&first| num_rules >= first as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_rules_has_a_step() {
        for (num_rules, expected) in
            [(0, None), (1, Some(0)), (3, Some(0)), (4, Some(1)), (40, Some(4)), (9_999, Some(4))]
        {
            assert_eq!(rule_step(num_rules), expected, "{num_rules}");
        }
    }
}
