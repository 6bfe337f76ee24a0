//! An export on its way to its file.

use std::path::PathBuf;
use std::sync::Arc;

use super::background::Background;
use crate::catalog::Catalog;
use crate::export::{Cancel, ExportOptions, Format, Progress, export_with_progress};
use crate::files::atomic_write::Written;
use crate::gui::deps::{Files, Spawn};
use crate::gui::error_text::with_causes;
use crate::matrix;
use crate::plan::Plan;

/// An export that is under way.
pub(super) struct ExportJob {
    /// Where it goes.
    pub path: PathBuf,
    /// The work itself.
    pub work: Background<Written>,
}

/// What is exported, and how.
pub(super) struct ExportOrder {
    /// The catalog.
    pub catalog: Arc<Catalog>,
    /// The plan as it is now.
    pub plan: Arc<Plan>,
    /// What it looks like.
    pub format: Format,
    /// What it leaves out.
    pub options: ExportOptions,
    /// Where it goes.
    pub path: PathBuf,
}

impl ExportJob {
    /// Starts an export.
    pub(super) fn start(order: ExportOrder, files: Arc<dyn Files>, spawn: &Spawn, ctx: &egui::Context) -> Self {
        let path = order.path.clone();
        Self { path, work: Background::start(spawn, ctx, move |cancel, progress| order.run(&*files, cancel, progress)) }
    }
}

impl ExportOrder {
    /// Derives and writes. An export that was cancelled leaves what was at its path.
    fn run(&self, files: &dyn Files, cancel: &Cancel, progress: &Progress) -> Result<Option<Written>, String> {
        let matrix = matrix::derive(&self.catalog, &self.plan);
        let outcome = files.write_export(&self.path, &mut |out| {
            let (catalog, format, options) = (&self.catalog, self.format, self.options);
            Ok(export_with_progress(catalog, &matrix, format, options, out, cancel, progress)?)
        });
        match outcome {
            Ok(written) => Ok(Some(written)),
            Err(_) if cancel.is_cancelled() => Ok(None),
            Err(err) => Err(with_causes(&*err)),
        }
    }
}
