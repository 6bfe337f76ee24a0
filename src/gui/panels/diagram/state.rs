//! What the diagram keeps between frames. Nothing of it is saved, and a zoom outlives every edit.

use std::collections::BTreeSet;

use egui::{Pos2, Vec2};

use super::camera::Camera;
use super::item::{Item, Spot};
use super::marks::{ChosenHere, Marks};
use crate::gui::panels::PanelCx;
use crate::gui::shown::{Cached, Chosen, DiagramKey, DrawnDiagram, Stamp};
use crate::gui::widgets::Follow;
use crate::plan::ZoneId;

/// What it keeps.
#[derive(Debug, Default)]
pub(crate) struct DiagramState {
    /// The zones whose arrows are drawn; none: all.
    only: BTreeSet<ZoneId>,
    /// Which part is seen.
    pub(super) view: View,
    /// The zone or the arrow that has the focus, or gets it.
    pub(super) cursor: Option<Item>,
    /// Whether it is to be brought into sight.
    pub(super) follow: Follow,
    /// The menu that is open.
    pub(super) menu: Option<Menu>,
    /// What has no part in the chosen zones steps back: the user chose them here or while this was shown.
    pub(super) lights_zones: bool,
    /// What was chosen in the frame before.
    chosen: Option<Chosen>,
    /// How high all letters of the legend are.
    pub(super) legend_height: f32,
    marks: Cached<MarksKey, Marks>,
    now: Cached<(DiagramKey, Stamp), Vec<Option<usize>>>,
}

/// Which part is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum View {
    /// All of it, whatever the room.
    #[default]
    Fitted,
    /// What the user went to.
    At(Camera),
}

/// A menu that is open.
#[derive(Clone, Debug)]
pub(super) struct Menu {
    /// What it is about; `None`: the diagram.
    pub of: Option<Item>,
    /// Where it stands.
    pub at: Pos2,
    /// Its first entry is to get the focus.
    pub takes_focus: bool,
}

/// What marks depend on.
#[derive(Debug, Eq, PartialEq)]
struct MarksKey {
    drawn: DiagramKey,
    stamp: Stamp,
    chosen: ChosenHere,
    /// What is asked for, as soon as that is found.
    query: Option<String>,
}

impl DiagramState {
    /// The zones whose arrows are drawn; none: all.
    pub(crate) fn only(&self) -> &BTreeSet<ZoneId> {
        &self.only
    }

    /// Draws the arrows of these zones alone; of none, all.
    pub(super) fn draw_only(&mut self, zones: BTreeSet<ZoneId>) {
        self.only = zones;
        self.view = View::Fitted;
    }

    /// Closes the menu after a change of the plan: what it is about may be gone.
    pub(crate) fn follow_plan(&mut self) {
        self.menu = None;
    }

    /// Which part is seen in a room.
    #[must_use]
    pub(super) fn camera(&self, size: Vec2, room: Vec2) -> Camera {
        match self.view {
            View::Fitted => Camera::fitted(size, room),
            View::At(camera) => camera.moved(Vec2::ZERO, size, room),
        }
    }

    /// Where the cursor stands; where it stood on nothing, the chosen pair, the chosen zone, or the first zone.
    #[must_use]
    pub(super) fn spot(&self, cx: &PanelCx<'_>, drawn: &DrawnDiagram) -> Option<Spot> {
        let own = self.cursor.as_ref().and_then(|item| item.spot(drawn));
        let chosen = || chosen_item(cx.chosen).and_then(|item| item.spot(drawn));
        own.or_else(chosen).or((!drawn.diagram.zones.is_empty()).then_some(Spot::Zone(0)))
    }

    /// Brings the state in line with what is chosen: the cursor goes there, and it comes into sight.
    pub(super) fn update(&mut self, cx: &PanelCx<'_>, takes_focus: bool) {
        if self.chosen.as_ref() != Some(cx.chosen) {
            let is_first = self.chosen.is_none();
            self.lights_zones |= !is_first && cx.chosen.pair.is_none() && self.chosen_zone_changed(cx);
            self.chosen = Some(cx.chosen.clone());
            self.cursor = chosen_item(cx.chosen).or(self.cursor.take());
            if !is_first && self.follow == Follow::No {
                self.follow = Follow::Sight;
            }
        }
        if takes_focus {
            self.follow = Follow::Focus;
        }
        // Zones that were removed are drawn no longer; of none, all are.
        self.only.retain(|zone| cx.plan.zone(zone.as_str()).is_some());
    }

    fn chosen_zone_changed(&self, cx: &PanelCx<'_>) -> bool {
        self.chosen
            .as_ref()
            .is_some_and(|before| before.zone != cx.chosen.zone || before.others() != cx.chosen.others())
    }

    /// Where the zones of what was drawn stand now.
    pub(super) fn now(&mut self, cx: &PanelCx<'_>, (key, drawn): (&DiagramKey, &DrawnDiagram)) -> Vec<Option<usize>> {
        self.now.get((key.clone(), cx.stamp), || drawn.now(cx.plan)).clone()
    }

    /// What stands out.
    pub(super) fn marks(
        &mut self,
        cx: &PanelCx<'_>,
        (key, drawn): (&DiagramKey, &DrawnDiagram),
        now: &[Option<usize>],
    ) -> &Marks {
        let then = |idx: usize| now.iter().position(|now| *now == Some(idx));
        let pair = cx.pair_idx.and_then(|(source, destination)| then(source).zip(then(destination)));
        let zones = if pair.is_some() { Vec::new() } else { cx.chosen.zone_idxs(cx.plan) };
        let chosen = ChosenHere {
            pair,
            zones: zones.into_iter().filter_map(then).collect(),
            lights_zones: self.lights_zones && pair.is_none(),
        };
        let found = cx.filter.found(cx.stamp).filter(|_| !cx.filter.query().is_empty());
        let query = found.map(|_| cx.filter.query().text().to_owned());
        let marks_key = MarksKey { drawn: key.clone(), stamp: cx.stamp, chosen: chosen.clone(), query };
        self.marks.get(marks_key, || Marks::build(&drawn.diagram, &chosen, found, now))
    }
}

/// The pair that is chosen, else the zone.
fn chosen_item(chosen: &Chosen) -> Option<Item> {
    chosen.pair.clone().map(Item::Arrow).or_else(|| chosen.zone.clone().map(Item::Zone))
}
