//! The matrix as a table: ports in the cells where there is room, counts where not. On paper it is parted into pages.

use std::collections::BTreeSet;
use std::ops::Range;

use super::canvas::{Canvas, Color, Item, Point, Rect, Surface};
use super::frame::{self, Entry, HEADING, MARGIN};
use super::port_label::{self, MOST_ZONES_WITH_PORTS};
use super::sheet::{self, Page, Sheet};
use super::text::{self, Font};
use crate::export::run::ExportRun;
use crate::export::{ExportError, Pairs, Paper};

/// The room of a cell's ports.
const ROOM: i32 = 192;

/// The empty border of a cell.
const PAD: i32 = 8;

/// From one line of a name to the next, and the most of them: what is longer ends in “…”.
const NAME_LINE: i32 = 16;
const MOST_NAME_LINES: usize = 6;

/// The matrix, laid out as a table.
pub(super) struct Table<'r> {
    run: &'r ExportRun<'r>,
    /// The zones that open, one a row.
    sources: Vec<Side>,
    /// The zones that listen, one a column.
    destinations: Vec<Side>,
    /// What stands in the cells, row by row; empty: rules are counted, cell by cell when they are painted.
    cells: Vec<Vec<String>>,
    /// The width of the row headings, and the height of the column headings.
    headings: (i32, i32),
}

/// A row or a column.
struct Side {
    /// The position of its zone in the plan.
    zone_idx: usize,
    /// The zone's name.
    name: Vec<String>,
    /// The width of a column; the least height of a row.
    extent: i32,
}

/// Some rows and columns of a table: what stands on a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Block {
    rows: Range<usize>,
    columns: Range<usize>,
    /// The height of each row: what stands on other pages takes no room on this one.
    heights: Vec<i32>,
}

/// Paints the table on a sheet of its own size.
pub(super) fn paint(run: &ExportRun<'_>, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    let table = Table::new(run, None)?;
    let block = table.block(0..table.sources.len(), 0..table.destinations.len());
    let entries = table.legend();
    let sheet = Sheet::of_its_own(run, table.size(&block), &[], &entries);
    table.paint(&block, &sheet, canvas)
}

impl<'r> Table<'r> {
    /// Lays out the pairs that are written. On paper there is room for ports, however many zones there are.
    pub(super) fn new(run: &'r ExportRun<'r>, paper: Option<Paper>) -> Result<Self, ExportError> {
        run.check_cancelled()?;
        let [sources, destinations] = shown(run);
        let has_ports = paper.is_some() || sources.len().max(destinations.len()) <= MOST_ZONES_WITH_PORTS;
        let name = |zone_idx: usize| text::clean(&run.zones[zone_idx].name);
        let mut cells = Vec::new();
        if has_ports {
            for &source in &sources {
                run.check_cancelled()?;
                cells.extend(destinations.iter().map(|&destination| ports(run, (source, destination))));
            }
        }
        let num_columns = destinations.len().max(1);
        let first = sources.iter().map(|&zone_idx| text::width(&name(zone_idx), Font::NAME)).max().unwrap_or(0);
        let first = (first + 2 * PAD).clamp(120, 220);
        let column = |(idx, &zone_idx): (usize, &usize)| {
            let lines = cells.iter().skip(idx).step_by(num_columns).flatten();
            let widest = lines.map(|line: &String| text::width(line, Font::BODY)).max().unwrap_or(0);
            // As wide as the longest count there may be.
            let widest = if has_ports { widest } else { text::width("000 + 000 optional", Font::BODY) };
            let extent = widest.max(text::width(&name(zone_idx), Font::NAME).clamp(56, ROOM)) + 2 * PAD;
            let name = text::wrapped(&name(zone_idx), Font::NAME, extent - 2 * PAD, MOST_NAME_LINES);
            Side { zone_idx, name, extent }
        };
        let destinations: Vec<Side> = destinations.iter().enumerate().map(column).collect();
        let row = |&zone_idx: &usize| {
            let name = text::wrapped(&name(zone_idx), Font::NAME, first - 2 * PAD, MOST_NAME_LINES);
            Side { zone_idx, extent: text::count(name.len().max(1)) * NAME_LINE + 12, name }
        };
        let sources = sources.iter().map(row).collect();
        let most_lines = destinations.iter().map(|side: &Side| side.name.len()).max().unwrap_or(0).max(1);
        let headings = (first, text::count(most_lines) * NAME_LINE + 12);
        Ok(Self { run, sources, destinations, cells, headings })
    }

