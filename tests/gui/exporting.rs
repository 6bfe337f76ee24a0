//! The dialog of exports: forms and formats, which pairs are written, the first rows, what all of them come to, and the
//! same bytes as the command line.

use std::ffi::OsString;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::cli;
use portolan::files::own_profiles::OwnProfiles;
use portolan::gui::{Tab, UiState};
use portolan::plan::{Plan, file};
use portolan::profile::{self, Profile};

use crate::window::{Window, templates};

/// The least size at which everything is to be in sight.
const SMALL: Vec2 = Vec2::new(1024.0, 700.0);
const FIRST: &str = "csv";
const ALGOSEC: &str = "AlgoSec FireFlow sheet";
const PANCO: &str = "Palo Alto by panco";

fn plan() -> Plan {
    templates().into_iter().find(|template| template.name == "clients-core-dmz").expect("the template").plan
}

fn open() -> Window {
    let mut window = Window::with(plan(), Theme::Light, SMALL);
    window.key(Modifiers::COMMAND, Key::E);
    window
}

/// Chooses something in the list, which is scrolled to it.
fn choose(window: &mut Window, name: &str) {
    let entries = |window: &Window| {
        let used = window
            .used_in_sight()
            .into_iter()
            .filter(|(role, _, rect)| *role == Role::RadioButton && rect.height() > 20.0);
        used.map(|(_, label, _)| label).filter(|label| !label.contains(": ")).collect::<Vec<_>>()
    };
    window.point_at(Role::RadioButton, &entries(window)[0]);
    for _ in 0..20 {
        if entries(window).iter().any(|entry| entry == name) {
            break;
        }
        window.wheel(1);
    }
    window.click(Role::RadioButton, name);
    assert!(window.is_ticked(Role::RadioButton, name), "{name}");
}

/// Exports to a file of this name.
fn export(window: &mut Window, name: &str) {
    window.click(Role::Button, "Export to file…");
    let path = window.path(name).display().to_string();
    window.key(Modifiers::COMMAND, Key::A);
    window.text(&path);
    window.key(Modifiers::NONE, Key::Enter);
}

/// What the command line writes of the plan with these switches, to standard output or into a folder of this name.
fn by_command_line(window: &Window, switches: &[&str]) -> Vec<u8> {
    let path = window.path("plan.ron");
    std::fs::write(&path, file::write(window.plan())).expect("the plan");
    let args = ["portolan", "export", path.to_str().expect("a plain path")];
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cli::run(args.iter().chain(switches).copied(), &mut out, &mut err);
    assert_eq!(code, cli::ExitCode::Fine, "{}", String::from_utf8_lossy(&err));
    out
}

fn written(window: &Window, name: &str) -> Vec<u8> {
    std::fs::read(window.path(name)).expect("it was exported")
}

#[test]
fn a_form_is_chosen_seen_and_filled_as_the_command_line_fills_it() {
    let mut window = open();
    assert!(window.sees(Role::ColumnHeader, "rule_id") && window.sees(Role::Cell, "add"), "the first format");
    choose(&mut window, ALGOSEC);
    assert!(!window.has("rule_id"));
    assert!(window.sees(Role::ColumnHeader, "Source IP") && window.sees(Role::ColumnHeader, "Service"));
    assert!(window.sees(Role::Cell, "tcp/53"), "its own notation");
    export(&mut window, "form.csv");
    assert!(written(&window, "form.csv") == by_command_line(&window, &["--profile", "algosec-fireflow"]));
}

