//! Why a rule is there, in sentences that a change manager accepts.

use std::fmt::Write as _;
use std::iter;

use itertools::{Either, Itertools as _};

use crate::catalog::{Catalog, OsKind, OsSet};
use crate::ids::RoleIdx;
use crate::matrix::{Flow, FlowRole, Link, LinkDestination, LinkSource, Origin, PortOrigin, Reason, Row, RowEnd};
use crate::plan::Zone;

/// What the reasons of a rule say: a hundred reasons may make two statements.
#[derive(Clone, Debug, Default)]
pub(super) struct Justification<'a> {
    /// Distinct, in the order of the reasons.
    statements: Vec<Statement<'a>>,
}

/// Which role needs which other one, and why.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement<'a> {
    /// The names of the source and the destination role; empty where none is named.
    pub roles: [&'a str; 2],
    /// Why, in a short phrase; empty where nobody said.
    pub purpose: &'a str,
    /// The scenarios that alone need it, sorted; none where it is required.
    pub scenarios: &'a [&'a str],
    /// The OS versions at either end that are worth mentioning.
    pub os: [Option<OsSet>; 2],
}

/// One end of a reason: the name of its role, and its OS versions that are worth mentioning.
type End<'a> = (&'a str, Option<OsSet>);

impl<'a> Justification<'a> {
    /// What flows are there for between the machines of a row.
    pub(super) fn new(catalog: &'a Catalog, row: &Row<'a>, flows: impl Iterator<Item = &'a Flow<'a>>) -> Self {
        let mut res = Self::default();
        each_statement(catalog, row, flows, |_, statement| {
            if !res.statements.contains(&statement) {
                res.statements.push(statement);
            }
        });
        res
    }

    /// The names of the source and the destination role, one pair after another.
    pub(super) fn role_names(&self) -> impl Iterator<Item = [&'a str; 2]> {
        self.statements.iter().map(|statement| statement.roles)
    }

    /// Adds a sentence for each pair of roles: `Domain member in Clients to Domain controller in Core: Logon.`
    ///
    /// Each begins with `beginning`. `start` is where the first one stands in the text.
    pub(super) fn write(&self, catalog: &Catalog, zones: [&Zone; 2], beginning: &str, start: usize, res: &mut String) {
        for (idx, first) in self.statements.iter().enumerate() {
            if self.statements[..idx].iter().any(|earlier| earlier.roles == first.roles) {
                continue;
            }
            res.push_str(if res.len() == start { "" } else { " " });
            res.push_str(beginning);
            write_end(first.roles[0], zones[0], res);
            res.push_str(" to ");
            write_end(first.roles[1], zones[1], res);
            res.push_str(": ");
            let same = self.statements[idx..].iter().filter(|statement| statement.roles == first.roles);
            if same.clone().nth(1).is_none() {
                first.write(catalog, zones, res);
            } else {
                let reasons = same.map(|statement| statement.text(catalog, zones)).unique();
                let _ = write!(res, "{}", reasons.format("; "));
            }
            res.push('.');
        }
    }
}

/// Calls `take` with each reason of flows between the machines of a row, and with what it states.
pub(super) fn each_statement<'a>(
    catalog: &'a Catalog,
    row: &Row<'a>,
    flows: impl Iterator<Item = &'a Flow<'a>>,
    mut take: impl FnMut(&'a Reason<'a>, Statement<'a>),
) {
    for flow in flows {
        for reason in flow.reasons.iter().filter(|reason| row.speaks(reason)) {
            let mut state = |source: End<'a>, destination: End<'a>| {
                let (roles, os) = ([source.0, destination.0], [source.1, destination.1]);
                let (purpose, scenarios) = (reason.purpose, reason.need.scenarios());
                take(reason, Statement { roles, purpose, scenarios, os });
            };
            match &reason.origin {
                Origin::Connection(link) => {
                    for source in sources(catalog, link, &row.ends[0]) {
                        destinations(catalog, link, &row.ends[1]).for_each(|destination| state(source, destination));
                    }
                }
                Origin::Tunnel(_) | Origin::Override(_) => {
                    let end = |role: FlowRole<'a>| (role.name(catalog), None);
                    state(end(flow.key.source_role), end(flow.key.destination_role));
                }
            }
        }
    }
}

