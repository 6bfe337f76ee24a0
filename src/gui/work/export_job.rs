//! An export on its way: it runs beside the window and can be cancelled.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use crate::catalog::Catalog;
use crate::export::{Cancel, ExportOptions, Format, Progress, export_with_progress};
use crate::gui::deps::{Files, Spawn};
use crate::gui::notices::with_causes;
use crate::matrix;
use crate::plan::Plan;

/// An export that is under way.
pub(super) struct ExportJob {
    /// Where it goes.
    pub path: PathBuf,
    cancel: Cancel,
    progress: Progress,
    receiver: Receiver<Result<(), String>>,
}

/// What became of an export.
pub(super) enum ExportEnd {
    /// The file is there.
    Done,
    /// The user did not want it any more; nothing was changed.
    Cancelled,
    /// It went wrong: what was said.
    Failed(String),
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
        let (sender, receiver) = channel();
        let (cancel, progress) = (Cancel::default(), Progress::default());
        let res = Self { path: order.path.clone(), cancel: cancel.clone(), progress: progress.clone(), receiver };
        let ctx = ctx.clone();
        spawn(Box::new(move || {
            let matrix = matrix::derive(&order.catalog, &order.plan);
            let outcome = files.write_export(&order.path, &mut |out| {
                let (catalog, format, options) = (&order.catalog, order.format, order.options);
                Ok(export_with_progress(catalog, &matrix, format, options, out, &cancel, &progress)?)
            });
            let outcome = outcome.map_err(|err| with_causes(&*err));
            // Whoever waited may be gone: then nobody needs to know.
            if sender.send(outcome).is_ok() {
                ctx.request_repaint();
            }
        }));
        res
    }

    /// Asks it to stop.
    pub(super) fn cancel(&self) {
        self.cancel.cancel();
    }

    /// How much of it is done, 0 to 1; `None` while it is not known.
    pub(super) fn share(&self) -> Option<f32> {
        self.progress.share()
    }

    /// What became of it; `None` while it is under way.
    pub(super) fn poll(&self) -> Option<ExportEnd> {
        match self.receiver.try_recv() {
            Ok(Ok(())) => Some(ExportEnd::Done),
            Ok(Err(_)) if self.cancel.is_cancelled() => Some(ExportEnd::Cancelled),
            Ok(Err(text)) => Some(ExportEnd::Failed(text)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(ExportEnd::Failed("the export ended without a word".to_owned())),
        }
    }
}
