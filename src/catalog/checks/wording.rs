//! Checks of words: they are there, have no blanks around them, and labels don't end in a full stop.

use super::locations::{at_connection, at_endpoint, role_path, service_path};
use crate::catalog::kinds::EntityKind;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::catalog::{Catalog, Need};
use crate::finding::{Code, excerpt};

const HINT: &str = "see docs/CATALOG.md";

/// Names, summaries, purposes and scenarios read alike.
pub(super) fn style(catalog: &Catalog, report: &mut Report<'_>) {
    for (service, entity) in catalog.services.iter_enumerated() {
        for (field, what, text) in [("name", "the name", &*entity.name), ("summary", "the summary", &entity.summary)] {
            check(report, &service_path(catalog, service), field, what, style_problem(text), text);
        }
    }
    for (at, endpoint) in catalog.endpoints() {
        if let Some(problem) = style_problem(&endpoint.application_protocol) {
            let message = said("the application protocol", problem, &endpoint.application_protocol);
            at_endpoint(report, catalog, at, Some("application_protocol"), (Code::CatalogWording, message, HINT));
        }
    }
    for (role_idx, role) in catalog.roles.iter_enumerated() {
        let texts = [
            ("name", "the name", &*role.name),
            ("family", "the family", &role.family),
            ("summary", "the summary", &role.summary),
        ];
        for (field, what, text) in texts {
            check(report, &role_path(catalog, role_idx), field, what, style_problem(text), text);
        }
    }
    for (at, connection) in catalog.connections() {
        let scenario = match connection.need {
            Need::Required => None,
            Need::Optional(scenario) => Some(("need", "the scenario", &*catalog.scenarios[scenario])),
        };
        let consequences = connection.consequences.iter().map(|it| ("consequences", "a consequence", &*it.says));
        let texts = [("purpose", "the purpose", &*connection.purpose)].into_iter().chain(scenario).chain(consequences);
        for (field, what, text) in texts {
            if let Some(problem) = style_problem(text) {
                let message = said(what, problem, text);
                at_connection(report, catalog, at, Some(field), (Code::CatalogWording, message, HINT));
            }
        }
    }
    for assumption in &catalog.assumptions {
        let scenario = &*catalog.scenarios[assumption.scenario];
        for (field, what, text) in
            [("question", "the question", &*assumption.question), ("scenario", "the scenario", scenario)]
        {
            check(report, &EntityKind::Assumption.path(assumption.id.as_str()), field, what, style_problem(text), text);
        }
    }
}

/// What a person is to read is there.
pub(super) fn present(catalog: &Catalog, report: &mut Report<'_>) {
    let mut check = |file: String, field: &'static str, text: &str| {
        check(report, &file, field, &format!("`{field}`"), blank_problem(text), text);
    };
    for os in &catalog.os {
        check(EntityKind::Os.path(os.id.as_str()), "name", &os.name);
    }
    for reference in &catalog.references {
        let file = || EntityKind::Reference.path(reference.id.as_str());
        check(file(), "title", &reference.title);
        check(file(), "publisher", &reference.publisher);
        check(file(), "document", &reference.document);
    }
    for kind in &catalog.scope_kinds {
        check(EntityKind::ScopeKind.path(kind.id.as_str()), "name", &kind.name);
        check(EntityKind::ScopeKind.path(kind.id.as_str()), "summary", &kind.summary);
    }
    for server in &catalog.rpc_servers {
        check(EntityKind::RpcServer.path(server.id.as_str()), "name", &server.name);
    }
    for assumption in &catalog.assumptions {
        check(EntityKind::Assumption.path(assumption.id.as_str()), "changes", &assumption.changes);
    }
    for tunnel in &catalog.tunnels {
        check(EntityKind::TunnelKind.path(tunnel.id.as_str()), "name", &tunnel.name);
        check(EntityKind::TunnelKind.path(tunnel.id.as_str()), "summary", &tunnel.summary);
    }
    for server in &catalog.rpc_servers {
        let texts = server.pin.iter().flat_map(|pin| [("setting", &pin.setting), ("apply", &pin.apply)]);
        for (field, text) in texts {
            if let Some(problem) = blank_problem(text) {
                let path = [Step::Field("pin"), Step::Field(field)];
                let message = said(&format!("`{field}`"), problem, text);
                report.push(
                    Code::CatalogWording,
                    &EntityKind::RpcServer.path(server.id.as_str()),
                    &path,
                    message,
                    HINT,
                );
            }
        }
    }
}

fn check(
    report: &mut Report<'_>,
    file: &str,
    field: &'static str,
    what: &str,
    problem: Option<&'static str>,
    text: &str,
) {
    if let Some(problem) = problem {
        report.push(Code::CatalogWording, file, &[Step::Field(field)], said(what, problem, text), HINT);
    }
}

fn said(what: &str, problem: &str, text: &str) -> String {
    format!("{what} {problem}: “{}”", excerpt(text))
}

fn blank_problem(text: &str) -> Option<&'static str> {
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
