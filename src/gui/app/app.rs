//! The app: it owns the document, the views and the panels' states, and runs a frame in three steps.

use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Id, Ui, UiBuilder};

use super::frame_layout::FrameLayout;
use super::title::window_title;
use crate::document::Document;
use crate::files::unsaved::Found;
use crate::finding::Finding;
use crate::gui::action::Action;
use crate::gui::commands::{Command, CommandEnv, take_commands, take_pasted};
use crate::gui::deps::Deps;
use crate::gui::error_text::ErrorText;
use crate::gui::notices::Notifications;
use crate::gui::opening::{LoadedCatalog, Opening};
use crate::gui::panels::{
    PanelCx, PanelStates, TabStates, inspector_ui, main_ui, menu_ui, status_ui, zone_row_id, zones_ui,
};
use crate::gui::shown::{Busy, Chosen, ViewInput, Views};
use crate::gui::state::{MAX_ZOOM, MIN_ZOOM, Tab, ThemeChoice, UiState};
use crate::gui::theme::{install_fonts, install_styles, tokens};
use crate::gui::work::{CatalogWork, FileWork, Keeper, Quit, RuleSearch};
use crate::matrix::Deriver;

/// How long a frame may be old while something is under way.
const BETWEEN_FRAMES: Duration = Duration::from_millis(100);

/// The program with a window.
pub struct App {
    pub(in crate::gui) deps: Deps,
    pub(in crate::gui) document: Document,
    /// Findings about the text that the document was read from.
    pub(in crate::gui) document_findings: Vec<Finding>,
    /// The catalog in use.
    pub(in crate::gui) catalog: LoadedCatalog,
    /// How the window is to be remembered.
    pub(in crate::gui) ui_state: UiState,
    /// Unsaved work of windows that are gone, the newest first.
    pub(in crate::gui) unsaved: Vec<Found>,
    pub(in crate::gui) deriver: Deriver,
    pub(super) views: Views,
    pub(in crate::gui) catalog_work: CatalogWork,
    /// Grows when another document is opened, and when another catalog is in use.
    pub(in crate::gui) generation: u64,
    pub(in crate::gui) chosen: Chosen,
    pub(in crate::gui) panels: PanelStates,
    pub(in crate::gui) files: FileWork,
    pub(in crate::gui) quit: Quit,
    pub(in crate::gui) keeper: Keeper,
    pub(in crate::gui) search: RuleSearch,
    pub(in crate::gui) notifications: Notifications,
    pub(super) layout: Option<FrameLayout>,
    /// What had the focus at the end of the frame before: Escape and shortcuts take it away at once.
    pub(super) focused: Option<Id>,
    /// What had the focus when a dialog came up, to get it back.
    pub(super) focused_before_dialog: Option<Id>,
    /// What is to get the focus at the end of the next frame.
    pub(super) focus_to_give_back: Option<Id>,
    title: String,
    /// Fonts and styles are in place.
    is_set_up: bool,
}

impl App {
    /// Builds the app. It needs neither a window nor a frame yet.
    #[must_use]
    pub fn new(opening: Opening, deps: Deps) -> Self {
        let Opening { catalog, document, document_findings, errors, ui_state, unsaved } = opening;
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
            unsaved,
            views: Views::default(),
            catalog_work: CatalogWork::default(),
            generation: 0,
            chosen,
            panels: PanelStates::default(),
            files: FileWork::default(),
            quit: Quit::default(),
            search: RuleSearch::Idle,
            notifications,
            layout: None,
            focused: None,
            focused_before_dialog: None,
            focus_to_give_back: None,
            title: String::new(),
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
        self.settle_focus(ui.ctx(), to_give_back);
    }

