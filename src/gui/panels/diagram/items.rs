//! Boxes and arrows as they are used: clicked, chosen, and read out by a screen reader. Painting them is somebody else's
//! business.

use egui::{Key, PointerButton, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::item::{Item, Spot};
use super::keys::keys_ui;
use super::marks::Emphasis;
use super::names::tooltip_ui;
use super::scene::Scene;
use super::state::{DiagramState, Menu};
use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::Panel;
use crate::gui::panels::PanelCx;
use crate::gui::panels::zones::choose;
use crate::gui::widgets::Follow;

/// How near to a line the pointer means it, in points.
const REACH: f32 = 5.0;

/// What of the diagram the pointer or the keys are at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lit {
    /// What is under the pointer.
    pub hovered: Option<Spot>,
    /// What has the focus.
    pub focused: Option<Spot>,
}

/// Lets whatever is in sight be used. `canvas` is the room behind it, which hears of clicks on lines.
pub(super) fn items_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    state: &mut DiagramState,
    scene: Scene<'_>,
    canvas: Response,
) -> Lit {
    let mut res = Lit::default();
    let diagram = &scene.drawn.diagram;
    let cursor = state.spot(cx, scene.drawn);
    for spot in Spot::all(diagram) {
        let Some(rect) = spot.rect(diagram) else { continue };
        let in_sight = scene.camera.rect(scene.room, rect).intersect(scene.room);
        let is_cursor = cursor == Some(spot);
        // The cursor is there even when it is out of sight: the focus must not be lost by moving the diagram.
        if !in_sight.is_positive() && !is_cursor {
            continue;
        }
        let rect = if in_sight.is_positive() { in_sight } else { Rect::from_min_size(scene.room.min, Vec2::ZERO) };
        let response = item_ui(ui, cx, state, scene, (spot, rect, is_cursor));
        if response.hovered() {
            res.hovered = Some(spot);
            tooltip_ui(response, cx, scene.named, spot);
        }
    }
    let has_focus = |spot: &Spot| ui.memory(|memory| memory.has_focus(spot.id(scene.drawn)));
    res.focused = cursor.filter(has_focus);
    if let Some(spot) = res.focused {
        keys_ui(ui, cx, state, scene, spot);
    }
    let on_line = canvas.hover_pos().and_then(|at| line_at(scene, at));
    if canvas.clicked() {
        if let Some(item) = on_line.and_then(|spot| Item::at(scene.drawn, spot)) {
            click(ui, cx, state, scene, (item, canvas.interact_pointer_pos()));
        } else {
            state.lights_zones = false;
            state.follow = Follow::Focus;
            cx.act(Action::Select(Selection::None));
        }
    }
    if canvas.double_clicked() && on_line.is_some() {
        cx.act(Action::Focus(Panel::Inspector));
    }
    if canvas.secondary_clicked() {
        let at = canvas.interact_pointer_pos().unwrap_or(scene.room.center());
        let of = on_line.and_then(|spot| Item::at(scene.drawn, spot));
        state.menu = Some(Menu { of, at, takes_focus: false });
    }
    if let Some(spot) = on_line.filter(|_| canvas.hovered() && res.hovered.is_none()) {
        res.hovered = Some(spot);
        tooltip_ui(canvas, cx, scene.named, spot);
    }
    res
}

/// The arrow that a line below a point belongs to.
fn line_at(scene: Scene<'_>, at: Pos2) -> Option<Spot> {
    let (point, reach) = (scene.camera.at(scene.room, at), scene.camera.reach(REACH).max(1));
    scene.drawn.diagram.arrow_at(point, reach).map(Spot::Arrow)
}

fn item_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    state: &mut DiagramState,
    scene: Scene<'_>,
    (spot, rect, is_cursor): (Spot, Rect, bool),
) -> Response {
    let sense = if is_cursor { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, spot.id(scene.drawn), sense);
    let marks = state.marks(cx, (scene.key, scene.drawn), scene.named.now);
    let name = || scene.named.name(cx, marks, spot);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, ui.is_enabled(), name()));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(marks.of(spot) == Emphasis::Chosen);
        node.set_description(scene.named.description(spot));
    });
    let Some(item) = Item::at(scene.drawn, spot) else { return response };
    if response.clicked() {
        click(ui, cx, state, scene, (item.clone(), response.interact_pointer_pos()));
    }
    if response.double_clicked() {
        open(cx, &item);
    }
    if response.secondary_clicked() {
        let at = response.interact_pointer_pos().unwrap_or(rect.center());
        state.cursor = Some(item.clone());
        state.menu = Some(Menu { of: Some(item), at, takes_focus: false });
    }
    response
}

/// Chooses what was clicked, or entered by a key. Of an arrow of several pairs it asks which.
fn click(ui: &Ui, cx: &mut PanelCx<'_>, state: &mut DiagramState, scene: Scene<'_>, (item, at): (Item, Option<Pos2>)) {
    let (held, is_entered) = ui.input(|input| (input.modifiers, input.key_pressed(Key::Enter)));
    let is_pointed = ui.input(|input| input.pointer.button_released(PointerButton::Primary));
    state.cursor = Some(item.clone());
    // Who enters goes on with the focus to where it is edited or inspected.
    state.follow = if is_entered { Follow::Sight } else { Follow::Focus };
    match &item {
        Item::Zone(zone) => {
            state.lights_zones = true;
            choose(cx, held, zone);
        }
        Item::Arrow(pair) => {
            let spot = item.spot(scene.drawn);
            let pairs = spot.map(|spot| match spot {
                Spot::Arrow(idx) => scene.drawn.pairs_of(idx).count(),
                Spot::Zone(_) => 0,
            });
            if pairs.unwrap_or_default() > 1 {
                let label = spot.and_then(|spot| spot.rect(&scene.drawn.diagram));
                let below = label.map(|label| scene.camera.rect(scene.room, label).left_bottom());
                let at = at.filter(|_| is_pointed).or(below).unwrap_or(scene.room.center());
                state.menu = Some(Menu { of: Some(item), at, takes_focus: !is_pointed });
                state.follow = Follow::No;
                return;
            }
            let (source, destination) = pair.clone();
            cx.act(Action::Select(Selection::Pair { source, destination }));
        }
    }
    if is_entered {
        open(cx, &item);
    }
}

/// Goes on to where it is edited or inspected.
fn open(cx: &mut PanelCx<'_>, item: &Item) {
    cx.act(Action::Focus(match item {
        Item::Zone(_) => Panel::Editor,
        Item::Arrow(_) => Panel::Inspector,
    }));
}
