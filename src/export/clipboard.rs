//! Text for the clipboard: the grid of a block of the matrix, or its rules, as a spreadsheet, a change request or a wiki
//! takes them.

use std::collections::BTreeMap;
use std::iter;

use itertools::Itertools as _;

use super::csv::{SEPARATOR, Sheet, cell_text, rule_headers};
use super::run::ExportRun;
use super::{Cancel, ExportError, ExportOptions, Progress, SameZone};
use crate::catalog::Catalog;
use crate::matrix::{Matrix, Merge, whole_rules};
use crate::query::Query;
use crate::table::{RuleColumn, RulePosition, RuleRow};

/// Cells of the matrix: all between some sources and some destinations, by their positions in the plan, in the order in
/// which they are written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Block {
    /// The source zones.
    pub sources: Vec<usize>,
    /// The destination zones.
    pub destinations: Vec<usize>,
}

/// What of a block is copied, and how.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BlockContent {
    /// A grid of zones with ports, for a spreadsheet.
    Grid,
    /// The same as a table in Markdown.
    MarkdownGrid,
    /// Its rules in the columns of the `csv` export, for a spreadsheet.
    Rules,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RowNotation {
    /// Cells separated by tabs, as spreadsheets take them.
    Tabs,
    /// As the `csv` export writes them.
    Csv,
    /// A table in Markdown.
    Markdown,
}

impl RowNotation {
    /// Those that the menus of a rule and of a pair offer, in their order.
    pub const OF_MENUS: [Self; 2] = [Self::Markdown, Self::Csv];
    /// Those that the table of rules offers, in their order.
    pub const ALL: [Self; 3] = [Self::Tabs, Self::Markdown, Self::Csv];

    /// What a menu of tables says: how it looks, and what it is for.
    #[must_use]
    pub fn entry(self) -> (&'static str, &'static str) {
        match self {
            Self::Tabs => ("As table", "for a spreadsheet"),
            Self::Markdown => ("As Markdown table", "for a wiki"),
            Self::Csv => ("As CSV", "for a file"),
        }
    }

    /// What a menu calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Tabs => "table",
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
        }
    }
}

impl Block {
    /// The one cell of a pair of zones, source first.
    #[must_use]
    pub fn of_pair((source, destination): (usize, usize)) -> Self {
        Self { sources: vec![source], destinations: vec![destination] }
    }

    /// How many cells it has.
    #[must_use]
    pub fn num_cells(&self) -> usize {
        self.sources.len() * self.destinations.len()
    }

    /// The ordered pairs of the block, source first, row by row.
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.sources.iter().copied().cartesian_product(self.destinations.iter().copied())
    }

    /// What of it lies within a matrix.
    fn within(&self, matrix: &Matrix) -> Self {
        let end = matrix.num_zones();
        let within = |zones: &[usize]| zones.iter().copied().filter(|idx| *idx < end).collect();
        Self { sources: within(&self.sources), destinations: within(&self.destinations) }
    }
}

/// Writes what a filter asks for in a block, under headings. `catalog` is the one that the matrix was derived with; zones beyond its end are left
/// out.
///
/// # Errors
/// When the rows can't be written, which a text in memory does not refuse.
pub fn block_text(
    catalog: &Catalog,
    matrix: &Matrix,
    block: &Block,
    content: BlockContent,
    filter: &Query,
) -> Result<String, ExportError> {
    match content {
        BlockContent::Grid => grid_text(catalog, matrix, block, RowNotation::Tabs, filter),
        BlockContent::MarkdownGrid => grid_text(catalog, matrix, block, RowNotation::Markdown, filter),
        BlockContent::Rules => rules_text(catalog, matrix, block, None, RowNotation::Tabs, filter),
    }
}

