//! How large the cells and headings of the tick table are, by the room there is.

use egui::{Vec2, vec2};

use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::widgets::{Border, Dragged, GridLayout, GridSize, points};

/// The narrowest and the widest cell.
const CELL_WIDTH: [f32; 2] = [40.0, 104.0];
/// The narrowest and the widest that the user can drag columns, and the headings of rows.
const DRAGGED_WIDTH: [f32; 2] = [28.0, 320.0];
const DRAGGED_NAMES: [f32; 2] = [96.0, 640.0];
/// The part of the room that names of rows take, and the narrowest and the widest that is.
const NAMES_SHARE: f32 = 0.36;
const NAMES_WIDTH: [f32; 2] = [184.0, 352.0];
/// From which width on the headings of rows have room for a count of rules.
const ROOM_FOR_RULES: f32 = 216.0;
/// Height of the headings of columns when names lie: the mark stands above one line, or above two.
const LYING_HEIGHT: [f32; 2] = [44.0, 60.0];
/// Height of the headings of columns when names stand upright, at least and at most.
const UPRIGHT_HEIGHT: [f32; 2] = [72.0, 168.0];
/// How many rows stay in sight below the names of zones.
const LEAST_ROWS: f32 = 2.5;
/// What stands beside a name that is upright: mark and margins.
const BESIDE_NAME: f32 = 36.0;

/// Sizes of everything in the tick table, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Geometry {
    /// Where cells stand.
    pub grid: GridLayout,
    /// How the names of zones are written.
    pub names: Names,
    /// Whether rules are counted at the rows.
    pub shows_rules: bool,
}

/// How wide the names of zones are, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct NameWidths {
    /// The widest one in one line.
    pub one_line: f32,
    /// The widest one where long names are broken between two words.
    pub two_lines: f32,
}

/// How the names of zones are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Names {
    /// In one line.
    OneLine,
    /// In two lines where they are long.
    TwoLines,
    /// From the bottom to the top.
    Upright,
}

impl Geometry {
    /// Fits the table into `room`.
    pub(super) fn new(size: GridSize, widths: NameWidths, dragged: Dragged, room: Vec2) -> Self {
        let names_width = match dragged.names {
            Some(width) => width.clamp(DRAGGED_NAMES[0], DRAGGED_NAMES[1]),
            None => (NAMES_SHARE * room.x).clamp(NAMES_WIDTH[0], NAMES_WIDTH[1]),
        };
        // However little room there is, some cells are in sight.
        let names_width = names_width.min(room.x - CELL_WIDTH[0] - 4.0 * STEP).max(0.0).floor();
        let share = (room.x - names_width - 3.0 * STEP) / points(size.columns.max(1), 1.0);
        let width = match dragged.columns {
            Some(width) => width.clamp(DRAGGED_WIDTH[0], DRAGGED_WIDTH[1]),
            None => share.clamp(CELL_WIDTH[0], CELL_WIDTH[1]),
        };
        let width = width.floor();
        let (names, height) = if widths.one_line + 2.0 * STEP <= width {
            (Names::OneLine, LYING_HEIGHT[0])
        } else if widths.two_lines + 2.0 * STEP <= width {
            (Names::TwoLines, LYING_HEIGHT[1])
        } else {
            (Names::Upright, (widths.one_line + BESIDE_NAME).clamp(UPRIGHT_HEIGHT[0], UPRIGHT_HEIGHT[1]).ceil())
        };
        let height = height.min(room.y - LEAST_ROWS * ROW).max(0.0);
        let grid = GridLayout { size, cell: vec2(width, ROW), corner: vec2(names_width, height) };
        Self { grid, names, shows_rules: names_width >= ROOM_FOR_RULES }
    }

    /// The width of what a border ends after it was dragged by so many points; `before` is what it was dragged to already.
    pub(super) fn dragged(&self, border: Border, before: Option<f32>, delta: f32) -> f32 {
        let (now, [least, most]) = match border {
            Border::Column | Border::Row => (self.grid.cell.x, DRAGGED_WIDTH),
            Border::Names => (self.grid.corner.x, DRAGGED_NAMES),
        };
        (before.unwrap_or(now) + delta).clamp(least, most)
    }
}

