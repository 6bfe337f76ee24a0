//! A block of the matrix as text for the clipboard: what a spreadsheet, a change request or a wiki takes.

use std::iter;
use std::ops::Range;

use super::markdown::markdown_table;
use super::pairs::Job;
use super::{Cancel, ExportError, ExportOptions, Progress, SameZone, csv};
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::table::RuleColumn;

/// Neighboring cells of the matrix, by position.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Block {
    /// The zones that open.
    pub sources: Range<usize>,
    /// The zones that listen.
    pub destinations: Range<usize>,
}

/// What a block is written as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BlockForm {
    /// A grid of zones with ports, cells parted by tabs.
    Table,
    /// The same as a Markdown table.
    Markdown,
    /// Rules with the columns of [`Format::Csv`](super::Format::Csv), one a row, parted by tabs.
    Rules,
}

impl Block {
    /// How many cells it has.
    #[must_use]
    pub fn num_cells(&self) -> usize {
        self.sources.len() * self.destinations.len()
    }

    /// The ordered pairs of the block, source first, row by row.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.sources.clone().flat_map(|source| self.destinations.clone().map(move |destination| (source, destination)))
    }
}

/// Writes a block. `catalog` is the one that the matrix was derived with; zones beyond its end are left out.
///
/// What stays inside a zone is written in a grid. Among rules it is written only if the block holds nothing else.
///
/// # Errors
/// When the rows can't be written, which a text in memory does not refuse.
pub fn block_text(catalog: &Catalog, matrix: &Matrix, block: &Block, form: BlockForm) -> Result<String, ExportError> {
    let end = matrix.num_zones();
    let within = |range: &Range<usize>| range.start.min(end)..range.end.min(end);
    let block = Block { sources: within(&block.sources), destinations: within(&block.destinations) };
    let is_diagonal = block.pairs().all(|(source, destination)| source == destination);
    let same_zone = if form == BlockForm::Rules && !is_diagonal { SameZone::LeaveOut } else { SameZone::Include };
    let options = ExportOptions { same_zone, ..ExportOptions::default() };
    let (cancel, progress) = (Cancel::default(), Progress::default());
    let job = Job::new(catalog, matrix, options, &cancel, &progress);
    if form == BlockForm::Markdown {
        let rows = grid(&job, &block);
        return Ok(rows.split_first().map_or_else(String::new, |(head, rows)| markdown_table(Some(head), rows)));
    }
    let mut bytes = Vec::new();
    csv::Sheet::write_tabbed(&mut bytes, |sheet| match form {
        BlockForm::Rules => {
            sheet.row(RuleColumn::ALL.iter().map(|column| column.header()))?;
            block.pairs().try_for_each(|pair| csv::add_rules(&job, pair, sheet))
        }
        BlockForm::Table | BlockForm::Markdown => grid(&job, &block).into_iter().try_for_each(|row| sheet.row(row)),
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The headings of the columns, then a row for each source: its name, and what it opens.
fn grid(job: &Job<'_>, block: &Block) -> Vec<Vec<String>> {
    let name = |idx: usize| job.zones[idx].name.clone();
    let headings = iter::once("from \\ to".to_owned()).chain(block.destinations.clone().map(name));
    let row = |source: usize| {
        let cells = block.destinations.clone().map(move |destination| csv::cell_text(job, (source, destination)));
        iter::once(name(source)).chain(cells).collect()
    };
    iter::once(headings.collect()).chain(block.sources.clone().map(row)).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::catalog;
    use crate::matrix::derive;
    use crate::plan::file;

    const CATALOG: [(&str, &str); 6] = [
        ("catalog.ron", r#"(format: 1, as_of: "2026-11-22")"#),
        (
            "os/windows.ron",
            r#"(id: "windows", name: "Windows", kind: server, dynamic_ports: current, released: "2021-08-18",
                support_ends: "2031-10-14")"#,
        ),
        ("references/r.ron", r#"(id: "r", title: "R", publisher: "P", document: "d", read: "2026-11-22")"#),
        (
            "services/web.ron",
            r#"(id: "web", name: "Web", summary: "Web", endpoints: [
                (id: "https", application_protocol: "HTTPS", transport: tcp, port: fixed(443), references: ["r"])])"#,
        ),
        (
            "roles/server.ron",
            r#"(id: "server", name: "Server", family: "F", summary: "S", runs: ["web"], references: ["r"])"#,
        ),
        (
            "roles/client.ron",
            r#"(id: "client", name: "Client", family: "F", summary: "C", references: ["r"], connects: [
                (id: "c", to: "server", uses: ["web/https"], purpose: "Browse", need: required, references: ["r"])])"#,
        ),
    ];

    fn check(sources: Range<usize>, destinations: Range<usize>, form: BlockForm, expected: &Expect) {
        let (catalog, problems) = catalog::read(CATALOG);
        assert_eq!(problems, []);
        let text = r#"(format: 1, zones: [
            (id: "a", name: "=A|B", placements: [(role: "client"), (role: "server")]),
            (id: "c", name: "C", placements: [(role: "server")]),
        ])"#;
        let plan = std::sync::Arc::new(file::read(text).expect("the plan").plan);
        let block = Block { sources, destinations };
        let found = block_text(&catalog, &derive(&catalog, &plan), &block, form).expect("a text takes it");
        // Reasons and ids are told elsewhere; here it is enough which rules there are.
        let found = if form == BlockForm::Rules {
            let zones = [RuleColumn::SourceZone, RuleColumn::DestinationZone];
            let position = |zone| RuleColumn::ALL.iter().position(|column| *column == zone).expect("a column");
            let ends = |line: &str| {
                let cells: Vec<&str> = line.split('\t').collect();
                zones.map(|zone| cells[position(zone)]).join("→") + "\n"
            };
            found.lines().map(ends).collect()
        } else {
            found.replace('\t', "→")
        };
        expected.assert_eq(&found);
    }

    #[test]
    fn a_block_is_a_grid_with_its_headings() {
        check(
            0..2,
            0..2,
            BlockForm::Table,
            &expect![[r"
            from \ to→'=A|B→C
            '=A|B→TCP 443→TCP 443
            C→→
        "]],
        );
        check(
            0..1,
            1..9,
            BlockForm::Markdown,
            &expect![[r"
            | from \\ to | C |
            | --- | --- |
            | =A\|B | TCP 443 |
        "]],
        );
    }

    #[test]
    fn rules_inside_a_zone_are_copied_only_when_asked_for_alone() {
        check(
            0..2,
            0..2,
            BlockForm::Rules,
            &expect![[r"
            source_zone→destination_zone
            '=A|B→C
        "]],
        );
        check(
            0..1,
            0..1,
            BlockForm::Rules,
            &expect![[r"
            source_zone→destination_zone
            '=A|B→'=A|B
        "]],
        );
    }
}