/// Writes a block as a grid, the inside of zones among it.
fn grid_text(
    catalog: &Catalog,
    matrix: &Matrix,
    block: &Block,
    notation: RowNotation,
    filter: &Query,
) -> Result<String, ExportError> {
    let block = block.within(matrix);
    with_run(catalog, matrix, SameZone::Include, filter, |run| {
        write_rows(notation, |rows| {
            let name = |idx: usize| run.zones[idx].name.clone();
            rows.head(iter::once("from \\ to".to_owned()).chain(block.destinations.iter().copied().map(name)))?;
            block.sources.iter().copied().try_for_each(|source| {
                let cells = block.destinations.iter().map(|&destination| cell_text(run, (source, destination)));
                rows.row(iter::once(name(source)).chain(cells))
            })
        })
    })
}

/// Writes the rules of a block in the columns of the `csv` export, under their headings.
///
/// With `rule_id` it is that rule's row alone, without headings. What stays inside a zone is written only if the block
/// holds nothing else. `catalog` is the one that the matrix was derived with; zones beyond its end are left out.
///
/// # Errors
/// When the rows can't be written, which a text in memory does not refuse.
pub fn rules_text(
    catalog: &Catalog,
    matrix: &Matrix,
    block: &Block,
    rule_id: Option<&str>,
    notation: RowNotation,
    filter: &Query,
) -> Result<String, ExportError> {
    let block = block.within(matrix);
    let is_diagonal = block.pairs().all(|(source, destination)| source == destination);
    let same_zone = if is_diagonal { SameZone::Include } else { SameZone::LeaveOut };
    with_run(catalog, matrix, same_zone, filter, |run| {
        write_rows(notation, |rows| {
            match (rule_id, notation) {
                (Some(_), _) => {}
                (None, RowNotation::Tabs | RowNotation::Csv) => rows.head(rule_headers().map(str::to_owned))?,
                (None, RowNotation::Markdown) => rows.head(RuleColumn::ALL.iter().map(|column| column.label()))?,
            }
            block.pairs().try_for_each(|pair| {
                run.each_rule(pair, Merge::Ranges, |row| {
                    if rule_id.is_some_and(|id| row.id() != id) {
                        return Ok(());
                    }
                    rows.row(RuleColumn::ALL.iter().map(|column| column.value(row).joined(SEPARATOR)))
                })
            })
        })
    })
}

/// Writes rules in any order under the headings of the columns that are asked for. `catalog` is the one that the matrix
/// was derived with; rules that it lacks are left out.
///
/// # Errors
/// When the rows can't be written, which a text in memory does not refuse.
pub fn rows_text(
    catalog: &Catalog,
    matrix: &Matrix,
    rules: &[RulePosition],
    columns: &[RuleColumn],
    notation: RowNotation,
) -> Result<String, ExportError> {
    with_run(catalog, matrix, SameZone::Include, &Query::ALL, |run| {
        // A cell is made once, wherever its rules stand among the others.
        let mut by_pair: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for (row_idx, rule) in rules.iter().enumerate() {
            by_pair.entry(rule.pair()).or_default().push((row_idx, rule.rule_idx));
        }
        let mut made: Vec<Option<Vec<String>>> = vec![None; rules.len()];
        for (pair, wanted) in by_pair {
            if pair.0 >= run.zones.len() || pair.1 >= run.zones.len() {
                continue;
            }
            let cell = run.cell(pair);
            let (source, destination) = run.zones_of(pair);
            let of_cell = whole_rules(&cell, [source, destination]);
            for (row_idx, rule_idx) in wanted {
                let Some(rule) = of_cell.get(rule_idx) else { continue };
                let row = RuleRow::new((catalog, matrix.plan()), (source, destination), &cell, rule);
                made[row_idx] = Some(columns.iter().map(|column| column.value(&row).joined(SEPARATOR)).collect());
            }
        }
        write_rows(notation, |rows| {
            match notation {
                RowNotation::Tabs | RowNotation::Csv => rows.head(columns.iter().map(|it| it.header().to_owned()))?,
                RowNotation::Markdown => rows.head(columns.iter().map(|column| column.label()))?,
            }
            made.into_iter().flatten().try_for_each(|cells| rows.row(cells))
        })
    })
}

