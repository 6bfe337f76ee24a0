//! The zones: their list, the ticks and addresses of the chosen one, several at once, and zones that are pasted or take ticks over.
//!
//! What a zone opens to another one is the business of the inspector.

mod addresses;
mod axis;
mod family_order;
mod free_name;
mod hosts;
mod list;
mod machines;
mod os_picker;
mod paste;
mod placement;
mod role_picker;
mod several;
mod standing;
mod tick_copy;

pub use addresses::{AddressProblem, addresses_from_text, addresses_to_text, problem_messages, problems_of_addresses};
pub use axis::{AxisItem, AxisKey, ZoneAxis, ZoneGroup, ZoneGroups};
pub use family_order::Fold;
pub(super) use family_order::{is_retired, roles_of};
pub use free_name::free_zone_name;
pub use hosts::{hosts_from_text, hosts_to_text, problems_of_hosts};
pub use list::{ZoneList, ZoneRow, count_of_roles};
pub use machines::{
    MachinePaste, MachinePlace, MissingZone, MissingZones, is_machine_list, machine_list, num_machines,
};
pub(super) use os_picker::short_os_name;
pub use os_picker::{OsColumn, OsGroup, OsPicker, OsRow};
pub use paste::{Outcome, PasteRow, ZonePaste};
pub(super) use paste::{are_addresses, is_zone_list};
pub(super) use placement::retain_placements;
pub use placement::{ChosenPort, PlacementOptions};
pub use role_picker::{FamilyRow, RolePicker, RoleRow, TickState};
pub use several::{SeveralZones, move_zones_down, move_zones_up, remove_zones};
pub use standing::RoleState;
pub(super) use standing::Standing;
pub use tick_copy::TickCopy;
