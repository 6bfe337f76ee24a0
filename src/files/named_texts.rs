//! The texts of one folder of a catalog, each known by its name: those that come with the program, and the user's own over
//! them. What they say is not known here.

use super::catalog_dir::{NamedText, embedded_in};
use crate::finding::Finding;

/// A folder whose texts are offered by name.
pub(super) struct NamedTexts {
    /// What it is called below a catalog folder.
    pub folder: &'static str,
    /// Where one of the program's stands among them; `None`: it is no text of the program.
    pub position: fn(&str) -> Option<usize>,
}

impl NamedTexts {
    /// The name of the text in a file of a catalog, if the file is one of this folder.
    pub(super) fn name_of<'f>(&self, file: &'f str) -> Option<&'f str> {
        file.strip_prefix(self.folder)?.strip_prefix('/')?.strip_suffix(".ron")
    }

    /// All texts by name: the program's in their order, then the user's own by name; one of the user's own that has the
    /// name of another comes in its place.
    pub(super) fn all<'a>(&self, own: &'a [NamedText]) -> Vec<(&'a str, &'a str)> {
        let own = own.iter().map(|(file, text)| (file.as_str(), text.as_str()));
        let mut res: Vec<(&str, &str)> = Vec::new();
        for (file, text) in embedded_in(self.folder).into_iter().chain(own) {
            let Some(name) = self.name_of(file) else { continue };
            match res.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = text,
                None => res.push((name, text)),
            }
        }
        res.sort_by_key(|&(name, _)| ((self.position)(name).unwrap_or(usize::MAX), name));
        res
    }

    /// What `read` makes of all texts, and what it finds wrong with those that it can't read.
    pub(super) fn read_all<T>(
        &self,
        own: &[NamedText],
        read: impl Fn(&str, &str) -> Result<T, Box<Finding>>,
    ) -> (Vec<T>, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut res = Vec::new();
        for (name, text) in self.all(own) {
            match read(name, text) {
                Ok(one) => res.push(one),
                Err(finding) => findings.push(*finding),
            }
        }
        (res, findings)
    }

    /// What `read` makes of the text of a name; `None`: there is none. No other is read.
    pub(super) fn read_one<T>(
        &self,
        own: &[NamedText],
        name: &str,
        read: impl Fn(&str, &str) -> Result<T, Box<Finding>>,
    ) -> Option<Result<T, Box<Finding>>> {
        let (_, text) = self.all(own).into_iter().find(|(known, _)| *known == name)?;
        Some(read(name, text))
    }

    /// What `read` finds wrong with the texts of this folder among the files of a catalog.
    pub(super) fn findings<T>(
        &self,
        texts: &[NamedText],
        read: impl Fn(&str, &str) -> Result<T, Box<Finding>>,
    ) -> impl Iterator<Item = Finding> {
        let named = texts.iter().filter_map(|(file, text)| Some((self.name_of(file)?, text)));
        named.filter_map(move |(name, text)| read(name, text).err().map(|finding| *finding))
    }
}
