//! A role of the plan's own that is being made or changed, and the edit that comes of it.

use super::called::CallDraft;
use crate::catalog::Catalog;
use crate::plan::{Call, Edit, Listener, OwnRole, Plan, RoleId};
use crate::view::listeners::{listeners_from_text, listeners_to_text};

/// A role that is being made or changed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RoleDraft {
    /// The role that is changed; `None`: a new one is made.
    pub role: Option<RoleId>,
    /// What is typed as its name.
    pub name: String,
    /// What is typed as what it is for.
    pub summary: String,
    /// What is typed as what it listens on.
    pub listens: String,
    /// What it calls.
    pub calls: Vec<CallDraft>,
    /// What is typed as the roles of the plan that call it, by name.
    pub callers: String,
}

impl RoleDraft {
    /// A new role.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// A role as the plan has it; `None`: it has none of that id.
    #[must_use]
    pub fn of(plan: &Plan, role_id: &str) -> Option<Self> {
        let role = plan.own_role(role_id)?;
        let callers = plan.roles.iter().filter(|other| calls(other, &role.id)).map(|other| other.name.as_str());
        Some(Self {
            role: Some(role.id.clone()),
            name: role.name.clone(),
            summary: role.summary.clone(),
            listens: listeners_to_text(&role.listens),
            calls: role.calls.iter().map(CallDraft::of).collect(),
            callers: callers.collect::<Vec<_>>().join(", "),
        })
    }

    /// What keeps it from being made, in words that say what to do; `None`: nothing.
    #[must_use]
    pub fn problem(&self, plan: &Plan) -> Option<String> {
        let name = self.name.trim();
        let is_taken =
            |other: &&OwnRole| self.role.as_ref() != Some(&other.id) && other.name.eq_ignore_ascii_case(name);
        if let Err(problem) = listeners_from_text(&self.listens) {
            Some(problem)
        } else if plan.roles.iter().any(|other| is_taken(&other)) {
            Some(format!("The plan has a role “{name}” already"))
        } else if name.is_empty() {
            Some("Type what the role is called".to_owned())
        } else {
            None
        }
    }

    /// The names of those that call it, and whether each would be a new role.
    #[must_use]
    pub fn callers(&self, plan: &Plan) -> Vec<(String, bool)> {
        let own = self.name.trim();
        let names = self.callers.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
        let is_new = |name: &str| find(plan, name).is_none() && !name.eq_ignore_ascii_case(own);
        names.map(|name| (name.to_owned(), is_new(name))).collect()
    }

    /// The edit that makes or changes it, with the roles that call it; `None`: something keeps it from being made.
    #[must_use]
    pub fn edit(&self, catalog: &Catalog, plan: &Plan) -> Option<Edit> {
        if self.problem(plan).is_some() {
            return None;
        }
        let name = self.name.trim();
        let mut next = plan.clone();
        let is_taken = |id: &str| catalog.is_in_files(id);
        let id = self.role.clone().unwrap_or_else(|| next.free_role_id(name, is_taken));
        next.roles.retain(|other| other.id != id);
        next.roles.push(OwnRole {
            id: id.clone(),
            name: name.to_owned(),
            summary: self.summary.trim().to_owned(),
            listens: self.listeners(plan)?,
            calls: self.calls.iter().map(CallDraft::call).collect(),
        });
        let callers = self.callers(plan);
        let is_caller = |role: &OwnRole| callers.iter().any(|(name, _)| name.eq_ignore_ascii_case(role.name.trim()));
        for role in &mut next.roles {
            match (is_caller(role), calls(role, &id)) {
                (true, false) => role.calls.push(call(&id)),
                // Its own calls of itself stand in the list of calls.
                (false, true) if role.id != id => role.calls.retain(|call| call.role != id),
                (true, true) | (false, false | true) => {}
            }
        }
        for (name, is_new) in &callers {
            if *is_new && find(&next, name).is_none() {
                let id_of_caller = next.free_role_id(name, is_taken);
                let calls = vec![call(&id)];
                next.roles.push(OwnRole { id: id_of_caller, name: name.clone(), calls, ..OwnRole::default() });
            }
        }
        let verb = if self.role.is_some() { "Change" } else { "Make" };
        Some(Edit::Several { label: format!("{verb} the role {name}"), edits: vec![Edit::SetRoles(next.roles)] })
    }

