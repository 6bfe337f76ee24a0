//! The matrix: filtering, choosing blocks, copying, shading, and moving zones, by pointer and by keys.

use std::fmt::Write as _;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::{GridPart, Tab, UiState};
use portolan::plan::{Plan, file};
use portolan::view::Shade;

use crate::window::Window;

/// What stands in the zones of the made plans, in turn.
const ROLES: [&[&str]; 6] =
    [&["domain-member"], &["domain-controller", "dns-server"], &["sql-server"], &["file-server"], &["web-server"], &[]];

/// A plan of many zones, named by `name`.
fn many(num_zones: usize, name: impl Fn(usize) -> String) -> Plan {
    let mut text = "(format: 1, zones: [".to_owned();
    for idx in 0..num_zones {
        let _ = write!(text, r#"(id: "z{idx}", name: "{}", placements: ["#, name(idx));
        for role in ROLES[idx * 7 % 13 % ROLES.len()] {
            let _ = write!(text, r#"(role: "{role}"),"#);
        }
        text.push_str("]),");
    }
    text.push_str("])");
    file::read(&text).expect("the plan").plan
}

/// Clients, a core, and a zone with nothing in it.
fn three() -> Plan {
    let text = r#"(format: 1, title: "Three", zones: [
        (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "core", name: "Core", os: ["windows-server-2022"],
            placements: [(role: "dns-server"), (role: "domain-controller")]),
        (id: "lab", name: "Lab"),
    ])"#;
    file::read(text).expect("the plan").plan
}

fn field(window: &mut Window) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
    assert_eq!(window.focused(), "Filter the matrix");
}

#[test]
fn a_filter_counts_the_rules_of_each_cell_and_escape_clears_it() {
    let mut window = Window::with_plan(three());
    window.click(Role::TextInput, "Filter the matrix");
    window.text("445");
    assert!(window.has(&format!("{}, 1 match", window.counted("Clients to Core"))), "SMB");
    assert!(window.says("Core to Clients: no rules, 0 match"));
    window.click(Role::Button, "Clear the filter");
    assert!(window.has(&window.counted("Clients to Core")));
    window.text("kerberos udp");
    assert!(window.has(&format!("{}, 3 match", window.counted("Clients to Core"))));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.has(&window.counted("Clients to Core")));
}

#[test]
fn keys_alone_filter_and_go_on_to_the_cells() {
    let mut window = Window::with_plan(three());
    window.show(Tab::Rules);
    field(&mut window);
    window.text("domain controller optional");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.focused().starts_with("Inside Clients"), "{}", window.focused());
    window.key(Modifiers::NONE, Key::ArrowRight);
    let (counted, optional) = (window.counted("Clients to Core"), window.summary("Clients to Core").optional_rules);
    assert_eq!(window.focused(), format!("{counted}, {optional} match"));
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.focused(), counted, "Escape in a cell clears too");
}

#[test]
fn a_filter_follows_an_edit() {
    let mut window = Window::with_plan(three());
    field(&mut window);
    window.text("445");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::COMMAND, Key::D);
    assert!(window.has(&format!("{}, 1 match", window.counted("Clients copy to Core"))));
}

#[test]
fn many_zones() {
    let names = ["Clients", "Servers", "Databases", "Branch office", "Perimeter network", "Management"];
    let plan = many(100, |idx| format!("{} {:02}", names[idx % names.len()], idx + 1));
    let mut window = Window::with(plan, Theme::Light, Vec2::new(1280.0, 800.0));
    window.click(Role::TextInput, "Filter the matrix");
    window.text("445");
    window.picture("matrix-100-zones-light");
}

#[test]
fn cells_are_chosen_as_a_block_and_copied() {
    let mut window = Window::with_plan(three());
    window.click_cell("Inside Clients");
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::SHIFT, Key::ArrowDown);
    window.copy_keys();
    let text = window.clipboard();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!((rows.len(), rows[0].clone()), (3, vec!["from \\ to", "Clients", "Core"]));
    assert!(rows[1][0] == "Clients" && rows[1][2].starts_with("TCP 53, 88,"), "{text}");
    assert!(window.says("Copied 4 cells"));
    window.key(Modifiers::NONE, Key::Escape);
    window.copy_keys();
    assert_eq!(window.clipboard().lines().count(), 2, "Escape lets go of the block");
}

