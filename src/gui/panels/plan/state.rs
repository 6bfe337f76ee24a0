//! What the settings of the plan keep from one frame to the next: what is searched for, and what is being made.

use crate::net::Transport;
use crate::plan::{ScopeId, ZoneId};

/// What is being typed into forms.
#[derive(Debug, Default)]
pub(crate) struct PlanState {
    /// What scenarios are searched for.
    pub(super) scenario_search: String,
    /// A scope that is being made.
    pub(super) scope: ScopeForm,
    /// A trust that is being made.
    pub(super) trust: TrustForm,
    /// A tunnel that is being made.
    pub(super) tunnel: TunnelForm,
    /// An override that is being made.
    pub(super) over: OverrideForm,
}

/// A scope that is being made.
#[derive(Debug, Default)]
pub(super) struct ScopeForm {
    pub(super) name: String,
    pub(super) kind: String,
}

/// A trust that is being made.
#[derive(Debug, Default)]
pub(super) struct TrustForm {
    pub(super) trusting: Option<ScopeId>,
    pub(super) trusted: Option<ScopeId>,
    pub(super) two_way: bool,
    pub(super) forest: bool,
}

/// A tunnel that is being made.
#[derive(Debug, Default)]
pub(super) struct TunnelForm {
    /// The kind by its id; `None`: the first one.
    pub(super) kind: Option<String>,
    pub(super) zones: [Option<ZoneId>; 2],
}

/// An override that is being made.
#[derive(Debug, Default)]
pub(super) struct OverrideForm {
    pub(super) source: Option<ZoneId>,
    pub(super) destination: Option<ZoneId>,
    pub(super) transport: Option<Transport>,
    pub(super) ports: String,
    pub(super) reason: String,
}
