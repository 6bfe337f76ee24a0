//! An export on its way to its file. It runs in the background, and one that is cancelled leaves what was there.

use std::path::PathBuf;
use std::sync::Arc;

use super::background::Background;
use super::file_event::FileContext;
use crate::export::{ExportOptions, Exporter, export_with_progress};
use crate::files::atomic_write::Written;
use crate::gui::error_text::with_causes;
use crate::matrix;

/// An export that is under way.
pub(super) struct ExportJob {
    /// Where it goes.
    pub path: PathBuf,
    /// The work itself.
    pub work: Background<Written>,
}

/// What is exported, and where to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExportOrder {
    /// What it looks like.
    pub format: &'static Exporter,
    /// What it leaves out.
    pub options: ExportOptions,
    /// Where it goes.
    pub path: PathBuf,
}

impl ExportJob {
    /// Starts to export the plan as it is now.
    pub(super) fn start(order: ExportOrder, now: FileContext<'_>) -> Self {
        let FileContext { ctx, deps, document, catalog, .. } = now;
        let ExportOrder { format, options, path } = order;
        let (to, plan, catalog, files) =
            (path.clone(), Arc::clone(document.plan()), Arc::clone(&catalog.model), Arc::clone(&deps.files));
        let options = match document.path() {
            Some(of_plan) => options.of_file(of_plan),
            None => options,
        };
        let if_lost = "The export stopped unexpectedly. Nothing was written.";
        let work = Background::start(&deps.spawn, ctx, if_lost, move |cancel, progress| {
            let matrix = matrix::derive(&catalog, &plan);
            let outcome = files.write_export(&to, &mut |out| {
                Ok(export_with_progress(&catalog, &matrix, format, options.clone(), out, cancel, progress)?)
            });
            match outcome {
                Ok(written) => Ok(Some(written)),
                Err(_) if cancel.is_cancelled() => Ok(None),
                Err(err) => Err(with_causes(&*err)),
            }
        });
        Self { path, work }
    }
}
