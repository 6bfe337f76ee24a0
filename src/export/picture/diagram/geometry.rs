//! Puts everything of a diagram in its place: boxes, lines with their joints and heads, and labels. It decides no order.

use super::bundles::Bundle;
use super::columns::{Columns, Side, Span};
use super::contents::BoxContents;
use super::lanes::Lanes;
use super::links::Links;
use super::model::{Arrow, Band, Diagram, Head, Label, Line, Tone, ZoneBox};
use super::rows::Rows;
use super::trace::traced;
use super::ways::{Door, Net};
use crate::export::picture::canvas::{Point, Rect};
use crate::export::picture::text::{self, Font};
use crate::plan::Zone;

/// The empty border of a label to its left and right.
const LABEL_PAD: i32 = 3;

/// The empty height of a channel at its upper and at its lower edge: the heads of arrows stand there.
const CHANNEL_PAD: i32 = 15;

/// The width at the left that is kept for the names of trust levels.
const BAND_WIDTH: i32 = 30;

/// The empty border around boxes and lines.
const BORDER: i32 = 12;

/// What is placed.
pub(super) struct Placing<'a> {
    pub rows: &'a Rows,
    pub bundles: &'a [Bundle],
    pub nets: &'a [Net],
    pub links: &'a Links,
    /// The zones that are shown, as their position in the plan, the zone, and what stands in its box.
    pub zones: &'a [(usize, &'a Zone, BoxContents)],
    pub box_width: i32,
}

impl Placing<'_> {
    /// Places everything.
    pub(super) fn diagram(&self) -> Diagram {
        let columns = Columns::new(self.rows, self.nets, self.box_width);
        let heights = Heights::new(self, &columns);
        let mut pieces: Vec<Vec<(Point, Point)>> = vec![Vec::new(); self.nets.len()];
        let mut heads: Vec<Vec<Head>> = vec![Vec::new(); self.nets.len()];
        let mut labels = vec![Rect { x: 0, y: 0, width: 1, height: 1 }; self.nets.len()];
        for (channel, spans) in columns.channels.iter().enumerate() {
            for (idx, span) in spans.iter().enumerate() {
                let y = heights.lane_y(channel, idx);
                let (left, right) = span.ends();
                if left != right {
                    pieces[span.net].push((Point { x: left, y }, Point { x: right, y }));
                }
                for (side, post) in span.posts() {
                    let end = match (post.door, side) {
                        (Door::Zone(zone), Side::Above) => heights.tops[channel - 1] + heights.boxes[self.row(zone)],
                        (Door::Zone(_), Side::Below) => heights.tops[channel],
                        // The line goes on to its lane in the next channel, and is drawn from there as well.
                        (Door::Gap(_), Side::Above) => continue,
                        (Door::Gap(_), Side::Below) => heights.lane_of(&columns, channel + 1, span.net),
                    };
                    pieces[span.net].push((Point { x: post.x, y }, Point { x: post.x, y: end }));
                    if let Door::Zone(zone) = post.door
                        && self.listens(span.net, zone)
                    {
                        heads[span.net]
                            .push(Head { tip: Point { x: post.x, y: end }, points_down: side == Side::Below });
                    }
                }
                if let Some(Point { x, y: below }) = heights.channels[channel].labels[idx] {
                    let (width, height) = self.nets[span.net].label;
                    labels[span.net] = Rect { x, y: heights.lanes[channel] + below, width, height };
                }
            }
        }
        let zone_box = |(zone, (zone_idx, of_plan, contents)): (usize, &(usize, &Zone, BoxContents))| {
            let row = self.row(zone);
            let (x, width) = columns.boxes[zone];
            let rect = Rect { x, y: heights.tops[row], width, height: heights.boxes[row] };
            ZoneBox { zone_idx: *zone_idx, rect, color: of_plan.color, lines: contents.lines_in(rect) }
        };
        let zones: Vec<ZoneBox> = self.zones.iter().enumerate().map(zone_box).collect();
        let mut arrows = Vec::new();
        for (net, bundle) in self.bundles.iter().enumerate() {
            let (lines, joints) = traced(&pieces[net]);
            let color = bundle.destinations.first().map_or_else(Default::default, |&zone| self.zones[zone].1.color);
            let plan_idx = |zone: usize| self.zones[zone].0;
            let mut pairs: Vec<(usize, usize)> =
                bundle.pairs().into_iter().map(|(source, to)| (plan_idx(source), plan_idx(to))).collect();
            pairs.sort_unstable();
            arrows.push(Arrow {
                pairs,
                lines,
                joints,
                heads: std::mem::take(&mut heads[net]),
                label: Label { rect: labels[net], lines: self.label_lines(bundle, labels[net]) },
                color,
                has_required: self.links.sets[bundle.there].has_required
                    || bundle.back.is_some_and(|back| self.links.sets[back].has_required),
            });
        }
        let mut res = Diagram {
            bands: heights.bands(self.rows),
            zones,
            arrows,
            legend: self.links.legend.clone(),
            detail: self.links.detail,
            ..Diagram::default()
        };
        res.move_to_origin(heights.bottom);
        res
    }

    fn row(&self, zone: usize) -> usize {
        self.rows.place(zone).0
    }

    /// Whether an arrow has a head at a zone.
    fn listens(&self, net: usize, zone: usize) -> bool {
        let bundle = &self.bundles[net];
        bundle.back.is_some() || bundle.destinations.contains(&zone)
    }

    fn label_lines(&self, bundle: &Bundle, rect: Rect) -> Vec<Line> {
        let texts = label_texts(self.links, bundle, |source, destination| {
            let ((row, column), (other_row, other_column)) = (self.rows.place(source), self.rows.place(destination));
            match (row == other_row, row < other_row, column < other_column) {
                (false, true, _) => ['↓', '↑'],
                (false, false, _) => ['↑', '↓'],
                (true, _, true) => ['→', '←'],
                (true, _, false) => ['←', '→'],
            }
        });
        let line = |(idx, text): (usize, String)| {
            let room = rect.width - text::width(&text, Font::BODY);
            let at = Point { x: rect.x + room / 2, y: rect.y + 11 + text::count(idx) * LABEL_LINE };
            Line { at, text, tone: Tone::Plain }
        };
        texts.into_iter().enumerate().map(line).collect()
    }
}

