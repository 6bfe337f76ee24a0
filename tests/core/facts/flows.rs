//! Who calls whom, row by row, against the connections.
//!
//! A row is found when a connection goes from the role it names, or one that comes with that role, to
//! the role that listens, on the row's transport and ports, for the service that the row speaks of.

use std::collections::{BTreeMap, BTreeSet};

use portolan::catalog::{EndpointRef, Port, Relation};
use portolan::net::{PortRange, Transport};

use super::tables::{Facts, FlowName, FlowRow, parts, transport};
use super::view::{Use, View};

/// Names every row that no connection and no tunnel states, and every endpoint of a tunnel that no row states.
/// What a row states is added to `held`.
pub(super) fn mismatches(facts: &Facts, view: &View<'_>, held: &mut BTreeSet<Use>) -> Vec<String> {
    let mut matcher = Matcher { facts, view, held, tunnelled: BTreeMap::new() };
    let mut res = Vec::new();
    for (file, rows) in &facts.flows {
        for row in rows {
            if facts.slip(file, &row.label()).is_none()
                && let Err(problem) = matcher.row(row)
            {
                res.push(format!("{file}: {}: {problem}", row.label()));
            }
        }
        for slip in facts.slips.iter().filter(|slip| slip.table == *file) {
            if !rows.iter().any(|row| row.label() == slip.row) {
                res.push(format!("slips: {file} has no row “{}”", slip.row));
            }
        }
    }
    let none = BTreeSet::new();
    for (tunnel_idx, kind) in view.catalog.tunnels.iter().enumerate() {
        let stated = matcher.tunnelled.get(&tunnel_idx).unwrap_or(&none);
        for &endpoint in kind.from_opener.iter().chain(&kind.both_ways).filter(|endpoint| !stated.contains(endpoint)) {
            res.push(format!("tunnel {}: no row states {}", kind.id, view.catalog.endpoint_path(endpoint)));
        }
    }
    res
}

struct Matcher<'a> {
    facts: &'a Facts,
    view: &'a View<'a>,
    held: &'a mut BTreeSet<Use>,
    tunnelled: BTreeMap<usize, BTreeSet<EndpointRef>>,
}

/// The roles of one side of a row.
struct Side {
    roles: Vec<usize>,
    is_other_domain: bool,
}

