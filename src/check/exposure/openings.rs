//! Which of some lines each zone opens to each other, put together for sources that open the same.
//!
//! Pairs are asked by bits, and zones that are counted the same are asked once; only pairs that are counted by their flows
//! are asked for their flows.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::check::input::Input;
use crate::matrix::{CellSummary, Facet, Flow, Line, LineSet, Matrix};
use crate::plan::Zone;

/// What some zones open to another one.
pub(in crate::check) struct Opening<'a> {
    /// Position of the zone that listens.
    pub(in crate::check) destination_idx: usize,
    /// Positions of the zones that open.
    pub(in crate::check) sources: Vec<usize>,
    /// The lines, each with the facet that listens; sorted as the catalog's are.
    pub(in crate::check) lines: Vec<(&'a Facet, &'a Line)>,
}

/// Zones that are counted the same in every pair.
pub(in crate::check) fn zones_counted_alike(input: &Input<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut res: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (idx, first) in input.matrix.quick_counter().representatives().into_iter().enumerate() {
        res.entry(first).or_default().push(idx);
    }
    res
}

/// Which lines are asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::check) enum Standing {
    /// Those that are open.
    Open,
    /// Those that a declined scenario closes.
    Declined,
}

/// Calls `each` with what zones open to each other of the lines that `pick` picks, or would open if no scenario were
/// declined. No zone opens anything to itself.
///
/// `is_asked` says of which sources; `is_odd` is false where a pair's summary rules it out.
pub(in crate::check) fn for_each_opening<'a>(
    input: &Input<'a>,
    standing: Standing,
    pick: impl Fn(&Line) -> bool,
    is_asked: impl Fn(&Zone) -> bool,
    is_odd: impl Fn(CellSummary) -> bool,
    mut each: impl FnMut(Opening<'a>),
) {
    let (table, zones) = (input.context.table, input.zones);
    let quick_counter = input.matrix.quick_counter();
    let is_source = |idx: usize| is_asked(&input.context.plan.zones[idx]);
    let among = table.set(&pick);
    let num_blocks = table.num_blocks();
    let alike = zones_counted_alike(input);
    for (&first, destinations) in &alike {
        let num_facets = zones[first].facets.len();
        let mut sets: BTreeMap<Box<[u64]>, Vec<usize>> = BTreeMap::new();
        let mut lines = vec![LineSet::new(num_blocks); num_facets];
        for (&source, members) in &alike {
            for lines in &mut lines {
                lines.0.fill(0);
            }
            match standing {
                Standing::Open => quick_counter.add_open_lines((source, first), &among, &mut lines),
                Standing::Declined => quick_counter.add_declined_lines((source, first), &among, &mut lines),
            }
            let mut blocks = lines.iter().flat_map(|lines| lines.0.iter().copied());
            if blocks.clone().any(|block| block != 0) {
                sets.entry(blocks.by_ref().collect()).or_default().extend(members);
            }
        }
        for &destination_idx in destinations {
            let is_counted_by_flows = |source: usize| quick_counter.is_counted_by_flows(source, destination_idx);
            for (blocks, sources) in &sets {
                let is_meant = |idx: &usize| *idx != destination_idx && !is_counted_by_flows(*idx) && is_source(*idx);
                let sources: Vec<usize> = sources.iter().copied().filter(is_meant).collect();
                if !sources.is_empty() {
                    let facets = zones[destination_idx].facets.iter().zip(blocks.chunks(num_blocks.max(1)));
                    let lines = facets.flat_map(|(facet, blocks)| {
                        LineSet(blocks.into()).positions().into_iter().map(move |idx| (facet, &table.lines[idx]))
                    });
                    each(Opening { destination_idx, sources, lines: lines.collect() });
                }
            }
            let rest = (0..zones.len()).filter(|&idx| idx != destination_idx && is_counted_by_flows(idx));
            for source in rest.filter(|&idx| is_source(idx) && is_odd(input.matrix.summary(idx, destination_idx))) {
                let lines = of_flows(input, standing, (source, destination_idx), &pick);
                if !lines.is_empty() {
                    each(Opening { destination_idx, sources: vec![source], lines });
                }
            }
        }
    }
}

fn of_flows<'a>(
    input: &Input<'a>,
    standing: Standing,
    pair: (usize, usize),
    pick: impl Fn(&Line) -> bool,
) -> Vec<(&'a Facet, &'a Line)> {
    match standing {
        Standing::Open => by_flows(input.context.catalog, input.matrix, pair, pick),
        Standing::Declined => {
            let cell = input.matrix.cell(input.context.catalog, pair.0, pair.1);
            lines_of(cell.flows.iter().filter(|flow| flow.status.is_declined()), pick)
        }
    }
}

/// The lines that one zone opens to another, from their flows.
pub(in crate::check) fn by_flows<'a>(
    catalog: &'a Catalog,
    matrix: &'a Matrix,
    (source_idx, destination_idx): (usize, usize),
    pick: impl Fn(&Line) -> bool,
) -> Vec<(&'a Facet, &'a Line)> {
    let cell = matrix.cell(catalog, source_idx, destination_idx);
    lines_of(cell.open_flows(), pick)
}

fn lines_of<'a, 'f>(
    flows: impl Iterator<Item = &'f Flow<'a>>,
    pick: impl Fn(&Line) -> bool,
) -> Vec<(&'a Facet, &'a Line)>
where
    'a: 'f,
{
    let links = flows.flat_map(Flow::links);
    links.map(|link| (link.destination_facet, link.line)).filter(|(_, line)| pick(line)).collect()
}
