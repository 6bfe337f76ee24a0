//! What the list of zones and the editor keep from one frame to the next, and the ids of the rows of zones.

use std::collections::BTreeSet;

use egui::Id;

use crate::gui::panels::PanelCx;
use crate::gui::shown::FoundRoles;
use crate::gui::theme::metrics::TWO_LINES;
use crate::plan::ZoneId;

/// The id of the row of a zone.
pub(crate) fn zone_row_id(zone: &ZoneId) -> Id {
    Id::unique(("zone-row", zone))
}

/// How the list is scrolled.
#[derive(Debug, Default)]
pub(crate) struct ZonesState {
    /// The zone that was chosen last: the list scrolls to another one.
    pub(super) chosen: Option<ZoneId>,
    /// The chosen row is to get the focus.
    pub(super) follow: bool,
    pub(super) offset: f32,
    pub(super) height: f32,
    /// Where the editor began in the last frame.
    pub editor_top: Option<f32>,
}

impl ZonesState {
    /// Where to scroll so that a zone that was just chosen is in sight; `None`: it is, or it was chosen before.
    #[expect(clippy::cast_precision_loss, reason = "a plan has thousands of zones, not millions")]
    pub(super) fn offset_to_show(&mut self, cx: &PanelCx<'_>, chosen_idx: usize) -> Option<f32> {
        if self.chosen == cx.chosen.zone {
            return None;
        }
        self.chosen.clone_from(&cx.chosen.zone);
        let top = chosen_idx as f32 * TWO_LINES;
        if top < self.offset {
            Some(top)
        } else if top + TWO_LINES > self.offset + self.height && self.height > 0.0 {
            Some(top + TWO_LINES - self.height)
        } else {
            None
        }
    }
}

/// What the editor keeps for itself.
#[derive(Debug, Default)]
pub(crate) struct EditorState {
    /// The name is to be typed.
    pub(super) rename: bool,
    /// The tree of roles.
    pub(super) roles: RoleTreeState,
    /// Zones seen with no OS version ticked: there the ticks are in sight, and stay so while they are made.
    pub(super) without_os: BTreeSet<ZoneId>,
}

impl EditorState {
    /// Puts the focus into the name.
    pub(crate) fn rename(&mut self) {
        self.rename = true;
    }

    /// Puts the focus into the search for roles.
    pub(crate) fn find_role(&mut self) {
        self.roles.wants_focus = true;
    }
}

/// What is searched for.
#[derive(Debug, Default)]
pub(super) struct RoleTreeState {
    /// The zone whose roles are searched.
    pub(super) zone: Option<ZoneId>,
    pub(super) search: String,
    /// What it finds.
    pub(super) found: FoundRoles,
    /// The search field is to get the focus.
    pub(super) wants_focus: bool,
}
