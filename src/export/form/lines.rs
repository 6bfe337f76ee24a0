//! Which rows a form has for the rules of a pair of zones, and which rules it can't say.

use super::addresses::{Said, said};
use super::cell_writer::{CellWriter, Fit, TooLong};
use super::cells::write_field;
use super::limits::FileLimits;
use super::line::{End, Line};
use super::objects::Objects;
use super::report::{CutCell, FormReport, LeftOut};
use super::services::{is_unchosen, services};
use crate::catalog::{LimitOf, Need};
use crate::export::run::ExportRun;
use crate::matrix::{Merge, num_ends};
use crate::profile::{Column, Field, FormFile, Length, Profile, Reader, Rows, Split};
use crate::table::RuleRow;

/// A file of rules that is being written.
pub(super) struct RuleFile<'f> {
    pub(super) run: &'f ExportRun<'f>,
    pub(super) profile: &'f Profile,
    pub(super) file: &'f FormFile,
    pub(super) says: Says,
    pub(super) limits: &'f FileLimits<'f>,
    /// Whether the form has files of the objects that rows name.
    pub(super) has_objects: bool,
}

/// What the columns of a form have room for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Says {
    source_port: bool,
    icmp_type: bool,
}

impl Says {
    pub(super) fn of(profile: &Profile) -> Self {
        let columns = || profile.files.iter().flat_map(|file| &file.columns).map(|column| &column.field);
        let has_no_rules = !profile.files.iter().any(|file| file.rows.are_rules());
        let notes_type = profile.notation.icmp.contains("{type}") && columns().any(|field| *field == Field::Services);
        Self {
            // An object holds what is listened on; whence is for whoever writes the rules.
            source_port: has_no_rules || columns().any(|field| *field == Field::SourcePort),
            icmp_type: notes_type || columns().any(|field| *field == Field::IcmpType),
        }
    }
}

/// The rows of some pairs of zones.
pub(super) struct Lines<W> {
    pub(super) writer: W,
    pub(super) report: FormReport,
    pub(super) objects: Objects,
    /// The text of the cell being written, kept so that not every cell takes memory of its own.
    cell: String,
}

impl<W: CellWriter> Lines<W> {
    pub(super) fn new(writer: W) -> Self {
        Self { writer, report: FormReport::default(), objects: Objects::default(), cell: String::new() }
    }
}

