//! The workbook of a request: what is asked for, the matrix, rules, flows, findings and documents, a sheet each.
//!
//! Every cell is text, so that nothing in it is run, counted or taken for a date; only the counts of the first sheet are
//! numbers. There are no formulas and no macros. Long sheets go through files of the system's own folder for them, so that
//! a workbook of any length takes little memory.
//!
//! ```text
//! cell_text   what a cell can hold, and what was cut or left out of texts for that
//! styles      how cells look
//! book        the sheets, with what all of them share
//! row_height  how high a row has to be
//! long_sheet  a table that goes on in another sheet where one is full
//! summary     what stands in the first sheet: the request, and what is written
//! decisions   what stands there of what was decided
//! line        a line of it
//! matrix      the matrix, shaded as in the window
//! rules       the rules in the columns of a profile
//! flows       the flows with their reasons
//! findings    the findings, and who accepted which
//! documents   the documents behind the flows
//! save        from the sheets to a stream
//! exporter    all of it
//! ```

mod book;
mod cell_text;
mod decisions;
mod documents;
mod exporter;
mod findings;
mod flows;
mod line;
mod long_sheet;
mod matrix;
mod row_height;
mod rules;
mod save;
mod styles;
mod summary;

pub(super) use exporter::WORKBOOK;
pub(super) use rules::RULES;
