//! A call that is being made: whom, and on which endpoints.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, EndpointRef, Need, Port};
use crate::ids::RoleIdx;
use crate::plan::{Call, Plan, RoleId};

/// A call that is being made.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct CallDraft {
    /// The role that listens.
    pub role: RoleId,
    /// The endpoints that are ticked.
    pub uses: BTreeSet<String>,
    /// What is typed as the purpose.
    pub purpose: String,
    /// What is typed as the scenario; blank: it is required.
    pub scenario: String,
    /// The kind of scopes that both ends must share.
    pub scope: Option<String>,
    /// Its details are shown.
    pub is_open: bool,
}

/// An endpoint that can be called.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CalledEndpoint {
    /// As `service/endpoint`.
    pub path: String,
    /// `SQL over TCP, TCP 1433`.
    pub text: String,
    /// Most roles that need the role use it.
    pub is_usual: bool,
}

impl CallDraft {
    /// A call of a role, on what others usually call of it. Where nothing is usual, its details are open: the user has
    /// to say.
    #[must_use]
    pub fn new(catalog: &Catalog, plan: &Plan, role: &RoleId) -> Self {
        let offered = CalledEndpoint::all(catalog, plan, role);
        let usual = offered.iter().filter(|endpoint| endpoint.is_usual);
        let uses: BTreeSet<String> = usual.map(|endpoint| endpoint.path.clone()).collect();
        let is_open = uses.is_empty() && !offered.is_empty();
        Self { role: role.clone(), uses, is_open, ..Self::default() }
    }

    /// A call as the plan has it.
    pub(super) fn of(call: &Call) -> Self {
        Self {
            role: call.role.clone(),
            uses: call.uses.iter().cloned().collect(),
            purpose: call.purpose.clone(),
            scenario: call.scenario.clone().unwrap_or_default(),
            scope: call.scope.clone(),
            is_open: false,
        }
    }

    /// The call as the plan will have it.
    pub(super) fn call(&self) -> Call {
        Call {
            role: self.role.clone(),
            uses: self.uses.iter().cloned().collect(),
            purpose: self.purpose.trim().to_owned(),
            scenario: Some(self.scenario.trim().to_owned()).filter(|text| !text.is_empty()),
            scope: self.scope.clone(),
        }
    }

    /// What is called, in a few words: `TCP 1433`.
    #[must_use]
    pub fn summary(&self, offered: &[CalledEndpoint]) -> String {
        if offered.is_empty() {
            return "all that it listens on".to_owned();
        }
        let ticked: Vec<&str> = offered.iter().filter(|it| self.uses.contains(&it.path)).map(|it| &*it.text).collect();
        match ticked[..] {
            [] => "nothing is ticked: it would open nothing".to_owned(),
            [one] => one.to_owned(),
            [first, second] => format!("{first}; {second}"),
            [first, ..] => format!("{first} and {} more", ticked.len() - 1),
        }
    }
}

impl CalledEndpoint {
    /// What of a role can be called, what is usual first; empty: it is a role of the plan, of which everything is.
    #[must_use]
    pub fn all(catalog: &Catalog, plan: &Plan, role: &RoleId) -> Vec<Self> {
        let is_own = plan.own_role(role.as_str()).is_some() && !catalog.is_in_files(role.as_str());
        let Some(role_idx) = catalog.role_idx(role.as_str()).filter(|_| !is_own) else { return Vec::new() };
        let usual = usual(catalog, role_idx);
        let used = catalog.connections().filter(|(_, it)| it.to == role_idx && it.answers.is_none());
        let mut all: BTreeSet<EndpointRef> = used.flat_map(|(_, connection)| connection.uses.iter().copied()).collect();
        for &service in &catalog.roles[role_idx].runs {
            let endpoints = catalog.services[service].endpoints.keys();
            all.extend(endpoints.map(|endpoint| EndpointRef { service, endpoint }));
        }
        let mut res: Vec<Self> = all
            .into_iter()
            .map(|endpoint| Self {
                path: catalog.endpoint_path(endpoint),
                text: text(catalog, role_idx, endpoint),
                is_usual: usual.contains(&endpoint),
            })
            .collect();
        res.sort_by_key(|endpoint| (!endpoint.is_usual, endpoint.text.clone()));
        // What reads alike belongs to different services.
        for idx in 0..res.len() {
            let is_twin = |other: &Self| other.text == res[idx].text;
            if res.iter().filter(|other| is_twin(other)).count() > 1 {
                let service = res[idx].path.split('/').next().unwrap_or_default();
                res[idx].text = format!("{}, {}", res[idx].text, catalog.service_name(service));
            }
        }
        res
    }
}

/// What more than half of the roles use of a role that can't do without it. The RPC endpoint mapper alone is no use.
fn usual(catalog: &Catalog, role_idx: RoleIdx) -> BTreeSet<EndpointRef> {
    let mut used_by: BTreeMap<RoleIdx, BTreeSet<EndpointRef>> = BTreeMap::new();
    for (at, connection) in catalog.connections() {
        let is_of_plan = catalog.is_laid_over(catalog.roles[at.role].id.as_str());
        let is_needed = connection.need == Need::Required && connection.answers.is_none();
        if connection.to == role_idx && is_needed && !is_of_plan {
            used_by.entry(at.role).or_default().extend(&connection.uses);
        }
    }
    let mut num_users: BTreeMap<EndpointRef, usize> = BTreeMap::new();
    for &endpoint in used_by.values().flatten() {
        *num_users.entry(endpoint).or_default() += 1;
    }
    let by_most = num_users.into_iter().filter(|(_, num)| 2 * num > used_by.len());
    let res: BTreeSet<EndpointRef> = by_most.map(|(endpoint, _)| endpoint).collect();
    let is_mapper = |endpoint: &EndpointRef| matches!(catalog.endpoint(*endpoint).port, Port::Fixed(range) if (range.first(), range.last()) == (135, 135));
    if res.iter().all(is_mapper) { BTreeSet::new() } else { res }
}

fn text(catalog: &Catalog, role_idx: RoleIdx, endpoint: EndpointRef) -> String {
    let fact = catalog.endpoint(endpoint);
    let ports = catalog.shown_range(fact.port, &[role_idx]).map(|range| format!(" {range}")).unwrap_or_default();
    format!("{}, {}{ports}", fact.application_protocol, fact.transport)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::catalog_dir;

    #[test]
    fn what_most_others_call_is_ticked_at_first() {
        let (catalog, _) = catalog_dir::with_overlay(&[]);
        let plan = Plan::default();
        let draft = |role: &str| CallDraft::new(&catalog, &plan, &role.into());
        for (role, expected) in [
            ("sql-server", &["sql-server/sql-over-tcp"][..]),
            ("file-server", &["server/smb"]),
            ("domain-controller", &[]),
        ] {
            let draft = draft(role);
            assert_eq!(draft.uses.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{role}");
            assert_eq!(draft.is_open, expected.is_empty(), "{role}");
        }
        let offered = CalledEndpoint::all(&catalog, &plan, &"sql-server".into());
        assert_eq!(draft("sql-server").summary(&offered), "SQL over TCP, TCP 1433");
        let texts: BTreeSet<&str> = offered.iter().map(|endpoint| endpoint.text.as_str()).collect();
        assert_eq!(texts.len(), offered.len(), "each can be told apart: {offered:?}");
    }
}
