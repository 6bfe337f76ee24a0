//! What a cell of a workbook can hold: no character that files of the kind have no place for, and not more than a cell takes.
//! Nothing is guarded: a cell that is text is not run.

use std::borrow::Cow;

/// The most units of UTF-16 in a cell. Source: Excel specifications and limits.
const LONGEST: usize = 32_767;

/// Makes texts fit for cells, and counts what was lost by that.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct CellTexts {
    /// Texts whose end was cut off.
    pub num_cut: usize,
    /// Characters that were left out.
    pub num_left_out: usize,
}

impl CellTexts {
    /// The text as a cell holds it. A line ends in a line feed; a text that is too long ends in how much of it is missing.
    pub(super) fn fit<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        // A unit of UTF-16 takes one byte at least.
        if text.len() <= LONGEST && !text.bytes().any(is_suspicious) {
            return Cow::Borrowed(text);
        }
        let clean = self.clean(text);
        match cut(&clean) {
            Some(cut) => {
                self.num_cut += 1;
                Cow::Owned(cut)
            }
            None => clean,
        }
    }

    fn clean<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        if !text.chars().any(|c| c == '\r' || has_no_place(c)) {
            return Cow::Borrowed(text);
        }
        let mut res = String::with_capacity(text.len());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c == '\r' {
                // Spreadsheets show a carriage return as signs of its number.
                if chars.peek() != Some(&'\n') {
                    res.push('\n');
                }
            } else if has_no_place(c) {
                self.num_left_out += 1;
            } else {
                res.push(c);
            }
        }
        Cow::Owned(res)
    }
}

/// Whether a character with this byte may be one that has to go: a control, or the beginning of U+FFFE and U+FFFF.
fn is_suspicious(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' && byte != b'\t' || byte == 0xef
}

/// Whether XML has no place for a character. Its escaped form is text to some of those who read workbooks.
fn has_no_place(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// The beginning of a text that is longer than a cell takes, and how many characters it lacks; `None`: it is not.
fn cut(text: &str) -> Option<String> {
    if text.encode_utf16().count() <= LONGEST {
        return None;
    }
    let ending = |missing: usize| format!("… ({missing} more characters)");
    let all = text.chars().count();
    let mut left = LONGEST - ending(all).encode_utf16().count();
    let fits = |c: &char| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    };
    let mut res: String = text.chars().take_while(fits).collect();
    let missing = all - res.chars().count();
    res.push_str(&ending(missing));
    Some(res)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, num_left_out: usize) {
        let mut texts = CellTexts::default();
        assert_eq!(texts.fit(text), expected);
        assert_eq!(texts, CellTexts { num_cut: 0, num_left_out });
    }

    #[test]
    fn only_what_a_file_has_no_place_for_is_left_out() {
        for text in
            ["", "80,443", "=1+1", "'quoted", "  x ", "a\tb\nc", "\u{202e}rtl", "_x0001_", "ﬁ\u{fffd}\u{85}\u{7f}🚢"]
        {
            check(text, text, 0);
        }
        check("a\u{1}b\u{b}c\0", "abc", 3);
        check("\u{ffff}ﬁ\u{fffe}", "ﬁ", 2);
        check("one\r\ntwo\rthree\n", "one\ntwo\nthree\n", 0);
    }

    #[test]
    fn a_text_is_cut_by_units_of_utf_16_and_says_how_much_it_lacks() {
        let longest = "y".repeat(LONGEST);
        check(&longest, &longest, 0);
        for (one, num) in [("y", LONGEST + 1), ("🚢", LONGEST / 2 + 1), ("é", 100_000)] {
            let mut texts = CellTexts::default();
            let text = one.repeat(num);
            let fitted = texts.fit(&text).into_owned();
            assert_eq!(texts, CellTexts { num_cut: 1, num_left_out: 0 });
            let (kept, missing) = fitted.split_once("… (").expect("the cut");
            let missing: usize =
                missing.strip_suffix(" more characters)").and_then(|number| number.parse().ok()).expect("a number");
            assert_eq!(kept.chars().count() + missing, num, "nothing is lost without a word");
            let units = fitted.encode_utf16().count();
            assert!((LONGEST - 5..=LONGEST).contains(&units), "{units}");
        }
    }
}
