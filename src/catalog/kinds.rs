//! The kinds of entities that a catalog has: one list, from which the sources, the reader of files, `disabled.ron`, the
//! lists of the catalog and the look-ups by id are made.
//!
//! A new kind takes a struct in `schema`, one in `model`, a function in `resolve` that makes one of the other, and an
//! entry here. What an entity holds is not this file's business.

/// Hands the list of kinds to the macro `$then`.
///
/// Of each kind: its name, its list, its folder, what one of it is called, the struct that is read, the struct that it
/// becomes, its position, and the look-up by id with the order that the list is in.
macro_rules! for_each_kind {
    ($then:ident) => {
        $then! {
            /// OS versions, oldest first, those without a date last.
            Os, os, "os", "OS version", Os => OsVersion, OsIdx, os_idx in_order_of_release;
            /// Documents.
            Reference, references, "references", "reference",
                Reference => Reference, ReferenceIdx, reference_idx in_order_of_id;
            /// Kinds of scopes.
            ScopeKind, scope_kinds, "scope-kinds", "scope kind",
                ScopeKind => ScopeKind, ScopeKindIdx, scope_kind_idx in_order_of_id;
            /// RPC servers.
            RpcServer, rpc_servers, "rpc-servers", "RPC server",
                RpcServer => RpcServer, RpcServerIdx, rpc_server_idx in_order_of_id;
            /// Optional scenarios.
            Scenario, scenarios, "scenarios", "scenario",
                Scenario => Scenario, ScenarioIdx, scenario_idx in_order_of_id;
            /// Assumptions.
            Assumption, assumptions, "assumptions", "assumption",
                Assumption => Assumption, AssumptionIdx, assumption_idx in_order_of_id;
            /// Choices.
            Choice, choices, "choices", "choice", Choice => Choice, ChoiceIdx, choice_idx in_order_of_id;
            /// System services.
            Service, services, "services", "service",
                Service => SystemService, ServiceIdx, service_idx in_order_of_id;
            /// Lists of endpoints that connections use together.
            EndpointGroup, endpoint_groups, "endpoint-groups", "endpoint group",
                EndpointGroup => EndpointGroup, EndpointGroupIdx, endpoint_group_idx in_order_of_id;
            /// Tunnel kinds.
            TunnelKind, tunnels, "tunnels", "tunnel kind",
                TunnelKind => TunnelKind, TunnelKindIdx, tunnel_idx in_order_of_id;
            /// Limits of what others take.
            Limit, limits, "limits", "limit", Limit => Limit, LimitIdx, limit_idx in_order_of_id;
            /// Roles.
            Role, roles, "roles", "role", Role => Role, RoleIdx, role_idx in_order_of_id;
        }
    };
}
pub(super) use for_each_kind;

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident, $list:ident, $folder:literal, $name:literal,
        $read:ident => $resolved:ident, $idx:ident, $look_up:ident $order:ident;)*) => {
        /// A kind of entity.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(super) enum EntityKind {
            $($(#[$doc])* $kind,)*
        }

        impl EntityKind {
            /// Every kind, in reading order.
            pub(super) const ALL: &[Self] = &[$(Self::$kind),*];

            /// The folder of its files.
            pub(super) fn folder(self) -> &'static str {
                match self {
                    $(Self::$kind => $folder,)*
                }
            }

            /// What one of it is called.
            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}
for_each_kind!(kinds);

impl EntityKind {
    /// The kind whose files stand in this folder.
    pub(super) fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.folder() == folder)
    }

    /// How findings and `disabled.ron` name an entity: `roles/telnet-server`.
    pub(super) fn path(self, id: &str) -> String {
        format!("{}/{id}", self.folder())
    }
}

pub(super) const ID_HINT: &str = "an id has lower case letters, digits and hyphens";

/// Whether an id can be named elsewhere: lower case letters, digits and hyphens.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