/// From one line of a label to the next.
const LABEL_LINE: i32 = 13;

/// What stands at an arrow. `signs` are the signs for there and back of an arrow with both.
fn label_texts(links: &Links, bundle: &Bundle, signs: impl FnOnce(usize, usize) -> [char; 2]) -> Vec<String> {
    let there = links.sets.get(bundle.there).map_or("", |set| &set.label);
    let Some(back) = bundle.back.filter(|&back| back != bundle.there) else { return vec![there.to_owned()] };
    let back = links.sets.get(back).map_or("", |set| &set.label);
    let (Some(&source), Some(&destination)) = (bundle.sources.first(), bundle.destinations.first()) else {
        return vec![there.to_owned()];
    };
    let [sign_there, sign_back] = signs(source, destination);
    let (there, back) = (format!("{sign_there} {there}"), format!("{sign_back} {back}"));
    if there.chars().count() + back.chars().count() <= 8 { vec![format!("{there} {back}")] } else { vec![there, back] }
}

/// The width and the height of what stands at an arrow.
pub(super) fn label_size(links: &Links, bundle: &Bundle) -> (i32, i32) {
    let texts = label_texts(links, bundle, |_, _| ['↓', '↑']);
    let width = texts.iter().map(|text| text::width(text, Font::BODY)).max().unwrap_or_default();
    (width + 2 * LABEL_PAD, text::count(texts.len()) * LABEL_LINE + 1)
}

/// Everything from above to below.
struct Heights {
    /// The upper edge of each row.
    tops: Vec<i32>,
    /// The height of the boxes of each row.
    boxes: Vec<i32>,
    /// The lanes of each channel.
    channels: Vec<Lanes>,
    /// The uppermost line of each channel.
    lanes: Vec<i32>,
    /// The lower edge of everything.
    bottom: i32,
}

