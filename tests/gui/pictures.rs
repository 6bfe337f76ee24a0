//! Pictures of the window, which are also those of the README. Drawn on the processor: same window, same bytes.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2};
use portolan::gui::Tab;
use portolan::plan::Plan;

use crate::window::{Window, templates};

/// The search field of the reference.
const SEARCH: &str = "Search ports, services, protocols, roles";
/// The size that the window opens with.
const SIZE: Vec2 = Vec2::new(1280.0, 800.0);

fn template(name: &str) -> Plan {
    templates().into_iter().find(|template| template.name == name).expect(name).plan
}

fn main_window(theme: Theme) -> Window {
    let mut window = Window::with(template("clients-core-dmz"), theme, SIZE);
    window.click_cell("Clients to Core");
    window
}

#[test]
fn main_dark() {
    main_window(Theme::Dark).picture("main-dark");
}

#[test]
fn main_light() {
    main_window(Theme::Light).picture("main-light");
}

#[test]
fn rules() {
    let mut window = main_window(Theme::Light);
    window.show(Tab::Rules);
    window.click(Role::ColumnHeader, "Destination ports");
    let row = window.rect(Role::Row, "Clients, Core, TCP, 88, Kerberos, required");
    window.click_at(row.left_center() + Vec2::new(40.0, 0.0));
    window.picture("rules-light");
}

#[test]
fn palette() {
    let mut window = main_window(Theme::Dark);
    window.key(Modifiers::COMMAND, Key::K);
    window.text("co");
    window.picture("palette-dark");
}

#[test]
fn start_page() {
    let size = Vec2::new(1440.0, 900.0);
    let mut window = Window::with_changed(template("clients-core-dmz"), Theme::Light, size, |opening, _| {
        let path = |name: &str| std::path::Path::new("/home/ada/plans").join(name);
        opening.ui_state.recent = ["head-office.ron", "branches.ron", "migration-2027.ron"].map(path).into();
    });
    window.key(Modifiers::COMMAND, Key::N);
    window.picture("start-light");
}

#[test]
fn findings() {
    let mut window = Window::with(template("branch-with-old-systems"), Theme::Dark, SIZE);
    window.click(Role::Tab, "Findings");
    window.picture("findings-dark");
}

#[test]
fn reference() {
    let mut window = Window::with(template("branch-with-old-systems"), Theme::Dark, SIZE);
    window.click(Role::Tab, "Reference");
    window.click(Role::TextInput, SEARCH);
    window.text("who uses 5722");
    window.picture("reference-dark");
}

#[test]
fn inspector() {
    let mut window = main_window(Theme::Light);
    window.click(Role::Button, "TCP 53");
    window.click(Role::Button, "What would close TCP 53?");
    window.picture("inspector-light");
}

#[test]
fn risk() {
    let mut window = Window::with(template("branch-with-old-systems"), Theme::Dark, SIZE);
    window.menu("Matrix", "Cells: always counts");
    window.menu("Matrix", "Shade: risk");
    window.click_cell("Branch clients to Branch core");
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::SHIFT, Key::ArrowRight);
    window.key(Modifiers::SHIFT, Key::ArrowDown);
    window.picture("matrix-risk-dark");
}

#[test]
fn pasted_zones() {
    let mut window = main_window(Theme::Light);
    window.paste(
        "Zone\tSubnets\tTrust\tNote\n\
         Clients\t10.1.0.0/16, 10.3.0.0/16\tmedium\tOffices and meeting rooms\n\
         Partner DMZ\t203.0.113.0/24\tlow\t\n\
         Databases\t10.40.0.0/33\thigh\t\n\
         Backup\t10.41.0.0/24 10.42.0.0/24\thigh\tTapes and disks",
    );
    window.picture("paste-zones-light");
}
