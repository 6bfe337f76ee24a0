//! What becomes of a flow that something asks for: overrides come before tunnels.

use std::borrow::{Borrow, Cow};

use super::pair::Pair;
use crate::catalog::Catalog;
use crate::matrix::flow::{Flow, Status};
use crate::matrix::flow_key::FlowKey;
use crate::plan::{Carries, Override, Selector, Tunnel, Zone};

/// Something of the plan that picks flows.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Picker {
    /// The override at this position.
    Override(usize),
    /// The tunnel at this position, which carries everything.
    Tunnel(usize),
    /// A selector of a tunnel: the positions of both.
    TunnelSelector(usize, usize),
}

/// Applies overrides and tunnels to a derived flow: the first that picks it takes it.
pub(super) fn apply_pickers<'a>(pair: &Pair<'a>, flow: &mut Flow<'a>) {
    let picker = suppressors(pair, &flow.key).chain(carriers(pair, &flow.key)).next();
    take(pair, flow, picker);
}

/// Applies overrides to a flow of a tunnel's own, which no tunnel carries.
pub(super) fn apply_overrides<'a>(pair: &Pair<'a>, flow: &mut Flow<'a>) {
    let picker = suppressors(pair, &flow.key).next();
    take(pair, flow, picker);
}

/// What a scenario that was declined took before is left as it is.
fn take<'a>(pair: &Pair<'a>, flow: &mut Flow<'a>, picker: Option<Picker>) {
    if matches!(flow.status, Status::Suppressed { .. }) {
        return;
    }
    match picker {
        None => {}
        Some(Picker::Override(override_idx)) => {
            let reason = Cow::Borrowed(pair.context.plan.overrides[override_idx].reason());
            flow.status = Status::Suppressed { override_idx: Some(override_idx), reason };
        }
        Some(Picker::Tunnel(tunnel_idx) | Picker::TunnelSelector(tunnel_idx, _)) => {
            flow.status = Status::Tunnelled { tunnel_idx };
        }
    }
}

/// The overrides that pick a flow, in the order in which they are asked.
pub(super) fn suppressors<'a>(pair: &Pair<'a>, key: &FlowKey<'a>) -> impl Iterator<Item = Picker> + use<'a> {
    let (&Pair { context, source, destination, .. }, key) = (pair, *key);
    context.plan.overrides.iter().enumerate().filter_map(move |(override_idx, entry)| match entry {
        Override::Suppress { selector, .. } => {
            selects(context.catalog, selector, [source, destination], &key).then_some(Picker::Override(override_idx))
        }
        Override::Add { .. } => None,
    })
}

/// The tunnels that pick a flow, and which of their selectors do, in the order in which they are asked.
pub(super) fn carriers<'a>(pair: &Pair<'a>, key: &FlowKey<'a>) -> impl Iterator<Item = Picker> + use<'a> {
    let (&Pair { context, source, destination, .. }, key) = (pair, *key);
    let lying = context.plan.tunnels.iter().enumerate().filter(move |(_, tunnel)| {
        joins(tunnel, source, destination) && context.catalog.tunnel_idx(tunnel.kind.as_str()).is_some()
    });
    lying.flat_map(move |(tunnel_idx, tunnel)| {
        let (everything, selectors) = match &tunnel.carries {
            Carries::Everything => (Some(Picker::Tunnel(tunnel_idx)), &[][..]),
            Carries::Selection(selectors) => (None, &selectors[..]),
        };
        let picking = selectors.iter().enumerate();
        let picking =
            picking.filter(move |(_, selector)| selects(context.catalog, selector, [source, destination], &key));
        everything.into_iter().chain(picking.map(move |(idx, _)| Picker::TunnelSelector(tunnel_idx, idx)))
    })
}

/// Whether a tunnel lies between two zones, in either order.
pub(super) fn joins(tunnel: &Tunnel, source: &Zone, destination: &Zone) -> bool {
    let [a, b] = &tunnel.zones;
    a != b && (*a == source.id && *b == destination.id || *b == source.id && *a == destination.id)
}

/// Whether a selector picks a flow.
fn selects(catalog: &Catalog, selector: &Selector, [source, destination]: [&Zone; 2], key: &FlowKey<'_>) -> bool {
    names(selector.source_zone.as_ref(), source.id.as_str())
        && names(selector.destination_zone.as_ref(), destination.id.as_str())
        && selects_key(catalog, selector, key)
}

/// Whether a selector picks a flow, as far as its zones are not asked. Ports must all lie in the selector's.
pub(crate) fn selects_key(catalog: &Catalog, selector: &Selector, key: &FlowKey<'_>) -> bool {
    names(selector.source_role.as_ref(), key.source_role.id(catalog))
        && names(selector.destination_role.as_ref(), key.destination_role.id(catalog))
        && names(selector.service.as_ref(), key.service.id(catalog))
        && selector.transport.is_none_or(|transport| transport == key.transport)
        && selector.ports.is_none_or(|ports| {
            key.ports.is_some_and(|range| ports.first() <= range.first() && range.last() <= ports.last())
        })
}

fn names<T: Borrow<str>>(wanted: Option<&T>, value: &str) -> bool {
    wanted.is_none_or(|wanted| wanted.borrow() == value)
}
