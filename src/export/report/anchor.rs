//! The places of a report that links lead to. A place has one name, in whatever format.

use std::fmt;

use crate::catalog::Catalog;
use crate::ids::{AssumptionIdx, ChoiceIdx, ReferenceIdx, ScenarioIdx};

/// The name of a place: letters, digits and hyphens.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Anchor(String);

impl Anchor {
    /// A section of the report itself.
    pub(super) fn section(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    /// A zone in the summary.
    pub(super) fn zone(zone_idx: usize) -> Self {
        Self(format!("zone-{}", zone_idx + 1))
    }

    /// What a zone opens.
    pub(super) fn from_zone(zone_idx: usize) -> Self {
        Self(format!("from-{}", zone_idx + 1))
    }

    /// What goes from one zone to another.
    pub(super) fn pair((source_idx, destination_idx): (usize, usize)) -> Self {
        Self(format!("from-{}-to-{}", source_idx + 1, destination_idx + 1))
    }

    /// A rule: its id, as other exports have it.
    pub(super) fn rule(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// A document.
    pub(super) fn document(catalog: &Catalog, idx: ReferenceIdx) -> Self {
        Self::of_id("document", catalog.references[idx].id.as_str())
    }

    /// A scenario.
    pub(super) fn scenario(catalog: &Catalog, idx: ScenarioIdx) -> Self {
        Self::of_id("scenario", catalog.scenarios[idx].id.as_str())
    }

    /// An assumption.
    pub(super) fn assumption(catalog: &Catalog, idx: AssumptionIdx) -> Self {
        Self::of_id("assumption", catalog.assumptions[idx].id.as_str())
    }

    /// A choice.
    pub(super) fn choice(catalog: &Catalog, idx: ChoiceIdx) -> Self {
        Self::of_id("choice", catalog.choices[idx].id.as_str())
    }

    /// A tunnel, by its position in the plan.
    pub(super) fn tunnel(idx: usize) -> Self {
        Self(format!("tunnel-{}", idx + 1))
    }

    /// An override, by its position in the plan.
    pub(super) fn of_override(idx: usize) -> Self {
        Self(format!("override-{}", idx + 1))
    }

    /// An entity of the catalog. Ids of files are kebab-case, and an overlay's that is none is a finding.
    fn of_id(kind: &str, id: &str) -> Self {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        Self(format!("{kind}-{}", id.replace(|c| !is_plain(c), "_")))
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
