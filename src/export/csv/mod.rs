//! CSV as RFC 4180 has it: UTF-8 without a byte order mark, commas, CRLF.

mod findings;
mod flows;
mod grid;
mod rules;
mod sheet;

pub use findings::export_findings;
pub(super) use flows::{ALL_FLOWS, OPEN_FLOWS};
pub(super) use grid::{GRID, cell_text};
pub(super) use rules::{RULES, rule_headers};
pub(super) use sheet::{SEPARATOR, Sheet, guarded};
