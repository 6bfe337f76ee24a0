//! How high a row has to be for its longest cell: `LibreOffice` leaves rows of a workbook as high as one line where nothing is
//! said of them. What is reckoned is a little more than what a cell takes.

/// The height of a line, and what is around the lines, in points.
const LINE: f64 = 12.0;
const AROUND: f64 = 3.0;

/// How much of a line a part of a long word fills: addresses and paths are broken behind a slash or a hyphen.
const FILLED: f64 = 0.8;

/// How wide a digit is, in thousandths of the size of letters, as all others are told. Source: the metrics of Helvetica, which
/// Arial and Liberation Sans share.
const DIGIT: f64 = 556.0;

/// The highest that a row can be. Source: Excel specifications and limits.
const HIGHEST: f64 = 409.0;

/// How many lines a text has in a cell of this width, in letters. Words that are wider than the cell are broken.
pub(super) fn lines(text: &str, width: f64) -> u32 {
    text.split('\n').map(|line| lines_of_paragraph(line, width)).sum()
}

/// The height of a row of so many lines, in points; `None`: it is as high as all others.
pub(super) fn height(num_lines: u32) -> Option<f64> {
    (num_lines > 1).then(|| (f64::from(num_lines) * LINE + AROUND).min(HIGHEST))
}

fn lines_of_paragraph(text: &str, width: f64) -> u32 {
    let mut num_lines = 1;
    let mut used = 0.0;
    for word in text.split(' ') {
        let letters_of_word = width_of(word);
        let with_blank = if used > 0.0 { used + letters(' ') + letters_of_word } else { letters_of_word };
        if with_blank <= width {
            used = with_blank;
            continue;
        }
        num_lines += u32::from(used > 0.0);
        used = letters_of_word;
        while used > width {
            used -= FILLED * width;
            num_lines += 1;
        }
    }
    num_lines
}

/// How wide a text is that stands in one line.
pub(super) fn width_of(text: &str) -> f64 {
    text.chars().map(letters).sum()
}

/// How wide a character of the typeface is, in its digits, which columns are measured by. Those of Chinese, Japanese and Korean
/// take two.
fn letters(c: char) -> f64 {
    let per_thousand = match c {
        'i' | 'j' | 'l' | '\'' => 222.0,
        ' ' | ',' | ';' | '.' | ':' | '/' | '!' | '[' | ']' | 't' | 'f' | 'I' => 278.0,
        '-' | '(' | ')' | 'r' => 333.0,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 500.0,
        'w' | 'C' | 'D' | 'H' | 'N' | 'R' | 'U' => 722.0,
        'm' | 'M' => 833.0,
        'G' | 'O' | 'Q' => 778.0,
        'W' => 944.0,
        'a'..='z' | '0'..='9' | 'L' => 556.0,
        'A'..='Z' => 667.0,
        c if c < '\u{1100}' => 600.0,
        _ => 2.0 * DIGIT,
    };
    per_thousand / DIGIT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_words_go_on_in_the_next_one() {
        for (text, width, expected) in [
            ("", 10.0, 1),
            ("TCP 443", 10.0, 1),
            ("TCP 53\nUDP 53\noptional ICMP", 20.0, 3),
            ("one two three", 8.0, 2),
            ("one two three", 3.0, 4),
            ("PRINT server", 10.0, 2),
            ("iiiiiiiiii mmmm", 10.5, 1),
            ("a 0123456789012345", 6.0, 5),
            ("東京の区域", 6.0, 2),
        ] {
            assert_eq!(lines(text, width), expected, "{text:?} in {width}");
        }
        assert_eq!([height(1), height(2), height(100)], [None, Some(27.0), Some(HIGHEST)]);
    }
}
