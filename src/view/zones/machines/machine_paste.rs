//! What each line of a pasted list of machines comes to in the plan, from the first line to the last.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Columns, Known, Line, zone_called};
use super::placed::placed;
use crate::catalog::Catalog;
use crate::plan::{Edit, Host, Placement, Plan, RoleId, Zone, ZoneId, first_free};
use crate::view::pasted_table::records;
use crate::view::ticks::{TickNames, TickRow};
use crate::view::wording::{added_and_changed, counted};
use crate::view::zones::paste::{Outcome, PasteRow};
use crate::view::zones::placement::retain_placements;

/// What a list of machines would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MachinePaste {
    /// One row a line, but for headings.
    pub rows: Vec<PasteRow>,
    /// The headings of columns that are not used.
    pub unused: Vec<String>,
    /// How many lines are wrong.
    pub num_wrong: u32,
    /// The zones that lines name and the plan lacks, each once.
    pub missing: Vec<MissingZone>,
    /// The first zone that is added or changed.
    pub first: Option<ZoneId>,
    num_added: usize,
    num_changed: usize,
    edits: Vec<Edit>,
}

/// A zone that a line names and the plan lacks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MissingZone {
    /// What the line calls it.
    pub name: String,
    /// The zone that may have been meant.
    pub nearest: Option<String>,
}

/// Where machines stand of lines that don't say it themselves.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MachinePlace {
    /// The zone.
    pub zone: Option<ZoneId>,
    /// The role.
    pub role: Option<RoleId>,
}

/// What becomes of zones that lines name and the plan lacks.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum MissingZones {
    /// Their lines are wrong.
    #[default]
    Refuse,
    /// They are added.
    Add,
}

impl MachinePaste {
    /// Reads a text.
    #[must_use]
    pub fn build(plan: &Plan, names: &TickNames<'_>, place: &MachinePlace, text: &str, missing: MissingZones) -> Self {
        let records = records(text);
        let heading = records.first().and_then(Columns::of_heading);
        let first = usize::from(heading.is_some());
        let columns = heading.unwrap_or_default();
        let known = Known { plan, names, has_zone: place.zone.is_some() };
        let placements = plan.zones.iter().flat_map(|zone| &zone.placements);
        let placed = placements.map(|placement| {
            (names.catalog().role_name(placement.role.as_str()).to_lowercase(), placement.role.clone())
        });
        let placed = placed.collect();
        let mut drafts = Drafts { plan, names, place, missing, placed, list: Vec::new(), lacking: Vec::new() };
        let mut res = Self::default();
        for record in &records[first..] {
            let line = columns.read(&known, record);
            let (outcome, text) = match drafts.take(record.line, &line) {
                Ok(done) => done,
                Err(problem) => (Outcome::Wrong, problem),
            };
            res.num_wrong += u32::from(outcome == Outcome::Wrong);
            let addresses = line.addresses.join(", ");
            res.rows.push(PasteRow { line: record.line, name: line.name, addresses, outcome, text });
        }
        res.missing = drafts.lacking;
        for draft in &drafts.list {
            let edits = draft.edits();
            if edits.is_empty() {
                continue;
            }
            res.first = res.first.or(Some(draft.zone.id.clone()));
            res.edits.extend(edits);
            let num_of = |is_new: bool| draft.touched.iter().filter(|it| it.is_new == is_new && it.is_changed).count();
            res.num_added += num_of(true);
            res.num_changed += num_of(false);
        }
        Self { unused: columns.unused, ..res }
    }

    /// The edit that does what the lines without errors say; `None`: there is nothing to do.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        (!self.edits.is_empty())
            .then(|| Edit::Several { label: self.label("Add", "change"), edits: self.edits.clone() })
    }

    /// What the edit does, in the words for adding and changing: “Add 3 machines, change 1 machine”.
    #[must_use]
    pub fn label(&self, add: &str, change: &str) -> String {
        added_and_changed([add, change], [self.num_added, self.num_changed], ["machine", "machines"])
    }
}

/// The zones that lines have spoken of so far, in the order of the lines.
struct Drafts<'a> {
    plan: &'a Plan,
    names: &'a TickNames<'a>,
    place: &'a MachinePlace,
    missing: MissingZones,
    /// The roles of the plan by name in lower case.
    placed: BTreeMap<String, RoleId>,
    list: Vec<Draft<'a>>,
    lacking: Vec<MissingZone>,
}

