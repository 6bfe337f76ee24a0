//! What the window and the texts of the command line show: plain structs with their texts ready.
//!
//! Views are built from the catalog, the plan and its matrix when one of these changes. They decide nothing,
//! hold no widget and open no file; colors are names.

mod address_list;
mod assumption_list;
mod cell_ports;
mod closing;
mod finding_list;
mod fixes;
mod free_name;
mod inspector;
mod lookup;
mod matrix_filter;
mod matrix_view;
mod notation;
mod numbers;
mod os_picker;
mod pinning;
mod plan_settings;
mod reason_view;
mod reference;
mod role_picker;
mod rule_table;
#[cfg(test)]
mod sample;
mod search;
mod shade;
mod status_line;
mod template_card;
mod tick_copy;
mod zone_draft;
mod zone_list;
mod zone_overview;
mod zone_paste;

pub use address_list::{AddressProblem, addresses_from_text, addresses_to_text, problems_of_addresses};
pub use assumption_list::{AssumptionList, AssumptionRow, Holder, answer_label};
pub use cell_ports::{CellPorts, PortTokens};
pub use closing::{Closing, Way, plan_of_pair};
pub use finding_list::{FindingCounts, FindingFilter, FindingList, FindingRow, Target};
pub use fixes::{Fix, fixes};
pub use free_name::free_zone_name;
pub use inspector::{ClosedGroup, InspectorView, PairScenario, RuleGroup, RuleView};
pub use lookup::{
    Caller, ConnectionFound, DocumentFound, EndpointFound, Lookup, OsFound, RoleFound, ServiceFound, lookup,
};
pub use matrix_filter::MatrixFilter;
pub use matrix_view::{CellKind, CellView, Heading, MatrixView};
pub use notation::Notation;
pub use numbers::{counted, thousands};
pub use os_picker::{OsColumn, OsGroup, OsPicker, OsRow};
pub use pinning::{FIRST_PIN, PINNED_FIRST, PinningOffer, PinningRow, PinningView};
pub use plan_settings::{PairRow, PinRow, PlanSettings, ScenarioRow, ScopeRow, SettingRow, TrustRow};
pub use reason_view::{ChainLine, ReasonView};
pub use reference::{Entry, Page, PageRow, Part, Place, Reference, RowForm};
pub use role_picker::{FamilyRow, RolePicker, RoleRow, RoleState, TickState};
pub use rule_table::{COLUMNS, RuleFilter, RulePlace, RuleTable, RuleTexts, column_label, rule_texts};
pub use search::Words;
pub use shade::{Shade, ShadedCell, compact};
pub use status_line::StatusLine;
pub use template_card::TemplateCard;
pub use tick_copy::TickCopy;
pub use zone_list::{ZoneList, ZoneRow};
pub use zone_overview::{Neighbor, ZoneOverview};
pub use zone_paste::{Outcome, PasteRow, ZonePaste};
