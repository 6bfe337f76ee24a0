//! Where everything of the diagram lies, in pixels. It paints nothing.

use std::collections::BTreeMap;

use super::contents::{Arrow, BoxContents, LEAST_BOX_WIDTH};
use super::lanes::{self, Line, Run};
use super::routes::{Door, Routes, Side};
use super::rows::Rows;
use crate::export::picture::canvas::{Point, Rect};
use crate::export::picture::frame::{HEADING, LEAST_WIDTH, MARGIN};
use crate::export::picture::text::{self, Font};

/// The empty border of a label to its left and right.
pub(super) const LABEL_PAD: i32 = 4;

/// From one line to the next at the side of a box.
const PITCH: i32 = 16;

/// The least width of a gap between two boxes.
const LEAST_GAP: i32 = 136;

/// The empty height of a channel at its upper and lower edge.
const CHANNEL_PAD: i32 = 22;

/// Between a lane and the labels of the next.
const LANE_PAD: i32 = 11;

/// Where everything lies.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    /// The width of the picture.
    pub width: i32,
    /// Where the legend begins.
    pub bottom: i32,
    /// The box of each zone.
    pub boxes: Vec<Rect>,
    /// The line of each arrow, from source to destination.
    pub lines: Vec<Vec<Point>>,
    /// What stands at each arrow.
    pub labels: Vec<Rect>,
}

impl Drawing {
    /// Lays everything out.
    pub(super) fn new(rows: &Rows, routes: &Routes, arrows: &[Arrow], contents: &[BoxContents]) -> Self {
        let columns = Columns::new(rows, routes);
        let ends = columns.straightened(routes);
        let channels = Channels::new(rows, routes, arrows, &ends);
        let box_heights: Vec<i32> = rows.rows.iter().map(|row| row_height(row, contents)).collect();
        // The upper edge of each row; its channel lies below it.
        let mut tops = Vec::new();
        let mut y = HEADING;
        for (row, height) in box_heights.iter().enumerate() {
            tops.push(y);
            y += height + channels.height(row);
        }
        let channel_top = |channel: usize| tops[channel] + box_heights[channel];
        let mut boxes = columns.boxes.clone();
        for (row, zones) in rows.rows.iter().enumerate() {
            for &zone in zones {
                (boxes[zone].y, boxes[zone].height) = (tops[row], box_heights[row]);
            }
        }
        let mut lines = vec![Vec::new(); arrows.len()];
        let mut labels = vec![Rect { x: 0, y: 0, width: 1, height: 1 }; arrows.len()];
        for (idx, hop) in routes.hops.iter().enumerate() {
            let top = channel_top(hop.channel);
            let lane_y = top + channels.lane_y(hop.channel, channels.runs[idx].lane);
            let edge = |side| match side {
                Side::Top => top,
                Side::Bottom => tops.get(hop.channel + 1).copied().unwrap_or(y),
            };
            let line: &mut Vec<Point> = &mut lines[hop.arrow];
            let [(from_side, _), (to_side, _)] = hop.ends;
            if line.is_empty() {
                line.push(Point { x: ends[idx][0], y: edge(from_side) });
            }
            if ends[idx][0] != ends[idx][1] {
                line.push(Point { x: ends[idx][0], y: lane_y });
                line.push(Point { x: ends[idx][1], y: lane_y });
            }
            if matches!(hop.ends[1].1, Door::Box(_)) {
                line.push(Point { x: ends[idx][1], y: edge(to_side) });
            }
            if channels.labelled[hop.arrow] == idx {
                let (width, height) = label_size(&arrows[hop.arrow]);
                labels[hop.arrow] = Rect { x: channels.runs[idx].label_x, y: lane_y - height - 3, width, height };
            }
        }
        let mut res = Self { width: 0, bottom: y, boxes, lines, labels };
        res.move_to_margin();
        res
    }

    /// Moves everything so that the leftmost stands at the border.
    fn move_to_margin(&mut self) {
        let rects = || self.boxes.iter().chain(&self.labels);
        let points = || self.lines.iter().flatten();
        let left = rects().map(|rect| rect.x).chain(points().map(|point| point.x - 8)).min().unwrap_or(0);
        let right = rects().map(|rect| rect.x + rect.width).chain(points().map(|point| point.x + 8)).max().unwrap_or(0);
        self.width = (right - left + 2 * MARGIN).max(LEAST_WIDTH);
        let shift = (self.width - (right - left)) / 2 - left;
        self.boxes.iter_mut().chain(&mut self.labels).for_each(|rect| rect.x += shift);
        self.lines.iter_mut().flatten().for_each(|point| point.x += shift);
    }
}

