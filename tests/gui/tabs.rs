//! What tests know of the tabs. They walk the window's own list, so a tab that is added is tested too: this file does not
//! compile until it says what is to be seen in it.

use egui::{Theme, Vec2};
use portolan::gui::{Command, Tab};
use strum::IntoEnumIterator as _;

use crate::window::{Window, templates};

/// Every tab, left to right.
pub(crate) fn tabs() -> impl Iterator<Item = Tab> {
    Tab::iter()
}

/// What a tab is called.
pub(crate) fn name(tab: Tab) -> &'static str {
    Command::Show(tab).label()
}

/// What a tab shows that no other does, for a plan with zones and rules.
pub(crate) fn own_words(tab: Tab) -> &'static str {
    match tab {
        Tab::Ticks => "Search roles, families, OS versions",
        Tab::Matrix => "Filter the matrix",
        Tab::Diagram => "Filter the diagram",
        Tab::Rules => "Rule table",
        Tab::Reference => "Every port of the catalog",
        Tab::Findings => "Search findings",
        Tab::Plan => "Do the firewalls follow",
    }
}

/// Whether what a tab shows scrolls to the side.
pub(crate) fn scrolls_sideways(tab: Tab) -> bool {
    match tab {
        Tab::Ticks | Tab::Matrix | Tab::Diagram | Tab::Rules => true,
        Tab::Reference | Tab::Findings | Tab::Plan => false,
    }
}

#[test]
fn every_tab_shows_something_of_its_own() {
    let template = templates().into_iter().find(|template| template.name == "clients-core-dmz");
    let mut window = Window::with(template.expect("the template").plan, Theme::Light, Vec2::new(1280.0, 800.0));
    for tab in tabs().chain(tabs().take(1)) {
        window.show(tab);
        assert_eq!(window.app().ui_state().tab, tab);
        for other in tabs() {
            assert_eq!(window.says(own_words(other)), other == tab, "{tab:?} says “{}”", own_words(other));
        }
    }
}