#[test]
fn a_heading_chooses_its_row_or_column_and_shift_reaches_to_a_cell() {
    let mut window = Window::with_plan(three());
    window.click(Role::Button, "From Clients");
    window.menu("Edit", "Copy cells as Markdown");
    assert_eq!(window.clipboard().lines().count(), 3, "a heading, a line, a row: {}", window.clipboard());
    window.click(Role::Button, "To Core");
    window.menu("Edit", "Copy rules of the cells");
    let text = window.clipboard();
    let num_rules = window.summary("Clients to Core").num_rules();
    assert_eq!(text.lines().count(), 1 + num_rules as usize, "{text}");
    window.click_cell("Clients to Core");
    window.click_held(Modifiers::SHIFT, Role::GridCell, "Core to Lab: no rules");
    window.copy_keys();
    assert!(window.has("Copied 4 cells"));
    let inside = window.cell("Inside Core");
    window.click_secondary(Role::GridCell, &inside);
    window.click(Role::Button, "Copy cells as Markdown");
    assert!(window.clipboard().starts_with("| from"), "the menu of a cell copies the block that it is in");
}

#[test]
fn a_drag_over_cells_chooses_them() {
    let mut window = Window::with_plan(three());
    let (from, to) = (window.cell("Inside Clients"), window.cell("Inside Core"));
    window.drag((Role::GridCell, &from), (Role::GridCell, &to));
    window.copy_keys();
    assert!(window.says("Copied 4 cells"));
}

#[test]
fn a_zone_is_dragged_elsewhere_by_its_heading() {
    let names = |window: &Window| window.plan().zones.iter().map(|zone| zone.name.clone()).collect::<Vec<_>>();
    let mut window = Window::with_plan(three());
    window.drag_beyond((Role::Button, "From Clients"), (Role::Button, "From Core"));
    assert_eq!(names(&window), ["Core", "Clients", "Lab"]);
    window.drag_beyond((Role::Button, "To Core"), (Role::Button, "To Lab"));
    assert_eq!(names(&window), ["Clients", "Lab", "Core"]);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(names(&window), ["Core", "Clients", "Lab"]);
}

#[test]
fn the_shade_says_what_the_numbers_count() {
    let mut window = Window::with_plan(three());
    window.menu("Matrix", "Cells: always counts");
    window.click(Role::ComboBox, "Shade cells by");
    window.click(Role::Button, "Ports");
    assert_eq!(window.app().ui_state().shade, Shade::Ports);
    let (counted, summary) = (window.counted("Clients to Core"), window.summary("Clients to Core"));
    let ports = summary.num_ports.to_string();
    let (thousands, rest) = ports.split_at(ports.len() - 3);
    assert!(window.has(&format!("{counted}, {thousands},{rest} ports")));
    window.menu("Matrix", "Shade: risk");
    assert!(window.has(&format!("{counted}, 1 risk")), "many ports");
    window.menu("Matrix", "Shade: need");
    assert!(window.has(&format!("{counted}, {} of them required", summary.required_rules)));
}

#[test]
fn cells_grow_and_shrink_by_buttons_and_by_the_wheel() {
    let mut window = Window::with_plan(many(40, |idx| format!("Zone {idx}")));
    let width = |window: &Window| window.rect(Role::GridCell, &window.cell("Inside Zone 3")).width();
    let usual = width(&window);
    window.click(Role::Button, "Larger cells");
    assert!(width(&window) > usual * 1.2);
    window.click(Role::Button, "Reset cell size");
    assert!((width(&window) - usual).abs() < 0.5);
    let (cell, place) =
        (window.cell("Zone 3 to Zone 2"), window.rect(Role::GridCell, &window.cell("Zone 3 to Zone 2")));
    window.zoom_wheel((Role::GridCell, &cell), 1.6);
    assert!(width(&window) > usual * 1.5);
    let after = window.rect(Role::GridCell, &cell);
    assert!(after.distance_to_pos(place.center()) < 2.0, "it stays under the pointer: {place:?} {after:?}");
}

#[test]
fn after_a_click_on_a_heading_the_arrows_move_at_once() {
    let mut window = Window::with_plan(three());
    window.click(Role::Button, "From Clients");
    assert!(window.focused().starts_with("Inside Clients"), "{}", window.focused());
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(window.focused(), window.counted("Clients to Core"));
    window.click(Role::Button, "To Lab");
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), "Core to Lab: no rules");
}

#[test]
fn the_menu_of_a_cell_says_first_what_it_acts_on() {
    let mut window = Window::with_plan(three());
    let cell = window.counted("Clients to Core");
    window.click_secondary(Role::GridCell, &cell);
    assert!(window.is_disabled(Role::Button, "Clients → Core"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has("Clients → Core"));
    window.click_cell("Inside Core");
    window.key(Modifiers::SHIFT, Key::F10);
    assert!(window.is_disabled(Role::Button, "Inside Core"), "by keys too");
    assert_eq!(window.focused(), "Copy cells", "and the first entry has the focus");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.focused().starts_with("Inside Core"), "{}", window.focused());
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::SHIFT, Key::F10);
    assert!(window.is_disabled(Role::Button, "2 cells"), "a block says how large it is");
}

