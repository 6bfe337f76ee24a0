//! From catalog and plan to the matrix, at once or one edit after another.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use itertools::Itertools as _;

use super::cell::{self, Cell, Effect, Effects, Picker};
use super::context::{Context, ScenarioDecisions, scenario_decisions};
use super::decisions::PairDecisions;
use super::lines::LineTable;
use super::quick_count::{QuickCounter, Tally};
use super::resolve::{self, ResolvedZone};
use super::scopes::ScopeTable;
use super::summary::CellSummary;
use crate::catalog::Catalog;
use crate::plan::{Plan, Zone};

/// Below this many zones a second thread costs more than it saves.
const ZONES_WORTH_THREADS: usize = 100;

/// How many pieces of work there are for each thread, so that none waits long for the last one.
const CHUNKS_PER_THREAD: usize = 8;

/// Which zone must reach which. Rows are sources, columns destinations, both in plan order.
///
/// It holds a summary of every pair; flows and reasons are made on demand by [`Matrix::cell`].
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    plan: Arc<Plan>,
    table: Arc<LineTable>,
    scopes: ScopeTable,
    decisions: ScenarioDecisions,
    zones: Vec<ResolvedZone>,
    quick_counter: QuickCounter,
    summaries: Vec<CellSummary>,
    /// By place in `summaries`: what overrides and tunnels did to the pairs that are counted by their flows.
    effects: BTreeMap<usize, Effects>,
}

impl Matrix {
    /// How many zones it has: it is square.
    #[must_use]
    pub fn num_zones(&self) -> usize {
        self.zones.len()
    }

    /// Every ordered pair of zones, by source and then destination.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let num_zones = self.num_zones();
        (0..num_zones).cartesian_product(0..num_zones)
    }

    /// The plan it was derived from.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What one zone opens to another, counted. Positions are those of the plan's zones.
    #[must_use]
    pub fn summary(&self, source_idx: usize, destination_idx: usize) -> CellSummary {
        self.summaries[source_idx * self.zones.len() + destination_idx]
    }

    /// Everything between one zone and another. `catalog` is the one that the matrix was derived with.
    #[must_use]
    pub fn cell<'a>(&'a self, catalog: &'a Catalog, source_idx: usize, destination_idx: usize) -> Cell<'a> {
        self.cell_under(self.context(catalog), (source_idx, destination_idx))
    }

    /// Whether a declined scenario may close something between two zones: most cells need not be made to know that none
    /// does.
    #[must_use]
    pub fn may_decline(&self, source_idx: usize, destination_idx: usize) -> bool {
        self.quick_counter.is_counted_by_flows(source_idx, destination_idx)
            || self.quick_counter.has_declined((source_idx, destination_idx))
    }

    /// The scenarios for which something would be open in a cell and that the catalog declines, for nobody said anything
    /// of them; by name.
    #[must_use]
    pub fn declined_by_default<'a>(
        &self,
        catalog: &'a Catalog,
        (source_idx, destination_idx): (usize, usize),
        cell: &Cell<'_>,
    ) -> Vec<&'a str> {
        let (source, destination) = (&self.plan.zones[source_idx], &self.plan.zones[destination_idx]);
        let decisions = PairDecisions::between(self.context(catalog), source, destination);
        let declined = cell.flows.iter().filter(|flow| flow.status.is_declined());
        let scenarios: BTreeSet<_> = declined.flat_map(|flow| decisions.open_scenarios(flow)).collect();
        let by_default = scenarios.into_iter().filter(|&idx| decisions.is_declined_by_default(idx));
        let mut names: Vec<&str> = by_default.map(|idx| &*catalog.scenarios[idx].name).collect();
        names.sort_unstable();
        names
    }

    /// Everything between two zones where the plan is the one of `context`, whose zones are those of this one.
    pub(crate) fn cell_under<'a>(
        &'a self,
        context: Context<'a>,
        (source_idx, destination_idx): (usize, usize),
    ) -> Cell<'a> {
        let ends = ((source_idx, &self.zones[source_idx]), (destination_idx, &self.zones[destination_idx]));
        cell::cell(context, ends.0, ends.1)
    }

    /// The matrix of another plan. `catalog` is the one that this matrix was derived with: what was made of it is used
    /// again.
    #[must_use]
    pub fn of_plan(&self, catalog: &Catalog, plan: Plan) -> Self {
        derive_all(catalog, Arc::new(plan), Arc::clone(&self.table))
    }

    /// The same without any pair counted: [`Matrix::summary`] must not be asked. For changes that are tried on some
    /// pairs only.
    pub(crate) fn uncounted(&self, catalog: &Catalog, plan: Plan) -> Self {
        resolve_all(catalog, Arc::new(plan), Arc::clone(&self.table))
    }

    /// What counts its pairs.
    pub(crate) fn quick_counter(&self) -> &QuickCounter {
        &self.quick_counter
    }

    /// The resolved zones, in plan order.
    pub(crate) fn resolved_zones(&self) -> &[ResolvedZone] {
        &self.zones
    }

    /// What it was derived from.
    pub(crate) fn context<'a>(&'a self, catalog: &'a Catalog) -> Context<'a> {
        Context { catalog, plan: &self.plan, table: &self.table, scopes: &self.scopes, decisions: &self.decisions }
    }

    /// What overrides and tunnels did, all pairs taken together. `catalog` is the one that it was derived with.
    pub(crate) fn effects(&self, catalog: &Catalog) -> Effects {
        let context = self.context(catalog);
        let mut res = Effects::new();
        for (&picker, &effect) in self.effects.values().flatten() {
            cell::note(&mut res, picker, effect);
        }
        let is_idle = |res: &Effects, idx: usize| res.get(&Picker::Override(idx)) != Some(&Effect::Took);
        let mut idle: Vec<usize> = self.quick_counter.cutting_overrides().collect();
        // Nearly every override takes something from one of the first pairs.
        for (source, destination) in self.pairs() {
            idle.retain(|&idx| is_idle(&res, idx));
            if idle.is_empty() {
                break;
            }
            if !self.quick_counter.is_counted_by_flows(source, destination) {
                self.quick_counter.effects(context, source, destination, &mut res);
            }
        }
        res
    }
}

