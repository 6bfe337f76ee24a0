//! Everything of a diagram from left to right: boxes, and where lines leave them and pass between them. It knows no heights.

use std::collections::BTreeMap;

use super::rows::Rows;
use super::ways::{self, Door, Hop, Net};
use crate::export::picture::text;

/// From one line to the next at the side of a box, and in a gap.
const PITCH: i32 = 12;

/// How near lines of neighboring rows come to each other.
const HALF: i32 = PITCH / 2;

/// The least width of a gap between two boxes.
const LEAST_GAP: i32 = 24;

/// A side of a channel.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Side {
    /// Where the row above it is.
    Above,
    /// Where the row below it is.
    Below,
}

/// Where a line comes into a channel.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Post {
    /// How far right.
    pub x: i32,
    /// What it comes from.
    pub door: Door,
}

/// What a net has in one channel.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Span {
    /// The net.
    pub net: usize,
    /// Its posts in the row above.
    pub above: Vec<Post>,
    /// Its posts in the row below.
    pub below: Vec<Post>,
}

impl Span {
    /// Its posts, each with its side.
    pub(super) fn posts(&self) -> impl Iterator<Item = (Side, Post)> {
        let above = self.above.iter().map(|&post| (Side::Above, post));
        above.chain(self.below.iter().map(|&post| (Side::Below, post)))
    }

    /// From where to where it runs.
    pub(super) fn ends(&self) -> (i32, i32) {
        let xs = || self.posts().map(|(_, post)| post.x);
        (xs().min().unwrap_or_default(), xs().max().unwrap_or_default())
    }
}

/// Everything from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    /// The left edge and the width of each zone's box.
    pub boxes: Vec<(i32, i32)>,
    /// What runs through each channel.
    pub channels: Vec<Vec<Span>>,
}

/// A side of a zone's box: the channel that it faces, and on which side of that it lies.
type BoxSide = (usize, Side);

impl Columns {
    /// Places boxes of this width and the lines between them.
    pub(super) fn new(rows: &Rows, nets: &[Net], box_width: i32) -> Self {
        let ways = ways_of(rows, nets, box_width + LEAST_GAP);
        let counts = Counts::of(&ways);
        let num_zones = rows.zones.iter().map(Vec::len).sum();
        let mut res = Self { boxes: vec![(0, box_width); num_zones], channels: vec![Vec::new(); rows.zones.len() + 1] };
        let tracks = res.place_rows(rows, nets, counts);
        res.add_spans(rows, &ways, &tracks);
        res.straighten();
        res
    }

    /// Places the boxes of each row around the middle. Returns where nets pass through rows, by row and net.
    fn place_rows(&mut self, rows: &Rows, nets: &[Net], counts: Counts) -> BTreeMap<(usize, usize), i32> {
        let Counts { num_pins, tracks } = counts;
        let mut gaps: BTreeMap<(usize, usize), (i32, i32)> = BTreeMap::new();
        for (row, zones) in rows.zones.iter().enumerate() {
            for &zone in zones {
                let pins = num_pins.range((zone, (0, Side::Above))..=(zone, (usize::MAX, Side::Below)));
                let most = pins.map(|(_, &num)| num).max().unwrap_or_default();
                self.boxes[zone].1 = self.boxes[zone].1.max((most + 2) * PITCH);
            }
            let num_tracks = |gap: usize| text::count(tracks.get(&(row, gap)).map_or(0, Vec::len));
            let gap_width = |gap: usize| match (gap == 0 || gap == zones.len(), num_tracks(gap)) {
                (true, 0) => 0,
                (true, num) => (num + 2) * PITCH,
                (false, num) => LEAST_GAP.max((num + 2) * PITCH),
            };
            let inner: i32 = (1..zones.len()).map(gap_width).sum();
            let boxes: i32 = zones.iter().map(|&zone| self.boxes[zone].1).sum();
            let mut x = -(boxes + inner) / 2 - gap_width(0);
            for gap in 0..=zones.len() {
                gaps.insert((row, gap), (x, gap_width(gap)));
                x += gap_width(gap);
                if let Some(&zone) = zones.get(gap) {
                    self.boxes[zone].0 = x;
                    x += self.boxes[zone].1;
                }
            }
        }
        let mut res = BTreeMap::new();
        for ((row, gap), mut through) in tracks {
            let towards = |&net: &usize| {
                let zones = &nets[net].zones;
                let sum: i32 = zones.iter().map(|&zone| self.middle(zone)).sum();
                (sum / text::count(zones.len()).max(1), net)
            };
            through.sort_by_key(towards);
            let (x, width) = gaps.get(&(row, gap)).copied().unwrap_or_default();
            res.extend(spread(x, width, through.len(), row).zip(&through).map(|(at, &net)| ((row, net), at)));
        }
        res
    }

