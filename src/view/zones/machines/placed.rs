//! What tells several placements of one role in one zone apart: a word for each, as a list of machines writes it and reads it
//! again.

use crate::plan::{Placement, Plan, RoleId};

/// The positions of a role's placements among those of a zone, each with the word that tells it from the others; empty
/// where there is but one.
///
/// The word is the scope, such as a domain; where that is no help, the number.
pub(super) fn placed(plan: &Plan, placements: &[Placement], role: &RoleId) -> Vec<(usize, String)> {
    let of_role = || placements.iter().enumerate().filter(|(_, placement)| placement.role == *role);
    if of_role().count() < 2 {
        return of_role().map(|(idx, _)| (idx, String::new())).collect();
    }
    let scopes: Vec<String> = of_role().map(|(_, placement)| scope_names(plan, placement)).collect();
    let word = |(number, scope): (usize, &String)| {
        let is_alone = scopes.iter().filter(|other| other.to_lowercase() == scope.to_lowercase()).count() == 1;
        if is_alone && !scope.is_empty() { scope.clone() } else { format!("placement {}", number + 1) }
    };
    of_role().zip(scopes.iter().enumerate().map(word)).map(|((idx, _), word)| (idx, word)).collect()
}

fn scope_names(plan: &Plan, placement: &Placement) -> String {
    placement.scopes.values().map(|scope| plan.scope_name(scope.as_str())).collect::<Vec<_>>().join(", ")
}