    /// Parts the table into blocks whose texts can be read on this paper. Those in which nothing is open are left out.
    pub(super) fn pages(&self, paper: Paper) -> Vec<Block> {
        let widest = sheet::widest(paper);
        let (across, down) = paper.millimeters();
        let highest = i32::try_from(i64::from(widest) * down / across).unwrap_or(i32::MAX);
        let around = HEADING + frame::legend(&self.legend(), 0, widest).height + self.headings.1;
        let widths: Vec<i32> = self.destinations.iter().map(|side| side.extent).collect();
        let mut all = Vec::new();
        for columns in parted(&widths, widest - 2 * MARGIN - self.headings.0) {
            let heights = self.block(0..self.sources.len(), columns.clone()).heights;
            all.extend(parted(&heights, highest - around).into_iter().map(|rows| self.block(rows, columns.clone())));
        }
        // Row by row, as one reads.
        all.sort_by_key(|block| (block.rows.start, block.columns.start));
        let has_open = |block: &Block| {
            block.rows.clone().any(|row| block.columns.clone().any(|column| !self.cell(row, column).is_empty()))
        };
        let open: Vec<Block> = all.iter().filter(|block| has_open(block)).cloned().collect();
        if open.is_empty() { all.into_iter().take(1).collect() } else { open }
    }

    fn block(&self, rows: Range<usize>, columns: Range<usize>) -> Block {
        let height = |row: usize| {
            let most_lines = columns.clone().map(|column| self.num_lines(row, column)).max().unwrap_or(0).max(1);
            self.sources[row].extent.max(text::count(most_lines) * Font::LINE + 13)
        };
        Block { heights: rows.clone().map(height).collect(), rows, columns }
    }

    /// How many lines a cell has.
    fn num_lines(&self, row: usize, column: usize) -> usize {
        self.cells.get(row * self.destinations.len() + column).map_or(1, Vec::len)
    }

    /// Paints a page.
    pub(super) fn paint_page(
        &self,
        block: &Block,
        paper: (Paper, Page),
        canvas: &mut dyn Canvas,
    ) -> Result<(), ExportError> {
        let entries = self.legend();
        let sheet = Sheet::on_paper(self.run, self.size(block), &[], &entries, paper);
        self.paint(block, &sheet, canvas)
    }

    fn paint(&self, block: &Block, sheet: &Sheet<'_>, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
        let (left, top) = (MARGIN, sheet.begin(canvas)?.y);
        let (first, heading) = self.headings;
        canvas.item(&Item::Rect(Rect { x: left, y: top, width: first, height: heading }, Surface::Heading))?;
        let at = Point { x: left + PAD, y: top + heading - 9 };
        canvas.item(&Item::text(at, Font::BODY, Color::QUIET, "from row to column"))?;
        let mut x = left + first;
        for side in &self.destinations[block.columns.clone()] {
            let rect = Rect { x, y: top, width: side.extent, height: heading };
            heading_items(rect, side).iter().try_for_each(|item| canvas.item(item))?;
            x += side.extent;
        }
        let mut y = top + heading;
        for (row, &height) in block.rows.clone().zip(&block.heights) {
            self.run.check_cancelled()?;
            let source = &self.sources[row];
            let rect = Rect { x: left, y, width: first, height };
            heading_items(rect, source).iter().try_for_each(|item| canvas.item(item))?;
            let mut x = left + first;
            for column in block.columns.clone() {
                let destination = &self.destinations[column];
                let is_inside = source.zone_idx == destination.zone_idx;
                let surface = if is_inside { Surface::Diagonal } else { Surface::Cell };
                canvas.item(&Item::Rect(Rect { x, y, width: destination.extent, height }, surface))?;
                for (idx, line) in self.cell(row, column).iter().enumerate() {
                    let at = Point { x: x + PAD, y: y + 18 + text::count(idx) * Font::LINE };
                    canvas.item(&Item::text(at, Font::BODY, Color::INK, line))?;
                }
                x += destination.extent;
            }
            self.run.progress.add(block.columns.len());
            y += height;
        }
        sheet.end(canvas)
    }

