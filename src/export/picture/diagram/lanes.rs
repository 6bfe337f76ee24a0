//! The lanes of one channel: which line runs on which, and where its label stands. It knows nothing of zones.

use std::cmp::Reverse;

use super::routes::Side;
use crate::export::picture::text::count;

/// What keeps lines of one lane apart.
const APART: i32 = 14;

/// A line through a channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where it comes in and goes out, and on which side.
    pub ends: [(i32, Side); 2],
    /// Width and height of its label, if it stands here.
    pub label: Option<(i32, i32)>,
}

/// Where a line runs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Run {
    /// Number of its lane, from above.
    pub lane: usize,
    /// The left edge of its label.
    pub label_x: i32,
}

impl Line {
    fn left(&self) -> i32 {
        self.ends[0].0.min(self.ends[1].0)
    }

    fn right(&self) -> i32 {
        self.ends[0].0.max(self.ends[1].0)
    }

    /// Where the line comes down from the row above, and where it comes up from the row below.
    fn top_and_bottom(&self) -> Option<(i32, i32)> {
        match self.ends {
            [(top, Side::Top), (bottom, Side::Bottom)] | [(bottom, Side::Bottom), (top, Side::Top)] => {
                Some((top, bottom))
            }
            _ => None,
        }
    }

    /// What it takes of its lane.
    fn taken(&self, label_x: i32) -> (i32, i32) {
        let (from, to) = (self.left(), self.right());
        let width = self.label.map_or(0, |(width, _)| width);
        let (from, to) = if width == 0 { (from, to) } else { (from.min(label_x), to.max(label_x + width)) };
        (from - APART, to + APART)
    }

    /// The left edge of its label: above the line if that is long enough, and where few other lines pass.
    fn label_x(
        &self,
        lines: &[Self],
        before: i32,
        (from, to): (i32, i32),
        passes: impl Fn(usize, Side) -> bool,
    ) -> i32 {
        const STEP: usize = 4;
        let Some((width, _)) = self.label else { return 0 };
        let (left, right) = (self.left(), self.right());
        let cost = |x: i32| {
            let covers = |at: i32| x - 5 < at && at < x + width + 5;
            let passing = lines.iter().enumerate().flat_map(|(idx, line)| line.ends.map(|(at, side)| (idx, at, side)));
            let num_passing = passing.filter(|&(idx, at, side)| covers(at) && passes(idx, side)).count();
            // The label stands above its line, so only an end from above runs through it.
            let own = self.ends.iter().any(|&(at, side)| side == Side::Top && covers(at));
            let beyond = (left - x).max(0) + (x + width - right).max(0);
            let off_middle = (2 * x + width - left - right).abs() / 16;
            i32::from(own) * 2000 + count(num_passing) * 60 + beyond + off_middle
        };
        (from..=to - width).step_by(STEP).chain([before]).min_by_key(|&x| cost(x)).unwrap_or(before)
    }

    /// Its place among the lines from above, so that few cross.
    ///
    /// Lines back to the row above run highest, the shortest first; lines back to the row below lowest. Of lines
    /// that go to the right, those that start farther right run higher; of those to the left, farther left.
    fn order(&self) -> (u8, i32, Reverse<i32>) {
        let length = self.right() - self.left();
        match self.top_and_bottom() {
            None if self.ends[0].1 == Side::Top => (0, length, Reverse(0)),
            None => (3, -length, Reverse(0)),
            Some((top, bottom)) if top <= bottom => (1, -top, Reverse(bottom)),
            Some((top, bottom)) => (2, top, Reverse(-bottom)),
        }
    }
}

/// Gives every line a lane to which it and its label have the only right from end to end.
pub(super) fn runs(lines: &[Line]) -> Vec<Run> {
    let anywhere = |_: usize, _: Side| true;
    let first_run = |line: &Line| {
        let (left, right) = (line.left(), line.right());
        let reach = line.label.map_or(0, |(width, _)| width + 6);
        Run { lane: 0, label_x: line.label_x(lines, left, (left - reach, right + reach), anywhere) }
    };
    let mut res: Vec<Run> = lines.iter().map(first_run).collect();
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&idx| (lines[idx].order(), idx));
    for (position, &idx) in order.iter().enumerate() {
        let (from, to) = lines[idx].taken(res[idx].label_x);
        let is_beside = |&&other: &&usize| {
            let (other_from, other_to) = lines[other].taken(res[other].label_x);
            other_from < to && from < other_to
        };
        let lane = order[..position].iter().filter(is_beside).map(|&other| res[other].lane + 1).max();
        res[idx].lane = lane.unwrap_or(0);
    }
    // Now it is known which ends pass by, and a label may find a better place within what its line has taken.
    for (idx, line) in lines.iter().enumerate() {
        let (from, to) = line.taken(res[idx].label_x);
        let lane = res[idx].lane;
        let passes = |other: usize, side: Side| match side {
            Side::Top => res[other].lane >= lane,
            Side::Bottom => res[other].lane < lane,
        };
        res[idx].label_x = line.label_x(lines, res[idx].label_x, (from + APART, to - APART), passes);
    }
    res
}
