//! What is decided: for the whole plan, by choices, which scopes make too, and by the answers to assumptions, which zones
//! and pairs have too.
//!
//! Zones and what stands in them are not part of it, but for what differs between two states of a plan.

mod assumptions;
mod changes;
mod choices;
mod drafts;
mod rpc_choice;
mod settings;

pub use assumptions::{AssumptionList, AssumptionRow, Holder};
pub use changes::plan_changes;
pub use choices::{ChoiceList, ChoiceRow};
pub use drafts::{OverrideDraft, ScopeDraft, TrustDraft, TunnelDraft, has_forests, problems_of_range, without};
pub use rpc_choice::RpcChoice;
pub(super) use rpc_choice::first_range;
pub use settings::{OwnRoleRow, PairRow, PlanSettings, ScenarioRow, ScopeRow, SettingRow, TrustRow};
pub(in crate::view) use settings::{chosen_decision, decision_choices};
