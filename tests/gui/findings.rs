//! The list of findings: what is shown, where a click goes, and what is fixed from it.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::cli;
use portolan::document::Document;
use portolan::gui::{Answer, Tab};
use portolan::plan::{OsId, Plan, RoleId, Zone, file};

use crate::window::Window;

/// Members without a controller, and an address that is none.
fn odd() -> Plan {
    let text = r#"(format: 1, title: "Odd", zones: [
        (id: "clients", name: "Clients", os: ["windows-xp", "windows-11"], placements: [(role: "domain-member")]),
        (id: "servers", name: "Servers", addresses: ["10.2.0.9/16"], os: ["windows-server-2022"],
            placements: [(role: "file-server")]),
    ])"#;
    file::read(text).expect("a plan").plan
}

fn showing_findings() -> Window {
    let mut window = Window::with_plan(odd());
    window.show(Tab::Findings);
    window
}

fn has_role(window: &Window, zone_idx: usize, role: &str) -> bool {
    window.plan().zones[zone_idx].placements.iter().any(|placement| placement.role == RoleId::from(role))
}

/// The label of the button of the finding that says this.
fn button(window: &Window, words: &str) -> String {
    let nodes = window.nodes().into_iter();
    let mut buttons = nodes.filter(|(role, label)| *role == Role::Button && label.contains(words));
    buttons.next().unwrap_or_else(|| panic!("no button to fix what says “{words}”")).1
}

/// The listed findings.
fn listed(window: &Window) -> Vec<String> {
    let nodes = window.nodes().into_iter();
    nodes.filter(|(role, _)| *role == Role::ListBoxOption).map(|(_, label)| label).collect()
}

fn says(window: &Window, words: &str) -> bool {
    listed(window).iter().any(|label| label.contains(words))
}

#[test]
fn a_missing_role_is_added_by_pointer_and_undone_as_one_step() {
    let mut window = showing_findings();
    let words = "no Logon server that it could reach";
    assert!(says(&window, words), "{:?}", listed(&window));
    let fix = button(&window, words);
    window.click(Role::Button, &fix);
    window.click(Role::Button, "Add Domain controller to Servers");
    assert!(has_role(&window, 1, "domain-controller"));
    assert!(!says(&window, words), "{:?}", listed(&window));
    assert!(window.has("Fixed: Add Domain controller to Servers"));
    assert_eq!(window.app().document().can_undo(), Some("Add Domain controller to Servers"));
    window.show(Tab::Matrix);
    let cell = window
        .nodes()
        .into_iter()
        .find(|(role, label)| *role == Role::GridCell && label.starts_with("Clients to Servers"));
    assert_eq!(cell.expect("the cell").1, "Clients to Servers: 15 rules", "the matrix has what members need");
    window.key(Modifiers::COMMAND, Key::Z);
    window.show(Tab::Findings);
    assert_eq!(*window.plan(), *Document::new(odd()).plan().as_ref());
    assert!(says(&window, words));
}

#[test]
fn keys_alone_narrow_an_os_version_out() {
    let mut window = showing_findings();
    window.keys_to_role(
        Key::ArrowDown,
        Role::ListBoxOption,
        &["warning, Clients: Windows XP has been out of support since 2014-04-08; judged on 2026-11-22"],
    );
    window.key(Modifiers::NONE, Key::Tab);
    assert!(window.focused().starts_with("Fix Clients: Windows XP has been out of support"), "{}", window.focused());
    assert_eq!(window.description(Role::Button, &window.focused()), "Narrow Windows XP out of Clients");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().zones[0].os, [OsId::from("windows-11")].into());
    assert!(!says(&window, "Windows XP"));
    assert!(window.focused().starts_with("warning, "), "the focus stays in the list: {}", window.focused());
}

#[test]
fn a_menu_of_fixes_is_used_with_keys_and_left_with_escape() {
    let mut window = showing_findings();
    let rows = listed(&window);
    let row = rows.iter().find(|row| row.contains("host bits set")).expect("the finding").clone();
    window.keys_to(Key::ArrowDown, &row);
    window.key(Modifiers::NONE, Key::Menu);
    assert_eq!(window.focused(), "Write 10.2.0.0/16 instead of “10.2.0.9/16”");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has("Write 10.2.0.9 instead of “10.2.0.9/16”"));
    window.keys_to(Key::Tab, &row);
    window.key(Modifiers::NONE, Key::Tab);
    window.key(Modifiers::NONE, Key::Enter);
    window.keys_to(Key::Tab, "Write 10.2.0.9 instead of “10.2.0.9/16”");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.plan().zones[1].addresses, ["10.2.0.9"]);
}

