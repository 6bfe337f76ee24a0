//! The diagram as plain data: what is to be seen and where, in whole pixels from its upper left. It paints nothing.

use crate::export::picture::canvas::{Point, Rect};
use crate::plan::{TrustLevel, ZoneColor};

/// Zones and the arrows between them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Diagram {
    /// From side to side.
    pub width: i32,
    /// From top to bottom.
    pub height: i32,
    /// The trust levels that zones stand on, from above; they don't overlap.
    pub bands: Vec<Band>,
    /// The zones that are shown, in plan order. No two boxes overlap.
    pub zones: Vec<ZoneBox>,
    /// The arrows. Each pair that is written and has something open stands at exactly one, unless [`Detail::Nothing`].
    pub arrows: Vec<Arrow>,
    /// What the letters at arrows and in boxes stand for, A first.
    pub legend: Vec<LegendEntry>,
    /// How much the arrows say.
    pub detail: Detail,
    /// Zones that are not shown, because nothing of what was asked for goes from or to them.
    pub num_left_out: usize,
}

/// How much the arrows of a diagram say.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Detail {
    /// Ports, or a letter that stands for them.
    #[default]
    Ports,
    /// How many rules there are: there are too many sets of ports for a legend.
    Counts,
    /// There are no arrows: so many would tell nothing.
    Nothing,
}

/// Where zones of one trust level stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Band {
    /// The level.
    pub trust: TrustLevel,
    /// The upper edge.
    pub top: i32,
    /// The height.
    pub height: i32,
}

/// The box of a zone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ZoneBox {
    /// The position of the zone in the plan.
    pub zone_idx: usize,
    /// Where it stands.
    pub rect: Rect,
    /// The zone's mark.
    pub color: ZoneColor,
    /// What stands in it, from above.
    pub lines: Vec<Line>,
}

/// A line of text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Line {
    /// The left end of its baseline.
    pub at: Point,
    /// What it says, without anything that is not seen.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
}

/// How a line of text looks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tone {
    /// A name: larger and bold.
    Name,
    /// Ordinary.
    Plain,
    /// Less important.
    Quiet,
}

/// An arrow: one set of ports, between two zones or more.
///
/// From each of several sources it goes to each of several destinations; where it has a way back, the other way round as
/// well.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Arrow {
    /// The pairs of zones that it stands for, by positions in the plan, source first; sorted.
    pub pairs: Vec<(usize, usize)>,
    /// Its lines. They begin and end at boxes and at [joints](Self::joints), and run from side to side or up and down.
    pub lines: Vec<Vec<Point>>,
    /// Where its lines join.
    pub joints: Vec<Point>,
    /// Its heads.
    pub heads: Vec<Head>,
    /// What stands at it.
    pub label: Label,
    /// The mark of a zone that listens.
    pub color: ZoneColor,
    /// Whether something of it is required; else it is drawn in dashes.
    pub has_required: bool,
}

/// The head of an arrow.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Head {
    /// Its tip, at the edge of a box.
    pub tip: Point,
    /// Whether it points down.
    pub points_down: bool,
}

/// What stands at an arrow, in the midst of one of its lines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Label {
    /// Where it stands. No two labels overlap, nor does one lie on a zone.
    pub rect: Rect,
    /// Its lines, from above. Where the way back has other ports, arrows say which is which.
    pub lines: Vec<Line>,
}

/// What a letter stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LegendEntry {
    /// The letter, or two.
    pub letter: String,
    /// The ports: `TCP 53, 88; UDP 53; optional TCP 636`.
    pub ports: String,
}

impl Diagram {
    /// The zone whose box a point lies in, as its position in [`Diagram::zones`].
    #[must_use]
    pub fn zone_at(&self, at: Point) -> Option<usize> {
        self.zones.iter().position(|zone| zone.rect.contains(at))
    }

    /// The arrow whose label a point lies in, else the nearest one that passes within `reach` pixels, as its position in
    /// [`Diagram::arrows`].
    #[must_use]
    pub fn arrow_at(&self, at: Point, reach: i32) -> Option<usize> {
        if let Some(labelled) = self.arrows.iter().position(|arrow| arrow.label.rect.contains(at)) {
            return Some(labelled);
        }
        let far = self.arrows.iter().enumerate().filter_map(|(idx, arrow)| Some((arrow.distance(at)?, idx)));
        far.min().filter(|&(distance, _)| distance <= reach).map(|(_, idx)| idx)
    }

    /// The arrow that stands for a pair of zones, by positions in the plan.
    #[must_use]
    pub fn arrow_of(&self, pair: (usize, usize)) -> Option<usize> {
        self.arrows.iter().position(|arrow| arrow.pairs.binary_search(&pair).is_ok())
    }
}

impl Arrow {
    /// How far a point lies from its lines.
    fn distance(&self, at: Point) -> Option<i32> {
        let beyond = |at: i32, a: i32, b: i32| (a.min(b) - at).max(at - a.max(b)).max(0);
        let ends = self.lines.iter().flat_map(|line| line.windows(2));
        ends.map(|ends| beyond(at.x, ends[0].x, ends[1].x).max(beyond(at.y, ends[0].y, ends[1].y))).min()
    }
}
