//! What stands on the disk beside the window: a file that another program changes, and work that outlives a window
//! that is killed.

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::files::unsaved;
use portolan::plan::{Plan, file};
use tempfile::TempDir;

use crate::window::Window;

const CHANGED: &str = "The file was changed";
const FOUND: &str = "Restore unsaved work?";
/// Not as the program writes it.
const OURS: &str = "(format: 1,   title: \"Ours\", zones: [(id: \"a\", name: \"Clients\")])";
const THEIRS: &str =
    "(format: 1, title: \"Ours\", zones: [(id: \"a\", name: \"Clients\"), (id: \"b\", name: \"DMZ\")])";

/// A folder with a plan, and the program's own folder in it.
struct Disk(TempDir);

impl Disk {
    fn new() -> Self {
        let res = Self(TempDir::new().expect("a folder for the test"));
        fs::write(res.plan(), OURS).expect("a plan");
        res
    }

    fn plan(&self) -> PathBuf {
        self.0.path().join("office.ron")
    }

    fn own(&self) -> PathBuf {
        self.0.path().join("own")
    }

    /// The names in a folder of the program's own.
    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.own().join(folder)).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }

    /// A window, as a start opens it.
    fn start(&self) -> Window {
        Window::with_changed(Plan::default(), Theme::Dark, Vec2::new(1280.0, 800.0), |opening, deps| {
            deps.own_folder = Some(self.own());
            opening.unsaved = unsaved::find(&self.own().join("unsaved"));
        })
    }

    /// A window on the plan.
    fn open(&self) -> Window {
        let mut window = self.start();
        window.drop_files(&[&self.plan()]);
        assert_eq!(window.plan().title, "Ours");
        window
    }

    fn text(&self) -> String {
        fs::read_to_string(self.plan()).expect("the plan is there")
    }
}

/// Adds a zone.
fn change(window: &mut Window) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.app().document().is_dirty());
}

fn save(window: &mut Window) {
    window.key(Modifiers::COMMAND, Key::S);
}

#[test]
fn what_another_program_changed_is_not_saved_over_unasked() {
    let disk = Disk::new();
    let mut window = disk.open();
    change(&mut window);
    fs::write(disk.plan(), THEIRS).expect("they may write");
    save(&mut window);
    assert!(window.has(CHANGED) && window.has("• Zone “DMZ” was added"));
    assert!(window.has("Reload and lose your changes"));
    window.click(Role::Button, "Cancel");
    assert_eq!(disk.text(), THEIRS);
    assert!(window.app().document().is_dirty());
    save(&mut window);
    window.click(Role::Button, "Overwrite");
    assert_eq!(file::read(&disk.text()).expect("a plan").plan.zones.len(), 2);
    assert!(!disk.text().contains("DMZ") && !window.app().document().is_dirty());
    let copies = disk.names("backups");
    assert_eq!(copies.len(), 1, "{copies:?}");
    assert_eq!(fs::read_to_string(disk.own().join("backups").join(&copies[0])).expect("the copy"), THEIRS);
    // What was written here is no change by somebody else.
    change(&mut window);
    save(&mut window);
    assert!(!window.has(CHANGED) && !window.app().document().is_dirty());
    assert_eq!(disk.names("backups").len(), 1, "the first overwrite alone needs a copy");
}

#[test]
fn a_changed_file_can_be_read_again() {
    let disk = Disk::new();
    let mut window = disk.open();
    fs::write(disk.plan(), THEIRS).expect("they may write");
    save(&mut window);
    window.click(Role::Button, "Reload");
    assert_eq!((window.plan().zones.len(), disk.text().as_str()), (2, THEIRS));
    assert!(!window.app().document().is_dirty() && !window.has(CHANGED));
}

#[test]
fn a_file_that_is_no_plan_any_more_can_not_be_read_again() {
    let disk = Disk::new();
    let mut window = disk.open();
    change(&mut window);
    fs::write(disk.plan(), "Dear Sir or Madam").expect("they may write");
    save(&mut window);
    assert!(window.has(CHANGED) && window.says("It can't be read as a plan any more: "));
    assert!(!window.says("Reload"));
    window.click(Role::Button, "Cancel");
    assert_eq!(disk.text(), "Dear Sir or Madam");
}

