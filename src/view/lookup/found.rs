//! What a search of the reference finds. Ids are there for whoever wants to go on from a result.

use std::sync::Arc;

use crate::catalog::{Port, ScenarioDecision};
use crate::ids::{OsId, ReferenceId, RoleId, RpcServerId, ScenarioId, ServiceId};
use crate::net::Transport;

/// Everything that a search finds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Lookup {
    /// What words of the glossary mean that were asked for, a sentence each.
    pub explained: Vec<String>,
    /// What was found, the best first. The endpoints of a port are found one by one.
    pub hits: Vec<Found>,
    /// The words that no hit has, because nothing has all of them; empty: the hits have all.
    pub lacking: Vec<String>,
    /// Misspelt words, each with the word that was searched for in its place.
    pub nearest: Vec<(String, String)>,
    /// That what was searched for is a dynamic range, and whose; empty: it is none.
    pub dynamic_sentence: String,
    /// Sentences about the dynamic ranges that a port searched for lies in.
    pub ranges: Vec<String>,
    /// Endpoints that may listen on the ports because these lie in a wide range.
    pub wide: Vec<ServiceFound>,
    /// That there are such endpoints, as a sentence; empty: there are none.
    pub wide_sentence: String,
}

impl Lookup {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that was found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Found {
    /// A role.
    Role(RoleFound),
    /// A system service, with those of its endpoints that were found.
    Service(ServiceFound),
    /// A scenario.
    Scenario(ScenarioFound),
    /// An RPC server.
    RpcServer(RpcServerFound),
    /// An OS version.
    Os(OsFound),
    /// A document.
    Document(DocumentFound),
}

impl Found {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Role(role) => &role.name,
            Self::Service(service) => &service.name,
            Self::Scenario(scenario) => &scenario.name,
            Self::RpcServer(server) => &server.name,
            Self::Os(os) => &os.name,
            Self::Document(document) => &document.label,
        }
    }
}

/// A system service, with those of its endpoints that were found.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServiceFound {
    /// Its id.
    pub id: ServiceId,
    /// Its friendly name.
    pub name: Arc<str>,
    /// Its service name; may be empty.
    pub service_name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// One line.
    pub summary: String,
    /// Names of the roles that run it.
    pub run_by: Vec<Arc<str>>,
    /// The best first.
    pub endpoints: Vec<EndpointFound>,
}

/// What a service listens on, and who connects to it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EndpointFound {
    /// Its id, as `service/endpoint`.
    pub path: String,
    /// What is spoken.
    pub application_protocol: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// What its ports belong to.
    pub transport: Transport,
    /// Its ports: `445`, `49152-65535`; empty when it has none.
    pub ports: String,
    /// Where they come from.
    pub port: Port,
    /// When it exists; empty: always.
    pub condition: String,
    /// What else to know; may be empty.
    pub note: String,
    /// Short names of the documents.
    pub references: Vec<String>,
    /// Who connects.
    pub callers: Vec<Caller>,
}

/// A role that connects to an endpoint.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Caller {
    /// Name of the role that opens.
    pub source_role: Arc<str>,
    /// Name of the role it is to.
    pub destination_role: Arc<str>,
    /// Why.
    pub purpose: Arc<str>,
    /// The scenario that needs it; `None`: Required.
    pub scenario: Option<Arc<str>>,
    /// When it exists; empty: always.
    pub condition: String,
    /// Short names of the documents.
    pub references: Vec<String>,
}

/// A role.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RoleFound {
    /// Its id.
    pub id: RoleId,
    /// What a user ticks.
    pub name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// The group it is listed under.
    pub family: Arc<str>,
    /// One line.
    pub summary: String,
    /// OS versions it exists on, in words.
    pub os: String,
    /// Names of the services it runs.
    pub runs: Vec<Arc<str>>,
    /// Names of the roles that come with it.
    pub implies: Vec<Arc<str>>,
    /// Every port on which others have to reach it: `TCP 53; UDP 53`.
    pub ports: String,
    /// The ports beside those on which scenarios need it, but for wide ranges.
    pub ports_of_scenarios: String,
    /// The connections for which it was found; empty: it was found for what is said of it.
    pub found_by: Vec<ConnectionFound>,
    /// What it opens itself; what comes with it opens more.
    pub opens: Vec<ConnectionFound>,
    /// What others open to it, or to an abstract role that comes with it.
    pub reached_by: Vec<ConnectionFound>,
    /// Short names of the documents.
    pub references: Vec<String>,
}

/// A scenario.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ScenarioFound {
    /// Its id.
    pub id: ScenarioId,
    /// What it is called.
    pub name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// What it is for; may be empty.
    pub summary: String,
    /// What holds where a plan says nothing of it.
    pub default: ScenarioDecision,
    /// What needs it.
    pub connections: Vec<ConnectionFound>,
}

/// An RPC server.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RpcServerFound {
    /// Its id.
    pub id: RpcServerId,
    /// What the documents call it.
    pub name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// How its port is pinned; empty when it can't be.
    pub pin: String,
    /// What listens on its port: `service/endpoint`.
    pub endpoints: Vec<String>,
    /// Short names of the documents.
    pub references: Vec<String>,
}

/// A connection with all its ports.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConnectionFound {
    /// Name of the role that opens.
    pub source_role: Arc<str>,
    /// Name of the role it is to.
    pub destination_role: Arc<str>,
    /// `TCP 53; UDP 53`.
    pub ports: String,
    /// Why.
    pub purpose: Arc<str>,
    /// The scenario that needs it; `None`: Required.
    pub scenario: Option<Arc<str>>,
    /// When it exists, whatever its endpoints add; empty: always.
    pub condition: String,
    /// Short names of the documents.
    pub references: Vec<String>,
}

/// An OS version.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OsFound {
    /// Its id.
    pub id: OsId,
    /// The product name.
    pub name: Arc<str>,
    /// Its default dynamic range.
    pub dynamic_range: String,
    /// Day of general availability; empty for what is not Windows.
    pub released: String,
    /// Last day of support; empty when none is announced.
    pub support_ends: String,
    /// Short names of the documents.
    pub references: Vec<String>,
}

/// A document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DocumentFound {
    /// Its id.
    pub id: ReferenceId,
    /// The short name that others cite.
    pub label: String,
    /// Its title.
    pub title: Arc<str>,
    /// Who published it.
    pub publisher: String,
    /// Where it stands.
    pub document: String,
    /// The version read; may be empty.
    pub version: String,
    /// The day it was read.
    pub read: String,
}
