//! Finds an order of the zones in which few arrows cross and arrows are short. It tries a bounded number of orders, so that the
//! same plan gives the same picture on every machine.

use super::columns::Columns;
use super::lanes;
use super::rows::Rows;
use super::ways::Net;
use crate::export::picture::text;

/// How much work is done at most, in nets that are placed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Effort {
    /// Enough to tell whether a number of zones on a row is a good one.
    Rough,
    /// What a picture takes.
    Whole,
}

impl Effort {
    fn most_nets(self) -> usize {
        match self {
            Self::Rough => 1_200,
            Self::Whole => 16_000,
        }
    }
}

/// What an order costs: lower is better.
fn cost(rows: &Rows, nets: &[Net], box_width: i32, groups: &[usize]) -> i32 {
    let columns = Columns::new(rows, nets, box_width);
    let mut res = 0;
    for spans in &columns.channels {
        res += 40 * text::count(lanes::ordered(spans).1);
        res += spans.iter().map(|span| span.ends().1 - span.ends().0).sum::<i32>() / 8;
    }
    let split = |row: &Vec<usize>| {
        let is_last = |idx: &usize| {
            let group = groups[row[*idx]];
            group > 0 && row[idx + 1..].iter().any(|&other| groups[other] == group) && groups[row[idx + 1]] != group
        };
        (0..row.len()).filter(is_last).count()
    };
    res + 400 * rows.zones.iter().map(|row| text::count(split(row))).sum::<i32>()
}

/// Brings zones that have much to do with each other near each other. `groups` are the groups of the zones, 0 for none.
pub(super) fn arranged(mut rows: Rows, nets: &[Net], box_width: i32, groups: &[usize], effort: Effort) -> Rows {
    let mut left = effort.most_nets() / nets.len().max(1);
    let mut tried = |rows: &Rows| {
        left = left.checked_sub(1)?;
        Some(cost(rows, nets, box_width, groups))
    };
    let Some(mut least) = tried(&rows) else { return rows };
    // Rows are sorted by where their neighbors stand, downwards and upwards.
    let mut sorted = rows.clone();
    for sweep in 0..8_u32 {
        let num_rows = sorted.zones.len();
        for position in 0..num_rows {
            let row = if sweep.is_multiple_of(2) { position } else { num_rows - 1 - position };
            let centers = centers(&sorted, nets);
            sorted.sort_row(row, |zone| centers[zone]);
        }
        let Some(cost) = tried(&sorted) else { return rows };
        if cost < least {
            (least, rows) = (cost, sorted.clone());
        }
    }
    // Then zones change places, as long as that is better.
    let num_zones = groups.len();
    loop {
        let before = least;
        for zone in 0..num_zones {
            let row = rows.place(zone).0;
            for column in 0..rows.zones[row].len() {
                let (_, now) = rows.place(zone);
                if column == now {
                    continue;
                }
                let mut other = rows.clone();
                other.shift(zone, column);
                let Some(cost) = tried(&other) else { return rows };
                if cost < least {
                    (least, rows) = (cost, other);
                }
            }
            for other in zone + 1..num_zones {
                let (row, other_row) = (rows.place(zone).0, rows.place(other).0);
                if rows.trusts[row] != rows.trusts[other_row] {
                    continue;
                }
                rows.swap(zone, other);
                let Some(cost) = tried(&rows) else {
                    rows.swap(zone, other);
                    return rows;
                };
                if cost < least {
                    least = cost;
                } else {
                    rows.swap(zone, other);
                }
            }
        }
        if least == before {
            return rows;
        }
    }
}

/// Where the neighbors of each zone stand on the average, in thousandths of their row.
fn centers(rows: &Rows, nets: &[Net]) -> Vec<i64> {
    let num_zones: usize = rows.zones.iter().map(Vec::len).sum();
    let at = |zone: usize| {
        let (row, column) = rows.place(zone);
        1000 * (2 * i64::from(text::count(column)) + 1) / (2 * i64::from(text::count(rows.zones[row].len())))
    };
    let mut sums = vec![(0, 0); num_zones];
    for net in nets {
        for &zone in &net.zones {
            for &other in net.zones.iter().filter(|&&other| other != zone) {
                sums[zone].0 += at(other);
                sums[zone].1 += 1;
            }
        }
    }
    sums.iter().enumerate().map(|(zone, &(sum, num))| if num == 0 { at(zone) } else { sum / num }).collect()
}