#[test]
fn what_was_not_edited_is_not_written() {
    let disk = Disk::new();
    let mut window = disk.open();
    let before = fs::metadata(disk.plan()).and_then(|meta| meta.modified()).expect("it is there");
    save(&mut window);
    assert!(window.has("There is nothing to save"));
    assert_eq!(disk.text(), OURS);
    assert_eq!(fs::metadata(disk.plan()).and_then(|meta| meta.modified()).expect("it is there"), before);
    // A file that is gone is written again, as it was read.
    fs::remove_file(disk.plan()).expect("they may remove it");
    save(&mut window);
    assert_eq!(disk.text(), OURS);
}

#[test]
fn two_windows_on_one_plan_do_not_lose_each_others_changes() {
    let disk = Disk::new();
    let (mut first, mut second) = (disk.open(), disk.open());
    change(&mut first);
    save(&mut first);
    let saved = disk.text();
    change(&mut second);
    save(&mut second);
    assert!(second.has(CHANGED) && !first.has(CHANGED));
    assert_eq!(disk.text(), saved);
}

#[test]
fn what_a_killed_window_left_is_offered_by_the_next() {
    let disk = Disk::new();
    let mut window = disk.open();
    change(&mut window);
    window.pass(2);
    assert_eq!(disk.start().plan().title, "", "a living window keeps its work for itself");
    // Nothing is told to a window that is killed.
    drop(window);
    assert_eq!(disk.text(), OURS, "the plan's own file is never written");
    let mut window = disk.start();
    assert!(window.has(FOUND) && window.says("“office.ron” was changed and not saved when the program ended, "));
    window.click(Role::Button, "Restore");
    assert_eq!((window.plan().title.as_str(), window.plan().zones.len()), ("Ours", 2));
    assert!(window.app().document().is_dirty() && window.app().document().path() == Some(&*disk.plan()));
    // It can be lost no more than before, and is gone when it is saved.
    window.pass(2);
    assert_eq!(disk.names("unsaved").len(), 2);
    save(&mut window);
    window.pass(2);
    assert_eq!(file::read(&disk.text()).expect("a plan").plan.zones.len(), 2);
    assert_eq!(disk.names("unsaved"), [""; 0]);
}

#[test]
fn restored_work_does_not_hide_what_another_program_changed() {
    let disk = Disk::new();
    let mut window = disk.open();
    change(&mut window);
    window.pass(2);
    drop(window);
    fs::write(disk.plan(), THEIRS).expect("they may write");
    let mut window = disk.start();
    window.click(Role::Button, "Restore");
    save(&mut window);
    assert!(window.has(CHANGED));
}

#[test]
fn work_that_is_given_up_is_not_offered_again() {
    let disk = Disk::new();
    let mut window = disk.open();
    change(&mut window);
    window.pass(2);
    drop(window);
    let mut window = disk.start();
    window.click(Role::Button, "Decide later");
    assert!(!window.has(FOUND));
    drop(window);
    let mut window = disk.start();
    window.click(Role::Button, "Discard");
    window.pass(2);
    assert!(!window.has(FOUND) && window.plan().zones.is_empty());
    assert_eq!(disk.names("unsaved"), [""; 0]);
}

#[test]
fn work_that_is_undone_saved_or_discarded_leaves_nothing() {
    for how in ["undo", "save", "close"] {
        let disk = Disk::new();
        let mut window = disk.open();
        change(&mut window);
        window.pass(2);
        assert_eq!(disk.names("unsaved").len(), 2, "{how}: the work, and the lock of the window");
        match how {
            "undo" => window.key(Modifiers::COMMAND, Key::Z),
            "save" => save(&mut window),
            _ => {
                window.close();
                window.click(Role::Button, "Don't save");
                assert!(window.is_closed());
            }
        }
        window.pass(2);
        assert_eq!(disk.names("unsaved"), [""; 0], "{how}");
    }
}

#[test]
fn the_plan_that_is_open_is_remembered_at_once() {
    let disk = Disk::new();
    let mut window = disk.open();
    window.run();
    let state = fs::read_to_string(disk.own().join("app.ron")).expect("the state");
    assert!(state.contains(Path::new("office.ron").to_str().expect("a name")), "{state}");
    assert_eq!(disk.names("").iter().filter(|name| name.starts_with(".portolan-")).count(), 0);
}
