//! The machines of all placements as a list, and such a list from a spreadsheet: what each line would do to the plan, and
//! the one edit that does it.
//!
//! Zones, roles and machines are known by their names, whatever the case. No machine is taken away: what a list leaves out
//! stays as it is.

mod columns;
mod draft;
mod drafts;
mod list;
mod machine_paste;
mod placed;

pub use columns::is_machine_list;
pub use drafts::{MachinePlace, MissingZone, MissingZones};
pub use list::{machine_list, num_machines};
pub use machine_paste::MachinePaste;
