//! Finds characters that can't be seen, or that change how the line around them reads.

use super::locate::strings;
use crate::printable::is_hidden;

/// The characters of a text that hide, with where they stand: outside strings those that are no line ends and no
/// tabs, inside strings every one, also where it is written as an escape. `decode` reads a string as it is written.
pub(crate) fn hidden(text: &str, decode: impl Fn(&str) -> Option<String>) -> Vec<(usize, char)> {
    if is_plain(text) {
        return Vec::new();
    }
    let mut res: Vec<(usize, char)> =
        text.char_indices().filter(|&(_, c)| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t')).collect();
    // Texts with letters beyond ASCII mostly have neither escapes nor strings over several lines.
    if text.contains('\\') || has_open_string(text) {
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

/// Whether nothing can hide in it: no character but visible ones of ASCII, tabs and line ends, no escape, and no string over
/// several lines. Nearly every file of a catalog is like that, and one look at each byte says so.
fn is_plain(text: &str) -> bool {
    let is_visible = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t') && byte != b'\\';
    // All bytes are looked at, because the compiler makes that many at a time.
    text.bytes().fold(true, |so_far, byte| so_far & is_visible(byte)) && !has_open_string(text)
}

/// Whether a line ends inside a string.
fn has_open_string(text: &str) -> bool {
    let mut is_open = false;
    text.bytes().any(|byte| {
        is_open ^= byte == b'"';
        is_open && byte == b'\n'
    })
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
