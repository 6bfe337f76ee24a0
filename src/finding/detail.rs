//! What a finding says beyond its subject, by id, for whoever mends it. Texts are for people.

/// What a finding says beyond its subject.
///
/// It never tells two findings apart that say the same.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Detail {
    /// Nothing more.
    #[default]
    None,
    /// Something that is mentioned there and does not exist.
    Mention(Mention, String),
    /// Something that is mentioned by an id that it no longer has.
    Renamed {
        /// What kind of thing it is.
        what: Mention,
        /// The id that is mentioned.
        id: String,
        /// The id that it has now.
        now: String,
    },
    /// A scope that a placement names for a kind, and that is none of the kind.
    NoSuchScope {
        /// The kind.
        kind: String,
        /// The scope's id.
        scope: String,
    },
    /// Roles of which one would do, by id.
    Roles {
        /// The roles.
        any_of: Vec<String>,
        /// The scope that it would have to be in, by kind and id; `None`: whichever.
        scope: Option<(String, String)>,
    },
    /// OS versions, by id.
    OsVersions(Vec<String>),
    /// A kind of scopes.
    ScopeKind(String),
    /// An address as it stands there, without the space around it.
    Address(String),
    /// Assumptions that could be answered otherwise, by id.
    Assumptions(Vec<String>),
    /// RPC servers, by id.
    RpcServers(Vec<String>),
    /// What would lessen the ports that are open to a zone, by id.
    Lessening {
        /// How the RPC servers of the zone would be told to listen.
        rpc: Settling,
        /// Scenarios to decline, by id.
        scenarios: Vec<String>,
    },
    /// An endpoint, as `service/endpoint`.
    Endpoint(String),
    /// Selectors of the subject, by their position from 0.
    Selectors(Vec<usize>),
}

impl Detail {
    /// The ids that tell findings of one code and subject apart. What would mend it is no part of that.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        match self {
            Self::None | Self::Roles { .. } | Self::Assumptions(_) | Self::Lessening { .. } | Self::Selectors(_) => {
                Vec::new()
            }
            Self::Mention(what, id) | Self::Renamed { what, id, .. } => vec![what.label().to_owned(), id.clone()],
            Self::NoSuchScope { kind, scope } => vec![kind.clone(), scope.clone()],
            Self::OsVersions(ids) | Self::RpcServers(ids) => ids.clone(),
            Self::ScopeKind(id) | Self::Address(id) | Self::Endpoint(id) => vec![id.clone()],
        }
    }
}

/// How RPC servers would be told to listen.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Settling {
    /// As they are.
    AsIs,
    /// These on a port each, by id.
    Pinned(Vec<String>),
    /// All in one range.
    Restricted,
}

/// What kind of thing is mentioned.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Mention {
    /// An assumption of the catalog.
    Assumption,
    /// A scenario of the catalog.
    Scenario,
    /// A choice of the catalog.
    Choice,
    /// An option of a choice, as `choice/option`.
    Option,
    /// An RPC server of the catalog.
    RpcServer,
    /// An OS version of the catalog.
    OsVersion,
    /// A role of the catalog.
    Role,
    /// An endpoint of the catalog, as `service/endpoint`.
    Endpoint,
    /// A tunnel kind of the catalog.
    TunnelKind,
    /// A system service of the catalog.
    Service,
    /// A zone of the plan.
    Zone,
    /// A scope of the plan.
    Scope,
}

impl Mention {
    /// The word shown to the user.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Assumption => "assumption",
            Self::Scenario => "scenario",
            Self::Choice => "choice",
            Self::Option => "option",
            Self::RpcServer => "RPC server",
            Self::OsVersion => "OS version",
            Self::Role => "role",
            Self::Endpoint => "endpoint",
            Self::TunnelKind => "tunnel kind",
            Self::Service => "service",
            Self::Zone => "zone",
            Self::Scope => "scope",
        }
    }
}
