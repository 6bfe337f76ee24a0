//! Brackets, lines, indentation and quotes. It knows no field.

use std::fmt::Display;

/// The two brackets of a group.
pub(crate) type Brackets = [char; 2];

/// Around the fields of a struct.
pub(crate) const ROUND: Brackets = ['(', ')'];
/// Around the items of a list.
pub(crate) const SQUARE: Brackets = ['[', ']'];
/// Around the entries of a map.
pub(crate) const CURLY: Brackets = ['{', '}'];

const NEXT_LINE: &str = "\n    ";

/// Items on one line.
pub(crate) fn inline([open, close]: Brackets, items: &[String]) -> String {
    format!("{open}{}{close}", items.join(", "))
}

/// Items with a line each. An item of several lines is indented as a whole.
pub(crate) fn rows([open, close]: Brackets, items: Vec<String>) -> String {
    let mut res = String::from(open);
    for item in items {
        res.push_str(NEXT_LINE);
        res.push_str(&item.replace('\n', NEXT_LINE));
        res.push(',');
    }
    res.extend(['\n', close]);
    res
}

/// A text in quotes, with everything escaped that would end it, break the line or hide.
pub(crate) fn quoted(text: impl Display) -> String {
    let text = text.to_string();
    let mut res = String::with_capacity(text.len() + 2);
    res.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => res.extend(['\\', c]),
            '\n' => res.push_str("\\n"),
            '\r' => res.push_str("\\r"),
            '\t' => res.push_str("\\t"),
            _ if c.is_control() || is_invisible(c) => res.extend(c.escape_unicode()),
            _ => res.push(c),
        }
    }
    res.push('"');
    res
}

/// Characters that turn or hide the text around them: a reviewer must see them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_on_one_line_or_on_a_line_each() {
        let items = ["a".to_owned(), rows(SQUARE, vec!["b".to_owned()])];
        assert_eq!(inline(SQUARE, &items[..1]), "[a]");
        assert_eq!(rows(ROUND, items.to_vec()), "(\n    a,\n    [\n        b,\n    ],\n)");
        assert_eq!(rows(SQUARE, Vec::new()), "[\n]");
    }

    #[test]
    fn strings_are_escaped_and_read_back() {
        for (text, expected) in [
            ("Zürich “quoted” 日本", "\"Zürich “quoted” 日本\""),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("1\r\n\t2", r#""1\r\n\t2""#),
            ("\0\u{7f}\u{85}", r#""\u{0}\u{7f}\u{85}""#),
            ("\u{202e}\u{feff}", r#""\u{202e}\u{feff}""#),
        ] {
            let written = quoted(text);
            assert_eq!(written, expected);
            assert_eq!(ron::from_str::<String>(&written).as_deref(), Ok(text));
        }
    }
}