#[test]
fn enter_goes_to_the_place_and_takes_the_focus_along() {
    let mut window = showing_findings();
    window.keys_to_role(
        Key::ArrowDown,
        Role::ListBoxOption,
        &["warning, Clients: Windows XP has been out of support since 2014-04-08; judged on 2026-11-22"],
    );
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.app().chosen().zone_idx(window.plan()), Some(0));
    assert_eq!(window.app().ui_state().tab, Tab::Findings);
    assert_eq!(window.focused(), "Name");
}

#[test]
fn the_list_is_filtered_by_severity_words_and_zone() {
    let mut window = showing_findings();
    let all = listed(&window).len();
    window.click_starting(Role::RadioButton, "Show: Errors");
    assert!(window.has("No finding is like this"));
    window.click_starting(Role::RadioButton, "Show: All");
    assert_eq!(listed(&window).len(), all);
    window.click(Role::TextInput, "Search findings");
    window.text("support clients");
    assert!(says(&window, "Windows XP") && !says(&window, "host bits"), "{:?}", listed(&window));
    window.key(Modifiers::NONE, Key::Escape);
    window.click(Role::CheckBox, "Only about Clients");
    assert!(says(&window, "Windows XP") && !says(&window, "host bits"), "{:?}", listed(&window));
    window.click(Role::ListBoxOption, "Servers");
    assert!(!says(&window, "Windows XP") && says(&window, "host bits"), "it follows the chosen zone");
}

#[test]
fn a_port_that_nobody_chose_is_chosen_where_a_click_leads() {
    let text = r#"(format: 1, assumptions: {"sql-server-named-instances": in_use}, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "sql-client")]),
        (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
    ])"#;
    let mut window = Window::with_plan(file::read(text).expect("a plan").plan);
    window.show(Tab::Findings);
    let row = listed(&window).into_iter().find(|row| row.contains("Nobody has chosen the port")).expect("the finding");
    window.click(Role::ListBoxOption, &row);
    assert!(window.has("Settings of SQL Server Database Engine"));
}

#[test]
fn a_long_list_draws_what_is_in_sight_alone() {
    let zone = |idx: usize| format!("(id: \"z{idx}\", name: \"Zone {idx}\", addresses: [\"10.{idx}\"])");
    let zones: Vec<String> = (0..1000).map(zone).collect();
    let plan = file::read(&format!("(format: 1, zones: [{}])", zones.join(", "))).expect("a plan").plan;
    let mut window = Window::with(plan, Theme::Light, Vec2::new(1064.0, 648.0));
    window.show(Tab::Findings);
    window.click(Role::TextInput, "Search findings");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::End);
    assert_eq!(window.focused(), "warning, Zone 999: “10.999” is not an IP address");
    let num_rows = listed(&window).iter().filter(|row| row.starts_with("warning, ")).count();
    assert!((3..30).contains(&num_rows), "{num_rows}");
    let fix = button(&window, "10.999");
    window.click(Role::Button, &fix);
    assert!(window.plan().zones[999].addresses.is_empty());
}

/// The headings of the list, in order.
fn kinds(window: &Window) -> Vec<String> {
    let nodes = window.nodes().into_iter().filter(|(role, _)| *role == Role::Button).map(|(_, label)| label);
    let is_heading =
        |label: &String| label.rsplit(", ").next().is_some_and(|end| ["error", "warning", "note"].contains(&end));
    nodes.filter(|label| is_heading(label) || label.starts_with("Accepted as a risk")).collect()
}

#[test]
fn findings_stand_by_kind_under_a_heading() {
    let window = showing_findings();
    let kinds = kinds(&window);
    assert!(kinds.iter().any(|kind| kind == "An address can't be read, 1, warning"), "{kinds:?}");
    assert!(kinds.iter().any(|kind| kind == "An OS version is past its support date, 1, warning"), "{kinds:?}");
    assert!(kinds.iter().all(|kind| !kind.contains("os-unsupported")), "no codes: {kinds:?}");
}

