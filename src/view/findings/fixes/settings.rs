//! Settings that hold for the plan, a zone or a placement alike: RPC ports, overrides, what tunnels carry.

use super::fix::{Fix, Fixer};
use super::placed::Placed;
use crate::check::FIRST_PIN;
use crate::finding::Subject;
use crate::net::PortRange;
use crate::plan::{Carries, Edit, Override, RpcStrategy, Trust, Tunnel};
use crate::view::plan::{first_range, without};

impl Fixer<'_> {
    /// Mends the RPC ports of the plan, of a zone or of a placement. `ids` are the servers that share a port, or the
    /// one that can't be pinned; none: the range is wrong.
    pub(super) fn other_rpc_ports(self, subject: &Subject, ids: &[String]) -> Option<Fix> {
        let (label, mend): (String, &dyn Fn(&RpcStrategy) -> RpcStrategy) = match ids {
            [] => (format!("Restrict RPC to {}", first_range()?), &|strategy| match strategy {
                RpcStrategy::Restricted(_) => first_range().map_or(RpcStrategy::Dynamic, RpcStrategy::Restricted),
                other => other.clone(),
            }),
            [id] if self.can_be_pinned(id) => {
                (format!("Pin {} to a port of its own", self.catalog.rpc_server_name(id)), &|strategy| {
                    repinned(strategy, id)
                })
            }
            [id] => (format!("Take the pin of {} out", self.catalog.rpc_server_name(id)), &|strategy| {
                unpinned(strategy, id)
            }),
            _ => ("Give each of them a port of its own".to_owned(), &|strategy| parted(strategy, ids)),
        };
        Fix::new(label, self.with_rpc(subject, mend))
    }

    fn can_be_pinned(self, id: &str) -> bool {
        self.catalog.rpc_server_idx(id).is_none_or(|idx| self.catalog.rpc_servers[idx].pin.is_some())
    }

    /// Changes how RPC servers listen at a place.
    pub(super) fn with_rpc(self, subject: &Subject, mend: &dyn Fn(&RpcStrategy) -> RpcStrategy) -> Vec<Edit> {
        let changed = |strategy: &RpcStrategy| Some(mend(strategy)).filter(|mended| mended != strategy);
        match subject {
            Subject::Plan => changed(&self.plan.rpc).map(Edit::SetRpc).into_iter().collect(),
            Subject::Zone(_) => {
                let edit = self.zone(subject).and_then(|zone| {
                    let rpc = changed(zone.rpc.as_ref()?)?;
                    Some(Edit::SetZoneRpc { zone: zone.id.clone(), rpc: Some(rpc) })
                });
                edit.into_iter().collect()
            }
            Subject::Placement { .. } => self.placed(subject).map_or_else(Vec::new, |placed| {
                placed.changed(|placement| placement.rpc = placement.rpc.as_ref().map(mend))
            }),
            _ => Vec::new(),
        }
    }

    /// Takes selectors out: an override goes with its own, a tunnel carries less.
    pub(super) fn without_selectors(self, subject: &Subject, positions: &[usize]) -> Option<Fix> {
        match subject {
            Subject::Override(idx) => self.without_override(*idx),
            Subject::Tunnel(idx) => self.with_tunnel(*idx, "Take what matches nothing out of", |tunnel| {
                if let Carries::Selection(selectors) = &mut tunnel.carries {
                    let mut position = 0..;
                    selectors.retain(|_| !position.next().is_some_and(|position| positions.contains(&position)));
                }
            }),
            _ => None,
        }
    }

    pub(super) fn without_override(self, idx: usize) -> Option<Fix> {
        self.plan.overrides.get(idx)?;
        Fix::new(format!("Remove override {}", idx + 1), vec![Edit::SetOverrides(without(&self.plan.overrides, idx))])
    }

    pub(super) fn without_tunnel(self, idx: usize) -> Option<Fix> {
        self.plan.tunnels.get(idx)?;
        Fix::new(format!("Remove tunnel {}", idx + 1), vec![Edit::SetTunnels(without(&self.plan.tunnels, idx))])
    }

    /// Changes a tunnel. `what` is what is done to it, as a menu says it before “tunnel 1”.
    pub(super) fn with_tunnel(self, idx: usize, what: &str, change: impl FnOnce(&mut Tunnel)) -> Option<Fix> {
        let mut tunnels = self.plan.tunnels.clone();
        change(tunnels.get_mut(idx)?);
        let edits = if tunnels == self.plan.tunnels { Vec::new() } else { vec![Edit::SetTunnels(tunnels)] };
        Fix::new(format!("{what} tunnel {}", idx + 1), edits)
    }

    /// Takes the ports of an added flow out, where its transport has none.
    pub(super) fn without_ports(self, idx: usize) -> Option<Fix> {
        let mut overrides = self.plan.overrides.clone();
        let Override::Add { flow, .. } = overrides.get_mut(idx)? else { return None };
        if flow.transport.has_ports() {
            return None;
        }
        flow.ports.take()?;
        Fix::new(format!("Take the ports out of override {}", idx + 1), vec![Edit::SetOverrides(overrides)])
    }

    /// Takes the trusts of a scope with itself out.
    pub(super) fn without_own_trusts(self, id: &str) -> Option<Fix> {
        let is_own = |trust: &Trust| trust.trusting.as_str() == id && trust.trusted.as_str() == id;
        self.without_trusts(format!("Remove the trust of {} with itself", self.plan.scope_name(id)), is_own)
    }

    /// Takes all trusts of a scope out.
    pub(super) fn without_trusts_of(self, id: &str) -> Option<Fix> {
        let label = format!("Remove the trusts of {}", self.plan.scope_name(id));
        self.without_trusts(label, |trust| speaks_of_scope(trust, id))
    }

    pub(super) fn without_trusts(self, label: String, goes: impl Fn(&Trust) -> bool) -> Option<Fix> {
        let kept = self.plan.trusts.iter().filter(|trust| !goes(trust)).cloned().collect();
        Fix::new(label, vec![Edit::SetTrusts(kept)])
    }
}