    /// What it listens on. What was not typed anew stays as the file has it, to the character.
    fn listeners(&self, plan: &Plan) -> Option<Vec<Listener>> {
        let before = self.role.as_ref().and_then(|id| plan.own_role(id.as_str()));
        match before.filter(|role| listeners_to_text(&role.listens) == self.listens) {
            Some(role) => Some(role.listens.clone()),
            None => listeners_from_text(&self.listens).ok(),
        }
    }
}

/// The role of the plan's own that is called so, whatever the case.
fn find<'a>(plan: &'a Plan, name: &str) -> Option<&'a OwnRole> {
    plan.roles.iter().find(|role| role.name.trim().eq_ignore_ascii_case(name))
}

fn calls(role: &OwnRole, callee: &RoleId) -> bool {
    role.calls.iter().any(|call| call.role == *callee)
}

/// A call of all that a role of the plan listens on.
fn call(role: &RoleId) -> Call {
    Call { role: role.clone(), ..Call::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::catalog_dir;
    use crate::plan::file;

    fn catalog() -> Catalog {
        catalog_dir::with_overlay(&[]).0
    }

    /// The roles that a plan has after a draft, as its file writes them.
    fn after(plan: &Plan, draft: &RoleDraft) -> Plan {
        plan.applied(&draft.edit(&catalog(), plan).expect("an edit")).expect("a plan")
    }

    fn payroll() -> RoleDraft {
        let (catalog, plan) = (catalog(), Plan::default());
        RoleDraft {
            listens: "HTTPS 8443/tcp".to_owned(),
            calls: vec![CallDraft::new(&catalog, &plan, &"sql-server".into())],
            callers: "Payroll client".to_owned(),
            ..RoleDraft::new("Payroll server")
        }
    }

    #[test]
    fn a_server_is_made_together_with_the_client_that_calls_it() {
        let made = after(&Plan::default(), &payroll());
        let text = r#"(format: 2, roles: [
            (id: "own-payroll-server", name: "Payroll server",
             listens: [(application_protocol: "HTTPS", transport: tcp, ports: 8443)],
             calls: [(role: "sql-server", uses: ["sql-server/sql-over-tcp"])]),
            (id: "own-payroll-client", name: "Payroll client", calls: [(role: "own-payroll-server")]),
        ])"#;
        assert_eq!(made, file::read(text).expect("the plan").plan);
        assert_eq!(
            payroll().edit(&catalog(), &Plan::default()).map(|edit| edit.label()).as_deref(),
            Some("Make the role Payroll server")
        );
    }

    #[test]
    fn a_draft_of_a_role_that_is_left_alone_changes_nothing() {
        let made = after(&Plan::default(), &payroll());
        for role in &made.roles {
            let draft = RoleDraft::of(&made, role.id.as_str()).expect("the role");
            assert_eq!(after(&made, &draft), made, "{}", role.name);
        }
    }

    #[test]
    fn callers_come_and_go_by_their_names() {
        let made = after(&Plan::default(), &payroll());
        let mut draft = RoleDraft::of(&made, "own-payroll-server").expect("the role");
        assert_eq!(draft.callers, "Payroll client");
        draft.callers = "payroll CLIENT, Time clock".to_owned();
        assert_eq!(draft.callers(&made), [("payroll CLIENT".to_owned(), false), ("Time clock".to_owned(), true)]);
        let more = after(&made, &draft);
        let names: Vec<&str> = more.roles.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(names, ["Payroll client", "Payroll server", "Time clock"]);
        draft.callers.clear();
        let fewer = after(&more, &draft);
        assert!(fewer.roles.iter().all(|role| !calls(role, &"own-payroll-server".into())));
    }

    #[test]
    fn what_can_not_be_made_says_why() {
        let made = after(&Plan::default(), &payroll());
        for (draft, expected) in [
            (RoleDraft::new(" "), "Type what the role is called"),
            (RoleDraft::new("payroll server"), "The plan has a role “payroll server” already"),
            (RoleDraft { listens: "x".to_owned(), ..RoleDraft::new("A") }, "“x” names no port"),
        ] {
            assert!(draft.problem(&made).is_some_and(|problem| problem.contains(expected)), "{draft:?}");
            assert_eq!(draft.edit(&catalog(), &made), None);
        }
    }
}