/// How wide a column has to be for all names of zones to lie in one line.
pub(super) fn fitted_column(widths: NameWidths) -> f32 {
    (widths.one_line + 2.0 * STEP).ceil().max(CELL_WIDTH[0])
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};

    use super::*;

    fn geometry(columns: usize, one_line: f32) -> Geometry {
        let widths = NameWidths { one_line, two_lines: 0.6 * one_line };
        Geometry::new(GridSize { rows: 500, columns }, widths, Dragged::default(), vec2(800.0, 600.0))
    }

    #[test]
    fn names_lie_as_long_as_there_is_room() {
        for (columns, one_line, expected) in [
            (4, 60.0, Names::OneLine),
            (4, 120.0, Names::TwoLines),
            (7, 95.0, Names::TwoLines),
            (7, 120.0, Names::Upright),
            (12, 60.0, Names::Upright),
            (1000, 400.0, Names::Upright),
        ] {
            let geometry = geometry(columns, one_line);
            assert_eq!(geometry.names, expected, "{columns} {one_line}");
            assert!(
                geometry.grid.corner.y <= UPRIGHT_HEIGHT[1] && geometry.grid.cell.x >= CELL_WIDTH[0],
                "{geometry:?}"
            );
        }
    }

    #[test]
    fn only_what_can_be_seen_is_visible() {
        let geometry = geometry(1000, 60.0);
        let viewport = Rect::from_min_size(pos2(4000.0, 2400.0), vec2(800.0, 600.0));
        let (rows, columns) = geometry.grid.visible(viewport);
        assert_eq!((rows.start, columns.start), (100, 100));
        assert!(rows.len() < 30 && columns.len() < 20, "{rows:?} {columns:?}");
        let (rows, columns) = geometry.grid.visible(Rect::from_min_size(pos2(1e6, 1e6), vec2(800.0, 600.0)));
        assert!(rows.is_empty() && columns.is_empty());
    }

    #[test]
    fn what_was_dragged_holds_as_long_as_a_cell_is_in_sight() {
        let (size, widths) = (GridSize { rows: 9, columns: 9 }, NameWidths { one_line: 90.0, two_lines: 50.0 });
        let with = |columns, names| {
            let dragged = Dragged { columns, names, ..Dragged::default() };
            Geometry::new(size, widths, dragged, vec2(800.0, 600.0))
        };
        let geometry = with(Some(fitted_column(widths)), Some(400.0));
        assert_eq!((geometry.grid.cell.x, geometry.grid.corner.x, geometry.names), (98.0, 400.0, Names::OneLine));
        assert!((geometry.dragged(Border::Names, Some(400.0), -30.0) - 370.0).abs() < 0.1);
        assert!(with(None, Some(1e9)).grid.corner.x < 760.0 && with(Some(0.0), None).grid.cell.x >= 28.0);
    }

    #[test]
    fn headings_leave_room_for_cells() {
        let size = GridSize { rows: 500, columns: 40 };
        let widths = NameWidths { one_line: 400.0, two_lines: 200.0 };
        let geometry = Geometry::new(size, widths, Dragged::default(), vec2(240.0, 160.0));
        let body = geometry.grid.body(Rect::from_min_size(pos2(0.0, 0.0), vec2(240.0, 160.0)));
        assert!(body.width() > geometry.grid.cell.x && body.height() > geometry.grid.cell.y, "{body:?}");
        assert_eq!(Geometry::new(size, widths, Dragged::default(), vec2(30.0, 20.0)).grid.corner, vec2(0.0, 0.0));
    }

    #[test]
    fn a_point_has_a_cell() {
        let geometry = geometry(4, 60.0);
        let origin = pos2(10.0, 20.0);
        let point = geometry.grid.cell_rect(origin, (2, 1)).center();
        assert_eq!(geometry.grid.place_at(origin, point), (2, 1));
        assert_eq!(geometry.grid.place_at(origin, pos2(-9.0, 9e5)), (499, 0));
    }
}
