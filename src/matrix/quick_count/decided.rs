//! What becomes of lines, whatever the zones: by answers, by scopes, and by what the catalog says of them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::context::{Context, LineState, PairAnswers};
use super::super::lines::{Line, LineSet};
use super::index::{FacetScopes, Indexer, ZoneAnswers};
use crate::catalog::{ChosenAmong, Need};
use crate::plan::Zone;

/// Sets of lines to count by.
#[derive(Clone, Debug, Default)]
pub(super) struct DecidedLines {
    pub(super) legacy: LineSet,
    pub(super) guarded: LineSet,
    /// `serves` of the destination does not limit them.
    pub(super) peers: LineSet,
    /// `serves` of the side that opens limits them.
    pub(super) answers: LineSet,
    pub(super) needs: DecidedNeeds,
    /// What scopes and what is chosen allow, by the scopes of the source and of the destination facet.
    allowed: Square<LineSet>,
}

/// What is open, by the answers of the source and of the destination zone.
#[derive(Clone, Debug, Default)]
pub(crate) struct DecidedNeeds(Square<Needs>);

/// The open lines under some answers.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    pub(super) required: LineSet,
    /// Required or Optional.
    pub(super) open: LineSet,
    /// The same, with what the firewall opens by itself.
    pub(super) live: LineSet,
    /// What a scenario needs that was declined.
    pub(super) declined: LineSet,
    /// Open lines of groups that have some of either need.
    pub(super) contested: LineSet,
}

/// One of few distinct values for each ordered pair of positions.
#[derive(Clone, Debug)]
struct Square<T> {
    distinct: Vec<T>,
    /// Positions in `distinct`, row by row.
    positions: Vec<usize>,
    width: usize,
}

impl<T> Default for Square<T> {
    fn default() -> Self {
        Self { distinct: Vec::new(), positions: Vec::new(), width: 0 }
    }
}

impl<T> Square<T> {
    /// Asks `pattern` of every pair of items, and `value` once for each pattern.
    fn new<I, P: Ord>(items: &[I], pattern: impl Fn(&I, &I) -> P, value: impl Fn(&P) -> T) -> Self {
        let mut res = Self { width: items.len(), ..Self::default() };
        let mut known: BTreeMap<P, usize> = BTreeMap::new();
        for a in items {
            for b in items {
                let pattern = pattern(a, b);
                let position = known.get(&pattern).copied().unwrap_or(res.distinct.len());
                if position == res.distinct.len() {
                    res.distinct.push(value(&pattern));
                    known.insert(pattern, position);
                }
                res.positions.push(position);
            }
        }
        res
    }

    fn get(&self, a: usize, b: usize) -> &T {
        &self.distinct[self.positions[a * self.width + b]]
    }
}

impl DecidedLines {
    pub(super) fn new(context: Context<'_>, indexer: &Indexer, groups: &[u32]) -> Self {
        let table = context.table;
        // Few distinct patterns of “which matches hold, and which options” come out, however many scopes there are.
        let holding = |source: &FacetScopes, destination: &FacetScopes| -> [Vec<bool>; 2] {
            let scopes = context.scopes;
            let matches = table.scope_matches.iter().map(|scope| scopes.matches(scope, source, destination));
            let chosen = table.chosen_among.iter().map(|asked| scopes.have_chosen(asked, source, destination));
            [matches.collect(), chosen.collect()]
        };
        let allowed = |[matches, chosen]: &[Vec<bool>; 2]| {
            let is_chosen = |asked: &ChosenAmong| table.chosen_among.binary_search(asked).is_ok_and(|idx| chosen[idx]);
            table.set(|line| line.scope.is_none_or(|scope| matches[scope]) && line.when.choices.iter().all(is_chosen))
        };
        Self {
            legacy: table.set(|line| line.legacy),
            guarded: table.set(|line| line.guarded),
            peers: table.set(|line| line.peer || line.is_answer),
            answers: table.set(|line| line.is_answer),
            needs: DecidedNeeds::new(context, indexer, groups),
            allowed: Square::new(&indexer.scopes, holding, allowed),
        }
    }

    /// What scopes allow from one facet to another.
    pub(super) fn allowed(&self, source_scopes: usize, destination_scopes: usize) -> &LineSet {
        self.allowed.get(source_scopes, destination_scopes)
    }
}

impl DecidedNeeds {
    pub(super) fn new(context: Context<'_>, indexer: &Indexer, groups: &[u32]) -> Self {
        let decisions = |source: &ZoneAnswers, destination: &ZoneAnswers| {
            let zone = |answers: &ZoneAnswers| Zone { assumptions: answers.clone(), ..Zone::default() };
            PairAnswers::new(context, &zone(source), &zone(destination), None)
        };
        Self(Square::new(&indexer.answers, decisions, |decisions| Needs::new(context, decisions, groups)))
    }

    /// What is open from a zone of some answers to one of others.
    pub(super) fn of(&self, source_answers: usize, destination_answers: usize) -> &Needs {
        self.0.get(source_answers, destination_answers)
    }
}

impl Needs {
    fn new(context: Context<'_>, answers: &PairAnswers<'_>, groups: &[u32]) -> Self {
        let mut res = Self::default();
        let of = |need: Need| {
            let is_open =
                |line: &Line| answers.state(context.catalog, line) == LineState::Needed(need) && !answers.follows(line);
            context.table.set(is_open)
        };
        let optional = of(Need::Optional(()));
        let state = |line: &Line| answers.state(context.catalog, line);
        res.live = context.table.set(|line| matches!(state(line), LineState::Needed(_)));
        res.declined = context.table.set(|line| state(line) == LineState::Declined);
        res.required = of(Need::Required);
        res.open = res.required.clone();
        res.open.union_with(&optional);
        let of_groups = |lines: &LineSet| -> BTreeSet<u32> {
            groups
                .iter()
                .enumerate()
                .filter(|(line_idx, _)| lines.contains(*line_idx))
                .map(|(_, group)| *group)
                .collect()
        };
        let (stronger, weaker) = (of_groups(&res.required), of_groups(&optional));
        res.contested = LineSet::new(context.table.num_blocks());
        for (line_idx, group) in groups.iter().enumerate() {
            if res.open.contains(line_idx) && stronger.contains(group) && weaker.contains(group) {
                res.contested.insert(line_idx);
            }
        }
        res
    }
}
