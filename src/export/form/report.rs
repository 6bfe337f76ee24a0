//! What is to be said beside the files of a form. It counts; rows themselves are never kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Limit;
use crate::finding::{excerpt, thousands};
use crate::net::Transport;
use crate::profile::Length;

/// What was written and what was not.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FormReport {
    /// Rows of rules that were written.
    pub num_rows: usize,
    /// Those among them that only some set-ups need.
    pub num_optional: usize,
    /// Objects that rows name, each of which has a row in a file of its own.
    pub num_objects: usize,
    /// Cells whose end was cut off, by what allowed no more.
    pub cut: BTreeMap<CutCell, usize>,
    /// Files that have more rows than one may have.
    pub parted: Vec<PartedFile>,
    /// Rows of a file beyond a limit that another file would not help, in all.
    pub too_many_rows: BTreeMap<Limit, usize>,
    /// Rows to each zone, by the limit that holds for them and the position of the zone.
    pub rows_to_zone: BTreeMap<(Limit, usize), usize>,
    /// Ids of limits that the catalog lacks, or that count something else than the form has.
    pub unknown_limits: BTreeSet<String>,
    /// Rows that somebody has to fill addresses in.
    pub num_to_be_filled: usize,
    /// The same by the position of the zone that lacks them; a row may lack those of both its ends.
    pub to_be_filled: BTreeMap<usize, usize>,
    /// Rows that somebody has to fill a port in.
    pub ports_to_be_filled: usize,
    /// Rules that are not in the form, by the reason.
    pub left_out: BTreeMap<LeftOut, usize>,
    /// Addresses that the form can't say, with the position of their zone: rules that are written without them.
    pub addresses_left_out: BTreeMap<(usize, String), usize>,
    /// Characters that the encoding lacks, each of which was written as a question mark.
    pub characters: BTreeMap<char, usize>,
}

/// Why a rule is not in a form.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum LeftOut {
    /// A zone or its machines have no addresses yet, and the form takes a blank for any.
    ToBeFilled {
        /// The position of the zone.
        zone_idx: usize,
    },
    /// The form can say none of the addresses of a zone or of its machines.
    Addresses {
        /// The position of the zone.
        zone_idx: usize,
    },
    /// The addresses of the two ends are of different families.
    Families,
    /// The form has no word for a transport.
    Transport(Transport),
    /// The form has no column for a source port.
    SourcePort,
    /// The form has no column for the type of an ICMP message.
    IcmpType,
    /// Nobody has chosen the port yet.
    PortNotChosen,
    /// A cell that can't be cut is longer than allowed.
    TooLong(CutCell),
}

/// Cells that would be longer than allowed.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct CutCell {
    /// The header of their column.
    pub header: String,
    /// How long they may be.
    pub longest: Length,
    /// The limit that says so; `None`: the form.
    pub limit: Option<Limit>,
}

/// A file of a form that is continued in further ones.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PartedFile {
    /// What the first of them is called.
    pub name: String,
    /// The rows in all of them.
    pub num_rows: usize,
    /// How many files there are.
    pub num_files: usize,
    /// The most rows of one.
    pub most_rows: usize,
    /// The limit that says so; `None`: the form.
    pub limit: Option<Limit>,
}

impl FormReport {
    /// Counts rules that are not in the form.
    pub(super) fn leave_out(&mut self, reason: LeftOut, num_rules: usize) {
        *self.left_out.entry(reason).or_default() += num_rules;
    }

    /// How many rules are not in the form.
    #[must_use]
    pub fn num_left_out(&self) -> usize {
        self.left_out.values().sum()
    }

    /// Adds what another part of the form counted.
    pub(super) fn add(&mut self, other: Self) {
        fn sum<K: Ord>(counts: &mut BTreeMap<K, usize>, others: BTreeMap<K, usize>) {
            for (key, number) in others {
                *counts.entry(key).or_default() += number;
            }
        }
        self.num_rows += other.num_rows;
        self.num_optional += other.num_optional;
        self.num_objects += other.num_objects;
        self.parted.extend(other.parted);
        self.unknown_limits.extend(other.unknown_limits);
        sum(&mut self.cut, other.cut);
        sum(&mut self.too_many_rows, other.too_many_rows);
        sum(&mut self.rows_to_zone, other.rows_to_zone);
        self.num_to_be_filled += other.num_to_be_filled;
        self.ports_to_be_filled += other.ports_to_be_filled;
        sum(&mut self.to_be_filled, other.to_be_filled);
        sum(&mut self.left_out, other.left_out);
        sum(&mut self.addresses_left_out, other.addresses_left_out);
        sum(&mut self.characters, other.characters);
    }

    /// What is to be said, a sentence each, the number of rows first. `zones` are the names of the plan's zones.
    #[must_use]
    pub fn sentences(&self, zones: &[String]) -> Vec<String> {
        let written = self.written().into_iter().map(|number| format!("{number} written"));
        written.chain(self.remarks(zones)).collect()
    }

