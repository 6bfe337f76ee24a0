//! What each line of a pasted list comes to in the plan, from the first line to the last.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Columns, Line};
use crate::catalog::Catalog;
use crate::plan::{Edit, Host, Plan, RoleId, Tick, Zone, ZoneId, ZoneTicks, first_free};
use crate::view::pasted_table::records;
use crate::view::ticks::{TickNames, TickRow, set_tick};
use crate::view::wording::{added_and_changed, counted};

/// What a list of zones would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ZonePaste {
    /// One row a line, but for headings.
    pub rows: Vec<PasteRow>,
    /// The headings of columns that are not used.
    pub unused: Vec<String>,
    /// How many lines are wrong.
    pub num_wrong: u32,
    /// The first zone that is added or changed.
    pub first: Option<ZoneId>,
    num_added: usize,
    num_changed: usize,
    edits: Vec<Edit>,
}

/// What a line would do.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PasteRow {
    /// Where it begins in the text, from 1.
    pub line: usize,
    /// The zone's name.
    pub name: String,
    /// The addresses, in one line.
    pub addresses: String,
    /// Whether it does anything.
    pub outcome: Outcome,
    /// What it does, or what is wrong and what to write instead.
    pub text: String,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// It adds a zone.
    Adds,
    /// It changes a zone that is there, or one that a line before it adds.
    Changes,
    /// The plan says all of it already.
    Nothing,
    /// Something is wrong with it.
    Wrong,
}

impl ZonePaste {
    /// Reads a text.
    #[must_use]
    pub fn build(plan: &Plan, names: &TickNames<'_>, text: &str) -> Self {
        let records = records(text);
        let heading = records.first().and_then(Columns::of_heading);
        let first = usize::from(heading.is_some());
        let columns = heading.unwrap_or_default();
        let mut drafts = Drafts::new(plan);
        let mut res = Self::default();
        for record in &records[first..] {
            let line = columns.read(names, record);
            let (outcome, text) = drafts.take(names, record.line, &line);
            res.num_wrong += u32::from(outcome == Outcome::Wrong);
            let addresses = line.addresses.join(", ");
            res.rows.push(PasteRow { line: record.line, name: line.name, addresses, outcome, text });
        }
        for draft in drafts.list {
            let edits = draft.edits(names.catalog());
            if edits.is_empty() {
                continue;
            }
            let number = if draft.before.is_none() { &mut res.num_added } else { &mut res.num_changed };
            *number += 1;
            res.first = res.first.or(Some(draft.zone.id));
            res.edits.extend(edits);
        }
        Self { unused: columns.unused, ..res }
    }

    /// The edit that does what the lines without errors say; `None`: there is nothing to do.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        (!self.edits.is_empty())
            .then(|| Edit::Several { label: self.label("Add", "change"), edits: self.edits.clone() })
    }

    /// What the edit does, in the words for adding and changing: “Add 3 zones, change 1 zone”.
    #[must_use]
    pub fn label(&self, add: &str, change: &str) -> String {
        added_and_changed([add, change], [self.num_added, self.num_changed], ["zone", "zones"])
    }
}

/// The zones that lines have spoken of so far, in the order of the lines.
struct Drafts<'a> {
    plan: &'a Plan,
    list: Vec<Draft<'a>>,
    /// Where each stands.
    positions: BTreeMap<Key, usize>,
    /// The zones of the plan by name, and by name in lower case; the first of each.
    zones: BTreeMap<String, &'a Zone>,
    taken: BTreeSet<ZoneId>,
}

/// What a line speaks of.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Key {
    /// A zone of the plan.
    There(ZoneId),
    /// A new one, by its name in lower case.
    New(String),
}

/// A zone as it would be.
struct Draft<'a> {
    zone: Zone,
    /// As it is in the plan.
    before: Option<&'a Zone>,
    /// The line that spoke of it first.
    line: usize,
    /// The OS versions and roles that lines ticked.
    ticks: BTreeSet<TickRow>,
    /// The machines that lines name, by role.
    hosts: BTreeMap<RoleId, Vec<Host>>,
}

