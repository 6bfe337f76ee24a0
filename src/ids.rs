//! Ids and positions as types: a zone's can't be taken for a role's. They know no catalog and no plan.
//!
//! An id is what files name an entity by. A position is where the entity stands in the catalog's list of its kind,
//! which is indexed by that type alone; it is good for one catalog, so nothing that outlives a catalog keeps one.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text of the id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        })*
    };
}

ids! {
    /// A zone of the plan.
    ZoneId;
    /// A scope of the plan.
    ScopeId;
    /// A role of the catalog.
    RoleId;
    /// An OS version of the catalog.
    OsId;
    /// A system service of the catalog.
    ServiceId;
    /// An assumption of the catalog.
    AssumptionId;
    /// A choice of the catalog.
    ChoiceId;
    /// An option, within its choice.
    OptionId;
    /// A scenario of the catalog.
    ScenarioId;
    /// An RPC server of the catalog.
    RpcServerId;
    /// A tunnel kind of the catalog.
    TunnelKindId;
    /// A limit of the catalog.
    LimitId;
    /// A document of the catalog.
    ReferenceId;
    /// A kind of scopes of the catalog.
    ScopeKindId;
    /// An endpoint group of the catalog.
    EndpointGroupId;
    /// An endpoint, within its service.
    EndpointId;
    /// A connection, within the role that opens it.
    ConnectionId;
}

macro_rules! positions {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(usize);

        impl From<usize> for $name {
            fn from(idx: usize) -> Self {
                Self(idx)
            }
        }

        impl From<$name> for usize {
            fn from(position: $name) -> Self {
                position.0
            }
        })*
    };
}

positions! {
    /// Position of an OS version, in order of release.
    OsIdx;
    /// Position of a document.
    ReferenceIdx;
    /// Position of a kind of scopes.
    ScopeKindIdx;
    /// Position of an RPC server.
    RpcServerIdx;
    /// Position of a scenario.
    ScenarioIdx;
    /// Position of an assumption.
    AssumptionIdx;
    /// Position of a choice.
    ChoiceIdx;
    /// Position of an option within its choice.
    OptionIdx;
    /// Position of a system service.
    ServiceIdx;
    /// Position of an endpoint within its service.
    EndpointIdx;
    /// Position of an endpoint group.
    EndpointGroupIdx;
    /// Position of a tunnel kind.
    TunnelKindIdx;
    /// Position of a limit.
    LimitIdx;
    /// Position of a role.
    RoleIdx;
    /// Position of a family of roles, in the order in which people look for them.
    FamilyIdx;
    /// Position of a connection within the role that opens it.
    ConnectionIdx;
}