/// A zone as it would be. New placements stand behind those that are there.
struct Draft<'a> {
    zone: Zone,
    /// As it is in the plan.
    before: Option<&'a Zone>,
    /// The machines that lines spoke of.
    touched: Vec<Touched>,
}

/// A machine that a line spoke of.
struct Touched {
    placement_idx: usize,
    host_idx: usize,
    /// The line that spoke of it first.
    line: usize,
    is_new: bool,
    is_changed: bool,
}

impl<'a> Drafts<'a> {
    /// Takes a line in, and says what it does.
    ///
    /// # Errors
    /// When something is wrong with it: what, and what to write.
    fn take(&mut self, number: usize, line: &Line) -> Result<(Outcome, String), String> {
        let roles = self.roles(line);
        let mut problems = line.problems.clone();
        problems.extend(roles.as_ref().err().cloned());
        let zone = self.zone_of(line);
        problems.extend(zone.as_ref().err().cloned());
        let (Ok(roles), Ok(zone), []) = (roles, zone, &problems[..]) else { return Err(problems.join("; ")) };
        if line.name.is_empty() && line.addresses.is_empty() {
            return Ok((Outcome::Nothing, "Names no machine".to_owned()));
        }
        let (plan, catalog) = (self.plan, self.names.catalog());
        let idx = self.draft_idx(zone);
        // All of its placements are found before any of them is changed.
        let draft = &mut self.list[idx];
        let placements = roles.iter().map(|role| draft.placement_idx(plan, catalog, role, line));
        let placements: Vec<Option<usize>> = placements.collect::<Result<_, _>>()?;
        let is_new_zone = draft.before.is_none() && draft.touched.is_empty();
        let mut outcome = Outcome::Nothing;
        let mut texts = Vec::new();
        for (role, placement_idx) in roles.iter().zip(placements) {
            let name = catalog.role_name(role.as_str());
            let ticks = if placement_idx.is_none() { ", and the role is ticked" } else { "" };
            let (of_role, text) = draft.put(placement_idx, role, (number, line));
            texts.push(format!("{name}: {text}{ticks}"));
            outcome = match (outcome, of_role) {
                (Outcome::Adds, _) | (_, Outcome::Adds) => Outcome::Adds,
                (Outcome::Changes, _) | (_, Outcome::Changes) => Outcome::Changes,
                (before, _) => before,
            };
        }
        let zone = if is_new_zone { format!("New zone {}", draft.zone.name) } else { draft.zone.name.clone() };
        Ok((outcome, format!("{zone}, {}", texts.join("; "))))
    }

    /// The roles that a line names, or the one that holds where it names none.
    fn roles(&self, line: &Line) -> Result<Vec<RoleId>, String> {
        if line.role.is_empty() {
            let role = self.place.role.clone().map(|role| vec![role]);
            return role.ok_or_else(|| "a machine needs a role: write one that it has".to_owned());
        }
        let role = |found: Result<TickRow, String>| match found {
            Ok(TickRow::Role(role_idx)) => Ok(self.names.catalog().roles[role_idx].id.clone()),
            Ok(TickRow::OsVersions | TickRow::Os(_) | TickRow::Fold(_) | TickRow::Family(_)) => {
                Err(format!("“{}” is an OS version: write a role", line.role))
            }
            Err(problem) => Err(problem),
        };
        let named = self.names.list(&line.role).into_iter().map(role).collect::<Result<Vec<_>, _>>();
        // One that the catalog lacks, or that is never ticked, may be placed all the same.
        named
            .or_else(|problem| self.placed.get(&line.role.to_lowercase()).map(|role| vec![role.clone()]).ok_or(problem))
    }