impl<'a> Drafts<'a> {
    fn new(plan: &'a Plan) -> Self {
        let mut zones: BTreeMap<String, &Zone> = BTreeMap::new();
        for zone in &plan.zones {
            zones.entry(zone.name.clone()).or_insert(zone);
        }
        for zone in &plan.zones {
            zones.entry(zone.name.to_lowercase()).or_insert(zone);
        }
        Self { plan, list: Vec::new(), positions: BTreeMap::new(), zones, taken: BTreeSet::new() }
    }

    /// Takes a line in, and says what it does.
    fn take(&mut self, names: &TickNames<'_>, number: usize, line: &Line) -> (Outcome, String) {
        if !line.problems.is_empty() {
            return (Outcome::Wrong, line.problems.join("; "));
        }
        let lower = line.name.to_lowercase();
        let before = self.zones.get(&line.name).or_else(|| self.zones.get(&lower)).copied();
        let key = before.map_or(Key::New(lower), |zone| Key::There(zone.id.clone()));
        let known = self.positions.get(&key).copied();
        let idx = known.unwrap_or(self.list.len());
        if known.is_none() {
            let new = || Zone { id: self.free_id(&line.name), name: line.name.clone(), ..Zone::default() };
            let zone = before.cloned().unwrap_or_else(new);
            self.taken.insert(zone.id.clone());
            self.positions.insert(key, idx);
            self.list.push(Draft { zone, before, line: number, ticks: BTreeSet::new(), hosts: BTreeMap::new() });
        }
        let draft = &mut self.list[idx];
        let new = draft.take(names.catalog(), line, draft.before.is_some() || known.is_some());
        let name = match (draft.before, known) {
            (Some(zone), _) => zone.name.clone(),
            (None, Some(_)) => format!("the zone of line {}", draft.line),
            (None, None) if new.is_empty() => return (Outcome::Adds, "New zone without addresses".to_owned()),
            (None, None) => return (Outcome::Adds, format!("New zone with {}", new.join(", "))),
        };
        if new.is_empty() {
            return (Outcome::Nothing, format!("Nothing new for {name}"));
        }
        (Outcome::Changes, format!("For {name}: {}", new.join(", ")))
    }

    /// An id that neither the plan nor a line before has.
    fn free_id(&self, name: &str) -> ZoneId {
        let is_taken = |id: &str| self.taken.contains(id) || self.plan.zone(id).is_some();
        first_free(self.plan.free_zone_id(name).as_str(), '-', is_taken).into()
    }
}

