//! Names and ids that are not taken yet.

/// The text, or the text with the first number behind it that is not taken.
pub(crate) fn first_free(wanted: &str, separator: char, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wanted}{separator}{number}"));
    let mut all = std::iter::once(wanted.to_owned()).chain(numbered);
    all.find(|text| !is_taken(text)).unwrap_or_else(|| wanted.to_owned())
}
