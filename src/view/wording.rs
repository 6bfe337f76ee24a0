//! Numbers and words as people read them: the right form of the word, a large or a small first letter.

pub use crate::finding::{counted, thousands};

/// What an edit does, in the words for adding and changing: “Add 3 zones, change 1 zone”. `numbers` has what is added and
/// what is changed, `words` what one and several of them are called.
#[must_use]
pub(super) fn added_and_changed([add, change]: [&str; 2], numbers: [usize; 2], [one, many]: [&str; 2]) -> String {
    let counted = |number| counted(number, one, many);
    match numbers {
        [added, 0] => format!("{add} {}", counted(added)),
        [0, changed] => format!("{} {}", upper_first(change), counted(changed)),
        [added, changed] => format!("{add} {}, {change} {}", counted(added), counted(changed)),
    }
}

/// How rules differ: `+14 rules`, `+2 −1 rules`, for numbers each with its sign; `None` where all are zero.
#[must_use]
pub(super) fn signed_rules(numbers: [(&str, usize); 2]) -> Option<String> {
    let shown = || numbers.iter().filter(|(_, number)| *number > 0);
    let signed: Vec<String> = shown().map(|(sign, number)| format!("{sign}{}", thousands(*number))).collect();
    let rules = if shown().map(|(_, number)| number).sum::<usize>() == 1 { "rule" } else { "rules" };
    (!signed.is_empty()).then(|| format!("{} {rules}", signed.join(" ")))
}

/// The text with a capital in front.
#[must_use]
pub fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The text with a small letter in front.
#[must_use]
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// “12 rules”, or “12 rules, 19 rows” where machines split them.
///
/// ```
/// assert_eq!(portolan::view::rules_and_rows(12, 7), "12 rules, 19 rows");
/// assert_eq!(portolan::view::rules_and_rows(1, 0), "1 rule");
/// ```
#[must_use]
pub fn rules_and_rows(num_rules: usize, num_more_rows: usize) -> String {
    let rules = counted(num_rules, "rule", "rules");
    if num_more_rows == 0 { rules } else { format!("{rules}, {} rows", thousands(num_rules + num_more_rows)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_letter_changes() {
        for (small, large) in [("", ""), ("add zone A", "Add zone A"), ("ändern", "Ändern"), ("2 zones", "2 zones")] {
            assert_eq!((upper_first(small).as_str(), lower_first(large).as_str()), (large, small));
        }
    }
}
