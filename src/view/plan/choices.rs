//! The choices with the options that hold, for the plan or a scope.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Choice, ChoiceOption};
use crate::ids::ChoiceIdx;
use crate::plan::{ChoiceId, Edit, OptionId, Plan, Scope, ScopeId};

/// Whose choices are shown and changed.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Chooser {
    /// The plan.
    Plan,
    /// A scope.
    Scope(ScopeId),
}

/// The choices of the catalog that the plan or a scope can make.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceList {
    chooser: Chooser,
    /// By id.
    pub rows: Vec<ChoiceRow>,
}

/// A choice with its options.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceRow {
    /// The choice.
    pub id: ChoiceId,
    /// The question.
    pub question: String,
    /// The options: id and name.
    pub options: Vec<(OptionId, String)>,
    /// What is chosen, by position; `None`: nothing, or what the catalog lacks, and what is less specific holds.
    pub chosen: Option<usize>,
    /// `Not chosen: HTTPS`, or `As the plan: HTTP`.
    pub inherited_label: String,
    /// What the option that holds changes.
    pub changes: String,
}

impl ChoiceList {
    /// Every choice, as the plan makes it.
    #[must_use]
    pub fn of_plan(catalog: &Catalog, plan: &Plan) -> Self {
        let row = |choice: &Choice| row(choice, chosen(choice, plan), ("Not chosen", default(choice)));
        Self { chooser: Chooser::Plan, rows: catalog.choices.iter().map(row).collect() }
    }

    /// The choices that something hangs on which is matched on scopes of this kind, as the scope makes them.
    #[must_use]
    pub fn of_scope(catalog: &Catalog, plan: &Plan, scope: &Scope) -> Self {
        let asked = asked_of(catalog, &scope.kind);
        let rows = catalog.choices.iter_enumerated().filter(|(idx, _)| asked.contains(idx)).map(|(_, choice)| {
            let inherited = chosen(choice, plan).map(|idx| ("As the plan", &choice.options.raw[idx]));
            let of_scope = position(choice, scope.choices.get(choice.id.as_str()));
            row(choice, of_scope, inherited.unwrap_or(("Not chosen", default(choice))))
        });
        Self { chooser: Chooser::Scope(scope.id.clone()), rows: rows.collect() }
    }

    /// The edit that chooses an option of a row, or takes the choice back.
    #[must_use]
    pub fn chosen(&self, row: &ChoiceRow, option: Option<usize>) -> Edit {
        let choice = row.id.clone();
        let option = option.and_then(|idx| row.options.get(idx)).map(|(id, _)| id.clone());
        match &self.chooser {
            Chooser::Plan => Edit::SetChoice { choice, option },
            Chooser::Scope(scope) => Edit::SetScopeChoice { scope: scope.clone(), choice, option },
        }
    }
}

/// The choices that connections matched on scopes of a kind hang on.
fn asked_of(catalog: &Catalog, kind: &str) -> BTreeSet<ChoiceIdx> {
    let matched = catalog.connections().filter(|(_, it)| it.scope.as_ref().is_some_and(|scope| *scope.kind == *kind));
    let conditions = matched.flat_map(|(_, connection)| {
        let of_endpoints = connection.uses.iter().map(|&endpoint| &catalog.endpoint(endpoint).when);
        of_endpoints.chain([&connection.when])
    });
    conditions.flat_map(|when| &when.choices).map(|asked| asked.choice).collect()
}

fn row(choice: &Choice, chosen: Option<usize>, (from, inherited): (&str, &ChoiceOption)) -> ChoiceRow {
    let holds = chosen.map_or(inherited, |idx| &choice.options.raw[idx]);
    ChoiceRow {
        id: choice.id.clone(),
        question: choice.question.to_string(),
        options: choice.options.iter().map(|option| (option.id.clone(), option.name.to_string())).collect(),
        chosen,
        inherited_label: format!("{from}: {}", inherited.name),
        changes: holds.changes.clone(),
    }
}

fn default(choice: &Choice) -> &ChoiceOption {
    &choice.options[choice.default]
}

fn chosen(choice: &Choice, plan: &Plan) -> Option<usize> {
    position(choice, plan.choices.get(choice.id.as_str()))
}

fn position(choice: &Choice, option: Option<&OptionId>) -> Option<usize> {
    choice.option_idx(option?.as_str()).map(usize::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::read;

    #[test]
    fn a_scope_inherits_from_the_plan_and_is_asked_what_concerns_it() {
        let (catalog, _) = read([
            ("references/r.ron", r#"(id: "r", title: "T", publisher: "P", document: "D", read: "2026-01-01")"#),
            ("scope-kinds/site.ron", r#"(id: "site", name: "Site", summary: "S")"#),
            ("scope-kinds/farm.ron", r#"(id: "farm", name: "Farm", summary: "S")"#),
            ("os/s.ron", r#"(id: "s", name: "S", kind: server, dynamic_ports: current, released: "2020-01-01")"#),
            (
                "choices/traffic.ron",
                r#"(id: "traffic", question: "How?", default: "tls", references: ["r"], options: [
                (id: "tls", name: "HTTPS", changes: "Sealed"), (id: "clear", name: "HTTP", changes: "Read by all")])"#,
            ),
            (
                "services/web.ron",
                r#"(id: "web", name: "Web", summary: "S", endpoints: [(id: "web", application_protocol: "HTTP",
                transport: tcp, port: fixed(80), when: (choice: (of: "traffic", is: ["clear"])), references: ["r"])])"#,
            ),
            (
                "roles/web.ron",
                r#"(id: "web", name: "Web", family: "F", summary: "S", runs: ["web"], references: ["r"], connects: [
                (id: "c", to: "web", uses: ["web/web"], purpose: "P", need: required,
                scope: (kind: "site", relation: same), references: ["r"])])"#,
            ),
        ]);
        let scope = |kind: &str| Scope { id: "a".into(), kind: kind.to_owned(), ..Scope::default() };
        let mut plan = Plan { scopes: vec![scope("site")], ..Plan::default() };
        let text = |list: ChoiceList| {
            let row =
                list.rows.first().map(|row| format!("{:?} | {} | {}", row.chosen, row.inherited_label, row.changes));
            row.unwrap_or_default()
        };
        let of_scope = |plan: &Plan| ChoiceList::of_scope(&catalog, plan, &plan.scopes[0]);
        assert_eq!(text(ChoiceList::of_plan(&catalog, &plan)), "None | Not chosen: HTTPS | Sealed");
        assert_eq!(text(of_scope(&plan)), "None | Not chosen: HTTPS | Sealed");
        assert_eq!(text(ChoiceList::of_scope(&catalog, &plan, &scope("farm"))), "");
        let list = ChoiceList::of_plan(&catalog, &plan);
        assert_eq!(plan.apply(&list.chosen(&list.rows[0], Some(1))), Ok(()));
        assert_eq!(text(of_scope(&plan)), "None | As the plan: HTTP | Read by all");
        let list = of_scope(&plan);
        assert_eq!(plan.apply(&list.chosen(&list.rows[0], Some(0))), Ok(()));
        assert_eq!(text(of_scope(&plan)), "Some(0) | As the plan: HTTP | Sealed");
        assert_eq!(plan.apply(&list.chosen(&list.rows[0], None)), Ok(()));
        assert_eq!(text(of_scope(&plan)), "None | As the plan: HTTP | Read by all");
        plan.choices = [("traffic".into(), "morse".into())].into();
        assert_eq!(
            text(of_scope(&plan)),
            "None | Not chosen: HTTPS | Sealed",
            "what the catalog lacks was never chosen"
        );
    }
}
