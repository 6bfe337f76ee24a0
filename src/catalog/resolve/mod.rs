//! From [`Sources`] to the [`Catalog`]: names become positions. It looks at no text and reads no file.
//!
//! It fails closed. What can't be understood, or rests on something that is not there, is left out with a finding
//! of its own, and so is what rests on that in turn. A name that resolves to nothing never becomes “no condition”.
//! Everything is looked up by id among what was kept, never by its place in a list as written.
//!
//! The order matters, for each kind rests on those before it: documents, scope kinds, OS versions, RPC servers,
//! assumptions, which roles there are, services, tunnel kinds, and what roles bring and open.

mod conditions;
mod entities;
mod roles;
mod services;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::load::{ID_HINT, is_id};
use super::model::{Catalog, EndpointRef};
use super::report::Report;
use super::schema::{self, Gone, Sources};
use super::text::Step;
use crate::finding::{Code, Finding, excerpt};
use crate::ids::{AssumptionIdx, OsIdx, ReferenceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};

/// Resolves what was read.
#[must_use]
pub fn resolve(sources: &Sources) -> (Catalog, Vec<Finding>) {
    let mut resolver = Resolver::new(sources);
    let catalog = resolver.catalog();
    (catalog, resolver.report.into_findings())
}

/// Positions of what was kept, by id.
type Positions<'a, I> = BTreeMap<&'a str, I>;

fn positions<'a, I: From<usize>>(ids: impl IntoIterator<Item = &'a String>) -> Positions<'a, I> {
    ids.into_iter().enumerate().map(|(idx, id)| (id.as_str(), idx.into())).collect()
}

/// Positions by id, and the findings so far.
struct Resolver<'a> {
    sources: &'a Sources,
    /// The OS versions that were kept, in order of release.
    os_order: TiVec<OsIdx, &'a schema::Os>,
    os: Positions<'a, OsIdx>,
    references: Positions<'a, ReferenceIdx>,
    rpc_servers: Positions<'a, RpcServerIdx>,
    assumptions: Positions<'a, AssumptionIdx>,
    services: Positions<'a, ServiceIdx>,
    roles: Positions<'a, RoleIdx>,
    scenarios: TiVec<ScenarioIdx, Arc<str>>,
    /// Positions of the endpoints that were kept, by service and endpoint id.
    endpoints: BTreeMap<(&'a str, &'a str), EndpointRef>,
    /// What was left out, as `roles/telnet-server` or `services/telnet/telnet`.
    gone: BTreeMap<String, Gone>,
    report: Report<'a>,
    /// Where the fact that is being resolved stands.
    file: String,
    path: Vec<Step<'a>>,
    /// What is left out while its condition can't be understood, in words.
    fact: String,
}

impl<'a> Resolver<'a> {
    fn new(sources: &'a Sources) -> Self {
        let optional = sources.roles.values().flat_map(|role| &role.connects).filter_map(|connection| {
            if let schema::Need::Optional(scenario) = &connection.need { Some(scenario.as_str()) } else { None }
        });
        let governed = sources.assumptions.values().map(|assumption| assumption.scenario.as_str());
        let scenarios: BTreeSet<&str> = optional.chain(governed).collect();
        Self {
            sources,
            os_order: TiVec::new(),
            os: Positions::new(),
            references: positions(sources.references.keys()),
            rpc_servers: Positions::new(),
            assumptions: positions(sources.assumptions.keys()),
            services: positions(sources.services.keys()),
            roles: Positions::new(),
            scenarios: scenarios.into_iter().map(Arc::from).collect(),
            endpoints: BTreeMap::new(),
            gone: sources.gone.clone(),
            report: Report::new(&sources.texts),
            file: String::new(),
            path: Vec::new(),
            fact: String::new(),
        }
    }

