//! Groups of zones in tables: which of them are folded, and how one is folded and unfolded.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo};

use super::PanelCx;
use crate::gui::state::UiState;
use crate::view::{ZoneAxis, ZoneGroup, counted};

/// The most zones that a tooltip names.
const MOST_NAMES: usize = 12;

/// Under which name it is remembered whether a group is open. Groups of one name are open or folded in every plan.
fn section(group: &ZoneGroup) -> String {
    format!("group {}", group.group)
}

/// Whether the zones of a group are folded.
pub(super) fn is_folded(look: &UiState, group: &ZoneGroup) -> bool {
    !look.is_open(&section(group), true)
}

/// Folds the groups whose headings stand at some places, or unfolds those that are folded if any is.
pub(super) fn toggle_groups(look: &mut UiState, places: &[(&ZoneAxis, usize)]) {
    let folds = !places.iter().any(|(axis, place)| axis.is_folded(*place));
    for (axis, place) in places {
        if let Some(group) = axis.group_at(*place)
            && axis.is_folded(*place) != folds
        {
            look.set_open(&section(group), true, !folds);
        }
    }
}

/// Lets the heading of a group be used: a click folds it and unfolds it. `word` stands before its name: “from ”, “to ” or
/// nothing.
pub(super) fn group_heading_ui(
    ui: &Ui,
    cx: &mut PanelCx<'_>,
    rect: Rect,
    (word, axis, place): (&str, &ZoneAxis, usize),
) {
    let Some(group) = axis.group_at(place) else { return };
    let response = ui.interact(rect, Id::unique(("zone-group", word, &group.group)), Sense::CLICK);
    let verb = if axis.is_folded(place) { "Unfold" } else { "Fold" };
    let name = format!("{verb} {word}{}", group.name());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    if response.clicked() {
        toggle_groups(cx.look, &[(axis, place)]);
    }
    if response.hovered() {
        let zones = counted(group.zones.len(), "zone", "zones");
        response.on_hover_text(format!("{}\n{zones}: {}", group.name(), zone_names(cx, &group.zones)));
    }
}

/// The names of some zones, as a tooltip has room for them.
pub(super) fn zone_names(cx: &PanelCx<'_>, zones: &[usize]) -> String {
    let names = zones.iter().take(MOST_NAMES).filter_map(|&idx| cx.plan.zones.get(idx)).map(|zone| zone.name.as_str());
    let more = (zones.len() > MOST_NAMES).then_some("…");
    names.chain(more).collect::<Vec<_>>().join(", ")
}
