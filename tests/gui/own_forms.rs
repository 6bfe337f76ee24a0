//! A form of the user's own, from its header row to the filled form: by a pointer, and by keys alone. What the window
//! writes is what the command line writes.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::cli;
use portolan::files::own_profiles::OwnProfiles;
use portolan::plan::Plan;
use portolan::profile::{Field, Profile};

use crate::window::{Window, templates};

const MATRIX: &str = "kommunikationsmatrix-windows-1252.csv";

fn plan() -> Plan {
    templates().into_iter().find(|template| template.name == "clients-core-dmz").expect("the template").plan
}

/// A window whose own folder is that of the test, with a form in it.
fn window() -> Window {
    let mut window = Window::with_changed(plan(), Theme::Light, Vec2::new(1280.0, 1000.0), |opening, deps| {
        deps.own_folder.clone_from(&opening.ui_state.folder);
    });
    let form = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/forms").join(MATRIX);
    std::fs::copy(form, window.path("form.csv")).expect("a form");
    window.run();
    window
}

/// Types the path of a file into the dialog that asks for it.
fn type_path(window: &mut Window, name: &str) {
    let path = window.path(name).display().to_string();
    window.key(Modifiers::COMMAND, Key::A);
    window.text(&path);
    window.key(Modifiers::NONE, Key::Enter);
}

fn load(window: &mut Window, name: &str) {
    window.menu("File", "Load my form…");
    type_path(window, name);
}

/// The profiles that are kept.
fn kept(window: &Window) -> Vec<Profile> {
    OwnProfiles::below(&window.path("")).profiles().0
}

/// What the command line writes by a profile that is kept.
fn by_command_line(window: &Window, id: &str) -> Vec<u8> {
    let text = portolan::plan::file::write(&plan());
    let path = window.path("plan.ron");
    std::fs::write(&path, text).expect("the plan");
    let profile = window.path(&format!("profiles/{id}.ron"));
    let args =
        ["portolan".into(), "export".into(), path.into_os_string(), "--profile".into(), profile.into_os_string()];
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run(args, &mut out, &mut err);
    assert_eq!(code, cli::ExitCode::Fine, "{}", String::from_utf8_lossy(&err));
    out
}

#[test]
fn a_form_is_loaded_mapped_kept_and_filled_by_a_pointer() {
    let mut window = window();
    load(&mut window, "form.csv");
    assert!(window.has("Load my form") && window.says("The header is row 4"), "the form is read");
    assert!(window.says("was read as Windows-1252"));
    window.text("Unsere Matrix");
    assert_eq!(window.description(Role::ListBoxOption, "Column B “Quellzone”"), "Source zone");
    assert!(window.says("Each of 13 columns is filled"));
    // Another field than was proposed, and the rows below follow.
    assert!(window.says("Row 1: 1 | Clients"), "the first rows of the plan");
    window.click(Role::ListBoxOption, "Column B “Quellzone”");
    window.click(Role::TextInput, "Search fields");
    window.text("fixed");
    window.click(Role::ListBoxOption, "Fixed text");
    window.click(Role::TextInput, "Text");
    window.text("Büro");
    assert_eq!(window.description(Role::ListBoxOption, "Column B “Quellzone”"), "always “Büro”");
    assert!(window.says("Row 1: 1 | Büro"));
    window.click(Role::Button, "Notation");
    window.click(Role::RadioButton, "Several values: a; b");
    window.click(Role::Button, "Notation");
    window.click(Role::Button, "Keep");
    assert!(window.has("Forms of your own") && window.says("--profile unsere-matrix"));
    let profile = kept(&window).swap_remove(0);
    assert_eq!((profile.id.as_str(), profile.name.as_str()), ("unsere-matrix", "Unsere Matrix"));
    assert_eq!(profile.files[0].columns[1].field, Field::Text("Büro".to_owned()));
    assert_eq!(profile.notation.list, "; ");

    window.click(Role::Button, "Export Unsere Matrix");
    assert_eq!(window.focused(), "Unsere Matrix", "the dialog of exports has it chosen");
    window.click(Role::Button, "Export to file…");
    type_path(&mut window, "filled.csv");
    let filled = std::fs::read(window.path("filled.csv")).expect("it was exported");
    assert_eq!(filled, by_command_line(&window, "unsere-matrix"), "the window and the command line say the same");
    assert!(filled.starts_with(b"Kommunikationsmatrix\r\nProjekt;M\xfcller & S\xf6hne\r\n"));
}

