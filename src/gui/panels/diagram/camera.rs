//! Which part of the diagram is seen, and how large: arithmetic between its pixels and points of the window.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::export::diagram::{self, Point};

/// The smallest and the largest that it gets.
pub(super) const MIN_ZOOM: f32 = 0.1;
pub(super) const MAX_ZOOM: f32 = 4.0;
/// How large it is at most when it fits.
const MAX_FIT: f32 = 1.15;
/// Around it when it fits, and what of it stays in sight however it is moved.
const MARGIN: f32 = 16.0;
const KEPT: f32 = 64.0;

/// A part of the diagram.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Camera {
    /// How many points a pixel has.
    pub zoom: f32,
    /// Where the upper left of the diagram stands to that of the room, in points.
    pub offset: Vec2,
}

impl Camera {
    /// Shows all of a diagram of this size, in the middle of the room.
    #[must_use]
    pub(super) fn fitted(size: Vec2, room: Vec2) -> Self {
        let inner = (room - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(1.0));
        let zoom = (inner.x / size.x.max(1.0)).min(inner.y / size.y.max(1.0)).clamp(MIN_ZOOM, MAX_FIT);
        Self { zoom, offset: ((room - zoom * size) / 2.0).round() }
    }

    /// Shows it larger or smaller by a factor; what is at a point of the room stays there.
    #[must_use]
    pub(super) fn zoomed(self, factor: f32, at: Vec2) -> Self {
        let zoom = (self.zoom * factor).clamp(MIN_ZOOM, MAX_ZOOM);
        Self { zoom, offset: at - (at - self.offset) * (zoom / self.zoom) }
    }

    /// Moves it, but never out of sight.
    #[must_use]
    pub(super) fn moved(self, by: Vec2, size: Vec2, room: Vec2) -> Self {
        let kept = Vec2::splat(KEPT).min(self.zoom * size);
        let offset = (self.offset + by).max(kept - self.zoom * size).min(room - kept);
        Self { offset, ..self }
    }

    /// Moves it as little as brings a rectangle of the diagram into the room.
    #[must_use]
    pub(super) fn showing(self, rect: diagram::Rect, room: Vec2) -> Self {
        let seen = self.rect(Rect::from_min_size(Pos2::ZERO, room), rect);
        let by = |low: f32, high: f32, room: f32| {
            // Of what is larger than the room it shows the beginning.
            if low < MARGIN { MARGIN - low } else { (room - MARGIN - high).min(0.0).max(MARGIN - low) }
        };
        let by = vec2(by(seen.left(), seen.right(), room.x), by(seen.top(), seen.bottom(), room.y));
        Self { offset: self.offset + by, ..self }
    }

    /// Where a point of the diagram stands in a room of the window.
    #[must_use]
    pub(super) fn point(self, room: Rect, at: Point) -> Pos2 {
        room.min + self.offset + self.zoom * vec2(points(at.x), points(at.y))
    }

    /// Where a rectangle of it stands.
    #[must_use]
    pub(super) fn rect(self, room: Rect, rect: diagram::Rect) -> Rect {
        let min = self.point(room, Point { x: rect.x, y: rect.y });
        Rect::from_min_size(min, self.zoom * vec2(points(rect.width), points(rect.height)))
    }

    /// Which point of the diagram stands there.
    #[must_use]
    pub(super) fn at(self, room: Rect, at: Pos2) -> Point {
        let at = (at - room.min - self.offset) / self.zoom;
        Point { x: pixels(at.x), y: pixels(at.y) }
    }

    /// How many pixels of the diagram so many points are, rounded.
    #[must_use]
    pub(super) fn reach(self, points: f32) -> i32 {
        pixels(points / self.zoom)
    }
}

/// Pixels as points of a window that is not zoomed.
#[expect(clippy::cast_precision_loss, reason = "a diagram is some thousands of pixels wide")]
#[must_use]
pub(super) fn points(pixels: i32) -> f32 {
    pixels as f32
}

#[expect(clippy::cast_possible_truncation, reason = "a pointer is some thousands of pixels away")]
fn pixels(points: f32) -> i32 {
    points.round() as i32
}

/// Where the middle of a rectangle of the diagram is.
#[must_use]
pub(super) fn middle(rect: diagram::Rect) -> Pos2 {
    pos2(points(rect.x) + points(rect.width) / 2.0, points(rect.y) + points(rect.height) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: Vec2 = Vec2::new(2000.0, 1000.0);
    const ROOM: Vec2 = Vec2::new(1032.0, 832.0);

    #[test]
    fn what_fits_stands_in_the_middle_and_is_not_blown_up() {
        let camera = Camera::fitted(SIZE, ROOM);
        assert_eq!((camera.zoom, camera.offset), (0.5, vec2(16.0, 166.0)));
        assert_eq!(Camera::fitted(vec2(100.0, 50.0), ROOM), Camera { zoom: MAX_FIT, offset: vec2(459.0, 387.0) });
        assert!(Camera::fitted(Vec2::ZERO, Vec2::ZERO).zoom.is_finite());
    }

    #[test]
    fn a_zoom_keeps_what_is_pointed_at() {
        let room = Rect::from_min_size(pos2(10.0, 20.0), ROOM);
        let camera = Camera::fitted(SIZE, ROOM);
        let pointer = pos2(400.0, 300.0);
        let zoomed = camera.zoomed(2.0, pointer - room.min);
        assert_eq!((zoomed.zoom, zoomed.at(room, pointer)), (1.0, camera.at(room, pointer)));
        assert!(camera.zoomed(1000.0, Vec2::ZERO).zoom <= MAX_ZOOM);
    }

    #[test]
    fn it_is_never_moved_out_of_sight() {
        let camera = Camera::fitted(SIZE, ROOM);
        for by in [vec2(1e5, 1e5), vec2(-1e5, -1e5), vec2(1e5, -1e5)] {
            let moved = camera.moved(by, SIZE, ROOM);
            let seen = Rect::from_min_size(moved.offset.to_pos2(), moved.zoom * SIZE);
            let room = Rect::from_min_size(Pos2::ZERO, ROOM);
            assert!(seen.intersect(room).size().min_elem() >= KEPT - 0.1, "{by:?}: {moved:?}");
        }
    }

    #[test]
    fn what_is_brought_into_sight_is_wholly_in_it() {
        let camera = Camera { zoom: 2.0, offset: vec2(-700.0, 300.0) };
        for (x, y) in [(0, 0), (1900, 950), (300, 200)] {
            let rect = diagram::Rect { x, y, width: 90, height: 40 };
            let seen = camera.showing(rect, ROOM).rect(Rect::from_min_size(Pos2::ZERO, ROOM), rect);
            let room = Rect::from_min_size(Pos2::ZERO, ROOM).shrink(MARGIN - 0.1);
            assert!(room.contains_rect(seen), "{seen:?}");
        }
        let inside = diagram::Rect { x: 500, y: 100, width: 50, height: 40 };
        assert_eq!(camera.showing(inside, ROOM), camera, "what is in sight is left where it is");
    }
}