impl Draft<'_> {
    /// Takes a line in. Returns what is new in it, in words: of a zone that is there already, what is added to it and
    /// what takes the place of something.
    fn take(&mut self, catalog: &Catalog, line: &Line, is_known: bool) -> Vec<String> {
        let zone = &mut self.zone;
        let adds = |what: String| if is_known { format!("adds {what}") } else { what };
        let mut res = Vec::new();
        let num_before = zone.addresses.len();
        let of_zone = if line.host.is_empty() { &line.addresses[..] } else { &[] };
        for address in of_zone {
            if !zone.addresses.contains(address) {
                zone.addresses.push(address.clone());
            }
        }
        let new = &zone.addresses[num_before..];
        res.extend((!new.is_empty()).then(|| adds(counted(new.len(), "address", "addresses"))));
        if let Some(trust) = line.trust.filter(|trust| *trust != zone.trust) {
            let new = format!("trust level {}", trust.label());
            let instead = || format!("replaces trust level {} by {}", zone.trust.label(), trust.label());
            res.push(if is_known { instead() } else { new });
            zone.trust = trust;
        }
        if !line.group.is_empty() && line.group != zone.group {
            let instead = format!("replaces group {} by {}", zone.group, line.group);
            res.push(if zone.group.is_empty() { adds(format!("group {}", line.group)) } else { instead });
            zone.group.clone_from(&line.group);
        }
        if !zone.note.contains(&line.note) {
            res.push(adds("a note".to_owned()));
            let is_first = zone.note.is_empty();
            zone.note = if is_first { line.note.clone() } else { format!("{}\n{}", zone.note, line.note) };
        }
        let new: BTreeSet<TickRow> = line.ticks.iter().copied().filter(|row| !self.has(catalog, *row)).collect();
        let (os, roles): (Vec<TickRow>, Vec<TickRow>) = new.iter().partition(|row| matches!(row, TickRow::Os(_)));
        res.extend((!os.is_empty()).then(|| adds(counted(os.len(), "OS version", "OS versions"))));
        res.extend((!roles.is_empty()).then(|| adds(counted(roles.len(), "role", "roles"))));
        self.ticks.extend(new);
        if !line.host.is_empty() {
            let host = Host { name: line.host.clone(), addresses: line.addresses.clone() };
            if self.add_host(catalog, &host, line) {
                res.push(adds(format!("host {}", line.host)));
            }
        }
        res
    }

    /// Adds the machine of a line to each of its roles; `false`: it stands there like that already.
    fn add_host(&mut self, catalog: &Catalog, host: &Host, line: &Line) -> bool {
        let mut is_new = false;
        for row in &line.ticks {
            let TickRow::Role(role_idx) = row else { continue };
            let role = &catalog.roles[*role_idx].id;
            let placed = self.zone.placements.iter().find(|placement| placement.role == *role);
            let hosts = self.hosts.entry(role.clone()).or_default();
            if !hosts.contains(host) && !placed.is_some_and(|placement| placement.hosts.contains(host)) {
                hosts.push(host.clone());
                is_new = true;
            }
        }
        is_new
    }

    /// Whether the plan or a line before ticks a row of the zone.
    fn has(&self, catalog: &Catalog, row: TickRow) -> bool {
        let in_plan = match row {
            TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => false,
            TickRow::Os(os_idx) => self.zone.os.contains(&catalog.os[os_idx].id),
            TickRow::Role(role_idx) => {
                self.zone.placements.iter().any(|placement| placement.role == catalog.roles[role_idx].id)
            }
        };
        in_plan || self.ticks.contains(&row)
    }

    /// What makes the zone so.
    fn edits(&self, catalog: &Catalog) -> Vec<Edit> {
        let Zone { id, name, addresses, trust, group, note, .. } = &self.zone;
        let empty = Zone::default();
        let before = self.before.unwrap_or(&empty);
        let zone = || id.clone();
        // New ones come last, wherever that is by then.
        let add = || Edit::AddZone { id: zone(), name: name.clone(), position: usize::MAX };
        let is_new = self.before.is_none();
        let address = || Edit::SetAddresses { zone: zone(), addresses: addresses.clone() };
        let mut ticks = ZoneTicks::none(zone());
        self.ticks.iter().for_each(|row| set_tick(&mut ticks, catalog, *row, Tick::On));
        let edits = [
            is_new.then(add),
            (*addresses != before.addresses).then(address),
            (*trust != before.trust).then(|| Edit::SetTrust { zone: zone(), trust: *trust }),
            (*group != before.group).then(|| Edit::SetGroup { zone: zone(), group: group.clone() }),
            (*note != before.note).then(|| Edit::SetZoneNote { zone: zone(), note: note.clone() }),
            (ticks.num_ticks() > 0).then(|| Edit::SetTicks(vec![ticks])),
        ];
        let of_roles = self.hosts.iter().filter(|(_, hosts)| !hosts.is_empty());
        let hosts =
            of_roles.map(|(role, hosts)| Edit::AddHosts { zone: zone(), role: role.clone(), hosts: hosts.clone() });
        edits.into_iter().flatten().chain(hosts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::lookup::SearchIndex;
    use crate::view::sample;

    fn build(plan: &Plan, text: &str) -> ZonePaste {
        let catalog = sample::catalog();
        let index = SearchIndex::build(&catalog);
        ZonePaste::build(plan, &TickNames::new(&catalog, &index), text)
    }

    fn told(text: &str) -> Vec<String> {
        let rows = build(&sample::plan(), text).rows;
        rows.iter().map(|row| format!("{} {} | {} | {}", row.line, row.name, row.addresses, row.text)).collect()
    }

    #[test]
    fn each_line_says_what_it_would_do() {
        assert_eq!(
            told(
                "Zone\tSubnet\tTrust\tVLAN\n\
                DMZ\t\"192.0.2.0/24\n198.51.100.0/24\"\tlow\t7\n\
                core\t10.2.0.1, 10.2.0.3\tHIGH\t8\n\
                dmz\t203.0.113.1 - 203.0.113.9\t\t7\n\
                Clients\t10.1.0.0/16\tMedium\t9\n\
                Void\t\t\t"
            ),
            [
                "2 DMZ | 192.0.2.0/24, 198.51.100.0/24 | New zone with 2 addresses, trust level Low",
                "4 core | 10.2.0.1, 10.2.0.3 | For Core: adds 1 address, replaces trust level Medium by High",
                "5 dmz | 203.0.113.1-203.0.113.9 | For the zone of line 2: adds 1 address",
                "6 Clients | 10.1.0.0/16 | Nothing new for Clients",
                "7 Void |  | New zone without addresses",
            ]
        );
    }

    #[test]
    fn cells_are_known_by_their_place_without_a_heading() {
        assert_eq!(
            told("A,10.1.0.0/16,10.2.0.0/16,high,Where \"it\" is\nB,10.3.0.0/16,low\nC;10.4.0.0/16"),
            [
                "1 A | 10.1.0.0/16, 10.2.0.0/16 | New zone with 2 addresses, trust level High, a note",
                "2 B | 10.3.0.0/16 | New zone with 1 address, trust level Low",
                "3 C;10.4.0.0/16 |  | New zone without addresses",
            ]
        );
        assert_eq!(
            told("Branch office 10.5.0.0/16 10.6.0.0/16\nCore"),
            [
                "1 Branch office | 10.5.0.0/16, 10.6.0.0/16 | New zone with 2 addresses",
                "2 Core |  | Nothing new for Core",
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_left_out() {
        let text =
            "name;address;trust;note\nA;10.1.0.1/16;low\n;10.2.0.0/16\nC;dc1;middling\nD;;;n;x\nE;10.3.0.0/16\n\"F";
        let paste = build(&sample::plan(), text);
        let wrong: Vec<_> = paste.rows.iter().filter(|row| row.outcome == Outcome::Wrong).collect();
        let told: Vec<String> = wrong.iter().map(|row| format!("{}: {}", row.line, row.text)).collect();
        assert_eq!(
            told,
            [
                "2: “10.1.0.1/16” has host bits set: write the network address, or the host without a prefix",
                "3: a zone needs a name: write one",
                "4: “middling” is no trust level: write low, medium or high",
                "5: “x” stands in a column without a heading: give it one",
                "7: the quote that opens here is never closed: close it with another one",
            ]
        );
        assert_eq!((paste.num_wrong, paste.label("Add", "change")), (5, "Add 1 zone".to_owned()));
    }

    #[test]
    fn all_of_it_is_one_edit() {
        let paste = build(&sample::plan(), "Zone,Note,CIDR\nLab,Old,10.9.0.0/16\nLab 2,New,\nlab-2,,dc1\nLab,Old,");
        let edit = paste.edit().expect("something to do");
        assert_eq!(edit.label(), "Add 2 zones, change 1 zone");
        let after = sample::plan().applied(&edit).expect("the edit");
        let zones = after.zones.iter().skip(2);
        let zones: Vec<_> = zones.map(|it| (it.id.as_str(), &*it.name, it.addresses.join(" "), &*it.note)).collect();
        let expected = [
            ("lab", "Lab", "10.9.0.0/16".to_owned(), "Old"),
            ("lab-2", "Lab 2", String::new(), "New"),
            ("lab-2-2", "lab-2", "dc1".to_owned(), ""),
        ];
        assert_eq!(zones, expected);
        assert_eq!(build(&after, "Zone,Note\nLab,Old").edit(), None, "nothing is left to do");
        assert_eq!(build(&after, "").edit(), None);
    }

    #[test]
    fn columns_that_are_not_used_are_named() {
        let paste = build(&sample::plan(), "Country,Zone,Owner,Network\na,b,c,10.0.0.0/8");
        assert_eq!(paste.unused, ["Country", "Owner"]);
        assert_eq!((&*paste.rows[0].name, &*paste.rows[0].addresses), ("b", "10.0.0.0/8"));
    }

    #[test]
    fn a_column_of_sites_puts_zones_into_groups() {
        for heading in ["Group", "site", "Tier"] {
            let text = format!("Zone,{heading}\nLab,Berlin\nDMZ,Paris\nLab,Rome\nDMZ,Paris");
            assert_eq!(
                told(&text),
                [
                    "2 Lab |  | For Lab: adds group Berlin",
                    "3 DMZ |  | New zone with group Paris",
                    "4 Lab |  | For Lab: replaces group Berlin by Rome",
                    "5 DMZ |  | Nothing new for the zone of line 3",
                ]
            );
            let edit = build(&sample::plan(), &text).edit().expect("something to do");
            let after = sample::plan().applied(&edit).expect("the edit");
            let groups: Vec<&str> = after.zones.iter().map(|zone| zone.group.as_str()).collect();
            assert_eq!(groups, ["", "", "Rome", "Paris"]);
        }
    }

    #[test]
    fn os_versions_and_roles_are_ticked() {
        let text = "Zone\tOS\tRoles\nLab\tServer 2022, old\tDomain controller\n\
                    Clients\tWindows 11\tdomain member; file-server\nDMZ\t\tFile server, Mail hub\nlab\t\tMember";
        assert_eq!(
            told(text),
            [
                "2 Lab |  | For Lab: adds 2 OS versions, adds 1 role",
                "3 Clients |  | Nothing new for Clients",
                "4 DMZ |  | “Mail hub” is no role and no OS version",
                "5 lab |  | For Lab: adds 1 role",
            ]
        );
        assert_eq!(
            told("DMZ\t192.0.2.0/24\tWindows Server 2022\tFile server"),
            ["1 DMZ | 192.0.2.0/24 | New zone with 1 address, 1 OS version, 1 role"],
            "without a heading they are known by what they say"
        );
        let edit = build(&sample::plan(), text).edit().expect("something to do");
        let lab = &sample::plan().applied(&edit).expect("the edit").zones[2];
        let roles: Vec<&str> = lab.placements.iter().map(|placement| placement.role.as_str()).collect();
        assert_eq!((roles, lab.os.len()), (vec!["controller", "member"], 2));
    }

    #[test]
    fn a_column_of_hosts_names_the_machines_of_roles() {
        let catalog = sample::catalog();
        let plan = sample::plan();
        let role =
            catalog.roles.iter().find(|role| !role.is_abstract).map(|role| role.name.clone()).unwrap_or_default();
        let text = format!(
            "Zone\tRole\tHost\tAddress\nVault\t{role}\tdc1\t10.9.0.1\nVault\t{role}\tdc2\t\nVault\t{role}\tdc1\t10.9.0.1\nVault\t\tdc3\t10.9.0.3"
        );
        let paste = build(&plan, &text);
        assert_eq!(
            told(&text),
            [
                "2 Vault | 10.9.0.1 | New zone with 1 role, host dc1",
                "3 Vault |  | For the zone of line 2: adds host dc2",
                "4 Vault | 10.9.0.1 | Nothing new for the zone of line 2",
                "5 Vault | 10.9.0.3 | a host needs a role: write one that it has",
            ]
        );
        let after = paste.edit().and_then(|edit| plan.applied(&edit).ok()).expect("the lines without errors are done");
        let lab = after.zones.last().expect("the new zone");
        assert!(lab.addresses.is_empty(), "the addresses are those of the machines");
        let hosts: Vec<_> = lab.placements.iter().flat_map(|placement| &placement.hosts).collect();
        let names: Vec<_> = hosts.iter().map(|host| (&*host.name, host.addresses.join(" "))).collect();
        assert_eq!(names, [("dc1", "10.9.0.1".to_owned()), ("dc2", String::new())]);
    }
}
