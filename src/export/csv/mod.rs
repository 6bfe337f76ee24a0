//! CSV as RFC 4180 has it: UTF-8 without a byte order mark, commas, CRLF.

mod flows;
mod grid;
mod pair_rows;
mod rules;
mod sheet;

pub(super) use flows::{all_flows, open_flows};
pub(super) use grid::{grid, text as cell_text};
pub(super) use rules::{add_rules, rules};
pub(super) use sheet::{SEPARATOR, Sheet};
