//! Which zone stands on which row and where on it. It knows no pixels.

use super::contents::Arrow;
use crate::export::run::ExportRun;
use crate::plan::TrustLevel;

/// The most boxes on a row.
const MOST_ON_A_ROW: usize = 5;

/// The rows, the most trusted zones first.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// Positions of zones, from the left.
    pub rows: Vec<Vec<usize>>,
    /// Row and column of each zone.
    positions: Vec<(usize, usize)>,
}

impl Rows {
    /// Puts zones that have much to do with each other near each other.
    pub(super) fn new(run: &ExportRun<'_>, arrows: &[Arrow]) -> Self {
        let mut rows = Vec::new();
        for &trust in TrustLevel::ALL.iter().rev() {
            let zones: Vec<usize> = (0..run.zones.len()).filter(|&idx| run.zones[idx].trust == trust).collect();
            let num_rows = zones.len().div_ceil(MOST_ON_A_ROW).max(1);
            let on_a_row = zones.len().div_ceil(num_rows).max(1);
            rows.extend(zones.chunks(on_a_row).map(<[usize]>::to_vec));
        }
        let mut res = Self { rows, positions: vec![(0, 0); run.zones.len()] };
        for row in 0..res.rows.len() {
            res.note_positions(row);
        }
        res.bring_together(arrows);
        res
    }

    /// The row and the column of a zone.
    pub(super) fn position(&self, zone: usize) -> (usize, usize) {
        self.positions[zone]
    }

    /// How far right a zone stands of the middle, in half boxes.
    pub(super) fn offset(&self, zone: usize) -> i64 {
        let (row, column) = self.positions[zone];
        signed(2 * column + 1) - signed(self.rows[row].len())
    }

    /// How far right the gap before a column is.
    pub(super) fn gap_offset(&self, row: usize, gap: usize) -> i64 {
        signed(2 * gap) - signed(self.rows[row].len())
    }

    fn note_positions(&mut self, row: usize) {
        for (column, &zone) in self.rows[row].iter().enumerate() {
            self.positions[zone] = (row, column);
        }
    }

    /// Swaps zones of a row for as long as that makes the arrows shorter from side to side.
    fn bring_together(&mut self, arrows: &[Arrow]) {
        let mut shortest = self.length(arrows);
        loop {
            let before = shortest;
            for row in 0..self.rows.len() {
                for column in 1..self.rows[row].len() {
                    for other in 0..column {
                        self.rows[row].swap(column, other);
                        self.note_positions(row);
                        let length = self.length(arrows);
                        if length < shortest {
                            shortest = length;
                        } else {
                            self.rows[row].swap(column, other);
                            self.note_positions(row);
                        }
                    }
                }
            }
            if shortest == before {
                return;
            }
        }
    }

    fn length(&self, arrows: &[Arrow]) -> i64 {
        arrows.iter().map(|arrow| (self.offset(arrow.source) - self.offset(arrow.destination)).abs()).sum()
    }
}

fn signed(num: usize) -> i64 {
    i64::try_from(num).unwrap_or(i64::MAX)
}
