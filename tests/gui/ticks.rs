//! The tick table with real events: ticks, blocks, copies and pastes, its menu and its search, by a pointer and by keys.
//! Each is seen in the plan.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::{Window, templates};

/// Clients, a core with a controller, servers, and an empty DMZ.
fn plan() -> Plan {
    let text = r#"(format: 1, title: "Ticks", zones: [
            (id: "clients", name: "Clients", os: ["windows-11"], placements: [(role: "domain-member")]),
            (id: "core", name: "Core", os: ["windows-server-2022"], placements: [(role: "domain-controller")]),
            (id: "data", name: "Data", os: ["windows-server-2022"], placements: [(role: "sql-server")]),
            (id: "dmz", name: "DMZ"),
        ])"#;
    file::read(text).expect("the plan").plan
}

fn open() -> Window {
    open_on(plan())
}

fn open_on(plan: Plan) -> Window {
    let mut window = Window::with(plan, Theme::Dark, Vec2::new(1440.0, 900.0));
    window.show(Tab::Ticks);
    window
}

/// The whole name of a cell, written `Domain controller in Core`.
fn cell(window: &Window, start: &str) -> String {
    let cells = window.nodes().into_iter().filter(|(role, _)| *role == Role::GridCell);
    let mut found = cells.map(|(_, label)| label).filter(|label| label.starts_with(&format!("{start},")));
    found.next().unwrap_or_else(|| panic!("no cell “{start}”"))
}

fn click(window: &mut Window, start: &str) {
    let label = cell(window, start);
    window.click(Role::GridCell, &label);
}

/// The roles of a zone.
fn roles(window: &Window, zone: &str) -> Vec<String> {
    let zone = window.plan().zone(zone).expect("a zone");
    zone.placements.iter().map(|placement| placement.role.to_string()).collect()
}

#[test]
fn a_click_ticks_and_another_one_unticks() {
    let mut window = open();
    click(&mut window, "Windows Server 2022 in DMZ");
    assert_eq!(window.plan().zones[3].os.len(), 1);
    assert_eq!(cell(&window, "File server in DMZ"), "File server in DMZ, not ticked");
    click(&mut window, "File server in DMZ");
    assert_eq!(roles(&window, "dmz"), ["file-server"]);
    assert_eq!(cell(&window, "File server in DMZ"), "File server in DMZ, ticked");
    click(&mut window, "File server in DMZ");
    assert_eq!(roles(&window, "dmz"), Vec::<String>::new());
    assert_eq!(window.app().notifications().toasts().count(), 0, "nothing stands in the way of the next tick");
}

#[test]
fn a_block_is_drawn_by_keys_and_ticked_as_one_step() {
    let mut window = open();
    click(&mut window, "Windows Server 2019 in Clients");
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), plan().canonical());
    window.key(Modifiers::SHIFT, Key::ArrowDown);
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Space);
    let os = |window: &Window| window.plan().zones.iter().map(|zone| zone.os.len()).collect::<Vec<_>>();
    assert_eq!(os(&window), [3, 3, 1, 0], "two versions in two zones");
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(os(&window), [1, 1, 1, 0], "all of it was ticked, so it is unticked");
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(os(&window), [3, 3, 1, 0], "one step");
    window.key(Modifiers::NONE, Key::Delete);
    assert_eq!(os(&window), [1, 1, 1, 0]);
    window.key(Modifiers::NONE, Key::Delete);
    assert!(window.says("Nothing is ticked here"), "what keys did not do is said");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(os(&window), [1, 2, 1, 0], "the cursor alone");
}

#[test]
fn a_block_is_drawn_by_dragging_and_ticked_by_its_menu() {
    let mut window = open();
    let [from, to] = ["File server in Clients", "File server in DMZ"].map(|start| cell(&window, start));
    window.drag((Role::GridCell, &from), (Role::GridCell, &to));
    assert_eq!(roles(&window, "dmz"), Vec::<String>::new(), "dragging ticks nothing");
    window.click_secondary(Role::GridCell, &cell(&window, "File server in Core"));
    window.click(Role::Button, "Tick the block");
    for zone in ["clients", "core", "data", "dmz"] {
        assert!(roles(&window, zone).contains(&"file-server".to_owned()), "{zone}");
    }
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.plan(), plan().canonical(), "one step");
}

