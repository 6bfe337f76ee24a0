//! Several cells of the tick table: ticking them at once, and the table that goes to a spreadsheet.

use super::cell::TickMark;
use super::row::TickRow;
use super::table::TickTable;
use crate::catalog::Catalog;
use crate::plan::{Edit, Tick, ZoneTicks};

/// Cells of some rows and some zones. Headings among the rows hold nothing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TickBlock {
    /// The rows, from top to bottom.
    pub rows: Vec<TickRow>,
    /// The positions of the zones, in the order in which they are written.
    pub columns: Vec<usize>,
}

impl TickBlock {
    fn ticks(&self) -> impl Iterator<Item = TickRow> {
        self.rows.iter().copied().filter(|row| !row.is_heading())
    }

    /// How many cells can be ticked or copied.
    #[must_use]
    pub fn num_cells(&self) -> usize {
        self.ticks().count() * self.columns.len()
    }
}

impl TickTable {
    /// Whether everything in a block is there, by a tick or because it comes with something else.
    #[must_use]
    pub fn is_all_there(&self, catalog: &Catalog, block: &TickBlock) -> bool {
        let is_there = |row, column_idx| self.cell(row, column_idx).mark.is_there();
        let can_be_ticked = |row: &TickRow| can_be_ticked(catalog, *row);
        block.ticks().filter(can_be_ticked).all(|row| block.columns.iter().all(|&idx| is_there(row, idx)))
    }

    /// The one edit that ticks or unticks a block; `None`: it would change nothing.
    ///
    /// What comes with something else stays, and so does what somebody switched off: both are decisions about one cell.
    #[must_use]
    pub fn block_ticked(&self, catalog: &Catalog, block: &TickBlock, tick: Tick) -> Option<Edit> {
        let wanted = match tick {
            Tick::On => TickMark::Off,
            Tick::Off => TickMark::Ticked,
        };
        let zones = block.columns.iter().filter_map(|&column_idx| {
            let mut res = ZoneTicks::none(self.columns.get(column_idx)?.id().clone());
            let changing = block.ticks().filter(|&row| can_be_ticked(catalog, row));
            for row in changing.filter(|&row| self.cell(row, column_idx).mark == wanted) {
                set_tick(&mut res, catalog, row, tick);
            }
            (res.num_ticks() > 0).then_some(res)
        });
        let zones: Vec<ZoneTicks> = zones.collect();
        (!zones.is_empty()).then_some(Edit::SetTicks(zones))
    }

    /// A block as the rows of a table: the names of the zones, then each row with `x` where it is ticked. What is
    /// implied is no tick and comes by itself.
    #[must_use]
    pub fn block_table(&self, catalog: &Catalog, block: &TickBlock) -> Vec<Vec<String>> {
        let names = block.columns.iter().filter_map(|&idx| self.columns.get(idx)).map(|it| it.name().to_owned());
        let mut res = vec![std::iter::once(String::new()).chain(names).collect()];
        res.extend(block.ticks().map(|row| {
            let mark = |column_idx| match self.cell(row, column_idx).mark {
                TickMark::Ticked => "x".to_owned(),
                TickMark::Off | TickMark::Implied | TickMark::SwitchedOff => String::new(),
            };
            std::iter::once(row.name(catalog).to_owned()).chain(block.columns.iter().copied().map(mark)).collect()
        }));
        res
    }
}

/// Adds the tick of a row to those of a zone. A heading has none.
pub(in crate::view) fn set_tick(ticks: &mut ZoneTicks, catalog: &Catalog, row: TickRow, tick: Tick) {
    match row {
        TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => {}
        TickRow::Os(os_idx) => drop(ticks.os.insert(catalog.os[os_idx].id.clone(), tick)),
        TickRow::Role(role_idx) => drop(ticks.roles.insert(catalog.roles[role_idx].id.clone(), tick)),
    }
}

/// Whether a row is one of those that a user ticks. Some roles are only ever implied.
pub(super) fn can_be_ticked(catalog: &Catalog, row: TickRow) -> bool {
    match row {
        TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => false,
        TickRow::Os(_) => true,
        TickRow::Role(role_idx) => !catalog.roles[role_idx].is_abstract,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use crate::view::sample;

    fn table(plan: &Plan) -> TickTable {
        TickTable::build(&sample::catalog(), plan, TickTable::default())
    }

    /// The block of these roles and OS versions in all zones.
    fn block(names: &[&str]) -> TickBlock {
        let catalog = sample::catalog();
        let row = |name: &&str| match catalog.os_idx(name) {
            Some(os_idx) => TickRow::Os(os_idx),
            None => catalog.role_idx(name).map_or(TickRow::OsVersions, TickRow::Role),
        };
        TickBlock { rows: names.iter().map(row).collect(), columns: vec![0, 1, 2] }
    }

    #[test]
    fn a_block_is_ticked_by_one_edit_and_unticked_by_the_next() {
        let catalog = sample::catalog();
        let plan = sample::plan();
        let block = block(&["heading", "server", "file-server", "member"]);
        assert!(!table(&plan).is_all_there(&catalog, &block));
        let edit = table(&plan).block_ticked(&catalog, &block, Tick::On).expect("something is not ticked");
        assert_eq!(edit.label(), "Add 5 ticks");
        let all = plan.applied(&edit).expect("the edit");
        assert!(table(&all).is_all_there(&catalog, &block));
        assert_eq!(table(&all).block_ticked(&catalog, &block, Tick::On), None);
        assert_eq!(all.zones[1].placements.len(), 2, "what came with the controller is not ticked as well");
        let edit = table(&all).block_ticked(&catalog, &block, Tick::Off).expect("something is ticked");
        let none = all.applied(&edit).expect("the edit");
        let left: Vec<usize> = none.zones.iter().map(|zone| zone.os.len() + zone.placements.len()).collect();
        assert_eq!(left, [1, 2, 0], "a client, and the core with its controller and an old server");
    }

    #[test]
    fn a_block_is_copied_under_its_names() {
        let catalog = sample::catalog();
        let rows = table(&sample::plan()).block_table(&catalog, &block(&["heading", "old", "member"]));
        let text: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(text, ["|Clients|Core|Lab", "Windows Server 2003||x|", "Domain member|x||"]);
    }
}
