//! Which way each arrow takes: through which channels, at which sides of boxes, and through which gaps of rows.
//!
//! It knows no pixels. A channel lies below the row before it: channel 1 between the rows 0 and 1.

use super::rows::Rows;

/// What joins some zones: an arrow without its ports.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Net {
    /// The zones, by their positions in the diagram.
    pub zones: Vec<usize>,
    /// Width and height of its label.
    pub label: (i32, i32),
}

/// Where a line comes into a channel from the row above or below.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Door {
    /// A zone's box.
    Zone(usize),
    /// The gap before this column of the row: the line runs on through the next channel.
    Gap(usize),
}

/// What an arrow has in one channel.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Hop {
    /// The channel.
    pub channel: usize,
    /// Its doors in the row above.
    pub above: Vec<Door>,
    /// Its doors in the row below.
    pub below: Vec<Door>,
}

/// The way of an arrow: its hops from above.
pub(super) fn way(net: &Net, rows: &Rows, gap: impl FnMut(usize) -> usize) -> Vec<Hop> {
    let row_of = |&zone: &usize| rows.place(zone).0;
    let (Some(first), Some(last)) = (net.zones.iter().map(row_of).min(), net.zones.iter().map(row_of).max()) else {
        return Vec::new();
    };
    if first == last {
        // There is no channel below the last row, unless it is the only one.
        let doors: Vec<Door> = net.zones.iter().map(|&zone| Door::Zone(zone)).collect();
        let is_below = first + 1 < rows.zones.len() || first == 0;
        return vec![if is_below {
            Hop { channel: first + 1, above: doors, below: Vec::new() }
        } else {
            Hop { channel: first, above: Vec::new(), below: doors }
        }];
    }
    let hop = |channel| Hop { channel, ..Hop::default() };
    let mut res: Vec<Hop> = (first + 1..=last).map(hop).collect();
    for zone in &net.zones {
        let row = row_of(zone);
        // From a row in between it goes to where more of the others are.
        let num_above = net.zones.iter().filter(|other| row_of(other) < row).count();
        let num_below = net.zones.iter().filter(|other| row_of(other) > row).count();
        if row == first || row < last && num_below > num_above {
            res[row - first].above.push(Door::Zone(*zone));
        } else {
            res[row - first - 1].below.push(Door::Zone(*zone));
        }
    }
    for (row, gap) in (first + 1..last).zip((first + 1..last).map(gap)) {
        res[row - first - 1].below.push(Door::Gap(gap));
        res[row - first].above.push(Door::Gap(gap));
    }
    res
}
