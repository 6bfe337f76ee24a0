//! A role as it stands in a zone, by one placement or several, and how its placements are changed together.

use super::fix::{Fix, Fixer};
use crate::catalog::{Catalog, OsKind, OsSet, Role};
use crate::finding::Subject;
use crate::ids::OsIdx;
use crate::plan::{Edit, OsId, Placement, ScopeId, Zone};
use crate::view::zones::retain_placements;

/// A role in a zone.
pub(super) struct Placed<'a> {
    pub(super) fixer: Fixer<'a>,
    pub(super) zone: &'a Zone,
    /// Its id, which the catalog may lack.
    pub(super) role_id: &'a str,
    /// What it is called.
    pub(super) name: &'a str,
}

impl<'a> Fixer<'a> {
    /// The role in a zone that a place names.
    pub(super) fn placed(self, subject: &'a Subject) -> Option<Placed<'a>> {
        let Subject::Placement { role, .. } = subject else { return None };
        let name = self.catalog.role_name(role);
        self.zone(subject).map(|zone| Placed { fixer: self, zone, role_id: role, name })
    }
}

impl Placed<'_> {
    /// The role, if the catalog has it.
    pub(super) fn role(&self) -> Option<&Role> {
        self.fixer.catalog.role_idx(self.role_id).map(|idx| &self.fixer.catalog.roles[idx])
    }

    /// What it is called, and where it stands.
    pub(super) fn here(&self) -> String {
        format!("{} in {}", self.name, self.zone.name)
    }

    /// Changes its placements.
    pub(super) fn changed(&self, change: impl Fn(&mut Placement)) -> Vec<Edit> {
        self.retained(|placement| {
            change(placement);
            true
        })
    }

    /// Changes its placements, and takes those away of which `keep` says no.
    pub(super) fn retained(&self, keep: impl Fn(&mut Placement) -> bool) -> Vec<Edit> {
        retain_placements(self.zone, |placement| placement.role.as_str() != self.role_id || keep(placement))
    }

    /// Takes those of its placements away that `goes` picks.
    pub(super) fn removed(&self, goes: impl Fn(&Placement) -> bool) -> Option<Fix> {
        let edits = self.retained(|placement| !goes(placement));
        Fix::new(format!("Remove {} from {}", self.name, self.zone.name), edits)
    }

    /// Puts it into one of the scopes of a kind, where it is in none.
    pub(super) fn in_scope(&self, kind: &str) -> Vec<Fix> {
        let plan = self.fixer.plan;
        let scopes = plan.scopes.iter().filter(|scope| scope.kind == kind);
        let fix = |id: &ScopeId| {
            let edits = self.changed(|placement| {
                placement.scopes.entry(kind.to_owned()).or_insert_with(|| id.clone());
            });
            Fix::new(format!("Put {} into {}", self.here(), plan.scope_name(id.as_str())), edits)
        };
        scopes.filter_map(|scope| fix(&scope.id)).collect()
    }
}

/// The OS versions that these ids name and the catalog has.
pub(super) fn known_os<'a>(catalog: &Catalog, ids: impl IntoIterator<Item = &'a OsId>) -> OsSet {
    ids.into_iter().filter_map(|id| catalog.os_idx(id.as_str())).collect()
}

/// The Windows versions among these, oldest first.
pub(super) fn windows(catalog: &Catalog, os: OsSet) -> impl DoubleEndedIterator<Item = OsIdx> {
    let all: Vec<OsIdx> = os.iter().filter(|&idx| catalog.os[idx].kind != OsKind::Other).collect();
    all.into_iter()
}

/// The id of the OS version at a position.
pub(super) fn os_id(catalog: &Catalog, os_idx: OsIdx) -> OsId {
    catalog.os[os_idx].id.clone()
}
