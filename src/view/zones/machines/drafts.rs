//! What lines come to, from the first to the last: which zones, roles and placements they mean.

use std::collections::BTreeMap;

use super::columns::{Line, zone_called};
use super::draft::Draft;
use crate::plan::{Plan, RoleId, Zone, ZoneId, first_free};
use crate::view::ticks::{TickNames, TickRow};
use crate::view::zones::paste::Outcome;

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

/// The zones that lines have spoken of so far, in the order of the lines.
pub(super) struct Drafts<'a> {
    plan: &'a Plan,
    names: &'a TickNames<'a>,
    place: &'a MachinePlace,
    missing: MissingZones,
    /// The roles of the plan by name in lower case.
    placed: BTreeMap<String, RoleId>,
    pub(super) list: Vec<Draft<'a>>,
    /// The zones that lines name and the plan lacks.
    pub(super) lacking: Vec<MissingZone>,
}

impl<'a> Drafts<'a> {
    /// No line has spoken yet.
    pub(super) fn new(
        plan: &'a Plan,
        names: &'a TickNames<'a>,
        place: &'a MachinePlace,
        missing: MissingZones,
    ) -> Self {
        let placements = plan.zones.iter().flat_map(|zone| &zone.placements);
        let placed = placements.map(|placement| {
            (names.catalog().role_name(placement.role.as_str()).to_lowercase(), placement.role.clone())
        });
        Self { plan, names, place, missing, placed: placed.collect(), list: Vec::new(), lacking: Vec::new() }
    }

    /// Takes a line in, and says what it does.
    ///
    /// # Errors
    /// When something is wrong with it: what, and what to write.
    pub(super) fn take(&mut self, number: usize, line: &Line) -> Result<(Outcome, String), String> {
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

/// The zone whose name is nearest to a misspelt one in lower case.
fn nearest_zone(plan: &Plan, name: &str) -> Option<String> {
    let limit = if name.chars().count() < 6 { 1 } else { 2 };
    let ranked = plan.zones.iter().map(|zone| (strsim::osa_distance(name, &zone.name.to_lowercase()), &zone.name));
    let nearest = ranked.filter(|(distance, _)| *distance <= limit).min();
    nearest.map(|(_, name)| name.clone())
}
