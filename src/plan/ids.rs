//! Ids as types: a zone's can't be taken for a role's. They know no catalog.

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
    /// An RPC server of the catalog.
    RpcServerId;
    /// A tunnel kind of the catalog.
    TunnelKindId;
}
