//! Checks of words: labels and summaries are there, in sentence case, and don't end in a full stop.

use super::{finding, role_file, service_file};
use crate::catalog::Catalog;
use crate::finding::{Code, Finding};

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
