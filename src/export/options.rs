//! What an export leaves out and how far it merges, and what no export is for.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use strum::VariantArray;

use crate::catalog::Need;
use crate::date::Date;
use crate::matrix::Merge;
use crate::printable::printable;
use crate::profile::{self, Profile};
use crate::query::Query;

/// What the exports are not for. Whatever has room for text says it, and so does the help.
///
/// Rules between zones are no rules for the firewall of a host. Source: KB 832017, which says so of its tables.
pub const NOTICE: &str = "For firewalls between zones: KB 832017 says not to configure Windows Firewall by its tables";

/// What is chosen besides the format. The default is everything between different zones, unmerged.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ExportOptions {
    /// Which needs are written.
    pub need: NeedFilter,
    /// Whether flows inside a zone are written.
    pub same_zone: SameZone,
    /// How far flows are merged into rules, where the exporter [can do that](super::Exporter::can_be_compact).
    pub merge: Merge,
    /// Which pairs of zones are written.
    pub pairs: Pairs,
    /// Which rules and flows are written, of the plan and the catalog that the matrix was derived with.
    pub filter: Query,
    /// The day that findings and accepted risks are judged by, where an exporter tells of them; `None`: that of the catalog.
    pub as_of: Option<Date>,
    /// Which columns the rules have, where the exporter [lets a profile say so](super::Exporter::takes_profile); `None`: all.
    pub profile: Option<Arc<Profile>>,
    /// The paper of a picture that is [written in pages](super::export_pages); `None`: it has none.
    pub paper: Option<Paper>,
    /// What the file of the plan is called, for whatever has a heading and a plan without a title; empty: there is none.
    pub file_name: String,
}

impl ExportOptions {
    /// The same, of a plan that is in a file.
    #[must_use]
    pub fn of_file(self, path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { file_name: name.unwrap_or_default(), ..self }
    }

    /// The profile that says which columns the rules have.
    #[must_use]
    pub fn profile(&self) -> Arc<Profile> {
        self.profile.clone().unwrap_or_else(|| Arc::new(profile::generic()))
    }
}

/// Which needs are written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum NeedFilter {
    /// Required and Optional.
    #[default]
    All,
    /// Required alone.
    Required,
}

impl NeedFilter {
    /// Every choice, the default first.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word on the command line and in exports: the variant's name in kebab case.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.into()
    }

    /// Whether something of this need is written.
    #[must_use]
    pub fn admits<S>(self, need: &Need<S>) -> bool {
        match self {
            Self::All => true,
            Self::Required => need.kind() == Need::Required,
        }
    }
}

/// Paper that pictures are laid out for.
#[derive(Clone, Copy, Debug, Eq, PartialEq, VariantArray, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Paper {
    /// A4 on its short side.
    A4,
    /// A4 on its long side.
    A4Landscape,
    /// A3 on its short side.
    A3,
    /// A3 on its long side.
    A3Landscape,
}

impl Paper {
    /// Every choice.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The word on the command line: the variant's name in kebab case.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.into()
    }

    /// What people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4 portrait",
            Self::A4Landscape => "A4 landscape",
            Self::A3 => "A3 portrait",
            Self::A3Landscape => "A3 landscape",
        }
    }

    /// Its width and its height.
    #[must_use]
    pub fn millimeters(self) -> (i64, i64) {
        match self {
            Self::A4 => (210, 297),
            Self::A4Landscape => (297, 210),
            Self::A3 => (297, 420),
            Self::A3Landscape => (420, 297),
        }
    }
}

/// Whether flows inside a zone are written: the diagonal of the matrix.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SameZone {
    /// They are not: no firewall between zones sees them.
    #[default]
    LeaveOut,
    /// They are.
    Include,
}

/// Which pairs of zones are written. Zones are meant by their positions in the plan.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Pairs {
    /// All.
    #[default]
    All,
    /// Those that one of these zones is in, whichever end it is.
    Of(BTreeSet<usize>),
    /// Those from one of some zones to one of others.
    Between {
        /// The zones that open.
        sources: BTreeSet<usize>,
        /// The zones that listen.
        destinations: BTreeSet<usize>,
    },
}

impl Pairs {
    /// Whether a pair is written, source first.
    #[must_use]
    pub fn has(&self, (source_idx, destination_idx): (usize, usize)) -> bool {
        match self {
            Self::All => true,
            Self::Of(zones) => zones.contains(&source_idx) || zones.contains(&destination_idx),
            Self::Between { sources, destinations } => {
                sources.contains(&source_idx) && destinations.contains(&destination_idx)
            }
        }
    }

    /// The zones that can be a source and those that can be a destination of a pair, of so many zones, ascending.
    #[must_use]
    pub fn ends(&self, num_zones: usize) -> [Vec<usize>; 2] {
        match self {
            // Each zone can be at the other end.
            Self::All | Self::Of(_) => [(0..num_zones).collect(), (0..num_zones).collect()],
            Self::Between { sources, destinations } => {
                [sources.iter().copied().collect(), destinations.iter().copied().collect()]
            }
        }
    }

    /// Whether something is written that goes from or to a zone.
    #[must_use]
    pub fn touch(&self, zone_idx: usize) -> bool {
        match self {
            Self::All => true,
            Self::Of(zones) => !zones.is_empty(),
            Self::Between { sources, destinations } => {
                sources.contains(&zone_idx) && !destinations.is_empty()
                    || destinations.contains(&zone_idx) && !sources.is_empty()
            }
        }
    }

    /// What is written, to be read by people behind “only”; `None`: everything. `zones` are the names of the plan's zones.
    #[must_use]
    pub fn text(&self, zones: &[String]) -> Option<String> {
        match self {
            Self::All => None,
            Self::Of(of) => Some(format!("what goes from or to {}", listed(of, zones))),
            Self::Between { sources, destinations } => {
                Some(format!("what goes from {} to {}", listed(sources, zones), listed(destinations, zones)))
            }
        }
    }
}

/// The names of some zones, the first few of many.
fn listed(idxs: &BTreeSet<usize>, zones: &[String]) -> String {
    const MOST: usize = 4;
    if idxs.len() == zones.len() {
        return "any zone".to_owned();
    }
    let names = idxs.iter().filter_map(|idx| zones.get(*idx)).map(|name| printable(name));
    let shown: Vec<_> = names.take(if idxs.len() > MOST { MOST - 1 } else { MOST }).collect();
    let more = idxs.len().saturating_sub(shown.len());
    if more > 0 { format!("{} and {more} more zones", shown.join(", ")) } else { shown.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_told_by_the_names_of_their_zones() {
        let zones: Vec<String> = ["A", "B", "C", "D", "E", "F"].map(str::to_owned).into();
        for (pairs, told) in [
            (Pairs::All, None),
            (Pairs::Of([1, 3].into()), Some("what goes from or to B, D")),
            (
                Pairs::Between { sources: [0, 1, 2, 3, 4].into(), destinations: [5].into() },
                Some("what goes from A, B, C and 2 more zones to F"),
            ),
            (
                Pairs::Between { sources: (0..6).collect(), destinations: [0].into() },
                Some("what goes from any zone to A"),
            ),
        ] {
            assert_eq!(pairs.text(&zones).as_deref(), told);
        }
    }
}