    /// The zone that a line names, or the one that holds where it names none.
    fn zone_of(&mut self, line: &Line) -> Result<Place<'a>, String> {
        if line.zone.is_empty() {
            let zone = self.place.zone.as_ref().and_then(|zone| self.plan.zone(zone.as_str()));
            return zone
                .map(Place::There)
                .ok_or_else(|| "a machine needs a zone: write the one that it stands in".to_owned());
        }
        if let Some(zone) = zone_called(self.plan, &line.zone) {
            return Ok(Place::There(zone));
        }
        let lower = line.zone.to_lowercase();
        if !self.lacking.iter().any(|zone| zone.name.to_lowercase() == lower) {
            self.lacking.push(MissingZone { name: line.zone.clone(), nearest: nearest_zone(self.plan, &lower) });
        }
        match self.missing {
            MissingZones::Add => Ok(Place::New(line.zone.clone())),
            MissingZones::Refuse => {
                let lacking = self.lacking.iter().find(|zone| zone.name.to_lowercase() == lower);
                let nearest = lacking.and_then(|zone| zone.nearest.as_ref());
                let hint = nearest.map_or_else(String::new, |name| format!(": did you mean “{name}”?"));
                Err(format!("no zone is called “{}”{hint}", line.zone))
            }
        }
    }

    /// The position of the draft of a zone.
    fn draft_idx(&mut self, place: Place<'a>) -> usize {
        let is_it = |draft: &Draft<'_>| match (&place, draft.before) {
            (Place::There(zone), Some(before)) => zone.id == before.id,
            (Place::New(name), None) => draft.zone.name.to_lowercase() == name.to_lowercase(),
            (Place::There(_), None) | (Place::New(_), Some(_)) => false,
        };
        if let Some(idx) = self.list.iter().position(is_it) {
            return idx;
        }
        let (zone, before) = match place {
            Place::There(zone) => (zone.clone(), Some(zone)),
            Place::New(name) => (Zone { id: self.free_id(&name), name, ..Zone::default() }, None),
        };
        self.list.push(Draft { zone, before, touched: Vec::new() });
        self.list.len() - 1
    }

    /// An id that neither the plan nor a line before has.
    fn free_id(&self, name: &str) -> ZoneId {
        let is_taken =
            |id: &str| self.list.iter().any(|draft| draft.zone.id.as_str() == id) || self.plan.zone(id).is_some();
        first_free(self.plan.free_zone_id(name).as_str(), '-', is_taken).into()
    }
}

/// The zone of a line.
enum Place<'a> {
    There(&'a Zone),
    /// It is called so.
    New(String),
}

impl Draft<'_> {
    /// The position of the placement that a line means; `None`: the role is not ticked.
    fn placement_idx(
        &self,
        plan: &Plan,
        catalog: &Catalog,
        role: &RoleId,
        line: &Line,
    ) -> Result<Option<usize>, String> {
        let placed = placed(plan, &self.zone.placements, role);
        let placement = |&(idx, _): &(usize, String)| &self.zone.placements[idx];
        let scope = line.scope.to_lowercase();
        let role = || catalog.role_name(role.as_str());
        match &placed[..] {
            [] if line.scope.is_empty() => Ok(None),
            // A scope is told as well where it tells nothing apart.
            [one] if scope.is_empty() || has_scope(plan, placement(one), &scope) => Ok(Some(one.0)),
            [] | [_] => Err(format!(
                "{} has no {} of “{}”: make that placement first, or leave the scope away",
                self.zone.name,
                role(),
                line.scope
            )),
            several => {
                let is_meant = |it: &&(usize, String)| {
                    if scope.is_empty() {
                        known_host(placement(it), line).is_some()
                    } else {
                        it.1.to_lowercase() == scope
                    }
                };
                let mut meant = several.iter().filter(is_meant);
                if let (Some(one), None) = (meant.next(), meant.next()) {
                    return Ok(Some(one.0));
                }
                let words: Vec<String> = several.iter().map(|(_, word)| format!("“{word}”")).collect();
                let placements = counted(several.len(), "placement", "placements");
                let (zone, words) = (&self.zone.name, words.join(" or "));
                Err(format!("{zone} has {placements} of {}: write which in a column Scope, {words}", role()))
            }
        }
    }

    /// Puts the machine of a line into a placement, or into a new one of the role. Says what that does.
    fn put(
        &mut self,
        placement_idx: Option<usize>,
        role: &RoleId,
        (number, line): (usize, &Line),
    ) -> (Outcome, String) {
        let placement_idx = placement_idx.unwrap_or_else(|| {
            self.zone.placements.push(Placement::new(role.clone()));
            self.zone.placements.len() - 1
        });
        let hosts = &mut self.zone.placements[placement_idx].hosts;
        let known = known_host_of(hosts, line);
        let host_idx = known.unwrap_or(hosts.len());
        let told = |it: &&mut Touched| (it.placement_idx, it.host_idx) == (placement_idx, host_idx);
        let told = self.touched.iter_mut().find(told);
        let touch = |is_new, is_changed| Touched { placement_idx, host_idx, line: number, is_new, is_changed };
        let Some(host_idx) = known else {
            hosts.push(Host { name: line.name.clone(), addresses: line.addresses.clone() });
            self.touched.push(touch(true, true));
            return (Outcome::Adds, "new".to_owned());
        };
        let host = &mut hosts[host_idx];
        if let Some(told) = told {
            // Further lines of one machine add to what the first one says.
            let num_before = host.addresses.len();
            for address in &line.addresses {
                if !host.addresses.contains(address) {
                    host.addresses.push(address.clone());
                }
            }
            let num_new = host.addresses.len() - num_before;
            told.is_changed |= num_new > 0;
            return if num_new == 0 {
                (Outcome::Nothing, format!("nothing new after line {}", told.line))
            } else {
                (Outcome::Changes, format!("adds {} to line {}", counted(num_new, "address", "addresses"), told.line))
            };
        }
        let is_changed = !line.addresses.is_empty() && line.addresses != host.addresses;
        self.touched.push(touch(false, is_changed));
        if !is_changed {
            return (Outcome::Nothing, "nothing new".to_owned());
        }
        let before = std::mem::replace(&mut host.addresses, line.addresses.clone());
        let instead = if before.is_empty() { "none".to_owned() } else { before.join(", ") };
        (Outcome::Changes, format!("{} instead of {instead}", line.addresses.join(", ")))
    }

    /// What makes the zone so.
    fn edits(&self) -> Vec<Edit> {
        let id = || self.zone.id.clone();
        if !self.touched.iter().any(|it| it.is_changed) {
            return Vec::new();
        }
        let mut placements = self.zone.placements.iter();
        let mut res = match self.before {
            None => vec![Edit::AddZone { id: id(), name: self.zone.name.clone(), position: usize::MAX }],
            // New placements stand behind those that are there.
            Some(before) => retain_placements(before, |placement| {
                if let Some(changed) = placements.next() {
                    placement.clone_from(changed);
                }
                true
            }),
        };
        res.extend(placements.map(|placement| Edit::AddPlacement { zone: id(), placement: placement.clone() }));
        res
    }
}

