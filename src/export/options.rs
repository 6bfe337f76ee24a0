//! What an export leaves out and how far it merges, and what no export is for.

use std::path::Path;

use strum::VariantArray;

use crate::catalog::Need;
use crate::matrix::Merge;
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
    /// Which rules and flows are written, of the plan and the catalog that the matrix was derived with.
    pub filter: Query,
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

/// Whether flows inside a zone are written: the diagonal of the matrix.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SameZone {
    /// They are not: no firewall between zones sees them.
    #[default]
    LeaveOut,
    /// They are.
    Include,
}
