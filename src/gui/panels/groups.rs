//! Groups of zones in tables: which of them are folded, and how one is folded and unfolded.

use crate::gui::state::UiState;
use crate::view::{ZoneAxis, ZoneGroup};

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
