//! What the cells of a pasted line mean: by the headings of the first line, or by where they stand.

use crate::plan::{Address, TrustLevel};
use crate::view::pasted_table::{Headings, Record, name_and_addresses, records};
use crate::view::ticks::{TickNames, TickRow};

/// What a column holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Column {
    Name,
    Addresses,
    Trust,
    Group,
    Note,
    /// OS versions or roles.
    Ticks,
    /// The name of a machine, which the addresses of the line are those of.
    Host,
}

/// The columns of a table.
pub(super) type Columns = Headings<Column>;

/// What a line says.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Line {
    pub name: String,
    pub addresses: Vec<String>,
    pub trust: Option<TrustLevel>,
    /// The group; empty: nothing is said of it.
    pub group: String,
    pub note: String,
    /// OS versions and roles.
    pub ticks: Vec<TickRow>,
    /// The machine that has the roles and the addresses; empty: the line is about the zone.
    pub host: String,
    /// What is wrong, and what to write.
    pub problems: Vec<String>,
}

impl Columns {
    /// The columns that a record names, if it is a heading.
    pub(super) fn of_heading(record: &Record) -> Option<Self> {
        Self::of(record, column, |column| column != Column::Name)
    }

    /// Reads a line.
    pub(super) fn read(&self, names: &TickNames<'_>, record: &Record) -> Line {
        let mut res = Line::default();
        if self.are_missing() && record.cells.len() == 1 {
            res.split(&record.cells[0]);
        } else {
            for (idx, cell) in record.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                self.read_cell(&mut res, names, idx, cell);
            }
        }
        res.problems.extend(record.problem());
        if res.name.is_empty() {
            res.problems.push("a zone needs a name: write one".to_owned());
        }
        if !res.host.is_empty() && !res.ticks.iter().any(|row| matches!(row, TickRow::Role(_))) {
            res.problems.push("a host needs a role: write one that it has".to_owned());
        }
        res.problems.extend(res.addresses.iter().filter_map(|it| Address::parse(it).err()).map(|err| err.to_string()));
        res
    }

    fn read_cell(&self, line: &mut Line, names: &TickNames<'_>, idx: usize, cell: &str) {
        if !self.are_missing() {
            match self.column(idx, cell) {
                Ok(Some(column)) => line.take(names, column, cell),
                Ok(None) => {}
                Err(problem) => line.problems.push(problem),
            }
            return;
        }
        match idx {
            0 => line.take(names, Column::Name, cell),
            1 => line.take(names, Column::Addresses, cell),
            // Addresses that are parted as cells are.
            _ if address_entries(cell).iter().all(|it| is_numeric(it)) => line.take(names, Column::Addresses, cell),
            _ if line.trust.is_none() && trust(cell).is_some() => line.take(names, Column::Trust, cell),
            _ if names.is_list(cell) => line.take(names, Column::Ticks, cell),
            2 => line.take(names, Column::Trust, cell),
            _ if line.note.is_empty() => line.take(names, Column::Note, cell),
            _ => line.problems.push(format!("“{cell}” is one cell too many: name the columns in a first line")),
        }
    }
}

impl Line {
    fn take(&mut self, names: &TickNames<'_>, column: Column, cell: &str) {
        match column {
            Column::Name => cell.clone_into(&mut self.name),
            Column::Addresses => self.addresses.extend(address_entries(cell)),
            Column::Trust => match trust(cell) {
                Some(trust) => self.trust = Some(trust),
                None => self.problems.push(format!("“{cell}” is no trust level: write low, medium or high")),
            },
            Column::Host => cell.clone_into(&mut self.host),
            Column::Group => cell.clone_into(&mut self.group),
            Column::Ticks => {
                for found in names.list(cell) {
                    match found {
                        Ok(row) => self.ticks.push(row),
                        Err(problem) => self.problems.push(problem),
                    }
                }
            }
            Column::Note if self.note.is_empty() => cell.clone_into(&mut self.note),
            Column::Note => self.note = format!("{}\n{cell}", self.note),
        }
    }

    /// Reads `Core 10.1.0.0/16 10.2.0.0/16`, where nothing parts the cells.
    fn split(&mut self, cell: &str) {
        (self.name, self.addresses) = name_and_addresses(cell, is_numeric);
    }
}

/// Whether a text is a list of zones by its first line, which names the columns.
#[must_use]
pub(in crate::view) fn is_zone_list(text: &str) -> bool {
    let heading = records(text).first().and_then(Columns::of_heading);
    heading.is_some_and(|columns| columns.hold(Column::Name))
}

/// Whether a cell holds addresses and nothing else.
#[must_use]
pub(in crate::view) fn are_addresses(cell: &str) -> bool {
    !cell.trim().is_empty() && address_entries(cell).iter().all(|entry| is_numeric(entry))
}

/// What a heading means, whatever its case.
fn column(heading: &str) -> Option<Column> {
    match heading.to_lowercase().as_str() {
        "zone" | "zones" | "name" | "zone name" => Some(Column::Name),
        "address" | "addresses" | "ip" | "ip address" | "ip addresses" | "subnet" | "subnets" | "network"
        | "networks" | "cidr" | "range" | "ranges" => Some(Column::Addresses),
        "host" | "hosts" | "host name" | "hostname" | "machine" | "computer" | "server" | "fqdn" => Some(Column::Host),
        "trust" | "trust level" => Some(Column::Trust),
        "os" | "os version" | "os versions" | "operating system" | "operating systems" | "role" | "roles"
        | "server role" | "server roles" => Some(Column::Ticks),
        "group" | "zone group" | "site" | "tier" => Some(Column::Group),
        "note" | "notes" | "description" | "comment" | "comments" => Some(Column::Note),
        _ => None,
    }
}

fn trust(cell: &str) -> Option<TrustLevel> {
    TrustLevel::ALL.iter().copied().find(|level| level.label().eq_ignore_ascii_case(cell))
}

/// The addresses of a cell: parted by space, commas or semicolons, but for the space around a dash.
pub(in crate::view::zones) fn address_entries(cell: &str) -> Vec<String> {
    let cell = cell.replace(['–', '—'], "-").replace(" - ", "-");
    let parted = cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    parted.filter(|entry| !entry.is_empty()).map(str::to_owned).collect()
}

/// Whether it is an address and no name.
fn is_numeric(text: &str) -> bool {
    matches!(Address::parse(text), Ok(Address::Range(..)))
}