/// Whether the system gives the memory that the summaries of so many zones take: it grows with their square, and what
/// is not given in the midst of deriving ends the program.
#[must_use]
pub fn has_memory_for(num_zones: usize) -> bool {
    // Twice: zones that are counted the same are counted first.
    num_zones
        .checked_mul(num_zones)
        .is_some_and(|pairs| Vec::<[CellSummary; 2]>::new().try_reserve_exact(pairs).is_ok())
}

/// Derives the matrix of a plan.
#[must_use]
pub fn derive(catalog: &Catalog, plan: &Plan) -> Matrix {
    derive_all(catalog, Arc::new(plan.clone()), Arc::new(LineTable::new(catalog)))
}

/// Derives again and again, keeping what an edit does not touch. Always equals [`derive()`].
#[derive(Debug)]
pub struct Deriver {
    catalog: Arc<Catalog>,
    matrix: Matrix,
}

impl Deriver {
    /// Starts with an empty plan.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>) -> Self {
        let table = Arc::new(LineTable::new(&catalog));
        Self { catalog, matrix: Matrix { table, ..Matrix::default() } }
    }

    /// The matrix of the plan that was last given.
    #[must_use]
    pub fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// Takes a new state of the plan. Zones that are still the same allocation are known to be unchanged.
    pub fn update(&mut self, plan: &Arc<Plan>) -> &Matrix {
        let before = std::mem::replace(&mut self.matrix.plan, Arc::clone(plan));
        if decides_the_same(&before, plan) && has_the_same_zones(&before, plan) {
            self.update_zones(&before);
        } else {
            let table = Arc::clone(&self.matrix.table);
            self.matrix = derive_all(&self.catalog, Arc::clone(plan), table);
        }
        &self.matrix
    }

    /// Derives the rows and columns of the zones that changed.
    fn update_zones(&mut self, before: &Plan) {
        let Matrix { plan, table, scopes, decisions, zones, quick_counter, summaries, effects } = &mut self.matrix;
        let context = Context { catalog: &self.catalog, plan, table, scopes, decisions };
        let mut changed = Vec::new();
        for (zone_idx, (old, new)) in before.zones.iter().zip(&plan.zones).enumerate() {
            if Arc::ptr_eq(old, new) {
                continue;
            }
            let resolved = resolve::resolve_zone(&self.catalog, table, plan, new);
            if resolved != zones[zone_idx] || old.assumptions != new.assumptions {
                zones[zone_idx] = resolved;
                changed.push(zone_idx);
            }
        }
        if !changed.iter().all(|&idx| quick_counter.replace_zone(context, idx, &zones[idx])) {
            // The numbers are made anew; what the other pairs come to stays as it is.
            *quick_counter = QuickCounter::new(context, zones);
        }
        let num_zones = zones.len();
        let mut scratch = Scratch::default();
        let mut count = |source: usize, destination: usize| {
            let place = source * num_zones + destination;
            effects.remove(&place);
            summaries[place] = count_pair(context, quick_counter, zones, (source, destination), &mut scratch);
        };
        for &zone_idx in &changed {
            for other in 0..num_zones {
                count(zone_idx, other);
                count(other, zone_idx);
            }
        }
        effects.append(&mut scratch.effects);
    }
}