#[test]
fn rows_and_zones_are_blocks_by_their_headings() {
    let mut window = open();
    window.click(Role::Button, "Row File server");
    window.key(Modifiers::NONE, Key::Space);
    assert!(window.plan().zones.iter().all(|zone| zone.placements.iter().any(|it| it.role == "file-server".into())));
    window.key(Modifiers::COMMAND, Key::Z);
    window.click(Role::Button, "Zone DMZ");
    assert_eq!(window.app().chosen().zone, Some("dmz".into()), "and the zone is chosen");
    window.copy_keys();
    assert!(window.clipboard().starts_with("\tDMZ\nWindows 11\t\n"), "{}", window.clipboard());
}

#[test]
fn an_implied_role_says_by_whom_and_is_switched_off_and_on() {
    let mut window = open();
    let member = "Domain member in Data, comes with SQL Server Database Engine";
    assert_eq!(cell(&window, "Domain member in Data"), member);
    click(&mut window, "Domain member in Data");
    let switched = "Domain member in Data, switched off for SQL Server Database Engine";
    assert_eq!(cell(&window, "Domain member in Data"), switched);
    assert!(window.says(" rules, Data → Core"), "{:?}", effect(&window));
    assert!(effect(&window).starts_with('−'), "{}", effect(&window));
    window.point_at(Role::GridCell, switched);
    assert!(window.says("Switched off for SQL Server Database Engine: tick to have it again"));
    click(&mut window, "Domain member in Data");
    assert_eq!(cell(&window, "Domain member in Data"), member);
    assert_eq!(*window.plan(), plan().canonical());
}

/// What the window says of the rules that the last edit opened or closed.
fn effect(window: &Window) -> String {
    let said = window.nodes().into_iter().map(|(_, label)| label);
    let mut said = said
        .filter(|label| label.contains(" rules, ") || label.contains(" rules in ") || label.starts_with("No change"));
    said.next().unwrap_or_default()
}

#[test]
fn a_tick_says_what_it_opened() {
    let mut window = open();
    click(&mut window, "File server in Data");
    assert_eq!(effect(&window), "No change of rules", "nobody uses it yet");
    click(&mut window, "SMB client in Clients");
    let rules = window.summary("Clients to Data").num_rules();
    assert_eq!(effect(&window), format!("+{rules} rules, Clients → Data"));
    let before: u32 = ["Clients to Data", "Core to Data"].iter().map(|pair| window.summary(pair).num_rules()).sum();
    click(&mut window, "Domain controller in Data");
    let more = effect(&window);
    assert!(more.starts_with('+') && more.contains(" rules in ") && more.ends_with(" pairs"), "{more}");
    let after: u32 = ["Clients to Data", "Core to Data"].iter().map(|pair| window.summary(pair).num_rules()).sum();
    assert!(after > before);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(effect(&window), "", "what was taken back says nothing any more");
    window.show(Tab::Matrix);
    assert_eq!(window.cell("Clients to Data"), window.counted("Clients to Data"));
}

#[test]
fn a_tick_elsewhere_is_told_below_the_window() {
    let mut window = open();
    window.show(Tab::Matrix);
    window.click(Role::ListBoxOption, "DMZ");
    window.key(Modifiers::COMMAND, Key::F);
    window.text("Domain member");
    window.click(Role::CheckBox, "Domain member");
    let rules = window.summary("DMZ to Core").num_rules();
    assert_eq!(effect(&window), format!("+{rules} rules, DMZ → Core"));
}

