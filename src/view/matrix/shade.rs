//! What the color of a cell stands for, and the number written in it: rules, ports, need or risk.
//!
//! Steps are absolute, so that two plans can be compared. Which color a step has is the theme's business.

use strum::VariantArray;

use crate::matrix::{CellSummary, MANY_PORTS};
use crate::plan::TrustLevel;
use crate::table::RULE_STEPS;
use crate::view::wording::{counted, thousands};

/// How much it weighs that every port is open: more than all else together.
const ANY_PORT: u32 = 8;

/// What the steps of the color ramp count.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, VariantArray)]
pub enum Shade {
    /// Rules of either need.
    #[default]
    Rules,
    /// Ports opened, TCP and UDP counted apart.
    Ports,
    /// Required rules, and whether there are any.
    Need,
    /// How much the reasons to look twice weigh.
    Risk,
}

/// A cell as a shade sees it: what is open, and how far its two zones are trusted.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct ShadedCell {
    /// What is open.
    pub summary: CellSummary,
    /// How far the zone that opens is trusted.
    pub source: TrustLevel,
    /// How far the zone that listens is trusted.
    pub destination: TrustLevel,
}

impl Shade {
    /// Every shade, in the order of menus.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word for it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Rules => "Rules",
            Self::Ports => "Ports",
            Self::Need => "Need",
            Self::Risk => "Risk",
        }
    }

    /// What the numbers of the legend count.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Ports => "ports",
            Self::Need => "required",
            Self::Risk => "weight of risks",
        }
    }

    /// What the steps of the ramp begin with, lowest first.
    #[must_use]
    pub fn steps(self) -> [u32; 5] {
        match self {
            Self::Rules => RULE_STEPS,
            // The last one needs a dynamic range.
            Self::Ports => [1, 4, 12, 100, 10_000],
            Self::Need => [0, 1, 5, 10, 20],
            // The last one takes every port: whatever else is so weighs less.
            Self::Risk => [0, 1, 2, 4, ANY_PORT],
        }
    }

    /// The step of the ramp for a cell, from 0; `None`: nothing is open.
    #[must_use]
    pub fn step(self, cell: ShadedCell) -> Option<usize> {
        if cell.summary.is_empty() {
            return None;
        }
        let number = self.number(cell);
        // What opens no port, such as ICMP, is something too.
        Some(self.steps().iter().rposition(|&first| number >= first).unwrap_or(0))
    }

    fn number(self, cell: ShadedCell) -> u32 {
        match self {
            Self::Rules => cell.summary.num_rules(),
            Self::Ports => cell.summary.num_ports,
            Self::Need => u32::from(cell.summary.required_rules),
            Self::Risk => cell.weighed().map(|(_, weight)| weight).sum(),
        }
    }

    /// What is written in a cell that has no room for its ports; empty when nothing is open.
    ///
    /// Required and optional rules are written `14+4`.
    #[must_use]
    pub fn text(self, cell: ShadedCell) -> String {
        let CellSummary { required_rules, optional_rules, .. } = cell.summary;
        match self {
            _ if cell.summary.is_empty() => String::new(),
            Self::Need if optional_rules == 0 => required_rules.to_string(),
            Self::Need if required_rules == 0 => format!("+{optional_rules}"),
            Self::Need => format!("{required_rules}+{optional_rules}"),
            Self::Rules | Self::Ports | Self::Risk => compact(self.number(cell)),
        }
    }

    /// What a screen reader says of a cell in this shade.
    #[must_use]
    pub fn words(self, cell: ShadedCell) -> String {
        let rules = counted(cell.summary.num_rules(), "rule", "rules");
        let more = match self {
            _ if cell.summary.is_empty() => return rules,
            Self::Rules => return rules,
            Self::Ports => counted(cell.summary.num_ports, "port", "ports"),
            Self::Need => format!("{} of them required", thousands(self.number(cell))),
            Self::Risk => counted(cell.risks().len(), "risk", "risks"),
        };
        format!("{rules}, {more}")
    }
}

