//! CSV as RFC 4180 has it: UTF-8 without a byte order mark, commas, CRLF.

mod findings;
mod flows;
mod grid;
mod rules;
mod sheet;

pub use findings::export_findings;
pub(super) use findings::{finding_headers, finding_rows};
pub(super) use flows::{ALL_FLOWS, FlowSet, OPEN_FLOWS, each_flow};
pub(super) use grid::{GRID, cell_text, open_texts};
pub(super) use rules::{RULES, rule_headers};
pub(super) use sheet::{SEPARATOR, Sheet, guarded};
