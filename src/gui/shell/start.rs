//! What the window opens on: the plan it is given, else the one that was open last. At the very first start it is the
//! first template, and where there is neither, the start page over an empty plan.

use std::path::PathBuf;

use crate::document::Document;
use crate::files::templates::Template;
use crate::finding::Finding;
use crate::gui::deps::{Files, PathKind};
use crate::gui::error_text::ErrorText;
use crate::gui::state::UiState;
use crate::plan::Plan;

/// What the window opens on.
pub(super) struct Start {
    /// The plan.
    pub document: Document,
    /// Findings about the text that it was read from.
    pub findings: Vec<Finding>,
    /// Why it is not the plan that was wanted.
    pub error: Option<ErrorText>,
    /// The user is to choose what to start with.
    pub is_choice: bool,
}

impl Start {
    /// Opens the first plan, and remembers it. That the last plan is gone is no error.
    #[must_use]
    pub(super) fn new(
        given: Option<PathBuf>,
        ui_state: &mut UiState,
        templates: &[Template],
        files: &dyn Files,
    ) -> Self {
        let last = || ui_state.recent.first().filter(|path| files.kind(path) == PathKind::File).cloned();
        let is_first = !std::mem::replace(&mut ui_state.was_started, true) && ui_state.recent.is_empty();
        let template = templates.first().filter(|_| is_first);
        let first = || Document::new(template.map_or_else(Plan::default, |template| template.plan.clone()));
        let (document, findings, error, is_choice) = match given.or_else(last).map(|path| open(path, files)) {
            None => (first(), Vec::new(), None, !is_first),
            Some(Ok((document, findings))) => (document, findings, None, false),
            Some(Err(error)) => (first(), Vec::new(), Some(error), !is_first),
        };
        if let Some(path) = document.path() {
            ui_state.note_plan(path);
        }
        Self { document, findings, error, is_choice }
    }
}

/// Opens a plan, or says why it can't.
fn open(path: PathBuf, files: &dyn Files) -> Result<(Document, Vec<Finding>), ErrorText> {
    let shown = path.display().to_string();
    let text = files.read_plan(&path).map_err(|err| ErrorText::with_causes("Can't open the plan", &*err))?;
    Document::from_text(path, text)
        .map_err(|err| ErrorText { line: format!("Can't open the plan: {err}"), details: shown })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::plan_file;
    use crate::gui::DiskFiles;

    /// Three files: `a` and `b` are plans, `broken` is none. Opens `given` after `recent` were open. Where no title is
    /// expected, the start page is, over an empty plan.
    fn check(given: Option<&str>, recent: &[&str], title: &str, has_error: bool) {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a", "b"] {
            plan_file::save(&folder.path().join(name), &format!("(format: 1, title: \"{name}\")")).expect("a file");
        }
        plan_file::save(&folder.path().join("broken"), "(format: 1, title:").expect("a file");
        let path = |name: &&str| folder.path().join(name);
        let mut state = UiState { recent: recent.iter().map(path).collect(), ..UiState::default() };
        let plan = Plan { title: "Template".to_owned(), ..Plan::default() };
        let templates = [Template { name: "template".to_owned(), text: String::new(), plan }];
        let start = Start::new(given.as_ref().map(path), &mut state, &templates, &DiskFiles);
        assert_eq!(start.is_choice, title.is_empty(), "{given:?} {recent:?}");
        assert!(state.was_started, "the next start is not the first");
        assert_eq!(start.document.plan().title, title, "{given:?} {recent:?}");
        assert_eq!(start.error.is_some(), has_error, "{given:?} {recent:?}: {:?}", start.error);
        assert!(!start.document.is_dirty());
        if start.document.path().is_some() {
            assert_eq!(state.recent.first(), start.document.path().map(PathBuf::from).as_ref());
        }
    }

    #[test]
    fn it_opens_where_one_left_off() {
        check(None, &[], "Template", false);
        check(None, &["b", "a"], "b", false);
        check(Some("a"), &["b"], "a", false);
        check(None, &["gone", "a"], "", false);
        check(None, &["broken"], "", true);
        check(Some("gone"), &["b"], "", true);
        check(Some("broken"), &["b"], "", true);
    }

    #[test]
    fn a_later_start_without_a_plan_shows_the_start_page() {
        let mut state = UiState { was_started: true, ..UiState::default() };
        let start = Start::new(None, &mut state, &[], &DiskFiles);
        assert!(start.is_choice && start.document.plan().zones.is_empty());
    }

    #[test]
    fn a_plan_of_a_newer_format_is_refused_in_the_window_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("newer.ron");
        plan_file::save(&path, "(format: 99, novelty: 1)").expect("a file");
        let opened = open(path, &DiskFiles).map_err(|error| error.line).map(|(document, _)| document.plan().clone());
        let said = "Can't open the plan: the plan has format 99, this program reads formats 1 to 2";
        assert!(opened.as_ref().is_err_and(|line| line.starts_with(said)), "{opened:?}");
    }
}
