//! How large a form may be. What is larger is no form, and would hold up the window.

/// The most bytes of the file.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The most bytes that a workbook may unpack to.
pub(super) const MAX_UNPACKED: u64 = 128 * 1024 * 1024;

/// The most rows that may stand before the header row.
pub(super) const MAX_ROWS_BEFORE: usize = 50;

/// The most rows behind the header row that are looked at.
pub(super) const MAX_EXAMPLES: usize = 20;

/// The most rows that are read of a file or a sheet.
pub(super) const MAX_ROWS: usize = MAX_ROWS_BEFORE + 1 + MAX_EXAMPLES;

/// The most columns.
pub(super) const MAX_COLUMNS: usize = 200;

/// The most characters of a header.
pub(super) const MAX_HEADER: usize = 200;

/// The most sheets of a workbook that are looked at.
pub(super) const MAX_SHEETS: usize = 30;
