//! What stands out in the diagram, and what steps back: what is chosen, and what a filter asks for. It knows no color.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Spot;
use crate::export::diagram::Diagram;
use crate::query::FoundRules;

/// How much a box or an arrow stands out.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Emphasis {
    /// As ever.
    #[default]
    Plain,
    /// It is chosen.
    Chosen,
    /// It steps back: something else is chosen, or a filter does not ask for it.
    Dimmed,
}

/// What is chosen, by positions in the plan that was drawn.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct ChosenHere {
    /// The pair.
    pub pair: Option<(usize, usize)>,
    /// The zones, where no pair is chosen.
    pub zones: BTreeSet<usize>,
    /// What has no part in the zones steps back.
    pub lights_zones: bool,
}

/// How much everything in a diagram stands out.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Each box.
    zones: Vec<Emphasis>,
    /// Each arrow.
    arrows: Vec<Emphasis>,
    /// How many rules of each arrow a filter asks for; `None`: nothing is filtered, or that is not known yet.
    pub found: Option<Vec<usize>>,
}

impl Marks {
    /// Marks a diagram. `now` says where its zones stand in the plan that was searched.
    #[must_use]
    pub(super) fn build(
        diagram: &Diagram,
        chosen: &ChosenHere,
        found: Option<&FoundRules>,
        now: &[Option<usize>],
    ) -> Self {
        let found: Option<Vec<usize>> = found.map(|found| {
            let pairs = found.across().map(|pair| ((pair.source_idx, pair.destination_idx), pair.rules.len()));
            let pairs: BTreeMap<(usize, usize), usize> = pairs.collect();
            let num_found = |&(source, destination): &(usize, usize)| {
                let pair = now.get(source).copied().flatten().zip(now.get(destination).copied().flatten());
                pair.and_then(|pair| pairs.get(&pair)).copied().unwrap_or(0)
            };
            diagram.arrows.iter().map(|arrow| arrow.pairs.iter().map(num_found).sum()).collect()
        });
        let is_lit = |idx: usize| {
            let pairs = &diagram.arrows[idx].pairs;
            match (&found, chosen.pair) {
                (Some(found), _) => found[idx] > 0,
                (None, Some(_)) => false,
                (None, None) => {
                    !chosen.lights_zones
                        || pairs.iter().any(|(source, destination)| {
                            chosen.zones.contains(source) || chosen.zones.contains(destination)
                        })
                }
            }
        };
        let has_chosen = |idx: usize| chosen.pair.is_some_and(|pair| diagram.arrows[idx].pairs.contains(&pair));
        let arrows: Vec<Emphasis> = (0..diagram.arrows.len())
            .map(|idx| match (has_chosen(idx), is_lit(idx)) {
                (true, _) => Emphasis::Chosen,
                (false, true) => Emphasis::Plain,
                (false, false) => Emphasis::Dimmed,
            })
            .collect();
        let zones = diagram.zones.iter().map(|zone| zone.zone_idx);
        let zones = zones.map(|zone| zone_emphasis(zone, diagram, chosen, found.is_some(), &arrows)).collect();
        Self { zones, arrows, found }
    }

    /// How much something stands out.
    #[must_use]
    pub(super) fn of(&self, spot: Spot) -> Emphasis {
        let mark = match spot {
            Spot::Zone(idx) => self.zones.get(idx),
            Spot::Arrow(idx) => self.arrows.get(idx),
        };
        mark.copied().unwrap_or_default()
    }

    /// How many arrows a filter asks for, if that is known.
    #[must_use]
    pub(super) fn num_found(&self) -> Option<usize> {
        Some(self.found.as_ref()?.iter().filter(|&&found| found > 0).count())
    }
}

