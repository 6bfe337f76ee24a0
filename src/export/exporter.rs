//! What is known of an exporter without running it. It doesn't list them.

use std::fmt;
use std::io::Write;

use super::ExportError;
use super::run::ExportRun;
use crate::profile::Profile;

/// A way to write the matrix.
pub struct Exporter {
    /// The stable name, kebab-case.
    pub name: &'static str,
    /// The ending of its files, without the dot.
    pub extension: &'static str,
    /// What its files hold, in a word for their names.
    pub content: &'static str,
    /// One line for menus and help.
    pub description: &'static str,
    /// What it can't say of the matrix.
    pub leaves_out: &'static str,
    /// Whether rules may be merged to one row for each pair of zones, transport and need.
    pub can_be_compact: bool,
    /// Whether a profile says which columns its rules have.
    pub takes_profile: bool,
    /// The most zones that it shows; `None`: any number.
    pub most_zones: Option<usize>,
    /// Writes it.
    pub(super) write: fn(&ExportRun<'_>, &mut dyn Write) -> Result<(), ExportError>,
}

impl Exporter {
    /// Whether it is a picture, which can be written in pages.
    #[must_use]
    pub fn has_pages(&self) -> bool {
        ["svg", "png"].contains(&self.extension)
    }

    /// Makes sure that a plan of so many zones can be written: to be asked before anything is derived.
    ///
    /// # Errors
    /// When it is more than [`Exporter::most_zones`].
    pub fn check_size(&self, zones: usize) -> Result<(), ExportError> {
        match self.most_zones {
            Some(most) if zones > most => Err(ExportError::TooManyZones { zones, most }),
            Some(_) | None => Ok(()),
        }
    }

    /// Makes sure that the rules can have the columns of a profile, where one [says so](Exporter::takes_profile).
    ///
    /// # Errors
    /// When the profile has other files than one of rules.
    pub fn check_profile(&self, profile: &Profile) -> Result<(), ExportError> {
        match profile.rule_file() {
            None if self.takes_profile => Err(ExportError::SeveralFiles { profile: profile.name.clone() }),
            Some(_) | None => Ok(()),
        }
    }
}

impl PartialEq for Exporter {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Exporter {}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
