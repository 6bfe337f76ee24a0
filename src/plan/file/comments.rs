//! Finds comments in a text that is known to be RON. It judges no syntax.

/// The line, from 1, of the first comment outside strings.
pub(super) fn first_comment_line(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let start = at + text[at..].find(['"', '\'', '/'])?;
        let rest = &text[start + 1..];
        let skipped = match &text[start..=start] {
            "/" if rest.starts_with(['/', '*']) => return Some(text[..start].matches('\n').count() + 1),
            "\"" => match raw_hashes(&text[..start]) {
                Some(hashes) => {
                    let end = format!("\"{hashes}");
                    rest.find(&end)? + end.len()
                }
                None => end_of_quote(rest, '"')?,
            },
            "'" => end_of_quote(rest, '\'')?,
            _ => 0,
        };
        at = start + 1 + skipped;
    }
}

/// The `#` marks of the raw string whose opening quote follows `before`; `None` when it is an ordinary string.
fn raw_hashes(before: &str) -> Option<&str> {
    let without = before.trim_end_matches('#');
    without.ends_with('r').then_some(&before[without.len()..])
}

/// How much of `rest` belongs to the string or character that ends with `quote`.
fn end_of_quote(rest: &str, quote: char) -> Option<usize> {
    let mut chars = rest.char_indices();
    // The first character never ends a character literal, not even a quote that nothing escapes.
    if quote == '\'' && chars.next()?.1 == '\\' {
        chars.next()?;
    }
    while let Some((idx, found)) = chars.next() {
        if found == quote {
            return Some(idx + 1);
        }
        if found == '\\' {
            chars.next()?;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_and_strings_are_passed_over() {
        for (text, expected, why) in [
            ("(a: 1)", None, "none"),
            ("(\n  // here\n)", Some(2), "a line comment"),
            ("(a: 1) /* here */", Some(1), "a block comment"),
            ("(a: \"// no /* no\")", None, "a string"),
            (r#"(a: "\"// no")"#, None, "an escaped quote"),
            (r#"(a: "\\" /* yes */)"#, Some(1), "an escaped backslash ends nothing more"),
            (r##"(a: r#"" // no"#)"##, None, "a raw string with a quote inside"),
            (r##"(a: r#"\"# // yes"##, Some(1), "a raw string has no escapes"),
            ("(a: br\"// no\\\", b: 1) // yes", Some(1), "raw bytes have no escapes"),
            ("(a: 'x', b: '\"', c: '\\'', d: ''') // yes", Some(1), "characters that are quotes"),
            ("(a: '\"', b: \"// no\")", None, "a character opens no string"),
            ("(a: \"1\n2\",\n // yes\n)", Some(3), "a string over two lines"),
        ] {
            assert_eq!(first_comment_line(text), expected, "{why}: {text}");
        }
    }
}
