//! Edits of the plan's own roles. Whether a catalog has their ids is not their business.

use std::collections::BTreeSet;

use super::EditError;
use crate::finding::excerpt;
use crate::plan::{Carries, Override, OwnRole, Plan, RoleId, Selector, Zone, first_free};

impl Plan {
    /// An id for a new role, made from its name: `Payroll server` becomes `own-payroll-server`, or
    /// `own-payroll-server-2` if that is taken.
    ///
    /// No file of the program's own catalog begins so, and `is_taken` knows what a user's folder has.
    #[must_use]
    pub fn free_role_id(&self, name: &str, is_taken: impl Fn(&str) -> bool) -> RoleId {
        let lower = name.to_lowercase();
        let words = lower.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit()));
        let slug = ["own"].into_iter().chain(words.filter(|word| !word.is_empty())).collect::<Vec<_>>().join("-");
        first_free(&slug, '-', |id| self.own_role(id).is_some() || is_taken(id)).into()
    }

    /// What makes the roles ones that can't be kept; `None`: nothing.
    pub(super) fn problem_of_roles(&self) -> Option<String> {
        let mut ids = BTreeSet::new();
        self.roles.iter().find_map(|role| {
            role.problem().or_else(|| {
                let is_new = ids.insert(&role.id);
                (!is_new)
                    .then(|| format!("two roles of the plan have the id “{}”: rename one", excerpt(role.id.as_str())))
            })
        })
    }

    pub(super) fn set_roles(&mut self, roles: &[OwnRole]) -> Result<(), EditError> {
        self.roles = roles.to_vec();
        self.roles.sort_by(|a, b| a.id.cmp(&b.id));
        self.problem_of_roles().map_or(Ok(()), |problem| Err(EditError::BadRole(problem)))
    }

    pub(super) fn remove_role(&mut self, role: &RoleId) -> Result<(), EditError> {
        if self.own_role(role.as_str()).is_none() {
            return Err(EditError::NoSuchRole { role: role.clone() });
        }
        self.roles.retain(|other| other.id != *role);
        for other in &mut self.roles {
            other.calls.retain(|call| call.role != *role);
        }
        self.forget_risks(role.as_str());
        for tunnel in &mut self.tunnels {
            if let Carries::Selection(selectors) = &mut tunnel.carries {
                selectors.retain(|selector| !names(selector, role));
            }
        }
        self.overrides.retain(|entry| match entry {
            Override::Suppress { selector, .. } => !names(selector, role),
            Override::Add { .. } => true,
        });
        for zone in &mut self.zones {
            Zone::change_shared(zone, |zone| zone.placements.retain(|placement| placement.role != *role));
        }
        Ok(())
    }
}

fn names(selector: &Selector, role: &RoleId) -> bool {
    let roles = [&selector.source_role, &selector.destination_role].into_iter().flatten();
    // Its service has its id.
    roles.clone().any(|named| named == role) || selector.service.as_ref().is_some_and(|it| it.as_str() == role.as_str())
}

#[cfg(test)]
mod tests {
    use crate::plan::file::{read, write};
    use crate::plan::{Edit, OwnRole, Plan};

    fn plan(fields: &str) -> Plan {
        read(&format!("(format: 2, {fields})")).expect(fields).plan
    }

    #[test]
    fn a_role_goes_with_what_only_speaks_of_it() {
        let before = plan(
            r#"roles: [
                (id: "a", name: "A", listens: [(transport: tcp, ports: 1)]),
                (id: "b", name: "B", calls: [(role: "a"), (role: "c")]),
            ],
            zones: [(id: "z", placements: [(role: "a"), (role: "b")])],
            overrides: [
                suppress(match: (source_role: "a"), reason: "R"),
                suppress(match: (service: "a"), reason: "R"),
                suppress(match: (source_role: "b"), reason: "R"),
            ],
            accepted: [(finding: "no-partner", about: ["z", "a"], reason: "R", by: "B")]"#,
        );
        let after = before.applied(&Edit::RemoveRole("a".into())).expect("the edit");
        let expected = plan(
            r#"roles: [(id: "b", name: "B", calls: [(role: "c")])], zones: [(id: "z", placements: [(role: "b")])],
            overrides: [suppress(match: (source_role: "b"), reason: "R")]"#,
        );
        assert_eq!(write(&after), write(&expected));
        let gone = after.applied(&Edit::RemoveRole("a".into())).map_err(|err| err.to_string());
        assert_eq!(gone, Err("there is no role “a” of this plan (any more): choose one of the list".to_owned()));
    }

    #[test]
    fn roles_that_could_not_be_read_again_are_refused() {
        let role = |id: &str, name: &str| OwnRole { id: id.into(), name: name.to_owned(), ..OwnRole::default() };
        for (roles, expected) in [
            (vec![role("a", "A"), role("a", "B")], "two roles of the plan have the id “a”"),
            (vec![role("A", "A")], "“A” is no id of a role"),
            (vec![role("a", " ")], "a role needs a name"),
        ] {
            let message = Plan::default().applied(&Edit::SetRoles(roles)).map_err(|err| err.to_string());
            assert!(message.as_ref().is_err_and(|message| message.contains(expected)), "{message:?}");
        }
        let sorted = Plan::default().applied(&Edit::SetRoles(vec![role("b", "B"), role("a", "A")])).expect("the edit");
        assert_eq!(sorted, plan(r#"roles: [(id: "a", name: "A"), (id: "b", name: "B")]"#));
    }

    #[test]
    fn a_new_role_gets_an_id_that_nobody_has() {
        let plan = Plan { roles: vec![OwnRole { id: "own-payroll".into(), ..OwnRole::default() }], ..Plan::default() };
        for (name, expected) in [
            ("Payroll server", "own-payroll-server"),
            ("Payroll", "own-payroll-2"),
            ("Büro", "own-b-ro"),
            ("日本", "own"),
            ("Taken", "own-taken-2"),
        ] {
            assert_eq!(plan.free_role_id(name, |id| id == "own-taken").as_str(), expected);
        }
    }
}
