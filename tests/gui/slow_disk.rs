//! A disk that may be slow: the window asks it beside its frames and never within one, and stays in use until it
//! answers. Every test runs on this disk; those here hold its answers back.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::export::FileSink;
use portolan::files::atomic_write::Written;
use portolan::files::backups::Backups;
use portolan::files::catalog_dir::FolderTexts;
use portolan::files::own_profiles::OwnProfiles;
use portolan::finding::Finding;
use portolan::form::Form;
use portolan::gui::{DiskFiles, Files, PathKind};
use portolan::plan::{Plan, file};
use portolan::profile::Profile;

use crate::later::Later;
use crate::window::Window;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The real disk, which must not be asked within a frame.
pub(crate) struct SlowDisk(pub Later);

impl SlowDisk {
    fn asked(&self, path: &Path) -> DiskFiles {
        assert!(self.0.is_working(), "the disk is asked within a frame: {}", path.display());
        DiskFiles
    }
}

impl Files for SlowDisk {
    fn read_plan(&self, path: &Path) -> Outcome<String> {
        self.asked(path).read_plan(path)
    }

    fn write_plan(&self, path: &Path, text: &str, backups: Option<&Backups>) -> Outcome<Written> {
        self.asked(path).write_plan(path, text, backups)
    }

    fn write_export(&self, path: &Path, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Outcome<Written> {
        self.asked(path).write_export(path, write)
    }

    fn write_folder(&self, path: &Path, fill: &mut dyn FnMut(&mut dyn FileSink) -> io::Result<()>) -> Outcome<()> {
        self.asked(path).write_folder(path, fill)
    }

    fn write_new(&self, folder: &Path, files: &[(String, String)]) -> Outcome<()> {
        self.asked(folder).write_new(folder, files)
    }

    fn read_catalog(&self, folder: &Path, watch: &mut dyn FnMut(usize, usize) -> bool) -> Outcome<Option<FolderTexts>> {
        self.asked(folder).read_catalog(folder, watch)
    }

    fn read_form(&self, path: &Path) -> Outcome<Form> {
        self.asked(path).read_form(path)
    }

    fn read_profiles(&self, own: &OwnProfiles) -> (Vec<Profile>, Vec<Finding>) {
        DiskFiles.read_profiles(own)
    }

    fn keep_profile(&self, own: &OwnProfiles, profile: &Profile) -> Outcome<()> {
        DiskFiles.keep_profile(own, profile)
    }

    fn remove_profile(&self, own: &OwnProfiles, id: &str) -> Outcome<()> {
        DiskFiles.remove_profile(own, id)
    }

    fn kind(&self, path: &Path) -> PathKind {
        self.asked(path).kind(path)
    }
}

const OURS: &str = "(format: 1, title: \"Ours\", zones: [(id: \"a\", name: \"Clients\")])";

/// A window on a plan in a file, whose disk does not answer any more.
fn on_file() -> (Window, PathBuf) {
    let mut window = Window::with_plan(Plan::default());
    let path = window.path("ours.ron");
    std::fs::write(&path, OURS).expect("a plan");
    window.drop_files(&[&path]);
    assert_eq!(window.plan().title, "Ours");
    window.hold();
    (window, path)
}

/// Adds a zone.
fn change(window: &mut Window) {
    let before = window.plan().zones.len();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.plan().zones.len(), before + 1);
}

fn num_zones_in(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).expect("the plan");
    file::read(&text).expect("a plan").plan.zones.len()
}

#[test]
fn the_window_is_in_use_while_a_plan_is_saved() {
    let (mut window, path) = on_file();
    change(&mut window);
    window.key(Modifiers::COMMAND, Key::S);
    assert!(window.has("Saving ours.ron"), "the status bar says it");
    change(&mut window);
    assert_eq!((window.plan().zones.len(), num_zones_in(&path)), (3, 1));
    window.release();
    assert_eq!(num_zones_in(&path), 2, "as it was when it was saved");
    assert!(window.app().document().is_dirty(), "what came after it is not saved");
    assert!(!window.has("Saving ours.ron") && window.has("Saved ours.ron"));
}

#[test]
fn saving_again_while_a_plan_is_saved_saves_what_came_after() {
    let (mut window, path) = on_file();
    change(&mut window);
    window.key(Modifiers::COMMAND, Key::S);
    change(&mut window);
    window.key(Modifiers::COMMAND, Key::S);
    window.release();
    assert_eq!(num_zones_in(&path), 3);
    assert!(!window.app().document().is_dirty());
}