#[test]
fn columns_rows_and_names_are_dragged_by_their_borders_and_remembered() {
    let names = |idx: usize| format!("A network with a long name {idx}");
    let mut window = Window::with_plan(many(40, names));
    let cell = |window: &Window| window.rect(Role::GridCell, &window.cell(&format!("Inside {}", names(3))));
    let heading = |window: &Window, label: &str| window.rect(Role::Button, &format!("{label} {}", names(3)));
    let usual = (cell(&window), heading(&window, "From"));
    // The fourth column: each of the four before the border gets its share.
    let border = heading(&window, "To").right_center() - Vec2::new(2.0, 0.0);
    window.drag_between(border, border + Vec2::new(80.0, 0.0));
    let wider = cell(&window);
    assert!((wider.width() - usual.0.width() - 20.0).abs() < 4.0, "{:?} {wider:?}", usual.0);
    assert!((heading(&window, "To").right() - border.x - 80.0).abs() < 8.0, "the border stays under the pointer");
    let border = heading(&window, "From").center_bottom() - Vec2::new(0.0, 2.0);
    window.drag_between(border, border + Vec2::new(0.0, 60.0));
    assert!(cell(&window).height() > wider.height() + 10.0);
    let border = heading(&window, "From").right_center() - Vec2::new(2.0, 0.0);
    window.drag_between(border, border - Vec2::new(40.0, 0.0));
    assert!(heading(&window, "From").width() < usual.1.width() - 20.0);
    let border = heading(&window, "From").right_center() - Vec2::new(2.0, 0.0);
    window.double_click_at(border);
    assert!(heading(&window, "From").width() > usual.1.width() + 20.0, "a double click fits the longest name");
    let kept = UiState::read(&window.app().ui_state().to_text()).expect("a state");
    assert_eq!(
        kept.dragged.keys().copied().collect::<Vec<_>>(),
        [GridPart::MatrixColumns, GridPart::MatrixRows, GridPart::MatrixNames]
    );
    assert_eq!(window.plan().zones[3].name, names(3), "and no zone was dragged elsewhere");
    window.menu("Matrix", "Widths of columns as at first");
    assert_eq!(cell(&window).size(), usual.0.size());
}

#[test]
fn cells_with_room_write_each_transport_on_lines_of_its_own() {
    for (theme, name) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        let mut window = Window::with_changed(three(), theme, Vec2::new(1024.0, 700.0), |opening, _| {
            opening.ui_state.dragged = [(GridPart::MatrixColumns, 240.0), (GridPart::MatrixRows, 150.0)].into();
        });
        window.picture(&format!("matrix-transports-{name}"));
    }
}

/// The zones of two sites, one between them, and one without rules.
fn sites() -> Plan {
    let text = r#"(format: 2, title: "Sites", zones: [
        (id: "pc-b", name: "PCs Berlin", group: "Berlin", os: ["windows-11"], placements: [(role: "domain-member")]),
        (id: "lab", name: "Lab"),
        (id: "dc-p", name: "DCs Paris", group: "Paris", os: ["windows-server-2022"],
            placements: [(role: "dns-server"), (role: "domain-controller")]),
        (id: "dc-b", name: "DCs Berlin", group: "Berlin", os: ["windows-server-2022"],
            placements: [(role: "dns-server"), (role: "domain-controller")]),
        (id: "pc-p", name: "PCs Paris", group: "Paris", os: ["windows-11"], placements: [(role: "domain-member")]),
    ])"#;
    file::read(text).expect("the plan").plan
}

/// The headings of the rows that are in sight, from top to bottom.
fn rows(window: &Window) -> Vec<String> {
    let of_row = |name: &str| ["From ", "Fold from ", "Unfold from "].iter().any(|start| name.starts_with(start));
    let mut rows: Vec<_> =
        window.used_in_sight().into_iter().filter(|(role, name, _)| *role == Role::Button && of_row(name)).collect();
    rows.sort_by(|a, b| a.2.top().total_cmp(&b.2.top()));
    rows.into_iter().map(|(_, name, _)| name).collect()
}

