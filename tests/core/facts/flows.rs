//! Who calls whom, row by row, against the connections.
//!
//! A row is found when a connection goes from the role it names, or one that comes with that role, to
//! the role that listens, on the row's transport and ports, for the service that the row speaks of.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use portolan::catalog::{EndpointRef, Port, Relation};
use portolan::ids::{RoleIdx, ServiceIdx, TunnelKindIdx};
use portolan::net::Transport;

use super::tables::{Facts, FlowName, FlowRow, LeftOut, group, parts, transport};
use super::view::{Use, View};

/// How the protocol of rows begins that point at `flows-adds.csv`.
const MEMBER_TRAFFIC: &str = "Domain member traffic";
/// How the condition of rows begins whose document restricts RPC to a range that no machine has by default.
const RESTRICTED_RPC: &str = "range: the restricted RPC range";

/// Names every row that no connection and no tunnel states, and every endpoint of a tunnel that no row states.
/// What a row states is added to `held`.
pub(super) fn mismatches(facts: &Facts, view: &View<'_>, held: &mut BTreeSet<Use>) -> Vec<String> {
    let mut matcher = Matcher { facts, view, held, tunnelled: BTreeMap::new() };
    let mut res = Vec::new();
    for (file, rows) in &facts.flows {
        for row in rows {
            let Some(stated) = as_decided(facts.left_out(file, &row.label()), row) else { continue };
            if let Err(problem) = matcher.row(file, &stated) {
                res.push(format!("{file}: {}: {problem}", row.label()));
            }
        }
        for left_out in facts.left_out.get(file).into_iter().flatten() {
            if !rows.iter().any(|row| row.label() == left_out.row) {
                res.push(format!("left-out: {file} has no row “{}”", left_out.row));
            }
        }
    }
    let none = BTreeSet::new();
    for (tunnel_idx, kind) in view.catalog.tunnels.iter_enumerated() {
        let stated = matcher.tunnelled.get(&tunnel_idx).unwrap_or(&none);
        for &endpoint in kind.from_opener.iter().chain(&kind.both_ways).filter(|endpoint| !stated.contains(endpoint)) {
            res.push(format!("tunnel {}: no row states {}", kind.id, view.catalog.endpoint_path(endpoint)));
        }
    }
    res
}

/// A row as the catalog is to follow it; none if it is left out altogether.
fn as_decided<'a>(left_out: Option<&LeftOut>, row: &'a FlowRow) -> Option<Cow<'a, FlowRow>> {
    let Some(left_out) = left_out else { return Some(Cow::Borrowed(row)) };
    let (transport, ports) = left_out.instead.split_once(' ')?;
    Some(Cow::Owned(FlowRow { transport: transport.to_owned(), ports: ports.to_owned(), ..row.clone() }))
}

struct Matcher<'a> {
    facts: &'a Facts,
    view: &'a View<'a>,
    held: &'a mut BTreeSet<Use>,
    tunnelled: BTreeMap<TunnelKindIdx, BTreeSet<EndpointRef>>,
}

/// The roles of one side of a row.
struct Side {
    roles: Vec<RoleIdx>,
    is_other_domain: bool,
}