#[test]
fn a_form_is_loaded_mapped_kept_and_filled_by_keys_alone() {
    use Key::{ArrowDown, Enter, Tab as Next};
    let none = Modifiers::NONE;
    let mut window = window();
    std::fs::write(window.path("form.csv"), "Antrag\nQuelle;Ziel;Dienste;Kostenstelle;Freigabe\n").expect("a form");
    window.key(Modifiers::COMMAND, Key::K);
    window.text("load my form");
    window.key(none, Enter);
    type_path(&mut window, "form.csv");
    assert_eq!(window.focused(), "Name");
    window.text("Antrag");
    assert!(window.says("2 of 5 columns stay blank: “Kostenstelle”, “Freigabe”"));
    window.key(none, Next);
    assert_eq!(window.focused(), "Column D “Kostenstelle”", "the first one that nothing is known for");
    window.key(none, Next);
    assert_eq!(window.focused(), "Leave blank", "the field to search, which Enter would take this of");
    window.text("owner");
    window.key(none, Enter);
    assert_eq!(window.description(Role::ListBoxOption, "Column D “Kostenstelle”"), "Owner");
    assert!(window.is_selected(Role::ListBoxOption, "Column E “Freigabe”"), "on to the next that stays blank");
    window.text("app");
    window.key(none, ArrowDown);
    window.key(none, ArrowDown);
    window.key(none, Enter);
    assert_eq!(window.description(Role::ListBoxOption, "Column E “Freigabe”"), "Approver");
    assert!(window.says("Rules with a source port are left out"));
    window.keys_to(Next, "Keep");
    window.key(none, Enter);
    assert_eq!(kept(&window).len(), 1);
    assert_eq!(window.focused(), "Load my form…");
    window.keys_to(Next, "Export Antrag");
    window.key(none, Enter);
    assert_eq!(window.focused(), "Antrag", "the dialog of exports has it chosen");
    window.keys_to(Next, "Export to file…");
    window.key(none, Enter);
    type_path(&mut window, "filled.csv");
    let filled = std::fs::read(window.path("filled.csv")).expect("it was exported");
    assert_eq!(filled, by_command_line(&window, "antrag"));
    assert!(filled.starts_with(b"Antrag\nQuelle;Ziel;Dienste;Kostenstelle;Freigabe\n"));
}

#[test]
fn a_form_that_is_kept_is_changed_removed_and_put_back() {
    let mut window = window();
    load(&mut window, "form.csv");
    window.click(Role::Button, "Keep");
    window.click(Role::Button, "Change form");
    assert!(window.has("Change the form"));
    window.text("Matrix 2027");
    window.click(Role::Button, "Notation");
    window.click(Role::RadioButton, "A row for: each port");
    window.click(Role::Button, "Notation");
    window.click(Role::Button, "Keep changes");
    let profile = kept(&window).swap_remove(0);
    assert_eq!((profile.id.as_str(), profile.name.as_str()), ("form", "Matrix 2027"), "scripts find it by its id");
    assert_eq!(profile.files[0].rows, portolan::profile::Rows::Ports);
    window.click(Role::Button, "Remove Matrix 2027");
    assert_eq!(kept(&window), []);
    // The toast that says so is gone by then.
    window.pass(6);
    window.click(Role::Button, "Put back Matrix 2027");
    assert_eq!(kept(&window), [profile]);
    assert!(window.has("Export Matrix 2027") && !window.has("Put back Matrix 2027"));
}

#[test]
fn what_a_form_leaves_out_is_a_note_and_no_error() {
    let mut window = window();
    window.key(Modifiers::COMMAND, Key::E);
    window.keys_to(Key::ArrowDown, "Azure network security group");
    assert!(window.says("left out: the form has no word for ICMPv6"), "it is said before");
    window.click(Role::Button, "Export to file…");
    type_path(&mut window, "nsg.csv");
    assert!(window.has("The form does not hold everything"));
    assert!(window.has("Notes") && !window.has("Errors"), "nothing went wrong");
    window.click(Role::Button, "Copy note");
    assert!(window.clipboard().contains("left out: the form has no word for ICMPv6"), "{}", window.clipboard());
    window.click(Role::Button, "Dismiss");
    assert!(!window.has("The form does not hold everything"));
}

#[test]
fn names_that_are_taken_or_lacking_are_told() {
    let mut window = window();
    load(&mut window, "form.csv");
    window.click(Role::Button, "Keep");
    window.click(Role::Button, "Load my form…");
    type_path(&mut window, "form.csv");
    assert!(window.says("You keep a form “form” already: choose another name, or change that one"));
    assert!(window.is_disabled(Role::Button, "Keep"));
    for (name, told) in [("", "Type what the form is called"), ("Minimal", "The program has a form “minimal” itself")]
    {
        window.key(Modifiers::COMMAND, Key::A);
        window.key(Modifiers::NONE, Key::Delete);
        window.text(name);
        assert!(window.says(told) && window.is_disabled(Role::Button, "Keep"), "{name}");
    }
    assert_eq!(kept(&window).len(), 1);
}

#[test]
fn what_is_no_form_is_told_with_a_remedy_and_leaves_nothing_behind() {
    let mut window = window();
    std::fs::write(window.path("form.pdf"), "%PDF-1.7").expect("a file");
    load(&mut window, "form.pdf");
    let told = window.app().notifications().texts().next().unwrap_or_default().to_owned();
    assert!(told.starts_with("The form is a PDF; ask for the form as CSV or XLSX"), "{told}");
    assert!(!window.has("Load my form"));
}

#[test]
fn nothing_is_kept_where_the_system_names_no_folder() {
    let mut window = Window::with_plan(plan());
    std::fs::write(window.path("form.csv"), "Source,Destination,Port\n").expect("a form");
    load(&mut window, "form.csv");
    window.click(Role::Button, "Keep");
    assert!(window.says("Can't keep the form form: the system names no folder for this program"));
    assert!(window.has("Load my form"), "nothing that was chosen is lost");
}

#[test]
fn the_dialog_of_a_form_is_as_it_was() {
    let mut window = window();
    load(&mut window, "form.csv");
    window.picture("load-my-form-light");
}
