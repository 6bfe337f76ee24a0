//! What the cells of a pasted line mean: by the headings of the first line, or by what they say.

use crate::plan::{Address, Plan, Zone};
use crate::view::pasted_table::{Headings, Record, name_and_addresses, records};
use crate::view::ticks::{TickNames, TickRow};
use crate::view::zones::paste::{address_entries, are_addresses};

/// What a column holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Column {
    Zone,
    Role,
    /// Which of several placements of the role.
    Scope,
    Name,
    Addresses,
}

/// The columns of a table.
pub(super) type Columns = Headings<Column>;

/// What a line says. What it does not say is empty.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Line {
    pub zone: String,
    pub role: String,
    pub scope: String,
    pub name: String,
    pub addresses: Vec<String>,
    /// What is wrong with its cells, and what to write.
    pub problems: Vec<String>,
}

/// What words can be known by while there is no heading.
pub(super) struct Known<'a> {
    pub plan: &'a Plan,
    pub names: &'a TickNames<'a>,
    /// The zone of lines that name none is known.
    pub has_zone: bool,
}

impl Columns {
    /// The columns that a record names, if it is a heading.
    pub(super) fn of_heading(record: &Record) -> Option<Self> {
        // “Server” is the role's column where another one is the name's, and of two names the first counts.
        Self::of(record, column, |column| column == Column::Addresses)
    }

    /// Reads a line.
    pub(super) fn read(&self, known: &Known<'_>, record: &Record) -> Line {
        let mut res = Line::default();
        match (self.are_missing(), &record.cells[..]) {
            (true, [cell]) => res.split(cell),
            (true, cells) => res.recognize(known, cells),
            (false, cells) => {
                for (idx, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                    match self.column(idx, cell) {
                        Ok(Some(column)) => res.take(column, cell),
                        Ok(None) => {}
                        Err(problem) => res.problems.push(problem),
                    }
                }
            }
        }
        res.problems.extend(record.problem());
        for address in &res.addresses {
            match Address::parse(address) {
                Ok(Address::Range(..) | Address::Name(_)) => {}
                Ok(Address::Any) => {
                    res.problems.push("a machine has an address of its own: write it, or none".to_owned());
                }
                Err(err) => res.problems.push(err.to_string()),
            }
        }
        res
    }
}

impl Line {
    fn take(&mut self, column: Column, cell: &str) {
        match column {
            Column::Zone => cell.clone_into(&mut self.zone),
            Column::Role => cell.clone_into(&mut self.role),
            Column::Scope => cell.clone_into(&mut self.scope),
            Column::Name => unguarded(cell).clone_into(&mut self.name),
            Column::Addresses => self.addresses.extend(address_entries(unguarded(cell))),
        }
    }

    /// Reads cells in any order: addresses, the name of a zone and that of a role are known by what they are, and what
    /// is left is the zone, where none is known, and then the machine's name.
    fn recognize(&mut self, known: &Known<'_>, cells: &[String]) {
        let mut rest = Vec::new();
        for cell in cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()) {
            if are_addresses(cell) {
                self.take(Column::Addresses, cell);
            } else if self.zone.is_empty() && zone_called(known.plan, cell).is_some() {
                self.take(Column::Zone, cell);
            } else if self.role.is_empty() && is_role(known.names, cell) {
                self.take(Column::Role, cell);
            } else {
                rest.push(cell);
            }
        }
        let mut rest = rest.into_iter();
        if self.zone.is_empty() && !known.has_zone && rest.len() > 1 {
            rest.by_ref().take(1).for_each(|cell| self.take(Column::Zone, cell));
        }
        if self.role.is_empty() && rest.len() > 1 {
            rest.by_ref().take(1).for_each(|cell| self.take(Column::Role, cell));
        }
        rest.by_ref().take(1).for_each(|cell| self.take(Column::Name, cell));
        let too_many = rest.map(|cell| format!("“{cell}” is one cell too many: name the columns in a first line"));
        self.problems.extend(too_many);
    }

    /// Reads `dc1 10.1.0.1 10.1.0.2`, where nothing parts the cells.
    fn split(&mut self, cell: &str) {
        (self.name, self.addresses) = name_and_addresses(cell, are_addresses);
    }
}

/// Whether a text is a list of machines by its first line, which names nothing but the columns of one.
#[must_use]
pub fn is_machine_list(text: &str) -> bool {
    let heading = records(text).first().and_then(Columns::of_heading);
    let needed = [Column::Zone, Column::Role, Column::Name];
    heading.is_some_and(|columns| columns.unused.is_empty() && needed.into_iter().all(|it| columns.hold(it)))
}

/// The zone that is called so, or has this id.
pub(super) fn zone_called<'a>(plan: &'a Plan, word: &str) -> Option<&'a Zone> {
    let word = word.trim();
    let zones = || plan.zones.iter().map(|zone| &**zone);
    let lower = word.to_lowercase();
    let is_called = |zone: &&Zone| zone.name.trim().to_lowercase() == lower;
    let by_id = || zones().find(|zone| zone.id.as_str().to_lowercase() == lower);
    let by_name = zones().find(|zone| zone.name == word).or_else(|| zones().find(is_called));
    // What a list writes for zones of one name is their id.
    if zones().filter(is_called).count() > 1 { by_id().or(by_name) } else { by_name.or_else(by_id) }
}

fn is_role(names: &TickNames<'_>, cell: &str) -> bool {
    let list = names.list(cell);
    !list.is_empty() && list.iter().all(|found| matches!(found, Ok(TickRow::Role(_))))
}

/// A cell without the apostrophe that keeps spreadsheets from running it.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

/// What a heading means, whatever its case.
fn column(heading: &str) -> Option<Column> {
    match heading.trim().to_lowercase().as_str() {
        "zone" | "zones" | "zone name" | "segment" | "vlan" => Some(Column::Zone),
        "role" | "roles" | "server role" | "server roles" | "function" => Some(Column::Role),
        "scope" | "scopes" | "domain" | "placement" => Some(Column::Scope),
        "name" | "names" | "host" | "hosts" | "host name" | "hostname" | "machine" | "machines" | "computer"
        | "server" | "fqdn" => Some(Column::Name),
        "address" | "addresses" | "ip" | "ips" | "ip address" | "ip addresses" | "ipv4" | "ipv6" | "ipv4 address"
        | "ipv6 address" | "subnet" | "network" | "cidr" | "range" => Some(Column::Addresses),
        _ => None,
    }
}
