//! An export on its way to its file. It runs in the background, and one that is cancelled leaves what was there.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::background::{Background, outcome};
use super::file_event::FileContext;
use crate::export::{
    ExportOptions, Exporter, FileSink, FormReport, OneFile, export_findings, export_form, export_pages,
    export_with_progress, zone_names,
};
use crate::files::atomic_write::Written;
use crate::finding::Finding;
use crate::gui::error_text::with_causes;
use crate::matrix;
use crate::profile::Profile;

/// An export that is under way.
pub(super) struct ExportJob {
    /// Where it goes.
    pub path: PathBuf,
    /// The work itself.
    pub work: Background<Exported>,
}

/// What came of an export.
#[derive(Debug)]
pub(super) struct Exported {
    /// What is to be known of the file.
    pub written: Written,
    /// What was written and what was not, a sentence each.
    pub said: Vec<String>,
    /// Something of what was asked for is not in it.
    pub is_lacking: bool,
}

/// What is exported, and where to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ExportOrder {
    /// What is in it.
    pub content: ExportContent,
    /// Where it goes.
    pub path: PathBuf,
}

/// What is in an export.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ExportContent {
    /// The matrix of the plan as it is when the export begins, in a file or in a folder of pages.
    Matrix {
        /// What it looks like.
        format: &'static Exporter,
        /// What it leaves out.
        options: ExportOptions,
    },
    /// The same as a form, in a file or in a folder of several.
    Form {
        /// How the form is filled.
        profile: Box<Profile>,
        /// What it leaves out.
        options: ExportOptions,
    },
    /// Findings about the plan, as a CSV.
    Findings(Vec<Finding>),
}

impl ExportJob {
    /// Starts to export the plan as it is now.
    pub(super) fn start(order: ExportOrder, now: FileContext<'_>) -> Self {
        let FileContext { ctx, deps, document, catalog, .. } = now;
        let ExportOrder { content, path } = order;
        let (to, plan, catalog, files) =
            (path.clone(), Arc::clone(document.plan()), Arc::clone(&catalog.model), Arc::clone(&deps.files));
        let of_plan = document.path().map(Path::to_owned);
        let if_lost = "The export stopped unexpectedly. Nothing was written.";
        let work = Background::start(&deps.spawn, ctx, if_lost, move |cancel, progress| {
            let mut report: Option<FormReport> = None;
            let of_file =
                |options: &ExportOptions| of_plan.iter().fold(options.clone(), |options, path| options.of_file(path));
            let done = match &content {
                ExportContent::Matrix { format, options } => {
                    let matrix = matrix::derive(&catalog, &plan);
                    let options = of_file(options);
                    if options.paper.is_some() {
                        let mut fill = |sink: &mut dyn FileSink| {
                            Ok(export_pages(&catalog, &matrix, format, options.clone(), sink, cancel, progress)?)
                        };
                        files.write_folder(&to, &mut fill).map(|()| Written::default())
                    } else {
                        files.write_export(&to, &mut |out| {
                            Ok(export_with_progress(&catalog, &matrix, format, options.clone(), out, cancel, progress)?)
                        })
                    }
                }
                ExportContent::Form { profile, options } => {
                    let matrix = matrix::derive(&catalog, &plan);
                    let mut fill = |sink: &mut dyn FileSink| {
                        let options = of_file(options);
                        report = Some(export_form(&catalog, &matrix, profile, options, sink, cancel, progress)?);
                        Ok(())
                    };
                    if profile.is_folder() {
                        files.write_folder(&to, &mut fill).map(|()| Written::default())
                    } else {
                        files.write_export(&to, &mut |out| fill(&mut OneFile(out)))
                    }
                }
                ExportContent::Findings(findings) => {
                    files.write_export(&to, &mut |out| Ok(export_findings(&catalog, &plan, findings, out, cancel)?))
                }
            };
            let exported = |written| {
                let is_lacking =
                    report.as_ref().is_some_and(|report| report.num_left_out() + report.addresses_left_out.len() > 0);
                let said = report.as_ref().map_or_else(Vec::new, |report| report.sentences(&zone_names(&plan)));
                Exported { written, said, is_lacking }
            };
            outcome(done.map(exported), cancel, |err| with_causes(&**err))
        });
        Self { path, work }
    }
}
