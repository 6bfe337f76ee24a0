//! How large the cells and headings of the matrix are, by the room there is and by the zoom.

use egui::{Vec2, vec2};

use crate::gui::commands::Zoom;
use crate::gui::state::MatrixCells;
use crate::gui::theme::metrics::{BODY, SMALL};
use crate::gui::widgets::{Border, Dragged, GridLayout, GridSize, points};

/// The zooms that buttons go to.
const ZOOM_STEPS: [f32; 7] = [0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 2.0];
/// The smallest and the largest of them.
pub(super) const MIN_ZOOM: f32 = ZOOM_STEPS[0];
pub(super) const MAX_ZOOM: f32 = ZOOM_STEPS[ZOOM_STEPS.len() - 1];

/// A cell that writes ports: at least and at most this wide, before the zoom. The widest range has room in the narrowest.
const PORTS_WIDTH: [f32; 2] = [92.0, 176.0];
/// Counts that grew to this width by the zoom alone become ports.
const ZOOMED_COUNT: f32 = 60.0;
/// A cell that writes ports: at least and at most this high, before the zoom.
const PORTS_HEIGHT: [f32; 2] = [56.0, 140.0];
/// A cell that writes a count: at least and at most this wide, before the zoom.
const COUNT_WIDTH: [f32; 2] = [44.0, 88.0];
/// The same where the room is narrow, so that as many columns as this are in sight; names of rows give way to them too.
const NARROW_WIDTH: f32 = 36.0;
const LEAST_COLUMNS: usize = 12;
/// The narrowest and the widest that names of rows get, with what stands beside them.
const NAMES_WIDTH: [f32; 2] = [112.0, 184.0];
/// Beside the cells: the bar that scrolls.
const BESIDE_CELLS: f32 = 12.0;
/// A cell that writes a count: at least and at most this high, before the zoom.
const COUNT_HEIGHT: [f32; 2] = [24.0, 40.0];
/// What stands beside a name in the heading of a row: mark and margins.
const BESIDE_NAME: f32 = 40.0;
/// What stands beside a name that lies in the heading of a column.
const BESIDE_LYING: f32 = 12.0;
/// From this width on names lie even if the longest is cut short.
const LYING_WIDTH: f32 = 88.0;
/// Height of the column headings when names lie: the mark stands above.
const LYING_HEIGHT: f32 = 44.0;
/// Height of the column headings when names stand upright, at least and at most; more where the room is high.
const UPRIGHT_HEIGHT: [f32; 2] = [72.0, 152.0];
const UPRIGHT_SHARE: f32 = 0.28;
/// The smallest and the largest cell that the user can drag, before the zoom.
const DRAGGED_WIDTH: [f32; 2] = [NARROW_WIDTH, 480.0];
const DRAGGED_HEIGHT: [f32; 2] = [COUNT_HEIGHT[0], 480.0];
/// The narrowest and the widest that the user can drag the headings of rows.
const DRAGGED_NAMES: [f32; 2] = [64.0, 640.0];
/// The smallest and the largest text, as parts of the usual one.
const TEXT_SCALE: [f32; 2] = [0.75, 1.25];

/// Sizes of everything in the matrix, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// Where cells stand.
    pub grid: GridLayout,
    /// How much larger cells are than they would be.
    pub zoom: f32,
    /// Cells write ports.
    pub writes_ports: bool,
    /// The names of columns stand upright.
    pub is_upright: bool,
    /// Size of the text in cells.
    pub cell_text: f32,
    /// Size of the names in headings.
    pub name_text: f32,
}

/// What the sizes depend on beside the room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    /// How many rows and columns there are.
    pub size: GridSize,
    /// How wide the widest name is at the usual size.
    pub longest_name: f32,
    /// What cells write.
    pub cells: MatrixCells,
    /// How much larger cells are than they would be.
    pub zoom: f32,
    /// What the user dragged, before the zoom.
    pub dragged: Dragged,
}

