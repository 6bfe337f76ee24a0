//! The inspector: what closes a rule, what pinning saves, what is copied, and everything in and out of a zone.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::catalog::Catalog;
use portolan::check;
use portolan::export::{ExportOptions, NeedFilter, export, exporter};
use portolan::files::catalog_dir;
use portolan::finding::Code;
use portolan::gui::Tab;
use portolan::matrix::{self, Merge};
use portolan::plan::{Plan, file};

use crate::window::Window;

/// A domain member and a domain controller, with as many other zones of members.
fn plan(num_others: usize) -> Plan {
    let others: Vec<String> = (1..=num_others)
        .map(|number| {
            format!(
                r#"(id: "branch-{number}", name: "Branch {number}", os: ["windows-11"],
                    placements: [(role: "domain-member")]),"#
            )
        })
        .collect();
    let text = format!(
        r#"(format: 1, title: "Small", zones: [
            (id: "clients", name: "Clients", addresses: ["10.1.0.0/16"], os: ["windows-11"],
                placements: [(role: "domain-member")]),
            (id: "core", name: "Core", os: ["windows-server-2022"],
                placements: [(role: "dns-server"), (role: "domain-controller")]),
            {}
        ])"#,
        others.concat()
    );
    file::read(&text).expect(&text).plan
}

fn catalog() -> Catalog {
    catalog_dir::with_overlay(&[]).0
}

/// The window with the rules from Clients to Core in the inspector.
fn pair() -> Window {
    let mut window = Window::with_plan(plan(0));
    window.click_cell("Clients to Core");
    window
}

/// The rules from Clients to Core, as the plan of the window has them.
fn rules(window: &Window) -> Vec<String> {
    let catalog = catalog();
    let matrix = matrix::derive(&catalog, window.plan());
    let rules = matrix.cell(&catalog, 0, 1).rules(Merge::Ranges);
    rules.iter().map(|rule| format!("{} {}", rule.transport, rule.ports)).collect()
}

fn has_rule(window: &Window, rule: &str) -> bool {
    rules(window).iter().any(|other| other == rule)
}

#[test]
fn a_way_closes_its_rule_and_undo_brings_it_back() {
    let mut window = pair();
    window.click(Role::Button, "TCP 88");
    assert!(!window.says("Any of these closes"), "only when it is asked");
    window.scroll_to((Role::Button, "TCP 88"), Role::Button, "What would close TCP 88?");
    window.click(Role::Button, "What would close TCP 88?");
    assert!(window.says("Any of these closes TCP 88"));
    assert!(window.says("Untick Domain controller in Core"));
    window.scroll_to(
        (Role::Button, "What would close TCP 88?"),
        Role::Button,
        "Do it: Untick Domain controller in Core",
    );
    window.click(Role::Button, "Do it: Untick Domain controller in Core");
    assert!(!has_rule(&window, "TCP 88") && has_rule(&window, "TCP 53"));
    assert!(!window.has("TCP 88"), "the inspector follows");
    assert_eq!(window.app().document().can_undo(), Some("Close TCP 88"));
    window.key(Modifiers::COMMAND, Key::Z);
    assert!(has_rule(&window, "TCP 88"));
    assert_eq!(*window.plan(), plan(0).canonical(), "one step takes all of it back");
    assert!(!window.says("Any of these closes"), "an answer is about the plan that was asked about");
}

#[test]
fn keys_alone_ask_what_closes_a_rule_and_do_it() {
    let mut window = Window::with_plan(plan(0));
    window.keys_to_matrix();
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::ArrowUp);
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.focused(), "Back to the matrix");
    window.keys_to(Key::Tab, "TCP 636");
    window.key(Modifiers::NONE, Key::Enter);
    window.keys_to(Key::Tab, "What would close TCP 636?");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("Any of these closes TCP 636"));
    let (_, way) = window.nodes().into_iter().find(|(_, name)| name.starts_with("Do it: Answer")).expect("a way");
    window.keys_to(Key::Tab, &way);
    window.key(Modifiers::NONE, Key::Enter);
    assert!(!has_rule(&window, "TCP 636"));
    assert_eq!(window.focused(), "Back to the matrix", "the focus stays in the inspector");
}

