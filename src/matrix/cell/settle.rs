//! What becomes of a flow that something asks for: overrides come before tunnels.

use std::borrow::{Borrow, Cow};

use super::pair::Pair;
use crate::matrix::flow::{Flow, FlowKey, Status};
use crate::plan::{Carries, Override, Selector, Tunnel, Zone};

/// Lets overrides and tunnels have their say on a derived flow: an override comes before a tunnel.
pub(super) fn settle<'a>(pair: &Pair<'a>, flow: &mut Flow<'a>) {
    suppress(pair, flow);
    let Pair { context, source, destination, .. } = *pair;
    if matches!(flow.status, Status::Suppressed { .. }) {
        return;
    }
    for (tunnel_idx, tunnel) in context.plan.tunnels.iter().enumerate() {
        let carries = match &tunnel.carries {
            Carries::Everything => true,
            Carries::Selection(selectors) => {
                selectors.iter().any(|selector| selects(selector, source, destination, &flow.key))
            }
        };
        if carries && joins(tunnel, source, destination) && context.catalog.tunnel_idx(tunnel.kind.as_str()).is_some() {
            flow.status = Status::Tunnelled { tunnel_idx };
            return;
        }
    }
}

/// Lets overrides have their say on a flow, whether a connection or a tunnel asks for it.
pub(super) fn suppress<'a>(pair: &Pair<'a>, flow: &mut Flow<'a>) {
    if matches!(flow.status, Status::Suppressed { .. }) {
        return;
    }
    for (override_idx, entry) in pair.context.plan.overrides.iter().enumerate() {
        if let Override::Suppress { selector, reason } = entry
            && selects(selector, pair.source, pair.destination, &flow.key)
        {
            flow.status = Status::Suppressed { override_idx: Some(override_idx), reason: Cow::Borrowed(reason) };
            return;
        }
    }
}

/// Whether a tunnel lies between two zones, in either order.
pub(super) fn joins(tunnel: &Tunnel, source: &Zone, destination: &Zone) -> bool {
    let [a, b] = &tunnel.zones;
    a != b && (*a == source.id && *b == destination.id || *b == source.id && *a == destination.id)
}

/// Whether a selector picks a flow. Ports must all lie in the selector's.
pub(in crate::matrix) fn selects(selector: &Selector, source: &Zone, destination: &Zone, key: &FlowKey<'_>) -> bool {
    fn names<T: Borrow<str>>(wanted: Option<&T>, value: &str) -> bool {
        wanted.is_none_or(|wanted| wanted.borrow() == value)
    }
    names(selector.source_zone.as_ref(), source.id.as_str())
        && names(selector.destination_zone.as_ref(), destination.id.as_str())
        && names(selector.source_role.as_ref(), key.source_role)
        && names(selector.destination_role.as_ref(), key.destination_role)
        && names(selector.service.as_ref(), key.service)
        && selector.transport.is_none_or(|transport| transport == key.transport)
        && selector.ports.is_none_or(|ports| {
            key.ports.is_some_and(|range| ports.first() <= range.first() && range.last() <= ports.last())
        })
}