    /// Installs fonts, styles and zoom in the first frame, and begins to read the user's catalog.
    fn set_up(&mut self, ctx: &Context) {
        if !self.is_set_up {
            self.is_set_up = true;
            install_fonts(ctx);
            install_styles(ctx);
            self.follow_theme(ctx);
            ctx.set_zoom_factor(self.ui_state.zoom);
            self.start_catalog(ctx);
            self.offer_found(ctx);
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

    fn collect(&mut self, ctx: &Context) -> Vec<Action> {
        self.poll_catalog();
        let mut res = self.poll_files(ctx);
        if let Some(table) = self.search.poll() {
            self.views.rules = Some(table);
        }
        if !self.files.has_dialog() {
            let commands = take_commands(ctx, self.deps.os, &self.command_env());
            res.extend(commands.into_iter().map(Action::Command));
            // What is pasted nowhere may be a list of zones. The system's keys for it come as the text alone.
            res.extend(take_pasted(ctx).map(Action::PasteZones));
        }
        if self.quit.takes_wish() {
            res.push(Action::Command(Command::Quit));
        }
        res
    }

    fn update_views(&mut self, ctx: &Context) {
        self.notifications.follow_plan(self.stamp());
        let document = &self.document;
        let input = ViewInput {
            catalog: &self.catalog.model,
            plan: document.plan(),
            stamp: self.stamp(),
            other_findings: [&self.document_findings, &self.catalog.findings],
            chosen: &self.chosen,
            tab: self.ui_state.tab,
        };
        let before = self.views.stamp();
        if self.views.update(input, &mut self.deriver) {
            ctx.request_repaint();
        }
        if self.views.stamp() != before {
            // What a search would find now are rules of another plan.
            self.search = RuleSearch::Idle;
        }
        self.update_rules(ctx);
    }

    fn show(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let env = self.command_env();
        let name = self.document.name();
        let busy = self.busy();
        let panels = &mut self.panels;
        let mut cx = PanelCx {
            catalog: &self.catalog.model,
            plan: self.document.plan(),
            matrix: self.deriver.matrix(),
            stamp: self.views.stamp().unwrap_or_default(),
            views: &self.views,
            chosen: &self.chosen,
            zone_idx: env.zone_idx,
            focused: self.focused,
            pair_idx: self.chosen.pair_idx(self.document.plan()),
            env: &env,
            os: self.deps.os,
            document_name: &name,
            done: self.notifications.last_done(),
            busy: busy.as_ref(),
            own_catalog: self.catalog.own_folder.as_ref(),
            search: self.search.status(),
            look: &mut self.ui_state,
            drafts: &mut panels.drafts,
            focus: &mut panels.focus,
            actions,
        };
        let mut tabs = TabStates {
            matrix: &mut panels.matrix,
            rules: &mut panels.rules,
            reference: &mut panels.reference,
            findings: &mut panels.findings,
            plan: &mut panels.plan,
        };
        let rect = ui.ctx().content_rect();
        let layout = FrameLayout::new(rect, cx.look.zones_width, cx.look.inspector_width);
        ui.painter().rect_filled(rect, 0, tokens(ui).panel.get());
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            menu_ui(ui, &mut cx, layout.menu, &mut panels.menu);
            zones_ui(ui, &mut cx, layout.zones, &mut panels.zones, &mut panels.editor);
            main_ui(ui, &mut cx, layout.main, &mut tabs);
            inspector_ui(ui, &mut cx, layout.inspector, &mut panels.inspector);
            status_ui(ui, &mut cx, layout.status);
            layout.grips_ui(ui, cx.look);
            self.notifications.ui(ui, cx.actions);
            self.files.ui(ui, &mut cx);
        });
        self.drop_ui(ui);
        self.layout = Some(layout);
    }

    /// What commands depend on, as it is now.
    #[must_use]
    pub fn command_env(&self) -> CommandEnv {
        let document = &self.document;
        let is_reading = self.ui_state.tab == Tab::Reference;
        CommandEnv {
            undo: document.can_undo().map(str::to_owned),
            redo: document.can_redo().map(str::to_owned),
            zone_idx: self.chosen.zone_idx(document.plan()),
            is_zone_focused: self.chosen.zone.as_ref().is_some_and(|zone| self.focused == Some(zone_row_id(zone))),
            is_matrix_focused: self.focused.is_none_or(|focused| self.panels.matrix.has_cell(focused)),
            num_zones: document.plan().zones.len(),
            has_pair: self.chosen.pair.is_some(),
            num_cells: if self.ui_state.tab == Tab::Matrix && !document.plan().zones.is_empty() {
                self.panels.matrix.block().num_cells()
            } else {
                0
            },
            can_go_back: is_reading && self.panels.reference.can_go_back(),
            can_go_forward: is_reading && self.panels.reference.can_go_forward(),
            is_exporting: self.files.is_exporting(),
            has_catalog_folder: self.ui_state.catalog_folder.is_some(),
            is_reading_catalog: self.catalog_work.is_reading(),
        }
    }

    /// What is under way now; of several, what the user waits for most.
    fn busy(&self) -> Option<Busy> {
        self.files.save_busy().or_else(|| self.files.export_busy()).or_else(|| self.catalog_work.busy())
    }

    /// Asks for another frame soon, as long as there is progress to be seen.
    fn follow_progress(&self, ctx: &Context) {
        if self.busy().is_some() {
            ctx.request_repaint_after(BETWEEN_FRAMES);
        }
    }

    fn update_title(&mut self, ctx: &Context) {
        let title = window_title(&self.document);
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}
