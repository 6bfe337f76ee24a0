//! What a query asks for, in the positions of one catalog and one plan. It reads no text.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{EndpointRef, Need};
use crate::ids::{RoleIdx, ServiceIdx, TunnelKindIdx};
use crate::net::{PortRange, Transport};

/// Which rules and flows are asked for. The default asks for all.
///
/// It holds positions of zones and roles: it is good for the plan and the catalog that it was read with.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    /// As it was typed.
    pub(super) text: String,
    /// All of them are asked for.
    pub(super) terms: Vec<Term>,
}

impl Query {
    /// Asks for everything.
    pub const ALL: Self = Self { text: String::new(), terms: Vec::new() };

    /// Whether everything is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// As it was typed, for whoever says what is left out.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// One thing that is asked for, or one that is not.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Term {
    pub is_excluded: bool,
    /// One of them is enough.
    pub any_of: Vec<Atom>,
}

impl Term {
    /// Whether it asks for ports.
    pub(super) fn is_about_ports(&self) -> bool {
        !self.is_excluded && self.any_of.iter().any(|atom| matches!(atom, Atom::Ports { .. }))
    }
}

/// What a flow has or lacks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Atom {
    /// It opens one of these ports.
    Ports {
        transport: Option<Transport>,
        ports: PortRange,
    },
    Transport(Transport),
    Need(Need),
    /// It uses a cleartext or legacy protocol.
    Legacy,
    /// An override or a declined scenario takes it out.
    Suppressed,
    /// Something of it is called so.
    Named(Side, Named),
}

/// Where a name stands in a flow.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Either,
    Source,
    Destination,
}

/// Everything that a name may mean.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Named {
    /// Positions in the plan.
    pub zones: BTreeSet<usize>,
    pub roles: BTreeSet<RoleIdx>,
    pub tunnels: BTreeSet<TunnelKindIdx>,
    pub services: BTreeSet<ServiceIdx>,
    pub endpoints: BTreeSet<EndpointRef>,
    pub protocols: BTreeSet<Arc<str>>,
    pub scenarios: BTreeSet<Arc<str>>,
    /// What the user calls roles and services of flows of their own.
    pub own: BTreeSet<String>,
}

impl Named {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
