//! The profiles of forms: those that come with the program, and the user's own. Nothing here fills a form.

use std::path::{Path, PathBuf};

use super::catalog_dir::NamedText;
use super::named_texts::NamedTexts;
use super::plan_file::{self, PlanIoError};
use crate::finding::{Code, Finding, Subject};
use crate::profile::{self, Profile, ProfileError};

/// The profiles of the program in the order in which they are offered.
const ORDER: [&str; 14] = [
    "generic",
    "minimal",
    "excel-german",
    "excel-french",
    "kommunikationsmatrix",
    "matrice-de-flux",
    "pci-dss-1-2-5",
    "servicenow-text",
    "algosec-fireflow",
    "tufin-access-requests",
    "azure-nsg",
    "azure-firewall",
    "fmc-objects",
    "panco",
];

/// A profile in a file of its own can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ProfileFileError {
    /// The file can't be read.
    #[error(transparent)]
    Read(PlanIoError),
    /// What it says is no profile.
    #[error("{path}:{}:{}: {}", what.at.line, what.at.column, what.message, path = path.display())]
    NoProfile {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        what: ProfileError,
    },
}

const TEXTS: NamedTexts = NamedTexts { folder: "profiles", position: |id| ORDER.iter().position(|known| *known == id) };

/// The profiles of the program in their order, then the user's own by id; one of the user's own that has the id of
/// another comes in its place. One that can't be read is a finding.
#[must_use]
pub fn profiles(own: &[NamedText]) -> (Vec<Profile>, Vec<Finding>) {
    TEXTS.read_all(own, read)
}

/// The profile of an id; `None`: there is none. No other is read.
///
/// # Errors
/// When it can't be read.
#[must_use]
pub fn profile(own: &[NamedText], id: &str) -> Option<Result<Profile, Box<Finding>>> {
    TEXTS.read_one(own, id, read)
}

/// The ids of all profiles, in their order.
#[must_use]
pub fn ids(own: &[NamedText]) -> Vec<&str> {
    TEXTS.all(own).into_iter().map(|(id, _)| id).collect()
}

/// Whether a profile of this id comes with the program. Nothing is read for that.
#[must_use]
pub fn is_of_program(id: &str) -> bool {
    ORDER.contains(&id)
}

/// The profile in a file, wherever that is and whatever it is called.
///
/// # Errors
/// When the file can't be read, or is no profile.
pub fn load(path: &Path) -> Result<Profile, ProfileFileError> {
    let text = plan_file::load(path).map_err(ProfileFileError::Read)?;
    profile::read(&text).map_err(|what| ProfileFileError::NoProfile { path: path.to_owned(), what })
}

/// What is wrong with the profiles among the files of a catalog.
pub fn findings(texts: &[NamedText]) -> impl Iterator<Item = Finding> {
    TEXTS.findings(texts, read)
}

/// What is wrong with the profiles of the program.
pub fn embedded_findings() -> impl Iterator<Item = Finding> {
    profiles(&[]).1.into_iter()
}

/// The profile of an id in a text.
///
/// # Errors
/// When the text is none, or has another id.
pub(super) fn read(id: &str, text: &str) -> Result<Profile, Box<Finding>> {
    let found = |at, message: String, hint: &str| {
        let subject = Subject::File { file: format!("profiles/{id}.ron"), at };
        Box::new(Finding::new(Code::CatalogSyntax, subject, message, hint))
    };
    let profile =
        profile::read(text).map_err(|err| found(Some(err.at), err.message, "see docs/EXPORTS.md for profiles"))?;
    if profile.id == id {
        return Ok(profile);
    }
    let message = format!("the id is “{}”, the file is called “{id}.ron”", profile.id);
    Err(found(None, message, "give both the same name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_of_the_program_is_read_and_stands_in_the_order() {
        let (profiles, findings) = profiles(&[]);
        assert_eq!(findings, []);
        assert_eq!(profiles.iter().map(|profile| profile.id.as_str()).collect::<Vec<_>>(), ORDER);
        assert_eq!(profiles[0], profile::generic());
        for profile in &profiles {
            let text = profile::write(profile).expect("it can be written");
            assert_eq!(profile::read(&text).as_ref(), Ok(profile), "{text}");
        }
    }

    #[test]
    fn profiles_of_ones_own_come_instead_of_others_or_behind_them() {
        let of = |id: &str, name: &str| {
            let text = format!(
                "(id: \"{id}\", name: \"{name}\", summary: \"S\", files: [(name: \"a.csv\", rows: ports, \
                                columns: [(header: \"A\", field: services)])])"
            );
            (format!("profiles/{id}.ron"), text)
        };
        let broken = ("profiles/broken.ron".to_owned(), "(id: \"broken\",\n nam: \"x\")".to_owned());
        let own = [of("minimal", "Mine"), of("own", "Own"), broken];
        let (all, findings) = profiles(&own);
        assert_eq!((all[1].name.as_str(), all.last().map(|it| it.name.as_str())), ("Mine", Some("Own")));
        assert!(findings.len() == 1 && findings[0].subject.to_string().starts_with("profiles/broken.ron:2:"));
        assert_eq!(profile(&own, "own").and_then(Result::ok).map(|it| it.name), Some("Own".to_owned()));
        assert!(profile(&own, "broken").is_some_and(|it| it.is_err()) && profile(&own, "nowhere").is_none());
    }
}
