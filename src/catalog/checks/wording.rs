//! Checks of texts: they are there, have no blanks around them, and labels don't end in a full stop.

use super::locations::{at_connection, at_endpoint};
use crate::catalog::Catalog;
use crate::catalog::kinds::EntityKind;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};

const HINT: &str = "see docs/CATALOG.md";

/// Names, summaries and purposes read alike.
pub(super) fn style(catalog: &Catalog, report: &mut Report<'_>) {
    let mut check = |kind: EntityKind, id: &str, texts: &[(&'static str, &str)]| {
        for &(field, text) in texts {
            if let Some(problem) = style_problem(text) {
                let message = said(&format!("the {field}"), problem, text);
                report.push(Code::CatalogWording, &kind.path(id), &[Step::Field(field)], message, HINT);
            }
        }
    };
    for service in &catalog.services {
        check(EntityKind::Service, service.id.as_str(), &[("name", &service.name), ("summary", &service.summary)]);
    }
    for role in &catalog.roles {
        let texts = [("name", &*role.name), ("family", &role.family), ("summary", &role.summary)];
        check(EntityKind::Role, role.id.as_str(), &texts);
    }
    for scenario in &catalog.scenarios {
        let texts = [("name", &*scenario.name), ("summary", &*scenario.summary)];
        check(EntityKind::Scenario, scenario.id.as_str(), &texts);
    }
    for assumption in &catalog.assumptions {
        check(EntityKind::Assumption, assumption.id.as_str(), &[("question", &*assumption.question)]);
    }
    for choice in &catalog.choices {
        check(EntityKind::Choice, choice.id.as_str(), &[("question", &choice.question)]);
    }
    for (at, endpoint) in catalog.endpoints() {
        if let Some(problem) = style_problem(&endpoint.application_protocol) {
            let message = said("the application protocol", problem, &endpoint.application_protocol);
            at_endpoint(report, catalog, at, Some("application_protocol"), (Code::CatalogWording, message, HINT));
        }
    }
    for (at, connection) in catalog.connections() {
        let consequences = connection.consequences.iter().map(|it| ("consequences", "a consequence", &*it.says));
        let texts = [("purpose", "the purpose", &*connection.purpose)].into_iter().chain(consequences);
        for (field, what, text) in texts {
            if let Some(problem) = style_problem(text) {
                let message = said(what, problem, text);
                at_connection(report, catalog, at, Some(field), (Code::CatalogWording, message, HINT));
            }
        }
    }
}

/// What a person is to read is there.
pub(super) fn present(catalog: &Catalog, report: &mut Report<'_>) {
    let mut check = |kind: EntityKind, id: &str, texts: &[(&[&'static str], &str)]| {
        for &(fields, text) in texts {
            if let (Some(problem), Some(last)) = (blank_problem(text), fields.last()) {
                let steps: Vec<Step<'_>> = fields.iter().map(|field| Step::Field(field)).collect();
                let message = said(&format!("`{last}`"), problem, text);
                report.push(Code::CatalogWording, &kind.path(id), &steps, message, HINT);
            }
        }
    };
    for os in &catalog.os {
        check(EntityKind::Os, os.id.as_str(), &[(&["name"], &os.name)]);
    }
    for reference in &catalog.references {
        let texts: [(&[_], &str); 3] = [
            (&["title"], &reference.title),
            (&["publisher"], &reference.publisher),
            (&["document"], &reference.document),
        ];
        check(EntityKind::Reference, reference.id.as_str(), &texts);
    }
    for kind in &catalog.scope_kinds {
        let texts: [(&[_], &str); 2] = [(&["name"], &kind.name), (&["summary"], &kind.summary)];
        check(EntityKind::ScopeKind, kind.id.as_str(), &texts);
    }
    for server in &catalog.rpc_servers {
        check(EntityKind::RpcServer, server.id.as_str(), &[(&["name"], &server.name)]);
        if let Some(pin) = &server.pin {
            let texts: [(&[_], &str); 2] = [(&["pin", "setting"], &pin.setting), (&["pin", "apply"], &pin.apply)];
            check(EntityKind::RpcServer, server.id.as_str(), &texts);
        }
    }
    for assumption in &catalog.assumptions {
        check(EntityKind::Assumption, assumption.id.as_str(), &[(&["changes"], &assumption.changes)]);
    }
    for tunnel in &catalog.tunnels {
        let texts: [(&[_], &str); 2] = [(&["name"], &tunnel.name), (&["summary"], &tunnel.summary)];
        check(EntityKind::TunnelKind, tunnel.id.as_str(), &texts);
    }
    for limit in &catalog.limits {
        let texts: [(&[_], &str); 2] = [(&["product"], &limit.product), (&["per"], &limit.per)];
        check(EntityKind::Limit, limit.id.as_str(), &texts);
    }
    for choice in &catalog.choices {
        for option in &choice.options {
            for (field, text) in [("name", &*option.name), ("changes", &option.changes)] {
                if let Some(problem) = blank_problem(text) {
                    let steps = [Step::Field("options"), Step::WithId(option.id.as_str()), Step::Field(field)];
                    let (path, message) = (EntityKind::Choice.path(choice.id.as_str()), said(field, problem, text));
                    report.push(Code::CatalogWording, &path, &steps, message, HINT);
                }
            }
        }
    }
}

fn said(what: &str, problem: &str, text: &str) -> String {
    format!("{what} {problem}: “{}”", excerpt(text))
}

pub(super) fn blank_problem(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        Some("is empty")
    } else if text.trim() != text {
        Some("has blanks around it")
    } else {
        None
    }
}

fn style_problem(text: &str) -> Option<&'static str> {
    let ends_in_stop = text.ends_with('.') && !text.ends_with("etc.") && !text.contains(". ");
    blank_problem(text).or(ends_in_stop.then_some("ends in a full stop"))
}
