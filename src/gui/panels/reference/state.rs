//! What the reference keeps from one frame to the next: where the user is among the pages, and what is typed.

use std::rc::Rc;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::gui::opening::LoadedCatalog;
use crate::gui::shown::{Cached, Stamp};
use crate::gui::widgets::RowTops;
use crate::ids::ReferenceIdx;
use crate::view::{Reference, RestingRules, Topic};

/// What is read, what is typed, and where the cursor stands.
#[derive(Debug, Default)]
pub(crate) struct ReferenceState {
    /// Made when the tab is first shown.
    pub(super) reference: Option<Reference>,
    pub(super) search: String,
    pub(super) rows: RowsState,
    /// The rules of the plan that rest on the document of the page.
    pub(super) resting: Cached<(Stamp, ReferenceIdx), RestingRules>,
    /// The buttons keep the focus when they are what has it.
    pub(super) is_on_button: bool,
}

impl ReferenceState {
    /// Whether there is a page to go back to.
    pub(crate) fn can_go_back(&self) -> bool {
        self.reference.as_ref().is_some_and(Reference::can_go_back)
    }

    /// Whether there is a page to go forward to.
    pub(crate) fn can_go_forward(&self) -> bool {
        self.reference.as_ref().is_some_and(Reference::can_go_forward)
    }

    /// Goes back.
    pub(crate) fn go_back(&mut self, catalog: &Catalog) {
        self.reference.iter_mut().for_each(|reference| reference.go_back(catalog));
        self.has_moved();
    }

    /// Goes forward.
    pub(crate) fn go_forward(&mut self, catalog: &Catalog) {
        self.reference.iter_mut().for_each(|reference| reference.go_forward(catalog));
        self.has_moved();
    }

    /// Opens a page, as a link does.
    pub(crate) fn open(&mut self, catalog: &LoadedCatalog, topic: Topic) {
        let model = &catalog.model;
        self.reference.get_or_insert_with(|| Reference::new(model, Arc::clone(catalog.index()))).open(model, topic);
        self.has_moved();
    }

    /// Another page is open: its words stand in the field, and the cursor is where it was left.
    pub(super) fn has_moved(&mut self) {
        if let Some(Topic::Search(words)) = self.reference.as_ref().map(Reference::topic) {
            self.search.clone_from(words);
        }
        self.rows.show_other(!std::mem::take(&mut self.is_on_button));
    }
}

/// Where rows stand, and whether the cursor is to be followed.
#[derive(Debug, Default)]
pub(super) struct RowsState {
    /// Where the rows of the page stand, by the width that they were measured for.
    pub(super) tops: Cached<f32, Rc<RowTops>>,
    /// The link at the cursor takes the focus.
    pub(super) takes_focus: bool,
    /// The link at the cursor comes into sight.
    pub(super) scrolls: bool,
}

impl RowsState {
    /// Another page is shown from now on. With `takes_focus` the link at its cursor gets the focus.
    pub(super) fn show_other(&mut self, takes_focus: bool) {
        self.tops.forget();
        self.takes_focus = takes_focus;
        self.scrolls = true;
    }

    /// Gives the focus to the link at the cursor.
    pub(super) fn take_focus(&mut self) {
        self.takes_focus = true;
        self.scrolls = true;
    }
}
