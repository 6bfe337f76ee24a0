//! The first letter of a text, large or small, as its place in a sentence asks for.

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
    fn only_the_first_letter_changes() {
        for (small, large) in [("", ""), ("add zone A", "Add zone A"), ("ändern", "Ändern"), ("2 zones", "2 zones")] {
            assert_eq!((upper_first(small).as_str(), lower_first(large).as_str()), (large, small));
        }
    }
}