#[test]
fn a_workbook_has_the_columns_that_are_chosen_for_its_rules_and_the_bytes_of_the_command_line() {
    let mut window = open();
    choose(&mut window, "xlsx");
    assert!(window.says("First rows of Rules") && window.sees(Role::ColumnHeader, "rule_id"), "as they stand there");
    export(&mut window, "all.xlsx");
    assert!(written(&window, "all.xlsx") == by_command_line(&window, &["--format", "xlsx"]));
    window.key(Modifiers::COMMAND, Key::E);
    window.click(Role::ComboBox, "Columns of the rules");
    assert!(window.sees(Role::Button, ALGOSEC) && !window.sees(Role::Button, PANCO), "that one has several files");
    window.click(Role::Button, "Minimal");
    assert!(!window.has("rule_id") && window.sees(Role::ColumnHeader, "service"), "the first rows follow");
    window.click(Role::CheckBox, "Only what is required");
    window.click(Role::CheckBox, "One row for each pair, transport and need");
    export(&mut window, "some.xlsx");
    let switches = ["--format", "xlsx", "--profile", "minimal", "--need", "required", "--compact"];
    assert!(written(&window, "some.xlsx") == by_command_line(&window, &switches));
    let kept = UiState::read(&window.app().ui_state().to_text()).expect("a state");
    let mut again = Window::with_changed(plan(), Theme::Light, SMALL, |opening, _| opening.ui_state = kept);
    again.key(Modifiers::COMMAND, Key::E);
    assert!(again.is_ticked(Role::RadioButton, "xlsx") && !again.has("rule_id"), "it is chosen again");
}

#[test]
fn a_pair_a_block_and_zones_are_exported_alone() {
    let mut window = Window::with(plan(), Theme::Light, SMALL);
    window.click_cell("Clients to Core");
    window.key(Modifiers::COMMAND, Key::E);
    assert!(window.says("Everything between the zones of the plan"));
    window.click(Role::RadioButton, "Pairs: Chosen pair");
    assert!(window.says("Only what goes from Clients to Core"));
    assert!(window.sees(Role::Cell, "Clients") && !window.sees(Role::Cell, "DMZ"), "the rows follow");
    export(&mut window, "pair.csv");
    let switches = ["--format", "csv", "--from", "Clients", "--to", "Core"];
    assert!(written(&window, "pair.csv") == by_command_line(&window, &switches));

    window.keys_to_matrix();
    window.key(Modifiers::SHIFT, Key::ArrowDown);
    window.key(Modifiers::COMMAND, Key::E);
    window.click(Role::RadioButton, "Pairs: Chosen block");
    export(&mut window, "block.csv");
    let below = window.plan().zones[1].name.clone();
    let switches = ["--format", "csv", "--from", "Clients", "--from", &below, "--to", "Core"];
    assert!(written(&window, "block.csv") == by_command_line(&window, &switches));

    window.click(Role::ListBoxOption, "DMZ");
    window.key(Modifiers::COMMAND, Key::E);
    window.click(Role::RadioButton, "Pairs: Chosen zone");
    assert!(window.says("Only what goes from or to DMZ"));
    window.click(Role::CheckBox, "Only what is required");
    window.click(Role::CheckBox, "Also flows inside a zone");
    export(&mut window, "zone.csv");
    let switches = ["--format", "csv", "--zone", "DMZ", "--need", "required", "--same-zone"];
    assert!(written(&window, "zone.csv") == by_command_line(&window, &switches));
}

#[test]
fn a_report_is_what_the_command_line_writes() {
    let mut window = open();
    for (format, file, shown) in
        [("html", "report.html", "A picture or a page has no rows to show here"), ("markdown", "report.md", "# ")]
    {
        choose(&mut window, format);
        assert!(window.says(shown), "{format}");
        export(&mut window, file);
        assert!(written(&window, file) == by_command_line(&window, &["--format", format]), "{format}");
        window.key(Modifiers::COMMAND, Key::E);
    }
}

#[test]
fn rows_are_counted_with_what_is_left_out_and_why() {
    let mut window = open();
    choose(&mut window, ALGOSEC);
    let form = by_command_line(&window, &["--profile", "algosec-fireflow"]);
    let form = String::from_utf8(form).expect("a text");
    let rows = form.lines().skip_while(|line| !line.starts_with("Source IP,")).count() - 1;
    assert!(window.says(&format!("{rows} rows")), "without the headers");
    assert!(window.says("only for scenarios that nobody decided on"));
    window.click(Role::CheckBox, "Only what is required");
    assert!(!window.says("only for scenarios that nobody decided on"));
    choose(&mut window, "json");
    assert!(window.says("It can't say: the settings of zones and placements"));
    assert!(window.says("\"format\": \"portolan\""), "its first lines");
    choose(&mut window, "matrix-png");
    assert!(window.says("A picture or a page has no rows to show here"));
}

