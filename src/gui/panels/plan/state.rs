//! What the settings of the plan keep from one frame to the next: what is searched for, and what is being made.

use crate::view::{OverrideDraft, ScopeDraft, TrustDraft, TunnelDraft};

/// What is being typed into forms.
#[derive(Debug, Default)]
pub(crate) struct PlanState {
    /// What scenarios are searched for.
    pub(super) scenario_search: String,
    /// A scope that is being made.
    pub(super) new_scope: ScopeDraft,
    /// A trust that is being made.
    pub(super) new_trust: TrustDraft,
    /// A tunnel that is being made.
    pub(super) new_tunnel: TunnelDraft,
    /// An override that is being made.
    pub(super) new_override: OverrideDraft,
}
