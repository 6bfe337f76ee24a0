//! The app: it owns the document, the views and the panels' states, and runs a frame in three steps.

use std::sync::Arc;

use egui::{Context, Id, Ui};

use super::frame_layout::FrameLayout;
use crate::document::Document;
use crate::finding::Finding;
use crate::gui::commands::Panel;
use crate::gui::deps::Deps;
use crate::gui::error_text::ErrorText;
use crate::gui::notices::Notifications;
use crate::gui::opening::{LoadedCatalog, Opening};
use crate::gui::panels::PanelStates;
use crate::gui::shown::{Chosen, DiagramKey, DrawnDiagram, Filter, Stamp, Views};
use crate::gui::state::{MAX_ZOOM, MIN_ZOOM, ThemeChoice, UiState};
use crate::gui::theme::{install_fonts, install_styles};
use crate::gui::work::{
    CatalogRequest, CatalogWork, ExportLook, FileWork, Keeper, OwnForms, PlanWork, Previewing, ProfileOrder, Quit,
    Recovery, RowCopy, RuleSearch, Trial,
};
use crate::matrix::Deriver;
use crate::view::{RowCounts, RuleCounts, RulesBefore};

/// The program with a window.
pub struct App {
    pub(super) deps: Deps,
    pub(super) document: Document,
    /// Findings about the text that the document was read from.
    pub(super) document_findings: Vec<Finding>,
    /// The catalog in use.
    pub(super) catalog: LoadedCatalog,
    /// How the window is to be remembered.
    pub(super) ui_state: UiState,
    pub(super) recovery: Recovery,
    pub(super) deriver: Deriver,
    pub(super) views: Views,
    pub(super) catalog_work: CatalogWork,
    /// Grows when another document is opened, and when another catalog is in use.
    pub(super) generation: u64,
    pub(super) chosen: Chosen,
    pub(super) panels: PanelStates,
    pub(super) files: FileWork,
    pub(super) quit: Quit,
    pub(in crate::gui) keeper: Keeper,
    pub(super) search: RuleSearch,
    /// The search for the rules that findings are asked about.
    pub(super) finding_search: RuleSearch,
    /// What matrix and rules are filtered by.
    pub(super) filter: Filter,
    /// What a proposal would do, as long as it is being found out.
    pub(super) trial: Trial,
    /// The profiles of the user's own forms.
    pub(super) own_forms: OwnForms,
    /// The first rows of the form that is shown, as long as they are being made.
    pub(super) form_preview: Previewing,
    /// The first rows and the count of what would be exported, while its dialog is shown.
    pub(super) export_look: ExportLook,
    /// The count of the rules of each role, for the tick table.
    pub(super) rule_counting: PlanWork<Stamp, RuleCounts>,
    /// The count of the rows of a request, where machines split rules.
    pub(super) row_counting: PlanWork<Stamp, RowCounts>,
    /// The layout of the diagram.
    pub(super) drawing: PlanWork<DiagramKey, DrawnDiagram>,
    /// The copy of rules that is under way.
    pub(super) row_copy: RowCopy,
    pub(super) notifications: Notifications,
    /// The rules before the last edit, until they are counted after it.
    pub(super) rules_before: Option<RulesBefore>,
    /// What the last edit did to the rules.
    pub(super) effect: String,
    pub(super) layout: Option<FrameLayout>,
    /// What had the focus at the end of the frame before: Escape and shortcuts take it away at once.
    pub(super) focused: Option<Id>,
    /// The part of the window that had the focus last, or was to get it.
    pub(super) part: Option<Panel>,
    /// What had the focus when a dialog came up, to get it back.
    pub(super) focused_before_dialog: Option<Id>,
    /// What is to get the focus at the end of the next frame.
    pub(super) focus_to_give_back: Option<Id>,
    pub(super) title: String,
    /// The start page is to be shown in the first frame.
    shows_start: bool,
    /// Fonts and styles are in place.
    is_set_up: bool,
}

