//! The diagram in the window: what is chosen and filtered is marked in it, and it is moved, zoomed and used by pointer and keys.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, Theme, Vec2};
use portolan::gui::Tab;
use portolan::plan::{Plan, file};

use crate::window::{Window, templates};

const FIELD: &str = "Filter the diagram";
const ITEM: Role = Role::ListBoxOption;

fn template(name: &str) -> Plan {
    templates().into_iter().find(|template| template.name == name).expect(name).plan
}

/// A window that shows the diagram of a template.
fn open(name: &str) -> Window {
    let mut window = Window::with_plan(template(name));
    window.show(Tab::Diagram);
    window
}

/// The names of all arrows, or of all boxes.
fn items(window: &Window, of: impl Fn(&str) -> bool) -> Vec<String> {
    let nodes = window.nodes().into_iter().filter(|(role, label)| *role == ITEM && of(label));
    nodes.map(|(_, label)| label).collect()
}

fn arrows(window: &Window) -> Vec<String> {
    items(window, |label| label.contains(" to ") && label.contains(" rule"))
}

/// The name of the arrow of a pair, which has no other pair.
fn arrow(window: &Window, pair: &str) -> String {
    let start = format!("{pair}: ");
    arrows(window).into_iter().find(|label| label.starts_with(&start)).unwrap_or_else(|| panic!("{:?}", arrows(window)))
}

/// An arrow of several pairs, and its first pair.
fn bundle(window: &Window) -> (String, String) {
    let label = arrows(window).into_iter().find(|label| label.contains("; ")).expect("an arrow of several pairs");
    let pair = label.split("; ").next().expect("a pair").to_owned();
    (label, pair)
}

fn chosen_pair(window: &Window) -> Option<String> {
    let plan = window.plan();
    let name = |id: &str| plan.zone(id).map(|zone| zone.name.clone()).unwrap_or_default();
    let (source, destination) = window.app().chosen().pair.as_ref()?;
    Some(format!("{} to {}", name(source.as_str()), name(destination.as_str())))
}

fn zone(window: &Window, name: &str) -> Rect {
    window.rect(ITEM, &format!("Zone {name}"))
}

/// How large the diagram says that it is drawn.
fn percent(window: &Window) -> String {
    let mut buttons = window.nodes().into_iter().filter(|(role, label)| *role == Role::Button && label.ends_with(" %"));
    buttons.next().expect("the button that says it").1
}

/// A point of the diagram at which there is nothing.
fn nowhere(window: &Window) -> Pos2 {
    let main = window.app().parts().expect("it has been drawn")[2];
    let taken: Vec<Rect> = window.used().into_iter().map(|(.., rect)| rect.expand(12.0)).collect();
    let mut points = (0..400u16)
        .map(|idx| main.left_top() + Vec2::new(24.0 + f32::from(idx % 20) * 24.0, 110.0 + f32::from(idx / 20) * 12.0));
    points.find(|point| !taken.iter().any(|rect| rect.contains(*point))).expect("some room")
}

#[test]
fn a_click_on_a_zone_chooses_it_as_its_row_does() {
    let mut window = open("clients-core-dmz");
    window.click(ITEM, "Zone Core");
    assert_eq!(window.app().chosen().zone.as_ref().map(|zone| zone.as_str().to_owned()), Some("core".to_owned()));
    assert!(window.is_selected(ITEM, "Zone Core") && window.is_selected(ITEM, "Core"));
    window.click_held(Modifiers::COMMAND, ITEM, "Zone Clients");
    assert_eq!(window.app().chosen().zone_idxs(window.plan()).len(), 2);
    assert!(window.is_selected(ITEM, "Zone Core") && window.is_selected(ITEM, "Zone Clients"));
}

#[test]
fn a_click_on_an_arrow_chooses_its_pair_and_the_inspector_tells_of_it() {
    let mut window = open("clients-core-dmz");
    let label = arrow(&window, "Clients to DMZ");
    window.click(ITEM, &label);
    assert_eq!(chosen_pair(&window).as_deref(), Some("Clients to DMZ"));
    assert!(window.is_selected(ITEM, &label) && window.has("Back to the matrix"));
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.focused(), "Back to the matrix");
    window.show(Tab::Matrix);
    assert!(window.is_ticked(Role::GridCell, &window.cell("Clients to DMZ")));
}

