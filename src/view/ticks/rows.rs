//! Which rows are shown, in which order, and what of them is folded. What stands in a row is not its business.

use std::collections::BTreeSet;

use super::row::TickRow;
use super::table::TickTable;
use crate::catalog::{Catalog, OsKind};
use crate::ids::{FamilyIdx, OsIdx, RoleIdx};
use crate::net::PortRange;
use crate::view::zones::{Fold, is_retired, roles_of};

/// Which of the rows a user wants to see.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum RowSet {
    /// What is there in some zone, and what nearly everybody ticks.
    #[default]
    TickedAndCommon,
    /// Everything.
    All,
}

/// What decides which rows are shown.
pub struct RowChoice<'a> {
    /// Which of the rows.
    pub set: RowSet,
    /// With what is no longer supported.
    pub with_retired: bool,
    /// Rows that were there since the user chose this set, so that nothing goes away while it is ticked and unticked.
    pub kept: &'a BTreeSet<TickRow>,
    /// Whether a heading is open, which is the second until the user says otherwise.
    pub is_open: &'a dyn Fn(TickRow, bool) -> bool,
}

/// The rows that are shown, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TickRows {
    rows: Vec<TickRow>,
    /// The headings of which the rows are shown.
    open: BTreeSet<TickRow>,
}

impl TickRows {
    /// Puts the rows together.
    #[must_use]
    pub fn build(catalog: &Catalog, table: &TickTable, choice: &RowChoice<'_>) -> Self {
        let mut res = Self::default();
        let is_used = |row: TickRow| choice.kept.contains(&row) || is_there(table, row);
        let is_shown = |row: TickRow| {
            let is_wanted = choice.set == RowSet::All || row.is_common(catalog);
            is_used(row) || is_wanted && (choice.with_retired || !row.is_retired(catalog))
        };
        let os = os_in_order(catalog).into_iter().map(TickRow::Os).filter(|&row| is_shown(row));
        res.push(choice, TickRow::OsVersions, true, os.collect());
        let mut last_fold = None;
        for (fold, family_idx) in families_in_order(catalog) {
            let family = &catalog.families[family_idx];
            let is_there = |role_idx| is_used(TickRow::Role(role_idx));
            let roles = roles_of(catalog, family, is_there, |role_idx| is_retired(catalog, role_idx));
            let rows: Vec<TickRow> = roles.into_iter().map(TickRow::Role).filter(|&row| is_shown(row)).collect();
            if rows.is_empty() {
                continue;
            }
            let is_any_used = rows.iter().any(|&row| is_used(row));
            let is_in_fold = fold.is_none_or(|fold| {
                let heading = TickRow::Fold(fold);
                let is_open = choice.set != RowSet::All || (choice.is_open)(heading, false);
                // A short list needs no heading above its headings.
                if choice.set == RowSet::All && last_fold.replace(fold) != Some(fold) {
                    res.rows.push(heading);
                    res.open.extend(is_open.then_some(heading));
                }
                is_open
            });
            if is_in_fold || is_any_used {
                let is_open = choice.set == RowSet::TickedAndCommon || is_any_used;
                res.push(choice, TickRow::Family(family_idx), is_open, rows);
            }
        }
        res
    }

