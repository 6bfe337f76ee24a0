//! The parts of the window. Each shows views from shared references, keeps what is its own business (what is typed,
//! where the cursor stands), and pushes actions.

mod context;
mod decisions;
mod diagram;
mod filter_field;
mod findings;
mod groups;
mod inspector;
mod main_area;
mod matrix;
mod menu_bar;
mod no_zones;
mod plan;
mod reference;
mod rules;
mod section;
mod states;
mod status_bar;
mod tab_bar;
mod ticks;
mod zones;

pub(super) use context::PanelCx;
pub(super) use decisions::{RpcField, range_field, rpc_ui};
pub(super) use diagram::DiagramState;
pub(super) use findings::FindingsState;
pub(super) use inspector::{InspectorState, inspector_ui};
pub(super) use main_area::main_ui;
pub(super) use matrix::{MatrixState, zoomed};
pub(super) use menu_bar::{MenuState, menu_ui};
pub(super) use plan::PlanState;
pub(super) use reference::ReferenceState;
pub(super) use rules::RulesState;
pub(super) use states::PanelStates;
pub(super) use status_bar::status_ui;
pub(super) use ticks::TicksState;
pub(super) use zones::{EditorState, ZonesState, zone_row_id, zones_ui};
