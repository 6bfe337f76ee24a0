//! How RPC servers listen, as a choice among a few, and what each begins with.

use crate::catalog::Catalog;
use crate::check::{FIRST_PIN, PINNED_FIRST};
use crate::net::PortRange;
use crate::plan::{RpcServerId, RpcStrategy};

/// Where the range ends that servers are restricted to, until the user says otherwise.
const LAST_PORT: u16 = 50_255;

/// A way to listen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RpcChoice {
    /// As what stands above says.
    Inherited,
    /// Within the dynamic range of the operating system.
    Dynamic,
    /// All within one range.
    Restricted,
    /// Each on a port of its own.
    Pinned,
}

impl RpcChoice {
    /// The choice that a strategy stands for.
    #[must_use]
    pub fn of(strategy: Option<&RpcStrategy>) -> Self {
        match strategy {
            None => Self::Inherited,
            Some(RpcStrategy::Dynamic) => Self::Dynamic,
            Some(RpcStrategy::Restricted(_)) => Self::Restricted,
            Some(RpcStrategy::Pinned(_)) => Self::Pinned,
        }
    }

    /// The strategy that it begins with; `None`: nothing is said.
    #[must_use]
    pub fn first(self, catalog: &Catalog) -> Option<RpcStrategy> {
        match self {
            Self::Inherited => None,
            Self::Dynamic => Some(RpcStrategy::Dynamic),
            Self::Restricted => first_range().map(RpcStrategy::Restricted),
            Self::Pinned => {
                let servers = PINNED_FIRST.into_iter().filter(|id| catalog.rpc_server_idx(id).is_some());
                let pins = (FIRST_PIN..).zip(servers);
                let pins = pins.filter_map(|(port, id)| Some((RpcServerId::from(id), PortRange::single(port)?)));
                Some(RpcStrategy::Pinned(pins.collect()))
            }
        }
    }
}

/// The range that servers are restricted to at first.
pub(in crate::view) fn first_range() -> Option<PortRange> {
    PortRange::new(FIRST_PIN, LAST_PORT)
}