#[test]
fn a_finding_is_accepted_as_a_risk_and_that_is_taken_back() {
    let mut window = showing_findings();
    let accept = "Accept… Clients: Windows XP has been out of support since 2014-04-08; judged on 2026-11-22";
    window.click(Role::Button, accept);
    assert!(window.is_disabled(Role::Button, "Accept risk"), "nobody said why");
    assert_eq!(window.focused(), "Reason");
    window.text("One press that nobody can replace");
    window.click(Role::TextInput, "By");
    window.text("Ada");
    window.click(Role::TextInput, "On");
    window.text("2027-02-01");
    window.click(Role::TextInput, "Until");
    window.text("some day");
    assert!(window.is_disabled(Role::Button, "Accept risk"), "that is no date");
    window.key(Modifiers::COMMAND, Key::A);
    window.text("2027-01-31");
    assert!(window.has("The last day is before the day of the decision"));
    assert!(window.is_disabled(Role::Button, "Accept risk"), "it ends before it begins");
    window.click(Role::TextInput, "On");
    window.key(Modifiers::COMMAND, Key::A);
    window.text("2026-11-30");
    window.click(Role::TextInput, "Until");
    window.key(Modifiers::NONE, Key::Enter);
    let [risk] = &window.plan().accepted[..] else { panic!("{:?}", window.plan().accepted) };
    assert_eq!((risk.finding.as_str(), risk.by.as_str()), ("os-unsupported", "Ada"));
    let days = [risk.on, risk.until].map(|day| day.map(|day| day.to_string()));
    assert_eq!(days, ["2026-11-30", "2027-01-31"].map(|day| Some(day.to_owned())));
    assert_eq!(kinds(&window).last().map(String::as_str), Some("Accepted as a risk, 1"));
    assert!(says(&window, "accepted by Ada on 2026-11-30 until 2027-01-31: One press"), "{:?}", listed(&window));
    assert_eq!(window.app().ui_state().accepted_by, "Ada", "the next one is asked for less");
    let accepted = button(&window, "Accepted… Clients: Windows XP");
    window.click(Role::Button, &accepted);
    window.click(Role::TextInput, "Reason");
    window.key(Modifiers::COMMAND, Key::A);
    window.text("It goes in spring");
    window.click(Role::Button, "Accept in these words");
    let reasons: Vec<&str> = window.plan().accepted.iter().map(|risk| &*risk.reason).collect();
    assert_eq!(reasons, ["It goes in spring"], "worded anew, with the same days");
    let accepted = button(&window, "Accepted… Clients: Windows XP");
    window.click(Role::Button, &accepted);
    window.click(Role::Button, "Take back");
    assert!(window.plan().accepted.is_empty());
    assert!(!kinds(&window).contains(&"Accepted as a risk, 1".to_owned()));
}

#[test]
fn the_list_is_copied_as_it_is_filtered() {
    let mut window = showing_findings();
    window.click(Role::TextInput, "Search findings");
    window.text("support clients");
    window.click(Role::Button, "Copy the list of findings");
    let csv = window.click_to_copy(Role::Button, "Copy findings: As CSV");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2, "{csv}");
    assert_eq!(lines[0], "Severity,Kind,Place,Finding,What to do");
    assert!(lines[1].starts_with("warning,An OS version is past its support date,Clients,"), "{csv}");
}

/// What the command line writes about the plan of the window.
fn checked(window: &Window, args: &[&str]) -> Vec<u8> {
    let saved = window.path("checked.ron");
    std::fs::write(&saved, file::write(window.plan())).expect("a file");
    let (mut out, mut err) = (Vec::new(), Vec::new());
    cli::run([&["portolan", "check", saved.to_str().expect("a plain path")], args].concat(), &mut out, &mut err);
    assert!(!out.is_empty(), "{}", String::from_utf8_lossy(&err));
    out
}

#[test]
fn the_file_of_findings_is_the_one_of_the_command_line() {
    let mut window = estate();
    let export = |window: &mut Window, name: &str| {
        window.click(Role::Button, "Copy the list of findings");
        window.hold();
        window.click(Role::Button, "Export findings to file…");
        assert_eq!(window.answer(Answer::Path(window.path(name))), "Export findings");
        window.release();
        std::fs::read(window.path(&format!("{name}.csv"))).expect("the file")
    };
    let all = export(&mut window, "all");
    assert!(all == checked(&window, &["--format", "csv"]), "{}", String::from_utf8_lossy(&all));
    window.click(Role::TextInput, "Search findings");
    window.text("from:clients 50000");
    // What is folded away is exported all the same.
    let kind = kinds(&window).swap_remove(0);
    window.click(Role::Button, &kind);
    let some = export(&mut window, "some");
    let expected = checked(&window, &["--format", "csv", "--filter", "from:clients 50000"]);
    assert!(some == expected && some.len() < all.len(), "{}", String::from_utf8_lossy(&some));
    assert!(window.says("Exported to some.csv"));
}

