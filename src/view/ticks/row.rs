//! What a row of the tick table stands for, and what it is called. Positions of one catalog: another has rows of its own.

use crate::catalog::Catalog;
use crate::ids::{FamilyIdx, OsIdx, RoleIdx};
use crate::view::zones::{Fold, is_retired, short_os_name};

/// A row of the tick table.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum TickRow {
    /// The heading of the OS versions.
    OsVersions,
    /// An OS version.
    Os(OsIdx),
    /// The heading of families that are folded together.
    Fold(Fold),
    /// The heading of a family.
    Family(FamilyIdx),
    /// A role.
    Role(RoleIdx),
}

impl TickRow {
    /// Whether it heads other rows, and nothing can be ticked in it.
    #[must_use]
    pub fn is_heading(self) -> bool {
        match self {
            Self::OsVersions | Self::Fold(_) | Self::Family(_) => true,
            Self::Os(_) | Self::Role(_) => false,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self, catalog: &Catalog) -> &str {
        match self {
            Self::OsVersions => "OS versions",
            Self::Os(os_idx) => &catalog.os[os_idx].name,
            Self::Fold(fold) => fold.label(),
            Self::Family(family_idx) => &catalog.families[family_idx].name,
            Self::Role(role_idx) => &catalog.roles[role_idx].name,
        }
    }

    /// What its heading says where there is little room: `Server 2022`.
    #[must_use]
    pub fn short_name(self, catalog: &Catalog) -> &str {
        match self {
            Self::Os(os_idx) => short_os_name(&catalog.os[os_idx]),
            Self::OsVersions | Self::Fold(_) | Self::Family(_) | Self::Role(_) => self.name(catalog),
        }
    }

    /// What a tooltip says of it beside its name: what a role is, until when an OS version is supported.
    #[must_use]
    pub fn summary(self, catalog: &Catalog) -> String {
        match self {
            Self::OsVersions | Self::Fold(_) | Self::Family(_) => String::new(),
            Self::Os(os_idx) => {
                let os = &catalog.os[os_idx];
                match (os.support_ends.is_empty(), os.has_ended(&catalog.as_of)) {
                    (true, _) => String::new(),
                    (false, true) => format!("Support ended {}", os.support_ends),
                    (false, false) => format!("Supported until {}", os.support_ends),
                }
            }
            Self::Role(role_idx) => catalog.roles[role_idx].summary.clone(),
        }
    }

    /// The key under which it is remembered whether a heading is open; empty for what is none.
    #[must_use]
    pub fn section(self, catalog: &Catalog) -> String {
        if self.is_heading() { format!("ticks {}", self.name(catalog)) } else { String::new() }
    }

    /// Whether the support of what it stands for has ended.
    #[must_use]
    pub fn is_retired(self, catalog: &Catalog) -> bool {
        match self {
            Self::OsVersions | Self::Fold(_) | Self::Family(_) => false,
            Self::Os(os_idx) => catalog.os[os_idx].has_ended(&catalog.as_of),
            Self::Role(role_idx) => is_retired(catalog, role_idx),
        }
    }

    /// Whether nearly everybody ticks it, or did while it was supported.
    pub(super) fn is_common(self, catalog: &Catalog) -> bool {
        match self {
            Self::OsVersions | Self::Fold(_) | Self::Family(_) => false,
            Self::Os(_) => true,
            Self::Role(role_idx) => catalog.roles[role_idx].common,
        }
    }
}
