//! Where the rows of the findings stand. Each is as high as its texts, which are measured without being laid out:
//! a large plan has thousands of them, and a dozen are in sight.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use egui::{FontId, Ui};

use crate::gui::theme::metrics::{ROW, SMALL, STEP, TALL_ROW};
use crate::gui::widgets::RowTops;
use crate::view::{FindingGroup, FindingKind, FindingList, FindingRow};

/// Where the texts of a row begin: behind the sign.
pub(super) const LEFT: f32 = 8.0 * STEP;
/// What stands at the right of them: two buttons, and the space around them.
pub(super) const RIGHT: f32 = FIX + ACCEPT;
/// Room for the button that mends a finding, and for the one that accepts it as a risk.
pub(super) const FIX: f32 = 16.0 * STEP;
pub(super) const ACCEPT: f32 = 21.0 * STEP;
/// Above and below what is in a row.
pub(super) const MARGIN: f32 = 1.5 * STEP;

/// The rows that are shown, measured for a width.
#[derive(Debug)]
pub(super) struct Measured {
    /// Where they stand.
    pub tops: Rc<RowTops>,
    /// How many lines the message and the hint of each take.
    pub lines: Vec<(usize, usize)>,
    /// What stands above the first row of each kind, by the position of that row.
    pub heads: BTreeMap<usize, Head>,
}

/// The rows that are listed: of a kind that is folded, the first one, which stands for its heading.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Positions in the list of findings.
    pub rows: Vec<usize>,
    /// The kinds, each with its first row among those that are listed, and whether it is folded.
    groups: Vec<(usize, FindingGroup, bool)>,
}

impl Listing {
    /// Lists the rows at these positions, but for those of kinds that are folded.
    pub(super) fn new(list: &FindingList, found: &[usize], folded: &BTreeSet<FindingKind>) -> Self {
        let mut res = Self::default();
        for group in list.groups(found) {
            let is_folded = folded.contains(&group.kind());
            let of_group = &found[group.first..group.first + group.num_rows];
            let first = res.rows.len();
            res.rows.extend(&of_group[..if is_folded { 1 } else { group.num_rows }]);
            res.groups.push((first, group, is_folded));
        }
        res
    }

    /// The kind of the row at a position among those that are listed.
    pub(super) fn kind_of(&self, idx: usize) -> Option<FindingKind> {
        let (_, group, _) = self.groups.iter().rev().find(|(first, ..)| *first <= idx)?;
        Some(group.kind())
    }

    /// The row that begins a kind, among those that are listed.
    pub(super) fn first_of(&self, kind: FindingKind) -> Option<usize> {
        self.groups.iter().find(|(_, group, _)| group.kind() == kind).map(|(first, ..)| *first)
    }
}

/// The heading of a kind of findings.
#[derive(Debug)]
pub(super) struct Head {
    /// Its rows are put away.
    pub is_folded: bool,
    /// What it says.
    pub group: FindingGroup,
    /// How many lines the hint takes that is the same for all.
    pub lines: usize,
    /// Its height, in points.
    pub height: f32,
}

impl Measured {
    /// Measures the rows that are listed.
    pub(super) fn new(ui: &Ui, list: &FindingList, listing: &Listing, width: f32) -> Self {
        let font = FontId::proportional(SMALL);
        let room = width - LEFT - RIGHT;
        let (line_height, lines, heads) = ui.fonts_mut(|fonts| {
            let line_height = fonts.row_height(&font).ceil();
            let mut ruler = Ruler::new(room, |c| fonts.glyph_width(&font, c));
            let mut lines = Vec::with_capacity(listing.rows.len());
            let mut heads = BTreeMap::new();
            for (first, group, is_folded) in &listing.groups {
                let (first, is_folded) = (*first, *is_folded);
                let has_hints = group.hint.is_empty();
                let num_listed = if is_folded { 1 } else { group.num_rows };
                let of_group = &listing.rows[first..first + num_listed];
                lines.extend(of_group.iter().map(|&idx| ruler.lines_of(&list.rows[idx], has_hints)));
                let num_lines = if has_hints || is_folded { 0 } else { ruler.num_lines(&group.hint) };
                let height = 2.0 * STEP + TALL_ROW + points(num_lines, line_height);
                heads.insert(first, Head { is_folded, lines: num_lines, height, group: group.clone() });
            }
            (line_height, lines, heads)
        });
        let height = |(idx, (message, hint)): (usize, &(usize, usize))| {
            let head = heads.get(&idx);
            let above = head.map_or(0.0, |head| head.height);
            if head.is_some_and(|head| head.is_folded) {
                return above;
            }
            above + 2.0 * MARGIN + ROW + points(message + hint, line_height)
        };
        Self { tops: Rc::new(RowTops::new(lines.iter().enumerate().map(height))), lines, heads }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a text has some lines")]
fn points(num_lines: usize, line_height: f32) -> f32 {
    num_lines as f32 * line_height
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

    fn lines_of(&mut self, row: &FindingRow, has_hint: bool) -> (usize, usize) {
        let hint = if row.hint.is_empty() || !has_hint { 0 } else { self.num_lines(&row.hint) };
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
