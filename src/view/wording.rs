//! Numbers and words as people read them: the right form of the word, a large or a small first letter.

pub use crate::finding::thousands;

/// “no rules”, “1 rule”, “18 rules”.
///
/// ```
/// assert_eq!(portolan::view::counted(0, "rule", "rules"), "no rules");
/// assert_eq!(portolan::view::counted(1, "rule", "rules"), "1 rule");
/// ```
#[must_use]
pub fn counted(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    match number.try_into().unwrap_or(u64::MAX) {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        number => format!("{} {many}", thousands(number)),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_one_and_many_read_right() {
        for (number, expected) in [(0, "no ports"), (1, "1 port"), (999, "999 ports"), (1_234_567, "1,234,567 ports")] {
            assert_eq!(counted(number, "port", "ports"), expected);
        }
    }

    #[test]
    fn only_the_first_letter_changes() {
        for (small, large) in [("", ""), ("add zone A", "Add zone A"), ("ändern", "Ändern"), ("2 zones", "2 zones")] {
            assert_eq!((upper_first(small).as_str(), lower_first(large).as_str()), (large, small));
        }
    }
}