    /// What stands in a cell.
    fn cell(&self, row: usize, column: usize) -> Vec<String> {
        match self.cells.get(row * self.destinations.len() + column) {
            Some(lines) => lines.clone(),
            None => counts(self.run, (self.sources[row].zone_idx, self.destinations[column].zone_idx)),
        }
    }

    /// The size of a block with its headings.
    fn size(&self, block: &Block) -> (i32, i32) {
        let widths = self.destinations[block.columns.clone()].iter().map(|side| side.extent).sum::<i32>();
        (self.headings.0 + widths, self.headings.1 + block.heights.iter().sum::<i32>())
    }

    fn legend(&self) -> Vec<Entry> {
        let mut res = vec![Entry::text("A row is the zone that opens the connection, a column the zone that listens")];
        let is_counted = self.cells.is_empty() && !self.sources.is_empty();
        res.push(Entry::text(if is_counted {
            "Numbers count firewall rules: with so many zones there is no room for ports"
        } else {
            "Ports are required unless “optional” stands before them; a cell without ports: nothing is open"
        }));
        res.extend(frame::foot(self.run));
        res
    }
}

/// The zones that open and those that listen: all, but where only a part of the plan is asked for, those that have a part in it.
fn shown(run: &ExportRun<'_>) -> [Vec<usize>; 2] {
    let all = || (0..run.zones.len()).collect();
    match &run.options.pairs {
        Pairs::All if run.options.filter.is_empty() => return [all(), all()],
        Pairs::Between { sources, destinations } if run.options.filter.is_empty() => {
            return [sources, destinations].map(|zones| zones.iter().copied().collect());
        }
        Pairs::All | Pairs::Of(_) | Pairs::Between { .. } => {}
    }
    let (mut sources, mut destinations) = (BTreeSet::new(), BTreeSet::new());
    for (source, destination) in (0..run.num_pairs()).map(|position| run.pair(position)) {
        if run.num_rules((source, destination)) != (0, 0) {
            sources.insert(source);
            destinations.insert(destination);
        }
    }
    [sources, destinations].map(|zones| zones.into_iter().collect())
}

fn ports(run: &ExportRun<'_>, pair: (usize, usize)) -> Vec<String> {
    if run.is_left_out(pair) { Vec::new() } else { port_label::ports(run, pair, ROOM) }
}

fn counts(run: &ExportRun<'_>, pair: (usize, usize)) -> Vec<String> {
    if run.is_left_out(pair) { Vec::new() } else { port_label::counts(run, pair).into_iter().collect() }
}

/// As many rows or columns one after another as there is room for, at least one in each part.
fn parted(extents: &[i32], room: i32) -> Vec<Range<usize>> {
    let mut res = Vec::new();
    let (mut start, mut taken) = (0, 0);
    for (idx, &extent) in extents.iter().enumerate() {
        if idx > start && taken + extent > room {
            res.push(start..idx);
            (start, taken) = (idx, 0);
        }
        taken += extent;
    }
    res.push(start..extents.len());
    res
}

fn heading_items(rect: Rect, side: &Side) -> Vec<Item> {
    let line = |(idx, line): (usize, &String)| {
        let at = Point { x: rect.x + PAD, y: rect.y + 19 + text::count(idx) * NAME_LINE };
        Item::text(at, Font::NAME, Color::INK, line)
    };
    let lines = side.name.iter().enumerate().map(line);
    std::iter::once(Item::Rect(rect, Surface::Heading)).chain(lines).collect()
}
