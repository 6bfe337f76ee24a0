//! A block of cells from a spreadsheet that goes into the tick table: by the names of its headings, or else from the
//! cursor on. It says every word that it does not know, and then changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{can_be_ticked, set_tick};
use super::cell::TickMark;
use super::names::TickNames;
use super::row::TickRow;
use super::rows::TickRows;
use super::table::TickTable;
use crate::catalog::Catalog;
use crate::plan::{Edit, Tick, ZoneTicks};
use crate::view::pasted_table::block;
use crate::view::wording::{counted, upper_first};
use crate::view::zones::{are_addresses, is_zone_list};

/// What a block from a spreadsheet would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TickPaste {
    /// What is wrong with it, each with what to write instead. If there is anything, nothing is done.
    pub problems: Vec<String>,
    /// Something in it is a tick, the name of a zone, of a role or of an OS version, and it is no list of zones.
    pub is_ticks: bool,
    zones: Vec<ZoneTicks>,
}

/// Where a block goes that has no headings.
#[derive(Clone, Copy)]
pub struct PasteTarget<'a> {
    /// The rows that are shown.
    pub rows: &'a TickRows,
    /// The position of the row of the cursor.
    pub row_idx: usize,
    /// The positions of the zones from the cursor on, in the order in which they are shown.
    pub columns: &'a [usize],
}

/// What a cell says.
enum Value {
    Tick(Tick),
    /// Names of roles and OS versions: they are ticked in the zone of the column.
    Names(Vec<Result<TickRow, String>>),
}

impl TickPaste {
    /// Reads a block.
    #[must_use]
    pub fn build(
        catalog: &Catalog,
        names: &TickNames<'_>,
        table: &TickTable,
        target: PasteTarget<'_>,
        text: &str,
    ) -> Self {
        let records = block(text, |cell| is_word(cell) || zone_idx(table, cell).is_some());
        let mut reading = Reading { catalog, names, table, ticks: BTreeMap::new(), problems: Vec::new(), num_known: 0 };
        match reading.headings(&records) {
            Some(columns) => reading.named(&columns, &records[1..]),
            None => reading.below_cursor(target, &records),
        }
        let has_addresses = records.iter().flatten().any(|cell| are_addresses(cell));
        let is_ticks = reading.num_known > 0 && !has_addresses && !is_zone_list(text);
        let (zones, problems) = reading.into_zones();
        Self { problems, is_ticks, zones }
    }

    /// The one edit that does it; `None`: something is wrong, or the plan says all of it already.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        let is_ready = self.problems.is_empty() && !self.zones.is_empty();
        is_ready.then(|| Edit::SetTicks(self.zones.clone()))
    }

    /// What was done: “Pasted 12 ticks into 3 zones”.
    #[must_use]
    pub fn done(&self) -> String {
        let number: usize = self.zones.iter().map(ZoneTicks::num_ticks).sum();
        format!("Pasted {} into {}", counted(number, "tick", "ticks"), counted(self.zones.len(), "zone", "zones"))
    }
}

/// A block while it is read.
struct Reading<'a> {
    catalog: &'a Catalog,
    names: &'a TickNames<'a>,
    table: &'a TickTable,
    /// What is said of cells, by zone and row. What was said last holds, but nothing unticks what another cell names.
    ticks: BTreeMap<(usize, TickRow), Tick>,
    problems: Vec<String>,
    num_known: usize,
}

