//! What is lost with the flows that an override takes away, by role: texts for findings, cells and the inspector.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, EndpointRef, Need};
use crate::matrix::{Cell, Flow, FlowRole, FlowService, Link, Origin};
use crate::net::{PortSet, Transport};

/// The most losses that are listed of one role before the rest is counted.
const MOST_LISTED: usize = 4;

/// What one override takes away between two zones.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss<'a> {
    /// Its position in the plan.
    pub override_idx: usize,
    /// By the role that opens, in the order of flows; never empty.
    pub roles: Vec<RoleLoss<'a>>,
}

/// What a role loses.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleLoss<'a> {
    /// Name of the role that opens, or of the tunnel.
    pub name: &'a str,
    /// What goes wrong, as the catalog says it: “can't log on”.
    consequences: Vec<&'a str>,
    /// What it was for, where the catalog says nothing of what goes wrong.
    purposes: Vec<&'a str>,
    /// By application protocol.
    ports: BTreeMap<&'a str, BTreeMap<Transport, PortSet>>,
    /// What was to be; none for a tunnel.
    pub(in crate::check) links: Vec<Link<'a>>,
    /// What it means for the tunnel whose own flows they are.
    pub(in crate::check) tunnel: Option<TunnelLoss>,
}

/// What becomes of a tunnel that lacks something of its own. The worse comes first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::check) enum TunnelLoss {
    /// It is not kept up.
    Down,
    /// It is kept up where no NAT lies between its ends.
    DownAcrossNat,
}

impl TunnelLoss {
    fn of(catalog: &Catalog, flow: &Flow<'_>) -> Self {
        let kind = match flow.key.source_role {
            FlowRole::Tunnel(idx) => Some(&catalog.tunnels[idx]),
            FlowRole::Role(_) | FlowRole::Text(_) => None,
        };
        let is_it = |endpoint: &EndpointRef| {
            let fact = catalog.endpoint(*endpoint);
            FlowService::Service(endpoint.service) == flow.key.service
                && *fact.application_protocol == *flow.key.application_protocol
                && fact.transport == flow.key.transport
        };
        if kind.is_some_and(|kind| kind.across_nat.iter().any(is_it)) { Self::DownAcrossNat } else { Self::Down }
    }

    fn says(self) -> &'static str {
        match self {
            Self::Down => "can't keep up its tunnel",
            Self::DownAcrossNat => "can't keep up its tunnel where a NAT lies between its ends",
        }
    }
}

/// What overrides take away in a cell, by override.
#[must_use]
pub fn losses<'a>(catalog: &'a Catalog, cell: &Cell<'a>) -> Vec<Loss<'a>> {
    let mut res: BTreeMap<usize, Vec<(FlowRole<'a>, RoleLoss<'a>)>> = BTreeMap::new();
    for (override_idx, flow) in cell.lost_flows() {
        let roles = res.entry(override_idx).or_default();
        let known = roles.iter().position(|(role, _)| *role == flow.key.source_role);
        let known = known.unwrap_or_else(|| {
            roles.push((flow.key.source_role, RoleLoss::of(flow.key.source_role.name(catalog))));
            roles.len() - 1
        });
        roles[known].1.add(catalog, flow);
    }
    let roles = |roles: Vec<(FlowRole<'a>, RoleLoss<'a>)>| roles.into_iter().map(|(_, role)| role).collect();
    res.into_iter().map(|(override_idx, of_roles)| Loss { override_idx, roles: roles(of_roles) }).collect()
}

impl<'a> RoleLoss<'a> {
    fn of(name: &'a str) -> Self {
        let (consequences, purposes, links) = (Vec::new(), Vec::new(), Vec::new());
        Self { name, consequences, purposes, ports: BTreeMap::new(), links, tunnel: None }
    }

    fn add(&mut self, catalog: &'a Catalog, flow: &Flow<'a>) {
        let ports = self.ports.entry(flow.key.application_protocol).or_default();
        let ports = ports.entry(flow.key.transport).or_default();
        if let Some(range) = flow.key.ports {
            ports.insert(range);
        }
        // What only some scenario needs is not why the flow is Required.
        for reason in flow.reasons.iter().filter(|reason| reason.need == Need::Required) {
            let consequence = match reason.origin {
                Origin::Connection(link) => {
                    self.links.push(link);
                    catalog.connection(link.line.connection).consequence(link.line.endpoint)
                }
                Origin::Tunnel(_) => {
                    let loss = TunnelLoss::of(catalog, flow);
                    self.tunnel = Some(self.tunnel.map_or(loss, |worse| worse.min(loss)));
                    continue;
                }
                Origin::Override(_) => None,
            };
            let (list, text) = match consequence {
                Some(consequence) => (&mut self.consequences, consequence),
                None => (&mut self.purposes, reason.purpose),
            };
            if !list.contains(&text) {
                list.push(text);
            }
        }
    }

    /// What it loses, as what follows its name: “can't log on, and loses “Keep the clock with the domain””.
    #[must_use]
    pub fn words(&self) -> String {
        let tunnel = self.tunnel.map(TunnelLoss::says);
        let consequences = tunnel.into_iter().chain(self.consequences.iter().copied()).map(str::to_owned);
        let purposes = self.purposes.iter().map(|text| format!("loses “{text}”"));
        let mut told: Vec<String> = consequences.chain(purposes).collect();
        if told.len() > MOST_LISTED {
            let num_more = told.len() - (MOST_LISTED - 1);
            told.truncate(MOST_LISTED - 1);
            told.push(format!("loses {num_more} more things"));
        }
        match &told[..] {
            [] => "loses what it needs".to_owned(),
            [one] => one.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }

    /// What is taken away: `Kerberos (TCP 88, UDP 88)`.
    #[must_use]
    pub fn protocols(&self) -> String {
        let of_protocol = |(protocol, transports): (&&str, &BTreeMap<Transport, PortSet>)| {
            let ports = transports.iter().map(|(transport, ports)| {
                let separator = if ports.is_empty() { "" } else { " " };
                format!("{transport}{separator}{ports}")
            });
            format!("{protocol} ({})", ports.collect::<Vec<_>>().join(", "))
        };
        self.ports.iter().map(of_protocol).collect::<Vec<_>>().join(", ")
    }
}
