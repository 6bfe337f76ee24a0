//! What pictures are made of, in whole pixels from the upper left, and what they are painted on.

use super::text::Font;
use crate::export::{ExportError, Paper};
use crate::plan::ZoneColor;

/// Takes a picture, one item over the other.
pub(super) trait Canvas {
    /// Begins a picture of this size. `title` is what it is called where pictures have names.
    fn start(&mut self, size: Size, title: &str) -> Result<(), ExportError>;

    /// Paints over what is there.
    fn item(&mut self, item: &Item) -> Result<(), ExportError>;

    /// Ends it.
    fn end(&mut self) -> Result<(), ExportError>;
}

/// A point, in pixels.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Point {
    /// How far right.
    pub x: i32,
    /// How far down.
    pub y: i32,
}

/// A rectangle that is not empty, in pixels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rect {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// From its left edge to its right one.
    pub width: i32,
    /// From its upper edge to its lower one.
    pub height: i32,
}

impl Rect {
    /// Whether a point lies in it.
    #[must_use]
    pub fn contains(self, at: Point) -> bool {
        (self.x..self.x + self.width).contains(&at.x) && (self.y..self.y + self.height).contains(&at.y)
    }
}

/// The size of a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Size {
    /// In pixels from side to side.
    pub width: i32,
    /// In pixels from top to bottom.
    pub height: i32,
    /// The paper that it fills; `None`: it is as large as it comes out.
    pub paper: Option<Paper>,
}

/// A color, red, green and blue.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Color(pub u8, pub u8, pub u8);

impl Color {
    pub(super) const PAPER: Self = Self(255, 255, 255);
    pub(super) const INK: Self = Self(28, 32, 38);
    pub(super) const QUIET: Self = Self(91, 99, 110);
    pub(super) const RULE: Self = Self(201, 207, 214);
    pub(super) const SHADE: Self = Self(243, 245, 248);
    pub(super) const BORDER: Self = Self(95, 107, 122);
    pub(super) const ARROW: Self = Self(29, 78, 137);

    /// What a zone is marked with on paper.
    pub(super) fn of_mark(zone: ZoneColor) -> Self {
        match zone {
            ZoneColor::Blue => Self(47, 111, 196),
            ZoneColor::Teal => Self(23, 138, 138),
            ZoneColor::Green => Self(62, 142, 65),
            ZoneColor::Yellow => Self(214, 165, 20),
            ZoneColor::Orange => Self(221, 119, 40),
            ZoneColor::Red => Self(200, 63, 63),
            ZoneColor::Purple => Self(126, 87, 194),
            ZoneColor::Gray => Self(120, 129, 140),
        }
    }

    /// What arrows to a zone are drawn in: its mark, dark enough to be read as text.
    pub(super) fn of_arrow(zone: ZoneColor) -> Self {
        match zone {
            ZoneColor::Blue => Self::ARROW,
            ZoneColor::Teal => Self(12, 98, 98),
            ZoneColor::Green => Self(38, 98, 42),
            ZoneColor::Yellow => Self(122, 88, 0),
            ZoneColor::Orange => Self(158, 72, 10),
            ZoneColor::Red => Self(160, 36, 36),
            ZoneColor::Purple => Self(91, 52, 158),
            ZoneColor::Gray => Self(74, 82, 92),
        }
    }
}

/// What a rectangle is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Surface {
    /// A zone's box.
    Zone,
    /// The mark of a zone in its color.
    Mark(ZoneColor),
    /// What zones of one trust level stand beside.
    Band,
    /// What lies behind the text at an arrow, so that lines pass under them.
    Label,
    /// A cell of a table.
    Cell,
    /// A heading of a table.
    Heading,
    /// A cell of a zone with itself.
    Diagonal,
}

