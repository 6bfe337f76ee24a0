//! The matrix as a table: ports in the cells where there is room, counts where not.

use super::canvas::{Anchor, Canvas, Color, Item, Point, Rect, Surface};
use super::frame::{self, Entry, HEADING, MARGIN};
use super::port_label::{self, MOST_ZONES_WITH_PORTS};
use super::text::{self, Font};
use crate::export::ExportError;
use crate::export::run::ExportRun;

/// The room of a cell's ports.
const ROOM: i32 = 192;

/// The empty border of a cell.
const PAD: i32 = 8;

/// The measures of a table.
struct Grid {
    /// The width of the row headings.
    first: i32,
    /// Where the cells begin.
    top: i32,
    /// The width of each column.
    widths: Vec<i32>,
    /// The height of each row.
    heights: Vec<i32>,
    /// Whether the column headings run upwards.
    is_upwards: bool,
}

/// Paints the table.
pub(super) fn paint(run: &ExportRun<'_>, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    run.check_cancelled()?;
    let num_zones = run.zones.len();
    let has_ports = num_zones <= MOST_ZONES_WITH_PORTS;
    let names: Vec<String> = run.zones.iter().map(|zone| text::clean(&zone.name)).collect();
    // With ports there are few cells; with counts a cell is made when it is painted.
    let label = |pair| match (run.is_left_out(pair), has_ports) {
        (true, _) => Vec::new(),
        (_, true) => port_label::ports(run, pair, ROOM),
        (_, false) => port_label::counts(run, pair).into_iter().collect(),
    };
    let mut labels = Vec::new();
    if has_ports {
        for position in 0..run.num_pairs() {
            run.check_cancelled()?;
            labels.push(label(run.pair(position)));
        }
    }
    let grid = if has_ports { Grid::of_ports(&names, &labels) } else { Grid::of_counts(num_zones, &names) };
    let entries = legend(run, has_ports);
    let width = frame::LEAST_WIDTH.max(2 * MARGIN + grid.first + grid.widths.iter().sum::<i32>());
    let bottom = grid.top + grid.heights.iter().sum::<i32>();
    canvas.start(width, bottom + frame::legend_height(&entries), &frame::title(run))?;
    for item in frame::heading(run, width) {
        canvas.item(&item)?;
    }
    column_headings(&grid, &names, canvas)?;
    let mut y = grid.top;
    for (source_idx, name) in names.iter().enumerate() {
        run.check_cancelled()?;
        let height = grid.heights[source_idx];
        let heading = Rect { x: MARGIN, y, width: grid.first, height };
        canvas.item(&Item::Rect(heading, Surface::Heading))?;
        let text = text::fitted(name, Font::NAME, grid.first - 2 * PAD);
        canvas.item(&Item::text(Point { x: MARGIN + PAD, y: y + 19 }, Font::NAME, Color::INK, text))?;
        run.progress.add(num_zones);
        let mut x = MARGIN + grid.first;
        for (destination_idx, &width) in grid.widths.iter().enumerate() {
            let pair = (source_idx, destination_idx);
            let surface = if source_idx == destination_idx { Surface::Diagonal } else { Surface::Cell };
            canvas.item(&Item::Rect(Rect { x, y, width, height }, surface))?;
            let known = labels.get(source_idx * num_zones + destination_idx).cloned();
            for (idx, line) in known.unwrap_or_else(|| label(pair)).iter().enumerate() {
                let at = Point { x: x + PAD, y: y + 18 + text::count(idx) * Font::LINE };
                canvas.item(&Item::text(at, Font::BODY, Color::INK, line))?;
            }
            x += width;
        }
        y += height;
    }
    for item in frame::legend(&entries, bottom, width) {
        canvas.item(&item)?;
    }
    run.check_cancelled()?;
    canvas.end()
}

impl Grid {
    fn of_ports(names: &[String], labels: &[Vec<String>]) -> Self {
        let widest = |lines: &mut dyn Iterator<Item = &String>, least: i32| {
            lines.map(|line| text::width(line, Font::BODY) + 2 * PAD).max().unwrap_or(0).max(least)
        };
        let column = |destination_idx: usize| {
            let heading = (text::width(&names[destination_idx], Font::NAME) + 2 * PAD).clamp(72, 208);
            let cells = labels.iter().skip(destination_idx).step_by(names.len());
            widest(&mut cells.flatten(), heading)
        };
        let row = |cells: &[Vec<String>]| {
            let lines = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
            text::count(lines) * Font::LINE + 13
        };
        Self {
            first: first_width(names),
            top: HEADING + 28,
            widths: (0..names.len()).map(column).collect(),
            heights: labels.chunks(names.len().max(1)).map(row).collect(),
            is_upwards: false,
        }
    }

    fn of_counts(num_zones: usize, names: &[String]) -> Self {
        // As wide as the longest count there may be.
        let widest = text::width("000 + 000 optional", Font::BODY) + 2 * PAD;
        Self {
            first: first_width(names),
            top: HEADING + 136,
            widths: vec![widest; num_zones],
            heights: vec![28; num_zones],
            is_upwards: true,
        }
    }
}

fn first_width(names: &[String]) -> i32 {
    let widest = names.iter().map(|name| text::width(name, Font::NAME)).max().unwrap_or(0);
    (widest + 2 * PAD).clamp(120, 220)
}

fn column_headings(grid: &Grid, names: &[String], canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    let top = HEADING;
    let height = grid.top - top;
    let mut x = MARGIN + grid.first;
    let corner = Rect { x: MARGIN, y: top, width: grid.first, height };
    canvas.item(&Item::Rect(corner, Surface::Heading))?;
    let at = Point { x: MARGIN + PAD, y: grid.top - 9 };
    canvas.item(&Item::text(at, Font::BODY, Color::QUIET, "from row to column"))?;
    for (name, &width) in names.iter().zip(&grid.widths) {
        canvas.item(&Item::Rect(Rect { x, y: top, width, height }, Surface::Heading))?;
        let most = if grid.is_upwards { height } else { width } - 2 * PAD;
        let text = text::fitted(name, Font::NAME, most).into_owned();
        let (at, anchor) = if grid.is_upwards {
            (Point { x: x + width / 2 + 5, y: grid.top - PAD }, Anchor::Upwards)
        } else {
            (Point { x: x + PAD, y: grid.top - 9 }, Anchor::Start)
        };
        canvas.item(&Item::Text { at, anchor, font: Font::NAME, color: Color::INK, text })?;
        x += width;
    }
    Ok(())
}

fn legend(run: &ExportRun<'_>, has_ports: bool) -> Vec<Entry> {
    let mut res = vec![Entry::text("A row is the zone that opens the connection, a column the zone that listens")];
    res.push(Entry::text(if has_ports {
        "Ports are required unless “optional” stands before them; a cell without ports: nothing is open"
    } else {
        "Numbers count firewall rules: with so many zones there is no room for ports"
    }));
    res.extend(frame::foot(run));
    res
}
