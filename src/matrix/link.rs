//! A connection of the catalog as it stands between two zones. Who calls and who listens is listed on demand.

use std::fmt;

use super::context::Context;
use super::lines::Line;
use super::resolve::{self, Facet, PortOrigin};
use crate::catalog::{ConnectionRef, EndpointRef, OsSet};
use crate::ids::{AssumptionIdx, RoleIdx};
use crate::net::PortRange;
use crate::plan::Zone;

/// One endpoint of one connection on one range of ports, between placements that share scopes and `serves`.
///
/// Every caller reaches every listener.
#[derive(Clone, Copy)]
pub struct Link<'a> {
    pub(crate) context: Context<'a>,
    /// The zone that opens.
    pub(crate) source: &'a Zone,
    /// The zone that listens.
    pub(crate) destination: &'a Zone,
    pub(crate) line: &'a Line,
    /// `None` for transports without ports, and for a port nobody has chosen.
    pub(crate) range: Option<PortRange>,
    /// The one port that it is opened from; `None`: the dynamic range of the caller.
    pub(crate) source_port: Option<u16>,
    pub(crate) from: &'a Facet,
    pub(crate) to: &'a Facet,
}

/// A placement that opens a link.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Caller {
    /// Position in the source zone.
    pub placement: usize,
    /// Position in the catalog of the role that is placed.
    pub placed_role: RoleIdx,
    /// Its OS versions for which the link holds; `None`: it does not depend on them.
    pub os: Option<OsSet>,
}

/// A placement that listens on a link.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Listener {
    /// Position in the destination zone.
    pub placement: usize,
    /// Position in the catalog of the role that is placed.
    pub placed_role: RoleIdx,
    /// Its OS versions for which the link holds, or whose range it is; `None`: it does not depend on them.
    pub os: Option<OsSet>,
    /// Where its ports come from.
    pub origin: PortOrigin,
}

impl<'a> Link<'a> {
    /// The connection.
    #[must_use]
    pub fn connection(&self) -> ConnectionRef {
        self.line.connection
    }

    /// The endpoint used.
    #[must_use]
    pub fn endpoint(&self) -> EndpointRef {
        self.line.endpoint
    }

    /// Whether it uses a cleartext or legacy protocol.
    #[must_use]
    pub fn is_legacy(&self) -> bool {
        self.line.legacy
    }

    /// Positions of the assumptions that govern it.
    #[must_use]
    pub fn assumptions(&self) -> &'a [AssumptionIdx] {
        &self.line.when.assumptions
    }

    /// Who opens it, by placement; never empty.
    pub fn callers(&self) -> impl Iterator<Item = Caller> + use<'a> {
        let Self { context, source, line, source_port, from, .. } = *self;
        let callers = from.instances_of(line.connection.role).iter().filter(move |caller| {
            resolve::opens(caller, line) && resolve::source_port(context.catalog, source, caller, line) == source_port
        });
        callers.map(|caller| Caller {
            placement: caller.placement,
            placed_role: caller.placed_role,
            os: line.when.source_os.map(|os| os.and(caller.os)),
        })
    }

    /// Who listens on it, by placement; never empty.
    pub fn listeners(&self) -> impl Iterator<Item = Listener> + use<'a> {
        let Self { context, destination, line, range, to, .. } = *self;
        let listeners = to.instances_of(line.to).iter().filter(|listener| resolve::listens(listener, line));
        listeners.flat_map(move |listener| {
            let ports = resolve::resolve_ports(context.catalog, context.plan, destination, listener, line);
            ports.into_iter().filter(move |port| port.range == range).map(|port| Listener {
                placement: listener.placement,
                placed_role: listener.placed_role,
                os: port.os,
                origin: port.origin,
            })
        })
    }
}

impl PartialEq for Link<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.connection(), self.endpoint(), self.range, self.source_port)
            == (other.connection(), other.endpoint(), other.range, other.source_port)
            && self.callers().eq(other.callers())
            && self.listeners().eq(other.listeners())
    }
}

impl fmt::Debug for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("connection", &self.connection())
            .field("endpoint", &self.endpoint())
            .field("range", &self.range)
            .field("callers", &self.callers().collect::<Vec<_>>())
            .field("listeners", &self.listeners().collect::<Vec<_>>())
            .finish()
    }
}