    /// How much there is of rows and of objects, as far as there are any: “12 rows”.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        let counted = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        let rows = (self.num_rows > 0 || self.num_objects == 0).then(|| counted(self.num_rows, "row"));
        let objects = (self.num_objects > 0).then(|| counted(self.num_objects, "object"));
        rows.into_iter().chain(objects).collect()
    }

    /// What is to be said besides how much there is, a sentence each.
    #[must_use]
    pub fn remarks(&self, zones: &[String]) -> Vec<String> {
        let zone = |idx: &usize| zones.get(*idx).map_or_else(String::new, Clone::clone);
        let rows = |number: usize| if number == 1 { "1 row".to_owned() } else { format!("{number} rows") };
        let rules = |number: usize| if number == 1 { "1 rule".to_owned() } else { format!("{number} rules") };
        let mut res = Vec::new();
        for (zone_idx, number) in &self.to_be_filled {
            res.push(format!("{} with addresses of {} to be filled", rows(*number), zone(zone_idx)));
        }
        if self.ports_to_be_filled > 0 {
            res.push(format!("{} with a port that nobody has chosen yet", rows(self.ports_to_be_filled)));
        }
        for (reason, number) in &self.left_out {
            let why = match reason {
                LeftOut::ToBeFilled { zone_idx } => {
                    format!("{} has no addresses yet, and blank means any to whoever reads the form", zone(zone_idx))
                }
                LeftOut::Addresses { zone_idx } => format!("the form can say no address of {}", zone(zone_idx)),
                LeftOut::Families => "the addresses of the two ends are of different families".to_owned(),
                LeftOut::Transport(transport) => format!("the form has no word for {transport}"),
                LeftOut::SourcePort => "the form has no place for a source port".to_owned(),
                LeftOut::IcmpType => "the form has no place for the type of ICMP".to_owned(),
                LeftOut::PortNotChosen => "nobody has chosen the port yet".to_owned(),
                LeftOut::TooLong(cell) => {
                    format!("the cell “{}” would be too long and can't be cut: {}", cell.header, cell.allowed())
                }
            };
            res.push(format!("{} left out: {why}", rules(*number)));
        }
        for ((zone_idx, address), number) in &self.addresses_left_out {
            res.push(format!("{} without “{address}” of {}: the form can't say it", rules(*number), zone(zone_idx)));
        }
        res.extend(self.of_limits(zones));
        if !self.characters.is_empty() {
            let lacking: Vec<String> = self.characters.keys().take(10).map(char::to_string).collect();
            let number: usize = self.characters.values().sum();
            let times = if number == 1 { "1 character".to_owned() } else { format!("{number} characters") };
            res.push(format!("{times} that the encoding lacks became “?”: {}", lacking.join(" ")));
        }
        res
    }

    /// What goes over a limit, a sentence each.
    fn of_limits(&self, zones: &[String]) -> Vec<String> {
        let rows = |number: usize| format!("{} {}", thousands(number), if number == 1 { "row" } else { "rows" });
        let mut res = Vec::new();
        for (cell, number) in &self.cut {
            let cells = if *number == 1 { "1 cell".to_owned() } else { format!("{} cells", thousands(*number)) };
            let end = if *number == 1 { "ends" } else { "end" };
            res.push(format!("{cells} of “{}” {end} in “…”: {}", cell.header, cell.allowed()));
        }
        for PartedFile { name, num_rows, num_files, most_rows, limit } in &self.parted {
            let own = || format!("the form takes at most {} in a file", rows(*most_rows));
            let allowed = limit.as_ref().map_or_else(own, Limit::sentence);
            res.push(format!("{} of “{name}” in {num_files} files: {allowed}", rows(*num_rows)));
        }
        for (limit, number) in &self.too_many_rows {
            res.push(format!("{}: {}", rows(*number), limit.sentence()));
        }
        for ((limit, zone_idx), number) in self.rows_to_zone.iter().filter(|((limit, _), number)| **number > limit.most)
        {
            let zone = zones.get(*zone_idx).map_or("", String::as_str);
            res.push(format!("{} to {zone}: {}", rows(*number), limit.sentence()));
        }
        for id in &self.unknown_limits {
            let id = excerpt(id);
            res.push(format!("the catalog has no limit “{id}” that can be held against this form, so it was not"));
        }
        res
    }
}

impl CutCell {
    /// Who takes no more.
    fn allowed(&self) -> String {
        let (most, unit) = match self.longest {
            Length::Characters(most) => (most, "characters"),
            Length::Bytes(most) => (most, "bytes"),
            Length::Utf16(most) => (most, "units of UTF-16"),
        };
        let own = || format!("the form takes at most {} {unit} in a cell", thousands(most));
        self.limit.as_ref().map_or_else(own, Limit::sentence)
    }
}
