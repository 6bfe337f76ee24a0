//! What is said of one cell of the tick table, and what a click on it asks for.

use super::row::TickRow;
use super::table::TickTable;
use crate::catalog::Catalog;
use crate::plan::{Edit, Host, Placement, Plan, Tick, Zone};
use crate::view::wording::{counted, thousands};
use crate::view::zones::RoleState;

/// A cell as it is shown.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct TickCell {
    /// What stands in it.
    pub mark: TickMark,
    /// How many machines are named that have the role.
    pub num_hosts: usize,
    /// Something else is said of a placement that a tick does not show.
    pub has_settings: bool,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum TickMark {
    /// Nothing.
    #[default]
    Off,
    /// A tick.
    Ticked,
    /// It comes with something else.
    Implied,
    /// It would come with something else, and was switched off.
    SwitchedOff,
}

impl TickMark {
    /// Whether it is there, by a tick or with something else.
    #[must_use]
    pub fn is_there(self) -> bool {
        match self {
            Self::Ticked | Self::Implied => true,
            Self::Off | Self::SwitchedOff => false,
        }
    }
}

impl TickTable {
    /// The cell of a row and of the zone at a position.
    #[must_use]
    pub fn cell(&self, row: TickRow, column_idx: usize) -> TickCell {
        let Some(column) = self.columns.get(column_idx) else { return TickCell::default() };
        match row {
            TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => TickCell::default(),
            TickRow::Os(os_idx) => {
                let mark = if column.has_os(os_idx) { TickMark::Ticked } else { TickMark::Off };
                TickCell { mark, ..TickCell::default() }
            }
            TickRow::Role(role_idx) => column.role(role_idx).map_or_else(TickCell::default, |tick| TickCell {
                mark: match tick.state {
                    RoleState::Off => TickMark::Off,
                    RoleState::Ticked(_) => TickMark::Ticked,
                    RoleState::Implied(_) => TickMark::Implied,
                    RoleState::SwitchedOff(_) => TickMark::SwitchedOff,
                },
                num_hosts: tick.num_hosts,
                has_settings: tick.has_settings,
            }),
        }
    }

    /// What a screen reader says of a cell: “Domain controller in Core, ticked, 2 hosts, has settings”.
    #[must_use]
    pub fn label(&self, catalog: &Catalog, row: TickRow, column_idx: usize) -> String {
        let Some(column) = self.columns.get(column_idx) else { return String::new() };
        let mut res = format!("{} in {}", row.name(catalog), column.name());
        let cell = self.cell(row, column_idx);
        match cell.mark {
            TickMark::Off => res += ", not ticked",
            TickMark::Ticked => res += ", ticked",
            TickMark::Implied => res += &format!(", comes {}", self.note(catalog, row, column_idx)),
            TickMark::SwitchedOff => res += &format!(", switched {}", self.note(catalog, row, column_idx)),
        }
        if cell.num_hosts > 0 {
            res += &format!(", {}", counted(cell.num_hosts, "host", "hosts"));
        }
        if cell.has_settings {
            res += ", has settings";
        }
        res
    }

    /// Why a role is there or not, in a few words: “with File server”.
    fn note(&self, catalog: &Catalog, row: TickRow, column_idx: usize) -> String {
        let Some(column) = self.columns.get(column_idx) else { return String::new() };
        match row {
            TickRow::OsVersions | TickRow::Os(_) | TickRow::Fold(_) | TickRow::Family(_) => String::new(),
            TickRow::Role(role_idx) => {
                column.role(role_idx).map(|tick| tick.state.note(catalog, column.zone())).unwrap_or_default()
            }
        }
    }

    /// What a tooltip says of a cell below its name: why a role is there, and what is said of its placements.
    #[must_use]
    pub fn details(&self, catalog: &Catalog, plan: &Plan, row: TickRow, column_idx: usize) -> Vec<String> {
        let (Some(column), TickRow::Role(role_idx)) = (self.columns.get(column_idx), row) else { return Vec::new() };
        let note = self.note(catalog, row, column_idx);
        let mut res = match self.cell(row, column_idx).mark {
            TickMark::Off => Vec::new(),
            TickMark::Ticked => {
                if note.is_empty() {
                    Vec::new()
                } else {
                    vec![note]
                }
            }
            TickMark::Implied => vec![format!("Comes {note}: untick to do without it")],
            TickMark::SwitchedOff => vec![format!("Switched {note}: tick to have it again")],
        };
        let role = &catalog.roles[role_idx].id;
        let placements = column.zone().placements.iter().filter(|placement| placement.role == *role);
        res.extend(placements.flat_map(|placement| settings(catalog, plan, placement)));
        res
    }

