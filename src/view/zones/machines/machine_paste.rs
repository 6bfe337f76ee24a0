//! What a pasted list of machines would do: a row a line, and the one edit that does it.

use super::columns::{Columns, Known};
use super::drafts::{Drafts, MachinePlace, MissingZone, MissingZones};
use crate::plan::{Edit, Plan, ZoneId};
use crate::view::pasted_table::records;
use crate::view::ticks::TickNames;
use crate::view::wording::added_and_changed;
use crate::view::zones::paste::{Outcome, PasteRow};

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

impl MachinePaste {
    /// Reads a text.
    #[must_use]
    pub fn build(plan: &Plan, names: &TickNames<'_>, place: &MachinePlace, text: &str, missing: MissingZones) -> Self {
        let records = records(text);
        let heading = records.first().and_then(Columns::of_heading);
        let first = usize::from(heading.is_some());
        let columns = heading.unwrap_or_default();
        let known = Known { plan, names, has_zone: place.zone.is_some() };
        let mut drafts = Drafts::new(plan, names, place, missing);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Host, Placement};
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