impl RuleFile<'_> {
    /// How far rules are merged.
    fn merge(&self) -> Merge {
        match self.file.row_kind() {
            Rows::Ports if self.file.may_be_compact() => self.run.options.merge,
            Rows::Ports | Rows::Addresses | Rows::Services => Merge::Ranges,
            Rows::Rules | Rows::Pairs => Merge::Compact,
        }
    }

    /// Adds the rows of a pair of zones.
    pub(super) fn add_pair(&self, pair: (usize, usize), lines: &mut Lines<impl CellWriter>) {
        match self.file.row_kind() {
            Rows::Ports | Rows::Rules | Rows::Addresses | Rows::Services => {
                self.run.with_parted_rules(pair, self.merge(), self.limits.most_ports, |rules| {
                    for rule in rules {
                        if self.admits(&rule, &mut lines.report) {
                            self.add(pair, &[&rule], lines);
                        }
                    }
                });
            }
            Rows::Pairs => {
                self.run.with_parted_rules(pair, self.merge(), self.limits.most_ports, |rules| {
                    let rules: Vec<RuleRow<'_>> = rules.filter(|rule| self.admits(rule, &mut lines.report)).collect();
                    let rules: Vec<&RuleRow<'_>> = rules.iter().collect();
                    for group in grouped(&rules, self.file.has_one_transport_a_row(), self.limits.most_ports) {
                        self.add(pair, &group, lines);
                    }
                });
            }
        }
    }

    /// Whether the form can say a rule, apart from its addresses.
    fn admits(&self, rule: &RuleRow<'_>, report: &mut FormReport) -> bool {
        let (rule, notes_in) = (rule.rule, self.notes_in());
        let reason = if self.profile.words.transports.word(rule.transport).is_none() {
            LeftOut::Transport(rule.transport)
        } else if rule.source_port.is_some() && !self.says.source_port && notes_in.is_none() {
            LeftOut::SourcePort
        } else if rule.transport.icmp_type().is_some() && !self.says.icmp_type && notes_in.is_none() {
            LeftOut::IcmpType
        } else if is_unchosen(rule) && matches!(self.profile.reader, Reader::Machine { .. }) {
            LeftOut::PortNotChosen
        } else {
            return true;
        };
        report.leave_out(reason, 1);
        false
    }

    /// The header of the column that takes notes.
    pub(super) fn notes_in(&self) -> Option<&str> {
        match &self.profile.reader {
            Reader::People { notes_in, .. } => notes_in.as_deref(),
            Reader::Machine { .. } => None,
        }
    }

    /// Adds the rows of rules between the same machines.
    fn add(&self, pair: (usize, usize), rules: &[&RuleRow<'_>], lines: &mut Lines<impl CellWriter>) {
        let Some(first) = rules.first() else { return };
        let zones = [pair.0, pair.1];
        let is_for_people = matches!(self.profile.reader, Reader::People { .. });
        let note = self.note(rules);
        if is_for_people && self.file.split.is_empty() {
            let line = Line { rules, ends: [End::Planned, End::Planned], note: &note };
            self.add_line(zones, &line, lines);
            return;
        }
        let mut said_of_ends: [Vec<Said>; 2] = [Vec::new(), Vec::new()];
        let mut unsaid: Vec<(usize, &str)> = Vec::new();
        for (end, said_of_end) in said_of_ends.iter_mut().enumerate() {
            let addresses = first.address_entries(end, is_for_people);
            for &address in &addresses {
                match said(&self.profile.reader, address) {
                    Some(said) => said_of_end.extend(said),
                    None => unsaid.push((zones[end], address)),
                }
            }
            if said_of_end.is_empty() && !is_for_people {
                let zone_idx = zones[end];
                let reason = if addresses.is_empty() {
                    LeftOut::ToBeFilled { zone_idx }
                } else {
                    LeftOut::Addresses { zone_idx }
                };
                lines.report.leave_out(reason, rules.len());
                return;
            }
        }
        let parts = |end: usize, split| -> Vec<&[Said]> {
            let said = &said_of_ends[end];
            if self.file.split.contains(&split) && !said.is_empty() { said.chunks(1).collect() } else { vec![said] }
        };
        let (sources, destinations) = (parts(0, Split::Sources), parts(1, Split::Destinations));
        let can_reach = |source: &[Said], destination: &[Said]| {
            source.is_empty()
                || destination.is_empty()
                || source.iter().any(|source| destination.iter().any(|destination| source.can_reach(destination)))
        };
        let mut has_line = false;
        for source in &sources {
            for destination in destinations.iter().filter(|destination| can_reach(source, destination)) {
                let ends = [End::Said(source), End::Said(destination)];
                has_line = true;
                self.add_line(zones, &Line { rules, ends, note: &note }, lines);
            }
        }
        if !has_line {
            lines.report.leave_out(LeftOut::Families, rules.len());
            return;
        }
        for (zone_idx, address) in unsaid {
            *lines.report.addresses_left_out.entry((zone_idx, address.to_owned())).or_default() += rules.len();
        }
    }

    fn add_line(&self, zones: [usize; 2], line: &Line<'_, '_>, lines: &mut Lines<impl CellWriter>) {
        let Some(first) = line.rules.first() else { return };
        let Lines { writer, report, objects, cell } = lines;
        let mut cut: Vec<CutCell> = Vec::new();
        for (idx, column) in self.file.columns.iter().enumerate() {
            let longest = self.limits.longest(idx);
            let cut_cell = || {
                let (longest, limit) = longest?;
                Some(CutCell { header: column.header.clone(), longest, limit: limit.cloned() })
            };
            match self.write_cell(column, longest.map(|(longest, _)| longest), line, (&mut *writer, &mut *cell)) {
                Ok(Fit::Whole) => {}
                Ok(Fit::Cut) => cut.extend(cut_cell()),
                Err(TooLong) => {
                    writer.drop_row();
                    if let Some(cell) = cut_cell() {
                        report.leave_out(LeftOut::TooLong(cell), line.rules.len());
                    }
                    return;
                }
            }
        }
        if !self.file.columns.is_empty() {
            writer.end_row();
            for cell in cut {
                *report.cut.entry(cell).or_default() += 1;
            }
            for limit in self.limits.of_rows.iter().filter(|limit| limit.of == LimitOf::RowsToZone) {
                *report.rows_to_zone.entry(((*limit).clone(), zones[1])).or_default() += 1;
            }
            report.num_rows += 1;
            report.num_optional += usize::from(first.rule.need != Need::Required);
        }
        if self.has_objects {
            objects.services.extend(line.rules.iter().flat_map(|rule| services(rule.rule)));
            for end in line.ends {
                if let End::Said(said) = end {
                    objects.addresses.extend(said.iter().cloned());
                }
            }
        }
        report.ports_to_be_filled += usize::from(line.rules.iter().any(|rule| is_unchosen(rule.rule)));
        let lacks = [0, 1].map(|end| first.lacks_addresses(end));
        report.num_to_be_filled += usize::from(lacks.contains(&true));
        for (zone_idx, _) in zones.into_iter().zip(lacks).filter(|(_, lacks)| *lacks) {
            *report.to_be_filled.entry(zone_idx).or_default() += 1;
        }
    }

    fn write_cell(
        &self,
        column: &Column,
        longest: Option<Length>,
        line: &Line<'_, '_>,
        (writer, cell): (&mut impl CellWriter, &mut String),
    ) -> Result<Fit, TooLong> {
        match (&column.field, line.rules) {
            (Field::Number(first), _) => {
                writer.number("", *first);
                return Ok(Fit::Whole);
            }
            (Field::NumberedRuleId(first), [rule, ..]) => {
                writer.number(&format!("{}-", rule.id()), *first);
                return Ok(Fit::Whole);
            }
            _ => {}
        }
        cell.clear();
        write_field(self.profile, &column.field, line, cell);
        if !line.note.is_empty() && self.notes_in() == Some(&*column.header) {
            let ends_sentence = cell.ends_with(['.', '!', '?']);
            cell.push_str(match (cell.is_empty(), ends_sentence) {
                (true, _) => "",
                (false, true) => " ",
                (false, false) => &self.profile.notation.list,
            });
            cell.push_str(line.note);
        }
        writer.limited(cell, longest, column.field.may_be_cut())
    }

    /// What rules say that has no column of its own.
    fn note(&self, rules: &[&RuleRow<'_>]) -> String {
        let words = &self.profile.words;
        let mut res: Vec<String> = Vec::new();
        for rule in rules.iter().map(|rule| rule.rule) {
            let port = rule.source_port.filter(|_| !self.says.source_port);
            let icmp_type = rule.transport.icmp_type().filter(|_| !self.says.icmp_type);
            let notes = port.map(|port| words.source_port.replace("{port}", &port.to_string())).into_iter();
            let notes = notes.chain(icmp_type.map(|number| words.icmp_type.replace("{type}", &number.to_string())));
            for note in notes {
                if !res.contains(&note) {
                    res.push(note);
                }
            }
        }
        res.join(&self.profile.notation.list)
    }
}

/// Rules between the same machines, of the same need and from the same source port, in the order of the first of each;
/// if need be also of the same transport, and of so many ports at most.
fn grouped<'r, 'a>(
    rules: &[&'r RuleRow<'a>],
    by_transport: bool,
    most_ports: Option<usize>,
) -> Vec<Vec<&'r RuleRow<'a>>> {
    let mut res: Vec<Vec<&RuleRow<'_>>> = Vec::new();
    let num_ports = |rule: &RuleRow<'_>| rule.rule.ports.ranges().iter().map(num_ends).sum::<usize>();
    let has_room = |group: &[&RuleRow<'_>], rule: &RuleRow<'_>| {
        most_ports.is_none_or(|most| group.iter().map(|rule| num_ports(rule)).sum::<usize>() + num_ports(rule) <= most)
    };
    let are_alike = |a: &RuleRow<'_>, b: &RuleRow<'_>| {
        a.rule.need == b.rule.need
            && (!by_transport || a.rule.transport == b.rule.transport)
            && a.rule.source_port == b.rule.source_port
            && a.rule.ends == b.rule.ends
            && (0..2).all(|end| a.addresses(end) == b.addresses(end) && a.hosts(end) == b.hosts(end))
    };
    for &rule in rules {
        match res.iter_mut().find(|group| are_alike(group[0], rule) && has_room(group, rule)) {
            Some(group) => group.push(rule),
            None => res.push(vec![rule]),
        }
    }
    res
}