impl Reading<'_> {
    /// The zones that the first record names, by column; `None`: it has no headings.
    fn headings(&mut self, records: &[Vec<String>]) -> Option<Vec<Option<usize>>> {
        let first = records.first()?;
        let zones: Vec<Option<usize>> = first.iter().map(|cell| zone_idx(self.table, cell)).collect();
        let num_zones = zones.iter().flatten().count();
        // Beside one zone that is known, one that is not is a mistake and no tick.
        (num_zones > 0).then(|| {
            self.num_known += num_zones;
            let is_corner = |idx: usize| idx == 0 && zones[0].is_none();
            for (idx, cell) in first.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                if zones[idx].is_none() && !is_corner(idx) {
                    self.problems.push(format!("“{cell}” is no zone of the plan: add it first"));
                }
            }
            zones
        })
    }

    /// Reads records under headings. The first cell names the row, unless a zone stands above it.
    fn named(&mut self, columns: &[Option<usize>], records: &[Vec<String>]) {
        let has_names = columns.first().is_some_and(Option::is_none);
        for record in records.iter().filter(|record| record.iter().any(|cell| !cell.is_empty())) {
            let row = match record.first().filter(|name| has_names && !name.is_empty()) {
                None => None,
                Some(name) => {
                    let Some(row) = self.row(name) else { continue };
                    Some(row)
                }
            };
            for (idx, cell) in record.iter().enumerate().skip(usize::from(has_names)) {
                match columns.get(idx).copied().flatten() {
                    Some(column_idx) => self.cell(row, column_idx, cell),
                    None if cell.is_empty() => {}
                    None => self.problems.push(format!("“{cell}” stands in a column without a zone")),
                }
            }
        }
    }

    /// The row that a name means. One that means none is told.
    fn row(&mut self, name: &str) -> Option<TickRow> {
        match self.names.find(name) {
            Ok(row) => {
                self.num_known += 1;
                Some(row)
            }
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// Reads records that go to the rows below the cursor and the zones beside it.
    fn below_cursor(&mut self, target: PasteTarget<'_>, records: &[Vec<String>]) {
        let shown = target.rows.iter().enumerate().skip(target.row_idx);
        let mut rows = shown.map(|(_, row)| row).filter(|row| !row.is_heading());
        for record in records {
            let row = rows.next();
            for (idx, cell) in record.iter().enumerate() {
                if let Some(&column_idx) = target.columns.get(idx) {
                    self.cell(row, column_idx, cell);
                } else if !cell.is_empty() {
                    self.problems.push(format!("“{cell}” stands beyond the last zone"));
                }
            }
        }
    }

    fn cell(&mut self, row: Option<TickRow>, column_idx: usize, cell: &str) {
        match self.value(cell) {
            Value::Tick(tick) => match row {
                Some(row) => self.tick(row, column_idx, tick),
                None if cell.is_empty() => {}
                None => self.problems.push(format!("“{cell}” stands in no row of the table")),
            },
            Value::Names(list) => {
                for found in list {
                    match found {
                        Ok(row) => {
                            self.num_known += 1;
                            self.tick(row, column_idx, Tick::On);
                        }
                        Err(problem) => self.problems.push(problem),
                    }
                }
            }
        }
    }

    fn value(&mut self, cell: &str) -> Value {
        match word(cell) {
            Some(tick) => {
                self.num_known += usize::from(!cell.is_empty());
                Value::Tick(tick)
            }
            None => Value::Names(self.names.list(cell)),
        }
    }

    fn tick(&mut self, row: TickRow, column_idx: usize, tick: Tick) {
        let known = self.ticks.entry((column_idx, row)).or_insert(tick);
        if tick.is_on() {
            *known = tick;
        }
    }

    /// What changes in each zone, and what is wrong, each once.
    fn into_zones(self) -> (Vec<ZoneTicks>, Vec<String>) {
        let mut zones: BTreeMap<usize, ZoneTicks> = BTreeMap::new();
        for ((column_idx, row), tick) in self.ticks {
            let mark = self.table.cell(row, column_idx).mark;
            let changes = match tick {
                // What comes by itself needs no tick, as in a block.
                Tick::On => mark == TickMark::Off,
                Tick::Off => mark == TickMark::Ticked,
            };
            let Some(column) = self.table.columns.get(column_idx) else { continue };
            if !changes || !can_be_ticked(self.catalog, row) {
                continue;
            }
            let of_zone = zones.entry(column_idx).or_insert_with(|| ZoneTicks::none(column.id().clone()));
            set_tick(of_zone, self.catalog, row, tick);
        }
        let mut seen = BTreeSet::new();
        let problems = self.problems.into_iter().map(|problem| upper_first(&problem));
        (zones.into_values().collect(), problems.filter(|problem| seen.insert(problem.clone())).collect())
    }
}

/// What a word says about a cell; `None`: it is none of them.
fn word(cell: &str) -> Option<Tick> {
    match cell.trim().to_lowercase().as_str() {
        "x" | "1" | "yes" | "y" | "true" | "✓" | "✔" | "■" | "☑" => Some(Tick::On),
        "" | "0" | "no" | "n" | "false" | "-" | "–" | "·" | "□" | "☐" => Some(Tick::Off),
        _ => None,
    }
}

fn is_word(cell: &str) -> bool {
    word(cell).is_some()
}

/// The position of the zone of a name, whatever the case. A quote may guard a name that a spreadsheet would reckon.
fn zone_idx(table: &TickTable, name: &str) -> Option<usize> {
    let name = name.strip_prefix('\'').unwrap_or(name);
    let exact = table.columns.iter().position(|column| column.name() == name);
    exact.or_else(|| table.columns.iter().position(|column| column.name().to_lowercase() == name.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::plan::Plan;
    use crate::view::lookup::SearchIndex;
    use crate::view::sample;
    use crate::view::{RowChoice, RowSet};

    fn paste(plan: &Plan, (row, column_idx): (&str, usize), text: &str) -> TickPaste {
        let catalog = sample::catalog();
        let index = SearchIndex::build(&catalog);
        let names = TickNames::new(&catalog, &index);
        let table = TickTable::build(&catalog, plan, TickTable::default());
        let choice = RowChoice { set: RowSet::All, with_retired: true, kept: &BTreeSet::new(), is_open: &|_, _| true };
        let rows = TickRows::build(&catalog, &table, &choice);
        let row_idx = rows.iter().position(|it| it.name(&catalog) == row).expect("a row");
        let columns: Vec<usize> = (column_idx..plan.zones.len()).collect();
        TickPaste::build(&catalog, &names, &table, PasteTarget { rows: &rows, row_idx, columns: &columns }, text)
    }

    /// The ticks of the zones of a plan, by their ids.
    fn ticks(plan: &Plan) -> Vec<String> {
        let of = |zone: &crate::plan::Zone| {
            let os = zone.os.iter().map(ToString::to_string);
            os.chain(zone.placements.iter().map(|it| it.role.to_string())).collect::<Vec<_>>().join(" ")
        };
        plan.zones.iter().map(|zone| of(zone)).collect()
    }

    fn pasted(at: (&str, usize), text: &str) -> Vec<String> {
        let plan = sample::plan();
        let paste = paste(&plan, at, text);
        assert_eq!(paste.problems, Vec::<String>::new());
        ticks(&paste.edit().map_or(plan.clone(), |edit| plan.applied(&edit).expect("the edit")))
    }

    const BEFORE: [&str; 3] = ["client file-server member", "old server controller", ""];

    #[test]
    fn a_block_goes_to_the_cells_from_the_cursor_on() {
        assert_eq!(ticks(&sample::plan()), BEFORE);
        assert_eq!(
            pasted(("Windows Server 2022", 1), "\tx\nno\tYES\n"),
            ["client file-server member", "controller", "old server"],
            "a blank unticks, and the end of the last line is no cell"
        );
        assert_eq!(
            pasted(("Domain controller", 2), "1\n\ntrue"),
            ["client file-server member", "old server controller", "controller file-server"],
            "a blank line is a row, and a heading is none"
        );
    }

    #[test]
    fn a_cell_may_list_roles_and_os_versions() {
        assert_eq!(
            pasted(("Windows 11", 2), "Domain controller, Windows Server 2022"),
            ["client file-server member", "old server controller", "server controller"]
        );
        assert_eq!(
            pasted(("Windows 11", 0), "Lab\tCore\nfile server; windows 11\t"),
            ["client file-server member", "old server controller", "client file-server"],
            "zones by their names, wherever the cursor stands"
        );
    }

    #[test]
    fn headings_name_zones_and_rows() {
        let text = "role\tlab\tClients\nDomain member\tx\t\nWindows Server 2022\tx\t-\n\t\t\nFile server\t\tx";
        assert_eq!(pasted(("Windows 11", 1), text), ["client file-server", "old server controller", "server member"]);
        let catalog = sample::catalog();
        let table = TickTable::build(&catalog, &sample::plan(), TickTable::default());
        let rows = ["old", "client", "server"].map(|id| TickRow::Os(catalog.os_idx(id).expect(id)));
        let roles = ["controller", "member", "file-server"].map(|id| TickRow::Role(catalog.role_idx(id).expect(id)));
        let rows = rows.into_iter().chain(roles).collect();
        let copied = table.block_table(&catalog, &super::super::TickBlock { rows, columns: vec![0, 1, 2] });
        let text: Vec<String> = copied.iter().map(|row| row.join("\t")).collect();
        let full = sample::plan();
        let empty = full.zones.iter().map(|zone| {
            std::sync::Arc::new(crate::plan::Zone {
                id: zone.id.clone(),
                name: zone.name.clone(),
                ..crate::plan::Zone::default()
            })
        });
        let empty = Plan { zones: empty.collect(), ..Plan::default() };
        let edit = paste(&empty, ("Windows 11", 0), &text.join("\n")).edit().expect("something to do");
        assert_eq!(ticks(&empty.applied(&edit).expect("the edit")), BEFORE, "what was copied is pasted");
    }

    #[test]
    fn what_is_not_known_is_said_and_nothing_is_done() {
        for (text, expected) in [
            ("x\tmaybe", &["“maybe” is no role and no OS version", "“maybe” stands beyond"][..1]),
            ("Core\tDMZ\nx\t", &["“DMZ” is no zone of the plan: add it first", "“x” stands in no row of the table"]),
            ("\tCore\nMail hub\tx", &["“Mail hub” is no role and no OS version"]),
        ] {
            let paste = paste(&sample::plan(), ("Windows 11", 0), text);
            let problems: Vec<&str> = paste.problems.iter().map(String::as_str).collect();
            assert_eq!(problems.len(), expected.len(), "{text}: {problems:?}");
            assert!(problems.iter().zip(expected).all(|(told, start)| told.starts_with(start)), "{problems:?}");
            assert!(paste.edit().is_none() && paste.is_ticks, "{text}");
        }
        for text in [
            "DMZ\t192.0.2.0/24\nBranch\t10.0.0.0/8",
            "Core\t192.0.2.1, 192.0.2.2",
            "Zone\tOS\tRoles\nCore\tWindows 11\tDomain member",
        ] {
            let paste = paste(&sample::plan(), ("Windows 11", 0), text);
            assert!(!paste.is_ticks, "a list of zones is no block: {text}");
        }
    }
}
