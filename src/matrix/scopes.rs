//! How the scopes of two facets relate, what is chosen between them, and with both which lines may stand between them.
//!
//! No scope matches every one, a wrong scope matches none: a slip of the pen never opens one domain to another.

use std::collections::{BTreeMap, BTreeSet};

use super::choices::ChoiceTable;
use super::lines::Line;
use crate::catalog::{Catalog, ChosenAmong, Relation, ScopeMatch};
use crate::ids::{ChoiceIdx, OptionIdx};
use crate::plan::{Plan, TrustDirection, TrustKind};

/// The scopes and trusts of a plan, ready to be asked.
///
/// A trust between forests is kept as one, not as a trust of each domain with each: a plan may have thousands of both.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ScopeTable {
    /// By scope id, the number of its forest. Only scopes that the plan has, or that a trust names, are in one.
    forests: BTreeMap<String, usize>,
    /// By scope id, the scopes that it trusts alone; a two-way trust stands in both orders.
    external: BTreeMap<String, BTreeSet<String>>,
    /// Pairs of forests, trusting first; a two-way trust stands in both orders.
    between_forests: BTreeSet<(usize, usize)>,
    /// Scope id and its kind; the first of an id counts.
    kinds: BTreeMap<String, String>,
    /// The kinds that some connection of the catalog is matched on.
    known_kinds: BTreeSet<String>,
    /// What the plan and its scopes chose.
    choices: ChoiceTable,
}

/// What a facet says of one kind of scopes.
enum Held<'a> {
    /// Nothing.
    None,
    /// It is in this one.
    One(&'a str),
    /// Something that can't be understood: a scope that the plan lacks or has as another kind, or, where the kind
    /// itself is not mentioned, a kind that nobody knows and that may have been meant for it.
    Wrong,
}

impl ScopeTable {
    /// The scopes of a plan. `matches` is how the catalog's connections are matched.
    pub(crate) fn new(catalog: &Catalog, plan: &Plan, matches: &[ScopeMatch]) -> Self {
        let known_kinds = matches.iter().map(|scope| scope.kind.to_string()).collect();
        let mut res = Self { known_kinds, choices: ChoiceTable::new(catalog, plan), ..Self::default() };
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        let mut num_forests = 0;
        let mut next = || {
            num_forests += 1;
            num_forests
        };
        for scope in &plan.scopes {
            // Where two scopes share an id, the first one counts.
            if res.forests.contains_key(scope.id.as_str()) {
                continue;
            }
            res.kinds.insert(scope.id.to_string(), scope.kind.clone());
            // A domain that names no forest is one of its own.
            let forest = match scope.forest.as_str() {
                "" => next(),
                name => *named.entry(name).or_insert_with(&mut next),
            };
            res.forests.insert(scope.id.to_string(), forest);
        }
        // A scope that the plan lacks is in no forest.
        let mut forest_of = |scope: &str, forests: &mut BTreeMap<String, usize>| {
            *forests.entry(scope.to_owned()).or_insert_with(&mut next)
        };
        for trust in &plan.trusts {
            let ends = (trust.trusting.as_str(), trust.trusted.as_str());
            let orders = match trust.direction {
                TrustDirection::OneWay => vec![ends],
                TrustDirection::TwoWay => vec![ends, (ends.1, ends.0)],
            };
            for (trusting, trusted) in orders {
                match trust.kind {
                    TrustKind::External => {
                        res.external.entry(trusting.to_owned()).or_default().insert(trusted.to_owned());
                    }
                    TrustKind::Forest => {
                        let pair = (forest_of(trusting, &mut res.forests), forest_of(trusted, &mut res.forests));
                        res.between_forests.insert(pair);
                    }
                }
            }
        }
        res
    }

    /// Whether a line matched on `scope` may stand from a facet with `source` to one with `destination`.
    pub(crate) fn matches(
        &self,
        scope: &ScopeMatch,
        source: &[(String, String)],
        destination: &[(String, String)],
    ) -> bool {
        let (source, destination) = match (self.held(source, &scope.kind), self.held(destination, &scope.kind)) {
            (Held::Wrong, _) | (_, Held::Wrong) => return false,
            (Held::One(source), Held::One(destination)) => (source, destination),
            (Held::None, Held::None | Held::One(_)) | (Held::One(_), Held::None) => {
                return matches!(scope.relation, Relation::Same | Relation::SameForest);
            }
        };
        match scope.relation {
            Relation::Same => source == destination,
            Relation::SameForest => self.is_one_forest(source, destination),
            Relation::OtherDomain => source != destination && self.is_one_forest(source, destination),
            Relation::Trusted => self.trusts(source, destination),
            Relation::Trusting => self.trusts(destination, source) && !self.trusts(source, destination),
        }
    }

    /// Whether all that a line asks for is chosen from a facet with `source` to one with `destination`.
    pub(crate) fn bring(&self, line: &Line, source: &[(String, String)], destination: &[(String, String)]) -> bool {
        self.choices.bring(line, source, destination)
    }

    /// The option that is chosen from a facet with `source` to one with `destination`.
    pub(crate) fn option(
        &self,
        choice: ChoiceIdx,
        source: &[(String, String)],
        destination: &[(String, String)],
    ) -> OptionIdx {
        self.choices.option(choice, source, destination)
    }

    /// Whether one of the options that are asked for is chosen.
    pub(crate) fn have_chosen(
        &self,
        asked: &ChosenAmong,
        source: &[(String, String)],
        destination: &[(String, String)],
    ) -> bool {
        self.choices.holds(asked, source, destination)
    }

    fn trusts(&self, trusting: &str, trusted: &str) -> bool {
        let forest = |scope| self.forests.get(scope).copied();
        self.external.get(trusting).is_some_and(|ids| ids.contains(trusted))
            || forest(trusting).zip(forest(trusted)).is_some_and(|pair| self.between_forests.contains(&pair))
    }

    /// Whether some connection of the catalog is matched on a kind.
    pub(crate) fn knows_kind(&self, kind: &str) -> bool {
        self.known_kinds.contains(kind)
    }

    /// Whether what a facet says of a kind can't be understood, so that nothing of the kind is matched with it.
    pub(crate) fn is_wrong(&self, scopes: &[(String, String)], kind: &str) -> bool {
        matches!(self.held(scopes, kind), Held::Wrong)
    }

    fn held<'a>(&self, scopes: &'a [(String, String)], wanted: &str) -> Held<'a> {
        match scopes.iter().find(|(kind, _)| kind == wanted) {
            Some((kind, id)) if self.kinds.get(id) == Some(kind) => Held::One(id),
            Some(_) => Held::Wrong,
            None if scopes.iter().any(|(kind, _)| !self.knows_kind(kind)) => Held::Wrong,
            None => Held::None,
        }
    }

    fn is_one_forest(&self, a: &str, b: &str) -> bool {
        a == b || self.forests.get(a).is_some_and(|forest| self.forests.get(b) == Some(forest))
    }
}
