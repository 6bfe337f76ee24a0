//! What stands in the boxes of zones. It places nothing but the lines of a box.

use itertools::Itertools as _;

use super::model::{Line, Tone};
use crate::catalog::Catalog;
use crate::export::picture::canvas::{Point, Rect};
use crate::export::picture::text::{self, Font};
use crate::plan::{Host, Zone};

/// The empty border of a box, to the left of its mark as well.
const PAD: i32 = 8;

/// The width of the mark in the zone's color.
pub(in crate::export::picture) const MARK: i32 = 5;

/// The most lines of a name. That is some hundred letters; what is longer ends in “…”.
const MOST_NAME_LINES: usize = 5;

/// The most lines of a role, which is moved in from the second on.
const MOST_ROLE_LINES: usize = 2;

/// How much boxes say.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct BoxRoom {
    /// The width of a box.
    pub width: i32,
    /// The most lines of addresses.
    addresses: usize,
    /// How roles are listed.
    roles: RoleList,
}

/// How the roles of a zone are listed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum RoleList {
    /// On lines of their own, at most so many, each with its machines.
    Lines(usize),
    /// One behind the other, on at most so many lines.
    Packed(usize),
}

impl BoxRoom {
    /// How much there is room for in a diagram of so many zones.
    pub(super) fn of(num_zones: usize) -> Self {
        match num_zones {
            0..=12 => Self { width: 208, addresses: 2, roles: RoleList::Lines(4) },
            _ => Self { width: 148, addresses: 1, roles: RoleList::Packed(2) },
        }
    }

    /// The room for a line that is moved in so far.
    fn line(self, indent: i32) -> i32 {
        self.width - MARK - 2 * PAD - indent
    }
}

/// What stands in a box.
#[derive(Clone, Debug, Default)]
pub(super) struct BoxContents {
    lines: Vec<BoxLine>,
}

/// A line in a box.
#[derive(Clone, Debug)]
struct BoxLine {
    text: String,
    tone: Tone,
    indent: i32,
}

/// How far machines are moved in below their role.
const INDENT: i32 = 8;

impl BoxContents {
    /// What stands in the box of a zone. `inside` is what is open within it, if that is asked for.
    pub(super) fn new(catalog: &Catalog, zone: &Zone, inside: Option<&str>, room: BoxRoom) -> Self {
        let mut res = Self::default();
        let name = text::clean(&zone.name);
        for line in text::wrapped(&name, Font::NAME, room.line(0), MOST_NAME_LINES) {
            res.push(line, Tone::Name, 0);
        }
        let group = text::clean(&zone.group);
        if !group.is_empty() {
            res.push(text::fitted(&group, Font::BODY, room.line(0)).into_owned(), Tone::Quiet, 0);
        }
        let addresses: Vec<String> = zone.addresses.iter().map(|address| text::clean(address)).collect();
        if room.addresses == 1 {
            let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
            if !addresses.is_empty() {
                res.push(in_one_line(&addresses, room.line(0)), Tone::Plain, 0);
            }
        } else {
            let num_listed = num_listed(addresses.len(), room.addresses);
            res.fitted(&addresses[..num_listed], room);
            res.fitted(more(addresses.len() - num_listed, "addresses").as_slice(), room);
        }
        res.add_roles(catalog, zone, room);
        if let Some(inside) = inside {
            for line in text::wrapped(&format!("Inside the zone: {inside}"), Font::BODY, room.line(0), 3) {
                res.push(line, Tone::Quiet, 0);
            }
        }
        res
    }

    fn push(&mut self, text: String, tone: Tone, indent: i32) {
        self.lines.push(BoxLine { text, tone, indent });
    }

    fn fitted(&mut self, texts: &[String], room: BoxRoom) {
        for text in texts {
            self.push(text::fitted(text, Font::BODY, room.line(0)).into_owned(), Tone::Plain, 0);
        }
    }

    fn add_roles(&mut self, catalog: &Catalog, zone: &Zone, room: BoxRoom) {
        let roles = roles(catalog, zone);
        match room.roles {
            RoleList::Lines(most) => {
                let num_listed = num_listed(roles.len(), most);
                for (name, machines) in &roles[..num_listed] {
                    let lines = text::wrapped(name, Font::BODY, room.line(INDENT), MOST_ROLE_LINES);
                    for (idx, line) in lines.into_iter().enumerate() {
                        self.push(line, Tone::Plain, if idx == 0 { 0 } else { INDENT });
                    }
                    if !machines.is_empty() {
                        let machines: Vec<&str> = machines.iter().map(String::as_str).unique().collect();
                        self.push(in_one_line(&machines, room.line(INDENT)), Tone::Quiet, INDENT);
                    }
                }
                self.fitted(more(roles.len() - num_listed, "roles").as_slice(), room);
            }
            RoleList::Packed(most) => {
                let names = roles.iter().map(|(name, _)| name).join(", ");
                for line in text::wrapped(&names, Font::BODY, room.line(0), most) {
                    self.push(line, Tone::Quiet, 0);
                }
            }
        }
    }

    /// How high its box is.
    pub(super) fn height(&self) -> i32 {
        self.lines.iter().map(BoxLine::height).sum::<i32>() + 2 * PAD - 2
    }

    /// Its lines in a box.
    pub(super) fn lines_in(&self, rect: Rect) -> Vec<Line> {
        let mut y = rect.y + PAD - 5;
        let mut place = |line: &BoxLine| {
            y += line.height();
            let at = Point { x: rect.x + MARK + PAD + line.indent, y };
            Line { at, text: line.text.clone(), tone: line.tone }
        };
        self.lines.iter().map(&mut place).collect()
    }
}

impl BoxLine {
    fn height(&self) -> i32 {
        match self.tone {
            Tone::Name => 16,
            Tone::Plain | Tone::Quiet => 14,
        }
    }
}

/// The roles of a zone by name, each with the machines that have it.
fn roles(catalog: &Catalog, zone: &Zone) -> Vec<(String, Vec<String>)> {
    let mut res: Vec<(String, Vec<String>)> = Vec::new();
    for placement in &zone.placements {
        let name = text::clean(catalog.role_name(placement.role.as_str()));
        let machines = placement.hosts.iter().map(Host::label).filter(|label| !label.is_empty()).map(text::clean);
        match res.iter_mut().find(|(other, _)| *other == name) {
            Some((_, known)) => known.extend(machines),
            None => res.push((name, machines.collect())),
        }
    }
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
