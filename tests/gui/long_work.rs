//! Long work beside the window: it is seen to go on, it can be cancelled, and the window stays at rest meanwhile.
//!
//! Work runs on a real thread. It stops wherever the test wants it to, by a channel and not by a clock.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::export::FileSink;
use portolan::files::atomic_write::Written;
use portolan::files::backups::Backups;
use portolan::files::catalog_dir::FolderTexts;
use portolan::files::own_profiles::OwnProfiles;
use portolan::finding::Finding;
use portolan::form::Form;
use portolan::gui::{Deps, DiskFiles, Files, PathKind};
use portolan::plan::{Plan, file};
use portolan::profile::Profile;

use crate::window::Window;

/// The work's side: it says where it stands, and waits to be let on. Once nobody is there, nothing holds it.
struct Gate {
    /// Whoever began the work waits for this once: then it stands at a gate, or has ended without one.
    settled: Sender<()>,
    arrived: Sender<()>,
    may_go: Receiver<()>,
}

impl Gate {
    fn pass(&self) {
        let is_watched = self.arrived.send(()).is_ok();
        let _ = self.settled.send(());
        if is_watched {
            // Whoever held it may be gone.
            let _ = self.may_go.recv();
        }
    }
}

/// The test's side.
struct Keeper {
    arrived: Receiver<()>,
    may_go: Sender<()>,
    ended: Receiver<()>,
}

impl Keeper {
    /// Waits until the work has come to its gate.
    fn wait(&self) {
        self.arrived.recv().expect("the work comes to its gate");
    }

    /// Lets the work on to its next gate.
    fn let_on(&self) {
        self.may_go.send(()).expect("the work waits");
        self.wait();
    }

    /// Lets the work go on to its end.
    fn let_go(self) {
        let Self { arrived, may_go, ended } = self;
        // What has ended before had no gate.
        ended.try_iter().for_each(drop);
        drop((arrived, may_go));
        ended.recv().expect("the work ends");
    }
}

/// The disk, with a gate at each piece of an export and each file of a catalog.
struct GatedFiles(Mutex<Gate>);

struct GatedWriter<'a> {
    gate: &'a Gate,
    out: &'a mut dyn Write,
}

impl Write for GatedWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gate.pass();
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

type FilesError = Box<dyn Error + Send + Sync>;

impl Files for GatedFiles {
    fn read_plan(&self, path: &Path) -> Result<String, FilesError> {
        DiskFiles.read_plan(path)
    }

    fn write_plan(&self, path: &Path, text: &str, backups: Option<&Backups>) -> Result<Written, FilesError> {
        DiskFiles.write_plan(path, text, backups)
    }