#[test]
fn a_plan_that_is_being_saved_is_left_when_that_is_done() {
    let (mut window, path) = on_file();
    change(&mut window);
    window.key(Modifiers::COMMAND, Key::S);
    window.close();
    assert!(!window.is_closed() && window.has("“ours.ron” is being saved"));
    window.release();
    assert!(window.is_closed());
    assert_eq!(num_zones_in(&path), 2);
}

#[test]
fn a_disk_that_never_answers_holds_no_window() {
    let (mut window, path) = on_file();
    change(&mut window);
    window.key(Modifiers::COMMAND, Key::S);
    window.close();
    window.click(Role::Button, "Don't wait");
    assert!(window.has("Save changes?"), "nobody knows whether they are saved");
    assert!(window.says("Whether ours.ron is saved is not known"));
    window.click(Role::Button, "Don't save");
    assert!(window.is_closed());
    assert_eq!(num_zones_in(&path), 1);
}

#[test]
fn what_another_program_changed_is_asked_about_when_nothing_else_is() {
    let (mut window, path) = on_file();
    change(&mut window);
    std::fs::write(&path, OURS.replace("Clients", "Servers")).expect("they may write");
    window.key(Modifiers::COMMAND, Key::S);
    window.key(Modifiers::COMMAND, Key::E);
    window.release();
    assert!(window.has("Export to file…") && !window.has("The file was changed"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.has("The file was changed"));
    assert_eq!(num_zones_in(&path), 1, "nothing is written over it unasked");
}

#[test]
fn opening_waits_for_the_disk_and_can_be_given_up() {
    for is_given_up in [false, true] {
        let (mut window, _) = on_file();
        let other = window.path("other.ron");
        std::fs::write(&other, "(format: 1, title: \"Other\")").expect("a plan");
        window.drop_files(&[&other]);
        assert!(window.has("Checking what is there"));
        window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
        assert_eq!(window.plan().zones.len(), 1, "nothing is edited that is about to be left");
        if is_given_up {
            window.click(Role::Button, "Stop waiting");
            change(&mut window);
        }
        window.release();
        let expected = if is_given_up { ("Ours", 2) } else { ("Other", 0) };
        assert_eq!((window.plan().title.as_str(), window.plan().zones.len()), expected);
        assert!(!window.has("Save changes?"));
    }
}

#[test]
fn a_recent_plan_whose_disk_does_not_answer_is_not_forgotten() {
    let (mut window, path) = on_file();
    window.click(Role::Button, "File");
    let label = format!("ours.ron in {}", path.parent().expect("a folder").display());
    window.click(Role::Button, &label);
    assert!(window.has("Checking what is there"));
    window.drop_work();
    assert!(window.has("Can't find out what is at ours.ron: nothing was done"));
    assert_eq!(window.app().ui_state().recent, [path]);
}

#[test]
fn what_is_held_over_the_window_is_looked_up_once_and_beside_it() {
    let (mut window, _) = on_file();
    let folder = window.path("folder");
    std::fs::create_dir(&folder).expect("a folder");
    window.hold_files(&[&folder]);
    assert!(window.has("Drop to open this"));
    window.hold_files(&[]);
    window.release();
    window.hold_files(&[&folder]);
    assert!(window.has("Drop to use this folder as your catalog"));
    window.drop_files(&[&folder]);
    assert_eq!(window.app().ui_state().catalog_folder, Some(folder));
}

/// Types a path to save to, in place of the one that is proposed.
fn type_path(window: &mut Window, path: &Path) {
    window.key(Modifiers::COMMAND, Key::A);
    window.text(path.to_str().expect("a plain path"));
}

#[test]
fn a_typed_path_is_said_to_be_unknown_until_the_disk_answers() {
    let (mut window, _) = on_file();
    window.release();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.hold();
    let new = window.path("new");
    type_path(&mut window, &new);
    assert!(window.has("Checking what is there…"));
    window.release();
    assert!(window.has("A new file: new.ron"));
    let ours = window.path("ours");
    type_path(&mut window, &ours);
    assert!(window.has("⚠ There is a file ours.ron already: it will be overwritten"));
    assert!(window.has("Overwrite"));
}

#[test]
fn a_typed_path_is_not_written_over_before_the_disk_answers() {
    let (mut window, _) = on_file();
    let other = window.path("other.ron");
    std::fs::write(&other, "(format: 1)").expect("a plan");
    change(&mut window);
    window.release();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.hold();
    type_path(&mut window, &other);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has("Checking what is there"));
    window.release();
    assert!(window.has("Write over the file?"));
    assert_eq!(num_zones_in(&other), 0);
    window.click(Role::Button, "Overwrite");
    assert_eq!(num_zones_in(&other), 2);
}
