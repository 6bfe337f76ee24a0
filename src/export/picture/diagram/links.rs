//! What is open between the zones of a diagram: sets of ports, each kept once, and what a label says of them. It places nothing.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools as _;

use super::model::{Detail, LegendEntry};
use crate::catalog::Need;
use crate::export::ExportError;
use crate::export::picture::port_label;
use crate::export::picture::text::{self, Font};
use crate::export::run::ExportRun;
use crate::table::OpenPorts;

/// The most pairs of zones whose ports are looked at: more arrows would cover each other.
const MOST_PAIRS: usize = 1_500;

/// The most letters of a legend.
const MOST_LETTERS: usize = 80;

/// The widest list of ports that is written at its arrow; wider ones get a letter.
const WIDEST_LIST: i32 = 112;

/// The position of a set of ports in [`Links::sets`].
pub(super) type SetIdx = usize;

/// A set of ports.
#[derive(Clone, Debug)]
pub(super) struct PortSet {
    /// The whole list.
    ports: String,
    /// What stands at its arrows.
    pub label: String,
    /// Whether something of it is Required.
    pub has_required: bool,
}

/// What is open between zones.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Every set of ports, no two of which are the same.
    pub sets: Vec<PortSet>,
    /// The set of each pair of zones that has something open.
    pub pairs: BTreeMap<(usize, usize), SetIdx>,
    /// What the letters stand for.
    pub legend: Vec<LegendEntry>,
    /// How much labels say.
    pub detail: Detail,
}

impl Links {
    /// Reads the pairs that are written.
    pub(super) fn new(run: &ExportRun<'_>) -> Result<Self, ExportError> {
        let has_rules = |&pair: &(usize, usize)| run.num_rules(pair) != (0, 0);
        let pairs = || (0..run.num_pairs()).map(|position| run.pair(position)).filter(has_rules);
        if pairs().filter(|(source, destination)| source != destination).take(MOST_PAIRS + 1).count() > MOST_PAIRS {
            return Ok(Self { detail: Detail::Nothing, ..Self::default() });
        }
        let mut res = Self::default();
        let mut known: BTreeMap<String, SetIdx> = BTreeMap::new();
        let mut counts = Vec::new();
        for pair in pairs() {
            run.check_cancelled()?;
            let open = run.open_ports(pair);
            let ports = listed(&open);
            let set = *known.entry(ports.clone()).or_insert(res.sets.len());
            if set == res.sets.len() {
                let has_required = open.iter().any(|open| open.need == Need::Required);
                res.sets.push(PortSet { ports, label: String::new(), has_required });
                counts.push(port_label::counts(run, pair).unwrap_or_default());
            }
            res.pairs.insert(pair, set);
        }
        res.add_labels(counts);
        Ok(res)
    }

    /// The part that some pairs are. Letters stay what they are.
    pub(super) fn of(&self, is_meant: impl Fn((usize, usize)) -> bool) -> Self {
        let mut res = self.clone();
        res.pairs.retain(|&pair, _| is_meant(pair));
        let labels: BTreeSet<&str> = res.pairs.values().map(|&set| res.sets[set].label.as_str()).collect();
        res.legend.retain(|entry| labels.contains(entry.letter.as_str()));
        res
    }

    /// Gives a letter to each set that is too long for its arrows, the most frequent first.
    fn add_labels(&mut self, counts: Vec<String>) {
        let mut num_pairs = vec![0; self.sets.len()];
        self.pairs.values().for_each(|&set| num_pairs[set] += 1);
        let is_long = |&set: &SetIdx| text::width(&self.sets[set].ports, Font::BODY) > WIDEST_LIST;
        let long = (0..self.sets.len()).filter(is_long).sorted_by_key(|&set| (-text::count(num_pairs[set]), set));
        let long: Vec<SetIdx> = long.collect();
        if long.len() > MOST_LETTERS {
            self.detail = Detail::Counts;
            self.sets.iter_mut().zip(counts).for_each(|(set, count)| set.label = count);
            return;
        }
        for set in &mut self.sets {
            set.label.clone_from(&set.ports);
        }
        for (number, &set) in long.iter().enumerate() {
            let letter = letter(number);
            self.legend.push(LegendEntry { letter: letter.clone(), ports: self.sets[set].ports.clone() });
            self.sets[set].label = letter;
        }
    }
}

/// `TCP 53, 88; UDP 53; optional TCP 636`.
fn listed(open: &[OpenPorts]) -> String {
    let entry = |open: &OpenPorts| match open.need {
        Need::Required => open.to_string(),
        Need::Optional(()) => format!("optional {open}"),
    };
    open.iter().map(entry).join("; ")
}

/// A to Z, then AA, AB and so on, without I and O: one reads as a part of a line, the other as a zero.
fn letter(number: usize) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    let letter = |number: usize| char::from(LETTERS[number % LETTERS.len()]);
    match number / LETTERS.len() {
        0 => letter(number).to_string(),
        first => format!("{}{}", letter(first - 1), letter(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_behind_z() {
        for (number, expected) in [(0, "A"), (8, "J"), (23, "Z"), (24, "AA"), (25, "AB"), (48, "BA")] {
            assert_eq!(letter(number), expected);
        }
    }
}