#[test]
fn a_placement_is_opened_by_enter_and_by_the_menu_and_shows_that_it_has_settings() {
    let mut window = open();
    window.click(Role::Button, "Zone Core");
    window.key(Modifiers::NONE, Key::Escape);
    window.text("domain controller");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.focused(), "Domain controller in Core, ticked");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.has("Settings of Domain controller"));
    window.click(Role::CheckBox, "Serves Clients");
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.focused(), "Domain controller in Core, ticked, has settings", "the focus comes back");
    let label = window.focused();
    window.point_at(Role::GridCell, &label);
    assert!(window.says("Used by: Clients"));
    // A tick that goes with its settings is worth a way back.
    window.key(Modifiers::NONE, Key::Space);
    assert!(window.has("Undo: Removed Domain controller from Core"));
    window.key(Modifiers::COMMAND, Key::Z);
    let by_keys: [(Modifiers, Key); 2] = [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)];
    for (modifiers, key) in by_keys {
        window.key(modifiers, key);
        assert_eq!(window.focused(), "Untick", "{key:?}: the first entry has the focus");
        window.key(Modifiers::NONE, Key::Escape);
        assert_eq!(window.focused(), label, "{key:?}");
    }
    window.click_secondary(Role::GridCell, &label);
    window.click(Role::Button, "Settings of Domain controller…");
    assert!(window.has("Settings of Domain controller"));
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(window.focused(), label, "and the focus comes back");
}

#[test]
fn what_is_typed_is_searched_for_and_enter_goes_to_the_first_hit() {
    let mut window = open();
    window.click(Role::Button, "Zone DMZ");
    window.text("rodc");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.focused(), "Read-only domain controller in DMZ, not ticked");
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(roles(&window, "dmz"), ["read-only-domain-controller"]);
    window.key(Modifiers::COMMAND, Key::F);
    window.text("2019");
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(window.focused().starts_with("Windows Server 2019 in DMZ"), "{}", window.focused());
    window.key(Modifiers::COMMAND, Key::F);
    window.text("no such words at all");
    assert!(window.says("No role and no OS version has these words"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.says("Domain member in Core, "), "all rows are back");
}

#[test]
fn headings_fold_and_a_row_stays_while_it_is_ticked_and_unticked() {
    let mut window = open();
    let has_row = |window: &Window, start: &str| window.says(&format!("{start} in Core"));
    window.click(Role::Button, "Fold Active Directory");
    assert!(!has_row(&window, "Domain controller"));
    window.click(Role::Button, "Unfold Active Directory");
    assert!(has_row(&window, "Domain controller"));
    assert!(!has_row(&window, "Windows Server 2008") && !has_row(&window, "Active Directory management"));
    window.click(Role::CheckBox, "Retired");
    assert!(has_row(&window, "Windows Server 2008") && !has_row(&window, "Active Directory management"));
    window.click(Role::CheckBox, "Ticked and common");
    assert!(has_row(&window, "Windows Server 2008") && has_row(&window, "Active Directory management"));
    window.click(Role::CheckBox, "Retired");
    assert!(!has_row(&window, "Windows Server 2008"));
    window.click(Role::CheckBox, "Ticked and common");
    // Found by a search, ticked, and unticked again.
    window.key(Modifiers::COMMAND, Key::F);
    window.text("active directory management");
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::Space);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.focused().starts_with("Active Directory management in "), "{}", window.focused());
    window.key(Modifiers::NONE, Key::Space);
    assert!(window.focused().ends_with(", not ticked"), "{}", window.focused());
    // The cursor folds by keys as well.
    window.keys_to(Key::ArrowUp, "Active Directory in Clients: 1, open");
    window.key(Modifiers::NONE, Key::Space);
    assert_eq!(window.focused(), "Active Directory in Clients: 1, folded");
}

#[test]
fn blocks_are_copied_and_pasted_as_spreadsheets_do() {
    let mut window = open();
    let [from, to] = ["Windows 11 in Clients", "Windows Server 2022 in Core"].map(|start| cell(&window, start));
    window.drag((Role::GridCell, &from), (Role::GridCell, &to));
    window.copy_keys();
    let copied = "\tClients\tCore\nWindows 11\tx\t\nWindows Server 2025\t\t\nWindows Server 2022\t\tx\n";
    assert_eq!(window.clipboard().replace("\r\n", "\n"), copied);
    window.paste(&copied.replace("Clients", "dmz").replace("Core", "data"));
    let os =
        |window: &Window, idx: usize| window.plan().zones[idx].os.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        (os(&window, 3), os(&window, 2)),
        (vec!["windows-11".to_owned()], vec!["windows-server-2022".to_owned()])
    );
    assert!(window.app().notifications().toasts().any(|it| it == "Pasted 1 tick into 1 zone"));
    // Without headings it goes to the cells from the cursor on.
    click(&mut window, "Windows 11 in Data");
    window.key(Modifiers::COMMAND, Key::Z);
    window.paste("yes\t\n1\tTRUE\n\tDNS server; Web server (IIS)\n");
    assert_eq!(os(&window, 2), ["windows-11", "windows-server-2025"]);
    assert_eq!(os(&window, 3), ["windows-server-2025"]);
    assert_eq!(roles(&window, "dmz"), ["dns-server", "web-server"]);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(os(&window, 2), ["windows-server-2022"], "one step");
}