fn derive_all(catalog: &Catalog, plan: Arc<Plan>, table: Arc<LineTable>) -> Matrix {
    let mut res = resolve_all(catalog, plan, table);
    (res.summaries, res.effects) = count_all(res.context(catalog), &res.quick_counter, &res.zones);
    res
}

/// Makes everything but the count of each pair.
fn resolve_all(catalog: &Catalog, plan: Arc<Plan>, table: Arc<LineTable>) -> Matrix {
    let scopes = ScopeTable::new(catalog, &plan, &table.scope_matches);
    let zones: Vec<_> = plan.zones.iter().map(|zone| resolve::resolve_zone(catalog, &table, &plan, zone)).collect();
    let decisions = scenario_decisions(catalog, &plan);
    let context = Context { catalog, plan: &plan, table: &table, scopes: &scopes, decisions: &decisions };
    let quick_counter = QuickCounter::new(context, &zones);
    Matrix { plan, table, scopes, decisions, zones, quick_counter, ..Matrix::default() }
}

/// Whether all that shapes a pair beside its two zones is the same.
fn decides_the_same(a: &Plan, b: &Plan) -> bool {
    a.assumptions == b.assumptions
        && a.scenarios == b.scenarios
        && a.choices == b.choices
        && a.rpc == b.rpc
        && a.mapper_only == b.mapper_only
        && a.scopes == b.scopes
        && a.trusts == b.trusts
        && a.pairs == b.pairs
        && a.tunnels == b.tunnels
        && a.overrides == b.overrides
}

fn has_the_same_zones(a: &Plan, b: &Plan) -> bool {
    let same = |a: &Arc<Zone>, b: &Arc<Zone>| Arc::ptr_eq(a, b) || a.id == b.id;
    a.zones.len() == b.zones.len() && a.zones.iter().zip(&b.zones).all(|(a, b)| same(a, b))
}

/// What a thread that counts pairs has for itself.
#[derive(Default)]
struct Scratch {
    tally: Tally,
    /// By place of the pair: what came of its overrides and tunnels, where its flows had to be made.
    effects: BTreeMap<usize, Effects>,
}

/// Counts every pair. Zones that are counted the same share one count, but for the pairs that are counted by their flows.
fn count_all(
    context: Context<'_>,
    quick_counter: &QuickCounter,
    zones: &[ResolvedZone],
) -> (Vec<CellSummary>, BTreeMap<usize, Effects>) {
    let first_alike = quick_counter.representatives();
    let firsts: Vec<usize> = (0..zones.len()).filter(|&idx| first_alike[idx] == idx).collect();
    let (of_firsts, _) = in_rows(firsts.len(), |source, destination, scratch| {
        quick_counter.summary(firsts[source], firsts[destination], &mut scratch.tally)
    });
    let places: Vec<usize> = first_alike.iter().map(|first| firsts.binary_search(first).unwrap_or_default()).collect();
    in_rows(zones.len(), |source, destination, scratch| {
        if quick_counter.is_counted_by_flows(source, destination) {
            count_pair(context, quick_counter, zones, (source, destination), scratch)
        } else {
            of_firsts[places[source] * firsts.len() + places[destination]]
        }
    })
}

