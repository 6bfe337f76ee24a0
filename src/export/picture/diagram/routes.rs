//! Which way each arrow takes: through which channels, in which order it leaves a box. It knows no pixels.

use std::collections::BTreeMap;

use super::contents::Arrow;
use super::rows::Rows;

/// A side of a channel: above it lies one row, below it the next.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Side {
    /// The row above.
    Top,
    /// The row below.
    Bottom,
}

/// Where a line enters or leaves a channel.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Door {
    /// A zone's box.
    Box(usize),
    /// The gap before a column of a row.
    Gap {
        /// The row.
        row: usize,
        /// The column.
        gap: usize,
    },
}

/// A part of an arrow: through one channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hop {
    /// The arrow.
    pub arrow: usize,
    /// The channel below this row.
    pub channel: usize,
    /// Where it comes in and where it goes out.
    pub ends: [(Side, Door); 2],
}

/// The ways of all arrows.
#[derive(Clone, Debug)]
pub(super) struct Routes {
    /// All hops, arrow by arrow, from source to destination.
    pub hops: Vec<Hop>,
    /// At each side of each box that faces a channel: the ends of hops from the left, as hop and end.
    pub slots: BTreeMap<(usize, Side), Vec<(usize, usize)>>,
    /// In each gap: the arrows that go through, from the left.
    pub tracks: BTreeMap<(usize, usize), Vec<usize>>,
}

impl Routes {
    /// Finds the ways.
    pub(super) fn new(rows: &Rows, arrows: &[Arrow]) -> Self {
        let mut hops = Vec::new();
        for (idx, arrow) in arrows.iter().enumerate() {
            add_hops(rows, idx, arrow, &mut hops);
        }
        let offset = |door: Door| match door {
            Door::Box(zone) => rows.offset(zone),
            Door::Gap { row, gap } => rows.gap_offset(row, gap),
        };
        let mut keyed: BTreeMap<(usize, Side), Vec<_>> = BTreeMap::new();
        let mut through: BTreeMap<(usize, usize), Vec<_>> = BTreeMap::new();
        for (hop_idx, hop) in hops.iter().enumerate() {
            for end in 0..2 {
                let ((side, door), (other_side, other)) = (hop.ends[end], hop.ends[1 - end]);
                let way = offset(other) - offset(door);
                match door {
                    Door::Box(zone) => {
                        let order = order(side == other_side, way, offset(other), hop.arrow);
                        keyed.entry((zone, side)).or_default().push((order, (hop_idx, end)));
                    }
                    // Each arrow comes into a gap once.
                    Door::Gap { row, gap } if end == 1 => {
                        let arrow = &arrows[hop.arrow];
                        let towards = rows.offset(arrow.source) + rows.offset(arrow.destination);
                        through.entry((row, gap)).or_default().push((towards, hop.arrow));
                    }
                    Door::Gap { .. } => {}
                }
            }
        }
        let slots = keyed.into_iter().map(|(key, mut ends)| {
            ends.sort_unstable();
            (key, ends.into_iter().map(|(_, end)| end).collect())
        });
        let tracks = through.into_iter().map(|(key, mut arrows)| {
            arrows.sort_unstable();
            (key, arrows.into_iter().map(|(_, arrow)| arrow).collect())
        });
        Self { slots: slots.collect(), tracks: tracks.collect(), hops }
    }
}

/// Where a line stands among those of its side: back to neighbors on the left, then through, then on the right.
///
/// Lines back to the same row lie in each other: who goes farther leaves nearer to the middle and runs lower.
fn order(is_back: bool, way: i64, target: i64, arrow: usize) -> (u8, i64, i64) {
    let arrow = i64::try_from(arrow).unwrap_or(i64::MAX);
    match (is_back, way < 0) {
        (true, true) => (0, -way, -arrow),
        (true, false) => (2, -way, arrow),
        (false, _) => (1, target, arrow),
    }
}

fn add_hops(rows: &Rows, idx: usize, arrow: &Arrow, hops: &mut Vec<Hop>) {
    let (source_row, destination_row) = (rows.position(arrow.source).0, rows.position(arrow.destination).0);
    let (source, destination) = (Door::Box(arrow.source), Door::Box(arrow.destination));
    if source_row == destination_row {
        // The last row has no channel below it, unless it is the only one.
        let is_below = source_row + 1 < rows.rows.len() || source_row == 0;
        let (channel, side) = if is_below { (source_row, Side::Top) } else { (source_row - 1, Side::Bottom) };
        hops.push(Hop { arrow: idx, channel, ends: [(side, source), (side, destination)] });
        return;
    }
    let goes_down = source_row < destination_row;
    let (into, out_of) = if goes_down { (Side::Top, Side::Bottom) } else { (Side::Bottom, Side::Top) };
    let mut row = source_row;
    let mut door = source;
    while row != destination_row {
        let next = if goes_down { row + 1 } else { row - 1 };
        let next_door = if next == destination_row { destination } else { gap(rows, next, arrow) };
        hops.push(Hop { arrow: idx, channel: row.min(next), ends: [(into, door), (out_of, next_door)] });
        (row, door) = (next, next_door);
    }
}

/// The gap of a row that lies nearest to the way of an arrow.
fn gap(rows: &Rows, row: usize, arrow: &Arrow) -> Door {
    let doubled = rows.offset(arrow.source) + rows.offset(arrow.destination);
    let far = |&gap: &usize| (2 * rows.gap_offset(row, gap) - doubled).abs();
    Door::Gap { row, gap: (0..=rows.rows[row].len()).min_by_key(far).unwrap_or(0) }
}