#[test]
fn a_chain_leads_to_its_pages_of_the_reference() {
    for (link, title) in [
        ("Domain member", "Domain member"),
        ("Kerberos Key Distribution Center (kdc)", "Kerberos Key Distribution Center"),
        ("KB 832017", "KB 832017"),
    ] {
        let mut window = pair();
        window.click(Role::Button, "TCP 88");
        for label in ["From", "Purpose", "To", "Service", "Endpoint", "Document"] {
            assert!(window.has(label), "{label}");
        }
        window.scroll_to((Role::Button, "TCP 88"), Role::Link, link);
        window.click(Role::Link, link);
        assert!(window.sees(Role::Heading, title), "{title}");
        window.show(Tab::Matrix);
        assert!(window.has("TCP 88"), "the inspector is as it was");
    }
}

#[test]
fn pinning_saves_what_the_finding_says() {
    let mut window = pair();
    let catalog = catalog();
    let matrix = matrix::derive(&catalog, window.plan());
    let findings = check::findings(&catalog, &matrix);
    let finding = findings.iter().find(|finding| finding.code == Code::ManyPorts).expect("it opens many ports");
    let left: u32 = finding.hint.rsplit_once(' ').expect("a number").1.parse().expect("a number");
    window.scroll_to((Role::Button, "TCP 88"), Role::Button, "What would pinning save?");
    window.click(Role::Button, "What would pinning save?");
    assert!(window.has(&format!("{left} ports")), "{left}: {:?}", window.nodes());
    window.scroll_to((Role::Button, "What would pinning save?"), Role::Button, "Pin RPC servers of Core");
    window.click(Role::Button, "Pin RPC servers of Core");
    let pinned = matrix::derive(&catalog, window.plan()).summary(0, 1);
    assert_eq!(pinned.num_ports, left);
    assert!(!window.has("Pin RPC servers of Core"), "nothing is left to pin");
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), plan(0).canonical());
}

#[test]
fn ports_are_copied_in_each_notation() {
    for (item, expected) in [
        ("TCP 88: As comma list", "88"),
        ("TCP 49152-65535: As comma list", "49152-65535"),
        ("TCP 49152-65535: As lines, ranges with dash", "49152-65535"),
        ("TCP 49152-65535: As list, ranges with colon", "49152:65535"),
        ("TCP 49152-65535: As lines with eq and range", "range 49152 65535"),
    ] {
        let (rule, _) = item.split_once(':').expect("a rule");
        let mut window = pair();
        window.click(Role::Button, rule);
        window.scroll_to((Role::Button, rule), Role::Button, &format!("Copy {rule}"));
        window.click(Role::Button, &format!("Copy {rule}"));
        assert_eq!(window.click_to_copy(Role::Button, item), expected, "{item}");
    }
    let mut window = pair();
    window.click(Role::Button, "Copy rules or ports");
    let udp = window.click_to_copy(Role::Button, "UDP: As lines with eq and range");
    assert!(udp.starts_with("eq 53\neq 88\n"), "{udp}");
}