    fn write_export(
        &self,
        path: &Path,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Written, FilesError> {
        let gate = self.0.lock().expect("one export at a time");
        DiskFiles.write_export(path, &mut |out| write(&mut GatedWriter { gate: &gate, out }))
    }

    fn write_folder(
        &self,
        path: &Path,
        fill: &mut dyn FnMut(&mut dyn FileSink) -> io::Result<()>,
    ) -> Result<(), FilesError> {
        DiskFiles.write_folder(path, fill)
    }

    fn write_new(&self, folder: &Path, files: &[(String, String)]) -> Result<(), FilesError> {
        DiskFiles.write_new(folder, files)
    }

    fn read_catalog(
        &self,
        folder: &Path,
        watch: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Option<FolderTexts>, FilesError> {
        let gate = self.0.lock().expect("one folder at a time");
        DiskFiles.read_catalog(folder, &mut |read, all| {
            let goes_on = watch(read, all);
            gate.pass();
            goes_on
        })
    }

    fn read_form(&self, path: &Path) -> Result<Form, FilesError> {
        DiskFiles.read_form(path)
    }

    fn read_profiles(&self, own: &OwnProfiles) -> (Vec<Profile>, Vec<Finding>) {
        DiskFiles.read_profiles(own)
    }

    fn keep_profile(&self, own: &OwnProfiles, profile: &Profile) -> Result<(), FilesError> {
        DiskFiles.keep_profile(own, profile)
    }

    fn remove_profile(&self, own: &OwnProfiles, id: &str) -> Result<(), FilesError> {
        DiskFiles.remove_profile(own, id)
    }

    fn kind(&self, path: &Path) -> PathKind {
        DiskFiles.kind(path)
    }
}

/// Puts gates into what the app is given.
fn gated(deps: &mut Deps) -> Keeper {
    let ((arrived, arrivals), (go, may_go), (end, ended)) = (channel(), channel(), channel());
    let (settled, is_settled) = channel();
    deps.files = Arc::new(GatedFiles(Mutex::new(Gate { settled: settled.clone(), arrived, may_go })));
    let ends = Mutex::new((settled, is_settled, end));
    deps.spawn = Arc::new(move |work| {
        let (settled, is_settled, end) = &*ends.lock().expect("no thread has failed");
        is_settled.try_iter().for_each(drop);
        let (settled, end) = (settled.clone(), end.clone());
        thread::spawn(move || {
            work();
            // The test may be over.
            let _ = end.send(());
            let _ = settled.send(());
        });
        is_settled.recv().expect("the work comes to a gate, or ends");
    });
    Keeper { arrived: arrivals, may_go: go, ended }
}

/// A window on a plan of 15 zones, so that an export is written in several pieces.
fn open() -> (Window, Keeper) {
    let mut keeper = None;
    let size = Vec2::new(1280.0, 800.0);
    let window = Window::with_changed(fifteen_zones(), Theme::Dark, size, |_, deps| keeper = Some(gated(deps)));
    (window, keeper.expect("the app was given its files"))
}

fn fifteen_zones() -> Plan {
    let zone = |number| {
        format!(
            "(id: \"z{number}\", name: \"Zone {number}\", os: [\"windows-server-2022\"], \
             placements: [(role: \"domain-controller\"), (role: \"domain-member\")])"
        )
    };
    let zones: Vec<String> = (1..=15).map(zone).collect();
    file::read(&format!("(format: 1, zones: [{}])", zones.join(", "))).expect("a plan").plan
}

/// Starts an export and waits until its first piece is to be written.
fn export(window: &mut Window, keeper: &Keeper, name: &str) {
    window.key(Modifiers::COMMAND, Key::E);
    window.click(Role::Button, "Export to file…");
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path(name).to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    keeper.wait();
    window.run();
}

/// The names in the folder of the test.
fn names(window: &Window) -> Vec<String> {
    let entries = std::fs::read_dir(window.path("")).expect("the folder of the test");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn an_export_shows_how_far_it_is_and_ends_with_a_file() {
    let (mut window, keeper) = open();
    export(&mut window, &keeper, "rules.csv");
    let bar = "Exporting to rules.csv";
    let mut before = window.number(Role::ProgressIndicator, bar).expect("a bar with a value");
    for _ in 0..3 {
        keeper.let_on();
        window.run();
        let now = window.number(Role::ProgressIndicator, bar).expect("a bar with a value");
        assert!(now >= before && now < 100.0, "{now} after {before}");
        before = now;
    }
    assert!(before > 0.0);
    assert!(window.has(&format!("{before} %")), "and as text");
    let delay = window.next_frame().expect("a frame to come");
    assert!((0.05..=0.2).contains(&delay), "some ten frames a second: {delay}");
    keeper.let_go();
    window.run();
    assert!(!window.has(bar), "the bar is gone");
    assert_eq!(names(&window), ["rules.csv"]);
    assert!(window.has("Exported to rules.csv"));
    window.pass(6);
    assert!(!window.asks_for_frames());
}

#[test]
fn a_cancelled_export_leaves_no_file_and_says_so() {
    let (mut window, keeper) = open();
    export(&mut window, &keeper, "rules.csv");
    keeper.let_on();
    assert!(window.app().command_env().is_exporting);
    window.click(Role::Button, "Cancel export");
    keeper.let_go();
    window.run();
    assert_eq!(names(&window), [""; 0]);
    assert!(window.has("The export was cancelled, nothing was written"));
    assert!(!window.app().command_env().is_exporting);
}

#[test]
fn the_plan_can_be_edited_while_an_export_goes_on() {
    let (mut window, keeper) = open();
    export(&mut window, &keeper, "rules.csv");
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    assert_eq!(window.plan().zones.len(), 16);
    keeper.let_go();
    window.run();
    let text = std::fs::read_to_string(window.path("rules.csv")).expect("the export");
    assert!(text.contains("Zone 15") && !text.contains("Zone 16"), "what was exported is what was there");
}

/// Starts to read a catalog folder of three files, and waits until they are known.
fn read_catalog(window: &mut Window, keeper: &Keeper) -> PathBuf {
    let folder = window.path("own");
    std::fs::create_dir_all(folder.join("roles")).expect("a folder");
    for name in ["one", "two", "three"] {
        let text = format!(
            "(id: \"{name}\", name: \"Role {name}\", family: \"Own\", summary: \"Of our own\", references: [\"kb832017\"])"
        );
        std::fs::write(folder.join(format!("roles/{name}.ron")), text).expect("a file");
    }
    window.drop_files(&[&folder]);
    // The folder, the folder in it, and the first of three files.
    keeper.wait();
    keeper.let_on();
    keeper.let_on();
    window.run();
    folder
}

#[test]
fn reading_a_catalog_shows_how_far_it_is() {
    let (mut window, keeper) = open();
    let folder = read_catalog(&mut window, &keeper);
    let bar = "Reading catalog folder own";
    for expected in [0.0, 33.0, 66.0] {
        assert_eq!(window.number(Role::ProgressIndicator, bar), Some(expected));
        assert!(window.app().command_env().is_reading_catalog);
        if expected < 60.0 {
            keeper.let_on();
        }
        window.run();
    }
    keeper.let_go();
    window.run();
    assert!(!window.has(bar));
    assert!(window.has("Catalog folder in use: 3 entities of yours"));
    assert_eq!(window.app().ui_state().catalog_folder, Some(folder));
}

#[test]
fn a_catalog_that_is_no_longer_wanted_changes_nothing() {
    let (mut window, keeper) = open();
    read_catalog(&mut window, &keeper);
    window.click(Role::Button, "Cancel reading");
    keeper.let_go();
    window.run();
    assert!(window.has("The catalog is as it was"));
    assert_eq!(window.app().ui_state().catalog_folder, None);
    assert!(!window.app().command_env().is_reading_catalog);
}

#[test]
fn closing_the_window_stops_an_export_and_leaves_no_half_of_a_file() {
    let (mut window, keeper) = open();
    export(&mut window, &keeper, "rules.csv");
    keeper.let_on();
    window.close();
    assert!(!window.is_closed(), "something is being written");
    keeper.let_go();
    window.run();
    assert!(window.is_closed());
    assert_eq!(names(&window), [""; 0]);
}

#[test]
fn an_export_that_does_not_stop_holds_the_window_once() {
    let (mut window, keeper) = open();
    export(&mut window, &keeper, "rules.csv");
    window.close();
    assert!(!window.is_closed());
    window.close();
    assert!(window.is_closed());
    keeper.let_go();
}

#[test]
fn changes_are_asked_about_once_while_an_export_goes_on() {
    let (mut window, keeper) = open();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::NONE, Key::Escape);
    export(&mut window, &keeper, "rules.csv");
    window.close();
    assert!(window.says("has changes that are not saved"));
    window.click(Role::Button, "Don't save");
    assert!(!window.has("Don't save"), "nothing is asked any more");
    keeper.let_go();
    window.run();
    assert!(window.is_closed());
    assert_eq!(names(&window), [""; 0]);
}
