//! What is to be said beside the files of a form. It counts; rows themselves are never kept.

use std::collections::BTreeMap;

use crate::net::Transport;

/// What was written and what was not.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FormReport {
    /// Rows of rules that were written.
    pub num_rows: usize,
    /// Those among them that only some set-ups need.
    pub num_optional: usize,
    /// Objects that rows name, each of which has a row in a file of its own.
    pub num_objects: usize,
    /// Cells whose end was cut off.
    pub num_cut: usize,
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
    /// A cell that can't be cut is longer than the form takes.
    TooLong {
        /// The header of its column.
        header: String,
    },
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
        self.num_cut += other.num_cut;
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
                LeftOut::TooLong { header } => format!("the cell “{header}” would be longer than the form takes"),
            };
            res.push(format!("{} left out: {why}", rules(*number)));
        }
        for ((zone_idx, address), number) in &self.addresses_left_out {
            res.push(format!("{} without “{address}” of {}: the form can't say it", rules(*number), zone(zone_idx)));
        }
        if self.num_cut > 0 {
            res.push(if self.num_cut == 1 {
                "1 cell was too long for the form and ends in “…”".to_owned()
            } else {
                format!("{} cells were too long for the form and end in “…”", self.num_cut)
            });
        }
        if !self.characters.is_empty() {
            let lacking: Vec<String> = self.characters.keys().take(10).map(char::to_string).collect();
            let number: usize = self.characters.values().sum();
            let times = if number == 1 { "1 character".to_owned() } else { format!("{number} characters") };
            res.push(format!("{times} that the encoding lacks became “?”: {}", lacking.join(" ")));
        }
        res
    }
}