fn zone_emphasis(
    zone: usize,
    diagram: &Diagram,
    chosen: &ChosenHere,
    is_filtered: bool,
    arrows: &[Emphasis],
) -> Emphasis {
    let is_chosen = match chosen.pair {
        Some((source, destination)) => zone == source || zone == destination,
        None => chosen.zones.contains(&zone),
    };
    if is_chosen {
        return Emphasis::Chosen;
    }
    let steps_back = is_filtered || chosen.pair.is_some() || chosen.lights_zones;
    let mut lit = diagram.arrows.iter().zip(arrows).filter(|(_, emphasis)| **emphasis == Emphasis::Plain);
    let is_at_lit = lit.any(|(arrow, _)| arrow.pairs.iter().any(|&(source, to)| source == zone || to == zone));
    if steps_back && !is_at_lit { Emphasis::Dimmed } else { Emphasis::Plain }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::export::diagram::{Arrow, Label, Rect, ZoneBox};
    use crate::plan::ZoneColor;

    /// Zones 0 to 3, and arrows 0 → 1, 1 → 0 with 2 → 0, and 3 → 2.
    fn diagram() -> Diagram {
        let rect = Rect { x: 0, y: 0, width: 1, height: 1 };
        let zone = |zone_idx| ZoneBox { zone_idx, rect, color: ZoneColor::Blue, lines: Vec::new() };
        let arrow = |pairs: &[(usize, usize)]| Arrow {
            pairs: pairs.to_vec(),
            lines: Vec::new(),
            joints: Vec::new(),
            heads: Vec::new(),
            label: Label { rect, lines: Vec::new() },
            color: ZoneColor::Blue,
            has_required: true,
        };
        let arrows = vec![arrow(&[(0, 1)]), arrow(&[(1, 0), (2, 0)]), arrow(&[(3, 2)])];
        Diagram { zones: (0..4).map(zone).collect(), arrows, ..Diagram::default() }
    }

    fn letters(marks: &[Emphasis]) -> String {
        let letter = |mark: &Emphasis| match mark {
            Emphasis::Plain => 'p',
            Emphasis::Chosen => 'C',
            Emphasis::Dimmed => '-',
        };
        marks.iter().map(letter).collect()
    }

    fn check(chosen: &ChosenHere, zones: &str, arrows: &str) {
        let now: Vec<Option<usize>> = (0..4).map(Some).collect();
        let marks = Marks::build(&diagram(), chosen, None, &now);
        assert_eq!((letters(&marks.zones).as_str(), letters(&marks.arrows).as_str()), (zones, arrows), "{chosen:?}");
    }

    #[test]
    fn what_is_chosen_stands_out_and_the_rest_steps_back_where_that_is_wanted() {
        check(&ChosenHere::default(), "pppp", "ppp");
        let zones = BTreeSet::from([3]);
        check(&ChosenHere { zones: zones.clone(), ..ChosenHere::default() }, "pppC", "ppp");
        check(&ChosenHere { zones, lights_zones: true, ..ChosenHere::default() }, "--pC", "--p");
        check(&ChosenHere { pair: Some((2, 0)), ..ChosenHere::default() }, "C-C-", "-C-");
        check(&ChosenHere { pair: Some((0, 3)), ..ChosenHere::default() }, "C--C", "---");
    }

    #[test]
    fn a_filter_that_finds_nothing_leaves_only_what_is_chosen() {
        let catalog = crate::catalog::Catalog::default();
        let matrix = crate::matrix::derive(&Arc::new(catalog), &Arc::default());
        let found = FoundRules::find(&crate::catalog::Catalog::default(), &matrix, &crate::query::Query::ALL, || false);
        let chosen = ChosenHere { zones: BTreeSet::from([0]), ..ChosenHere::default() };
        let marks = Marks::build(&diagram(), &chosen, found.as_ref(), &[None, None, None, None]);
        assert_eq!((letters(&marks.zones).as_str(), letters(&marks.arrows).as_str()), ("C---", "---"));
        assert_eq!(marks.num_found(), Some(0));
    }
}
