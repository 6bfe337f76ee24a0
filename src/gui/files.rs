//! The files of this machine, by way of [`crate::files`], and the templates that the program carries.

use std::io::{self, Write};
use std::path::Path;

use super::deps::{Files, FilesError, PathKind, Template};
use crate::files::{atomic_write, catalog_dir, plan_file};
use crate::plan::file;

/// Reads and writes on the disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn read_plan(&self, path: &Path) -> Result<String, FilesError> {
        Ok(plan_file::load(path)?)
    }

    fn write_plan(&self, path: &Path, text: &str) -> Result<(), FilesError> {
        Ok(plan_file::save(path, text)?)
    }

    fn write_export(
        &self,
        path: &Path,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), FilesError> {
        Ok(atomic_write::write(path, |out| write(out))?)
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

/// The templates that the program carries, by name. What can't be read is left out: a test sees to it.
pub(super) fn embedded_templates() -> Vec<Template> {
    let texts = catalog_dir::embedded().into_iter();
    texts
        .filter_map(|(name, text)| {
            let name = name.strip_prefix("templates/")?.strip_suffix(".ron")?;
            Some(Template { name: name.to_owned(), plan: file::read(text).ok()?.plan })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_read_and_says_what_it_is() {
        let templates = embedded_templates();
        let num_texts = catalog_dir::embedded().iter().filter(|(name, _)| name.starts_with("templates/")).count();
        assert_eq!(templates.len(), num_texts);
        assert!(templates.iter().all(|template| !template.plan.title.is_empty() && !template.plan.zones.is_empty()));
    }
}
