//! Checks of words: labels and summaries are there, in sentence case, don't end in a full stop and hide nothing.

use super::{finding, role_file, service_file};
use crate::catalog::Catalog;
use crate::finding::{Code, Finding};
use crate::printable::{hidden_in, printable};

/// Names, summaries, purposes and scenarios read alike.
pub(super) fn style(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let mut check = |file: String, what: &str, text: &str| {
        let problem = if text.trim().is_empty() {
            "is empty"
        } else if text.trim() != text {
            "has blanks around it"
        } else if text.ends_with('.') && !text.ends_with("etc.") && !text.contains(". ") {
            "ends in a full stop"
        } else {
            return;
        };
        findings.push(finding(
            Code::CatalogWording,
            file,
            format!("{what} {problem}: “{text}”"),
            "see docs/CATALOG.md",
        ));
    };
    for (service_idx, service) in catalog.services.iter().enumerate() {
        check(service_file(catalog, service_idx), "the name", &service.name);
        check(service_file(catalog, service_idx), "the summary", &service.summary);
        for endpoint in &service.endpoints {
            check(service_file(catalog, service_idx), "the application protocol", &endpoint.application_protocol);
        }
    }
    for (role_idx, role) in catalog.roles.iter().enumerate() {
        check(role_file(catalog, role_idx), "the name", &role.name);
        check(role_file(catalog, role_idx), "the family", &role.family);
        check(role_file(catalog, role_idx), "the summary", &role.summary);
        for connection in &role.connects {
            check(role_file(catalog, role_idx), "the purpose", &connection.purpose);
        }
    }
    for assumption in &catalog.assumptions {
        check(format!("assumptions/{}.ron", assumption.id), "the question", &assumption.question);
    }
    for scenario in &catalog.scenarios {
        check("roles".to_owned(), "a scenario", scenario);
    }
}

/// Nothing that is shown holds characters which nobody sees: they would steer a terminal, or forge a name.
pub(super) fn hidden(catalog: &Catalog, findings: &mut Vec<Finding>) {
    let mut check = |file: String, what: &str, text: &str| {
        if !hidden_in(text).is_empty() {
            let message = format!("{what} has characters that nobody sees: “{}”", printable(text));
            findings.push(finding(Code::HiddenCharacters, file, message, "type it anew without them"));
        }
    };
    for (service_idx, service) in catalog.services.iter().enumerate() {
        let file = || service_file(catalog, service_idx);
        check(file(), "the name", &service.name);
        check(file(), "the service name", &service.service_name);
        check(file(), "the summary", &service.summary);
        for endpoint in &service.endpoints {
            check(file(), "the application protocol", &endpoint.application_protocol);
            check(file(), "a note", &endpoint.note);
        }
    }
    for (role_idx, role) in catalog.roles.iter().enumerate() {
        let file = || role_file(catalog, role_idx);
        check(file(), "the name", &role.name);
        check(file(), "the family", &role.family);
        check(file(), "the summary", &role.summary);
        role.connects.iter().for_each(|connection| check(file(), "a purpose", &connection.purpose));
    }
    for os in &catalog.os {
        check(format!("os/{}.ron", os.id), "the name", &os.name);
    }
    for assumption in &catalog.assumptions {
        check(format!("assumptions/{}.ron", assumption.id), "the question", &assumption.question);
    }
    for kind in &catalog.tunnels {
        check(format!("tunnels/{}.ron", kind.id), "the name", &kind.name);
    }
    for reference in &catalog.references {
        let file = || format!("references/{}.ron", reference.id);
        check(file(), "the title", &reference.title);
        check(file(), "the publisher", &reference.publisher);
        check(file(), "the document", &reference.document);
        check(file(), "the version", &reference.version);
    }
    for scenario in &catalog.scenarios {
        check("roles".to_owned(), "a scenario", scenario);
    }
}
