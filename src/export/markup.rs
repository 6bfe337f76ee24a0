//! Texts as XML and HTML hold them. It knows no element.

/// A text between tags, or in the quotes of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    push_escaped(text, &mut res);
    res
}

/// Appends a text as it stands between tags.
pub(super) fn push_escaped(text: &str, res: &mut String) {
    for c in text.chars() {
        match c {
            '&' => res.push_str("&amp;"),
            '<' => res.push_str("&lt;"),
            '>' => res.push_str("&gt;"),
            '"' => res.push_str("&quot;"),
            '\'' => res.push_str("&apos;"),
            c => res.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_users_are_no_markup() {
        assert_eq!(escaped("<script>\"R&D's\"</script>"), "&lt;script&gt;&quot;R&amp;D&apos;s&quot;&lt;/script&gt;");
    }
}