#[test]
fn a_block_with_a_word_that_nobody_knows_changes_nothing_and_a_list_of_zones_is_none() {
    let mut window = open();
    click(&mut window, "Windows Server 2019 in Clients");
    window.key(Modifiers::COMMAND, Key::Z);
    window.paste("x\tDomain controler\n");
    let told: Vec<&str> = window.app().notifications().texts().collect();
    let expected =
        "Nothing was pasted. “Domain controler” is no role and no OS version: did you mean “Domain controller”?";
    assert_eq!(told, [expected]);
    assert_eq!(*window.plan(), plan().canonical());
    window.paste("Branch\t10.7.0.0/16\nWarehouse\t10.8.0.0/16");
    assert!(window.has("Add 2 zones"), "it is shown as what it is");
}

#[test]
fn the_cursor_and_the_chosen_zone_go_together() {
    let mut window = open();
    click(&mut window, "File server in Data");
    assert_eq!(window.app().chosen().zone, Some("data".into()));
    window.click(Role::ListBoxOption, "DMZ");
    window.key(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.focused(), "File server in DMZ, not ticked");
    window.key(Modifiers::NONE, Key::Home);
    assert_eq!(window.app().chosen().zone, Some("clients".into()));
    // It stays at its cell when zones stand elsewhere.
    window.click(Role::Button, "Move zone down");
    window.key(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.focused(), "File server in Clients, not ticked");
}

#[test]
fn a_thousand_zones_draw_what_is_in_sight_alone() {
    let zones = (0..1000).map(|number| format!("(id: \"z{number}\", name: \"Zone {number}\", os: [\"windows-11\"])"));
    let text = format!("(format: 1, zones: [{}])", zones.collect::<Vec<_>>().join(","));
    let mut window = open_on(file::read(&text).expect("a plan").plan);
    window.click(Role::CheckBox, "Ticked and common");
    let num_cells = window.nodes().iter().filter(|(role, _)| *role == Role::GridCell).count();
    assert!((100..1500).contains(&num_cells), "{num_cells}");
    window.key(Modifiers::COMMAND, Key::Num1);
    window.key(Modifiers::NONE, Key::End);
    window.key(Modifiers::NONE, Key::PageDown);
    assert!(window.focused().contains(" in Zone 999"), "{}", window.focused());
    window.key(Modifiers::CTRL, Key::Space);
    assert!(window.says("Zone Zone 999"));
}

#[test]
fn the_first_start_opens_on_the_ticks() {
    assert_eq!(portolan::gui::UiState::default().tab, Tab::Ticks);
    let mut window = Window::with(Plan::default(), Theme::Light, Vec2::new(1024.0, 700.0));
    window.show(Tab::Ticks);
    assert!(window.says("There is no zone yet"), "an empty plan teaches the next step");
    window.click(Role::Button, "Add the first zone");
    assert_eq!(window.plan().zones.len(), 1);
    assert!(window.says("Windows 11 in "));
}

#[test]
fn pictures() {
    let template = |name: &str| templates().into_iter().find(|template| template.name == name).expect(name).plan;
    for (theme, name) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        let mut window = Window::with(template("a-mid-sized-company"), theme, Vec2::new(1440.0, 900.0));
        window.show(Tab::Ticks);
        window.click(Role::Button, "Zone Servers");
        window.key(Modifiers::NONE, Key::Escape);
        window.text("domain");
        window.key(Modifiers::NONE, Key::Enter);
        window.key(Modifiers::NONE, Key::Escape);
        window.key(Modifiers::NONE, Key::ArrowUp);
        window.key(Modifiers::NONE, Key::Space);
        window.picture(&format!("ticks-{name}"));
        let mut window = Window::with(template("read-only-dc-branch"), theme, Vec2::new(1024.0, 700.0));
        window.show(Tab::Ticks);
        window.picture(&format!("ticks-small-{name}"));
    }
}