/// Two zones of members that reach a domain controller, and one that reaches nobody.
fn estate() -> Window {
    let text = r#"(format: 1, title: "Estate", zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "branch", name: "Branch, old", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
        (id: "lab", name: "Lab", addresses: ["10.2.0.9/16"]),
    ])"#;
    let mut window = Window::with_plan(file::read(text).expect("a plan").plan);
    window.show(Tab::Findings);
    window
}

#[test]
fn a_finding_about_several_zones_leads_to_exactly_their_rules() {
    let mut window = estate();
    let row = listed(&window).into_iter().find(|row| row.contains("ports are opened to it from")).expect("wide");
    assert!(row.contains("Branch, old") && row.contains("Clients"), "{row}");
    window.click(Role::ListBoxOption, &row);
    assert_eq!(window.app().ui_state().tab, Tab::Rules);
    let num_rules = ["Clients to Core", "Branch, old to Core"].map(|pair| window.summary(pair).num_rules());
    let num_rules = num_rules[0] + num_rules[1];
    assert_eq!(window.rows_of(Role::Table, "Rule table"), usize::try_from(num_rules).ok());
    assert!(window.says("the filter is from:\"Branch, old\",\"Clients\" to:\"Core\""), "it says what it did");
    window.show(Tab::Matrix);
    assert!(window.has(&format!("{num_rules} rules in 2 pairs")), "the cells are marked by the same filter");
}

#[test]
fn findings_are_searched_by_their_texts_or_by_the_rules_that_they_are_about() {
    let mut window = estate();
    window.click(Role::TextInput, "Search findings");
    window.text("from:clients 50000");
    assert!(says(&window, "ports are opened to it from"), "{:?}", listed(&window));
    assert!(!says(&window, "host bits"));
    // What is none of the language is a word of the finding.
    window.text(" zebra");
    assert!(window.has("No finding is like this"));
    window.key(Modifiers::COMMAND, Key::A);
    window.text("host bits");
    assert!(says(&window, "host bits") && !says(&window, "ports are opened"), "{:?}", listed(&window));
    window.key(Modifiers::COMMAND, Key::A);
    window.hold();
    window.text("tcp/135");
    assert!(window.has("Searching for rules…"));
    window.release();
    assert!(says(&window, "ports are opened to it from"));
}

#[test]
fn a_kind_of_findings_is_folded_by_pointer_and_by_keys() {
    let mut window = showing_findings();
    let support = "An OS version is past its support date, 1, warning";
    let others = listed(&window).len() - 1;
    window.click(Role::Button, support);
    assert!(!says(&window, "Windows XP") && listed(&window).len() == others, "{:?}", listed(&window));
    window.click(Role::Button, support);
    assert!(says(&window, "Windows XP"));
    let row = listed(&window).into_iter().find(|row| row.contains("Windows XP")).expect("the row");
    window.keys_to(Key::ArrowDown, &row);
    window.key(Modifiers::NONE, Key::ArrowLeft);
    assert!(!says(&window, "Windows XP"));
    assert_eq!(window.focused(), support, "the heading has the focus in its place");
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert!(says(&window, "Windows XP"));
    assert_eq!(window.focused(), row);
}

#[test]
fn what_is_to_be_filled_stands_below_and_leads_to_its_findings() {
    let text = r#"(format: 2, zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "file-client")]),
        (id: "branch", name: "Branch", os: ["windows-11"], placements: [(role: "file-client", hosts: [(name: "pc1")])]),
        (id: "servers", name: "Servers", addresses: ["10.2.0.0/16"], os: ["windows-server-2022"],
            placements: [(role: "file-server")]),
        (id: "alone", name: "Alone"),
    ])"#;
    let mut window = Window::with_plan(file::read(text).expect("a plan").plan);
    // What the list was asked for before plays no part.
    window.show(Tab::Findings);
    window.click_starting(Role::RadioButton, "Show: Errors");
    window.show(Tab::Matrix);
    window.click(Role::Button, "Addresses of 2 zones to be filled");
    let found: Vec<String> = listed(&window).into_iter().filter(|label| label.starts_with("note, ")).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|label| label.contains("No address is known of")), "{found:?}");
    let plan = Arc::clone(window.app().document().plan());
    let filled = Plan {
        zones: plan
            .zones
            .iter()
            .map(|zone| Arc::new(Zone { addresses: vec!["any".to_owned()], ..Zone::clone(zone) }))
            .collect(),
        ..Plan::clone(&plan)
    };
    let window = Window::with_plan(filled);
    assert!(window.has("Addresses of 1 zone to be filled"), "the machine has none");
}
