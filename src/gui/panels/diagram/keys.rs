//! The diagram by keys: moving from one thing to the next, zooming, the menu, and stepping back.

use egui::{EventFilter, Key, Modifiers, Ui};

use super::item::{Item, Spot};
use super::scene::Scene;
use super::state::{DiagramState, Menu, View};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::widgets::{Follow, take_move};

/// By how much a key or a button zooms.
pub(super) const ZOOM_STEP: f32 = 1.25;

/// Takes the keys while something of the diagram has the focus.
pub(super) fn keys_ui(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut DiagramState, scene: Scene<'_>, spot: Spot) {
    // Arrows move the cursor, and Escape steps back: neither is egui's to take.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(spot.id(scene.drawn), filter));
    let takes = |held: Modifiers, key| ui.input_mut(|input| input.consume_key(held, key));
    let in_middle = scene.room.size() / 2.0;
    if let Some(step) = take_move(ui) {
        state.cursor = Item::at(scene.drawn, spot.next(&scene.drawn.diagram, step));
        state.follow = Follow::Focus;
    } else if takes(Modifiers::NONE, Key::Plus)
        || takes(Modifiers::SHIFT, Key::Plus)
        || takes(Modifiers::NONE, Key::Equals)
    {
        state.view = View::At(scene.camera.zoomed(ZOOM_STEP, in_middle));
    } else if takes(Modifiers::NONE, Key::Minus) {
        state.view = View::At(scene.camera.zoomed(1.0 / ZOOM_STEP, in_middle));
    } else if takes(Modifiers::NONE, Key::Num0) {
        state.view = View::Fitted;
    } else if takes(Modifiers::SHIFT, Key::F10) || takes(Modifiers::NONE, Key::Menu) {
        let label = spot.rect(&scene.drawn.diagram).map(|rect| scene.camera.rect(scene.room, rect));
        let at = label.map_or(scene.room.center(), |rect| rect.left_bottom());
        state.menu = Some(Menu { of: Item::at(scene.drawn, spot), at, takes_focus: true });
        return;
    } else if takes(Modifiers::NONE, Key::Escape) {
        step_back(cx, state);
        return;
    } else {
        return;
    }
    ui.ctx().request_repaint();
}

/// Steps back: from the pair or the lit zones, then from the filter.
fn step_back(cx: &mut PanelCx<'_>, state: &mut DiagramState) {
    if cx.chosen.pair.is_some() || state.lights_zones {
        state.lights_zones = false;
        cx.act(Action::Select(Selection::None));
    } else {
        cx.filter.clear();
    }
}