impl Geometry {
    /// Fits the matrix into `room`.
    pub(super) fn new(fit: Fit, room: Vec2) -> Self {
        let zoom = fit.zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        let text_scale = zoom.clamp(TEXT_SCALE[0], TEXT_SCALE[1]);
        let longest_name = fit.longest_name * text_scale;
        let columns = points(fit.size.columns.clamp(1, LEAST_COLUMNS), 1.0);
        let most = (room.x - BESIDE_CELLS - columns * NARROW_WIDTH).clamp(NAMES_WIDTH[0], NAMES_WIDTH[1]);
        let corner_width = match fit.dragged.names {
            // However wide they are, a cell is in sight.
            Some(width) => width.clamp(DRAGGED_NAMES[0], DRAGGED_NAMES[1]).min(room.x - BESIDE_CELLS - NARROW_WIDTH),
            None => (longest_name + BESIDE_NAME).clamp(NAMES_WIDTH[0], most),
        };
        let corner_width = corner_width.max(0.0).ceil();
        let share = |room: f32, number: usize| room / points(number.max(1), 1.0);
        let beside_names = room.x - corner_width - BESIDE_CELLS;
        let columns_dragged = fit.dragged.columns.map(|width| width.clamp(DRAGGED_WIDTH[0], DRAGGED_WIDTH[1]));
        let width = columns_dragged.unwrap_or_else(|| share(beside_names, fit.size.columns));
        let count_width = [(beside_names / columns).clamp(NARROW_WIDTH, COUNT_WIDTH[0]), COUNT_WIDTH[1]];
        let fits_ports = match columns_dragged {
            Some(width) => width * zoom >= PORTS_WIDTH[0] * text_scale,
            None => width >= PORTS_WIDTH[0] || COUNT_WIDTH[0] * zoom >= ZOOMED_COUNT,
        };
        let writes_ports = match fit.cells {
            MatrixCells::Automatic => fits_ports && zoom >= TEXT_SCALE[0],
            MatrixCells::Ports => true,
            MatrixCells::Counts => false,
        };
        let within = |size: [f32; 2], room: f32| (room.clamp(size[0], size[1]) * zoom).floor();
        let range = if writes_ports { PORTS_WIDTH } else { count_width };
        let width = within(if columns_dragged.is_some() { DRAGGED_WIDTH } else { range }, width);
        let is_upright = longest_name + BESIDE_LYING > width && width < LYING_WIDTH * text_scale;
        let highest = UPRIGHT_HEIGHT[1].max(UPRIGHT_SHARE * room.y);
        let header =
            if is_upright { (longest_name + BESIDE_NAME).clamp(UPRIGHT_HEIGHT[0], highest) } else { LYING_HEIGHT };
        let heights = if writes_ports { PORTS_HEIGHT } else { COUNT_HEIGHT };
        let height = fit.dragged.rows.map_or_else(
            || within(heights, share(room.y - header - BESIDE_CELLS, fit.size.rows)),
            |height| within(DRAGGED_HEIGHT, height),
        );
        Self {
            grid: GridLayout { size: fit.size, cell: vec2(width, height), corner: vec2(corner_width, header.ceil()) },
            zoom,
            writes_ports,
            is_upright,
            cell_text: (SMALL * text_scale).round(),
            name_text: (BODY * text_scale).floor(),
        }
    }

    /// The size of what a border ends, before the zoom, after it was dragged by so many points on the screen; `before` is
    /// what it was dragged to already.
    pub(super) fn dragged(&self, border: Border, before: Option<f32>, delta: f32) -> f32 {
        let (now, zoom, [least, most]) = match border {
            Border::Column => (self.grid.cell.x, self.zoom, DRAGGED_WIDTH),
            Border::Row => (self.grid.cell.y, self.zoom, DRAGGED_HEIGHT),
            Border::Names => (self.grid.corner.x, 1.0, DRAGGED_NAMES),
        };
        (before.unwrap_or(now / zoom) + delta / zoom).clamp(least, most)
    }

    /// The size with which all names of zones are whole, before the zoom; `None`: as there is room.
    pub(super) fn fitted(&self, border: Border, longest_name: f32) -> Option<f32> {
        let longest_name = longest_name * self.zoom.clamp(TEXT_SCALE[0], TEXT_SCALE[1]);
        match border {
            Border::Column => Some(((longest_name + BESIDE_LYING) / self.zoom).ceil()),
            Border::Row => None,
            Border::Names => Some((longest_name + BESIDE_NAME).ceil()),
        }
    }

    /// How far to scroll so that what was under a point with sizes `before` is there again. The point is counted from the
    /// corner of the screen, headings included.
    pub(super) fn offset_after(&self, before: &Self, offset: Vec2, point: Vec2) -> Vec2 {
        let cells = (offset + point - before.grid.corner) / before.grid.cell;
        (cells * self.grid.cell - (point - self.grid.corner)).max(Vec2::ZERO)
    }
}

