//! What the diagram shows: which arrows there are and what stands at them, and what stands in the boxes. It places
//! nothing.

use itertools::Itertools as _;

use crate::export::picture::canvas::{Color, Stroke};
use crate::export::picture::port_label::{self, MOST_ZONES_WITH_PORTS, Overflow, PortLabel, Room};
use crate::export::picture::text::{self, Font};
use crate::export::run::ExportRun;
use crate::export::{ExportError, SameZone};
use crate::plan::Zone;

/// The room of a label's ports.
pub(super) const ROOM: Room = Room { width: 186, ranges: 4, overflow: Overflow::Shorten };

/// The most arrows whose ports are written out.
const MOST_ARROWS_WITH_PORTS: usize = 90;

/// The most arrows that are drawn: more would cover each other.
const MOST_ARROWS: usize = 240;

/// How much the picture says about a pair of zones.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Detail {
    /// Its ports.
    Ports,
    /// How many rules there are.
    Counts,
    /// Nothing: there are too many pairs for arrows.
    Nothing,
}

/// What flows from one zone to another.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    /// Position of the source zone.
    pub source: usize,
    /// Position of the destination zone.
    pub destination: usize,
    /// What stands at it.
    pub label: PortLabel,
}

impl Arrow {
    /// How it is drawn.
    pub(super) fn stroke(&self) -> Stroke {
        if self.label.has_required { Stroke::Solid } else { Stroke::Dashed }
    }
}

/// The arrows by source, then destination, and how much they say.
pub(super) fn arrows(run: &ExportRun<'_>) -> Result<(Vec<Arrow>, Detail), ExportError> {
    let is_drawn = |&(source_idx, destination_idx): &(usize, usize)| {
        source_idx != destination_idx && run.num_rules((source_idx, destination_idx)) != (0, 0)
    };
    let pairs = || (0..run.num_pairs()).map(|position| run.pair(position)).filter(is_drawn);
    let detail = match pairs().take(MOST_ARROWS + 1).count() {
        0..=MOST_ARROWS_WITH_PORTS if run.zones.len() <= MOST_ZONES_WITH_PORTS => Detail::Ports,
        0..=MOST_ARROWS => Detail::Counts,
        _ => return Ok((Vec::new(), Detail::Nothing)),
    };
    let mut res = Vec::new();
    for pair in pairs() {
        run.check_cancelled()?;
        let label = match detail {
            Detail::Ports => port_label::ports(run, pair, ROOM),
            Detail::Counts | Detail::Nothing => port_label::counts(run, pair),
        };
        res.push(Arrow { source: pair.0, destination: pair.1, label });
    }
    Ok((res, detail))
}

/// The least width of a box.
pub(super) const LEAST_BOX_WIDTH: i32 = 208;

/// The empty border of a box.
pub(super) const BOX_PAD: i32 = 10;

/// The most lines of addresses and of roles.
const MOST_LINES: usize = 4;

/// What stands in a box.
#[derive(Clone, Debug)]
pub(super) struct BoxContents {
    /// The zone's name.
    pub name: String,
    /// What stands below it.
    pub lines: Vec<(String, Color)>,
}

/// The boxes of all zones, in plan order.
pub(super) fn boxes(run: &ExportRun<'_>) -> Result<Vec<BoxContents>, ExportError> {
    let mut res = Vec::with_capacity(run.zones.len());
    for (idx, zone) in run.zones.iter().enumerate() {
        run.check_cancelled()?;
        res.push(box_contents(run, idx, zone));
    }
    Ok(res)
}

fn box_contents(run: &ExportRun<'_>, zone_idx: usize, zone: &Zone) -> BoxContents {
    let most = LEAST_BOX_WIDTH - 2 * BOX_PAD;
    let mut lines = vec![(format!("{} trust", zone.trust.label()), Color::QUIET)];
    let addresses: Vec<String> = zone.addresses.iter().map(|address| text::clean(address)).collect();
    lines.extend(listed(&addresses, 2, "addresses").into_iter().map(|line| (line, Color::INK)));
    let roles = zone.placements.iter().map(|placed| text::clean(run.catalog.role_name(placed.role.as_str())));
    lines.extend(
        listed(&roles.unique().collect::<Vec<_>>(), MOST_LINES, "roles").into_iter().map(|line| (line, Color::INK)),
    );
    if run.options.same_zone == SameZone::Include {
        let pair = (zone_idx, zone_idx);
        let has_ports = run.zones.len() <= MOST_ZONES_WITH_PORTS;
        let inside = if has_ports { port_label::ports(run, pair, ROOM) } else { port_label::counts(run, pair) };
        if !inside.lines.is_empty() {
            lines.push(("Inside the zone".to_owned(), Color::QUIET));
            lines.extend(inside.lines.into_iter().map(|line| (line, Color::INK)));
        }
    }
    let lines = lines.into_iter().map(|(line, color)| (text::fitted(&line, Font::BODY, most).into_owned(), color));
    BoxContents { name: text::fitted(&text::clean(&zone.name), Font::NAME, most).into_owned(), lines: lines.collect() }
}

/// The first of a list, a line each, and how many more there are.
fn listed(entries: &[String], most: usize, what: &str) -> Vec<String> {
    let num_shown = if entries.len() <= most { entries.len() } else { most - 1 };
    let mut res = entries[..num_shown].to_vec();
    if num_shown < entries.len() {
        res.push(format!("and {} more {what}", entries.len() - num_shown));
    }
    res
}
