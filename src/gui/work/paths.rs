//! Asking for a path: by the system's own dialog, by a field of ours where there is none, and what it is proposed to be.

use std::path::{Path, PathBuf};
use std::sync::mpsc::TryRecvError;

use egui::Context;

use crate::export::{ExportOptions, Format};
use crate::gui::app::{App, document_name};
use crate::gui::deps::PathKind;
use crate::gui::dialogs::{Answer, Dialog, PathQuestion, Reply, TypedPath, Wanted};

/// The ending of plan files.
const PLAN_ENDING: &str = "ron";

/// What a path is asked for.
#[derive(Clone, Debug)]
pub(in crate::gui) enum Purpose {
    Open,
    SaveAs,
    CatalogFolder,
    Export { format: Format, options: ExportOptions },
}

impl App {
    /// Asks the system for a path.
    pub(in crate::gui) fn ask(&mut self, ctx: &Context, purpose: Purpose) {
        if self.files.is_asking() {
            return;
        }
        let document = &self.deps.document;
        let here = document.path().and_then(Path::parent).map(Path::to_owned);
        let folder = here.or_else(|| self.deps.ui_state.folder.clone());
        let name = document_name(document);
        let stem = name.strip_suffix(".ron").unwrap_or(&name);
        let plan_filter = || ("Portolan plan".to_owned(), PLAN_ENDING.to_owned());
        let question = match &purpose {
            Purpose::Open => PathQuestion {
                wanted: Wanted::Open,
                title: "Open plan".to_owned(),
                folder,
                file_name: String::new(),
                filter: plan_filter(),
            },
            Purpose::SaveAs => PathQuestion {
                wanted: Wanted::Save,
                title: "Save plan as".to_owned(),
                folder,
                file_name: format!("{}.{PLAN_ENDING}", file_stem(stem)),
                filter: plan_filter(),
            },
            Purpose::CatalogFolder => PathQuestion {
                wanted: Wanted::Folder,
                title: "Use catalog folder".to_owned(),
                folder: self.deps.ui_state.catalog_folder.clone().or(folder),
                file_name: String::new(),
                filter: Default::default(),
            },
            Purpose::Export { format, .. } => PathQuestion {
                wanted: Wanted::Save,
                title: format!("Export {}", format.name()),
                folder,
                file_name: format!("{}-{}.{}", file_stem(stem), content_word(*format), format.extension()),
                filter: (format.name().to_owned(), format.extension().to_owned()),
            },
        };
        let (reply, receiver) = Reply::new(ctx);
        self.files.asking = Some((purpose, receiver, question.clone()));
        self.deps.dialogs.ask(question, reply);
        // Dialogs of tests answer at once.
        ctx.request_repaint();
    }

    /// Remembers where plans and exports lie. A catalog lies elsewhere, and is remembered itself.
    pub(super) fn note_folder(&mut self, purpose: &Purpose, path: &Path) {
        if !matches!(purpose, Purpose::CatalogFolder) {
            self.deps.ui_state.folder = path.parent().map(Path::to_owned);
        }
    }

    /// Takes a path that the system's dialog gave. It may lack its ending.
    fn take_path(&mut self, ctx: &Context, purpose: Purpose, path: PathBuf) {
        self.note_folder(&purpose, &path);
        let ending = match &purpose {
            Purpose::Open | Purpose::CatalogFolder => None,
            Purpose::SaveAs => Some(PLAN_ENDING),
            Purpose::Export { format, .. } => Some(format.extension()),
        };
        match ending {
            Some(ending) if path.extension().is_none() => {
                let path = path.with_extension(ending);
                // The system asked about the name without its ending.
                if self.deps.files.kind(&path) == PathKind::Free {
                    self.finish(ctx, &purpose, path);
                } else {
                    self.files.purpose = Some(purpose);
                    self.files.dialog = Some(Dialog::Overwrite(path));
                }
            }
            _ => self.finish(ctx, &purpose, path),
        }
    }

    /// Takes the answer of the system's dialog, if it is there.
    pub(super) fn poll_answer(&mut self, ctx: &Context) {
        let Some((_, receiver, _)) = &self.files.asking else { return };
        let answer = match receiver.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Answer::Unavailable,
        };
        let Some((purpose, _, question)) = self.files.asking.take() else { return };
        match answer {
            Answer::Path(path) => self.take_path(ctx, purpose, path),
            Answer::Cancelled => self.files.next = None,
            Answer::Unavailable => {
                let folder = question.folder.unwrap_or_default();
                let path = if question.file_name.is_empty() { folder } else { folder.join(&question.file_name) };
                let text = path.display().to_string();
                self.files.purpose = Some(purpose);
                let typed = TypedPath { title: question.title, wanted: question.wanted, text };
                self.files.dialog = Some(Dialog::TypedPath(typed));
            }
        }
    }
}

/// What an export holds, in a word for its file's name.
fn content_word(format: Format) -> &'static str {
    match format {
        Format::Csv => "rules",
        Format::MatrixCsv | Format::MatrixSvg | Format::MatrixPng => "matrix",
        Format::FlowsCsv => "flows",
        Format::FlowsAllCsv | Format::Json => "all-flows",
        Format::DiagramSvg | Format::DiagramPng => "diagram",
    }
}

/// A file name made from what the plan is called.
fn file_stem(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let res = words.collect::<Vec<_>>().join("-").to_lowercase();
    if res.is_empty() { "plan".to_owned() } else { res }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_hold_no_blanks() {
        for (name, expected) in
            [("Clients, AD core and DMZ", "clients-ad-core-and-dmz"), ("…", "plan"), ("Büro 7", "büro-7")]
        {
            assert_eq!(file_stem(name), expected);
        }
    }
}