    /// The rows that a search found, the best first, under the headings of their families. Nothing is folded.
    #[must_use]
    pub fn of_found(catalog: &Catalog, found: &[TickRow]) -> Self {
        let mut groups: Vec<(TickRow, Vec<TickRow>)> = Vec::new();
        for &row in found {
            let Some(heading) = heading_of(catalog, row) else { continue };
            match groups.iter_mut().find(|(other, _)| *other == heading) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((heading, vec![row])),
            }
        }
        let open = groups.iter().map(|(heading, _)| *heading).collect();
        let rows = groups.into_iter().flat_map(|(heading, rows)| std::iter::once(heading).chain(rows));
        Self { rows: rows.collect(), open }
    }

    fn push(&mut self, choice: &RowChoice<'_>, heading: TickRow, open_at_first: bool, rows: Vec<TickRow>) {
        self.rows.push(heading);
        if (choice.is_open)(heading, open_at_first) {
            self.open.insert(heading);
            self.rows.extend(rows);
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row at a position from the top.
    #[must_use]
    pub fn get(&self, row_idx: usize) -> Option<TickRow> {
        self.rows.get(row_idx).copied()
    }

    /// Where a row stands; `None`: it is not shown.
    #[must_use]
    pub fn position(&self, row: TickRow) -> Option<usize> {
        self.rows.iter().position(|other| *other == row)
    }

    /// The first row that can be ticked.
    #[must_use]
    pub fn first_tick(&self) -> Option<usize> {
        self.rows.iter().position(|row| !row.is_heading())
    }

    /// Whether the rows under a heading are shown.
    #[must_use]
    pub fn is_open(&self, heading: TickRow) -> bool {
        self.open.contains(&heading)
    }

    /// The heading that a row stands under; for a heading, itself.
    #[must_use]
    pub fn heading_above(&self, row_idx: usize) -> Option<usize> {
        let above = self.rows.get(..=row_idx)?;
        above.iter().rposition(|row| row.is_heading())
    }

    /// The rows from top to bottom.
    pub fn iter(&self) -> impl Iterator<Item = TickRow> {
        self.rows.iter().copied()
    }
}

impl TickTable {
    /// The rows that can be ticked and of which something is known in some zone.
    #[must_use]
    pub fn rows_there(&self, catalog: &Catalog) -> Vec<TickRow> {
        let rows = catalog.os.keys().map(TickRow::Os).chain(catalog.roles.keys().map(TickRow::Role));
        rows.filter(|&row| is_there(self, row)).collect()
    }
}

/// Whether something is known of a row in some zone.
fn is_there(table: &TickTable, row: TickRow) -> bool {
    match row {
        TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) | TickRow::Os(_) => table.num_zones(row) > 0,
        TickRow::Role(role_idx) => table.has_role(role_idx),
    }
}

/// The heading of a row; `None`: it is one.
fn heading_of(catalog: &Catalog, row: TickRow) -> Option<TickRow> {
    match row {
        TickRow::OsVersions | TickRow::Fold(_) | TickRow::Family(_) => None,
        TickRow::Os(_) => Some(TickRow::OsVersions),
        TickRow::Role(role_idx) => {
            let family = &catalog.roles[role_idx].family;
            catalog.families.position(|it| it.name == *family).map(TickRow::Family)
        }
    }
}

/// The OS versions by generation, clients before servers and the newest first; what is not Windows last.
fn os_in_order(catalog: &Catalog) -> Vec<OsIdx> {
    let mut res: Vec<OsIdx> = catalog.os.keys().rev().collect();
    res.sort_by_key(|&os_idx| {
        let os = &catalog.os[os_idx];
        (os.kind == OsKind::Other, os.dynamic_range != PortRange::CURRENT_DYNAMIC, os.kind == OsKind::Server)
    });
    res
}

