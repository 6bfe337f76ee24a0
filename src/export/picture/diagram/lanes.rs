//! Everything in one channel from above: which line runs on which lane, and where its label stands. It knows no zones.

use super::columns::{Post, Side, Span};
use crate::export::picture::canvas::Point;
use crate::export::picture::text;

/// What keeps lines that lie in a row apart.
const APART: i32 = 9;

/// From a line to the next below it.
const PITCH: i32 = 9;

/// What keeps a label apart from lines above and below it, from those beside it, and from other labels.
const LABEL_GAP: i32 = 3;

/// What of a post is left between a label on it and the line.
const CORNER: i32 = 8;

/// Where the lines of a channel run.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    /// The height of each span, below the uppermost.
    pub heights: Vec<i32>,
    /// The upper left of each span's label, if it stands here; likewise.
    pub labels: Vec<Option<Point>>,
    /// From the uppermost to the lowest.
    pub depth: i32,
}

/// A span with its label, as far as it is placed.
#[derive(Clone, Copy, Debug)]
struct Placed {
    /// From where to where its line runs.
    ends: (i32, i32),
    label: Option<PlacedLabel>,
    /// Its height.
    y: i32,
}

/// A label that stands on its line, or on a part of it that goes up or down.
#[derive(Clone, Copy, Debug)]
struct PlacedLabel {
    /// From where to where it stands.
    ends: (i32, i32),
    /// From the height of its line up to its upper edge, and down to its lower one; either may be negative.
    up: i32,
    down: i32,
}

impl Placed {
    /// The least height of a span below it.
    fn least_below(&self, other: &Self) -> Option<i32> {
        let overlap = |(from, to): (i32, i32), (other_from, other_to): (i32, i32), apart: i32| {
            from < other_to + apart && other_from < to + apart
        };
        let mut res = overlap(self.ends, other.ends, APART).then_some(PITCH);
        if let Some(own) = self.label {
            res = res.max(overlap(own.ends, other.ends, LABEL_GAP).then_some(own.down + LABEL_GAP));
        }
        if let Some(others) = other.label {
            res = res.max(overlap(others.ends, self.ends, LABEL_GAP).then_some(others.up + LABEL_GAP));
            if let Some(own) = self.label {
                res = res.max(overlap(others.ends, own.ends, LABEL_GAP).then_some(own.down + others.up + LABEL_GAP));
            }
        }
        res.map(|distance| self.y + distance)
    }
}

/// The order of the spans of a channel from above, so that few lines cross, and how many do.
pub(super) fn ordered(spans: &[Span]) -> (Vec<usize>, usize) {
    let ends: Vec<(i32, i32)> = spans.iter().map(Span::ends).collect();
    // How many lines cross if the first runs above the second.
    let crossings = |above: usize, below: usize| {
        let within = |x: i32, span: usize| ends[span].0 < x && x < ends[span].1;
        let down = spans[above].below.iter().filter(|post| within(post.x, below)).count();
        down + spans[below].above.iter().filter(|post| within(post.x, above)).count()
    };
    let num = spans.len();
    let mut costs = vec![0_i32; num * num];
    for above in 0..num {
        for below in 0..num {
            if above != below {
                costs[above * num + below] = text::count(crossings(above, below));
            }
        }
    }
    let mut order: Vec<usize> = (0..num).collect();
    order.sort_by_key(|&idx| {
        let (up, down) = (spans[idx].above.len(), spans[idx].below.len());
        (text::count(down) - text::count(up), ends[idx].1 - ends[idx].0, idx)
    });
    for _ in 0..3 {
        let mut has_changed = false;
        for idx in 0..num {
            let Some(from) = order.iter().position(|&other| other == idx) else { continue };
            order.remove(from);
            // From above all others downwards.
            let mut cost: i32 = order.iter().map(|&other| costs[idx * num + other]).sum();
            let mut costs_at = vec![cost];
            for &other in &order {
                cost += costs[other * num + idx] - costs[idx * num + other];
                costs_at.push(cost);
            }
            let least = costs_at.iter().copied().min().unwrap_or_default();
            let to = if costs_at[from] == least {
                from
            } else {
                has_changed = true;
                costs_at.iter().position(|&cost| cost == least).unwrap_or(from)
            };
            order.insert(to, idx);
        }
        if !has_changed {
            break;
        }
    }
    let pairs =
        order.iter().enumerate().flat_map(|(at, &above)| order[at + 1..].iter().map(move |&below| (above, below)));
    let num_crossings = pairs.map(|(above, below)| costs[above * num + below]).sum::<i32>();
    (order, usize::try_from(num_crossings).unwrap_or_default())
}

