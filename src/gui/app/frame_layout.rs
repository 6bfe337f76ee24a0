//! Where the parts of the window stand. Rectangles by arithmetic, so that parts can be drawn, and reached by Tab, in
//! the order in which they are read.
//!
//! ```text
//! ┌ menu ───────────────────────────┐
//! │ zones │ main         │ inspector │
//! ├───────┴ status ──────┴───────────┤
//! ```

use egui::{CursorIcon, Id, Rect, Sense, Ui, pos2};

use crate::gui::state::UiState;
use crate::gui::theme::metrics::{ROW, STEP, TALL_ROW};
use crate::gui::theme::tokens;

/// The narrowest that a part at the side can be.
const MIN_SIDE: f32 = 220.0;
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
    /// Divides `rect`. Sides give way to the middle when the window is narrow.
    #[must_use]
    pub(super) fn new(rect: Rect, zones_width: f32, inspector_width: f32) -> Self {
        let top = (rect.top() + TALL_ROW + STEP).min(rect.bottom());
        let bottom = (rect.bottom() - ROW - STEP).max(top);
        let main_width = (MAIN_SHARE * rect.width()).clamp(MIN_MAIN, ENOUGH_MAIN);
        let room = (rect.width() - main_width).max(0.0);
        let zones_width = zones_width.clamp(MIN_SIDE, (room - MIN_SIDE).max(MIN_SIDE)).min(room);
        let inspector_width =
            inspector_width.clamp(MIN_SIDE, (room - zones_width).max(MIN_SIDE)).min(room - zones_width);
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
            ui.painter().vline(x, self.main.y_range(), line);
            let rect = Rect::from_center_size(pos2(x, self.main.center().y), egui::vec2(GRIP, self.main.height()));
            // Not a stop of the Tab key: it changes nothing but the view.
            let response = ui.interact(rect, Id::unique(name), Sense::DRAG);
            if response.dragged() {
                *width = now + direction * response.drag_delta().x;
            }
            if response.hovered() || response.dragged() {
                let hot = egui::Stroke::new(2.0, tokens(ui).accent.get());
                ui.painter().vline(x, self.main.y_range(), hot);
            }
            response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_window_keeps_room_for_the_middle() {
        for width in [300.0, 640.0, 1280.0, 2560.0] {
            let rect = Rect::from_min_size(pos2(0.0, 0.0), egui::vec2(width, 800.0));
            let layout = FrameLayout::new(rect, 2000.0, 344.0);
            let sum = layout.zones.width() + layout.main.width() + layout.inspector.width();
            assert!((sum - width).abs() < 0.01 && layout.main.width() >= MIN_MAIN, "{width}: {layout:?}");
            assert!(layout.main.width() >= (MAIN_SHARE * width).min(ENOUGH_MAIN), "{width}: {layout:?}");
        }
    }
}
