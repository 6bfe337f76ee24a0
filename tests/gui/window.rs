//! The one way to build the window in a test, and to use it like a person: by what stands there, with a pointer or
//! with keys.
//!
//! The app is the real one, on the real catalog and the real disk below a folder of its own. Only the system's file
//! dialogs are not there, so it asks for typed paths. What it waits for comes later: at the earliest when it has come
//! to rest with nothing there yet.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::{Action, Live, Role, Toggled};
use egui::os::OperatingSystem;
use egui::{Event, HoveredFile, Key, Modifiers, PointerButton, Pos2, Rect, Theme, Vec2, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use portolan::document::Document;
use portolan::files::catalog_dir;
use portolan::files::templates::Template;
use portolan::gui::{Answer, App, Command, Deps, LoadedCatalog, Opening, Tab, ThemeChoice, UiState};
use portolan::matrix::{self, CellSummary};
use portolan::plan::Plan;

use crate::later::Later;
use crate::rasterizer::Rasterizer;
use crate::slow_disk::SlowDisk;
use crate::small_picture::SmallPicture;
use crate::system::{Dropped, System};

/// Roles of things that are used, which a screen reader must be able to name.
pub(crate) const USED: [Role; 9] = [
    Role::Button,
    Role::Link,
    Role::CheckBox,
    Role::TextInput,
    Role::MultilineTextInput,
    Role::RadioButton,
    Role::Tab,
    Role::GridCell,
    Role::ListBoxOption,
];

/// The app in a window that is nowhere.
pub(crate) struct Window {
    harness: Harness<'static, App>,
    system: System,
    later: Later,
    folder: tempfile::TempDir,
}

impl Window {
    /// Opens the app on the matrix of the first template, dark, 1280 × 800.
    pub(crate) fn open() -> Self {
        let plan = templates().swap_remove(0).plan;
        Self::with_plan(plan)
    }

    /// Opens the app on a plan, dark, 1280 × 800.
    pub(crate) fn with_plan(plan: Plan) -> Self {
        Self::with(plan, Theme::Dark, Vec2::new(1280.0, 800.0))
    }

    /// Opens the app.
    pub(crate) fn with(plan: Plan, theme: Theme, size: Vec2) -> Self {
        Self::with_changed(plan, theme, size, |_, _| ())
    }

    /// Opens the app on what was changed in what it is given.
    pub(crate) fn with_changed(
        plan: Plan,
        theme: Theme,
        size: Vec2,
        change: impl FnOnce(&mut Opening, &mut Deps),
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let (catalog, catalog_findings) = catalog_dir::with_overlay(&[]);
        let choice = if theme == Theme::Dark { ThemeChoice::Dark } else { ThemeChoice::Light };
        let later = Later::default();
        let loaded = LoadedCatalog::built_in(catalog, catalog_findings, templates());
        let mut opening = Opening {
            ui_state: UiState {
                theme: choice,
                // Most tests are about what ticks come to.
                tab: Tab::Matrix,
                folder: Some(folder.path().to_owned()),
                ..UiState::default()
            },
            ..Opening::new(loaded, Document::new(plan))
        };
        let mut deps = Deps {
            dialogs: Arc::new(later.clone()),
            files: Arc::new(SlowDisk(later.clone())),
            spawn: later.spawn(),
            os: OperatingSystem::Nix,
            own_folder: None,
        };
        change(&mut opening, &mut deps);
        let system = System::default();
        let plugin = system.clone();
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_os(OperatingSystem::Nix)
            .with_max_steps(24)
            .renderer(Rasterizer::default())
            .with_context_setup(|ctx| ctx.add_plugin(plugin))
            .build_ui_state(
                |ui, app: &mut App| {
                    app.logic(ui.ctx());
                    app.ui(ui);
                },
                App::new(opening, deps),
            );
        let mut res = Self { harness, system, later, folder };
        res.run();
        res
    }

    /// The app.
    pub(crate) fn app(&self) -> &App {
        self.harness.state()
    }

    /// The plan that is open.
    pub(crate) fn plan(&self) -> &Plan {
        self.app().document().plan()
    }

    /// A path in the folder of the test.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Whether something with this label is there.
    pub(crate) fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Whether something whose label holds these words is there.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }

    /// What is said of the thing with this role and label beside its name.
    pub(crate) fn description(&self, role: Role, label: &str) -> String {
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        nodes.next().and_then(|node| node.accesskit_node().description()).unwrap_or_default()
    }

    /// The label of what has the focus.
    pub(crate) fn focused(&self) -> String {
        self.focused_node().1
    }

    /// Role and label of what has the focus.
    fn focused_node(&self) -> (Option<Role>, String) {
        let all = self.harness.root().children_recursive();
        let focused = all.map(|node| node.accesskit_node()).find(egui_kittest::kittest::AccessKitNode::is_focused);
        focused.map_or((None, String::new()), |node| (Some(node.role()), node.label().unwrap_or_default()))
    }

    /// Where what has the focus is, and what of it is in sight.
    pub(crate) fn focused_rects(&self) -> Option<(Rect, Rect)> {
        let id = self.harness.ctx.memory(egui::Memory::focused)?;
        self.harness.ctx.read_response(id).map(|response| (response.rect, response.interact_rect))
    }

    /// Everything that is used: its role, its name, and where it is.
    pub(crate) fn used(&self) -> Vec<(Role, String, Rect)> {
        let all = self.harness.root().children_recursive();
        all.filter(|node| USED.contains(&node.accesskit_node().role()))
            .map(|node| {
                let of = node.accesskit_node();
                (of.role(), of.label().unwrap_or_default(), node.rect())
            })
            .collect()
    }

    /// What of everything that is used is in sight.
    pub(crate) fn used_in_sight(&self) -> Vec<(Role, String, Rect)> {
        let rects: Vec<_> = self.harness.ctx.viewport(|viewport| {
            let layers = viewport.this_pass.widgets.layers();
            layers.flat_map(|(_, widgets)| widgets.iter().map(|widget| (widget.rect, widget.interact_rect))).collect()
        });
        let in_sight = |rect: Rect| rects.iter().find(|(whole, _)| *whole == rect).map(|(_, in_sight)| *in_sight);
        let all = self.used().into_iter().filter_map(|(role, name, rect)| Some((role, name, in_sight(rect)?)));
        all.filter(|(.., rect)| rect.is_positive()).collect()
    }

    /// Whatever can be clicked or typed into: its role and its name.
    pub(crate) fn usable(&self) -> Vec<(Role, String)> {
        let all = self.harness.root().children_recursive();
        all.map(|node| node.accesskit_node())
            .filter(|node| [Action::Click, Action::Focus].iter().any(|action| node.data().supports_action(*action)))
            .map(|node| (node.role(), node.label().unwrap_or_default()))
            .collect()
    }

    /// Tells the window whether the system is dark or light, and returns what the window is then.
    pub(crate) fn theme_under(&mut self, system: Theme) -> Theme {
        self.harness.input_mut().system_theme = Some(system);
        self.run();
        self.harness.ctx.theme()
    }

    /// How large everything is.
    pub(crate) fn zoom(&self) -> f32 {
        self.harness.ctx.zoom_factor()
    }

    /// What has the focus: its number in the tree, its label, and where it is.
    pub(crate) fn focus_rect(&self) -> Option<(String, String, Rect)> {
        let mut all = self.harness.root().children_recursive();
        let node = all.find(|node| node.accesskit_node().is_focused())?;
        Some((
            format!("{:?}", node.accesskit_node().id()),
            node.accesskit_node().label().unwrap_or_default(),
            node.rect(),
        ))
    }

    /// Where a thing is now, by its number in the tree, if it is in sight.
    pub(crate) fn rect_of(&self, id: &str) -> Option<Rect> {
        let window = self.harness.ctx.content_rect();
        let mut all = self.harness.root().children_recursive();
        let rect = all.find(|node| format!("{:?}", node.accesskit_node().id()) == id)?.rect();
        window.contains(rect.center()).then_some(rect)
    }

    /// Where the first thing with this role and label lies in the window.
    pub(crate) fn rect(&self, role: Role, label: &str) -> Rect {
        let window = self.harness.ctx.content_rect();
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        let node = nodes.find(|node| window.contains(node.rect().center()) && node.rect().area() > 0.0);
        node.unwrap_or_else(|| panic!("no {role:?} “{label}” in sight")).rect()
    }

    /// The middle of the first thing with this role and label that lies in the window.
    fn place(&self, role: Role, label: &str) -> Pos2 {
        self.rect(role, label).center()
    }

    /// Clicks there, and returns what that put on the clipboard.
    pub(crate) fn click_to_copy(&mut self, role: Role, label: &str) -> String {
        self.system.forget_copy();
        self.click(role, label);
        self.clipboard()
    }

    /// Presses the system's keys for copying, which come as an event of their own.
    pub(crate) fn copy_keys(&mut self) {
        self.harness.event(Event::Copy);
        self.run();
    }

    /// Chooses a command of a menu of the menu bar.
    pub(crate) fn menu(&mut self, menu: &str, command: &str) {
        self.click(Role::Button, menu);
        self.click(Role::Button, command);
    }

    /// Shows a tab by its keys.
    pub(crate) fn show(&mut self, tab: Tab) {
        let shortcut = Command::Show(tab).shortcuts(OperatingSystem::Nix)[0];
        self.key(shortcut.modifiers, shortcut.logical_key);
    }

    /// Whether a thing with this role and label lies in the window.
    pub(crate) fn sees(&self, role: Role, label: &str) -> bool {
        let window = self.harness.ctx.content_rect();
        self.harness
            .query_all_by_role_and_label(role, label)
            .any(|node| window.contains(node.rect().center()) && node.rect().area() > 0.0)
    }

    /// Whether a thing with this role and label is there and can't be used.
    pub(crate) fn is_disabled(&self, role: Role, label: &str) -> bool {
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        nodes.next().is_some_and(|node| node.accesskit_node().is_disabled())
    }

    /// Whether a thing with this role and label is there and selected.
    pub(crate) fn is_selected(&self, role: Role, label: &str) -> bool {
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        nodes.next().is_some_and(|node| node.accesskit_node().is_selected() == Some(true))
    }

    /// Whether a thing with this role and label is there and ticked.
    pub(crate) fn is_ticked(&self, role: Role, label: &str) -> bool {
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        nodes.next().is_some_and(|node| node.accesskit_node().toggled() == Some(Toggled::True))
    }

    /// Moves the pointer there, presses and lets go. Nothing but pointer events.
    pub(crate) fn click(&mut self, role: Role, label: &str) {
        let pos = self.place(role, label);
        self.click_at(pos);
    }

    /// Moves the pointer over the first thing in sight with this role and label.
    pub(crate) fn point_at(&mut self, role: Role, label: &str) {
        let pos = self.place(role, label);
        self.harness.event(Event::PointerMoved(pos));
        self.run();
    }

    /// Where the things with this role and label are.
    pub(crate) fn rects(&self, role: Role, label: &str) -> Vec<Rect> {
        self.harness.query_all_by_role_and_label(role, label).map(|node| node.rect()).collect()
    }

    /// How a screen reader tells of changes of a thing with this role and label.
    pub(crate) fn live(&self, role: Role, label: &str) -> Option<Live> {
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        nodes.next().map(|node| node.accesskit_node().live())
    }

    /// Holds files over the window.
    pub(crate) fn hold_files(&mut self, paths: &[&PathBuf]) {
        let held = |path: &PathBuf| HoveredFile { path: Some(path.clone()), ..HoveredFile::default() };
        self.harness.input_mut().hovered_files = paths.iter().copied().map(held).collect();
        // As long as files are held, egui asks for frame after frame.
        self.harness.run_steps(3);
        while self.later.come() {
            self.harness.run_steps(3);
        }
    }

    /// Lets files go over the window.
    pub(crate) fn drop_files(&mut self, paths: &[&PathBuf]) {
        let input = self.harness.input_mut();
        input.hovered_files.clear();
        input.dropped_files = paths.iter().map(|&path| Arc::new(Dropped(path.clone())) as _).collect();
        self.run();
    }

    /// Clicks on the thing in sight with this role whose label begins so.
    pub(crate) fn click_starting(&mut self, role: Role, start: &str) {
        let label = self.nodes().into_iter().find(|(of, label)| *of == role && label.starts_with(start));
        let (_, label) = label.unwrap_or_else(|| panic!("no {role:?} that begins with “{start}”"));
        self.click(role, &label);
    }

    /// The whole label of the cell of the matrix of this pair, written `Clients to Core`.
    pub(crate) fn cell(&self, pair: &str) -> String {
        let start = format!("{pair}:");
        let label = self.nodes().into_iter().find(|(role, label)| *role == Role::GridCell && label.starts_with(&start));
        label.unwrap_or_else(|| panic!("no cell “{pair}”")).1
    }

    /// What the model counts of this pair, written `Clients to Core`.
    pub(crate) fn summary(&self, pair: &str) -> CellSummary {
        let (source, destination) = pair.split_once(" to ").expect("two zones");
        let zones = &self.plan().zones;
        let idx = |name: &str| zones.iter().position(|zone| zone.name == name).expect("a zone");
        matrix::derive(&catalog_dir::with_overlay(&[]).0, self.plan()).summary(idx(source), idx(destination))
    }

    /// How the window tells of this pair: `Clients to Core: 7 rules`.
    pub(crate) fn counted(&self, pair: &str) -> String {
        format!("{pair}: {} rules", self.summary(pair).num_rules())
    }

    /// Clicks on the cell of the matrix of this pair, written `Clients to Core`.
    pub(crate) fn click_cell(&mut self, pair: &str) {
        self.click_starting(Role::GridCell, pair);
    }

    /// Moves the pointer to a place, presses and lets go.
    pub(crate) fn click_at(&mut self, pos: Pos2) {
        self.harness.event(Event::PointerMoved(pos));
        self.run();
        self.button_at(pos, PointerButton::Primary, true);
        self.button_at(pos, PointerButton::Primary, false);
    }

    /// Moves the pointer to a place, and clicks twice within one frame: frames of tests are too far apart for it.
    pub(crate) fn double_click_at(&mut self, pos: Pos2) {
        self.harness.event(Event::PointerMoved(pos));
        self.run();
        let modifiers = Modifiers::NONE;
        let press = |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
        self.harness.input_mut().events.extend([true, false, true, false].map(press));
        self.run();
    }

    /// Clicks with the button that opens menus.
    pub(crate) fn click_secondary(&mut self, role: Role, label: &str) {
        let pos = self.place(role, label);
        self.harness.event(Event::PointerMoved(pos));
        self.run();
        self.button_at(pos, PointerButton::Secondary, true);
        self.button_at(pos, PointerButton::Secondary, false);
    }

    /// Clicks while keys are held.
    pub(crate) fn click_held(&mut self, modifiers: Modifiers, role: Role, label: &str) {
        self.harness.event(Event::ModifiersChanged(modifiers));
        self.click(role, label);
        self.harness.event(Event::ModifiersChanged(Modifiers::NONE));
        self.run();
    }

    fn button_at(&mut self, pos: Pos2, button: PointerButton, pressed: bool) {
        let modifiers = self.harness.ctx.input(|input| input.modifiers);
        self.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
        self.run();
    }

    /// Drags from the middle of one thing to the middle of another.
    pub(crate) fn drag(&mut self, from: (Role, &str), to: (Role, &str)) {
        let to = self.place(to.0, to.1);
        self.drag_to(from, to);
    }

    /// Drags from the middle of one thing to beyond the middle of another.
    pub(crate) fn drag_beyond(&mut self, from: (Role, &str), to: (Role, &str)) {
        let to = self.rect(to.0, to.1);
        self.drag_to(from, to.center() + 0.4 * to.size());
    }

    fn drag_to(&mut self, from: (Role, &str), to: Pos2) {
        let from = self.place(from.0, from.1);
        self.drag_between(from, to);
    }

    /// Drags from one place to another.
    pub(crate) fn drag_between(&mut self, from: Pos2, to: Pos2) {
        self.harness.event(Event::PointerMoved(from));
        self.button_at(from, PointerButton::Primary, true);
        for part in [0.2, 0.6, 1.0] {
            self.harness.event(Event::PointerMoved(from.lerp(to, part)));
            self.run();
        }
        self.button_at(to, PointerButton::Primary, false);
    }

    /// Turns the wheel over something with the key held that zooms.
    pub(crate) fn zoom_wheel(&mut self, over: (Role, &str), factor: f32) {
        let pos = self.place(over.0, over.1);
        self.harness.event(Event::PointerMoved(pos));
        self.harness.event(Event::Zoom(factor));
        self.run();
    }

    /// Turns the wheel over the middle of something until something else is in sight, and not under the status bar.
    pub(crate) fn scroll_to(&mut self, over: (Role, &str), role: Role, label: &str) {
        let pos = self.place(over.0, over.1);
        self.harness.event(Event::PointerMoved(pos));
        for _ in 0..60 {
            let is_above = |pos: Pos2| pos.y < self.harness.ctx.content_rect().bottom() - 48.0;
            if self.sees(role, label) && is_above(self.place(role, label)) {
                return;
            }
            self.wheel(1);
        }
        panic!("“{label}” does not come into sight");
    }

    /// Turns the wheel down, so often, over where the pointer is.
    pub(crate) fn wheel(&mut self, times: usize) {
        for _ in 0..times {
            self.harness.event(Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: Vec2::new(0.0, -120.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Wheel,
                modifiers: Modifiers::NONE,
            });
            self.run();
        }
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    /// Presses a key until what has the focus is called so.
    pub(crate) fn keys_to(&mut self, key: Key, label: &str) {
        for _ in 0..400 {
            if self.focused() == label {
                return;
            }
            self.key(Modifiers::NONE, key);
        }
        panic!("{key:?} never comes to “{label}”, but to “{}”", self.focused());
    }

    /// Presses a key until what has the focus has this role and one of these labels.
    pub(crate) fn keys_to_role(&mut self, key: Key, role: Role, labels: &[&str]) {
        for _ in 0..400 {
            let (of, label) = self.focused_node();
            if of == Some(role) && labels.contains(&label.as_str()) {
                return;
            }
            self.key(Modifiers::NONE, key);
        }
        panic!("{key:?} never comes to a {role:?} called one of {labels:?}, but to “{}”", self.focused());
    }

    /// Presses F6 until the focus is on a cell of the matrix.
    pub(crate) fn keys_to_matrix(&mut self) {
        for _ in 0..12 {
            if self.focused_node().0 == Some(Role::GridCell) {
                return;
            }
            self.key(Modifiers::NONE, Key::F6);
        }
        panic!("F6 never comes to the matrix, but to “{}”", self.focused());
    }

    /// Types into what has the focus.
    pub(crate) fn text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.run();
    }

    /// Pastes, as the system's keys for it do.
    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.run();
    }

    /// Runs one frame and tells whether another one was asked for.
    pub(crate) fn asks_for_frames(&mut self) -> bool {
        self.run();
        self.harness.step();
        self.harness.ctx.has_requested_repaint()
    }

    /// Runs frames until nothing more happens by itself. Then what is waited for comes, if it is not held.
    pub(crate) fn run(&mut self) {
        self.harness.run();
        while self.later.come() {
            self.harness.run();
        }
    }

    /// Holds whatever is asked of the system and begun beside the window from now on.
    pub(crate) fn hold(&mut self) {
        self.later.hold(true);
    }

    /// Lets everything come that was held.
    pub(crate) fn release(&mut self) {
        self.later.hold(false);
        self.run();
    }

    /// Drops the work that is held, as a system does that has no thread for it.
    pub(crate) fn drop_work(&mut self) {
        self.later.drop_work();
        self.run();
    }

    /// Answers the oldest dialog of the system that is held, and returns its title.
    pub(crate) fn answer(&mut self, answer: Answer) -> String {
        let res = self.later.answer(answer);
        self.run();
        res
    }

    /// Lets so many seconds pass, as the frames' input tells them.
    pub(crate) fn pass(&mut self, seconds: usize) {
        self.harness.run_steps(4 * seconds);
    }

    /// In how many seconds the window wants its next frame; `None`: when something happens.
    pub(crate) fn next_frame(&self) -> Option<f64> {
        let output = self.harness.output().viewport_output.get(&ViewportId::ROOT);
        output.map(|output| output.repaint_delay).filter(|delay| *delay < Duration::MAX).map(|it| it.as_secs_f64())
    }

    /// The number that a thing with this role and label shows.
    pub(crate) fn number(&self, role: Role, label: &str) -> Option<f64> {
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        nodes.next().and_then(|node| node.accesskit_node().numeric_value())
    }

    /// How many rows a table with this name says that it has.
    pub(crate) fn rows_of(&self, role: Role, label: &str) -> Option<usize> {
        let mut nodes = self.harness.query_all_by_role_and_label(role, label);
        nodes.next().and_then(|node| node.accesskit_node().data().row_count())
    }

    /// What lies on the clipboard; empty when nothing does.
    pub(crate) fn clipboard(&self) -> String {
        self.system.copied().unwrap_or_default()
    }

    /// The address that was opened in a browser last; empty when none was.
    pub(crate) fn opened_address(&self) -> String {
        self.system.opened().unwrap_or_default()
    }

    /// Presses the button of the window that closes it.
    pub(crate) fn close(&mut self) {
        self.system.close();
        self.run();
    }

    /// Whether the window has gone.
    pub(crate) fn is_closed(&self) -> bool {
        self.system.is_closed()
    }

    /// Holds the window against `screenshots/NAME.png`.
    pub(crate) fn picture(&mut self, name: &str) {
        self.harness.remove_cursor();
        self.run();
        let options = egui_kittest::SnapshotOptions::default().output_path("screenshots");
        let image = self.harness.render().expect("the picture");
        let small = SmallPicture::new(&image);
        egui_kittest::image_snapshot_options(&small.to_image(), name, &options);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            small.write(&PathBuf::from(format!("screenshots/{name}.png")));
        }
    }

    /// Every node of the accessibility tree: its role and its name.
    pub(crate) fn nodes(&self) -> Vec<(Role, String)> {
        let all = self.harness.root().children_recursive();
        all.map(|node| {
            let node = node.accesskit_node();
            (node.role(), node.label().or_else(|| node.value()).unwrap_or_default())
        })
        .collect()
    }
}

/// The templates of the program.
pub(crate) fn templates() -> Vec<Template> {
    portolan::files::templates::templates(&[]).0
}
