//! What scrolls by itself: to what has the focus, and at the edge that something is dragged to.

use egui::{Id, Memory, Pos2, Rect, Ui, Vec2};

use crate::gui::theme::metrics::ROW;

/// How near to the edge a drag scrolls.
const EDGE: f32 = ROW;

/// Scrolls to what has the focus, when it has just come to something in here that is not wholly in sight.
///
/// To be called at the end of what scrolls, which is called `area`. Whoever then turns the wheel is let go.
pub(crate) fn follow_focus(ui: &Ui, area: &str) {
    let focused = ui.memory(Memory::focused);
    let place = Id::unique(("follow-focus", area));
    let before = ui.data_mut(|data| {
        let before: Option<Option<Id>> = data.get_temp(place);
        data.insert_temp(place, focused);
        before.flatten()
    });
    if focused == before {
        return;
    }
    let Some(response) = focused.and_then(|id| ui.ctx().read_response(id)) else { return };
    let is_here = response.layer_id == ui.layer_id() && ui.min_rect().contains(response.rect.center());
    // What it can be clicked on is what is in sight of it.
    if is_here && !response.interact_rect.contains_rect(response.rect) {
        ui.scroll_to_rect(response.rect, None);
    }
}

/// Scrolls while something is dragged to the edge, along the axes that `along` has.
pub(crate) fn scroll_at_edge(ui: &Ui, body: Rect, pointer: Pos2, along: Vec2) {
    let inner = body.shrink(EDGE);
    let beyond = (inner.clamp(pointer) - pointer) * along;
    if beyond != Vec2::ZERO {
        ui.scroll_with_delta(beyond.clamp(Vec2::splat(-EDGE), Vec2::splat(EDGE)));
        ui.ctx().request_repaint();
    }
}
