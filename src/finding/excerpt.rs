//! How a message quotes a field, and how it writes a number. Whoever reads it has the whole field in the file or on
//! the screen.

use std::borrow::Cow;

/// The most characters of a field that a message quotes.
pub const MAX_QUOTED: usize = 80;

/// The beginning of `text` as a message quotes it: at most [`MAX_QUOTED`] characters, the last one `…` if some are left out.
#[must_use]
pub fn excerpt(text: &str) -> Cow<'_, str> {
    if text.char_indices().nth(MAX_QUOTED).is_none() {
        return Cow::Borrowed(text);
    }
    let end = text.char_indices().nth(MAX_QUOTED - 1).map_or(text.len(), |(idx, _)| idx);
    Cow::Owned(format!("{}…", &text[..end]))
}

/// The number with a comma between groups of three digits.
///
/// ```
/// assert_eq!(portolan::finding::thousands(16_397), "16,397");
/// ```
#[must_use]
pub fn thousands(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut res = String::with_capacity(digits.len() + digits.len() / 3);
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            res.push(',');
        }
        res.push(digit);
    }
    res
}

/// “no rules”, “1 rule”, “18 rules”.
///
/// ```
/// assert_eq!(portolan::finding::counted(0, "rule", "rules"), "no rules");
/// assert_eq!(portolan::finding::counted(1, "rule", "rules"), "1 rule");
/// ```
#[must_use]
pub fn counted(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    match number.try_into().unwrap_or(u64::MAX) {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        number => format!("{} {many}", thousands(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_field_is_quoted_by_its_beginning() {
        let exactly = "ü".repeat(MAX_QUOTED);
        assert_eq!(excerpt(&exactly), exactly);
        let quoted = excerpt(&"ü".repeat(3000)).into_owned();
        assert_eq!((quoted.chars().count(), quoted.ends_with("ü…")), (MAX_QUOTED, true));
        assert_eq!(excerpt(""), "");
    }

    #[test]
    fn zero_one_and_many_read_right() {
        for (number, expected) in [(0, "no ports"), (1, "1 port"), (999, "999 ports"), (1_234_567, "1,234,567 ports")] {
            assert_eq!(counted(number, "port", "ports"), expected);
        }
    }
}
