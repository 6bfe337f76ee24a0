//! Names as they are compared, however they are written.

/// The words of a text in normal form: in lower case, and without what parts them.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '$');
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

/// A name as one word: “Net Logon”, “net-logon” and “Netlogon” are the same.
pub(crate) fn joined(text: &str) -> String {
    words_of(text).collect()
}

/// The letters of a name in that form, one by one.
pub(super) fn letters_of(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '$').flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_written_differently_are_the_same() {
        for text in ["Net Logon", "net-logon", "NetLogon"] {
            assert_eq!(joined(text), "netlogon", "{text}");
        }
        assert_eq!(words_of("802.1X on C$").collect::<Vec<_>>(), ["802", "1x", "on", "c$"]);
    }
}