#[test]
fn rules_are_copied_as_the_export_writes_them() {
    let catalog = catalog();
    let mut exported = Vec::new();
    let matrix = matrix::derive(&catalog, &plan(0));
    let options = ExportOptions { need: NeedFilter::All, ..ExportOptions::default() };
    export(
        &catalog,
        &matrix,
        exporter("csv").expect("csv"),
        options,
        &mut exported,
        &portolan::export::Cancel::default(),
    )
    .expect("CSV");
    let exported = String::from_utf8(exported).expect("a text");

    let mut window = pair();
    window.click(Role::Button, "Copy rules or ports");
    assert_eq!(window.click_to_copy(Role::Button, "As CSV table"), exported);
    window.click(Role::Button, "Copy rules or ports");
    let table = window.click_to_copy(Role::Button, "As Markdown table");
    assert_eq!(table.lines().count(), rules(&window).len() + 2, "a row each, under two of headings");

    window.click(Role::Button, "TCP 88");
    window.scroll_to((Role::Button, "TCP 88"), Role::Button, "Copy TCP 88");
    window.click(Role::Button, "Copy TCP 88");
    let row = window.click_to_copy(Role::Button, "As CSV row");
    assert!(exported.contains(&row) && row.contains(",TCP,,88,,Kerberos,"), "{row}");
    window.click(Role::Button, "Copy TCP 88");
    let row = window.click_to_copy(Role::Button, "As Markdown row");
    assert!(table.contains(&row) && row.contains("| TCP |  | 88 |  | Kerberos |"), "{row}");
    window.click(Role::Button, "Copy TCP 88");
    let sentence = window.click_to_copy(Role::Button, "As sentence");
    assert!(sentence.contains("Domain member"), "{sentence}");
}

#[test]
fn keys_alone_reach_the_copies() {
    let mut window = pair();
    window.keys_to(Key::Tab, "Copy rules or ports");
    window.key(Modifiers::NONE, Key::Enter);
    window.keys_to(Key::Tab, "TCP: As comma list");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.clipboard().starts_with("53,88,135"), "{}", window.clipboard());
    window.keys_to(Key::Tab, "Copy rules or ports");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has("As CSV table") && window.app().chosen().pair.is_some(), "Escape closes the menu alone");
}

#[test]
fn a_zone_lists_every_neighbor_and_its_ports() {
    let num_others = 44;
    let mut window = Window::with_plan(plan(num_others));
    window.click_starting(Role::ListBoxOption, "Core");
    let listed = |window: &Window| {
        let is_neighbor = |name: &String| name.starts_with("Is reached by ") && name.ends_with("rules");
        window.nodes().into_iter().filter(|(_, name)| is_neighbor(name)).count()
    };
    assert_eq!(listed(&window), 40);
    let num_rules = |window: &Window, name: &str| window.summary(&format!("{name} to Core")).num_rules();
    let num = num_rules(&window, "Clients");
    assert_eq!(num, num_rules(&window, "Branch 44"));
    let reached = |name: &str| format!("Is reached by {name}: {num} rules");
    window.scroll_to((Role::Button, &reached("Clients")), Role::Button, "Is reached by: show all 45");
    window.click(Role::Button, "Is reached by: show all 45");
    assert_eq!(listed(&window), num_others + 1);

    let last = "Show ports, is reached by Branch 44";
    window.scroll_to((Role::Button, &reached("Branch 39")), Role::Button, last);
    window.click(Role::Button, last);
    assert!(window.says("TCP 53, 88, 135, 389") && window.has("UDP 53, 88, 123, 389, 464 (required)"));
    window.click(Role::Button, "Hide ports, is reached by Branch 44");
    assert!(!window.says("TCP 53, 88"));
    window.click(Role::Button, &reached("Branch 44"));
    assert_eq!(window.app().chosen().pair.as_ref().map(|(source, _)| source.as_str()), Some("branch-44"));
}

#[test]
fn a_zone_is_copied_as_text_and_leads_to_its_rules() {
    let mut window = Window::with_plan(plan(1));
    window.click_starting(Role::ListBoxOption, "Core");
    let text = window.click_to_copy(Role::Button, "Copy all as text");
    assert!(text.starts_with("Clients → Core\n  TCP 53, 88, 135"), "{text}");
    assert!(text.contains("Branch 1 → Core\n"), "{text}");
    window.click(Role::Button, "Rules to Core");
    let num = window.summary("Clients to Core").num_rules() + window.summary("Branch 1 to Core").num_rules();
    assert!(window.sees(Role::Table, "Rule table") && window.has(&format!("{num} rules")), "from both");
}