/// Fills a square row by row, on several threads where that pays.
fn in_rows(
    width: usize,
    value: impl Fn(usize, usize, &mut Scratch) -> CellSummary + Sync,
) -> (Vec<CellSummary>, BTreeMap<usize, Effects>) {
    in_rows_on(thread::Builder::new, width, value)
}

/// Does what [`in_rows`] does, on threads that `thread_builder` begins.
fn in_rows_on(
    thread_builder: fn() -> thread::Builder,
    width: usize,
    value: impl Fn(usize, usize, &mut Scratch) -> CellSummary + Sync,
) -> (Vec<CellSummary>, BTreeMap<usize, Effects>) {
    let mut res = vec![CellSummary::default(); width * width];
    let fill = |first_row: usize, rows: &mut [CellSummary], scratch: &mut Scratch| {
        for (offset, summary) in rows.iter_mut().enumerate() {
            *summary = value(first_row + offset / width, offset % width, scratch);
        }
    };
    let num_threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    if width < ZONES_WORTH_THREADS || num_threads == 1 {
        let mut scratch = Scratch::default();
        fill(0, &mut res, &mut scratch);
        return (res, scratch.effects);
    }
    let rows_each = width.div_ceil(num_threads * CHUNKS_PER_THREAD);
    let effects = Mutex::new(BTreeMap::new());
    {
        let left = Mutex::new(res.chunks_mut(rows_each * width).enumerate());
        let take = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
        let work = || {
            let mut scratch = Scratch::default();
            while let Some((idx, rows)) = take() {
                fill(idx * rows_each, rows, &mut scratch);
            }
            effects.lock().unwrap_or_else(PoisonError::into_inner).append(&mut scratch.effects);
        };
        thread::scope(|scope| {
            // This thread works too: where the system gives no others, it does everything.
            for _ in 1..num_threads {
                if thread_builder().spawn_scoped(scope, work).is_err() {
                    break;
                }
            }
            work();
        });
    }
    (res, effects.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn count_pair(
    context: Context<'_>,
    quick_counter: &QuickCounter,
    zones: &[ResolvedZone],
    (source_idx, destination_idx): (usize, usize),
    scratch: &mut Scratch,
) -> CellSummary {
    if !quick_counter.is_counted_by_flows(source_idx, destination_idx) {
        return quick_counter.summary(source_idx, destination_idx, &mut scratch.tally);
    }
    let ends = ((source_idx, &zones[source_idx]), (destination_idx, &zones[destination_idx]));
    let (cell, effects) = cell::cell_with_effects(context, ends.0, ends.1);
    if !effects.is_empty() {
        scratch.effects.insert(source_idx * zones.len() + destination_idx, effects);
    }
    cell.summary()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_filled_also_where_there_is_no_thread_to_be_had() {
        let impossible: fn() -> thread::Builder = || thread::Builder::new().stack_size(1 << 60);
        assert!(thread::scope(|scope| impossible().spawn_scoped(scope, || ()).is_err()));
        for width in [1, ZONES_WORTH_THREADS - 1, ZONES_WORTH_THREADS, 3 * ZONES_WORTH_THREADS + 7] {
            let value = |source: usize, destination: usize| CellSummary {
                num_ports: u32::try_from(source * width + destination + 1).unwrap_or(0),
                ..CellSummary::default()
            };
            let expected: Vec<_> = (0..width * width).map(|idx| value(idx / width, idx % width)).collect();
            for thread_builder in [thread::Builder::new, impossible] {
                let (filled, _) =
                    in_rows_on(thread_builder, width, |source, destination, _| value(source, destination));
                assert!(filled == expected, "{width}");
            }
        }
    }

    #[test]
    fn memory_that_nobody_has_is_not_taken() {
        assert!(has_memory_for(0) && has_memory_for(1_000));
        assert!(!has_memory_for(usize::MAX) && !has_memory_for(1 << 31));
    }
}
