//! Characters that nobody sees: what they are, and how they are written out. It knows no terminal.
//!
//! A name that holds some can steer a terminal, forge a line, or look like another name.

use std::borrow::Cow;

use itertools::Itertools as _;

/// Whether a character shows nothing of itself but changes how what is around it is shown.
///
/// These are controls such as ESC, marks and overrides of the direction of writing, characters without width, and
/// separators of lines and paragraphs. Source: Unicode 16, general categories Cc, Zl and Zp, and the property
/// `Default_Ignorable_Code_Point`, but for variation selectors, which choose between forms of a visible sign.
pub(crate) fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// The distinct hidden characters of a text, in their order.
pub(crate) fn hidden_in(text: &str) -> Vec<char> {
    text.chars().filter(|&c| is_hidden(c)).unique().collect()
}

/// The text with hidden characters written out, as in `\u{202e}`; those of a written-out text are none any more.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut res = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            res.extend(c.escape_default());
        } else {
            res.push(c);
        }
    }
    Cow::Owned(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_written_out_and_all_else_stays() {
        for (text, expected, why) in [
            ("Zürich ⚓ 東京", "Zürich ⚓ 東京", "what is seen stays"),
            ("a\u{a0}b", "a\u{a0}b", "a hard blank is as wide as any"),
            ("❤\u{fe0f}", "❤\u{fe0f}", "a form of a sign"),
            ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}", "a terminal is not steered"),
            ("a\r\nb\tc", "a\\r\\nb\\tc", "no line is forged"),
            ("\u{9b}31m", "\\u{9b}31m", "nor by the controls beyond ASCII"),
            ("n\u{202e}gro.live\u{2066}x\u{200f}", "n\\u{202e}gro.live\\u{2066}x\\u{200f}", "the direction stays"),
            ("a\u{200b}b\u{feff}c\u{ad}d", "a\\u{200b}b\\u{feff}c\\u{ad}d", "nothing is without width"),
            ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c", "separators of lines and paragraphs"),
            ("a\u{e0041}b", "a\\u{e0041}b", "tags"),
        ] {
            assert_eq!(printable(text), expected, "{why}");
            assert_eq!(printable(expected), expected, "twice is once: {why}");
        }
    }
}