impl ShadedCell {
    /// The reasons to look twice at a cell, as sentences, the heaviest first.
    #[must_use]
    pub fn risks(self) -> Vec<&'static str> {
        self.weighed().map(|(reason, _)| reason).collect()
    }

    /// Each reason with its weight. All but that every port is open weigh less than it, even together.
    fn weighed(self) -> impl Iterator<Item = (&'static str, u32)> {
        let summary = self.summary;
        let is_every = summary.num_ports >= u32::from(u16::MAX);
        let reasons = [
            (is_every, "Opens every port", ANY_PORT),
            (
                summary.has_guarded && self.source == TrustLevel::Low,
                "Low trust reaches what guards identities, such as a domain controller",
                3,
            ),
            (summary.has_legacy, "Opens a cleartext or legacy protocol", 2),
            (summary.num_ports > MANY_PORTS && !is_every, "Opens more than a thousand ports", 1),
            (self.source < self.destination, "Less trusted opens to more trusted", 1),
        ];
        let is_open = !summary.is_empty();
        reasons.into_iter().filter(move |(is_so, ..)| is_open && *is_so).map(|(_, reason, weight)| (reason, weight))
    }
}

/// A number in five characters at most: `9,999`, `16k`.
#[must_use]
pub fn compact(number: u32) -> String {
    if number < 10_000 { thousands(number) } else { format!("{}k", thousands(number / 1000)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(required_rules: u16, optional_rules: u16, num_ports: u32) -> ShadedCell {
        let summary = CellSummary { num_ports, required_rules, optional_rules, ..CellSummary::default() };
        ShadedCell { summary, ..ShadedCell::default() }
    }

    /// By shade: the step and the text of a cell.
    fn check(cell: ShadedCell, expected: [(Option<usize>, &str); 4]) {
        for (&shade, (step, text)) in Shade::ALL.iter().zip(expected) {
            assert_eq!((shade.step(cell), &*shade.text(cell)), (step, text), "{shade:?} of {cell:?}");
        }
    }

    #[test]
    fn each_shade_has_its_steps_and_texts() {
        let none = (None, "");
        check(cell(0, 0, 0), [none; 4]);
        check(cell(1, 0, 1), [(Some(0), "1"), (Some(0), "1"), (Some(1), "1"), (Some(0), "0")]);
        check(cell(0, 2, 0), [(Some(0), "2"), (Some(0), "0"), (Some(0), "+2"), (Some(0), "0")]);
        check(cell(14, 4, 16_399), [(Some(2), "18"), (Some(4), "16k"), (Some(3), "14+4"), (Some(1), "1")]);
        check(cell(9, 0, 12), [(Some(1), "9"), (Some(2), "12"), (Some(2), "9"), (Some(0), "0")]);
        check(cell(40, 0, 999), [(Some(4), "40"), (Some(3), "999"), (Some(4), "40"), (Some(0), "0")]);
    }

    #[test]
    fn risks_are_named_and_counted() {
        let mut risky = cell(9, 0, 1_001);
        risky.summary.has_legacy = true;
        risky.summary.has_guarded = true;
        assert_eq!(risky.risks().len(), 2, "guarded counts only from low trust");
        risky.source = TrustLevel::Low;
        assert_eq!(risky.risks().len(), 4);
        assert_eq!(Shade::Risk.step(risky), Some(3));
        assert_eq!(Shade::Risk.words(risky), "9 rules, 4 risks");
        assert_eq!(Shade::Risk.step(cell(1, 0, 65_535)), Some(4), "every port is darkest, whatever else is so");
        assert_eq!(cell(1, 0, 65_535).risks(), ["Opens every port"]);
        let logon = ShadedCell { destination: TrustLevel::High, source: TrustLevel::Medium, ..cell(14, 4, 16_399) };
        assert_eq!(Shade::Risk.step(logon), Some(2));
        assert_eq!(Shade::Need.words(cell(9, 4, 12)), "13 rules, 9 of them required");
        risky.summary = CellSummary::default();
        assert_eq!(risky.risks(), Vec::<&str>::new(), "nothing open is no risk");
    }

    #[test]
    fn numbers_fit_a_narrow_cell() {
        for (number, expected) in [(0, "0"), (9_999, "9,999"), (16_384, "16k"), (131_070, "131k")] {
            assert_eq!(compact(number), expected);
        }
    }
}