/// How large cells are after a button or a command.
#[must_use]
pub(crate) fn zoomed(size: f32, zoom: Zoom) -> f32 {
    match zoom {
        Zoom::In => ZOOM_STEPS.into_iter().find(|&step| step > size).unwrap_or(size),
        Zoom::Out => ZOOM_STEPS.into_iter().rfind(|&step| step < size).unwrap_or(size),
        Zoom::Reset => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};

    use super::*;

    fn square(len: usize) -> GridSize {
        GridSize { rows: len, columns: len }
    }

    fn geometry(num_zones: usize, cells: MatrixCells, zoom: f32) -> Geometry {
        Geometry::new(
            Fit { size: square(num_zones), longest_name: 64.0, cells, zoom, dragged: Dragged::default() },
            vec2(700.0, 600.0),
        )
    }

    #[test]
    fn ports_give_way_to_counts_when_there_is_no_room() {
        for (num_zones, cells, zoom, writes_ports) in [
            (0, MatrixCells::Automatic, 1.0, true),
            (5, MatrixCells::Automatic, 1.0, true),
            (5, MatrixCells::Automatic, 0.5, false),
            (10, MatrixCells::Automatic, 1.0, false),
            (10, MatrixCells::Automatic, 1.5, true),
            (7, MatrixCells::Automatic, 1.0, false),
            (60, MatrixCells::Ports, 1.0, true),
            (2, MatrixCells::Counts, 2.0, false),
        ] {
            let found = geometry(num_zones, cells, zoom).writes_ports;
            assert_eq!(found, writes_ports, "{num_zones} {cells:?} {zoom}");
        }
    }

    #[test]
    fn the_widest_range_has_room_wherever_ports_are_written_unasked() {
        for num_zones in 1..20 {
            let geometry = geometry(num_zones, MatrixCells::Automatic, 1.0);
            // Eleven letters of the monospace font, and the margins of a cell.
            let range = 11.0 * 0.61 * geometry.cell_text + 11.0;
            assert!(!geometry.writes_ports || geometry.grid.cell.x >= range, "{geometry:?}");
        }
    }

    #[test]
    fn what_was_dragged_holds_and_follows_the_zoom() {
        let with = |dragged, zoom| {
            let fit = Fit { size: square(30), longest_name: 64.0, cells: MatrixCells::Automatic, zoom, dragged };
            Geometry::new(fit, vec2(700.0, 600.0))
        };
        let dragged = Dragged { columns: Some(120.0), rows: Some(60.0), names: Some(250.0) };
        let geometry = with(dragged, 1.0);
        assert_eq!((geometry.grid.cell, geometry.grid.corner.x), (vec2(120.0, 60.0), 250.0));
        assert!(geometry.writes_ports && !geometry.is_upright, "there is room for ports and for names now");
        assert_eq!(with(dragged, 2.0).grid.cell, vec2(240.0, 120.0));
        assert!((with(dragged, 2.0).dragged(Border::Column, dragged.columns, 20.0) - 130.0).abs() < 0.1);
        let huge = Dragged { columns: Some(1e9), rows: Some(-5.0), names: Some(1e9) };
        let geometry = with(huge, 1.0);
        assert!(geometry.grid.corner.x < 700.0 && geometry.grid.cell.y >= COUNT_HEIGHT[0], "{geometry:?}");
        let fitted = with(Dragged::default(), 1.0).fitted(Border::Column, 64.0);
        assert!(!with(Dragged { columns: fitted, ..Dragged::default() }, 1.0).is_upright);
    }

    #[test]
    fn only_what_can_be_seen_is_visible() {
        let geometry = geometry(1000, MatrixCells::Counts, 1.0);
        let viewport = Rect::from_min_size(pos2(4400.0, 2400.0), vec2(700.0, 600.0));
        let (rows, columns) = geometry.grid.visible(viewport);
        assert_eq!((rows.start, columns.start), (100, 100));
        assert!(rows.len() < 30 && columns.len() < 20, "{rows:?} {columns:?}");
        let (rows, columns) = geometry.grid.visible(Rect::from_min_size(pos2(1e6, 1e6), vec2(700.0, 600.0)));
        assert!(rows.is_empty() && columns.is_empty());
    }

    #[test]
    fn names_never_collide_at_any_zoom() {
        for zoom in ZOOM_STEPS {
            let geometry = geometry(1000, MatrixCells::Automatic, zoom);
            let line = geometry.name_text * 1.15;
            assert!(line <= geometry.grid.cell.y && line <= geometry.grid.cell.x, "{zoom}: {geometry:?}");
        }
    }

    #[test]
    fn a_zoom_keeps_what_lies_under_the_pointer() {
        let (before, after) = (geometry(1000, MatrixCells::Counts, 1.0), geometry(1000, MatrixCells::Counts, 2.0));
        let (offset, point) = (vec2(4400.0, 2400.0), vec2(300.0, 260.0));
        let under = |geometry: &Geometry, offset: Vec2| (offset + point - geometry.grid.corner) / geometry.grid.cell;
        let found = under(&after, after.offset_after(&before, offset, point));
        assert!((found - under(&before, offset)).length() < 0.01, "{found:?}");
    }

    #[test]
    fn a_point_has_a_cell_and_a_gap() {
        let geometry = geometry(4, MatrixCells::Counts, 1.0);
        let point = geometry.grid.cell_rect(pos2(0.0, 0.0), (2, 1)).center();
        assert_eq!(geometry.grid.place_at(pos2(0.0, 0.0), point), (2, 1));
        assert_eq!(geometry.grid.place_at(pos2(0.0, 0.0), pos2(-9.0, 9e4)), (3, 0));
        for (offset, expected) in [(-5.0, 0), (0.4, 0), (0.6, 1), (1.4, 1), (99.0, 4)] {
            assert_eq!(
                GridLayout::gap_at(offset * geometry.grid.cell.x, geometry.grid.cell.x, 4),
                expected,
                "{offset}"
            );
        }
    }

    #[test]
    fn buttons_go_from_one_step_to_the_next() {
        for (zoom, larger, smaller) in [(1.0, 1.25, 0.8), (1.1, 1.25, 1.0), (2.0, 2.0, 1.5), (0.5, 0.65, 0.5)] {
            assert!((zoomed(zoom, Zoom::In) - larger).abs() < 1e-6, "{zoom}");
            assert!((zoomed(zoom, Zoom::Out) - smaller).abs() < 1e-6, "{zoom}");
        }
    }
}