#[test]
fn what_was_chosen_in_the_matrix_is_marked() {
    let mut window = Window::with_plan(template("clients-core-dmz"));
    window.click_cell("Servers to Core");
    window.show(Tab::Diagram);
    let label = arrow(&window, "Servers to Core");
    assert!(window.is_selected(ITEM, &label) && window.is_selected(ITEM, "Zone Core"));
    assert!(arrows(&window).iter().filter(|other| window.is_selected(ITEM, other)).count() == 1);
    window.click_at(nowhere(&window));
    assert_eq!(chosen_pair(&window), None);
    assert!(!window.is_selected(ITEM, &label));
}

#[test]
fn of_an_arrow_of_several_pairs_it_asks_which() {
    let mut window = open("a-mid-sized-company");
    let (label, pair) = bundle(&window);
    window.click(ITEM, &label);
    assert_eq!(chosen_pair(&window), None, "nothing is chosen yet");
    assert!(window.has(&format!("{} pairs", label.split("; ").count())));
    let name = pair.replacen(" to ", " → ", 1);
    window.click_starting(Role::Button, &name);
    assert_eq!(chosen_pair(&window), Some(pair));
    assert!(window.is_selected(ITEM, &label));
}

#[test]
fn keys_move_from_thing_to_thing_and_choose() {
    let mut window = open("clients-core-dmz");
    window.click(ITEM, "Zone Core");
    assert_eq!(window.focused(), "Zone Core");
    let mut seen = Vec::new();
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::ArrowRight, Key::ArrowLeft] {
        window.key(Modifiers::NONE, key);
        seen.push(window.focused());
    }
    seen.sort();
    seen.dedup();
    assert!(seen.len() > 1 && seen.iter().all(|label| !label.is_empty()), "{seen:?}");
    window.key(Modifiers::NONE, Key::Home);
    let first = window.focused();
    assert!(first.starts_with("Zone "), "{first}");
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.is_selected(ITEM, &first));
    assert_eq!(window.focused(), "Name", "and it is edited");
}

#[test]
fn the_filter_says_what_matches_and_is_that_of_the_matrix() {
    let mut window = open("a-mid-sized-company");
    window.click(Role::TextInput, FIELD);
    window.text("3389");
    let with = arrows(&window).into_iter().filter(|label| !label.ends_with(", 0 match")).count();
    let all = arrows(&window);
    assert!(all.iter().all(|label| label.ends_with(" match")), "{all:?}");
    assert!(with > 0 && with < all.len(), "{with} of {}", all.len());
    assert!(window.says(&format!("{with} of {} arrows match", all.len())));
    window.key(Modifiers::NONE, Key::Enter);
    assert!(!window.focused().is_empty() && window.focused() != FIELD, "the focus went on");
    assert!(!window.has("Copy ports of the pair"), "and entered nothing");
    window.show(Tab::Matrix);
    assert!(window.cell("Clients to AD core").ends_with("match"));
    window.show(Tab::Diagram);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.has("Clear the filter"), "Escape on an arrow or a zone clears it");
    assert!(arrows(&window).iter().all(|label| !label.contains("match")));
}

#[test]
fn it_is_zoomed_and_moved_and_fits_again() {
    let mut window = open("clients-core-dmz");
    let fitted = zone(&window, "Core");
    window.click(Role::Button, "Draw larger");
    let (larger, below) = (zone(&window, "Core"), zone(&window, "Clients"));
    assert!((larger.width() / fitted.width() - 1.25).abs() < 0.02, "{fitted:?} {larger:?}");
    let from = nowhere(&window);
    window.drag_between(from, from + Vec2::new(30.0, 20.0));
    let by = zone(&window, "Clients").min - below.min;
    assert!((by - Vec2::new(30.0, 20.0)).length() < 1.0, "{by:?}");
    // An edit leaves it as large as it is.
    let percent = percent(&window);
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    window.key(Modifiers::NONE, Key::Escape);
    assert_eq!(self::percent(&window), percent);
    window.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(self::percent(&window), percent);
    window.click(ITEM, "Zone Core");
    window.key(Modifiers::NONE, Key::Num0);
    assert!((zone(&window, "Core").width() - fitted.width()).abs() < 0.5);
    window.key(Modifiers::NONE, Key::Minus);
    assert!(zone(&window, "Core").width() < 0.9 * fitted.width());
    window.zoom_wheel((ITEM, "Zone Core"), 2.0);
    assert!(zone(&window, "Core").width() > 1.4 * fitted.width());
    window.click(Role::Button, "Fit");
    assert!((zone(&window, "Core").width() - fitted.width()).abs() < 0.5);
}

