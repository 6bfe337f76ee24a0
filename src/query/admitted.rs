//! How the terms of a query hold together: the one answer for whatever has ports, a need and names. What those are is
//! not its business.

use super::term::{Atom, Query, Term};

/// Something that a query is held against: a flow of a plan, or a connection of the catalog.
pub(super) trait Asked {
    /// Whether a query speaks of it at all.
    fn is_told_of(&self, query: &Query) -> bool;

    /// Whether it has what one possibility of a term asks for.
    fn is(&self, atom: &Atom) -> bool;

    /// Whether it has a term.
    fn has(&self, term: &Term) -> bool {
        term.any_of.iter().any(|atom| self.is(atom)) != term.is_excluded
    }
}

impl Query {
    /// Which of some groups have one with every term.
    ///
    /// Several ports are looked for in all groups together: each is in one group or another, or none is admitted.
    pub(super) fn admitted<T: Asked>(&self, groups: &[Vec<T>]) -> Vec<bool> {
        let (about_ports, others): (Vec<&Term>, Vec<&Term>) = self.terms.iter().partition(|term| term.is_about_ports());
        let has = |group: &Vec<T>, ports: Option<&Term>| {
            let has_all = |one: &&T| others.iter().copied().chain(ports).all(|term| one.has(term));
            group.iter().filter(|one| one.is_told_of(self)).any(|one| has_all(&one))
        };
        if about_ports.is_empty() {
            return groups.iter().map(|group| has(group, None)).collect();
        }
        let of_port = |term: &&Term| groups.iter().map(|group| has(group, Some(term))).collect::<Vec<bool>>();
        let by_port: Vec<Vec<bool>> = about_ports.iter().map(of_port).collect();
        let has_all = by_port.iter().all(|of_port| of_port.contains(&true));
        (0..groups.len()).map(|idx| has_all && by_port.iter().any(|of_port| of_port[idx])).collect()
    }
}
