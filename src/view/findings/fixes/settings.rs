//! Settings that hold for the plan, a zone or a placement alike: RPC ports, overrides, what tunnels carry.

use std::collections::{BTreeMap, BTreeSet};

use super::fix::{Fix, Fixer};
use crate::finding::Place;
use crate::matrix::FIRST_PIN;
use crate::net::PortRange;
use crate::plan::{Carries, Edit, Placement, RpcServerId, RpcStrategy, Tunnel};

/// Where the range ends that is proposed.
const LAST_PORT: u16 = 50_255;

impl Fixer<'_> {
    /// Mends the RPC ports of the plan, of a zone or of a placement. `ids` are the servers that share a port, or the
    /// one that can't be pinned; none: the range is wrong.
    pub(super) fn other_rpc_ports(self, place: &Place, ids: &[String]) -> Vec<Fix> {
        let (label, mend): (String, &dyn Fn(&RpcStrategy) -> RpcStrategy) = match ids {
            [] => {
                let Some(range) = proposed_range() else { return Vec::new() };
                (format!("Restrict RPC to {range}"), &|strategy| match strategy {
                    RpcStrategy::Restricted(_) => {
                        proposed_range().map_or(RpcStrategy::Dynamic, RpcStrategy::Restricted)
                    }
                    other => other.clone(),
                })
            }
            [id] => (format!("Take the pin of {} out", self.server_name(id)), &|strategy| unpinned(strategy, id)),
            _ => ("Give each of them a port of its own".to_owned(), &|strategy| parted(strategy, ids)),
        };
        Fix::new(label, self.with_rpc(place, mend)).into_iter().collect()
    }

    fn server_name(self, id: &str) -> String {
        let idx = self.catalog.rpc_server_idx(id);
        idx.map_or_else(|| id.to_owned(), |idx| self.catalog.rpc_servers[idx].name.to_string())
    }

    /// Changes how RPC servers listen at a place.
    pub(super) fn with_rpc(self, place: &Place, mend: &dyn Fn(&RpcStrategy) -> RpcStrategy) -> Vec<Edit> {
        let changed = |strategy: &RpcStrategy| Some(mend(strategy)).filter(|mended| mended != strategy);
        match place {
            Place::Plan => changed(&self.plan.rpc).map(Edit::SetRpc).into_iter().collect(),
            Place::Zone(_) => {
                let zone = self.zone(place);
                let edit = zone.and_then(|zone| {
                    let rpc = changed(zone.rpc.as_ref()?)?;
                    Some(Edit::SetZoneRpc { zone: zone.id.clone(), rpc: Some(rpc) })
                });
                edit.into_iter().collect()
            }
            Place::Placement { .. } => self.placed(place).map_or_else(Vec::new, |placed| {
                placed.changed(|placement| {
                    let rpc = placement.rpc.as_ref().map(mend);
                    Some(Placement { rpc, ..placement.clone() })
                })
            }),
            _ => Vec::new(),
        }
    }

    /// Takes selectors out: an override goes with its own, a tunnel carries less.
    pub(super) fn without_selectors(self, place: &Place, positions: &[usize]) -> Vec<Fix> {
        let fix = match place {
            Place::Override(idx) => self.without_override(*idx),
            Place::Tunnel(idx) => self.with_tunnel(*idx, "Take what matches nothing out of", |tunnel| {
                if let Carries::Selection(selectors) = &mut tunnel.carries {
                    let mut position = 0..;
                    selectors.retain(|_| !position.next().is_some_and(|position| positions.contains(&position)));
                }
            }),
            _ => None,
        };
        fix.into_iter().collect()
    }

    /// Takes a tunnel out that carries nothing; the ports that it opens for itself close with it.
    pub(super) fn without_idle_tunnel(self, place: &Place) -> Vec<Fix> {
        let Place::Tunnel(idx) = place else { return Vec::new() };
        self.without_tunnel(*idx).into_iter().collect()
    }

    /// Takes an override out that costs too much.
    pub(super) fn let_through(self, place: &Place) -> Vec<Fix> {
        let Place::Override(idx) = place else { return Vec::new() };
        self.without_override(*idx).into_iter().collect()
    }

    pub(super) fn without_override(self, idx: usize) -> Option<Fix> {
        let mut overrides = self.plan.overrides.clone();
        if idx >= overrides.len() {
            return None;
        }
        overrides.remove(idx);
        Fix::new(format!("Remove override {}", idx + 1), vec![Edit::SetOverrides(overrides)])
    }

    pub(super) fn without_tunnel(self, idx: usize) -> Option<Fix> {
        let mut tunnels = self.plan.tunnels.clone();
        if idx >= tunnels.len() {
            return None;
        }
        tunnels.remove(idx);
        Fix::new(format!("Remove tunnel {}", idx + 1), vec![Edit::SetTunnels(tunnels)])
    }

    /// Changes a tunnel. `what` is what is done to it, as a menu says it before “tunnel 1”.
    pub(super) fn with_tunnel(self, idx: usize, what: &str, change: impl FnOnce(&mut Tunnel)) -> Option<Fix> {
        let mut tunnels = self.plan.tunnels.clone();
        change(tunnels.get_mut(idx)?);
        let edits = if tunnels == self.plan.tunnels { Vec::new() } else { vec![Edit::SetTunnels(tunnels)] };
        Fix::new(format!("{what} tunnel {}", idx + 1), edits)
    }
}

/// The strategy without the pin of a server.
pub(super) fn unpinned(strategy: &RpcStrategy, id: &str) -> RpcStrategy {
    let mut res = strategy.clone();
    if let RpcStrategy::Pinned(pins) = &mut res {
        pins.remove(id);
    }
    res
}

/// The strategy with a port of its own for each of these servers; the first keeps its port.
fn parted(strategy: &RpcStrategy, ids: &[String]) -> RpcStrategy {
    let mut res = strategy.clone();
    if let RpcStrategy::Pinned(pins) = &mut res {
        let mut taken = BTreeSet::new();
        for id in ids {
            let Some(&port) = pins.get(id.as_str()) else { continue };
            if !taken.insert(port)
                && let Some(free) = free_port(pins)
            {
                pins.insert(id.as_str().into(), free);
            }
        }
    }
    res
}

/// The first port from the proposed ones on that no pin takes.
fn free_port(pins: &BTreeMap<RpcServerId, PortRange>) -> Option<PortRange> {
    let port = (FIRST_PIN..=u16::MAX).find(|&port| !pins.values().any(|range| range.contains(port)));
    port.and_then(PortRange::single)
}

/// The range that is proposed where one is too low or too narrow.
fn proposed_range() -> Option<PortRange> {
    PortRange::new(FIRST_PIN, LAST_PORT)
}