impl Surface {
    /// The word in the picture's text.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Zone => "zone",
            Self::Mark(_) => "mark",
            Self::Band => "band",
            Self::Label => "label",
            Self::Cell => "cell",
            Self::Heading => "heading",
            Self::Diagonal => "diagonal",
        }
    }

    /// What it is filled with.
    pub(super) fn fill(self) -> Color {
        match self {
            Self::Heading | Self::Diagonal | Self::Band => Color::SHADE,
            Self::Mark(zone) => Color::of_mark(zone),
            Self::Zone | Self::Label | Self::Cell => Color::PAPER,
        }
    }

    /// What it is bordered with.
    pub(super) fn border(self) -> Option<Color> {
        match self {
            Self::Zone => Some(Color::BORDER),
            Self::Label | Self::Mark(_) | Self::Band => None,
            Self::Cell | Self::Heading | Self::Diagonal => Some(Color::RULE),
        }
    }
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Stroke {
    /// In one go: something of it is Required.
    Solid,
    /// In dashes: all of it is Optional.
    Dashed,
}

impl Stroke {
    /// Lengths of a dash and of the gap after it.
    pub(super) const DASHES: (u8, u8) = (6, 4);
}

/// Where a text stands to its point, and which way it runs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Anchor {
    /// To the right of it.
    Start,
    /// Upwards from it.
    Upwards,
}

/// One thing in a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// A filled rectangle.
    Rect(Rect, Surface),
    /// Lines through points, their corners rounded.
    Lines(Vec<Vec<Point>>, Stroke, Color),
    /// Where lines of an arrow join.
    Joint(Point, Color),
    /// The head of an arrow: its tip, and the side it comes from.
    Head {
        /// Its tip.
        tip: Point,
        /// Whether the arrow goes down.
        goes_down: bool,
        /// The color of its line.
        color: Color,
    },
    /// A line of text; the point lies on the baseline.
    Text {
        /// Where they stand.
        at: Point,
        /// How they stand there.
        anchor: Anchor,
        /// What they look like.
        font: Font,
        /// Their color.
        color: Color,
        /// What they say, already clean.
        text: String,
    },
}

impl Item {
    /// A text to the right of a point.
    pub(super) fn text(at: Point, font: Font, color: Color, text: impl Into<String>) -> Self {
        Self::Text { at, anchor: Anchor::Start, font, color, text: text.into() }
    }

    /// The same, so far right and down.
    pub(super) fn moved(mut self, by: Point) -> Self {
        let move_point = |point: &mut Point| {
            point.x += by.x;
            point.y += by.y;
        };
        match &mut self {
            Self::Rect(rect, _) => {
                rect.x += by.x;
                rect.y += by.y;
            }
            Self::Lines(lines, ..) => lines.iter_mut().flatten().for_each(move_point),
            Self::Joint(at, _) | Self::Head { tip: at, .. } | Self::Text { at, .. } => move_point(at),
        }
        self
    }
}

/// A part of a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step {
    /// Straight on to a point.
    To(Point),
    /// Around a corner to a point.
    Around(Point, Point),
}

/// How far a joint reaches.
pub(super) const JOINT: f32 = 2.5;

/// The three corners of an arrow's head.
pub(super) fn head(tip: Point, goes_down: bool) -> [Point; 3] {
    let y = if goes_down { tip.y - 9 } else { tip.y + 9 };
    [tip, Point { x: tip.x - 4, y }, Point { x: tip.x + 4, y }]
}

/// The parts of a line with rounded corners, after its first point.
pub(super) fn steps(points: &[Point]) -> Vec<Step> {
    const RADIUS: i32 = 6;
    let mut res = Vec::new();
    for three in points.windows(3) {
        let (before, corner, after) = (three[0], three[1], three[2]);
        let length = |a: Point, b: Point| (a.x - b.x).abs() + (a.y - b.y).abs();
        let radius = RADIUS.min(length(before, corner) / 2).min(length(corner, after) / 2);
        let towards = |end: Point| Point {
            x: corner.x + (end.x - corner.x).signum() * radius,
            y: corner.y + (end.y - corner.y).signum() * radius,
        };
        res.push(Step::To(towards(before)));
        res.push(Step::Around(corner, towards(after)));
    }
    res.extend(points.last().map(|&end| Step::To(end)));
    res
}
