//! Text in a picture: how wide it is at most, and how it is cut to fit. It reads no font.

use std::borrow::Cow;

use crate::printable::is_hidden;

/// How a text looks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Font {
    /// Height in pixels.
    pub size: i32,
    /// Whether it is bold.
    pub is_bold: bool,
}

impl Font {
    pub(super) const TITLE: Self = Self { size: 18, is_bold: true };
    pub(super) const NAME: Self = Self { size: 13, is_bold: true };
    pub(super) const BODY: Self = Self { size: 11, is_bold: false };
    pub(super) const LETTER: Self = Self { size: 11, is_bold: true };

    /// From one line of text to the next.
    pub(super) const LINE: i32 = 15;
}

/// Widths of the printable ASCII characters in thousandths of the height.
///
/// Source: measured on the typeface `DejaVu Sans`, which is wider than what most viewers take for `sans-serif`.
const WIDTHS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
];

/// The width of a text in pixels, rather too much than too little.
pub(super) fn width(text: &str, font: Font) -> i32 {
    let thousandths: i32 = text.chars().map(char_width).sum();
    let bold = if font.is_bold { 1130 } else { 1000 };
    i32::try_from(i64::from(thousandths) * i64::from(font.size) * bold / 1_000_000).unwrap_or(i32::MAX / 4) + 1
}

fn char_width(c: char) -> i32 {
    let ascii = u32::from(c).checked_sub(0x20).and_then(|idx| WIDTHS.get(usize::try_from(idx).ok()?));
    match ascii {
        Some(&width) => i32::from(width),
        None if c < '\u{530}' => 900,
        None => 1050,
    }
}

/// The text as one line of characters that every viewer takes, without blanks at its ends.
///
/// What turns the direction of writing, or stands for nothing at all, becomes a mark that something was there.
pub(super) fn clean(text: &str) -> String {
    let shown = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if is_hidden(c) || u32::from(c) & 0xfffe == 0xfffe => '\u{fffd}',
        c => c,
    };
    text.trim().chars().map(shown).collect()
}

/// A clean text cut to a width, with “…” where something is missing.
pub(super) fn fitted(text: &str, font: Font, most: i32) -> Cow<'_, str> {
    if width(text, font) <= most {
        return Cow::Borrowed(text);
    }
    // Each character adds to the width, so what fits grows from the front; no text of a user is looked at twice.
    let mut res = String::new();
    let mut thousandths = char_width('…');
    let bold = if font.is_bold { 1130 } else { 1000 };
    for c in text.chars() {
        thousandths += char_width(c);
        if i64::from(thousandths) * i64::from(font.size) * bold / 1_000_000 >= i64::from(most) {
            break;
        }
        res.push(c);
    }
    Cow::Owned(res.trim_end().to_owned() + "…")
}

/// Words put on lines of a width, as many on each as fit; a word that is wider than a line is cut.
pub(super) fn packed(words: &[String], separator: &str, font: Font, most: i32) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for word in words {
        match res.last_mut() {
            Some(line) if width(line, font) + width(separator, font) + width(word, font) <= most => {
                line.push_str(separator);
                line.push_str(word);
            }
            _ => res.push(fitted(word, font, most).into_owned()),
        }
    }
    res
}

/// A clean text on lines of a width, broken between words and within those that are wider than a line. Where there are more
/// lines than so many, the last ends in “…”.
pub(super) fn wrapped(text: &str, font: Font, most: i32, most_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // What can't be seen any more is not measured: a text of a user may have any length.
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if lines.len() > most_lines {
            break;
        }
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if joined.len() < 400 && width(&joined, font) <= most {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if lines.len() > most_lines {
                break;
            }
            line.push(c);
            if width(&line, font) > most && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(c);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most_lines {
        lines.truncate(most_lines);
        if let Some(last) = lines.last_mut() {
            *last = fitted(&format!("{last}…"), font, most).replace("……", "…");
        }
    }
    lines
}

/// A number of things in pixels' type.
pub(super) fn count(num: usize) -> i32 {
    i32::try_from(num).unwrap_or(i32::MAX / 4096)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_to_the_width_and_say_so() {
        assert_eq!(fitted("Core", Font::BODY, 60), "Core");
        for most in 20..200 {
            let cut = fitted("Servers of the second building (north)", Font::NAME, most);
            assert!(width(&cut, Font::NAME) <= most && cut.ends_with('…'), "{most}: {cut}");
        }
    }

    #[test]
    fn letters_outside_ascii_have_room_and_characters_of_china_and_japan_have_more() {
        let [plain, letter, wide] = ["u", "ü", "日"].map(|text| width(text, Font::NAME));
        assert!(plain < letter && letter < wide, "{plain}, {letter}, {wide}");
    }

    #[test]
    fn texts_are_one_line_of_what_every_viewer_takes() {
        for (text, expected) in [
            (" a\r\nb\tc ", "a  b c"),
            ("\0\u{7f}\u{85}", "\u{fffd}\u{fffd}"),
            ("\u{202e}evil\u{ffff}", "\u{fffd}evil\u{fffd}"),
            ("Zürich 日本", "Zürich 日本"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
    }
}
