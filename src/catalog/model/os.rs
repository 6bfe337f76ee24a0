//! OS versions, and sets of them.

use std::sync::Arc;

use super::OsKind;
use super::entity::Entity;
use crate::ids::{OsId, OsIdx, ReferenceIdx};
use crate::net::PortRange;

/// An OS version.
#[derive(Clone, Debug)]
pub struct OsVersion {
    /// Kebab-case id.
    pub id: OsId,
    /// The product name.
    pub name: Arc<str>,
    /// Client, server, or not Windows.
    pub kind: OsKind,
    /// Its default dynamic range.
    pub dynamic_range: PortRange,
    /// Day of general availability, `YYYY-MM-DD`; empty for what is not Windows.
    pub released: String,
    /// Last day of support, `YYYY-MM-DD`; empty when none is announced.
    pub support_ends: String,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

impl OsVersion {
    /// Whether its support had ended on a day, written as in files.
    #[must_use]
    pub fn has_ended(&self, day: &str) -> bool {
        !self.support_ends.is_empty() && *self.support_ends < *day
    }
}

impl Entity for OsVersion {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn references(&self) -> Option<&[ReferenceIdx]> {
        // What is not Windows needs no document.
        let needs_one = self.kind != OsKind::Other || !self.references.is_empty();
        needs_one.then_some(&self.references)
    }
}

/// A set of OS versions, as positions in [`Catalog::os`](crate::catalog::Catalog::os). At most 64 exist.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OsSet(u64);

impl OsSet {
    /// The most OS versions a catalog can hold.
    pub const CAPACITY: usize = u64::BITS as usize;

    fn bit(os_idx: OsIdx) -> u64 {
        1 << usize::from(os_idx)
    }

    /// The set of one version.
    #[must_use]
    pub fn single(os_idx: OsIdx) -> Self {
        Self(Self::bit(os_idx))
    }

    /// Adds a version.
    pub fn insert(&mut self, os_idx: OsIdx) {
        self.0 |= Self::bit(os_idx);
    }

    /// Whether `os_idx` is in it.
    #[must_use]
    pub fn contains(self, os_idx: OsIdx) -> bool {
        self.0 & Self::bit(os_idx) != 0
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this one and not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The positions, ascending.
    pub fn iter(self) -> impl Iterator<Item = OsIdx> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let os_idx = rest.trailing_zeros() as usize;
            rest &= rest.wrapping_sub(1);
            (os_idx < Self::CAPACITY).then(|| os_idx.into())
        })
    }
}

impl FromIterator<OsIdx> for OsSet {
    fn from_iter<I: IntoIterator<Item = OsIdx>>(positions: I) -> Self {
        let mut res = Self::default();
        for os_idx in positions {
            res.insert(os_idx);
        }
        res
    }
}
