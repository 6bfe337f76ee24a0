//! System services, their endpoints, and where those listen.

use std::sync::Arc;

use typed_index_collections::TiVec;

use super::Confidence;
use super::condition::Condition;
use super::entity::{Entity, entities};
use crate::ids::{EndpointGroupId, EndpointId, EndpointIdx, ReferenceIdx, RpcServerIdx, ServiceId, ServiceIdx};
use crate::net::{PortRange, Transport};

entities!(with references:; without: SystemService, EndpointGroup);

/// A system service and what it listens on.
#[derive(Clone, Debug)]
pub struct SystemService {
    /// Kebab-case id.
    pub id: ServiceId,
    /// The friendly name.
    pub name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// The service name; may be empty.
    pub service_name: Arc<str>,
    /// One line.
    pub summary: String,
    /// In the order of the file.
    pub endpoints: TiVec<EndpointIdx, Endpoint>,
}

/// One thing a system service listens on.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Unique within the service.
    pub id: EndpointId,
    /// LDAP, Kerberos, SMB, …
    pub application_protocol: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// What its ports belong to.
    pub transport: Transport,
    /// Where it listens.
    pub port: Port,
    /// The one port that sources open it from; `None`: their dynamic range.
    pub source_port: Option<u16>,
    /// What moves its port.
    pub follows: Option<Follows>,
    /// When it exists.
    pub when: Condition,
    /// Opening it across zones is a finding.
    pub legacy: bool,
    /// What else to know; may be empty.
    pub note: String,
    /// Whether a document says so.
    pub confidence: Confidence,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// Endpoints that several connections use.
#[derive(Clone, Debug)]
pub struct EndpointGroup {
    /// Kebab-case id.
    pub id: EndpointGroupId,
    /// In the order of the file.
    pub endpoints: Vec<EndpointRef>,
}

/// A port that moves with another one of its service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Follows {
    /// Position in [`SystemService::endpoints`] of the endpoint whose port can be chosen.
    pub endpoint: EndpointIdx,
    /// What is added to the chosen port.
    pub offset: i32,
}

impl Follows {
    /// The port that goes with a chosen one; `None`: there is no such port.
    #[must_use]
    pub fn port(self, chosen: PortRange) -> Option<u16> {
        i32::from(chosen.first())
            .checked_add(self.offset)
            .and_then(|port| u16::try_from(port).ok())
            .filter(|port| *port > 0)
    }
}

/// Where an endpoint listens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Port {
    /// One port or a documented range; a single port is a range of one.
    Fixed(PortRange),
    /// The port of the RPC server at this position.
    RpcDynamic(RpcServerIdx),
    /// The operating system's dynamic range.
    OsDynamic,
    /// Chosen by the administrator; the documented default.
    Parameter(Option<PortRange>),
    /// No ports.
    Protocol,
}

/// An endpoint of a service.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct EndpointRef {
    /// Position in [`Catalog::services`](crate::catalog::Catalog::services).
    pub service: ServiceIdx,
    /// Position in [`SystemService::endpoints`].
    pub endpoint: EndpointIdx,
}
