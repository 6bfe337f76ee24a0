//! Scopes, trusts, tunnels and overrides that are being made: what they begin with, and the edit that adds each.

use crate::catalog::{Catalog, TunnelKind};
use crate::net::{PortRange, Transport};
use crate::plan::{
    Carries, Edit, Override, Plan, Scope, ScopeId, Selector, Trust, TrustDirection, TrustKind, Tunnel, ZoneId,
    first_free,
};

/// A scope that is being made.
#[derive(Clone, Debug, Default)]
pub struct ScopeDraft {
    /// The id of its kind; empty until [`ScopeDraft::fill`].
    pub kind: String,
    /// What is typed as its name.
    pub name: String,
}

impl ScopeDraft {
    /// Chooses a kind where none is chosen: one with forests, else the first.
    pub fn fill(&mut self, catalog: &Catalog, kinds: &[String]) {
        if self.kind.is_empty() {
            let first = kinds.iter().find(|kind| has_forests(catalog, kind)).or(kinds.first());
            let of_catalog = || catalog.scope_kinds.first().map(|kind| kind.id.to_string());
            self.kind = first.cloned().or_else(of_catalog).unwrap_or_default();
        }
    }

    /// The edit that adds it. Without a name it is called by its kind and a number.
    #[must_use]
    pub fn edit(&self, catalog: &Catalog, plan: &Plan) -> Edit {
        let name = match self.name.trim() {
            "" => format!("{} {}", catalog.scope_kind_name(&self.kind), plan.scopes.len() + 1),
            name => name.to_owned(),
        };
        // An id is made from a name as those of zones are.
        let id = first_free(plan.free_zone_id(&name).as_str(), '-', |id| plan.scope(id).is_some());
        Edit::AddScope(Scope { id: id.into(), kind: self.kind.clone(), name, ..Scope::default() })
    }
}

/// Whether scopes of a kind form forests and trust each other.
#[must_use]
pub fn has_forests(catalog: &Catalog, kind: &str) -> bool {
    catalog.scope_kind_idx(kind).is_some_and(|idx| catalog.scope_kinds[idx].has_forests)
}

/// A trust that is being made.
#[derive(Clone, Debug, Default)]
pub struct TrustDraft {
    /// The scope that trusts, and the one that is trusted.
    pub ends: [Option<ScopeId>; 2],
    /// They trust each other.
    pub is_two_way: bool,
    /// It joins their forests.
    pub is_of_forests: bool,
}

impl TrustDraft {
    /// The scopes that can trust each other. Where an end is not one of them, one is chosen.
    pub fn fill<'a>(&mut self, catalog: &Catalog, plan: &'a Plan) -> Vec<&'a Scope> {
        let scopes: Vec<&Scope> = plan.scopes.iter().filter(|scope| has_forests(catalog, &scope.kind)).collect();
        for (idx, end) in self.ends.iter_mut().enumerate() {
            if !scopes.iter().any(|scope| Some(&scope.id) == end.as_ref()) {
                *end = scopes.get(idx).map(|scope| scope.id.clone());
            }
        }
        scopes
    }

    /// The edit that adds it; `None`: it has not two ends.
    #[must_use]
    pub fn edit(&self, plan: &Plan) -> Option<Edit> {
        let [trusting, trusted] = two(&self.ends)?;
        let direction = if self.is_two_way { TrustDirection::TwoWay } else { TrustDirection::OneWay };
        let kind = if self.is_of_forests { TrustKind::Forest } else { TrustKind::External };
        Some(Edit::SetTrusts(with(&plan.trusts, Trust { trusting, trusted, direction, kind })))
    }
}

/// A tunnel that is being made.
#[derive(Clone, Debug, Default)]
pub struct TunnelDraft {
    /// The id of its kind; `None`: the first one.
    pub kind: Option<String>,
    /// The zones that it joins.
    pub zones: [Option<ZoneId>; 2],
}

impl TunnelDraft {
    /// Its kind; `None`: the catalog has none.
    #[must_use]
    pub fn kind<'a>(&self, catalog: &'a Catalog) -> Option<&'a TunnelKind> {
        let chosen = self.kind.as_deref().and_then(|id| catalog.tunnel_idx(id));
        chosen.map(|idx| &catalog.tunnels[idx]).or(catalog.tunnels.first())
    }

    /// Chooses zones where none are chosen, or some that are gone.
    pub fn fill(&mut self, plan: &Plan) {
        for (idx, end) in self.zones.iter_mut().enumerate() {
            if end.as_ref().is_none_or(|zone| plan.zone(zone.as_str()).is_none()) {
                *end = plan.zones.get(idx).map(|zone| zone.id.clone());
            }
        }
    }

    /// The edit that adds it; `None`: it has not two ends. A kind that is opened from one side is opened by the first.
    #[must_use]
    pub fn edit(&self, catalog: &Catalog, plan: &Plan) -> Option<Edit> {
        let kind = self.kind(catalog)?;
        let zones = two(&self.zones)?;
        let tunnel = Tunnel {
            kind: kind.id.clone(),
            opener: kind.has_opener.then(|| zones[0].clone()),
            zones,
            endpoints: [Vec::new(), Vec::new()],
            carries: Carries::Everything,
            note: String::new(),
        };
        Some(Edit::SetTunnels(with(&plan.tunnels, tunnel)))
    }
}

/// An override that is being made, which suppresses flows.
#[derive(Clone, Debug, Default)]
pub struct OverrideDraft {
    /// Only flows from this zone.
    pub source: Option<ZoneId>,
    /// Only flows to this zone.
    pub destination: Option<ZoneId>,
    /// Only flows of this transport.
    pub transport: Option<Transport>,
    /// What is typed as their ports.
    pub ports: String,
    /// What is typed as the reason.
    pub reason: String,
}

impl OverrideDraft {
    /// What is wrong with the ports.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        if self.ports.trim().is_empty() { Vec::new() } else { problems_of_range(&self.ports) }
    }

    /// The edit that adds it; `None`: the ports are wrong, or it would match everything.
    #[must_use]
    pub fn edit(&self, plan: &Plan) -> Option<Edit> {
        let selector = Selector {
            source_zone: self.source.clone(),
            destination_zone: self.destination.clone(),
            transport: self.transport,
            ports: self.ports.trim().parse().ok(),
            ..Selector::default()
        };
        if !self.problems().is_empty() || selector == Selector::default() {
            return None;
        }
        let reason = match self.reason.trim() {
            "" => "Not wanted",
            reason => reason,
        };
        let entry = Override::Suppress { selector, reason: reason.to_owned() };
        Some(Edit::SetOverrides(with(&plan.overrides, entry)))
    }
}

/// What is wrong with a text that should be a port or a range.
#[must_use]
pub fn problems_of_range(text: &str) -> Vec<String> {
    text.trim().parse::<PortRange>().err().map(|err| err.to_string()).into_iter().collect()
}

/// The list without what stands at a position.
#[must_use]
pub fn without<T: Clone>(list: &[T], position: usize) -> Vec<T> {
    list.iter().enumerate().filter(|(idx, _)| *idx != position).map(|(_, item)| item.clone()).collect()
}

fn with<T: Clone>(list: &[T], item: T) -> Vec<T> {
    list.iter().cloned().chain([item]).collect()
}

/// Both ends, when there are two and they differ.
fn two<T: Clone + PartialEq>([first, second]: &[Option<T>; 2]) -> Option<[T; 2]> {
    let (first, second) = first.clone().zip(second.clone())?;
    (first != second).then_some([first, second])
}