impl Placed<'_> {
    /// Takes the scope of a kind out, where it changes nothing.
    pub(super) fn without_scope(&self, kind: &str, scope: &str) -> Option<Fix> {
        let edits = self.changed(|placement| placement.scopes.retain(|of, id| of != kind || id.as_str() != scope));
        Fix::new(format!("Take {} out of {}", self.fixer.plan.scope_name(scope), self.here()), edits)
    }

    /// No longer does without a role that it does not bring.
    pub(super) fn not_without(&self, id: &str) -> Option<Fix> {
        let edits = self.changed(|placement| {
            placement.without.remove(id);
        });
        let role = self.fixer.catalog.role_name(id);
        Fix::new(format!("Forget that {} does without {role}", self.here()), edits)
    }

    /// Takes the port out that is chosen for an endpoint.
    pub(super) fn without_port(&self, path: &str) -> Option<Fix> {
        let edits = self.changed(|placement| {
            placement.ports.remove(path);
        });
        let catalog = self.fixer.catalog;
        let endpoint = catalog.endpoint_ref(path).map(|endpoint| &*catalog.endpoint(endpoint).application_protocol);
        Fix::new(format!("Forget the port chosen for {} of {}", endpoint.unwrap_or(path), self.here()), edits)
    }
}

/// Whether a trust has a scope at one of its ends.
pub(super) fn speaks_of_scope(trust: &Trust, id: &str) -> bool {
    trust.trusting.as_str() == id || trust.trusted.as_str() == id
}

/// The strategy without the pin of a server.
pub(super) fn unpinned(strategy: &RpcStrategy, id: &str) -> RpcStrategy {
    let mut res = strategy.clone();
    if let RpcStrategy::Pinned(pins) = &mut res {
        pins.remove(id);
    }
    res
}

/// The strategy with one port for each of these servers, which nobody else has; those that can keep theirs.
fn parted(strategy: &RpcStrategy, ids: &[String]) -> RpcStrategy {
    let mut res = strategy.clone();
    if let RpcStrategy::Pinned(pins) = &mut res {
        let others = pins.iter().filter(|(server, _)| !ids.iter().any(|id| server.as_str() == id));
        let mut taken: Vec<PortRange> = others.map(|(_, port)| *port).collect();
        for id in ids {
            let Some(pin) = pins.get_mut(id.as_str()) else { continue };
            let own = PortRange::single(pin.first()).filter(|own| is_free(*own, &taken));
            if let Some(port) = own.or_else(|| free_port(&taken)) {
                *pin = port;
                taken.push(port);
            }
        }
    }
    res
}

/// The strategy with another port for this server, which nobody else has.
fn repinned(strategy: &RpcStrategy, id: &str) -> RpcStrategy {
    let mut res = strategy.clone();
    if let RpcStrategy::Pinned(pins) = &mut res {
        let taken: Vec<PortRange> = pins.values().copied().collect();
        if let (Some(pin), Some(port)) = (pins.get_mut(id), free_port(&taken)) {
            *pin = port;
        }
    }
    res
}

/// The first port from the proposed ones on that none of these ranges takes.
fn free_port(taken: &[PortRange]) -> Option<PortRange> {
    (FIRST_PIN..=u16::MAX).filter_map(PortRange::single).find(|port| is_free(*port, taken))
}

fn is_free(port: PortRange, taken: &[PortRange]) -> bool {
    !taken.iter().any(|range| range.contains(port.first()))
}
