//! The files of this machine, by way of [`crate::files`], and the templates that the program carries.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use crate::files::atomic_write::Written;
use crate::files::backups::Backups;
use crate::files::catalog_dir::{FolderTexts, NamedText};
use crate::files::{atomic_write, catalog_dir, plan_file};
use crate::finding::{Code, Finding, Place};
use crate::gui::deps::{Files, FilesError, PathKind};
use crate::gui::opening::Template;
use crate::plan::file;

/// Reads and writes on the disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn read_plan(&self, path: &Path) -> Result<String, FilesError> {
        Ok(plan_file::load(path)?)
    }

    fn write_plan(&self, path: &Path, text: &str, backups: Option<&Backups>) -> Result<Written, FilesError> {
        Ok(match backups {
            Some(backups) => plan_file::save_with_copy(path, text, backups)?,
            None => plan_file::save(path, text)?,
        })
    }

    fn write_export(
        &self,
        path: &Path,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, FilesError> {
        Ok(atomic_write::write(path, |out| write(out))?)
    }

    fn read_catalog(
        &self,
        folder: &Path,
        watch: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<FolderTexts>, FilesError> {
        Ok(catalog_dir::read_dir_watched(folder, watch)?)
    }

    fn kind(&self, path: &Path) -> PathKind {
        if path.is_dir() {
            return PathKind::Folder;
        }
        if path.exists() {
            return PathKind::File;
        }
        match path.parent() {
            Some(folder) if folder.as_os_str().is_empty() || folder.is_dir() => PathKind::Free,
            _ => PathKind::NoFolder,
        }
    }
}

/// The templates by name: those that the program carries, and the user's own, which come instead of others of their
/// name. One that can't be read is a finding.
pub(in crate::gui) fn templates(own: &[NamedText]) -> (Vec<Template>, Vec<Finding>) {
    let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let texts: BTreeMap<&str, &str> = catalog_dir::embedded().into_iter().chain(own).collect();
    let mut findings = Vec::new();
    let mut res = Vec::new();
    for (file, text) in texts {
        let Some(name) = template_name(file) else { continue };
        match file::read(text) {
            Ok(read) => res.push(Template { name: name.to_owned(), plan: read.plan }),
            Err(err) => {
                let place = Place::File { file: file.to_owned(), position: Some(err.position) };
                findings.push(Finding::new(Code::CatalogSyntax, place, err.message, "a template is a whole plan"));
            }
        }
    }
    (res, findings)
}

/// The name of the template in a file of a catalog, if there is one in it.
pub(in crate::gui) fn template_name(file: &str) -> Option<&str> {
    file.strip_prefix("templates/")?.strip_suffix(".ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_read_and_says_what_it_is() {
        let (templates, findings) = templates(&[]);
        let num_texts = catalog_dir::embedded().iter().filter(|(name, _)| name.starts_with("templates/")).count();
        assert_eq!((templates.len(), findings), (num_texts, Vec::new()));
        assert!(templates.iter().all(|template| !template.plan.title.is_empty() && !template.plan.zones.is_empty()));
    }
    #[test]
    fn templates_of_ones_own_come_instead_of_others() {
        let first = templates(&[]).0.swap_remove(0).name;
        let text = |name: &str, text: &str| (format!("templates/{name}.ron"), text.to_owned());
        let own = [text(&first, "(format: 1, title: \"Mine\")"), text("broken", "(format: 1,\n titel: 1)")];
        let (templates, findings) = templates(&own);
        assert_eq!(templates[0].plan.title, "Mine");
        assert!(templates.iter().all(|template| template.name != "broken"));
        let places: Vec<String> = findings.iter().map(|finding| finding.place.to_string()).collect();
        assert!(places.len() == 1 && places[0].starts_with("templates/broken.ron:2:"), "{places:?}");
    }
}