#[test]
fn rows_and_columns_without_rules_are_folded_on_request_and_counted() {
    let mut window = Window::with_plan(three());
    assert_eq!(rows(&window), ["From Clients", "From Core", "From Lab"]);
    window.click(Role::CheckBox, "Fold empty");
    assert_eq!(rows(&window), ["From Clients"]);
    assert!(window.has("2 sources and 2 destinations without rules are folded"));
    let cells = window.nodes().into_iter().filter(|(role, _)| *role == Role::GridCell).collect::<Vec<_>>();
    assert_eq!(cells.len(), 1, "a screen reader does not hear of what is folded: {cells:?}");
    window.keys_to_matrix();
    assert_eq!(window.focused(), window.counted("Clients to Core"));
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.focused(), window.counted("Clients to Core"), "and keys pass over it");
    window.copy_keys();
    assert_eq!(window.clipboard().lines().next(), Some("from \\ to\tCore"));
    // What gets a rule comes back at once.
    window.click(Role::ListBoxOption, "Lab");
    window.show(Tab::Ticks);
    let cell = "Domain member in Lab, not ticked";
    window.click(Role::GridCell, cell);
    window.show(Tab::Matrix);
    assert_eq!(rows(&window), ["From Clients", "From Lab"]);
    window.menu("Matrix", "Fold rows and columns without rules");
    assert_eq!(rows(&window).len(), 3);
    let kept = UiState::read(&window.app().ui_state().to_text()).expect("a state");
    assert!(!kept.folds_empty);
}

#[test]
fn rows_and_columns_without_a_match_are_folded_too() {
    let mut window = Window::with_plan(sites());
    window.menu("Matrix", "Group zones");
    window.click(Role::CheckBox, "Fold empty");
    assert_eq!(rows(&window), ["From PCs Berlin", "From DCs Paris", "From DCs Berlin", "From PCs Paris"]);
    window.click(Role::TextInput, "Filter the matrix");
    window.text("from:pcs-berlin,pcs-paris 445");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("without a match are folded"), "{:?}", rows(&window));
    assert_eq!(rows(&window), ["From PCs Berlin", "From PCs Paris"]);
    window.click(Role::Button, "Clear the filter");
    assert_eq!(rows(&window).len(), 4);
}

#[test]
fn zones_of_a_group_stand_together_and_fold_into_one_row_that_counts() {
    let mut window = Window::with_plan(sites());
    let open = [
        "Fold from Berlin",
        "From PCs Berlin",
        "From DCs Berlin",
        "Fold from Paris",
        "From DCs Paris",
        "From PCs Paris",
        "Fold from No group",
        "From Lab",
    ];
    assert_eq!(rows(&window), open);
    window.click(Role::Button, "Fold from Paris");
    assert_eq!(rows(&window)[3..5], ["Unfold from Paris", "Fold from No group"]);
    assert!(window.sees(Role::Button, "Unfold to Paris"), "it is folded on both sides");
    let sum = ["PCs Berlin to DCs Paris", "DCs Berlin to DCs Paris"].map(|pair| window.summary(pair).num_rules());
    let of = |window: &Window, pair: &str| window.cell(pair);
    assert_eq!(
        of(&window, "PCs Berlin to Paris"),
        format!("PCs Berlin to Paris: {} rules, folded", sum[0]),
        "the union of its pairs"
    );
    assert_eq!(of(&window, "Berlin to Paris"), format!("Berlin to Paris: {} rules in 2 pairs, open", sum[0] + sum[1]));
    // By keys: on a cell of a folded group Enter unfolds, and on it again it folds.
    window.click(Role::Button, "From PCs Berlin");
    window.keys_to(Key::ArrowRight, &of(&window, "PCs Berlin to Paris"));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(rows(&window)[3..6], open[3..6]);
    assert_eq!(window.focused(), of(&window, "PCs Berlin to Paris"), "the focus stays");
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(window.focused(), of(&window, "PCs Berlin to DCs Paris"));
    window.click_cell("PCs Berlin to DCs Paris");
    window.click(Role::Button, "Fold from Paris");
    window.keys_to_matrix();
    assert_eq!(window.focused(), of(&window, "PCs Berlin to Paris"), "a cell that is folded leaves its group's");
    window.copy_keys();
    assert_eq!(window.clipboard().lines().next(), Some("from \\ to\tDCs Paris\tPCs Paris"), "it stands for its zones");
    window.menu("Matrix", "Group zones");
    assert_eq!(rows(&window)[..3], ["From PCs Berlin", "From Lab", "From DCs Paris"], "the order of the plan again");
}

#[test]
fn a_zone_that_is_dragged_into_another_group_joins_it() {
    let mut window = Window::with_plan(sites());
    window.drag((Role::Button, "From Lab"), (Role::Button, "From PCs Paris"));
    let told: Vec<_> = window.plan().zones.iter().map(|zone| format!("{}: {}", zone.name, zone.group)).collect();
    assert!(told.contains(&"Lab: Paris".to_owned()), "{told:?}");
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), sites(), "in one step");
}

#[test]
fn groups_in_both_themes() {
    for (theme, name) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        let mut window = Window::with(sites(), theme, Vec2::new(1024.0, 700.0));
        window.click(Role::Button, "Fold from Paris");
        window.click(Role::CheckBox, "Fold empty");
        window.click_cell("PCs Berlin to DCs Berlin");
        window.picture(&format!("matrix-groups-{name}"));
    }
}
