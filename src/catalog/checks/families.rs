//! Checks of the list of families. A folder that lists some lists all of its own; one without a list adds whatever its
//! roles name.

use std::collections::BTreeSet;

use super::locations::role_path;
use crate::catalog::Catalog;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};

/// The text that lists families.
const HEADER: &str = "catalog";

/// Every family that the folder on top lists has a role, and every role of it is of a family that is listed.
pub(super) fn listed(catalog: &Catalog, report: &mut Report<'_>) {
    let listed = &catalog.listed_families;
    if listed.is_empty() || !catalog.sources.texts.is_on_top(HEADER) {
        return;
    }
    let has_roles = |name: &str| catalog.families.iter().any(|family| *family.name == *name);
    let mut known = BTreeSet::new();
    for (idx, name) in listed.iter().enumerate() {
        let path = [Step::Field("families"), Step::Item(idx)];
        if !known.insert(name.as_str()) {
            let message = format!("“{}” stands here twice", excerpt(name));
            report.push(Code::CatalogDuplicate, HEADER, &path, message, "keep one of the two");
        } else if !has_roles(name) {
            let message = format!("no role is of the family “{}”", excerpt(name));
            report.push(Code::CatalogOrphan, HEADER, &path, message, "leave it out, or write it as the roles do");
        }
    }
    for (role_idx, role) in catalog.roles.iter_enumerated().filter(|(_, role)| !known.contains(&*role.family)) {
        let path = role_path(catalog, role_idx);
        if catalog.sources.texts.is_on_top(&path) {
            let message = format!("the family “{}” is not listed in {HEADER}.ron", excerpt(&role.family));
            report.push(Code::CatalogWording, &path, &[Step::Field("family")], message, "add it to `families` there");
        }
    }
}