/// The machine of a placement that a line means: the one of that name, or of those addresses where it has none.
fn known_host(placement: &Placement, line: &Line) -> Option<usize> {
    known_host_of(&placement.hosts, line)
}

fn known_host_of(hosts: &[Host], line: &Line) -> Option<usize> {
    let name = line.name.to_lowercase();
    let addresses: BTreeSet<&String> = line.addresses.iter().collect();
    hosts.iter().position(|host| {
        let is_nameless = name.is_empty() && host.name.is_empty();
        host.name.to_lowercase() == name && !is_nameless
            || is_nameless && host.addresses.iter().collect::<BTreeSet<_>>() == addresses
    })
}

/// Whether a placement has a scope that is called so, in lower case.
fn has_scope(plan: &Plan, placement: &Placement, name: &str) -> bool {
    placement
        .scopes
        .values()
        .any(|scope| plan.scope_name(scope.as_str()).to_lowercase() == name || scope.as_str() == name)
}

/// The zone whose name is nearest to a misspelt one in lower case.
fn nearest_zone(plan: &Plan, name: &str) -> Option<String> {
    let limit = if name.chars().count() < 6 { 1 } else { 2 };
    let ranked = plan.zones.iter().map(|zone| (strsim::osa_distance(name, &zone.name.to_lowercase()), &zone.name));
    let nearest = ranked.filter(|(distance, _)| *distance <= limit).min();
    nearest.map(|(_, name)| name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::lookup::SearchIndex;
    use crate::view::sample;
    use crate::view::zones::machines::machine_list;

    fn build_in(plan: &Plan, place: &MachinePlace, text: &str, missing: MissingZones) -> MachinePaste {
        let catalog = sample::catalog();
        let index = SearchIndex::build(&catalog);
        MachinePaste::build(plan, &TickNames::new(&catalog, &index), place, text, missing)
    }

    fn told_in(plan: &Plan, place: &MachinePlace, text: &str, missing: MissingZones) -> Vec<String> {
        let rows = build_in(plan, place, text, missing).rows;
        rows.iter().map(|row| format!("{} {} | {} | {}", row.line, row.name, row.addresses, row.text)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(told_in(&sample::plan(), &MachinePlace::default(), text, MissingZones::Refuse), expected);
    }

    fn hosts(plan: &Plan, zone: &str) -> Vec<String> {
        let placements = &plan.zone(zone).expect(zone).placements;
        let of_placement = |placement: &Placement| {
            let role = placement.role.clone();
            let line = move |host: &Host| format!("{role}: {} {}", host.name, host.addresses.join(" "));
            placement.hosts.iter().map(line).collect::<Vec<_>>()
        };
        placements.iter().flat_map(of_placement).collect()
    }

    /// The sample plan after a text was pasted.
    fn pasted(plan: &Plan, text: &str) -> Plan {
        let paste = build_in(plan, &MachinePlace::default(), text, MissingZones::Refuse);
        plan.applied(&paste.edit().expect("something to do")).expect("the edit")
    }

    #[test]
    fn each_line_says_what_it_would_do() {
        check(
            "Zone\tRole\tName\tIP address\tOwner\n\
            Core\tDomain controller\tdc1\t10.2.0.1; 2001:db8::1\tAda\n\
            core\tcontroller\tDC1\t10.2.0.2\t\n\
            Clients\tfile-server, domain member\tfs1\t\t\n\
            Lab\tFile server\tfs2\tfs2.example\t\n\
            Lab\tFile server\tfs2\tfs2.example\t\n\
            Core\tDomain controller\t\t\t\n",
            &[
                "2 dc1 | 10.2.0.1, 2001:db8::1 | Core, Domain controller: new",
                "3 DC1 | 10.2.0.2 | Core, Domain controller: adds 1 address to line 2",
                "4 fs1 |  | Clients, File server: new; Domain member: new",
                "5 fs2 | fs2.example | Lab, File server: new, and the role is ticked",
                "6 fs2 | fs2.example | Lab, File server: nothing new after line 5",
                "7  |  | Names no machine",
            ],
        );
    }

    #[test]
    fn what_a_list_says_replaces_what_the_plan_says_of_a_machine() {
        let plan =
            pasted(&sample::plan(), "Zone,Role,Name,Address\nCore,controller,dc1,10.2.0.1\nCore,controller,dc2,");
        assert_eq!(hosts(&plan, "core"), ["controller: dc1 10.2.0.1", "controller: dc2 "]);
        let text =
            "Zone,Role,Name,Address\ncore,controller,dc1,\ncore,controller,dc2,10.2.0.2\ncore,controller,dc1,10.2.0.9";
        assert_eq!(
            told_in(&plan, &MachinePlace::default(), text, MissingZones::Refuse),
            [
                "2 dc1 |  | Core, Domain controller: nothing new",
                "3 dc2 | 10.2.0.2 | Core, Domain controller: 10.2.0.2 instead of none",
                "4 dc1 | 10.2.0.9 | Core, Domain controller: adds 1 address to line 2",
            ]
        );
        let after = pasted(&plan, "Zone,Role,Name,Address\ncore,controller,DC1,10.2.0.9");
        assert_eq!(hosts(&after, "core"), ["controller: dc1 10.2.0.9", "controller: dc2 "]);
    }

    #[test]
    fn without_a_heading_cells_are_known_by_what_they_say_in_any_order() {
        check(
            "dc1;10.2.0.1;Domain controller;Core\ncontroller;Core;dc2\nLob;File server;fs1;10.9.0.1",
            &[
                "1 dc1 | 10.2.0.1 | Core, Domain controller: new",
                "2 dc2 |  | Core, Domain controller: new",
                "3 fs1 | 10.9.0.1 | no zone is called “Lob”: did you mean “Lab”?",
            ],
        );
        // A cell of the tick table says where machines stand that don't say it themselves.
        let place = MachinePlace { zone: Some("core".into()), role: Some("controller".into()) };
        assert_eq!(
            told_in(&sample::plan(), &place, "dc1 10.2.0.1 10.2.0.2\ndc2\n10.2.0.7", MissingZones::Refuse),
            [
                "1 dc1 | 10.2.0.1, 10.2.0.2 | Core, Domain controller: new",
                "2 dc2 |  | Core, Domain controller: new",
                "3  | 10.2.0.7 | Core, Domain controller: new",
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_left_out() {
        check(
            "zone;role;host;address\nCore;Mail hub;m1\n;controller;dc1\nCore;;dc2\nCore;controller;dc3;10.2.0.300\n\
            Core;controller;dc4;10.0.0.9-10.0.0.1\nCore;controller;dc5;any\nCore;Server 2022;dc6\nCore;controller;dc7;;x\n\
            Core;controller;ok;10.2.0.7",
            &[
                "2 m1 |  | “Mail hub” is no role and no OS version",
                "3 dc1 |  | a machine needs a zone: write the one that it stands in",
                "4 dc2 |  | a machine needs a role: write one that it has",
                "5 dc3 | 10.2.0.300 | “10.2.0.300” is not an IP address",
                "6 dc4 | 10.0.0.9-10.0.0.1 | “10.0.0.9-10.0.0.1” is not a range: write the lower address first, both of one family",
                "7 dc5 | any | a machine has an address of its own: write it, or none",
                "8 dc6 |  | “Server 2022” is an OS version: write a role",
                "9 dc7 |  | “x” stands in a column without a heading: give it one",
                "10 ok | 10.2.0.7 | Core, Domain controller: new",
            ],
        );
    }

    #[test]
    fn zones_that_the_plan_lacks_are_added_where_that_is_wanted() {
        let text = "Zone,Role,Name\nVault,controller,dc1\nvault,controller,dc2\nCor,controller,dc3";
        let refused = build_in(&sample::plan(), &MachinePlace::default(), text, MissingZones::Refuse);
        let missing: Vec<_> = refused.missing.iter().map(|zone| (&*zone.name, zone.nearest.as_deref())).collect();
        assert_eq!((missing, refused.num_wrong), (vec![("Vault", None), ("Cor", Some("Core"))], 3));
        let paste = build_in(&sample::plan(), &MachinePlace::default(), text, MissingZones::Add);
        let texts: Vec<&str> = paste.rows.iter().map(|row| &*row.text).collect();
        assert_eq!(
            texts,
            [
                "New zone Vault, Domain controller: new, and the role is ticked",
                "Vault, Domain controller: new",
                "New zone Cor, Domain controller: new, and the role is ticked"
            ]
        );
        let edit = paste.edit().expect("something to do");
        assert_eq!(edit.label(), "Add 3 machines");
        let after = sample::plan().applied(&edit).expect("the edit");
        assert_eq!(hosts(&after, "vault"), ["controller: dc1 ", "controller: dc2 "]);
    }

    #[test]
    fn several_placements_of_a_role_are_told_apart_by_a_column() {
        let mut plan = sample::plan();
        let named = |name: &str| Host { name: name.to_owned(), ..Host::default() };
        let second = Placement {
            hosts: vec![named("dc9")],
            note: "The other one".to_owned(),
            ..Placement::new("controller".into())
        };
        plan.apply(&Edit::AddPlacement { zone: "core".into(), placement: second }).expect("the edit");
        let place = MachinePlace::default();
        let text = "Zone,Role,Scope,Name,IP\nCore,controller,,dc1,\nCore,controller,Placement 2,dc2,\nCore,controller,,dc9,10.2.0.9\n\
                    Clients,member,x,pc1,";
        assert_eq!(
            told_in(&plan, &place, text, MissingZones::Refuse),
            [
                "2 dc1 |  | Core has 2 placements of Domain controller: write which in a column Scope, “placement 1” or “placement 2”",
                "3 dc2 |  | Core, Domain controller: new",
                "4 dc9 | 10.2.0.9 | Core, Domain controller: 10.2.0.9 instead of none",
                "5 pc1 |  | Clients has no Domain member of “x”: make that placement first, or leave the scope away",
            ]
        );
    }

    #[test]
    fn a_list_that_was_copied_and_pasted_says_the_same_and_fills_an_empty_plan() {
        let catalog = sample::catalog();
        let text = "Zone,Role,Name,Address\nCore,controller,dc1,10.2.0.1 10.2.0.2\nCore,controller,,10.2.0.3\n\
                    Clients,file-server,=fs,10.1.0.0/28\nClients,member,pc 1,";
        let plan = pasted(&sample::plan(), text);
        let list = machine_list(&catalog, &plan, &[0, 1, 2]);
        let lines: Vec<String> = list.iter().map(|line| line.join("\t")).collect();
        assert_eq!(
            lines,
            [
                "Zone\tRole\tName\tAddresses",
                "Clients\tDomain member\tpc 1\t",
                "Clients\tFile server\t=fs\t10.1.0.0/28",
                "Core\tDomain controller\tdc1\t10.2.0.1, 10.2.0.2",
                "Core\tDomain controller\t\t10.2.0.3",
            ]
        );
        // A spreadsheet shows the apostrophe that keeps it from running a name.
        let copied = lines.join("\n").replace("=fs", "'=fs");
        let again = build_in(&plan, &MachinePlace::default(), &copied, MissingZones::Refuse);
        assert_eq!((again.edit(), again.num_wrong), (None, 0));
        assert_eq!(pasted(&sample::plan(), &copied), plan);
    }
}
