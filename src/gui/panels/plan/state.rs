//! What the settings of the plan keep from one frame to the next: what is searched for, and what is being made.

use crate::view::{OverrideDraft, ScopeDraft, TrustDraft, TunnelDraft};

/// What is being typed into forms.
#[derive(Debug, Default)]
pub(crate) struct PlanState {
    /// What scenarios are searched for.
    pub(super) scenario_search: String,
    /// A scope that is being made.
    pub(super) scope: ScopeDraft,
    /// A trust that is being made.
    pub(super) trust: TrustDraft,
    /// A tunnel that is being made.
    pub(super) tunnel: TunnelDraft,
    /// An override that is being made.
    pub(super) over: OverrideDraft,
}
