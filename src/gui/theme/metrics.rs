//! Sizes in points: a 4-point grid, three sizes of text. The same in both themes.

/// One step of the grid.
pub const STEP: f32 = 4.0;
/// Height of a row in a list, a table or a tree.
pub const ROW: f32 = 24.0;
/// Height of a row that is a heading or holds a field.
pub const TALL_ROW: f32 = 28.0;
/// Height of a row of two lines.
pub const TWO_LINES: f32 = 40.0;
/// Text that explains.
pub const SMALL: f32 = 12.0;
/// Text.
pub const BODY: f32 = 14.0;
/// Text that heads a view.
pub const HEADING: f32 = 18.0;
/// Between the edge of a panel and what is in it.
pub const PANEL_MARGIN: f32 = 12.0;
/// Rounding of fields and buttons.
pub const RADIUS: u8 = 4;
/// Side of a zone's mark.
pub const MARK: f32 = 10.0;
