//! Checks of names: of families, which are whatever roles name, so that a slip makes a new one, and of scenarios, which
//! plans may know by more than one.

use std::collections::BTreeMap;

use super::locations::role_path;
use crate::catalog::Catalog;
use crate::catalog::kinds::EntityKind;
use crate::catalog::report::Report;
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};
use crate::ids::{RoleIdx, ScenarioIdx};

/// No family is named once only and reads almost like another one.
pub(super) fn slips(catalog: &Catalog, report: &mut Report<'_>) {
    let mut families: BTreeMap<&str, Vec<RoleIdx>> = BTreeMap::new();
    for (role_idx, role) in catalog.roles.iter_enumerated() {
        families.entry(&role.family).or_default().push(role_idx);
    }
    for (family, near, roles) in lonely(&families) {
        for &role_idx in roles {
            let message = format!("the family “{}” is almost “{}”", excerpt(family), excerpt(near));
            let hint = "write it the same way, or another name";
            report.push(Code::CatalogWording, &role_path(catalog, role_idx), &[Step::Field("family")], message, hint);
        }
    }
}

/// No two scenarios share what plans may call them by: ids, names, and what older catalogs called them.
pub(super) fn scenarios(catalog: &Catalog, report: &mut Report<'_>) {
    let mut known: BTreeMap<String, ScenarioIdx> =
        catalog.scenarios.iter_enumerated().map(|(idx, scenario)| (scenario.id.to_string(), idx)).collect();
    let hint = "a plan that says so must mean one scenario: take it out of one of the two";
    for (idx, scenario) in catalog.scenarios.iter_enumerated() {
        let file = EntityKind::Scenario.path(scenario.id.as_str());
        let formerly = scenario.formerly.iter().enumerate();
        let formerly = formerly.map(|(at, text)| (vec![Step::Field("formerly"), Step::Item(at)], &**text));
        for (steps, text) in [(vec![Step::Field("name")], &*scenario.name)].into_iter().chain(formerly) {
            if text.trim() != text || text.is_empty() {
                let message = format!("a text that plans name is empty, or has blanks around it: “{}”", excerpt(text));
                report.push(Code::CatalogWording, &file, &steps, message, "write it as plans do");
            }
            let first = *known.entry(text.to_lowercase()).or_insert(idx);
            if first != idx {
                let message = format!("“{}” means {} already", excerpt(text), catalog.scenarios[first].id);
                report.push(Code::CatalogDuplicate, &file, &steps, message, hint);
            }
        }
    }
}

/// The names that one user has and that read almost like another one, with that one.
fn lonely<'a, 'b, T>(users: &'b BTreeMap<&'a str, Vec<T>>) -> impl Iterator<Item = (&'a str, &'a str, &'b Vec<T>)> {
    let mut by_letters: BTreeMap<String, Vec<&'a str>> = BTreeMap::new();
    for &name in users.keys() {
        // Whoever is a slip away from a name has one of these in common with it.
        for key in without_one_letter(name) {
            by_letters.entry(key).or_default().push(name);
        }
    }
    users.iter().filter(|(_, users)| users.len() == 1).filter_map(move |(&name, of_name)| {
        let near = without_one_letter(name).into_iter().find_map(|key| {
            let alike = by_letters.get(&key).into_iter().flatten();
            alike.copied().find(|&other| other != name && users.get(other).is_some_and(|of_other| of_other.len() > 1))
        })?;
        Some((name, near, of_name))
    })
}

/// The letters and digits of a name in lower case, and the same without each one in turn.
fn without_one_letter(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(80).collect();
    let without =
        |skipped: usize| letters.iter().enumerate().filter(|(idx, _)| *idx != skipped).map(|(_, c)| c).collect();
    (0..=letters.len()).map(without).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_and_another_name_is_none() {
        let users = BTreeMap::from([
            ("Active Directory", 3),
            ("ActiveDirectory", 1),
            ("Active Driectory", 1),
            ("Web and media", 2),
            ("Web and medias", 1),
            ("Web", 1),
            ("Exchange 2013", 1),
            ("Exchange 2016", 1),
        ]);
        let users: BTreeMap<&str, Vec<()>> = users.into_iter().map(|(name, num)| (name, vec![(); num])).collect();
        let found: Vec<_> = lonely(&users).map(|(name, near, _)| (name, near)).collect();
        let expected = [
            ("Active Driectory", "Active Directory"),
            ("ActiveDirectory", "Active Directory"),
            ("Web and medias", "Web and media"),
        ];
        assert_eq!(found, expected);
    }
}