impl Lanes {
    /// Places every span as high as those above it allow. `labels` are the width and the height of the labels that stand here.
    pub(super) fn new(spans: &[Span], labels: &[Option<(i32, i32)>]) -> Self {
        let (order, _) = ordered(spans);
        let mut res = Self { heights: vec![0; spans.len()], labels: vec![None; spans.len()], depth: 0 };
        let mut placed: Vec<Placed> = Vec::new();
        for (position, &idx) in order.iter().enumerate() {
            let bare = Placed { ends: spans[idx].ends(), label: None, y: 0 };
            let span = match labels[idx] {
                None => at_its_height(bare, &placed),
                Some(size) => {
                    // Who runs above comes up past it from below, and the other way round.
                    let passes = |&(other, side, _): &(usize, Side, i32)| {
                        order[..position].contains(&other) == (side == Side::Below)
                    };
                    let foreign = spans.iter().enumerate().filter(|&(other, _)| other != idx);
                    let posts =
                        foreign.flat_map(|(other, span)| span.posts().map(move |(side, post)| (other, side, post.x)));
                    let passing: Vec<i32> = posts.filter(passes).map(|(_, _, x)| x).collect();
                    labelled(&spans[idx], size, &passing, &placed)
                }
            };
            res.heights[idx] = span.y;
            res.labels[idx] = span.label.map(|label| Point { x: label.ends.0, y: span.y - label.up });
            res.depth = res.depth.max(span.y + span.label.map_or(0, |label| label.down.max(0)));
            placed.push(span);
        }
        res
    }
}

/// A span as high as those above it allow.
fn at_its_height(span: Placed, above: &[Placed]) -> Placed {
    let least = above.iter().filter_map(|other| other.least_below(&span)).max();
    let up = span.label.map_or(0, |label| label.up);
    Placed { y: least.unwrap_or(0).max(up), ..span }
}

/// A span with its label: where few other lines pass and no more height is needed, best in the midst of its line, else on one
/// of its posts.
fn labelled(span: &Span, (width, height): (i32, i32), passing: &[i32], above: &[Placed]) -> Placed {
    const LEAST_STEP: i32 = 3;
    const MOST_OFFERED: i32 = 64;
    let ends @ (left, right) = span.ends();
    let step = usize::try_from(((right - left + 2 * width) / MOST_OFFERED).max(LEAST_STEP)).unwrap_or(1);
    let at = |label: PlacedLabel| at_its_height(Placed { ends, label: Some(label), y: 0 }, above);
    let cost = |label: &PlacedLabel, is_on_post: bool| {
        let (from, to) = label.ends;
        let covers = |at: i32| from - 3 < at && at < to + 3;
        let num_passing = passing.iter().filter(|&&at| covers(at)).count();
        let of_itself = if is_on_post {
            24
        } else {
            let num_own = span.posts().filter(|(_, post)| left < right && covers(post.x)).count();
            let beyond = (left - from).max(0) + (to - right).max(0);
            // Nothing of the line itself would be seen.
            let hidden = if left < right && from <= left && right <= to { 40 } else { 0 };
            text::count(num_own) * 30 + hidden + beyond + (from + to - left - right).abs() / 16
        };
        text::count(num_passing) * 200 + of_itself + 4 * at(*label).y
    };
    let on_line = |x: i32| PlacedLabel { ends: (x, x + width), up: height / 2, down: height - height / 2 };
    let on_post = |(side, post): (Side, Post)| {
        let ends = (post.x - width / 2, post.x - width / 2 + width);
        match side {
            Side::Above => PlacedLabel { ends, up: height + CORNER, down: -CORNER },
            Side::Below => PlacedLabel { ends, up: -CORNER, down: height + CORNER },
        }
    };
    let middle = i32::midpoint(left, right) - width / 2;
    let lying =
        std::iter::once(middle).chain((left - width - 6..=right + 6).step_by(step)).map(|x| (on_line(x), false));
    let standing = span.posts().filter(|_| left < right).map(|post| (on_post(post), true));
    let best = lying.chain(standing).min_by_key(|(label, is_on_post)| cost(label, *is_on_post));
    at(best.map_or_else(|| on_line(middle), |(label, _)| label))
}
