//! Finds characters that can't be seen, or that change how the line around them reads.

use super::locate::strings;
use crate::printable::is_hidden;

/// The characters of a text that hide, with where they stand: outside strings those that are no line ends and no
/// tabs, inside strings every one, also where it is written as an escape. `decode` reads a string as it is written.
pub(crate) fn hidden(text: &str, decode: impl Fn(&str) -> Option<String>) -> Vec<(usize, char)> {
    let mut res: Vec<(usize, char)> =
        text.char_indices().filter(|&(_, c)| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t')).collect();
    // Most files have neither escapes nor strings over several lines, and need no second look.
    if text.contains('\\') || text.lines().any(|line| line.matches('"').count() % 2 == 1) {
        for (idx, token) in strings(text).filter(|(_, token)| token.contains(['\\', '\n', '\r', '\t'])) {
            let escaped =
                decode(token).and_then(|decoded| decoded.chars().find(|&c| is_hidden(c) && !token.contains(c)));
            let line_end = token.chars().find(|c| matches!(c, '\n' | '\r' | '\t'));
            res.extend(escaped.or(line_end).map(|found| (idx, found)));
        }
    }
    res.sort_unstable();
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_found_wherever_it_stands() {
        let decode = |token: &str| crate::ron_text::options().from_str(token).ok();
        for (text, expected, why) in [
            ("(a: \"plain\",\r\n\tb: 1) // plain\n", &[][..], "line ends and tabs between values"),
            ("(a: \"x\\\\y\")", &[], "a backslash"),
            ("(a: \"x\u{202e}y\")", &['\u{202e}'], "a direction, as it is"),
            ("(a: \"x\\u{1b}[31m\")", &['\u{1b}'], "an escape of the terminal, as an escape"),
            ("(a: \"x\\ny\")", &['\n'], "a line end, as an escape"),
            ("(a: \"x\ny\")", &['\n'], "a line end, as it is"),
            ("(a: 1) // \u{200b}", &['\u{200b}'], "no width, in a comment"),
        ] {
            let found: Vec<char> = hidden(text, decode).into_iter().map(|(_, c)| c).collect();
            assert_eq!(found, expected, "{why}");
        }
    }
}
