//! A plan on its way to its file: unless another program changed the file, it is written, in the background.
//! It changes nothing in the document and asks no question.

use std::path::PathBuf;
use std::sync::Arc;

use super::background::Background;
use super::file_event::FileContext;
use crate::catalog::Catalog;
use crate::files::atomic_write::Written;
use crate::files::backups::Backups;
use crate::gui::deps::{Files, PathKind};
use crate::gui::dialogs::FileChange;
use crate::gui::error_text::with_causes;
use crate::plan::{Plan, file};
use crate::view::plan_changes;

/// A save that is under way.
pub(super) struct SaveJob {
    /// Where it goes.
    pub path: PathBuf,
    /// The plan as it was when it began.
    pub plan: Arc<Plan>,
    /// The text that is written.
    pub text: Arc<str>,
    /// The work itself.
    pub work: Background<SaveEnd>,
    /// What is to be saved when it has ended.
    pub next: Option<SaveOrder>,
}

/// What became of a save.
#[derive(Debug)]
pub(super) enum SaveEnd {
    /// It is in the file.
    Written(Written),
    /// The file is as it should be already.
    AsItWas,
    /// Another program changed the file: nothing was written.
    Changed(FileChange),
}

/// Whether a file is written over that another program changed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum OverChanges {
    /// Nobody was asked about that.
    No,
    /// The user wants it.
    Yes,
}

/// What is saved, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct SaveOrder {
    /// Where it goes.
    pub path: PathBuf,
    /// What may be lost there.
    pub over: OverChanges,
}

/// What a file must hold for a save to go on.
struct Expected {
    in_file: Option<Arc<str>>,
    saved: Arc<Plan>,
    is_dirty: bool,
    catalog: Arc<Catalog>,
}

impl SaveJob {
    /// Starts to save a document as it is now.
    pub(super) fn start(order: SaveOrder, now: FileContext<'_>) -> Self {
        let FileContext { ctx, deps, document, catalog, .. } = now;
        let SaveOrder { path, over } = order;
        let expected = (over == OverChanges::No && document.path() == Some(&*path)).then(|| Expected {
            in_file: document.in_file().cloned(),
            saved: Arc::clone(document.saved()),
            is_dirty: document.is_dirty(),
            catalog: Arc::clone(&catalog.model),
        });
        let backups = deps.own_folder.as_deref().map(Backups::below).filter(|_| document.is_first_write(&path));
        let files = Arc::clone(&deps.files);
        let text: Arc<str> = document.text_to_save().into();
        let (to, written) = (path.clone(), Arc::clone(&text));
        let work = Background::start(&deps.spawn, ctx, "Saving stopped unexpectedly.", move |_, _| {
            if let Some(end) = expected.and_then(|expected| expected.end_before_writing(&*files, &to)) {
                return Ok(Some(end));
            }
            let outcome = files.write_plan(&to, &written, backups.as_ref());
            outcome.map(|written| Some(SaveEnd::Written(written))).map_err(|err| with_causes(&*err))
        });
        Self { path, plan: Arc::clone(document.plan()), text, work, next: None }
    }
}

impl Expected {
    /// What becomes of the save when nothing is to be written.
    fn end_before_writing(self, files: &dyn Files, path: &std::path::Path) -> Option<SaveEnd> {
        if files.kind(path) != PathKind::File {
            return None;
        }
        let found = files.read_plan(path);
        if found.as_ref().is_ok_and(|found| Some(&**found) == self.in_file.as_deref()) {
            return (!self.is_dirty).then_some(SaveEnd::AsItWas);
        }
        Some(SaveEnd::Changed(match found.map(|text| file::read(&text)) {
            Ok(Ok(read)) => {
                let lines = plan_changes(&self.catalog, &self.saved, &read.plan.canonical());
                let same = || vec!["The plan is the same, but written in another way".to_owned()];
                FileChange::OtherPlan(if lines.is_empty() { same() } else { lines })
            }
            Ok(Err(err)) => FileChange::NoPlan(err.to_string()),
            Err(err) => FileChange::NoPlan(with_causes(&*err)),
        }))
    }
}