#[test]
fn a_row_whose_ends_both_lack_addresses_is_counted_once() {
    let text = r#"(format: 2, zones: [
        (id: "a", name: "A", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "b", name: "B", os: ["windows-server-2022"], placements: [(role: "domain-controller")])])"#;
    let mut window = Window::with(file::read(text).expect("a plan").plan, Theme::Light, SMALL);
    window.key(Modifiers::COMMAND, Key::E);
    let rows = String::from_utf8(by_command_line(&window, &["--format", "csv"])).expect("a text").lines().count() - 1;
    assert!(rows > 5 && window.says(&format!("{rows} rows, {rows} of them with addresses to be filled")));
}

#[test]
fn a_form_of_several_files_goes_into_a_new_folder() {
    let mut window = open();
    choose(&mut window, PANCO);
    assert!(window.says("File: "), "each file is shown");
    window.click(Role::Button, "Export to file…");
    assert!(window.has("Export Palo Alto by panco into a new folder"));
    let folder = window.path("");
    window.key(Modifiers::COMMAND, Key::A);
    window.text(folder.to_str().expect("a plain path").trim_end_matches('/').to_owned().as_str());
    assert!(
        window.says("There is something already: type a name that is free") && window.is_disabled(Role::Button, "Save")
    );
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("rules").to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    let other = window.path("other").display().to_string();
    by_command_line(&window, &["--profile", "panco", "-o", &other]);
    assert!(files(&window, "rules").len() > 1 && files(&window, "rules") == files(&window, "other"), "the same files");
}

/// The names and the bytes of the files in a folder.
fn files(window: &Window, name: &str) -> Vec<(Option<OsString>, Option<Vec<u8>>)> {
    let entries = std::fs::read_dir(window.path(name)).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut res: Vec<_> =
        entries.map(|path| (path.file_name().map(ToOwned::to_owned), std::fs::read(&path).ok())).collect();
    res.sort();
    res
}

#[test]
fn the_pages_of_a_picture_go_into_a_new_folder() {
    let mut window = open();
    choose(&mut window, "matrix-svg");
    window.click(Role::RadioButton, "Pages: A4 portrait");
    export(&mut window, "pages");
    let other = window.path("other").display().to_string();
    by_command_line(&window, &["--format", "matrix-svg", "--page", "a4", "-o", &other]);
    assert_eq!(files(&window, "pages"), files(&window, "other"), "the same files");
    window.key(Modifiers::COMMAND, Key::E);
    assert!(window.is_ticked(Role::RadioButton, "Pages: A4 portrait"), "it is remembered");
}

#[test]
fn forms_of_ones_own_stand_behind_the_others_or_in_their_place() {
    let mine = |id: &str, name: &str| Profile { id: id.to_owned(), name: name.to_owned(), ..profile::generic() };
    let mut window = Window::with_changed(plan(), Theme::Light, SMALL, |opening, deps| {
        deps.own_folder.clone_from(&opening.ui_state.folder);
        let own = OwnProfiles::below(opening.ui_state.folder.as_ref().expect("the folder of the test"));
        for profile in [mine("our-form", "Our form"), mine("minimal", "Our minimal")] {
            own.keep(&profile).expect("it can be kept");
        }
    });
    window.key(Modifiers::COMMAND, Key::E);
    assert!(window.has("Our minimal") && !window.has("Minimal"), "one of the same id comes in its place");
    choose(&mut window, "Our form");
    assert!(window.description(Role::RadioButton, "Our form").starts_with("A form of your own"));
    export(&mut window, "form.csv");
    let profile = window.path("profiles/our-form.ron").display().to_string();
    assert!(written(&window, "form.csv") == by_command_line(&window, &["--profile", &profile]));
}