#[test]
fn a_pair_that_is_chosen_elsewhere_comes_into_sight() {
    let mut window = open("a-mid-sized-company");
    for _ in 0..6 {
        window.click(Role::Button, "Draw larger");
    }
    let before = arrows(&window).len();
    window.show(Tab::Matrix);
    window.key(Modifiers::NONE, Key::Escape);
    window.click_cell("Clients to AD core");
    let pair = chosen_pair(&window).expect("a pair");
    window.show(Tab::Diagram);
    let arrow = arrows(&window).into_iter().find(|label| label.contains(&pair));
    assert!(arrow.is_some_and(|label| window.sees(ITEM, &label)), "{pair}, of {before} in sight");
}

#[test]
fn the_arrows_of_one_zone_are_drawn_alone() {
    let mut window = open("a-mid-sized-company");
    let (all, zones) = (arrows(&window).len(), items(&window, |label| label.starts_with("Zone ")));
    window.click_secondary(ITEM, &zones[0]);
    window.click(Role::Button, "Draw only its arrows");
    let name = zones[0].trim_start_matches("Zone ").to_owned();
    let own = arrows(&window);
    assert!(!own.is_empty() && own.len() < all && own.iter().all(|label| label.contains(&name)), "{own:?}");
    window.click(Role::Button, "Draw all arrows");
    assert_eq!(arrows(&window).len(), all);
}

#[test]
fn letters_are_explained_and_the_legend_can_be_put_away() {
    let mut window = open("a-mid-sized-company");
    assert!(window.says("optional TCP 636, 3269"));
    window.click(Role::CheckBox, "Legend");
    assert!(!window.says("optional TCP 636, 3269"));
}

#[test]
fn its_export_begins_with_the_diagram() {
    let mut window = open("clients-core-dmz");
    window.click(Role::Button, "Export…");
    assert!(window.is_ticked(Role::RadioButton, "diagram-svg"));
}

#[test]
fn it_says_that_it_is_drawn_and_when_that_stops() {
    let mut window = Window::with_plan(template("clients-core-dmz"));
    window.hold();
    window.show(Tab::Diagram);
    assert!(window.has("Drawing the diagram…"));
    window.drop_work();
    assert!(window.has("The diagram could not be drawn"));
    window.release();
    window.click(Role::Button, "Draw it again");
    assert!(window.sees(ITEM, "Zone Core"));
}

#[test]
fn a_plan_without_zones_is_told_what_comes_first() {
    let mut window = Window::with_plan(file::read("(format: 1)").expect("a plan").plan);
    window.show(Tab::Diagram);
    assert!(window.says("There is no zone yet"));
}

#[test]
fn too_many_arrows_are_not_drawn_and_something_is_offered() {
    let zone = |nr: usize| format!(r#"(id: "z{nr}", name: "Zone {nr}", placements: [(role: "domain-controller")])"#);
    let zones: Vec<String> = (0..45).map(zone).collect();
    let text = format!("(format: 2, zones: [{}])", zones.join(", "));
    let mut window = Window::with_plan(file::read(&text).expect("a plan").plan);
    window.show(Tab::Diagram);
    assert!(window.has("So many arrows would tell nothing"));
    window.click(Role::Button, "Draw the arrows of 1 chosen zone");
    assert!(!window.has("So many arrows would tell nothing") && !arrows(&window).is_empty());
}

#[test]
fn diagram_light() {
    let mut window = Window::with(template("a-mid-sized-company"), Theme::Light, Vec2::new(1440.0, 900.0));
    window.show(Tab::Diagram);
    window.picture("diagram-light");
}

#[test]
fn diagram_dark() {
    let mut window = Window::with(template("clients-core-dmz"), Theme::Dark, Vec2::new(1280.0, 800.0));
    window.click_cell("Clients to Core");
    window.show(Tab::Diagram);
    window.picture("diagram-dark");
}
