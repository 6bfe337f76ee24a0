//! Where the parts of the window stand. Rectangles by arithmetic, so that parts can be drawn, and reached by Tab, in
//! the order in which they are read.
//!
//! ```text
//! ┌ menu ───────────────────────────┐
//! │ zones │ main         │ inspector │
//! ├───────┴ status ──────┴───────────┤
//! ```

use egui::{CursorIcon, Id, Rect, Sense, Ui, pos2};

use crate::gui::state::{Side, UiState};
use crate::gui::theme::metrics::{ROW, STEP, TALL_ROW};
use crate::gui::theme::tokens;

/// Widths of the sides where there is room for them, and the narrowest that one can be.
const ZONES: f32 = 304.0;
const INSPECTOR: f32 = 344.0;
const MIN_SIDE: f32 = 220.0;
/// Sides whose width nobody chose give way to the middle until it is this wide.
const WANTED_MAIN: f32 = 600.0;
/// What the middle keeps of the width: a share of it, within these bounds.
const MAIN_SHARE: f32 = 0.36;
const MIN_MAIN: f32 = 240.0;
const ENOUGH_MAIN: f32 = 360.0;
/// Width of the strip at which a side is dragged.
const GRIP: f32 = 6.0;

/// The rectangles of the parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FrameLayout {
    /// The menu bar.
    pub menu: Rect,
    /// The zones, at the left.
    pub zones: Rect,
    /// Tabs and what they show.
    pub main: Rect,
    /// The inspector, at the right.
    pub inspector: Rect,
    /// The status bar.
    pub status: Rect,
}

impl FrameLayout {
    /// Divides `rect`. Sides give way to the middle when the window is narrow, and one that is hidden has no width.
    #[must_use]
    pub(super) fn new(rect: Rect, state: &UiState) -> Self {
        let [zones_width, inspector_width] = wanted_widths(rect.width(), state);
        let top = (rect.top() + TALL_ROW + STEP).min(rect.bottom());
        let bottom = (rect.bottom() - ROW - STEP).max(top);
        let main_width = (MAIN_SHARE * rect.width()).clamp(MIN_MAIN, ENOUGH_MAIN);
        let room = (rect.width() - main_width).max(0.0);
        let least_beside = inspector_width.map_or(0.0, |_| MIN_SIDE);
        let fitted =
            |width: f32, room: f32, beside: f32| width.clamp(MIN_SIDE, (room - beside).max(MIN_SIDE)).min(room);
        let zones_width = zones_width.map_or(0.0, |width| fitted(width, room, least_beside));
        let inspector_width = inspector_width.map_or(0.0, |width| fitted(width, room - zones_width, 0.0));
        let left = rect.left() + zones_width;
        let right = rect.right() - inspector_width;
        let part = |x: [f32; 2], y: [f32; 2]| Rect::from_min_max(pos2(x[0], y[0]), pos2(x[1], y[1]));
        Self {
            menu: part([rect.left(), rect.right()], [rect.top(), top]),
            zones: part([rect.left(), left], [top, bottom]),
            main: part([left, right], [top, bottom]),
            inspector: part([right, rect.right()], [top, bottom]),
            status: part([rect.left(), rect.right()], [bottom, rect.bottom()]),
        }
    }

    /// The parts as they are read: menu, zones, middle, inspector, status bar.
    #[must_use]
    pub(super) fn parts(&self) -> [Rect; 5] {
        [self.menu, self.zones, self.main, self.inspector, self.status]
    }