#[test]
fn what_was_chosen_last_is_chosen_at_the_next_start() {
    let mut window = open();
    choose(&mut window, ALGOSEC);
    window.click(Role::CheckBox, "Only what is required");
    export(&mut window, "form.csv");
    let kept = UiState::read(&window.app().ui_state().to_text()).expect("a state");
    let mut again = Window::with_changed(plan(), Theme::Light, SMALL, |opening, _| opening.ui_state = kept);
    again.key(Modifiers::COMMAND, Key::E);
    assert!(again.is_ticked(Role::RadioButton, ALGOSEC) && again.sees(Role::RadioButton, ALGOSEC));
    assert!(again.is_ticked(Role::CheckBox, "Only what is required"));
    assert_eq!(again.focused(), ALGOSEC);
}

#[test]
fn keys_alone_choose_read_and_export() {
    let mut window = open();
    assert_eq!(window.focused(), FIRST);
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), "Minimal");
    assert!(window.is_ticked(Role::RadioButton, "Minimal"));
    window.keys_to(Key::Tab, "Only what is required");
    window.key(Modifiers::NONE, Key::Space);
    window.keys_to_role(Key::Tab, Role::Table, &["First rows of rules.csv"]);
    window.key(Modifiers::NONE, Key::PageDown);
    window.keys_to(Key::Tab, "Export to file…");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::A);
    window.text(window.path("form.csv").to_str().expect("a plain path").to_owned().as_str());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(written(&window, "form.csv") == by_command_line(&window, &["--profile", "minimal", "--need", "required"]));
}

#[test]
fn the_table_scrolls_both_ways_and_keeps_its_headers() {
    let mut window = open();
    window.keys_to_role(Key::Tab, Role::Table, &["First rows of rules.csv"]);
    assert!(window.sees(Role::ColumnHeader, "rule_id") && !window.sees(Role::ColumnHeader, "confidence"));
    window.key(Modifiers::NONE, Key::End);
    assert!(window.sees(Role::ColumnHeader, "confidence") && window.sees(Role::Cell, "documented"));
    window.key(Modifiers::NONE, Key::Home);
    let first = window.rect(Role::ColumnHeader, "rule_id");
    for _ in 0..60 {
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(window.rect(Role::ColumnHeader, "rule_id"), first);
}

#[test]
fn the_window_goes_on_while_rows_are_made_and_counted() {
    let mut window = Window::with(plan(), Theme::Light, SMALL);
    window.hold();
    window.key(Modifiers::COMMAND, Key::E);
    assert!(window.has("First rows: being made…") && !window.has("rule_id"));
    window.click(Role::RadioButton, "Minimal");
    window.release();
    assert!(window.has("First rows") && !window.has("rule_id"), "what was chosen before is not shown");
    window.hold();
    window.click(Role::CheckBox, "Only what is required");
    window.drop_work();
    assert!(window.says("The first rows can't be shown"));
}

#[test]
fn nothing_is_made_for_a_dialog_that_is_closed() {
    let mut window = open();
    window.key(Modifiers::NONE, Key::Escape);
    window.show(Tab::Ticks);
    assert!(!window.asks_for_frames());
    window.key(Modifiers::COMMAND, Key::E);
    assert!(window.sees(Role::ColumnHeader, "rule_id"), "and it is made again");
}

#[test]
fn pictures_of_the_dialog() {
    for (theme, name, what) in
        [(Theme::Light, "export-light", ALGOSEC), (Theme::Dark, "export-dark", "Kommunikationsmatrix")]
    {
        let mut window = Window::with(plan(), theme, SMALL);
        window.click_cell("Clients to Core");
        window.key(Modifiers::COMMAND, Key::E);
        choose(&mut window, what);
        window.picture(name);
    }
}
