//! How the scopes of two facets relate, and with them which lines may stand between them.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Relation, ScopeMatch};
use crate::plan::{Plan, TrustDirection, TrustKind};

/// The scopes and trusts of a plan, ready to be asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ScopeTable {
    /// Scope id and the forest that it names; a domain that names none is a forest of its own.
    forests: Vec<(String, Option<String>)>,
    /// The scope ids that each trusts; a two-way trust stands in both orders.
    trusts: BTreeMap<String, BTreeSet<String>>,
}

impl ScopeTable {
    pub(crate) fn new(plan: &Plan) -> Self {
        let named = |forest: &String| (!forest.is_empty()).then(|| forest.clone());
        let forests = plan.scopes.iter().map(|scope| (scope.id.to_string(), named(&scope.forest))).collect();
        let mut res = Self { forests, trusts: BTreeMap::new() };
        let mut trusts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for trust in &plan.trusts {
            let (trusting, trusted) = (trust.trusting.as_str(), trust.trusted.as_str());
            let reach = |scope: &str| match trust.kind {
                TrustKind::External => vec![scope.to_owned()],
                TrustKind::Forest => res.forest_of(scope),
            };
            for (a, b) in reach(trusting).iter().flat_map(|a| reach(trusted).into_iter().map(move |b| (a.clone(), b))) {
                if trust.direction == TrustDirection::TwoWay {
                    trusts.entry(b.clone()).or_default().insert(a.clone());
                }
                trusts.entry(a).or_default().insert(b);
            }
        }
        res.trusts = trusts;
        res
    }

    /// Whether a line matched on `scope` may stand from a facet with `source` to one with `destination`.
    pub(crate) fn matches(
        &self,
        scope: &ScopeMatch,
        source: &[(String, String)],
        destination: &[(String, String)],
    ) -> bool {
        fn of_kind<'a>(scopes: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
            scopes.iter().find(|(kind, _)| *kind == wanted).map(|(_, id)| id.as_str())
        }
        let (Some(source), Some(destination)) = (of_kind(source, &scope.kind), of_kind(destination, &scope.kind))
        else {
            return matches!(scope.relation, Relation::Same | Relation::SameForest);
        };
        let trusts = |trusting: &str, trusted: &str| self.trusts.get(trusting).is_some_and(|ids| ids.contains(trusted));
        match scope.relation {
            Relation::Same => source == destination,
            Relation::SameForest => self.is_one_forest(source, destination),
            Relation::OtherDomain => source != destination && self.is_one_forest(source, destination),
            Relation::Trusted => trusts(source, destination),
            Relation::Trusting => trusts(destination, source) && !trusts(source, destination),
        }
    }

    fn is_one_forest(&self, a: &str, b: &str) -> bool {
        a == b || self.forest(a).is_some_and(|forest| self.forest(b) == Some(forest))
    }

    /// The forest that a scope names; `None` too for a scope that the plan lacks, which is in nobody's forest.
    fn forest(&self, scope: &str) -> Option<&str> {
        self.forests.iter().find(|(id, _)| id == scope).and_then(|(_, forest)| forest.as_deref())
    }

    fn forest_of(&self, scope: &str) -> Vec<String> {
        let mut res: Vec<_> =
            self.forests.iter().filter(|(id, _)| self.is_one_forest(id, scope)).map(|(id, _)| id.clone()).collect();
        if res.is_empty() {
            res.push(scope.to_owned());
        }
        res
    }
}
