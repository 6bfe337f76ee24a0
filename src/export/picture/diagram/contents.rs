//! What the diagram shows: which arrows there are and what stands at them, and what stands in the boxes. It places
//! nothing.

use itertools::Itertools as _;

use crate::export::picture::canvas::{Color, Stroke};
use crate::export::picture::port_label::{self, MOST_ZONES_WITH_PORTS, Overflow, PortLabel, Room};
use crate::export::picture::text::{self, Font};
use crate::export::run::ExportRun;
use crate::export::{ExportError, SameZone};
use crate::plan::{Host, Zone};

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

/// The room for a line in a box.
const ROOM_OF_LINE: i32 = LEAST_BOX_WIDTH - 2 * BOX_PAD;

/// The most lines of roles, not counting those of their machines.
const MOST_LINES: usize = 4;

/// What stands in a box.
#[derive(Clone, Debug)]
pub(super) struct BoxContents {
    /// The zone's name.
    pub name: String,
    /// What stands below it.
    pub lines: Vec<BoxLine>,
}

/// A line in a box.
#[derive(Clone, Debug)]
pub(super) struct BoxLine {
    /// Clean, and no wider than there is room.
    pub text: String,
    pub color: Color,
    /// How far it is moved in.
    pub indent: i32,
}

impl BoxLine {
    /// How far machines are moved in below their role.
    const INDENT: i32 = 8;

    fn new(text: &str, color: Color) -> Self {
        let text = text::fitted(text, Font::BODY, ROOM_OF_LINE).into_owned();
        Self { text, color, indent: 0 }
    }

    fn machines(names: &[&str]) -> Self {
        let text = in_one_line(names, ROOM_OF_LINE - Self::INDENT);
        Self { text, color: Color::QUIET, indent: Self::INDENT }
    }
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
    let mut lines = vec![BoxLine::new(&format!("{} trust", zone.trust.label()), Color::QUIET)];
    let addresses: Vec<String> = zone.addresses.iter().map(|address| text::clean(address)).collect();
    let num_listed = num_listed(addresses.len(), 2);
    let more = more(addresses.len() - num_listed, "addresses");
    lines.extend(addresses[..num_listed].iter().chain(&more).map(|line| BoxLine::new(line, Color::INK)));
    lines.extend(role_lines(run, zone));
    if run.options.same_zone == SameZone::Include {
        let pair = (zone_idx, zone_idx);
        let has_ports = run.zones.len() <= MOST_ZONES_WITH_PORTS;
        let inside = if has_ports { port_label::ports(run, pair, ROOM) } else { port_label::counts(run, pair) };
        if !inside.lines.is_empty() {
            lines.push(BoxLine::new("Inside the zone", Color::QUIET));
            lines.extend(inside.lines.iter().map(|line| BoxLine::new(line, Color::INK)));
        }
    }
    BoxContents { name: text::fitted(&text::clean(&zone.name), Font::NAME, ROOM_OF_LINE).into_owned(), lines }
}

/// The first roles of a zone, each with a line for the machines that have it where they are named.
fn role_lines(run: &ExportRun<'_>, zone: &Zone) -> Vec<BoxLine> {
    let mut roles: Vec<(String, Vec<String>)> = Vec::new();
    for placement in &zone.placements {
        let name = text::clean(run.catalog.role_name(placement.role.as_str()));
        let machines = placement.hosts.iter().map(Host::label).filter(|label| !label.is_empty()).map(text::clean);
        match roles.iter_mut().find(|(other, _)| *other == name) {
            Some((_, known)) => known.extend(machines),
            None => roles.push((name, machines.collect())),
        }
    }
    let num_listed = num_listed(roles.len(), MOST_LINES);
    let mut res = Vec::new();
    for (name, machines) in &roles[..num_listed] {
        res.push(BoxLine::new(name, Color::INK));
        let machines: Vec<&str> = machines.iter().map(String::as_str).unique().collect();
        res.extend((!machines.is_empty()).then(|| BoxLine::machines(&machines)));
    }
    res.extend(more(roles.len() - num_listed, "roles").map(|line| BoxLine::new(&line, Color::INK)));
    res
}

/// How many of a list are listed in so many lines, the last of which says how many more there are.
fn num_listed(num: usize, most: usize) -> usize {
    if num <= most { num } else { most - 1 }
}

fn more(num: usize, what: &str) -> Option<String> {
    (num > 0).then(|| format!("and {num} more {what}"))
}

/// The first names of a list in one line, as many as there is room for, and how many more there are.
fn in_one_line(names: &[&str], most: i32) -> String {
    /// More names than a line has room for.
    const MANY: usize = 40;
    let names: Vec<_> = names.iter().map(|name| text::fitted(name, Font::BODY, most)).collect();
    let rest = |num_shown: usize| match names.len() - num_shown {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    let line = |num_shown: usize| names[..num_shown].join(", ") + &rest(num_shown);
    let fits = |num_shown: &usize| text::width(&line(*num_shown), Font::BODY) <= most;
    let num_shown = (1..=names.len().min(MANY)).rev().find(fits);
    let cut = || {
        let first = names.first().map_or("", |name| name);
        text::fitted(first, Font::BODY, most - text::width(&rest(1), Font::BODY)).into_owned() + &rest(1)
    };
    num_shown.map_or_else(cut, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_listed_as_far_as_there_is_room() {
        let names: Vec<String> = (1..=30).map(|number| format!("dc{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        for (names, expected) in [
            (&names[..1], "dc1"),
            (&names[..3], "dc1, dc2, dc3"),
            (&names[..], "dc1, dc2, dc3 and 27 more"),
            (&["a machine with a long name.example", "b"], "a machine wit… and 1 more"),
            (&["a machine with a long name.corp.example"], "a machine with a long na…"),
        ] {
            let line = in_one_line(names, 160);
            assert_eq!(line, expected);
            assert!(text::width(&line, Font::BODY) <= 160, "{line}");
        }
    }
}
