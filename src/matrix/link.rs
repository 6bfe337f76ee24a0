//! A connection of the catalog as it stands between two zones. Who calls and who listens is listed on demand.

use std::fmt;

use itertools::Itertools as _;

use super::context::Context;
use super::lines::Line;
use super::resolve::{self, Facet, PortOrigin};
use crate::catalog::{ChosenAmong, ConnectionRef, EndpointRef, OsSet};
use crate::ids::{AssumptionIdx, ChoiceIdx, OptionIdx, RoleIdx};
use crate::net::PortRange;
use crate::plan::Zone;

/// One endpoint of one connection on one range of ports, between placements that share scopes and `serves`.
///
/// Every source reaches every destination.
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
    /// The one port that it is opened from; `None`: the dynamic range of the source.
    pub(crate) source_port: Option<u16>,
    pub(crate) source_facet: &'a Facet,
    pub(crate) destination_facet: &'a Facet,
}

/// A placement that opens a link.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LinkSource {
    /// Position in the source zone.
    pub placement: usize,
    /// Position in the catalog of the role that is placed.
    pub placed_role: RoleIdx,
    /// Its OS versions for which the link holds; `None`: it does not depend on them.
    pub os: Option<OsSet>,
}

/// A placement that listens on a link.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct LinkDestination {
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

    /// What must be chosen.
    #[must_use]
    pub fn asked_choices(&self) -> &'a [ChosenAmong] {
        &self.line.when.choices
    }

    /// The kind of scopes on which it is matched; `None`: they play no part.
    #[must_use]
    pub fn scope_kind(&self) -> Option<&'a str> {
        self.line.scope.map(|idx| &*self.context.table.scope_matches[idx].kind)
    }

    /// The scopes of those who open it, by kind and id.
    #[must_use]
    pub fn source_scopes(&self) -> &'a [(String, String)] {
        &self.source_facet.scopes
    }

    /// The scopes of those who listen, by kind and id.
    #[must_use]
    pub fn destination_scopes(&self) -> &'a [(String, String)] {
        &self.destination_facet.scopes
    }

    /// What must be chosen, and which option holds.
    pub fn choices(&self) -> impl Iterator<Item = (ChoiceIdx, OptionIdx)> + use<'a> {
        let Self { context, line, source_facet, destination_facet, .. } = *self;
        let choices = line.when.choices.iter().map(|asked| asked.choice).dedup();
        choices
            .map(move |choice| (choice, context.scopes.option(choice, &source_facet.scopes, &destination_facet.scopes)))
    }

    /// Who opens it, by placement; never empty.
    pub fn sources(&self) -> impl Iterator<Item = LinkSource> + use<'a> {
        let Self { context, source, line, source_port, source_facet, .. } = *self;
        let sources = source_facet.instances_of(line.connection.role).iter().filter(move |instance| {
            resolve::opens(instance, line)
                && resolve::source_port(context.catalog, source, instance, line) == source_port
        });
        sources.map(|instance| LinkSource {
            placement: instance.placement,
            placed_role: instance.placed_role,
            os: line.when.source_os.map(|os| os.and(instance.os)),
        })
    }

    /// Who listens on it, by placement; never empty.
    pub fn destinations(&self) -> impl Iterator<Item = LinkDestination> + use<'a> {
        let Self { context, destination, line, range, destination_facet, .. } = *self;
        let destinations =
            destination_facet.instances_of(line.destination).iter().filter(|instance| resolve::listens(instance, line));
        destinations.flat_map(move |instance| {
            let ports = resolve::resolve_ports(context.catalog, context.plan, destination, instance, line);
            ports.into_iter().filter(move |port| port.range == range).map(|port| LinkDestination {
                placement: instance.placement,
                placed_role: instance.placed_role,
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
            && self.sources().eq(other.sources())
            && self.destinations().eq(other.destinations())
    }
}

impl fmt::Debug for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("connection", &self.connection())
            .field("endpoint", &self.endpoint())
            .field("range", &self.range)
            .field("sources", &self.sources().collect::<Vec<_>>())
            .field("destinations", &self.destinations().collect::<Vec<_>>())
            .finish()
    }
}