impl App {
    /// Builds the app. It needs neither a window nor a frame yet.
    #[must_use]
    pub fn new(opening: Opening, deps: Deps) -> Self {
        let Opening { catalog, mut document, document_findings, errors, ui_state, unsaved, shows_start } = opening;
        document.name_by(&catalog.model);
        let mut notifications = Notifications::default();
        for ErrorText { line, details } in errors {
            notifications.error(line, details);
        }
        let mut chosen = Chosen::default();
        chosen.follow_plan(document.plan(), None);
        Self {
            keeper: Keeper::new(deps.own_folder.clone()),
            deriver: Deriver::new(Arc::clone(&catalog.model)),
            deps,
            document,
            document_findings,
            catalog,
            ui_state,
            recovery: Recovery::new(unsaved),
            views: Views::default(),
            catalog_work: CatalogWork::default(),
            generation: 0,
            chosen,
            panels: PanelStates::default(),
            files: FileWork::default(),
            quit: Quit::default(),
            search: RuleSearch::Idle,
            finding_search: RuleSearch::Idle,
            filter: Filter::default(),
            trial: Trial::default(),
            own_forms: OwnForms::default(),
            form_preview: Previewing::default(),
            export_look: ExportLook::default(),
            rule_counting: PlanWork::default(),
            row_counting: PlanWork::default(),
            drawing: PlanWork::default(),
            row_copy: RowCopy::default(),
            notifications,
            rules_before: None,
            effect: String::new(),
            layout: None,
            focused: None,
            part: None,
            focused_before_dialog: None,
            focus_to_give_back: None,
            title: String::new(),
            shows_start,
            is_set_up: false,
        }
    }

    /// The plan that is open.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// How the window is to be remembered.
    #[must_use]
    pub fn ui_state(&self) -> &UiState {
        &self.ui_state
    }

    /// What the window points at.
    #[must_use]
    pub fn chosen(&self) -> &Chosen {
        &self.chosen
    }

    /// The errors that are shown, and what was done last.
    #[must_use]
    pub fn notifications(&self) -> &Notifications {
        &self.notifications
    }

    /// Where the parts of the window stand, as they are read: menu, zones, middle, inspector, status bar.
    #[must_use]
    pub fn parts(&self) -> Option<[egui::Rect; 5]> {
        self.layout.map(|layout| layout.parts())
    }

    /// Runs a frame: collects, shows, applies.
    pub fn ui(&mut self, ui: &mut Ui) {
        if self.is_set_up {
            self.follow_zoom(ui.ctx());
        }
        self.set_up(ui.ctx());
        let had_dialog = self.files.has_dialog();
        let to_give_back = self.focus_to_give_back.take();
        let mut commands = self.collect(ui.ctx());
        self.notifications.follow_time(ui.ctx());
        let mut actions = Vec::new();
        self.update_views(ui.ctx());
        self.show(ui, &mut actions);
        // Commands come last: what a text field commits in this frame is theirs already.
        actions.append(&mut commands);
        if !actions.is_empty() {
            self.apply(ui.ctx(), actions);
            ui.ctx().request_repaint();
        }
        self.update_title(ui.ctx());
        self.follow_progress(ui.ctx());
        self.follow_keeping(ui.ctx());
        self.follow_dialog(ui.ctx(), had_dialog);
        self.note_focus(ui.ctx(), to_give_back);
    }

    /// Installs fonts, styles and zoom in the first frame, and begins to read the user's catalog.
    fn set_up(&mut self, ctx: &Context) {
        if !self.is_set_up {
            self.is_set_up = true;
            install_fonts(ctx);
            install_styles(ctx);
            self.follow_theme(ctx);
            ctx.set_zoom_factor(self.ui_state.zoom);
            if let Some(folder) = self.ui_state.catalog_folder.clone() {
                self.read_catalog(ctx, CatalogRequest::Start(folder));
            }
            self.order_profile(ctx, ProfileOrder::Read);
            self.offer_found(ctx);
            // Unsaved work is asked about first.
            if std::mem::take(&mut self.shows_start) {
                self.show_start();
            }
        }
    }

    /// Remembers the zoom, which keys change at any time, and keeps it within reach.
    fn follow_zoom(&mut self, ctx: &Context) {
        let zoom = ctx.zoom_factor();
        self.ui_state.zoom = zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        if !(MIN_ZOOM..=MAX_ZOOM).contains(&zoom) {
            ctx.set_zoom_factor(self.ui_state.zoom);
        }
    }

    /// Uses the theme that the user chose.
    pub(super) fn follow_theme(&self, ctx: &Context) {
        ctx.set_theme(match self.ui_state.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
            ThemeChoice::Light => egui::ThemePreference::Light,
        });
    }
}
