//! Which pairs of zones share an arrow: those of one set of ports where every source reaches every destination. It places nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{Links, SetIdx};

/// What one arrow stands for: each source opens something to each destination.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Bundle {
    /// The zones that open, sorted.
    pub sources: Vec<usize>,
    /// The zones that listen, sorted; none of them is a source.
    pub destinations: Vec<usize>,
    /// What they open.
    pub there: SetIdx,
    /// What each destination opens to each source.
    pub back: Option<SetIdx>,
}

/// Which zones each zone reaches.
type Reached = BTreeMap<usize, BTreeSet<usize>>;

/// Which way the ports of a set are open.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Way {
    There,
    Both,
}

impl Bundle {
    /// The pairs that it stands for, sorted.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let there = self.sources.iter().flat_map(|&source| self.destinations.iter().map(move |&to| (source, to)));
        let back = there.clone().map(|(source, destination)| (destination, source));
        let mut res: Vec<(usize, usize)> = there.chain(back.filter(|_| self.back.is_some())).collect();
        res.sort_unstable();
        res
    }

    /// Every zone that it joins.
    pub(super) fn zones(&self) -> impl Iterator<Item = usize> {
        self.sources.iter().chain(&self.destinations).copied()
    }
}

/// Puts the pairs of different zones together to as few arrows as is found by taking the largest first.
///
/// A pair whose way back has other ports stays alone: its arrow carries both.
pub(super) fn bundles(links: &Links) -> Vec<Bundle> {
    let mut res = Vec::new();
    let mut by_set: BTreeMap<(SetIdx, Way), Reached> = BTreeMap::new();
    let mut open = |key: (SetIdx, Way), source: usize, destination: usize| {
        by_set.entry(key).or_default().entry(source).or_default().insert(destination);
    };
    for (&(source, destination), &there) in &links.pairs {
        match links.pairs.get(&(destination, source)) {
            _ if source == destination => {}
            None => open((there, Way::There), source, destination),
            Some(&back) if back == there => open((there, Way::Both), source, destination),
            Some(&back) if source < destination => {
                let (sources, destinations) = (vec![source], vec![destination]);
                res.push(Bundle { sources, destinations, there, back: Some(back) });
            }
            Some(_) => {}
        }
    }
    for ((set, way), mut reached) in by_set {
        while let Some((sources, destinations)) = largest(&reached) {
            let mut remove = |source: &usize, destination: &usize| {
                if let Some(rest) = reached.get_mut(source) {
                    rest.remove(destination);
                }
            };
            for source in &sources {
                for destination in &destinations {
                    remove(source, destination);
                    if way == Way::Both {
                        remove(destination, source);
                    }
                }
            }
            reached.retain(|_, rest| !rest.is_empty());
            let (sources, destinations) = (sources.into_iter().collect(), destinations.into_iter().collect());
            res.push(Bundle { sources, destinations, there: set, back: (way == Way::Both).then_some(set) });
        }
    }
    res.sort_by_key(Bundle::pairs);
    res
}

/// Many sources that all reach many destinations, as many pairs as are found at one of them.
fn largest(reached: &Reached) -> Option<(BTreeSet<usize>, BTreeSet<usize>)> {
    let mut openers: Reached = BTreeMap::new();
    for (&source, destinations) in reached {
        for &destination in destinations {
            openers.entry(destination).or_default().insert(source);
        }
    }
    let with = |of: &Reached, all: &BTreeSet<usize>| -> BTreeSet<usize> {
        of.iter().filter(|(_, others)| all.is_subset(others)).map(|(&zone, _)| zone).collect()
    };
    let at_sources = reached.values().map(|destinations| (with(reached, destinations), destinations.clone()));
    let at_destinations = openers.values().map(|sources| (sources.clone(), with(&openers, sources)));
    let mut best = None;
    for found in at_sources.chain(at_destinations) {
        let num_pairs = found.0.len() * found.1.len();
        if best.as_ref().is_none_or(|&(most, _)| num_pairs > most) {
            best = Some((num_pairs, found));
        }
    }
    best.map(|(_, found)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources, destinations, what they open, and what is open back.
    type Expected<'a> = (&'a [usize], &'a [usize], SetIdx, Option<SetIdx>);

    #[track_caller]
    fn check(pairs: &[(usize, usize, SetIdx)], expected: &[Expected<'_>]) {
        let pairs = pairs.iter().map(|&(source, destination, set)| ((source, destination), set)).collect();
        let bundle = |&(sources, destinations, there, back): &Expected<'_>| Bundle {
            sources: sources.into(),
            destinations: destinations.into(),
            there,
            back,
        };
        let expected: Vec<Bundle> = expected.iter().map(bundle).collect();
        assert_eq!(bundles(&Links { pairs, ..Links::default() }), expected);
    }

    #[test]
    fn what_goes_the_same_way_shares_an_arrow() {
        check(&[(0, 2, 7), (1, 2, 7)], &[(&[0, 1], &[2], 7, None)]);
        check(&[(0, 2, 7), (0, 3, 7), (1, 2, 7), (1, 3, 7)], &[(&[0, 1], &[2, 3], 7, None)]);
        check(&[(0, 1, 7), (0, 2, 7)], &[(&[0], &[1, 2], 7, None)]);
    }

    #[test]
    fn no_arrow_says_what_is_not_open() {
        check(&[(0, 2, 7), (1, 2, 8)], &[(&[0], &[2], 7, None), (&[1], &[2], 8, None)]);
        check(&[(0, 2, 7), (1, 3, 7)], &[(&[0], &[2], 7, None), (&[1], &[3], 7, None)]);
        check(&[(0, 0, 7)], &[]);
    }

    #[test]
    fn both_ways_of_a_pair_share_an_arrow() {
        check(&[(0, 1, 7), (1, 0, 8)], &[(&[0], &[1], 7, Some(8))]);
        check(&[(0, 1, 7), (1, 0, 7), (0, 2, 7), (2, 0, 7)], &[(&[0], &[1, 2], 7, Some(7))]);
    }
}