    /// Adds what each net has in each channel: first as if it left boxes in their middle, then where it does.
    fn add_spans(&mut self, rows: &Rows, ways: &[Vec<Hop>], tracks: &BTreeMap<(usize, usize), i32>) {
        let mut pins: BTreeMap<(usize, BoxSide), Vec<Pin>> = BTreeMap::new();
        for (net, hop) in ways.iter().enumerate().flat_map(|(net, hops)| hops.iter().map(move |hop| (net, hop))) {
            let post = |row: usize, door: Door| match door {
                Door::Zone(zone) => Post { x: self.middle(zone), door },
                Door::Gap(_) => Post { x: tracks.get(&(row, net)).copied().unwrap_or_default(), door },
            };
            let above = hop.above.iter().map(|&door| post(hop.channel - 1, door)).collect();
            let below = hop.below.iter().map(|&door| post(hop.channel, door)).collect();
            let span = Span { net, above, below };
            for (side, door) in doors(hop) {
                if let Door::Zone(zone) = door {
                    let pin = Pin { order: order(&span, side, zone, self.middle(zone)), net };
                    pins.entry((zone, (hop.channel, side))).or_default().push(pin);
                }
            }
            self.channels[hop.channel].push(span);
        }
        let mut places: BTreeMap<(usize, BoxSide, usize), i32> = BTreeMap::new();
        for ((zone, side), mut pins) in pins {
            pins.sort_unstable();
            let (x, width) = self.boxes[zone];
            let at = spread(x, width, pins.len(), rows.place(zone).0);
            places.extend(at.zip(&pins).map(|(at, pin)| ((zone, side, pin.net), at)));
        }
        for (channel, spans) in self.channels.iter_mut().enumerate() {
            for span in spans {
                let net = span.net;
                let place = |post: &mut Post, side: Side| {
                    if let Door::Zone(zone) = post.door {
                        post.x = places.get(&(zone, (channel, side), net)).copied().unwrap_or(post.x);
                    }
                };
                span.above.iter_mut().for_each(|post| place(post, Side::Above));
                span.below.iter_mut().for_each(|post| place(post, Side::Below));
            }
        }
    }

    /// The middle of a zone's box.
    fn middle(&self, zone: usize) -> i32 {
        let (x, width) = self.boxes[zone];
        x + width / 2
    }

    /// Lets lines that nearly run straight do so, where that brings them no nearer to others.
    fn straighten(&mut self) {
        for spans in &mut self.channels {
            for idx in 0..spans.len() {
                let ([above], [below]) = (&spans[idx].above[..], &spans[idx].below[..]) else { continue };
                let (above, below) = (*above, *below);
                let distance = (above.x - below.x).abs();
                if distance == 0 || distance > 4 * PITCH {
                    continue;
                }
                let fits = |post: Post, at: i32| match post.door {
                    Door::Zone(zone) => {
                        let (x, width) = self.boxes[zone];
                        (x + HALF..=x + width - HALF).contains(&at)
                    }
                    Door::Gap(_) => post.x == at,
                };
                let (from, to) = (above.x.min(below.x) - HALF, above.x.max(below.x) + HALF);
                let is_near = |span: &Span| span.posts().any(|(_, post)| (from..=to).contains(&post.x));
                if spans.iter().enumerate().any(|(other, span)| other != idx && is_near(span)) {
                    continue;
                }
                if let Some(at) = [above.x, below.x].into_iter().find(|&at| fits(above, at) && fits(below, at)) {
                    spans[idx].above[0].x = at;
                    spans[idx].below[0].x = at;
                }
            }
        }
    }
}