/// The families as people look for them; those that are folded together stand last, whether or not they are now.
fn families_in_order(catalog: &Catalog) -> Vec<(Option<Fold>, FamilyIdx)> {
    let families = catalog.families.iter_enumerated();
    let mut res: Vec<(Option<Fold>, FamilyIdx)> = families
        .map(|(family_idx, family)| {
            let can_be_ticked = |role_idx: &RoleIdx| !catalog.roles[*role_idx].is_abstract;
            let roles: Vec<RoleIdx> = family.roles.iter().copied().filter(can_be_ticked).collect();
            (if roles.is_empty() { None } else { Fold::of_roles(catalog, &roles) }, family_idx)
        })
        .collect();
    res.sort_by_key(|(fold, _)| *fold);
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Placement, Plan, Zone};
    use std::sync::Arc;

    /// A catalog of families that are common, of other vendors, and retired.
    fn catalog() -> Catalog {
        let role = |id: &str, family: &str, rest: &str| {
            let text =
                format!("(id: \"{id}\", name: \"{id}\", family: \"{family}\", summary: \"S\", {rest} references: [])");
            (format!("roles/{id}.ron"), text)
        };
        let header = "(format: 1, as_of: \"2026-01-01\", families: [\"Old\", \"Backup\", \"Files\"])";
        let os = |id: &str, ends: &str| {
            let text = format!(
                "(id: \"{id}\", name: \"{id}\", kind: server, dynamic_ports: current, released: \"2020-01-01\", \
                 support_ends: \"{ends}\")"
            );
            (format!("os/{id}.ron"), text)
        };
        let mut texts = vec![("catalog.ron".to_owned(), header.to_owned())];
        texts.extend([
            os("new", "2030-01-01"),
            os("gone", "2020-02-01"),
            role("a-share", "Files", ""),
            role("b-share", "Files", "retired: true,"),
            role("c-share", "Files", "common: true,"),
            role("agent", "Backup", "third_party: true,"),
            role("gopher", "Old", "retired: true,"),
        ]);
        crate::catalog::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))).0
    }

    /// The names of the rows of a plan whose one zone has these roles; headings in brackets.
    fn rows(set: RowSet, with_retired: bool, roles: &[&str], kept: &[&str], is_open: Option<bool>) -> String {
        let catalog = catalog();
        let placements = roles.iter().map(|&role| Placement::new(role.into())).collect();
        let plan = Plan { zones: vec![Arc::new(Zone { placements, ..Zone::default() })], ..Plan::default() };
        let table = TickTable::build(&catalog, &plan, TickTable::default());
        let kept = kept.iter().map(|role| TickRow::Role(catalog.role_idx(role).expect("a role"))).collect();
        let choice = RowChoice { set, with_retired, kept: &kept, is_open: &|_, at_first| is_open.unwrap_or(at_first) };
        let rows = TickRows::build(&catalog, &table, &choice);
        let name = |row: TickRow| {
            let name = row.name(&catalog);
            if row.is_heading() { format!("[{name}]") } else { name.to_owned() }
        };
        rows.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn common_rows_are_shown_until_all_are_wanted() {
        use RowSet::{All, TickedAndCommon};
        let all = "[OS versions] new [Files] [Other vendors]";
        for (set, with_retired, expected) in [
            (TickedAndCommon, false, "[OS versions] new [Files] c-share"),
            (TickedAndCommon, true, "[OS versions] new gone [Files] c-share"),
            (All, false, all),
            (All, true, "[OS versions] new gone [Files] [Other vendors] [No longer supported]"),
        ] {
            assert_eq!(rows(set, with_retired, &[], &[], None), expected, "{set:?} {with_retired}");
        }
        assert_eq!(
            rows(All, true, &[], &[], Some(true)),
            "[OS versions] new gone [Files] c-share a-share b-share [Other vendors] [Backup] agent \
             [No longer supported] [Old] gopher",
            "what is folded stands last"
        );
        assert_eq!(rows(All, false, &[], &[], Some(false)), "[OS versions] [Files] [Other vendors]");
    }

    #[test]
    fn what_is_ticked_is_always_in_sight_and_stays_when_it_is_unticked() {
        use RowSet::{All, TickedAndCommon};
        let roles = ["b-share", "agent", "gopher"];
        let expected = "[OS versions] new [Files] c-share b-share [Backup] agent [Old] gopher";
        assert_eq!(rows(TickedAndCommon, false, &roles, &[], None), expected);
        assert_eq!(rows(TickedAndCommon, false, &[], &roles, None), expected, "kept");
        assert_eq!(
            rows(All, false, &["agent"], &[], None),
            "[OS versions] new [Files] [Other vendors] [Backup] agent",
            "what is there shows through a fold that is closed"
        );
    }

    #[test]
    fn what_is_found_stands_under_its_headings_best_first() {
        let catalog = catalog();
        let role = |id| TickRow::Role(catalog.role_idx(id).expect("a role"));
        let os = TickRow::Os(catalog.os_idx("gone").expect("it is there"));
        let rows = TickRows::of_found(&catalog, &[role("gopher"), role("a-share"), os, role("b-share")]);
        let names: Vec<&str> = rows.iter().map(|row| row.name(&catalog)).collect();
        assert_eq!(names, ["Old", "gopher", "Files", "a-share", "b-share", "OS versions", "gone"]);
        assert_eq!((rows.first_tick(), rows.heading_above(3), rows.heading_above(2)), (Some(1), Some(2), Some(2)));
    }
}
