//! What can be chosen in the diagram: a zone or an arrow, known by ids, so that it is found again when the plan is another one.

use egui::{Id, Pos2, Vec2};

use super::camera::middle;
use crate::export::diagram::{Diagram, Rect};
use crate::gui::shown::{DrawnDiagram, PairIds};
use crate::gui::widgets::Move;
use crate::plan::ZoneId;

/// A zone or an arrow, whatever is drawn now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Item {
    /// A zone.
    Zone(ZoneId),
    /// The arrow that a pair stands at.
    Arrow(PairIds),
}

/// Where it stands in the diagram that is drawn.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Spot {
    /// The position of a box.
    Zone(usize),
    /// The position of an arrow.
    Arrow(usize),
}

impl Item {
    /// What stands at a spot.
    #[must_use]
    pub(super) fn at(drawn: &DrawnDiagram, spot: Spot) -> Option<Self> {
        match spot {
            Spot::Zone(idx) => drawn.zone_of_box(idx).cloned().map(Self::Zone),
            Spot::Arrow(idx) => drawn.pairs_of(idx).next().map(Self::Arrow),
        }
    }

    /// Where it stands, if it is drawn.
    #[must_use]
    pub(super) fn spot(&self, drawn: &DrawnDiagram) -> Option<Spot> {
        match self {
            Self::Zone(zone) => drawn.box_of(zone).map(Spot::Zone),
            Self::Arrow(pair) => drawn.arrow_of(pair).map(Spot::Arrow),
        }
    }
}

impl Spot {
    /// Every spot of a diagram, zones first.
    pub(super) fn all(diagram: &Diagram) -> impl Iterator<Item = Self> + use<> {
        (0..diagram.zones.len()).map(Self::Zone).chain((0..diagram.arrows.len()).map(Self::Arrow))
    }

    /// Its box, or the label of its arrow.
    #[must_use]
    pub(super) fn rect(self, diagram: &Diagram) -> Option<Rect> {
        match self {
            Self::Zone(idx) => diagram.zones.get(idx).map(|zone| zone.rect),
            Self::Arrow(idx) => diagram.arrows.get(idx).map(|arrow| arrow.label.rect),
        }
    }

    /// The id of what can be used there. It belongs to the zone or to the first pair of the arrow, wherever they stand.
    #[must_use]
    pub(super) fn id(self, drawn: &DrawnDiagram) -> Id {
        match Item::at(drawn, self) {
            Some(Item::Zone(zone)) => Id::unique(("diagram-zone", zone.as_str())),
            Some(Item::Arrow((source, destination))) => {
                Id::unique(("diagram-arrow", source.as_str(), destination.as_str()))
            }
            None => Id::unique("diagram-nothing"),
        }
    }

    /// The next spot in a direction: near, and rather straight ahead than aside. Home and End go to the first and the last zone.
    #[must_use]
    pub(super) fn next(self, diagram: &Diagram, step: Move) -> Self {
        let ahead = match step {
            Move::Up | Move::PageUp => Vec2::new(0.0, -1.0),
            Move::Down | Move::PageDown => Vec2::new(0.0, 1.0),
            Move::Left => Vec2::new(-1.0, 0.0),
            Move::Right => Vec2::new(1.0, 0.0),
            Move::Home => return Self::Zone(0),
            Move::End => return Self::Zone(diagram.zones.len().saturating_sub(1)),
        };
        let middle_of = |spot: Self| spot.rect(diagram).map(middle);
        let Some(from) = middle_of(self) else { return self };
        let far = |to: Pos2| {
            let way = to - from;
            let (on, aside) = (way.dot(ahead), way.dot(ahead.rot90()).abs());
            (on > 0.5 && aside <= 2.0 * on).then_some(on + 2.0 * aside)
        };
        let reached = Self::all(diagram).filter_map(|spot| Some((far(middle_of(spot)?)?, spot)));
        reached.min_by(|a, b| a.0.total_cmp(&b.0)).map_or(self, |(_, spot)| spot)
    }
}