/// Writes rows of cells as spreadsheets take them from the clipboard.
///
/// # Errors
/// When the rows can't be written, which a text in memory does not refuse.
pub fn cells_text(rows: &[Vec<String>]) -> Result<String, ExportError> {
    write_rows(RowNotation::Tabs, |sheet| rows.iter().try_for_each(|row| sheet.row(row.iter().cloned())))
}

/// Writes a table whose first row are its headings.
///
/// # Errors
/// When the rows can't be written, which a text in memory does not refuse.
pub fn table_text(table: &[Vec<String>], notation: RowNotation) -> Result<String, ExportError> {
    write_rows(notation, |rows| {
        let Some((head, body)) = table.split_first() else { return Ok(()) };
        rows.head(head.iter().cloned())?;
        body.iter().try_for_each(|row| rows.row(row.iter().cloned()))
    })
}

fn with_run<T>(
    catalog: &Catalog,
    matrix: &Matrix,
    same_zone: SameZone,
    filter: &Query,
    write: impl FnOnce(&ExportRun<'_>) -> T,
) -> T {
    let options = ExportOptions { same_zone, filter: filter.clone(), ..ExportOptions::default() };
    write(&ExportRun::new(catalog, matrix, options, &Cancel::default(), &Progress::default()))
}

/// Writes the rows that `fill` gives.
fn write_rows(
    notation: RowNotation,
    fill: impl FnOnce(&mut Rows<'_, '_>) -> Result<(), ExportError>,
) -> Result<String, ExportError> {
    let mut bytes = Vec::new();
    match notation {
        RowNotation::Tabs => Sheet::write_tabbed(&mut bytes, |sheet| fill(&mut Rows::Sheet(sheet)))?,
        RowNotation::Csv => Sheet::write(&mut bytes, |sheet| fill(&mut Rows::Sheet(sheet)))?,
        RowNotation::Markdown => {
            let mut text = String::new();
            fill(&mut Rows::Markdown(&mut text))?;
            return Ok(text);
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Rows on their way into a text.
enum Rows<'r, 's> {
    Sheet(&'r mut Sheet<'s>),
    Markdown(&'r mut String),
}

impl Rows<'_, '_> {
    fn head(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), ExportError> {
        match self {
            Self::Sheet(sheet) => sheet.row(cells),
            Self::Markdown(text) => {
                let cells: Vec<String> = cells.into_iter().collect();
                let rule = " --- |".repeat(cells.len());
                push_markdown_row(text, cells);
                text.extend(["|", &rule, "\n"]);
                Ok(())
            }
        }
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), ExportError> {
        match self {
            Self::Sheet(sheet) => sheet.row(cells),
            Self::Markdown(text) => {
                push_markdown_row(text, cells);
                Ok(())
            }
        }
    }
}

fn push_markdown_row(text: &mut String, cells: impl IntoIterator<Item = String>) {
    for cell in cells {
        text.extend(["| ", &escaped(&cell), " "]);
    }
    text.push_str("|\n");
}

/// A text that stays in its cell and means nothing else in Markdown.
fn escaped(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => res.push_str("<br>"),
            '\r' => {}
            '|' | '\\' | '<' | '*' | '_' | '`' | '[' => res.extend(['\\', c]),
            c => res.push(c),
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use std::ops::Range;

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

    fn check(sources: Range<usize>, destinations: Range<usize>, content: BlockContent, expected: &Expect) {
        let (catalog, problems) = catalog::read(CATALOG);
        assert_eq!(problems, []);
        let text = r#"(format: 1, zones: [
            (id: "a", name: "=A|B", placements: [(role: "client"), (role: "server")]),
            (id: "c", name: "C", placements: [(role: "server")]),
        ])"#;
        let plan = std::sync::Arc::new(file::read(text).expect("the plan").plan);
        let block = Block { sources: sources.collect(), destinations: destinations.collect() };
        let matrix = derive(&catalog, &plan);
        let text = block_text(&catalog, &matrix, &block, content, &Query::ALL).expect("a text takes it");
        let found = match content {
            BlockContent::Grid | BlockContent::MarkdownGrid => text.replace('\t', "→"),
            // Reasons and ids are tested elsewhere; here it is enough which rules there are.
            BlockContent::Rules => {
                let zones = [RuleColumn::SourceZone, RuleColumn::DestinationZone];
                let ends = |line: &str| {
                    let cells: Vec<&str> = line.split('\t').collect();
                    zones.map(|zone| cells[zone as usize]).join("→") + "\n"
                };
                text.lines().map(ends).collect()
            }
        };
        expected.assert_eq(&found);
    }

    #[test]
    fn a_block_is_a_grid_with_its_headings() {
        check(
            0..2,
            0..2,
            BlockContent::Grid,
            &expect![[r"
            from \ to→'=A|B→C
            '=A|B→TCP 443→TCP 443
            C→→
        "]],
        );
        check(
            0..1,
            1..9,
            BlockContent::MarkdownGrid,
            &expect![[r"
            | from \\ to | C |
            | --- | --- |
            | =A\|B | TCP 443 |
        "]],
        );
    }

    #[test]
    fn rules_are_copied_in_any_order_with_the_columns_that_are_shown() {
        let (catalog, _) = catalog::read(CATALOG);
        let text = r#"(format: 1, zones: [
            (id: "a", name: "A", placements: [(role: "client"), (role: "server")]),
            (id: "c", name: "C|D", placements: [(role: "server")]),
        ])"#;
        let matrix = derive(&catalog, &file::read(text).expect("the plan").plan);
        let at = |source_idx, destination_idx| RulePosition { source_idx, destination_idx, rule_idx: 0 };
        let rules = [at(0, 1), at(0, 0), at(7, 0), RulePosition { rule_idx: 7, ..at(0, 1) }];
        let columns = [RuleColumn::DestinationZone, RuleColumn::DestinationPorts];
        let text = |notation| rows_text(&catalog, &matrix, &rules, &columns, notation).expect("a text takes it");
        assert_eq!(text(RowNotation::Tabs), "destination_zone\tdestination_ports\nC|D\t443\nA\t443\n");
        assert_eq!(text(RowNotation::Csv), "destination_zone,destination_ports\r\nC|D,443\r\nA,443\r\n");
        let head = "| Destination zone | Destination ports |\n| --- | --- |\n";
        assert_eq!(text(RowNotation::Markdown), format!("{head}| C\\|D | 443 |\n| A | 443 |\n"));
    }

    #[test]
    fn rules_inside_a_zone_are_copied_only_when_asked_for_alone() {
        check(
            0..2,
            0..2,
            BlockContent::Rules,
            &expect![[r"
            source_zone→destination_zone
            '=A|B→C
        "]],
        );
        check(
            0..1,
            0..1,
            BlockContent::Rules,
            &expect![[r"
            source_zone→destination_zone
            '=A|B→'=A|B
        "]],
        );
    }

    #[test]
    fn a_cell_of_a_markdown_table_holds_any_text() {
        for (text, expected) in [
            ("Log on", "Log on"),
            ("a | b", "a \\| b"),
            ("two\r\nlines", "two<br>lines"),
            ("<b> C:\\x *_`[", "\\<b> C:\\\\x \\*\\_\\`\\["),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn rows_have_a_head_or_stand_alone() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned);
        let text = |notation, has_head: bool, cells| {
            let text = write_rows(notation, |rows| {
                if has_head {
                    rows.head(row(["Id", "Name"]))?;
                }
                rows.row(row(cells))
            });
            text.expect("a text takes it")
        };
        assert_eq!(text(RowNotation::Markdown, false, ["1", "a|b"]), "| 1 | a\\|b |\n");
        assert_eq!(text(RowNotation::Markdown, true, ["1", "a|b"]), "| Id | Name |\n| --- | --- |\n| 1 | a\\|b |\n");
        assert_eq!(text(RowNotation::Csv, false, ["=1", "a,b"]), "'=1,\"a,b\"\r\n", "guarded here, too");
    }

    #[test]
    fn a_block_of_a_pair_holds_that_pair_alone() {
        let block = Block::of_pair((2, 3));
        assert_eq!((block.sources, block.destinations), (vec![2], vec![3]));
    }
}