    fn catalog(&mut self) -> Catalog {
        let sources = self.sources;
        self.order_os();
        let (rpc_servers, kept_servers) = self.rpc_servers();
        self.rpc_servers = kept_servers;
        let outlines = self.role_outlines();
        self.roles = positions(outlines.iter().map(|outline| &outline.source.id));
        let services = sources.services.values().map(|service| self.service(service)).collect();
        Catalog {
            as_of: sources.header.as_ref().map(|header| header.as_of.clone()).unwrap_or_default(),
            os: self.os_order.clone().into_iter().map(|os| self.os(os)).collect(),
            references: sources.references.values().map(entities::reference).collect(),
            scope_kinds: sources.scope_kinds.values().map(entities::scope_kind).collect(),
            rpc_servers,
            assumptions: sources.assumptions.values().map(|assumption| self.assumption(assumption)).collect(),
            services,
            tunnels: sources.tunnels.values().map(|tunnel| self.tunnel(tunnel)).collect(),
            roles: self.roles(&outlines),
            scenarios: self.scenarios.clone(),
            texts: sources.texts.clone(),
        }
    }

    /// Begins with an entity.
    fn enter(&mut self, folder: &str, id: &str, fact: &str) {
        self.file = format!("{folder}/{id}.ron");
        self.path.clear();
        fact.clone_into(&mut self.fact);
    }

    /// Does something with a part of the fact.
    fn within<T>(&mut self, steps: &[Step<'a>], run: impl FnOnce(&mut Self) -> T) -> T {
        let len = self.path.len();
        self.path.extend_from_slice(steps);
        let res = run(self);
        self.path.truncate(len);
        res
    }

    /// The items of a list that name something, each once.
    ///
    /// One that names nothing is left out with a finding that says `lost`.
    fn items<T>(
        &mut self,
        field: &'static str,
        names: &'a [String],
        lost: &str,
        mut find: impl FnMut(&mut Self, &'a str) -> Result<T, String>,
    ) -> Vec<T> {
        let mut known = BTreeSet::new();
        let mut res = Vec::with_capacity(names.len());
        for (idx, name) in names.iter().enumerate() {
            self.within(&[Step::Field(field), Step::Item(idx)], |resolver| {
                if !known.insert(name.as_str()) {
                    resolver.find_twice(name);
                    return;
                }
                match find(resolver, name) {
                    Ok(position) => res.push(position),
                    Err(cause) => resolver.find_unresolved(&cause, lost),
                }
            });
        }
        res
    }

    fn references(&mut self, ids: &'a [String]) -> Vec<ReferenceIdx> {
        self.items("references", ids, "this mention is left out", |resolver, id| {
            resolver.references.get(id).copied().ok_or_else(|| resolver.missing("reference", "references", id))
        })
    }

    /// Why nothing of this kind and id is there: `folder` is that of the kind.
    fn missing(&self, what: &str, folder: &str, id: &str) -> String {
        let quoted = excerpt(id);
        match self.gone.get(&format!("{folder}/{id}")) {
            None => format!("there is no {what} “{quoted}”"),
            Some(Gone::Disabled) => format!("there is no {what} “{quoted}”, disabled.ron leaves it out"),
            Some(Gone::Unreadable) => format!("there is no {what} “{quoted}”, its file can't be read"),
            Some(Gone::Broken) => format!("there is no {what} “{quoted}”, which is left out as well"),
        }
    }

    /// The scenario of a text. Every text that is named was gathered before.
    fn scenario(&self, text: &str) -> ScenarioIdx {
        self.scenarios.binary_search_by(|scenario| (**scenario).cmp(text)).unwrap_or_default()
    }

    /// Tells that the fact is left out, because of what its condition or another part says.
    fn leave_out(&mut self, code: Code, cause: &str, hint: &str) {
        let message = format!("{cause}: {} is left out", self.fact);
        self.report.push(code, &self.file, &self.path, message, hint);
    }

    fn leave_out_unresolved(&mut self, cause: &str) {
        self.leave_out(Code::CatalogUnresolved, cause, UNRESOLVED_HINT);
    }

    fn find_unresolved(&mut self, cause: &str, lost: &str) {
        self.find(Code::CatalogUnresolved, format!("{cause}: {lost}"), UNRESOLVED_HINT);
    }

    fn find_twice(&mut self, name: &str) {
        self.find(Code::CatalogDuplicate, format!("“{}” stands here twice", excerpt(name)), "keep one of the two");
    }

    fn find(&mut self, code: Code, message: impl Into<String>, hint: &str) {
        self.report.push(code, &self.file, &self.path, message, hint);
    }
}

const UNRESOLVED_HINT: &str = "check the spelling of the id, mend what it names, or leave this out too";
