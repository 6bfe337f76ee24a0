//! Roles of the plan's own: what they listen on and what they call. What a catalog makes of them stands in
//! `own_catalog`.

use crate::catalog::is_id;
use crate::finding::excerpt;
use crate::ids::RoleId;
use crate::net::{PortRange, Transport};

/// A role that no catalog has.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OwnRole {
    /// Unique in the plan, and none of the catalog's.
    pub id: RoleId,
    /// What a user ticks.
    pub name: String,
    /// What it is for; may be empty.
    pub summary: String,
    /// What it listens on.
    pub listens: Vec<Listener>,
    /// What it opens.
    pub calls: Vec<Call>,
}

/// What a role of the plan's own listens on.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Listener {
    /// In the user's words; may be empty.
    pub application_protocol: String,
    /// The transport.
    pub transport: Transport,
    /// The ports; `None` for transports without any.
    pub ports: Option<PortRange>,
}

/// What a role of the plan's own opens.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Call {
    /// The role that listens, of the catalog or of the plan.
    pub role: RoleId,
    /// The endpoints that are used, as `service/endpoint`; empty: all that a role of the plan listens on, and nothing
    /// of one of the catalog.
    pub uses: Vec<String>,
    /// Why, as a short phrase; may be empty.
    pub purpose: String,
    /// `None`: Required; otherwise the scenario that it serves.
    pub scenario: Option<String>,
    /// The kind of scopes that both ends must share; `None`: scopes play no part.
    pub scope: Option<String>,
}

impl OwnRole {
    /// What makes it a role that can't be kept, in words that say what to do; `None`: nothing.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let id = self.id.as_str();
        if !is_id(id) {
            let id = excerpt(id);
            return Some(format!("“{id}” is no id of a role: write lower case letters, digits and hyphens"));
        }
        if self.name.trim().is_empty() {
            return Some("a role needs a name: type one".to_owned());
        }
        if self.calls.iter().any(|call| call.scenario.as_ref().is_some_and(|text| text.trim().is_empty())) {
            return Some("a scenario needs words: say what the call is for".to_owned());
        }
        self.listens.iter().find_map(Listener::problem)
    }
}

impl Listener {
    /// What is wrong with it, in words that say what to do.
    fn problem(&self) -> Option<String> {
        let transport = self.transport;
        match (transport.has_ports(), self.ports) {
            (true, None) => Some(format!("{transport} has ports: say on which it listens")),
            (false, Some(_)) => Some(format!("{transport} has no ports: leave them out")),
            (true, Some(_)) | (false, None) => None,
        }
    }
}
