//! Where the cells of the matrix stand: sizes by the room there is, and which cells can be seen.

use std::ops::Range;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use crate::gui::ui_state::MatrixCells;

/// A cell that writes ports: at least and at most this wide.
const PORTS_WIDTH: [f32; 2] = [60.0, 176.0];
/// A cell that writes ports: at least and at most this high.
const PORTS_HEIGHT: [f32; 2] = [56.0, 104.0];
/// A cell that writes a count: at least and at most this wide.
const COUNT_WIDTH: [f32; 2] = [44.0, 88.0];
/// A cell that writes a count: at least and at most this high.
const COUNT_HEIGHT: [f32; 2] = [24.0, 40.0];
/// What stands beside a name in the heading of a row: mark and margins.
const BESIDE_NAME: f32 = 40.0;
/// Height of the column headings when names lie: the mark stands above.
const LYING_HEIGHT: f32 = 44.0;

/// Sizes of everything in the matrix, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// How many zones there are.
    pub num_zones: usize,
    /// Cells write ports.
    pub writes_ports: bool,
    /// The names of columns stand upright.
    pub is_upright: bool,
    /// One cell.
    pub cell: Vec2,
    /// The corner: width of the row headings, height of the column headings.
    pub corner: Vec2,
}

impl Geometry {
    /// Fits the matrix into `room`. `longest_name` is how wide the widest name is.
    pub(super) fn new(num_zones: usize, longest_name: f32, cells: MatrixCells, room: Vec2) -> Self {
        let corner_width = (longest_name + BESIDE_NAME).clamp(112.0, 184.0).ceil();
        let share = |room: f32| room / points(num_zones.max(1), 1.0);
        let width = share(room.x - corner_width - 12.0);
        let writes_ports = match cells {
            MatrixCells::Automatic => width >= PORTS_WIDTH[0],
            MatrixCells::Ports => true,
            MatrixCells::Counts => false,
        };
        let within = |size: [f32; 2], room: f32| room.clamp(size[0], size[1]).floor();
        let width = within(if writes_ports { PORTS_WIDTH } else { COUNT_WIDTH }, width);
        let is_upright = longest_name + 12.0 > width;
        let header = if is_upright { (longest_name + BESIDE_NAME).clamp(72.0, 152.0) } else { LYING_HEIGHT };
        let height = share(room.y - header - 12.0);
        let height = within(if writes_ports { PORTS_HEIGHT } else { COUNT_HEIGHT }, height);
        let corner = vec2(corner_width, header.ceil());
        Self { num_zones, writes_ports, is_upright, cell: vec2(width, height), corner }
    }

    /// The whole matrix with its headings.
    pub(super) fn size(&self) -> Vec2 {
        self.corner + vec2(points(self.num_zones, self.cell.x), points(self.num_zones, self.cell.y))
    }

    /// The place of a cell, when the matrix begins at `origin`.
    pub(super) fn cell_rect(&self, origin: Pos2, source_idx: usize, destination_idx: usize) -> Rect {
        let offset = vec2(points(destination_idx, self.cell.x), points(source_idx, self.cell.y));
        Rect::from_min_size(origin + self.corner + offset, self.cell)
    }

    /// The sources and the destinations that can be seen through `viewport`, given in the matrix's own points.
    pub(super) fn visible(&self, viewport: Rect) -> (Range<usize>, Range<usize>) {
        let range = |from: f32, to: f32, size: f32| {
            let first = count(from, size).min(self.num_zones);
            first..(count(to, size) + 1).clamp(first, self.num_zones)
        };
        (
            range(viewport.top(), viewport.bottom() - self.corner.y, self.cell.y),
            range(viewport.left(), viewport.right() - self.corner.x, self.cell.x),
        )
    }

    /// How many rows a page has.
    pub(super) fn rows_per_page(&self, viewport: Rect) -> usize {
        count(viewport.height() - self.corner.y, self.cell.y).max(1)
    }

    /// The part of the screen that is free of headings, when the viewport is at `screen`.
    pub(super) fn body(&self, screen: Rect) -> Rect {
        Rect::from_min_max(pos2(screen.left() + self.corner.x, screen.top() + self.corner.y), screen.max)
    }
}

/// The length of some cells.
#[expect(clippy::cast_precision_loss, reason = "a plan has thousands of zones, not millions")]
fn points(number: usize, size: f32) -> f32 {
    number as f32 * size
}

/// How many whole cells lie within a length.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded below, and far from the top")]
fn count(length: f32, size: f32) -> usize {
    (length.max(0.0) / size).floor() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn geometry(num_zones: usize, cells: MatrixCells) -> Geometry {
        Geometry::new(num_zones, 64.0, cells, vec2(700.0, 600.0))
    }

    #[test]
    fn ports_give_way_to_counts_when_there_is_no_room() {
        for (num_zones, cells, writes_ports) in [
            (0, MatrixCells::Automatic, true),
            (5, MatrixCells::Automatic, true),
            (10, MatrixCells::Automatic, false),
            (60, MatrixCells::Ports, true),
            (2, MatrixCells::Counts, false),
        ] {
            assert_eq!(geometry(num_zones, cells).writes_ports, writes_ports, "{num_zones} {cells:?}");
        }
    }

    #[test]
    fn only_what_can_be_seen_is_visible() {
        let geometry = geometry(1000, MatrixCells::Counts);
        let viewport = Rect::from_min_size(pos2(4400.0, 2400.0), vec2(700.0, 600.0));
        let (rows, columns) = geometry.visible(viewport);
        assert_eq!((rows.start, columns.start), (100, 100));
        assert!(rows.len() < 30 && columns.len() < 20, "{rows:?} {columns:?}");
        let (rows, columns) = geometry.visible(Rect::from_min_size(pos2(1e6, 1e6), vec2(700.0, 600.0)));
        assert!(rows.is_empty() && columns.is_empty());
    }
}
