//! The OS versions of a zone, or of several, as ticks by generation: what each generation's dynamic ports are, and who still gets support.

use super::role_picker::TickState;
use crate::catalog::{Catalog, OsKind, OsVersion};
use crate::net::PortRange;
use crate::plan::{OsId, Tick, Zone};

/// The generations, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OsPicker {
    /// One group a generation.
    pub groups: Vec<OsGroup>,
    /// What is ticked, in a few words: `Windows 11, Server 2022 in some`.
    pub summary: String,
}

/// The OS versions of one generation.
#[derive(Clone, Debug, PartialEq)]
pub struct OsGroup {
    /// `current`: what its state is remembered by.
    pub id: &'static str,
    /// `Vista, 2008 and later`.
    pub name: &'static str,
    /// Its dynamic ports: `49152-65535`; empty for what is not Windows.
    pub ports: String,
    /// Clients, servers and others, as far as there are any.
    pub columns: Vec<OsColumn>,
}

/// The OS versions of one kind, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct OsColumn {
    /// `Clients`.
    pub name: &'static str,
    /// Newest first.
    pub rows: Vec<OsRow>,
}

/// An OS version.
#[derive(Clone, Debug, PartialEq)]
pub struct OsRow {
    /// The version.
    pub id: OsId,
    /// Its full name.
    pub name: String,
    /// Its name without what all share: `Server 2022`.
    pub short_name: String,
    /// Whether the zones have it: all, some, or none.
    pub state: TickState,
    /// Its support is over on the day the catalog speaks of.
    pub is_unsupported: bool,
    /// `Supported until 2031-10-14`; empty when no date is known.
    pub support: String,
}

impl OsPicker {
    /// Builds the ticks for some zones.
    #[must_use]
    pub fn build(catalog: &Catalog, zones: &[&Zone]) -> Self {
        let mut groups = Vec::new();
        for (id, name, range) in [
            ("current", "Vista, 2008 and later", PortRange::CURRENT_DYNAMIC),
            ("legacy", "XP, 2003 and earlier", PortRange::LEGACY_DYNAMIC),
        ] {
            let mut columns = Vec::new();
            for (column, kind) in [("Clients", OsKind::Client), ("Servers", OsKind::Server)] {
                push_column(&mut columns, catalog, zones, column, |os| os.kind == kind && os.dynamic_range == range);
            }
            push_group(&mut groups, (id, name), range.to_string(), columns);
        }
        let mut columns = Vec::new();
        push_column(&mut columns, catalog, zones, "Others", |os| os.kind == OsKind::Other);
        push_group(&mut groups, ("other", "Other systems"), String::new(), columns);
        let ticked = groups.iter().flat_map(|group| &group.columns).flat_map(|column| &column.rows);
        let ticked: Vec<_> = ticked.filter(|row| row.is_ticked()).map(OsRow::told).collect();
        let summary = if ticked.is_empty() { "None ticked".to_owned() } else { ticked.join(", ") };
        Self { groups, summary }
    }
}

impl OsRow {
    /// Whether a zone has it.
    #[must_use]
    pub fn is_ticked(&self) -> bool {
        self.state != TickState::Off
    }

    /// The tick that a click on its box asks for.
    #[must_use]
    pub fn toggled(&self) -> Tick {
        Tick::from(self.state != TickState::On)
    }

    fn told(&self) -> String {
        match self.state {
            TickState::On | TickState::Off => self.short_name.clone(),
            TickState::Mixed => format!("{} in some", self.short_name),
        }
    }
}

fn push_column(
    columns: &mut Vec<OsColumn>,
    catalog: &Catalog,
    zones: &[&Zone],
    name: &'static str,
    holds: impl Fn(&OsVersion) -> bool,
) {
    let rows: Vec<_> = catalog.os.iter().rev().filter(|os| holds(os)).map(|os| row(catalog, zones, os)).collect();
    if !rows.is_empty() {
        columns.push(OsColumn { name, rows });
    }
}

fn push_group(
    groups: &mut Vec<OsGroup>,
    (id, name): (&'static str, &'static str),
    ports: String,
    columns: Vec<OsColumn>,
) {
    if !columns.is_empty() {
        groups.push(OsGroup { id, name, ports, columns });
    }
}

/// The name of an OS version without what all share. Short names stay whole: “Windows 11” reads better than “11”.
pub(in crate::view) fn short_os_name(os: &OsVersion) -> &str {
    os.name.strip_prefix("Windows ").filter(|rest| rest.len() > 6).unwrap_or(&os.name)
}

fn row(catalog: &Catalog, zones: &[&Zone], os: &OsVersion) -> OsRow {
    let num_with = zones.iter().filter(|zone| zone.os.contains(os.id.as_str())).count();
    let is_unsupported = os.has_ended(&catalog.as_of);
    let support = match (os.support_ends.is_empty(), is_unsupported) {
        (true, _) => String::new(),
        (false, true) => format!("Support ended {}", os.support_ends),
        (false, false) => format!("Supported until {}", os.support_ends),
    };
    OsRow {
        id: os.id.clone(),
        name: os.name.to_string(),
        short_name: short_os_name(os).to_owned(),
        state: if num_with > 0 && num_with < zones.len() { TickState::Mixed } else { (num_with > 0).into() },
        is_unsupported,
        support,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn generations_come_newest_first_with_their_ports() {
        let picker = OsPicker::build(&sample::catalog(), &[&sample::plan().zones[1]]);
        let mut text = Vec::new();
        for group in &picker.groups {
            text.push(format!("{} {}", group.name, group.ports));
            for row in group.columns.iter().flat_map(|column| &column.rows) {
                text.push(format!(
                    "  {} {} | {}",
                    if row.is_ticked() { "[x]" } else { "[ ]" },
                    row.short_name,
                    row.support
                ));
            }
        }
        assert_eq!(
            text,
            [
                "Vista, 2008 and later 49152-65535",
                "  [ ] Windows 11 | Supported until 2028-10-10",
                "  [x] Server 2022 | Supported until 2031-10-14",
                "XP, 2003 and earlier 1025-5000",
                "  [x] Server 2003 | Support ended 2015-07-14",
            ]
        );
        assert_eq!(picker.summary, "Server 2022, Server 2003");
    }
}