    /// What a click on a cell asks for; `None`: it can't be ticked.
    #[must_use]
    pub fn toggled(&self, catalog: &Catalog, row: TickRow, column_idx: usize) -> Option<Edit> {
        let zone = self.columns.get(column_idx)?.zone();
        match row {
            TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => None,
            TickRow::Os(os_idx) => {
                let tick = Tick::from(self.cell(row, column_idx).mark == TickMark::Off);
                Some(Edit::TickOs { zone: zone.id.clone(), os: catalog.os[os_idx].id.clone(), tick })
            }
            TickRow::Role(role_idx) => {
                let role = &catalog.roles[role_idx];
                let state = self.role_state(row, column_idx);
                let is_possible = !role.is_abstract || state != RoleState::Off;
                is_possible.then(|| state.toggled(&role.id, &role.name, zone))
            }
        }
    }

    /// The position in its zone of the placement that a cell stands for: that of the role, or the one that brings it.
    #[must_use]
    pub fn placement_idx(&self, row: TickRow, column_idx: usize) -> Option<usize> {
        match self.role_state(row, column_idx) {
            RoleState::Off => None,
            RoleState::Ticked(by) | RoleState::Implied(by) | RoleState::SwitchedOff(by) => by.first().copied(),
        }
    }

    fn role_state(&self, row: TickRow, column_idx: usize) -> RoleState {
        match row {
            TickRow::OsVersions | TickRow::Os(_) | TickRow::Fold(_) | TickRow::Family(_) => RoleState::Off,
            TickRow::Role(role_idx) => {
                let tick = self.columns.get(column_idx).and_then(|column| column.role(role_idx));
                tick.map(|tick| tick.state.clone()).unwrap_or_default()
            }
        }
    }
}

/// The names of the first of some machines, and how many more there are.
fn host_names(hosts: &[Host]) -> Vec<String> {
    const MOST: usize = 12;
    let more = hosts.len().saturating_sub(MOST);
    let names = hosts.iter().take(MOST).map(|host| match host.label() {
        "" => "one without a name".to_owned(),
        label => label.to_owned(),
    });
    names.chain((more > 0).then(|| format!("and {} more", thousands(more)))).collect()
}

