//! Where the rows of the findings stand. Each is as high as its texts, which are measured without being laid out:
//! a large plan has thousands of them, and a dozen are in sight.

use std::rc::Rc;

use egui::{FontId, Ui};

use crate::gui::theme::metrics::{ROW, SMALL, STEP};
use crate::gui::widgets::RowTops;
use crate::view::{FindingList, FindingRow};

/// Where the texts of a row begin: behind the sign.
pub(super) const LEFT: f32 = 8.0 * STEP;
/// What stands at the right of them: the button, and the space around it.
pub(super) const RIGHT: f32 = 18.0 * STEP;
/// Above and below what is in a row.
pub(super) const MARGIN: f32 = 1.5 * STEP;

/// The rows that are shown, measured for a width.
#[derive(Debug)]
pub(super) struct Measured {
    /// Where they stand.
    pub tops: Rc<RowTops>,
    /// How many lines the message and the hint of each take.
    pub lines: Vec<(usize, usize)>,
}

impl Measured {
    /// Measures the rows at these positions of the list.
    pub(super) fn new(ui: &Ui, list: &FindingList, found: &[usize], width: f32) -> Self {
        let font = FontId::proportional(SMALL);
        let room = width - LEFT - RIGHT;
        let (line_height, lines): (f32, Vec<_>) = ui.fonts_mut(|fonts| {
            let line_height = fonts.row_height(&font).ceil();
            let mut ruler = Ruler::new(room, |c| fonts.glyph_width(&font, c));
            (line_height, found.iter().map(|&idx| ruler.lines_of(&list.rows[idx])).collect())
        });
        #[expect(clippy::cast_precision_loss, reason = "a text has some lines")]
        let height = |(message, hint): &(usize, usize)| 2.0 * MARGIN + ROW + (message + hint) as f32 * line_height;
        Self { tops: Rc::new(RowTops::new(lines.iter().map(height))), lines }
    }
}

/// Counts the lines of texts from the widths of their letters.
struct Ruler<F> {
    room: f32,
    width_of: F,
    /// Widths of the letters that nearly all texts are made of, once asked for.
    known: [Option<f32>; 128],
}

impl<F: FnMut(char) -> f32> Ruler<F> {
    fn new(room: f32, width_of: F) -> Self {
        // A little less than there is, for what pairs of letters do to each other.
        Self { room: room - 2.0, width_of, known: [None; 128] }
    }

    fn lines_of(&mut self, row: &FindingRow) -> (usize, usize) {
        let hint = if row.hint.is_empty() { 0 } else { self.num_lines(&row.hint) };
        (self.num_lines(&row.message), hint)
    }

    fn width(&mut self, c: char) -> f32 {
        let Some(known) = self.known.get_mut(c as usize) else { return (self.width_of)(c) };
        *known.get_or_insert_with(|| (self.width_of)(c))
    }

    /// Breaks at spaces, and within a word that is longer than a line.
    fn num_lines(&mut self, text: &str) -> usize {
        let (mut num_lines, mut line, mut word) = (1, 0.0, 0.0);
        for c in text.chars() {
            let width = self.width(c);
            if c == ' ' {
                line += width;
                word = 0.0;
                continue;
            }
            if line + width > self.room && line > 0.0 {
                num_lines += 1;
                // The word that has begun goes on to the next line, unless it is all of this one.
                word = if word < line { word } else { 0.0 };
                line = word;
            }
            line += width;
            word += width;
        }
        num_lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_in_words_that_are_too_long() {
        for (text, expected) in [
            ("", 1),
            ("ten letter", 1),
            ("ten letters", 2),
            ("one two three", 2),
            ("one two threes four", 3),
            ("onetwothreefour", 2),
            ("a onetwothreefour", 3),
            ("äöü äöü äöü", 2),
        ] {
            assert_eq!(Ruler::new(12.0, |_| 1.0).num_lines(text), expected, "{text}");
        }
    }
}