/// What wants room in rows.
#[derive(Default)]
struct Counts {
    /// How many lines leave each side of each box.
    num_pins: BTreeMap<(usize, BoxSide), i32>,
    /// The nets that pass through each gap, by row and gap.
    tracks: BTreeMap<(usize, usize), Vec<usize>>,
}

impl Counts {
    fn of(ways: &[Vec<Hop>]) -> Self {
        let mut res = Self::default();
        for (net, hop) in ways.iter().enumerate().flat_map(|(net, hops)| hops.iter().map(move |hop| (net, hop))) {
            for (side, door) in doors(hop) {
                match (door, side) {
                    (Door::Zone(zone), _) => *res.num_pins.entry((zone, (hop.channel, side))).or_default() += 1,
                    // Each is passed once from above.
                    (Door::Gap(gap), Side::Below) => res.tracks.entry((hop.channel, gap)).or_default().push(net),
                    (Door::Gap(_), Side::Above) => {}
                }
            }
        }
        res
    }
}

/// Where a net stands among those of its side of a box.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Pin {
    order: (u8, i32),
    net: usize,
}

fn doors(hop: &Hop) -> impl Iterator<Item = (Side, Door)> {
    let above = hop.above.iter().map(|&door| (Side::Above, door));
    above.chain(hop.below.iter().map(|&door| (Side::Below, door)))
}

/// The ways of all nets, where boxes with the gap beside them are so wide. A gap that many pass is taken less gladly.
fn ways_of(rows: &Rows, nets: &[Net], pitch: i32) -> Vec<Vec<Hop>> {
    let mut load: BTreeMap<(usize, usize), i32> = BTreeMap::new();
    let middle = |row: usize, halves: usize| (text::count(halves) - text::count(rows.zones[row].len())) * pitch / 2;
    let way = |net: &Net| {
        let zone = |&zone: &usize| {
            let (row, column) = rows.place(zone);
            middle(row, 2 * column + 1)
        };
        let mean = net.zones.iter().map(zone).sum::<i32>() / text::count(net.zones.len()).max(1);
        let mut gap = |row: usize| {
            let cost = |&gap: &usize| {
                let load = load.get(&(row, gap)).copied().unwrap_or_default();
                (middle(row, 2 * gap) - mean).abs() + load * PITCH
            };
            let gap = (0..=rows.zones[row].len()).min_by_key(cost).unwrap_or_default();
            *load.entry((row, gap)).or_default() += 1;
            gap
        };
        ways::way(net, rows, &mut gap)
    };
    nets.iter().map(way).collect()
}

/// Where a line stands among those of its side: back to neighbors on the left, then through, then back on the right.
///
/// Lines back to the same row lie in each other: who goes farther leaves nearer to the middle.
fn order(span: &Span, side: Side, zone: usize, middle: i32) -> (u8, i32) {
    let is_own = |side_of: Side, post: &Post| side_of == side && post.door == Door::Zone(zone);
    let others = || span.posts().filter(|(side_of, post)| !is_own(*side_of, post));
    let num = text::count(others().count()).max(1);
    let target = others().map(|(_, post)| post.x).sum::<i32>() / num;
    let is_back = others().all(|(side_of, _)| side_of == side);
    match (is_back, target < middle) {
        (true, true) => (0, middle - target),
        (true, false) => (2, middle - target),
        (false, _) => (1, target),
    }
}

/// So many positions spread over a width, each on a multiple of the pitch. Those of neighboring rows never meet.
fn spread(x: i32, width: i32, num: usize, row: usize) -> impl Iterator<Item = i32> {
    let num = text::count(num);
    let rest = if row.is_multiple_of(2) { 0 } else { HALF };
    (1..=num).map(move |position| {
        let at = x + HALF + (width - PITCH) * position / (num + 1);
        (at - rest).div_euclid(PITCH) * PITCH + rest
    })
}