/// `Domain member in Clients`; only the zone where no role is named.
fn write_end(role: &str, zone: &Zone, text: &mut String) {
    if !role.is_empty() {
        text.push_str(role);
        text.push_str(" in ");
    }
    text.push_str(&zone.name);
}

impl Statement<'_> {
    fn text(&self, catalog: &Catalog, zones: [&Zone; 2]) -> String {
        let mut res = String::new();
        self.write(catalog, zones, &mut res);
        res
    }

    /// Writes why, and what it depends on.
    fn write(&self, catalog: &Catalog, zones: [&Zone; 2], text: &mut String) {
        text.push_str(if self.purpose.trim().is_empty() { "no reason is given" } else { self.purpose });
        for (os, zone) in self.os.into_iter().zip(zones) {
            if let Some(os) = os {
                let names = os.iter().map(|os_idx| &*catalog.os[os_idx].name).format(", ");
                let _ = write!(text, ", because of {names} in {}", zone.name);
            }
        }
        if !self.scenarios.is_empty() {
            let _ = write!(text, " (only for: {})", self.scenarios.join(", "));
        }
    }
}

/// The sources of a link behind one end of a row; one where all would read the same.
fn sources<'a>(catalog: &'a Catalog, link: &Link<'a>, row: &RowEnd<'_>) -> impl Iterator<Item = End<'a>> {
    let role = link.connection().role;
    if !catalog.roles[role].is_abstract && link.line.when.source_os.is_none() {
        return Either::Left(iter::once((&*catalog.roles[role].name, None)));
    }
    let (stated, endpoint) = (catalog.connection(link.line.connection), catalog.endpoint(link.endpoint()));
    let is_notable = ends_with_age(catalog, role, [stated.when.source_os, endpoint.when.source_os]);
    let end = move |caller: LinkSource| (shown_role(catalog, role, caller.placed_role), notable(caller.os, is_notable));
    Either::Right(link.sources().filter(|source| row.has_placement(source.placement)).map(end))
}

/// The destinations of a link behind one end of a row; one where all would read the same.
fn destinations<'a>(catalog: &'a Catalog, link: &Link<'a>, row: &RowEnd<'_>) -> impl Iterator<Item = End<'a>> {
    let role = link.line.destination;
    let is_unconditional = link.line.when.destination_os.is_none();
    if !catalog.roles[role].is_abstract && is_unconditional && !link.line.port.is_dynamic() {
        return Either::Left(iter::once((&*catalog.roles[role].name, None)));
    }
    let (stated, endpoint) = (catalog.connection(link.line.connection), catalog.endpoint(link.endpoint()));
    let is_notable = ends_with_age(catalog, role, [stated.when.destination_os, endpoint.when.destination_os]);
    let end = move |listener: LinkDestination| {
        let is_range_of_age = is_unconditional && listener.origin == PortOrigin::OsRange;
        (shown_role(catalog, role, listener.placed_role), notable(listener.os, is_notable || is_range_of_age))
    };
    Either::Right(link.destinations().filter(|destination| row.has_placement(destination.placement)).map(end))
}

fn notable(os: Option<OsSet>, is_notable: bool) -> Option<OsSet> {
    os.filter(|os| is_notable && !os.is_empty())
}

/// The name of a role. No machine is called by an abstract role, so that stands under the role that brought it.
fn shown_role(catalog: &Catalog, role: RoleIdx, placed_role: RoleIdx) -> &str {
    let role = if catalog.roles[role].is_abstract { placed_role } else { role };
    &catalog.roles[role].name
}

/// Whether conditions on the OS leave out the newest version of a role.
///
/// Then the flow is there because of old versions and goes when they are replaced, so the justification names them.
fn ends_with_age(catalog: &Catalog, role: RoleIdx, conditions: [Option<OsSet>; 2]) -> bool {
    let is_excluded = |os: OsSet| {
        let newest = catalog.roles[role].os.iter().filter(|&idx| catalog.os[idx].kind != OsKind::Other).last();
        newest.is_some_and(|newest| !os.contains(newest))
    };
    conditions.into_iter().flatten().any(is_excluded)
}
