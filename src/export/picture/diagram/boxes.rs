//! What stands in the box of a zone: name, trust, addresses, roles. It places nothing.

use crate::catalog::Catalog;
use crate::export::ExportError;
use crate::export::SameZone;
use crate::export::pairs::Job;
use crate::export::picture::MOST_ZONES_WITH_PORTS;
use crate::export::picture::canvas::Color;
use crate::export::picture::port_label;
use crate::export::picture::text::{self, Font};
use crate::plan::Zone;

use super::arrows::ROOM;

/// The least width of a box.
pub(super) const LEAST_WIDTH: i32 = 208;

/// The empty border of a box.
pub(super) const PAD: i32 = 10;

/// The most lines of addresses and of roles.
const MOST_LINES: usize = 4;

/// What stands in a box.
#[derive(Clone, Debug)]
pub(super) struct BoxWords {
    /// The zone's name.
    pub name: String,
    /// What stands below it.
    pub lines: Vec<(String, Color)>,
}

/// The boxes of all zones, in plan order.
pub(super) fn boxes(job: &Job<'_>) -> Result<Vec<BoxWords>, ExportError> {
    let mut res = Vec::with_capacity(job.zones.len());
    for (idx, zone) in job.zones.iter().enumerate() {
        job.check_cancelled()?;
        res.push(words(job, idx, zone));
    }
    Ok(res)
}

fn words(job: &Job<'_>, zone_idx: usize, zone: &Zone) -> BoxWords {
    let most = LEAST_WIDTH - 2 * PAD;
    let mut lines = vec![(format!("{} trust", zone.trust.label()), Color::QUIET)];
    let addresses: Vec<String> = zone.addresses.iter().map(|address| text::clean(address)).collect();
    lines.extend(listed(&addresses, 2, "addresses").into_iter().map(|line| (line, Color::INK)));
    let roles: Vec<String> =
        zone.placements.iter().map(|placed| role_name(job.catalog, placed.role.as_str())).collect();
    lines.extend(listed(&distinct(roles), MOST_LINES, "roles").into_iter().map(|line| (line, Color::INK)));
    if job.options.same_zone == SameZone::Include {
        let pair = (zone_idx, zone_idx);
        let has_ports = job.zones.len() <= MOST_ZONES_WITH_PORTS;
        let inside = if has_ports { port_label::ports(job, pair, ROOM) } else { port_label::counts(job, pair) };
        if !inside.lines.is_empty() {
            lines.push(("Inside the zone".to_owned(), Color::QUIET));
            lines.extend(inside.lines.into_iter().map(|line| (line, Color::INK)));
        }
    }
    let lines = lines.into_iter().map(|(line, color)| (text::fitted(&line, Font::BODY, most).into_owned(), color));
    BoxWords { name: text::fitted(&text::clean(&zone.name), Font::NAME, most).into_owned(), lines: lines.collect() }
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

fn distinct(entries: Vec<String>) -> Vec<String> {
    let mut res: Vec<String> = Vec::new();
    for entry in entries {
        if !res.contains(&entry) {
            res.push(entry);
        }
    }
    res
}

fn role_name(catalog: &Catalog, role_id: &str) -> String {
    let name = catalog.roles.iter().find(|role| &*role.id == role_id).map(|role| text::clean(&role.name));
    name.unwrap_or_else(|| text::clean(role_id))
}
