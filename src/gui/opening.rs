//! What the app starts with: a catalog, a plan, how the window was left, and what went wrong before it opened.
//!
//! The app takes it apart and owns the pieces. The doors to the outside are in `deps`.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::error_text::{ErrorText, short_name};
use super::state::UiState;
use crate::catalog::Catalog;
use crate::document::Document;
use crate::files::catalog_dir::NamedText;
use crate::files::templates::Template;
use crate::files::unsaved::Found;
use crate::finding::Finding;
use crate::plan::{OwnRole, Plan, with_roles_of};
use crate::view::SearchIndex;

/// What the app starts with.
pub struct Opening {
    /// The catalog.
    pub catalog: LoadedCatalog,
    /// The plan that is open at first.
    pub document: Document,
    /// Findings about the text that the plan was read from.
    pub document_findings: Vec<Finding>,
    /// What went wrong before the window opened.
    pub errors: Vec<ErrorText>,
    /// How the window was left.
    pub ui_state: UiState,
    /// Unsaved work of windows that are gone, the newest first.
    pub unsaved: Vec<Found>,
    /// There is no last plan to go on with: the start page is shown.
    pub shows_start: bool,
}

impl Opening {
    /// Starts with a catalog and a plan, and otherwise as the first time.
    #[must_use]
    pub fn new(catalog: LoadedCatalog, document: Document) -> Self {
        Self {
            catalog,
            document,
            document_findings: Vec::new(),
            errors: Vec::new(),
            ui_state: UiState::default(),
            unsaved: Vec::new(),
            shows_start: false,
        }
    }
}

/// A catalog with what belongs to it.
#[derive(Debug)]
pub struct LoadedCatalog {
    /// The catalog itself, with the roles of the open plan.
    pub model: Arc<Catalog>,
    /// The roles of the plan that it has beside what was read.
    own_roles: Vec<OwnRole>,
    /// Findings about the catalog.
    pub findings: Vec<Finding>,
    /// The plans to start from, by name.
    pub templates: Vec<Template>,
    /// The texts of profiles of forms that the user's folder has.
    pub profile_texts: Vec<NamedText>,
    /// The user's folder that it was read with; `None`: it is the built-in catalog alone.
    pub own_folder: Option<OwnFolder>,
    /// What searches look at; made when it is first asked for.
    index: OnceLock<Arc<SearchIndex>>,
}

impl LoadedCatalog {
    /// A catalog with what belongs to it.
    #[must_use]
    pub fn new(
        model: Catalog,
        findings: Vec<Finding>,
        templates: Vec<Template>,
        own_folder: Option<OwnFolder>,
    ) -> Self {
        Self {
            model: Arc::new(model),
            own_roles: Vec::new(),
            findings,
            templates,
            profile_texts: Vec::new(),
            own_folder,
            index: OnceLock::new(),
        }
    }

    /// The same with the profiles that are among texts of the user's folder.
    #[must_use]
    pub fn with_profiles(self, texts: &[NamedText]) -> Self {
        let profile_texts = texts.iter().filter(|(file, _)| file.starts_with("profiles/")).cloned().collect();
        Self { profile_texts, ..self }
    }

    /// A catalog without a folder of the user's.
    #[must_use]
    pub fn built_in(model: Catalog, findings: Vec<Finding>, templates: Vec<Template>) -> Self {
        Self::new(model, findings, templates, None)
    }

    /// Takes the roles of a plan in place of those that it has. Returns whether they are others.
    pub(in crate::gui) fn follow_roles(&mut self, plan: &Plan) -> bool {
        let are_others = self.own_roles != plan.roles;
        if are_others {
            self.model = with_roles_of(&self.model, plan);
            self.own_roles.clone_from(&plan.roles);
            self.index = OnceLock::new();
        }
        are_others
    }

    /// What searches look at.
    pub(in crate::gui) fn index(&self) -> &Arc<SearchIndex> {
        self.index.get_or_init(|| Arc::new(SearchIndex::build(&self.model)))
    }
}

/// A folder of the user's own catalog.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OwnFolder {
    /// Where it is.
    pub path: PathBuf,
    /// How many entities it holds: “12 entities”.
    pub entities: String,
}

impl OwnFolder {
    /// Its name without the way to it.
    pub(super) fn name(&self) -> String {
        short_name(&self.path)
    }
}