/// What is said of a placement that a tick does not show, one line each.
fn settings(catalog: &Catalog, plan: &Plan, placement: &Placement) -> Vec<String> {
    let Placement { role: _, os, scopes, serves, without, rpc, dynamic_range, ports, hosts, note } = placement;
    let mut res = Vec::new();
    let mut line = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            res.push(format!("{name}: {}", values.join(", ")));
        }
    };
    line("Its own OS versions", os.iter().map(|os| catalog.os_name(os.as_str()).to_owned()).collect());
    let scope = |id: &crate::plan::ScopeId| plan.scope(id.as_str()).map_or(id.to_string(), |scope| scope.name.clone());
    line("Scope", scopes.values().map(scope).collect());
    let zone =
        |id: &crate::plan::ZoneId| plan.zone(id.as_str()).map_or(id.to_string(), |zone: &Zone| zone.name.clone());
    line("Used by", serves.iter().map(zone).collect());
    line("Does without", without.iter().map(|role| catalog.role_name(role.as_str()).to_owned()).collect());
    line("Ports", ports.values().map(ToString::to_string).collect());
    line("Dynamic range", dynamic_range.iter().map(ToString::to_string).collect());
    line("Hosts", host_names(hosts));
    if rpc.is_some() {
        res.push("Its RPC servers listen in a way of their own".to_owned());
    }
    res.extend((!note.is_empty()).then(|| note.clone()));
    res
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::view::sample;

    fn row(catalog: &Catalog, role: &str) -> TickRow {
        TickRow::Role(catalog.role_idx(role).expect(role))
    }

    #[test]
    fn a_cell_says_whether_it_is_ticked_and_why() {
        let catalog = sample::catalog();
        let table = TickTable::build(&catalog, &sample::plan(), TickTable::default());
        for (role, column_idx, expected) in [
            ("member", 0, "Domain member in Clients, ticked"),
            ("member", 1, "Domain member in Core, comes with Domain controller"),
            ("controller", 0, "Domain controller in Clients, not ticked"),
        ] {
            assert_eq!(table.label(&catalog, row(&catalog, role), column_idx), expected);
        }
        let os = TickRow::Os(catalog.os_idx("old").expect("it is there"));
        assert_eq!(table.label(&catalog, os, 1), "Windows Server 2003 in Core, ticked");
        assert_eq!(table.label(&catalog, os, 7), "", "there is no such zone");
    }

    #[test]
    fn a_click_twice_leaves_the_plan_as_it_was() {
        let catalog = sample::catalog();
        let first = sample::plan();
        for (role, column_idx, mark) in [
            ("controller", 0, TickMark::Ticked),
            ("file-server", 0, TickMark::Off),
            ("member", 1, TickMark::SwitchedOff),
        ] {
            let mut plan = first.clone();
            let row = row(&catalog, role);
            for expected in [Some(mark), None] {
                let table = TickTable::build(&catalog, &plan, TickTable::default());
                plan = plan.applied(&table.toggled(&catalog, row, column_idx).expect("an edit")).expect("the edit");
                let table = TickTable::build(&catalog, &plan, TickTable::default());
                assert!(expected.is_none_or(|mark| table.cell(row, column_idx).mark == mark), "{role}");
            }
            assert_eq!(plan, first, "{role}");
        }
    }

    #[test]
    fn a_placement_with_settings_says_what_they_are() {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        let placement = Placement {
            os: ["server".into()].into(),
            serves: ["clients".into()].into(),
            without: BTreeSet::from(["member".into()]),
            note: "The old one".to_owned(),
            ..Placement::new("controller".into())
        };
        plan.apply(&Edit::SetPlacement { zone: "core".into(), placement_idx: 0, placement }).expect("the edit");
        let table = TickTable::build(&catalog, &plan, TickTable::default());
        let controller = row(&catalog, "controller");
        assert_eq!(table.label(&catalog, controller, 1), "Domain controller in Core, ticked, has settings");
        assert_eq!(
            table.details(&catalog, &plan, controller, 1),
            [
                "Its own OS versions: Windows Server 2022",
                "Used by Clients",
                "Does without: Domain member",
                "The old one"
            ]
            .map(|line| line.replace("Used by ", "Used by: "))
        );
        let member = row(&catalog, "member");
        assert_eq!(
            table.details(&catalog, &plan, member, 1),
            ["Switched off for Domain controller: tick to have it again"]
        );
        assert_eq!((table.placement_idx(controller, 1), table.placement_idx(member, 1)), (Some(0), Some(0)));
        assert_eq!(table.placement_idx(controller, 2), None);
    }

    #[test]
    fn a_cell_says_how_many_machines_have_the_role() {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        let host = |name: &str| Host { name: name.to_owned(), ..Host::default() };
        let with_hosts = |hosts: Vec<Host>| Placement { hosts, ..Placement::new("controller".into()) };
        let zone = || "core".into();
        let placement = with_hosts((1..=14).map(|number| host(&format!("dc{number}"))).collect());
        plan.apply(&Edit::SetPlacement { zone: zone(), placement_idx: 0, placement }).expect("the edit");
        // The same machine in another placement of the role is no other one.
        plan.apply(&Edit::AddPlacement { zone: zone(), placement: with_hosts(vec![host("dc1")]) }).expect("the edit");
        let table = TickTable::build(&catalog, &plan, TickTable::default());
        let controller = row(&catalog, "controller");
        assert_eq!(table.label(&catalog, controller, 1), "Domain controller in Core, ticked, 14 hosts");
        let details = table.details(&catalog, &plan, controller, 1);
        assert!(details.iter().any(|line| line.ends_with("dc11, dc12, and 2 more")), "{details:?}");
    }
}