#[test]
fn columns_and_names_are_dragged_by_their_borders() {
    let mut window = open();
    let zone = window.plan().zones[1].name.clone();
    let heading = |window: &Window| window.rect(Role::Button, &format!("Zone {zone}"));
    let usual = heading(&window);
    let border = usual.right_center() - Vec2::new(2.0, 0.0);
    window.drag_between(border, border + Vec2::new(60.0, 0.0));
    assert!((heading(&window).width() - usual.width() - 30.0).abs() < 4.0, "half of it, for it is the second column");
    let names = heading(&window).left() - heading(&window).width();
    window.double_click_at(egui::pos2(names - 2.0, usual.center().y));
    assert!((heading(&window).left() - usual.left()).abs() > 1.0, "a double click fits the names of rows");
    assert_eq!(window.app().ui_state().dragged.len(), 2);
}

#[test]
fn a_group_is_a_column_that_says_in_how_many_of_its_zones_something_is() {
    let mut zones = plan();
    for (idx, group) in [(0, "Berlin"), (2, "Berlin"), (3, "Outside")] {
        std::sync::Arc::make_mut(&mut zones.zones[idx]).group = group.to_owned();
    }
    let mut window = open_on(zones);
    let of_group = |window: &Window, start: &str| {
        let cells = window.nodes().into_iter().filter(|(role, _)| *role == Role::GridCell);
        cells
            .map(|(_, label)| label)
            .find(|label| label.starts_with(&format!("{start}:")))
            .unwrap_or_else(|| panic!("no cell “{start}”"))
    };
    assert_eq!(of_group(&window, "Windows 11 in Berlin"), "Windows 11 in Berlin: 1 of 2 zones, open");
    window.click(Role::Button, "Fold Berlin");
    assert!(!window.says("Windows 11 in Clients"), "its zones are folded");
    assert_eq!(of_group(&window, "Windows 11 in Berlin"), "Windows 11 in Berlin: 1 of 2 zones, folded");
    // The menu of its cell ticks all of its zones in one step.
    let cell = of_group(&window, "Windows Server 2025 in Berlin");
    window.click_secondary(Role::GridCell, &cell);
    window.click(Role::Button, "Tick the block");
    let ticked = |window: &Window| [0, 2].map(|idx| window.plan().zones[idx].os.len());
    assert_eq!(ticked(&window), [2, 2]);
    assert_eq!(
        of_group(&window, "Windows Server 2025 in Berlin"),
        "Windows Server 2025 in Berlin: 2 of 2 zones, folded"
    );
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(ticked(&window), [1, 1]);
    // By keys: Enter unfolds, and arrows go on through its zones.
    let cell = of_group(&window, "Windows Server 2025 in Berlin");
    window.click(Role::Button, "Row Windows Server 2025");
    window.keys_to(Key::ArrowLeft, &cell);
    window.key(Modifiers::NONE, Key::Enter);
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(window.focused(), "Windows Server 2025 in Clients, not ticked");
    window.click(Role::CheckBox, "Groups");
    assert!(!window.has("Fold Berlin"), "groups can be done without");
}

#[test]
fn a_pasted_block_goes_on_in_the_order_that_is_shown() {
    let mut zones = plan();
    for idx in [0, 3] {
        std::sync::Arc::make_mut(&mut zones.zones[idx]).group = "Edge".to_owned();
    }
    let mut window = open_on(zones);
    click(&mut window, "File server in Clients");
    window.key(Modifiers::COMMAND, Key::Z);
    window.paste("x\tx");
    assert!(roles(&window, "clients").contains(&"file-server".to_owned()));
    assert!(roles(&window, "dmz").contains(&"file-server".to_owned()), "the zone beside it, not the next of the plan");
}
