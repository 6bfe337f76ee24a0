//! Everything in one channel from above: which line runs on which lane, and where its label stands. It knows no zones.

use super::columns::{Side, Span};
use crate::export::picture::text;

/// What keeps lines and labels of one lane apart.
const APART: i32 = 9;

/// Where the lines of a channel run.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    /// The lane of each span, from above.
    pub lanes: Vec<usize>,
    /// The left edge of each span's label, if it stands here.
    pub labels: Vec<Option<i32>>,
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
    /// Gives every span a lane to which it and its label have the only right from end to end. `labels` are the widths of the
    /// labels that stand here.
    pub(super) fn new(spans: &[Span], labels: &[Option<i32>]) -> Self {
        let (order, _) = ordered(spans);
        let first = |span: &Span, width: &Option<i32>| {
            let width = (*width)?;
            let (left, right) = span.ends();
            Some(label_x(spans, (span, width), (left - width - 6, right + width + 6), |_, _| true))
        };
        let mut res = Self {
            lanes: vec![0; spans.len()],
            labels: spans.iter().zip(labels).map(|(span, width)| first(span, width)).collect(),
        };
        let taken = |idx: usize, label_x: Option<i32>| {
            let (left, right) = spans[idx].ends();
            match (label_x, labels[idx]) {
                (Some(x), Some(width)) => (left.min(x) - APART, right.max(x + width) + APART),
                _ => (left - APART, right + APART),
            }
        };
        for (position, &idx) in order.iter().enumerate() {
            let (from, to) = taken(idx, res.labels[idx]);
            let is_beside = |&&other: &&usize| {
                let (other_from, other_to) = taken(other, res.labels[other]);
                other_from < to && from < other_to
            };
            let lane = order[..position].iter().filter(is_beside).map(|&other| res.lanes[other] + 1).max();
            res.lanes[idx] = lane.unwrap_or(0);
        }
        // Now it is known which lines pass, and a label may find a better place within what its line has taken.
        for (idx, span) in spans.iter().enumerate() {
            let Some(width) = labels[idx] else { continue };
            let (from, to) = taken(idx, res.labels[idx]);
            let lane = res.lanes[idx];
            let passes = |other: usize, side: Side| match side {
                Side::Above => res.lanes[other] > lane,
                Side::Below => res.lanes[other] < lane,
            };
            res.labels[idx] = Some(label_x(spans, (span, width), (from + APART, to - APART), passes));
        }
        res
    }
}

/// The left edge of a label of this width within some range: where few other lines pass, best in the midst of its own.
fn label_x(
    spans: &[Span],
    (span, width): (&Span, i32),
    (from, to): (i32, i32),
    passes: impl Fn(usize, Side) -> bool,
) -> i32 {
    const STEP: usize = 2;
    let (left, right) = span.ends();
    let foreign = spans.iter().enumerate().filter(|(_, other)| other.net != span.net);
    let passing = foreign.flat_map(|(idx, other)| other.posts().map(move |(side, post)| (idx, side, post.x)));
    let passing: Vec<i32> = passing.filter(|&(idx, side, _)| passes(idx, side)).map(|(_, _, x)| x).collect();
    let cost = |x: i32| {
        let covers = |at: i32| x - 3 < at && at < x + width + 3;
        let num_passing = passing.iter().filter(|&&at| covers(at)).count();
        let num_own = span.posts().filter(|(_, post)| left < right && covers(post.x)).count();
        let beyond = (left - x).max(0) + (x + width - right).max(0);
        let off_middle = (2 * x + width - left - right).abs() / 16;
        text::count(num_passing) * 200 + text::count(num_own) * 12 + beyond + off_middle
    };
    (from..=to - width).step_by(STEP).min_by_key(|&x| cost(x)).unwrap_or(left)
}