impl Matcher<'_> {
    fn row(&mut self, table: &str, row: &FlowRow) -> Result<(), String> {
        let name = self.facts.flow_name(table, row);
        let transport = transport(&row.transport).ok_or("an unknown transport")?;
        let services = name.map_or(Ok(Vec::new()), |name| self.services(name))?;
        if let Some(name) = name.filter(|name| !name.tunnel.is_empty()) {
            return self.tunnel(name, row, transport, &services);
        }
        let source = self.side(table, &row.consumer, name.map(|name| name.source_role.as_str()))?;
        if row.application_protocol.starts_with(MEMBER_TRAFFIC) {
            return self.implies_membership(&source);
        }
        let destination = self.side(table, &row.provider, name.map(|name| name.destination_role.as_str()))?;
        let crosses_domains = source.is_other_domain || destination.is_other_domain;
        let mut found = BTreeSet::new();
        let mut is_cited = false;
        for &from in &source.roles {
            for &to in &destination.roles {
                for used in self.view.uses_in_effect(from, to) {
                    if self.relates(used, crosses_domains)
                        && (services.is_empty() || services.contains(&used.endpoint.service))
                        && self.listens_as_stated(used.endpoint, row, transport)
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

    fn services(&self, name: &FlowName) -> Result<Vec<ServiceIdx>, String> {
        let position = |id| self.view.catalog.service_idx(id).ok_or_else(|| format!("no service {id}"));
        parts(&name.services).map(position).collect()
    }

    /// A side's roles: those of the mapping for its protocol where it says so, else those of its name.
    fn side(&self, table: &str, name: &str, instead: Option<&str>) -> Result<Side, String> {
        let position = |id: &str| self.view.catalog.role_idx(id).ok_or_else(|| format!("no role {id}"));
        let known = self.facts.role_name(table, name);
        let known = known.ok_or_else(|| format!("role-names/{}.csv does not know “{name}”", group(table)))?;
        let roles = instead.filter(|role| !role.is_empty()).unwrap_or(&known.role);
        Ok(Side {
            roles: parts(roles).map(position).collect::<Result<_, _>>()?,
            is_other_domain: known.domain == "other",
        })
    }

    /// Such a row points at the rows of domain members: the role must come with being one.
    fn implies_membership(&self, source: &Side) -> Result<(), String> {
        let member = self.view.catalog.role_idx("domain-member").ok_or("no role domain-member")?;
        let lacks = source.roles.iter().find(|&&role| !self.view.effective(role).contains(&member));
        lacks.map_or(Ok(()), |&role| Err(format!("{} is no domain member", self.view.catalog.roles[role].id)))
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

    fn listens_as_stated(&self, endpoint: EndpointRef, row: &FlowRow, transport: Transport) -> bool {
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
            Port::RpcDynamic(_) if row.kind == "range" => row.condition.starts_with(RESTRICTED_RPC),
            // The documents print the range of their day, and some a wider one than any system has.
            Port::RpcDynamic(_) | Port::OsDynamic => row.kind == "dynamic",
        }
    }

    fn tunnel(
        &mut self,
        name: &FlowName,
        row: &FlowRow,
        transport: Transport,
        services: &[ServiceIdx],
    ) -> Result<(), String> {
        let catalog = self.view.catalog;
        let tunnel_idx = catalog.tunnel_idx(&name.tunnel).ok_or_else(|| format!("no tunnel {}", name.tunnel))?;
        let kind = &catalog.tunnels[tunnel_idx];
        let found =
            kind.from_opener.iter().chain(&kind.both_ways).copied().find(|&endpoint| {
                services.contains(&endpoint.service) && self.listens_as_stated(endpoint, row, transport)
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
    fn few_rows_are_left_out_and_each_for_one_of_three_reasons() {
        let facts = Facts::read();
        let left_out = || facts.left_out.values().flatten();
        for row in left_out() {
            assert!(["local-only", "superseded-by-document", "misprint"].contains(&row.kind.as_str()), "{row:?}");
            assert!(!row.reason.is_empty(), "{row:?}");
        }
        assert!(left_out().count() <= 40, "{} rows", left_out().count());
    }

    #[test]
    fn every_name_of_the_mappings_is_needed() {
        let facts = Facts::read();
        let mut flows: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (table, rows) in &facts.flows {
            flows.entry(group(table)).or_default().extend(rows.iter().map(|row| (table, row)));
        }
        for (of, names) in &facts.role_names {
            for name in names {
                let is_used = |row: &FlowRow| row.consumer == name.name || row.provider == name.name;
                assert!(flows[of.as_str()].iter().any(|(_, row)| is_used(row)), "{of}: {name:?}");
            }
        }
        for (of, names) in &facts.flow_names {
            for name in names {
                let counts =
                    |table: &str, row| facts.flow_name(table, row).is_some_and(|first| std::ptr::eq(first, name));
                assert!(flows[of.as_str()].iter().any(|(table, row)| counts(table, row)), "{of}: {name:?}");
            }
        }
    }
}
