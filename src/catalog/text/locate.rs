//! Says where something stands in the text it was read from: line and column.
//!
//! The readers of RON and serde give locations of errors only, not of what they read. Carrying a location with each
//! value would double every field of the schema, so a finding names the fields that lead to what it is about,
//! and the text is walked only when there is a finding.

use super::scanner::Scanner;
use crate::finding::TextPosition;

/// A step from a value to one that it holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Step<'a> {
    /// The field of this name.
    Field(&'static str),
    /// The item of a list, or of a pair, at this position.
    Item(usize),
    /// The item of a list whose field `id` is this.
    WithId(&'a str),
}

/// Where the value at the end of `path` begins. Where a step leads nowhere, as to a field that is left out,
/// it is the value that would hold it.
pub(crate) fn locate(text: &str, path: &[Step<'_>]) -> TextPosition {
    let mut scanner = Scanner::new(text);
    for step in path {
        match follow(scanner, *step) {
            Some(found) => scanner = found,
            None => break,
        }
    }
    text_position(text, scanner.at())
}

/// Line and column of an offset in bytes.
pub(crate) fn text_position(text: &str, offset: usize) -> TextPosition {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    TextPosition { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// The strings of a text, with where they begin and as they are written, quotes included.
pub(crate) fn strings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut scanner = Scanner::new(text);
    std::iter::from_fn(move || {
        loop {
            scanner.skip_blanks();
            let at = scanner.at();
            let token = scanner.token();
            if token.is_empty() {
                return None;
            }
            if token.starts_with('"') || (token.starts_with('r') && token.contains('"')) {
                return Some((at, token));
            }
        }
    })
}

/// At the beginning of the value that `step` leads to.
fn follow<'a>(mut scanner: Scanner<'a>, step: Step<'_>) -> Option<Scanner<'a>> {
    open(&mut scanner)?;
    let mut idx = 0;
    loop {
        scanner.skip_blanks();
        let start = scanner;
        match scanner.token() {
            "" | ")" | "]" | "}" => return None,
            token => {
                let is_found = match step {
                    Step::Field(name) => {
                        let is_named = token.trim_start_matches("r#") == name && scanner.peek() == ":";
                        if is_named {
                            scanner.token();
                            scanner.skip_blanks();
                            return Some(scanner);
                        }
                        false
                    }
                    Step::Item(wanted) => idx == wanted,
                    Step::WithId(id) => {
                        follow(start, Step::Field("id")).is_some_and(|mut found| found.token().trim_matches('"') == id)
                    }
                };
                if is_found {
                    return Some(start);
                }
            }
        }
        scanner = start;
        scanner.skip_value();
        scanner.token();
        idx += 1;
    }
}

/// Passes over the bracket that a value begins with, and the name before it.
fn open(scanner: &mut Scanner<'_>) -> Option<()> {
    let mut token = scanner.token();
    if !matches!(token, "(" | "[" | "{") {
        let is_some = token == "Some";
        token = scanner.token();
        // `Some((a: 1))` is `(a: 1)`.
        if is_some && token == "(" {
            return open(scanner);
        }
    }
    matches!(token, "(" | "[" | "{").then_some(())
}

#[cfg(test)]
mod tests {
    use super::Step::{Field, Item, WithId};
    use super::*;

    #[test]
    fn facts_are_found_by_their_way() {
        for (text, path, why) in [
            ("(id: \"a\", to: ¦\"b\")", &[Field("to")][..], "a field"),
            ("(\n  c: [\n    (id: \"x\"),\n    ¦(id: \"y\"),\n  ],\n)", &[Field("c"), Item(1)], "an item"),
            ("(c: [(id: \"x\"), ¦(n: [1], id: \"y\")])", &[Field("c"), WithId("y")], "an item by its id"),
            ("(when: Some((os: (since: ¦\"a\"))))", &[Field("when"), Field("os"), Field("since")], "behind Some"),
            ("(port: rpc_dynamic(¦\"ntds\"))", &[Field("port"), Item(0)], "in a variant"),
            ("(r: (1, ¦2))", &[Field("r"), Item(1)], "in a pair"),
            ("/* ( */ ¦(a: 1)", &[Field("b")], "a field that is left out: what would hold it"),
            ("(a: ¦[1, 2])", &[Field("a"), Item(2)], "an item that is not there"),
            ("(s: \"ü(\", t: ¦\"x\")", &[Field("t")], "columns are characters"),
            ("(s: r#\"t: \"#, // t: 1\n t: ¦5)", &[Field("t")], "neither strings nor comments are fields"),
            ("[¦\"roles/a\"]", &[Item(0)], "a list as the whole"),
            ("¦", &[Field("a")], "an empty text"),
        ] {
            let at = text.find('¦').unwrap_or_default();
            let plain = text.replace('¦', "");
            assert_eq!(locate(&plain, path), text_position(&plain, at), "{why}");
        }
    }

    #[test]
    fn strings_are_found_wherever_they_stand() {
        let text = r##"(a: "x\"y", b: [r#"z"#, 'c'], // "no"
            d: "é")"##;
        let found: Vec<_> = strings(text).map(|(_, token)| token).collect();
        assert_eq!(found, [r#""x\"y""#, r##"r#"z"#"##, "\"é\""]);
    }
}
