//! A list of zones from a spreadsheet: what each line would do to the plan, and the one edit that does it.
//!
//! Zones are known by their names, whatever the case. Nothing that is there is replaced but a trust level.

mod columns;
mod zone_paste;

pub(in crate::view::zones) use columns::address_entries;
pub(in crate::view) use columns::{are_addresses, is_zone_list};
pub use zone_paste::{Outcome, PasteRow, ZonePaste};