fn row_height(row: &[usize], contents: &[BoxContents]) -> i32 {
    let lines = row.iter().map(|&zone| contents[zone].lines.len()).max().unwrap_or(0);
    text::count(lines) * Font::LINE + 32
}

fn label_size(arrow: &Arrow) -> (i32, i32) {
    let lines = &arrow.label.lines;
    let width = lines.iter().map(|line| text::width(line, Font::BODY)).max().unwrap_or(0);
    (width + 2 * LABEL_PAD, text::count(lines.len()) * Font::LINE + 1)
}

/// Everything from left to right.
struct Columns {
    /// The boxes, without height.
    boxes: Vec<Rect>,
    /// Where each end of each hop lies.
    ends: Vec<[i32; 2]>,
}

impl Columns {
    fn new(rows: &Rows, routes: &Routes) -> Self {
        let num_slots = |zone: usize, side| routes.slots.get(&(zone, side)).map_or(0, Vec::len);
        let box_width = |zone: usize| {
            let most = num_slots(zone, Side::Top).max(num_slots(zone, Side::Bottom));
            LEAST_BOX_WIDTH.max((text::count(most) + 2) * PITCH)
        };
        let num_tracks = |row: usize, gap: usize| routes.tracks.get(&(row, gap)).map_or(0, Vec::len);
        let gap_width = |row: usize, gap: usize| {
            // Beyond the first and the last box there is nothing to keep apart.
            let is_outside = gap == 0 || gap == rows.rows[row].len();
            let least = if is_outside && num_tracks(row, gap) == 0 { 0 } else { LEAST_GAP };
            least.max((text::count(num_tracks(row, gap)) + 2) * PITCH)
        };
        let mut boxes = vec![Rect { x: 0, y: 0, width: 1, height: 1 }; rows.rows.iter().map(Vec::len).sum()];
        let mut tracks: BTreeMap<(usize, usize), i32> = BTreeMap::new();
        for (row, zones) in rows.rows.iter().enumerate() {
            let boxes_width: i32 = zones.iter().map(|&zone| box_width(zone)).sum();
            let inner: i32 = (1..zones.len()).map(|gap| gap_width(row, gap)).sum();
            let mut x = -(boxes_width + inner) / 2 - gap_width(row, 0);
            for gap in 0..=zones.len() {
                let width = gap_width(row, gap);
                let arrows = routes.tracks.get(&(row, gap)).map_or(&[][..], Vec::as_slice);
                // Tracks of neighboring rows never lie on each other.
                let rest = if row % 2 == 0 { 4 } else { 12 };
                for (at, &arrow) in spread(x, width, arrows.len(), rest).zip(arrows) {
                    tracks.insert((arrow, row), at);
                }
                x += width;
                if let Some(&zone) = zones.get(gap) {
                    boxes[zone] = Rect { x, y: 0, width: box_width(zone), height: 1 };
                    x += boxes[zone].width;
                }
            }
        }
        let mut ends = vec![[0; 2]; routes.hops.len()];
        for (&(zone, side), slots) in &routes.slots {
            let rest = if side == Side::Top { 0 } else { 8 };
            let Rect { x, width, .. } = boxes[zone];
            for (at, &(hop, end)) in spread(x, width, slots.len(), rest).zip(slots) {
                ends[hop][end] = at;
            }
        }
        for (hop_idx, hop) in routes.hops.iter().enumerate() {
            for (end, (_, door)) in hop.ends.iter().enumerate() {
                if let Door::Gap { row, .. } = door {
                    ends[hop_idx][end] = tracks.get(&(hop.arrow, *row)).copied().unwrap_or_default();
                }
            }
        }
        Self { boxes, ends }
    }

