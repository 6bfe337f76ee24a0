//! How much of a field a message quotes. Whoever reads the message has the field itself in the file or on the screen.

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
}
