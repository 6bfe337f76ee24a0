//! Parts a diagram into pages of paper on which its texts can be read. Each pair of zones stands on one page.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::arrange::Effort;
use super::layout::{Layout, needed};
use super::model::Diagram;
use crate::export::picture::sheet::widest;
use crate::export::run::ExportRun;
use crate::export::{ExportError, Paper};

/// Two zones, whichever opens: the one with more to do first.
type Two = (usize, usize);

/// Lays out what a run draws on as few pages as are found by halving.
pub(in crate::export::picture) fn pages(run: &ExportRun<'_>, paper: Paper) -> Result<Vec<Diagram>, ExportError> {
    let all = Layout::new(run)?;
    let whole = all.laid_out(paper, Effort::Whole)?;
    if needed(run, &whole, paper) <= widest(paper) || all.links.pairs.is_empty() {
        return Ok(vec![whole]);
    }
    let mut res = Vec::new();
    let mut parts = vec![in_order(all.links.pairs.keys().copied())];
    // The first part is looked at first, so that pages come in order.
    while let Some(part) = parts.pop() {
        let both_ways = part.iter().flat_map(|&(zone, other)| [(zone, other), (other, zone)]);
        let layout = all.part(&both_ways.collect());
        let rough = layout.laid_out(paper, Effort::Rough)?;
        if part.len() > 1 && needed(run, &rough, paper) > widest(paper) {
            let (first, second) = part.split_at(middle(&part));
            parts.extend([second.to_vec(), first.to_vec()]);
            continue;
        }
        let diagram = layout.laid_out(paper, Effort::Whole)?;
        let is_better = needed(run, &diagram, paper) <= widest(paper).max(needed(run, &rough, paper));
        res.push(if is_better { diagram } else { rough });
    }
    Ok(res)
}

/// The pairs of different zones, each once: what hangs together stands together, and in that what one zone has to do with all
/// others, the busiest first.
fn in_order(pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Two> {
    let twos: BTreeSet<Two> =
        pairs.filter(|(zone, other)| zone != other).map(|(zone, other)| (zone.min(other), zone.max(other))).collect();
    let mut first: BTreeMap<usize, usize> =
        twos.iter().flat_map(|&(zone, other)| [(zone, zone), (other, other)]).collect();
    let mut num_pairs: BTreeMap<usize, usize> = BTreeMap::new();
    for &(zone, other) in &twos {
        let [of_zone, of_other] = [zone, other].map(|zone| first.get(&zone).copied().unwrap_or(zone));
        let (least, most) = (of_zone.min(of_other), of_zone.max(of_other));
        first.values_mut().filter(|of| **of == most).for_each(|of| *of = least);
        for zone in [zone, other] {
            *num_pairs.entry(zone).or_default() += 1;
        }
    }
    let rank = |zone: usize| (first.get(&zone).copied(), Reverse(num_pairs.get(&zone).copied()), zone);
    let mut res: Vec<Two> = twos
        .into_iter()
        .map(|(zone, other)| if rank(zone) <= rank(other) { (zone, other) } else { (other, zone) })
        .collect();
    res.sort_by_key(|&(zone, other)| (rank(zone), rank(other)));
    res
}

/// Where a part is halved: between what two zones have to do with others, as near to the middle as that is possible.
fn middle(part: &[Two]) -> usize {
    let half = part.len() / 2;
    let is_border = |&at: &usize| part[at - 1].0 != part[at].0;
    (1..part.len()).filter(is_border).min_by_key(|&at| at.abs_diff(half)).unwrap_or(half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hangs_together_stands_together_and_the_busiest_zone_leads() {
        let pairs = [(0, 5), (1, 2), (3, 2), (5, 0), (4, 2), (1, 3), (6, 6)];
        let order = in_order(pairs.into_iter());
        assert_eq!(order, [(0, 5), (2, 1), (2, 3), (2, 4), (1, 3)]);
        assert_eq!(middle(&order), 1);
        assert_eq!(middle(&order[1..4]), 1);
    }
}
