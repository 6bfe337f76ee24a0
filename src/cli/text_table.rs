//! Texts in columns, for a terminal. It knows nothing of what they say.
//!
//! Texts are made printable before they are measured, and measured in columns of the terminal, of which a Chinese or
//! Japanese character takes two: so columns line up whatever stands in them.

use std::io;

use itertools::Itertools as _;
use textwrap::{Options, WordSplitter};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::console::Lines;
use crate::printable::printable;

/// How wide texts get, in columns of the terminal.
pub(super) const WIDTH: usize = 100;

/// How much of a heading is shown.
const HEADING_WIDTH: usize = 20;

/// Cells under headings, wrapped into blocks of columns where the terminal is too narrow.
pub(super) struct Grid<'a> {
    /// What stands over the headings of the rows.
    pub corner: &'a str,
    pub rows: &'a [String],
    pub columns: &'a [String],
    /// The text of a cell, by row and column.
    pub cell: &'a dyn Fn(usize, usize) -> String,
}

impl Grid<'_> {
    pub(super) fn write(&self, out: &mut Lines<'_>) -> io::Result<()> {
        let rows: Vec<String> = self.rows.iter().map(|heading| clipped(heading)).collect();
        let columns: Vec<String> = self.columns.iter().map(|heading| clipped(heading)).collect();
        let heading_width = rows.iter().map(|heading| heading.width()).fold(self.corner.width(), usize::max);
        let mut first = 0;
        while first < columns.len() {
            let widths = self.widths(&columns, first, WIDTH.saturating_sub(heading_width));
            let block = first..first + widths.len();
            if first > 0 {
                out.line("")?;
            }
            let headings = block.clone().map(|column| columns[column].clone());
            write_row(out, self.corner, heading_width, headings, &widths)?;
            for (row, heading) in rows.iter().enumerate() {
                let cells = block.clone().map(|column| (self.cell)(row, column));
                write_row(out, heading, heading_width, cells, &widths)?;
            }
            first = block.end;
        }
        Ok(())
    }

    /// The widths of as many columns from `first` on as there is room for, one at least.
    fn widths(&self, columns: &[String], first: usize, room: usize) -> Vec<usize> {
        let mut res = Vec::new();
        let mut taken = 0;
        for (column, heading) in columns.iter().enumerate().skip(first) {
            let cells = (0..self.rows.len()).map(|row| (self.cell)(row, column).width());
            let width = cells.fold(heading.width(), usize::max);
            taken += width + 2;
            if taken > room && !res.is_empty() {
                break;
            }
            res.push(width);
        }
        res
    }
}

fn write_row(
    out: &mut Lines<'_>,
    heading: &str,
    heading_width: usize,
    cells: impl Iterator<Item = String>,
    widths: &[usize],
) -> io::Result<()> {
    let mut line = padded(heading, heading_width);
    for (cell, &width) in cells.zip(widths) {
        line.push_str("  ");
        line.push_str(&blanks(width, &cell));
        line.push_str(&cell);
    }
    out.line(line.trim_end())
}

/// Writes pairs of texts as two columns.
pub(super) fn write_pairs(out: &mut Lines<'_>, pairs: &[(String, String)]) -> io::Result<()> {
    let pairs: Vec<_> = pairs.iter().map(|(left, right)| (printable(left), printable(right))).collect();
    let width = pairs.iter().map(|(left, _)| left.width()).max().unwrap_or(0);
    pairs.iter().try_for_each(|(left, right)| out.line(&format!("{}  {right}", padded(left, width))))
}

/// Writes a text under a label, wrapped between words; further lines stand under its first.
pub(super) fn write_labelled(out: &mut Lines<'_>, label: &str, text: &str) -> io::Result<()> {
    let text = printable(text).split(' ').filter(|word| !word.is_empty()).join(" ");
    let indent = " ".repeat(label.width());
    let options = Options::new(WIDTH).initial_indent(label).subsequent_indent(&indent);
    let options = options.break_words(false).word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(&text, options).iter().try_for_each(|line| out.line(line.trim_end()))
}

fn clipped(text: &str) -> String {
    let text = printable(text);
    if text.width() <= HEADING_WIDTH {
        return text.into_owned();
    }
    let mut res = String::new();
    let mut width = 1;
    for c in text.chars() {
        width += c.width().unwrap_or(0);
        if width > HEADING_WIDTH {
            break;
        }
        res.push(c);
    }
    res + "…"
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", blanks(width, text))
}

/// What a text lacks of a width.
fn blanks(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Lines<'_>) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(&mut Lines::new(&mut bytes)).expect("a vector takes everything");
        String::from_utf8(bytes).expect("texts are UTF-8")
    }

    #[test]
    fn a_wide_grid_is_cut_into_blocks_that_repeat_the_headings() {
        let names: Vec<String> = (0..6).map(|idx| format!("A zone with a long name {idx}")).collect();
        let grid =
            Grid { corner: "from", rows: &names, columns: &names, cell: &|row, column| format!("{row}{column}") };
        let text = written(|out| grid.write(out));
        assert!(text.lines().all(|line| line.width() <= WIDTH), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("from")).count(), 2, "{text}");
        for place in ["00", "05", "50", "55"] {
            assert_eq!(text.matches(&format!(" {place}")).count(), 1, "{place} in {text}");
        }
    }

    #[test]
    fn long_texts_are_wrapped_under_their_first_line() {
        let text = written(|out| write_labelled(out, "  runs  ", &"word ".repeat(40)));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("  runs  word") && lines[1].starts_with("        word"), "{text}");
        assert!(lines.iter().all(|line| line.width() <= WIDTH), "{text}");
        assert_eq!(text.matches("word").count(), 40);
    }

    #[test]
    fn columns_line_up_whatever_stands_in_them() {
        let pairs = [("a\u{202e}b", "one"), ("a", "two\r\nthree")];
        let pairs = pairs.map(|(left, right)| (left.to_owned(), right.to_owned()));
        let text = written(|out| write_pairs(out, &pairs));
        assert_eq!(text, "a\\u{202e}b  one\na           two\\r\\nthree\n");
        let names = ["x\u{200b}y".to_owned(), "x".to_owned()];
        let grid = Grid { corner: "from", rows: &names, columns: &names, cell: &|_, _| "1".to_owned() };
        let text = written(|out| grid.write(out));
        assert_eq!(text, "from        x\\u{200b}y  x\nx\\u{200b}y           1  1\nx                    1  1\n");
        let text = written(|out| write_labelled(out, "  is  ", "\u{1b}[31m red"));
        assert_eq!(text, "  is  \\u{1b}[31m red\n");
    }

    #[test]
    fn columns_line_up_where_characters_are_twice_as_wide() {
        let names = ["東京本社サーバー".to_owned(), "DMZ".to_owned(), "東京本社サーバーセグメント".to_owned()];
        let grid = Grid { corner: "from", rows: &names, columns: &names[..2], cell: &|_, _| "1".to_owned() };
        let text = written(|out| grid.write(out));
        assert_eq!(
            text,
            "from                 東京本社サーバー  DMZ\n\
             東京本社サーバー                    1    1\n\
             DMZ                                 1    1\n\
             東京本社サーバーセ…                 1    1\n"
        );
        let text = written(|out| write_labelled(out, "  runs  ", &"東京 本社 ".repeat(20)));
        assert!(text.lines().all(|line| line.width() <= WIDTH) && text.lines().count() == 3, "{text}");
    }
}