    /// Draws the lines between the parts and lets the sides be dragged wider or narrower.
    pub(super) fn grips_ui(&self, ui: &mut Ui, state: &mut UiState) {
        let line = egui::Stroke::new(1.0, tokens(ui).line.get());
        ui.painter().hline(self.menu.x_range(), self.menu.bottom(), line);
        ui.painter().hline(self.status.x_range(), self.status.top(), line);
        let grips = [
            ("zones-grip", self.zones.right(), self.zones.width(), 1.0, &mut state.zones_width),
            ("inspector-grip", self.inspector.left(), self.inspector.width(), -1.0, &mut state.inspector_width),
        ];
        for (name, x, now, direction, width) in grips {
            // A hidden one comes back by its button.
            if now <= 0.0 {
                continue;
            }
            ui.painter().vline(x, self.main.y_range(), line);
            let rect = Rect::from_center_size(pos2(x, self.main.center().y), egui::vec2(GRIP, self.main.height()));
            // Not a stop of the Tab key: it changes nothing but the view.
            let response = ui.interact(rect, Id::unique(name), Sense::DRAG);
            if response.dragged() {
                *width = Some((now + direction * response.drag_delta().x).max(MIN_SIDE));
            }
            if response.hovered() || response.dragged() {
                let hot = egui::Stroke::new(2.0, tokens(ui).accent.get());
                ui.painter().vline(x, self.main.y_range(), hot);
            }
            response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
        }
    }
}

/// How wide the zones and the inspector would be; `None`: hidden. A width that the user chose holds, others give way to
/// the middle.
fn wanted_widths(whole: f32, state: &UiState) -> [Option<f32>; 2] {
    let sides = [(Side::Zones, state.zones_width, ZONES), (Side::Inspector, state.inspector_width, INSPECTOR)];
    let sides = sides.map(|(side, chosen, usual)| state.shows(side).then_some((chosen, usual)));
    let sum = |of: fn(Option<f32>, f32) -> f32| {
        sides.into_iter().flatten().map(|(chosen, usual)| of(chosen, usual)).sum::<f32>()
    };
    let least = sum(|chosen, _| chosen.unwrap_or(MIN_SIDE));
    let beyond = sum(|chosen, usual| if chosen.is_none() { usual - MIN_SIDE } else { 0.0 });
    let share = ((whole - WANTED_MAIN - least) / beyond.max(1.0)).clamp(0.0, 1.0);
    sides.map(|side| {
        side.map(|(chosen, usual)| chosen.unwrap_or_else(|| (MIN_SIDE + share * (usual - MIN_SIDE)).floor()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::state::Tab;

    fn layout(width: f32, state: &UiState) -> FrameLayout {
        FrameLayout::new(Rect::from_min_size(pos2(0.0, 0.0), egui::vec2(width, 800.0)), state)
    }

    #[test]
    fn a_narrow_window_keeps_room_for_the_middle() {
        for width in [300.0, 640.0, 1280.0, 2560.0] {
            let layout = layout(width, &UiState { zones_width: Some(2000.0), ..UiState::default() });
            let sum = layout.zones.width() + layout.main.width() + layout.inspector.width();
            assert!((sum - width).abs() < 0.01 && layout.main.width() >= MIN_MAIN, "{width}: {layout:?}");
            assert!(layout.main.width() >= (MAIN_SHARE * width).min(ENOUGH_MAIN), "{width}: {layout:?}");
        }
    }

    #[test]
    fn sides_whose_width_nobody_chose_give_way_first() {
        for (width, zones, inspector) in [(1024.0, 220.0, 220.0), (1280.0, 304.0, 344.0), (1920.0, 304.0, 344.0)] {
            let layout = layout(width, &UiState::default());
            assert_eq!((layout.zones.width(), layout.inspector.width()), (zones, inspector), "{width}");
        }
        let chosen = UiState { inspector_width: Some(380.0), ..UiState::default() };
        let layout = layout(1100.0, &chosen);
        assert_eq!((layout.zones.width(), layout.inspector.width()), (220.0, 380.0));
    }

    #[test]
    fn what_is_hidden_leaves_its_room_to_the_middle() {
        let hidden = UiState { shows_zones: false, ..UiState::default() };
        let here = layout(1280.0, &hidden);
        assert_eq!((here.zones.width(), here.main.width(), here.inspector.width()), (0.0, 936.0, 344.0));
        let here = layout(1280.0, &UiState { tab: Tab::Findings, ..hidden });
        assert_eq!(here.main, Rect::from_x_y_ranges(0.0..=1280.0, here.main.y_range()));
    }
}
