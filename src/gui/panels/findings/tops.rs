//! Where the rows of the findings stand. Each is as high as its texts, which are measured without being laid out:
//! a large plan has thousands of them, and a dozen are in sight.

use std::ops::Range;

use egui::{FontId, Pos2, Rect, Ui, vec2};

use crate::gui::theme::metrics::{ROW, SMALL, STEP};
use crate::view::{FindingList, FindingRow};

/// Where the texts of a row begin: behind the sign.
pub(super) const LEFT: f32 = 8.0 * STEP;
/// What stands at the right of them: the button, and the space around it.
pub(super) const RIGHT: f32 = 18.0 * STEP;
/// Above and below what is in a row.
pub(super) const MARGIN: f32 = 1.5 * STEP;

/// Tops of rows.
#[derive(Debug, Default)]
pub(super) struct RowTops {
    /// The top of each row and the bottom of the last; empty: to be measured.
    tops: Vec<f32>,
    /// How many lines the message and the hint of each row take.
    lines: Vec<(usize, usize)>,
    width: f32,
    line_height: f32,
}

impl RowTops {
    /// Other rows are shown from now on.
    pub(super) fn clear(&mut self) {
        self.tops.clear();
    }

    /// Measures the rows at these positions of the list, unless they were for this width.
    pub(super) fn measure(&mut self, ui: &Ui, list: &FindingList, found: &[usize], width: f32) {
        #[expect(clippy::float_cmp, reason = "the very width of the frame before")]
        if self.tops.len() == found.len() + 1 && self.width == width {
            return;
        }
        let font = FontId::proportional(SMALL);
        self.width = width;
        self.tops.clear();
        self.lines.clear();
        let room = width - LEFT - RIGHT;
        ui.fonts_mut(|fonts| {
            self.line_height = fonts.row_height(&font).ceil();
            let mut ruler = Ruler::new(room, |c| fonts.glyph_width(&font, c));
            self.lines.extend(found.iter().map(|&idx| ruler.lines_of(&list.rows[idx])));
        });
        let mut top = 0.0;
        for &(message, hint) in &self.lines {
            self.tops.push(top);
            #[expect(clippy::cast_precision_loss, reason = "a text has some lines")]
            let texts = (message + hint) as f32 * self.line_height;
            top += 2.0 * MARGIN + ROW + texts;
        }
        self.tops.push(top);
    }

    /// The height of all rows together.
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The rows between two heights.
    pub(super) fn between(&self, top: f32, bottom: f32) -> Range<usize> {
        let num_rows = self.lines.len();
        let first = self.tops.partition_point(|at| *at <= top).saturating_sub(1).min(num_rows);
        first..self.tops.partition_point(|at| *at < bottom).clamp(first, num_rows)
    }

    /// Where a row stands below `origin`.
    pub(super) fn rect(&self, idx: usize, origin: Pos2, width: f32) -> Rect {
        let (top, bottom) = (self.tops[idx], self.tops[idx + 1]);
        Rect::from_min_size(origin + vec2(0.0, top), vec2(width, bottom - top))
    }

    /// How many lines the message and the hint of a row may take.
    pub(super) fn lines(&self, idx: usize) -> (usize, usize) {
        self.lines[idx]
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