impl Heights {
    fn new(of: &Placing<'_>, columns: &Columns) -> Self {
        let length = |span: &Span| span.ends().1 - span.ends().0;
        // A label stands where its line is longest.
        let mut labelled: Vec<Option<(i32, usize)>> = vec![None; of.nets.len()];
        for (channel, spans) in columns.channels.iter().enumerate() {
            for span in spans {
                let best = &mut labelled[span.net];
                if best.is_none_or(|(longest, _)| length(span) > longest) {
                    *best = Some((length(span), channel));
                }
            }
        }
        let row_height = |row: &Vec<usize>| row.iter().map(|&zone| of.zones[zone].2.height()).max().unwrap_or_default();
        let boxes: Vec<i32> = of.rows.zones.iter().map(row_height).collect();
        let mut res = Self { tops: Vec::new(), boxes, channels: Vec::new(), lanes: Vec::new(), bottom: 0 };
        let mut y = 0;
        for (channel, spans) in columns.channels.iter().enumerate() {
            let has_label = |span: &Span| labelled[span.net].is_some_and(|(_, at)| at == channel);
            let sizes: Vec<Option<(i32, i32)>> =
                spans.iter().map(|span| has_label(span).then(|| of.nets[span.net].label)).collect();
            let lanes = Lanes::new(spans, &sizes);
            if !spans.is_empty() {
                y += CHANNEL_PAD;
            }
            res.lanes.push(y);
            y += lanes.depth;
            let is_inner = channel > 0 && channel < of.rows.zones.len();
            y += match (spans.is_empty(), is_inner) {
                (true, true) => 2 * CHANNEL_PAD,
                (false, true) => CHANNEL_PAD,
                (_, false) => 0,
            };
            res.channels.push(lanes);
            if let Some(height) = res.boxes.get(channel) {
                res.tops.push(y);
                y += height;
            }
        }
        res.bottom = y;
        res
    }

    /// The height at which a span of a channel runs.
    fn lane_y(&self, channel: usize, span: usize) -> i32 {
        self.lanes[channel] + self.channels[channel].heights[span]
    }

    /// The height at which a net runs in a channel.
    fn lane_of(&self, columns: &Columns, channel: usize, net: usize) -> i32 {
        let span = columns.channels[channel].iter().position(|span| span.net == net);
        span.map_or_else(|| self.tops.get(channel).copied().unwrap_or(self.bottom), |span| self.lane_y(channel, span))
    }

    fn bands(&self, rows: &Rows) -> Vec<Band> {
        let mut res: Vec<Band> = Vec::new();
        for (row, &trust) in rows.trusts.iter().enumerate() {
            let (top, bottom) = (self.tops[row], self.tops[row] + self.boxes[row]);
            match res.last_mut() {
                Some(band) if band.trust == trust => band.height = bottom - band.top,
                _ => res.push(Band { trust, top, height: bottom - top }),
            }
        }
        res
    }
}

impl Diagram {
    /// Moves everything so that the leftmost stands beside the names of the trust levels.
    fn move_to_origin(&mut self, bottom: i32) {
        let rects = || self.zones.iter().map(|zone| zone.rect).chain(self.arrows.iter().map(|arrow| arrow.label.rect));
        let points = || self.arrows.iter().flat_map(|arrow| arrow.lines.iter().flatten());
        let left = rects().map(|rect| rect.x).chain(points().map(|point| point.x)).min().unwrap_or(0);
        let right = rects().map(|rect| rect.x + rect.width).chain(points().map(|point| point.x)).max().unwrap_or(0);
        self.height = bottom + BORDER;
        let shift = BAND_WIDTH + BORDER - left;
        self.width = right + shift + BORDER;
        for zone in &mut self.zones {
            zone.rect.x += shift;
            zone.lines.iter_mut().for_each(|line| line.at.x += shift);
        }
        for arrow in &mut self.arrows {
            arrow.lines.iter_mut().flatten().for_each(|point| point.x += shift);
            arrow.joints.iter_mut().for_each(|point| point.x += shift);
            arrow.heads.iter_mut().for_each(|head| head.tip.x += shift);
            arrow.label.rect.x += shift;
            arrow.label.lines.iter_mut().for_each(|line| line.at.x += shift);
        }
    }
}
