//! A plan that is open, where it came from, and what became of it since.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::history::History;
use crate::catalog::Catalog;
use crate::finding::Finding;
use crate::plan::file::{self, PlanFileError};
use crate::plan::{Edit, EditError, Plan};

/// An open plan.
#[derive(Clone, Debug)]
pub struct Document {
    plan: Arc<Plan>,
    /// Where it is saved; `None` until it is for the first time.
    path: Option<PathBuf>,
    history: History,
    /// Grows with every change of the plan.
    revision: u64,
    /// The plan as it stands in the file, or as it was when it was new.
    saved: Arc<Plan>,
    /// What was read; `None` for a new plan.
    original: Option<Original>,
    /// What the file held when it was read or written last; `None`: there is no file yet.
    in_file: Option<Arc<str>>,
    /// Whether what the file holds was written by this document, and not only read.
    is_written: bool,
}

/// The text that a document was read from.
#[derive(Clone, Debug)]
struct Original {
    text: Arc<str>,
    plan: Arc<Plan>,
    comments: Comments,
}

/// Whether the text has something that an edited save loses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Comments {
    /// It has none.
    Absent,
    /// It has some, and the user was not asked about them.
    Present,
    /// It has some, and they were lost once with the user's consent.
    GivenUp,
}

impl Document {
    /// A plan without a file: an empty one, or a template.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        let plan = Arc::new(plan.canonical());
        Self {
            saved: Arc::clone(&plan),
            plan,
            path: None,
            history: History::default(),
            revision: 0,
            original: None,
            in_file: None,
            is_written: false,
        }
    }

    /// The plan that stands in `text`, which was read from `path`, and the findings about the text.
    ///
    /// # Errors
    /// When the text is no plan.
    pub fn from_text(path: impl Into<PathBuf>, text: impl Into<String>) -> Result<(Self, Vec<Finding>), PlanFileError> {
        let text: Arc<str> = text.into().into();
        let read = file::read(&text)?;
        let comments = if read.has_comments() { Comments::Present } else { Comments::Absent };
        let mut res = Self::new(read.plan);
        res.path = Some(path.into());
        res.original = Some(Original { text: Arc::clone(&text), plan: Arc::clone(&res.plan), comments });
        res.in_file = Some(text);
        Ok((res, read.findings))
    }

    /// Unsaved work: the plan that stands in `text`, made from the one that `file` held, or from a new one. Undoing its
    /// only step gives the plan that it was made from.
    ///
    /// # Errors
    /// When the text is no plan.
    pub fn restored(file: Option<(PathBuf, String)>, text: &str) -> Result<Self, PlanFileError> {
        let plan = file::read(text)?.plan.canonical();
        let mut res = match file {
            Some((path, in_file)) => Self::from_text(path, in_file)?.0,
            None => Self::new(Plan::default()),
        };
        res.history.push(Arc::clone(&res.plan), &plan, "Restore unsaved work".to_owned(), None);
        res.show(Arc::new(plan));
        Ok(res)
    }

    /// Names everything as a catalog does that the plan is to be derived with: the plan, the one in the file, and those
    /// of the steps. That is no change of the document, and the text that was read stays what is saved.
    pub fn name_by(&mut self, catalog: &Catalog) {
        let name = |plan: &mut Arc<Plan>| {
            if let Some(renamed) = plan.renamed(catalog) {
                *plan = Arc::new(renamed);
            }
        };
        let before = Arc::clone(&self.plan);
        name(&mut self.plan);
        name(&mut self.saved);
        self.history.plans_mut().for_each(name);
        if let Some(original) = &mut self.original {
            name(&mut original.plan);
        }
        if !Arc::ptr_eq(&before, &self.plan) {
            self.revision += 1;
        }
    }

    /// The plan as it is now.
    #[must_use]
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Where it is saved, if it ever was.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What it is called: the name of its file, else the title of the plan, else “Untitled plan”.
    #[must_use]
    pub fn name(&self) -> String {
        let file = self.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let title = Some(self.plan.title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
        file.or(title).unwrap_or_else(|| "Untitled plan".to_owned())
    }

    /// What its file held when it was read or written last; `None`: there is no file yet.
    #[must_use]
    pub fn in_file(&self) -> Option<&Arc<str>> {
        self.in_file.as_ref()
    }

    /// The plan that its file held when it was read or written last, or the new one.
    #[must_use]
    pub fn saved(&self) -> &Arc<Plan> {
        &self.saved
    }

    /// Whether saving at `path` writes over something that this document has not written, so that a copy is kept.
    #[must_use]
    pub fn is_first_write(&self, path: &Path) -> bool {
        !self.is_written || self.path.as_deref() != Some(path)
    }

    /// A number that grows with every change of the plan: what was made from an older one is stale.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Changes the plan. An edit that changes nothing is no step.
    ///
    /// # Errors
    /// When the edit can't happen. The document is as it was then.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        let plan = self.plan.applied(edit)?;
        if plan != *self.plan {
            self.history.push(Arc::clone(&self.plan), &plan, edit.label(), edit.merge_key());
            self.show(Arc::new(plan));
        }
        Ok(())
    }

    /// Takes back the last step. Returns its label, or `None` when there is none.
    pub fn undo(&mut self) -> Option<String> {
        let (plan, label) = self.history.undo(&self.plan)?;
        self.show(plan);
        Some(label)
    }

    /// Does again what was undone last. Returns its label, or `None` when there is nothing.
    pub fn redo(&mut self) -> Option<String> {
        let (plan, label) = self.history.redo(&self.plan)?;
        self.show(plan);
        Some(label)
    }

    fn show(&mut self, plan: Arc<Plan>) {
        self.plan = plan;
        self.revision += 1;
    }

    /// The label of the step that [`Document::undo`] would take back.
    #[must_use]
    pub fn can_undo(&self) -> Option<&str> {
        self.history.undo_label()
    }

    /// The label of the step that [`Document::redo`] would do again.
    #[must_use]
    pub fn can_redo(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// Ends a run of edits of one text, which is undone as one step: on Enter, focus lost, or drag released.
    pub fn commit(&mut self) {
        self.history.commit();
    }

    /// Whether the plan differs from the one that was saved last.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.plan != self.saved
    }

    /// The text to put into the file: the one that was read, to the byte, as long as the plan is the one that was
    /// read, else the canonical one.
    #[must_use]
    pub fn text_to_save(&self) -> String {
        match &self.original {
            Some(original) if original.plan == self.plan => original.text.to_string(),
            _ => file::write(&self.plan),
        }
    }

    /// Notes that [`Document::text_to_save`] is in the file `path`.
    pub fn mark_saved(&mut self, path: impl Into<PathBuf>) {
        let text = self.text_to_save();
        self.mark_written(path, Arc::clone(&self.plan), text);
    }

    /// Notes that the file `path` holds `text`, which says `plan`: this one, as it was when saving began.
    pub fn mark_written(&mut self, path: impl Into<PathBuf>, plan: Arc<Plan>, text: impl Into<Arc<str>>) {
        self.path = Some(path.into());
        self.in_file = Some(text.into());
        self.is_written = true;
        self.commit();
        if let Some(original) = &mut self.original
            && original.comments == Comments::Present
            && original.plan != plan
        {
            original.comments = Comments::GivenUp;
        }
        self.saved = plan;
    }

    /// Whether saving now would lose comments of the text that was read, for the first time: a question to ask.
    #[must_use]
    pub fn loses_comments(&self) -> bool {
        let original = self.original.as_ref();
        original.is_some_and(|original| original.comments == Comments::Present && original.plan != self.plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::MAX_STEPS;
    use crate::plan::ZoneId;

    /// Not canonical, and with a comment.
    const TEXT: &str = "\u{feff}(format: 1,\r\n  title: \"T\", // here\r\n)";

    fn title(title: &str) -> Edit {
        Edit::SetTitle(title.to_owned())
    }

    fn opened() -> Document {
        Document::from_text("plan.ron", TEXT).expect("the text").0
    }

    fn apply(document: &mut Document, edit: &Edit) {
        document.apply(edit).expect("the edit");
    }

    #[test]
    fn what_was_read_is_saved_to_the_byte_until_it_is_changed() {
        let mut document = opened();
        assert_eq!((document.text_to_save().as_str(), document.is_dirty()), (TEXT, false));
        apply(&mut document, &title("U"));
        assert_eq!(document.text_to_save(), "(\n    format: 2,\n    title: \"U\",\n)\n");
        assert!(document.is_dirty());
        document.undo();
        assert_eq!((document.text_to_save().as_str(), document.is_dirty()), (TEXT, false));
    }

    #[test]
    fn what_the_file_holds_is_known_from_reading_and_from_writing() {
        let path = Path::new("plan.ron");
        let mut document = opened();
        assert_eq!(document.in_file().map(|text| &**text), Some(TEXT));
        assert!(document.is_first_write(path), "what is there was only read");
        apply(&mut document, &title("U"));
        assert_eq!(document.in_file().map(|text| &**text), Some(TEXT));
        let text = document.text_to_save();
        document.mark_saved(path);
        assert_eq!(document.in_file().map(|text| &**text), Some(&*text));
        assert!(!document.is_first_write(path) && document.is_first_write(Path::new("other.ron")));
        assert_eq!(Document::new(Plan::default()).in_file(), None);
    }

    #[test]
    fn what_is_edited_while_it_is_saved_is_not_saved() {
        let mut document = opened();
        apply(&mut document, &title("U"));
        let (plan, text) = (Arc::clone(document.plan()), document.text_to_save());
        apply(&mut document, &title("V"));
        document.mark_written("plan.ron", plan, text.clone());
        assert!(document.is_dirty() && !document.loses_comments());
        assert_eq!((document.saved().title.as_str(), document.in_file().map(|text| &**text)), ("U", Some(&*text)));
    }

    #[test]
    fn restored_work_is_unsaved_and_can_be_taken_back() {
        let text = "(format: 1, title: \"V\")";
        let file = Some((PathBuf::from("plan.ron"), TEXT.to_owned()));
        let mut document = Document::restored(file, text).expect("two plans");
        assert_eq!((document.plan().title.as_str(), document.path()), ("V", Some(Path::new("plan.ron"))));
        assert!(document.is_dirty() && document.loses_comments());
        assert_eq!(document.undo().as_deref(), Some("Restore unsaved work"));
        assert_eq!((document.text_to_save().as_str(), document.is_dirty()), (TEXT, false));
        let new = Document::restored(None, text).expect("a plan");
        assert!(new.is_dirty() && new.path().is_none() && new.in_file().is_none());
        assert!(Document::restored(None, "(").is_err());
    }

    #[test]
    fn comments_are_asked_for_once() {
        let mut document = opened();
        assert!(!document.loses_comments());
        apply(&mut document, &title("U"));
        assert!(document.loses_comments());
        document.mark_saved("plan.ron");
        assert!(!document.loses_comments() && !document.is_dirty());
        apply(&mut document, &title("V"));
        assert!(!document.loses_comments());
        // A save that loses none gives none up.
        let mut document = opened();
        document.mark_saved("copy.ron");
        apply(&mut document, &title("U"));
        assert!(document.loses_comments());
        assert_eq!(document.path(), Some(Path::new("copy.ron")));
    }

    #[test]
    fn typing_is_one_step_until_it_is_committed() {
        let mut document = Document::new(Plan::default());
        for text in ["a", "ab"] {
            apply(&mut document, &title(text));
        }
        apply(&mut document, &Edit::SetNote("n".to_owned()));
        apply(&mut document, &title("abc"));
        document.commit();
        apply(&mut document, &title("abcd"));
        let titles: Vec<_> = std::iter::from_fn(|| document.undo().map(|_| document.plan().title.clone())).collect();
        assert_eq!(titles, ["abc", "ab", "ab", ""]);
        // Nor does what is typed go on with what was undone or done again.
        apply(&mut document, &title("x"));
        document.undo();
        document.redo();
        apply(&mut document, &title("xy"));
        document.undo();
        apply(&mut document, &title("xz"));
        document.undo();
        assert_eq!(document.plan().title, "x");
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut document = opened();
        apply(&mut document, &title("T"));
        assert_eq!((document.can_undo(), document.revision()), (None, 0));
        apply(&mut document, &title("TU"));
        apply(&mut document, &title("T"));
        assert_eq!((document.can_undo(), document.revision()), (None, 2));
        let gone = document.apply(&Edit::RemoveZone(ZoneId::from("gone")));
        assert_eq!((gone.is_err(), document.revision()), (true, 2));
    }

    #[test]
    fn steps_are_named_and_the_oldest_are_forgotten() {
        let mut document = Document::new(Plan::default());
        for number in 0..MAX_STEPS + 5 {
            document.commit();
            apply(&mut document, &title(&number.to_string()));
        }
        assert_eq!(document.can_undo(), Some("Change title"));
        let num_undone = std::iter::from_fn(|| document.undo()).count();
        assert_eq!((num_undone, document.plan().title.as_str()), (MAX_STEPS, "4"));
        assert_eq!(document.can_redo(), Some("Change title"));
        assert_eq!(std::iter::from_fn(|| document.redo()).count(), MAX_STEPS);
        document.undo();
        apply(&mut document, &Edit::SetNote("n".to_owned()));
        assert_eq!(document.can_redo(), None);
    }
}