    /// The ends of hops, where lines that nearly run straight do.
    fn straightened(&self, routes: &Routes) -> Vec<[i32; 2]> {
        let mut res = self.ends.clone();
        let within = |zone: usize, at: i32| {
            let Rect { x, width, .. } = self.boxes[zone];
            x + 8 <= at && at <= x + width - 8
        };
        for (idx, hop) in routes.hops.iter().enumerate() {
            let [(from_side, from), (to_side, to)] = hop.ends;
            let (Door::Box(from), Door::Box(to)) = (from, to) else { continue };
            if from_side == to_side || (res[idx][0] - res[idx][1]).abs() > 2 * PITCH {
                continue;
            }
            let is_free = |at: i32| {
                let others = routes
                    .hops
                    .iter()
                    .zip(&res)
                    .enumerate()
                    .filter(|&(other, (hop, _))| other != idx && hop.channel == routes.hops[idx].channel);
                let is_clear = |other: i32| (other - at).abs() >= 10;
                others.flat_map(|(_, (_, &ends))| ends).all(is_clear) && within(from, at) && within(to, at)
            };
            if let Some(at) = res[idx].into_iter().find(|&at| is_free(at)) {
                res[idx] = [at, at];
            }
        }
        res
    }
}

/// So many positions spread over a width, each on a multiple of the pitch and a rest.
fn spread(x: i32, width: i32, num: usize, rest: i32) -> impl Iterator<Item = i32> {
    let num = text::count(num);
    (1..=num).map(move |position| {
        let at = x + PITCH / 2 + (width - PITCH) * position / (num + 1);
        (at - rest).div_euclid(PITCH) * PITCH + rest
    })
}

/// Everything from above to below.
struct Channels {
    /// Where each hop runs.
    runs: Vec<Run>,
    /// The hop of each arrow that carries its label.
    labelled: Vec<usize>,
    /// Heights of the lanes of each channel.
    lanes: Vec<Vec<i32>>,
    /// Whether it is the last channel, with nothing below it.
    last: usize,
}

impl Channels {
    fn new(rows: &Rows, routes: &Routes, arrows: &[Arrow], ends: &[[i32; 2]]) -> Self {
        let length = |idx: usize| (ends[idx][0] - ends[idx][1]).abs();
        let mut labelled = vec![usize::MAX; arrows.len()];
        for (idx, hop) in routes.hops.iter().enumerate() {
            let best = &mut labelled[hop.arrow];
            if *best == usize::MAX || length(idx) > length(*best) {
                *best = idx;
            }
        }
        let mut runs = vec![Run { lane: 0, label_x: 0 }; routes.hops.len()];
        let mut lanes = vec![Vec::new(); rows.rows.len()];
        for (channel, heights) in lanes.iter_mut().enumerate() {
            let hops: Vec<usize> = (0..routes.hops.len()).filter(|&idx| routes.hops[idx].channel == channel).collect();
            let line = |&idx: &usize| {
                let hop = routes.hops[idx];
                let end = |end: usize| (ends[idx][end], hop.ends[end].0);
                let has_label = labelled[hop.arrow] == idx;
                Line { ends: [end(0), end(1)], label: has_label.then(|| label_size(&arrows[hop.arrow])) }
            };
            let lines: Vec<Line> = hops.iter().map(line).collect();
            for ((&idx, line), run) in hops.iter().zip(&lines).zip(lanes::runs(&lines)) {
                runs[idx] = run;
                if heights.len() <= run.lane {
                    heights.resize(run.lane + 1, 0);
                }
                let height = line.label.map_or(0, |(_, height)| height + 3) + LANE_PAD;
                heights[run.lane] = height.max(heights[run.lane]);
            }
        }
        Self { runs, labelled, lanes, last: rows.rows.len().saturating_sub(1) }
    }

    /// The height of a channel.
    fn height(&self, channel: usize) -> i32 {
        let lanes: i32 = self.lanes[channel].iter().sum();
        match (channel == self.last, lanes) {
            (true, 0) => 0,
            (true, lanes) => lanes + CHANNEL_PAD / 2,
            (false, lanes) => lanes + 2 * CHANNEL_PAD,
        }
    }

    /// Where the lines of a lane run, from the upper edge of their channel.
    fn lane_y(&self, channel: usize, lane: usize) -> i32 {
        CHANNEL_PAD / 2 + self.lanes[channel][..=lane].iter().sum::<i32>()
    }
}
