//! Pairs of parts, put together into as few products as are needed. It knows neither machines nor flows.

use std::collections::{BTreeMap, BTreeSet};

use super::ends::Part;

/// Which part of one zone reaches which part of the other one.
pub(super) type Pairs = BTreeSet<(Part, Part)>;

/// Each of some parts reaches each of some others.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Product {
    pub(super) sources: BTreeSet<Part>,
    pub(super) destinations: BTreeSet<Part>,
}

impl Product {
    pub(super) fn holds_any(&self, pairs: &Pairs) -> bool {
        pairs.iter().any(|(from, to)| self.sources.contains(from) && self.destinations.contains(to))
    }
}

/// The products that expand to exactly these pairs, none of which stands in two of them, in order.
///
/// Sources that reach the same destinations go together, or destinations that are reached from the same sources:
/// whichever makes fewer.
pub(super) fn products(pairs: &Pairs) -> Vec<Product> {
    let by_source = grouped(pairs.iter().copied());
    let by_destination = grouped(pairs.iter().map(|&(from, to)| (to, from)));
    let mut res: Vec<Product> = if by_source.len() <= by_destination.len() {
        by_source.into_iter().map(|(destinations, sources)| Product { sources, destinations }).collect()
    } else {
        by_destination.into_iter().map(|(sources, destinations)| Product { sources, destinations }).collect()
    };
    res.sort();
    res
}

/// What shares its partners, under those partners.
fn grouped(pairs: impl Iterator<Item = (Part, Part)>) -> BTreeMap<BTreeSet<Part>, BTreeSet<Part>> {
    let mut partners: BTreeMap<Part, BTreeSet<Part>> = BTreeMap::new();
    for (part, partner) in pairs {
        partners.entry(part).or_default().insert(partner);
    }
    let mut res: BTreeMap<BTreeSet<Part>, BTreeSet<Part>> = BTreeMap::new();
    for (part, partners) in partners {
        res.entry(partners).or_default().insert(part);
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_expand_to_the_pairs_and_are_few() {
        for (pairs, num_products) in [
            (&[][..], 0),
            (&[(0, 0)], 1),
            (&[(0, 1), (0, 2), (1, 1), (1, 2)], 1),
            // Two domains: the one's clients never reach the other's servers.
            (&[(1, 1), (2, 2)], 2),
            (&[(1, 1), (1, 2), (2, 2)], 2),
            // By destination there are two, by source three.
            (&[(1, 1), (2, 1), (2, 2), (3, 2)], 2),
        ] {
            let pairs: Pairs = pairs.iter().copied().collect();
            let products = products(&pairs);
            let expand = |product: &Product| {
                let tos: Vec<Part> = product.destinations.iter().copied().collect();
                let pairs = product.sources.iter().flat_map(|&from| tos.iter().map(move |&to| (from, to)));
                pairs.collect::<Vec<_>>()
            };
            let expanded: Vec<(Part, Part)> = products.iter().flat_map(expand).collect();
            assert_eq!(expanded.len(), pairs.len(), "each stands there once: {products:?}");
            assert_eq!(expanded.into_iter().collect::<Pairs>(), pairs);
            assert_eq!(products.len(), num_products, "{pairs:?}");
        }
    }
}
