//! The profiles that the user keeps: a folder of RON files in the program's own folder. What they say is not known here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic_write::{self, WriteFileError};
use super::catalog_dir::NamedText;
use super::own_folder;
use super::plan_file::read_at_most;
use super::profiles;
use crate::finding::{Code, Finding, Subject};
use crate::profile::{self, Profile, ProfileError};

/// The most profiles that are read, and the most bytes of each.
const MAX_FILES: usize = 1000;
const MAX_BYTES: u64 = 1024 * 1024;

/// The folder of the profiles that the user keeps.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnProfiles {
    folder: PathBuf,
}

/// A profile can't be kept or removed.
#[derive(Debug, thiserror::Error)]
pub enum OwnProfileError {
    /// No form could be filled by it.
    #[error(transparent)]
    NoProfile(#[from] ProfileError),
    /// The folder can't be made.
    #[error("can't make the folder for profiles: {path}", path = path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file can't be written.
    #[error(transparent)]
    Write(#[from] WriteFileError),
    /// The file can't be removed.
    #[error("can't remove the profile: {path}", path = path.display())]
    Remove {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl OwnProfiles {
    /// Those below the program's own folder.
    #[must_use]
    pub fn below(own_folder: &Path) -> Self {
        Self { folder: own_folder.join("profiles") }
    }

    /// Their texts, named as in a catalog folder, and what is wrong with files that have none. No folder is no profile.
    #[must_use]
    pub fn texts(&self) -> (Vec<NamedText>, Vec<Finding>) {
        let mut texts = Vec::new();
        let mut findings = Vec::new();
        for name in self.names() {
            let file = format!("profiles/{name}");
            let wrong = match read_at_most(&self.folder.join(&name), MAX_BYTES).map(|read| read.map(String::from_utf8))
            {
                Ok(Some(Ok(text))) => {
                    texts.push((file, text));
                    continue;
                }
                Ok(Some(Err(_))) => "the file is not UTF-8".to_owned(),
                Ok(None) => "the file is larger than any profile".to_owned(),
                Err(err) => format!("the file can't be read: {err}"),
            };
            let subject = Subject::File { file, at: None };
            let hint = format!("mend the file or remove it: it lies in {}", self.folder.display());
            findings.push(Finding::new(Code::CatalogSyntax, subject, wrong, hint));
        }
        (texts, findings)
    }

    /// The profiles themselves, by id, and what is wrong with files that are none.
    #[must_use]
    pub fn profiles(&self) -> (Vec<Profile>, Vec<Finding>) {
        let (texts, mut findings) = self.texts();
        let mut res = Vec::new();
        for (file, text) in &texts {
            let id = file.trim_start_matches("profiles/").trim_end_matches(".ron");
            match profiles::read(id, text) {
                Ok(profile) => res.push(profile),
                Err(finding) => findings.push(*finding),
            }
        }
        (res, findings)
    }

    /// The names of the files of profiles, in order.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let files = entries.filter(|path| path.extension().is_some_and(|ending| ending == "ron") && path.is_file());
        let names = files.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
        let mut res: Vec<String> = names.take(MAX_FILES).collect();
        res.sort();
        res
    }

    /// Keeps a profile under its id, whole or not at all. It takes the place of one of that id.
    ///
    /// # Errors
    /// When no form could be filled by it, or the system refuses.
    pub fn keep(&self, profile: &Profile) -> Result<(), OwnProfileError> {
        let text = profile::write(profile)?;
        own_folder::create(&self.folder)
            .map_err(|source| OwnProfileError::NoFolder { path: self.folder.clone(), source })?;
        atomic_write::write(&self.path(&profile.id), |file| file.write_all(text.as_bytes()))?;
        Ok(())
    }

    /// Removes the profile of an id. One that is not there is removed already.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn remove(&self, id: &str) -> Result<(), OwnProfileError> {
        let path = self.path(id);
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(OwnProfileError::Remove { path, source }),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.ron"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stands_behind_the_others_until_it_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = OwnProfiles::below(folder.path());
        assert_eq!(own.texts(), (Vec::new(), Vec::new()), "no folder is no profile");
        let mine = Profile { id: "mine".to_owned(), name: "Mine".to_owned(), ..profile::generic() };
        own.keep(&mine).expect("it can be kept");
        let changed = Profile { name: "Mine, changed".to_owned(), ..mine };
        own.keep(&changed).expect("it can be changed");
        let (all, findings) = profiles::profiles(&own.texts().0);
        assert_eq!((all.last(), findings.as_slice()), (Some(&changed), &[][..]));
        assert_eq!(own.profiles(), (vec![changed], Vec::new()));
        own.remove("mine").expect("it can be removed");
        own.remove("mine").expect("twice is once");
        assert_eq!(own.texts().0, Vec::new());
    }

    #[test]
    fn what_is_no_profile_is_neither_kept_nor_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = OwnProfiles::below(folder.path());
        own.keep(&profile::generic()).expect("it can be kept");
        let nameless = Profile { name: String::new(), ..profile::generic() };
        assert!(matches!(own.keep(&nameless), Err(OwnProfileError::NoProfile(_))));
        assert_eq!(profiles::profile(&own.texts().0, "generic").and_then(Result::ok), Some(profile::generic()));
        fs::write(folder.path().join("profiles/latin.ron"), b"(id: \"\xe4\")").expect("a file");
        let (texts, findings) = own.texts();
        assert_eq!((texts.len(), findings.len()), (1, 1));
        assert!(findings[0].subject.to_string().starts_with("profiles/latin.ron"), "{findings:?}");
    }
}
