//! The files of this machine, by way of [`crate::files`].

use std::io::{self, Write};
use std::path::Path;

use crate::export::FileSink;
use crate::files::atomic_write::Written;
use crate::files::backups::Backups;
use crate::files::catalog_dir::FolderTexts;
use crate::files::own_profiles::OwnProfiles;
use crate::files::{atomic_write, catalog_dir, form_file, new_files, new_folder, plan_file};
use crate::finding::Finding;
use crate::form::Form;
use crate::gui::deps::{Files, FilesError, PathKind};
use crate::profile::Profile;

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

    fn write_folder(
        &self,
        path: &Path,
        fill: &mut dyn FnMut(&mut dyn FileSink) -> io::Result<()>,
    ) -> Result<(), FilesError> {
        Ok(new_folder::write_folder(path, |sink| fill(sink))?)
    }

    fn write_new(&self, folder: &Path, files: &[(String, String)]) -> Result<(), FilesError> {
        Ok(new_files::write_new(folder, files)?)
    }

    fn read_catalog(
        &self,
        folder: &Path,
        watch: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<FolderTexts>, FilesError> {
        Ok(catalog_dir::read_dir_watched(folder, watch)?)
    }

    fn read_form(&self, path: &Path) -> Result<Form, FilesError> {
        Ok(form_file::load(path)?)
    }

    fn read_profiles(&self, own: &OwnProfiles) -> (Vec<Profile>, Vec<Finding>) {
        own.profiles()
    }

    fn keep_profile(&self, own: &OwnProfiles, profile: &Profile) -> Result<(), FilesError> {
        Ok(own.keep(profile)?)
    }

    fn remove_profile(&self, own: &OwnProfiles, id: &str) -> Result<(), FilesError> {
        Ok(own.remove(id)?)
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