impl Matcher<'_> {
    fn row(&mut self, row: &FlowRow) -> Result<(), String> {
        let name = self.facts.flow_names.iter().find(|name| name.means(row));
        let transport = transport(&row.transport).ok_or("an unknown transport")?;
        let services = name.map_or(Ok(Vec::new()), |name| self.services(name))?;
        if let Some(name) = name.filter(|name| !name.tunnel.is_empty()) {
            return self.tunnel(name, row, transport, &services);
        }
        let source = self.side(&row.consumer, name.map(|name| name.source_role.as_str()))?;
        let destination = self.side(&row.provider, name.map(|name| name.destination_role.as_str()))?;
        let crosses_domains = source.is_other_domain || destination.is_other_domain;
        let mut found = BTreeSet::new();
        let mut is_cited = false;
        for &from in &source.roles {
            for &to in &destination.roles {
                for used in self.view.uses_in_effect(from, to) {
                    if self.relates(used, crosses_domains)
                        && (services.is_empty() || services.contains(&used.endpoint.service))
                        && self.listens_as_stated(used.endpoint, to, row, transport)
                    {
                        found.insert(used.endpoint.service);
                        is_cited |= self.cites(used, row);
                        self.held.insert(used);
                    }
                }
            }
        }
        let missing = services.iter().find(|service| !found.contains(service));
        match missing {
            Some(&service) => Err(format!("no connection for {}", self.view.catalog.services[service].id)),
            None if found.is_empty() => Err("no connection".to_owned()),
            None if !is_cited => Err(format!("nothing cites {}", row.source_doc)),
            None => Ok(()),
        }
    }

    fn services(&self, name: &FlowName) -> Result<Vec<usize>, String> {
        let position = |id| self.view.catalog.service_idx(id).ok_or_else(|| format!("no service {id}"));
        parts(&name.services).map(position).collect()
    }

    /// A side's roles: those of the mapping for its protocol where it says so, else those of its name.
    fn side(&self, name: &str, instead: Option<&str>) -> Result<Side, String> {
        let position = |id: &str| self.view.catalog.role_idx(id).ok_or_else(|| format!("no role {id}"));
        let known = self.facts.role_names.iter().find(|role| role.name == name);
        let known = known.ok_or_else(|| format!("role-names.csv does not know “{name}”"))?;
        let roles = instead.filter(|role| !role.is_empty()).unwrap_or(&known.role);
        Ok(Side {
            roles: parts(roles).map(position).collect::<Result<_, _>>()?,
            is_other_domain: known.domain == "other",
        })
    }

    /// Across domains only a connection that knows trusts, or none of scopes, will do; within one, only the others.
    fn relates(&self, used: Use, crosses_domains: bool) -> bool {
        match self.view.connection(used.connection).scope.as_ref().map(|scope| scope.relation) {
            None => true,
            Some(Relation::Same | Relation::SameForest) => !crosses_domains,
            Some(Relation::OtherDomain | Relation::Trusted | Relation::Trusting) => crosses_domains,
        }
    }

    /// Whether the connection or the endpoint rests on the row's document.
    fn cites(&self, used: Use, row: &FlowRow) -> bool {
        let references = &self.view.connection(used.connection).references;
        let of_endpoint = &self.view.catalog.endpoint(used.endpoint).references;
        references.iter().chain(of_endpoint).any(|&idx| self.view.catalog.references[idx].document == row.source_doc)
    }

    fn listens_as_stated(&self, endpoint: EndpointRef, listener: usize, row: &FlowRow, transport: Transport) -> bool {
        let catalog = self.view.catalog;
        let fact = catalog.endpoint(endpoint);
        if fact.transport != transport {
            return false;
        }
        match fact.port {
            Port::Protocol => row.kind == "protocol",
            Port::Parameter(None) => row.kind == "fixed" && row.ports.is_empty(),
            Port::Fixed(range) | Port::Parameter(Some(range)) => row.ports == range.to_string(),
            // An administrator's port of an RPC server: the server must have a setting for it.
            Port::RpcDynamic(server) if row.kind == "fixed" => {
                row.ports.is_empty() && catalog.rpc_servers[server].pin.is_some()
            }
            Port::RpcDynamic(_) | Port::OsDynamic => {
                let of_product =
                    self.view.effective(listener).iter().find_map(|&role| catalog.roles[role].dynamic_range);
                let ranges = [Some(PortRange::CURRENT_DYNAMIC), Some(PortRange::LEGACY_DYNAMIC), of_product];
                row.kind == "dynamic" && ranges.into_iter().flatten().any(|range| row.ports == range.to_string())
            }
        }
    }

    fn tunnel(
        &mut self,
        name: &FlowName,
        row: &FlowRow,
        transport: Transport,
        services: &[usize],
    ) -> Result<(), String> {
        let catalog = self.view.catalog;
        let tunnel_idx = catalog.tunnel_idx(&name.tunnel).ok_or_else(|| format!("no tunnel {}", name.tunnel))?;
        let kind = &catalog.tunnels[tunnel_idx];
        let found = kind.from_opener.iter().chain(&kind.both_ways).copied().find(|&endpoint| {
            services.contains(&endpoint.service) && self.listens_as_stated(endpoint, 0, row, transport)
        });
        let found = found.ok_or_else(|| format!("the tunnel {} does not open it", name.tunnel))?;
        self.tunnelled.entry(tunnel_idx).or_default().insert(found);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::catalog;

    #[test]
    fn every_row_of_the_flow_tables_is_a_connection_or_a_tunnel() {
        let facts = Facts::read();
        let count = |file: &str| facts.flows.iter().find(|(name, _)| name == file).map_or(0, |(_, rows)| rows.len());
        let counts = ["flows-adds", "flows-dns", "flows-dhcp", "flows-wins", "flows-dfs"].map(count);
        assert_eq!(counts, [113, 6, 5, 5, 17], "the copies are whole");
        let problems = mismatches(&facts, &View::new(catalog()), &mut BTreeSet::new());
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    #[test]
    fn every_name_of_the_mappings_is_needed() {
        let facts = Facts::read();
        let rows = || facts.flows.iter().flat_map(|(_, rows)| rows);
        for name in &facts.role_names {
            assert!(rows().any(|row| row.consumer == name.name || row.provider == name.name), "{name:?}");
        }
        for name in &facts.flow_names {
            let first = |row: &FlowRow| facts.flow_names.iter().find(|other| other.means(row));
            let is_used = rows().any(|row| first(row).is_some_and(|first| std::ptr::eq(first, name)));
            assert!(is_used, "{name:?}");
        }
    }
}
