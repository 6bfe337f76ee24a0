//! From [`Sources`] to the [`Catalog`], kind by kind.
//!
//! The order matters, for each kind rests on those before it: documents, scope kinds, OS versions, RPC servers,
//! scenarios, assumptions, choices, which roles there are, services, endpoint groups, tunnel kinds, and what roles bring
//! and open.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::entities;
use super::resolver::Resolver;
use crate::catalog::model::{Catalog, Family};
use crate::catalog::sources::Sources;
use crate::finding::Finding;
use crate::ids::{EndpointGroupIdx, ReferenceIdx, RoleIdx, ScenarioIdx, ServiceIdx};

/// Resolves what was read.
#[must_use]
pub fn resolve(sources: &Arc<Sources>) -> (Catalog, Vec<Finding>) {
    let mut resolver = Resolver::new(sources);
    resolver.positions.keep::<ReferenceIdx>(sources.references.keys());
    resolver.positions.keep::<ScenarioIdx>(sources.scenarios.keys());
    resolver.positions.keep::<ServiceIdx>(sources.services.keys());
    resolver.order_os();
    let rpc_servers = resolver.rpc_servers();
    let assumptions = resolver.assumptions();
    resolver.choices = resolver.resolved_choices();
    let outlines = resolver.role_outlines();
    resolver.positions.keep::<RoleIdx>(outlines.iter().map(|outline| &outline.source.id));
    let services = sources.services.values().map(|service| resolver.service(service)).collect();
    resolver.positions.keep::<EndpointGroupIdx>(sources.endpoint_groups.keys());
    resolver.endpoint_groups = sources.endpoint_groups.values().map(|group| resolver.endpoint_group(group)).collect();
    let roles = resolver.roles(&outlines);
    let catalog = Catalog {
        as_of: sources.header.as_ref().map(|header| header.as_of.clone()).unwrap_or_default(),
        os: resolver.os_order.clone().into_iter().map(|os| resolver.os(os)).collect(),
        references: sources.references.values().map(entities::reference).collect(),
        scope_kinds: sources.scope_kinds.values().map(entities::scope_kind).collect(),
        rpc_servers,
        scenarios: sources.scenarios.values().map(|scenario| resolver.scenario(scenario)).collect(),
        assumptions,
        choices: resolver.choices.clone(),
        services,
        endpoint_groups: resolver.endpoint_groups.clone(),
        tunnels: sources.tunnels.values().map(|tunnel| resolver.tunnel(tunnel)).collect(),
        limits: sources.limits.values().map(|limit| resolver.limit(limit)).collect(),
        families: Family::all(&roles, &sources.families),
        listed_families: sources.header.as_ref().map(|header| header.families.clone()).unwrap_or_default(),
        roles,
        laid_over: BTreeSet::new(),
        of_files: None,
        sources: Arc::clone(sources),
    };
    resolver.report_unused_groups();
    (catalog, resolver.report.into_findings())
}
