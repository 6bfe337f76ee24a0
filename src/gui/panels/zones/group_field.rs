//! The field of the editor that puts a zone into a group: typed, or taken from the groups in use.

use egui::{Id, Popup, Ui, vec2};

use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::widgets::{DraftField, Icon, icon_button};

/// Shows the field under a name in a column of a width. Returns the group that was chosen, if it is another one than
/// `value`; an empty one takes zones out of theirs.
pub(super) fn group_field_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    id: Id,
    name_width: f32,
    (value, hint): (&str, &str),
) -> Option<String> {
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - ROW - STEP;
        let field = DraftField::new(id, ("Group", name_width), value).hint(hint);
        let field = ui.allocate_ui(vec2(width, 0.0), |ui| field.ui(ui, cx.drafts)).inner;
        let typed = field.committed.map(|group| group.trim().to_owned());
        let in_use: Vec<&str> = cx.views.groups.list().iter().map(|group| group.group.as_str()).collect();
        let button = icon_button(ui, Icon::Opened, "Groups in use", !in_use.is_empty(), "Choose a group in use");
        let mut picked = None;
        Popup::menu(&button).show(|ui| {
            for group in in_use {
                let text = if group.is_empty() { "No group" } else { group };
                if ui.selectable_label(group == value, text).clicked() {
                    picked = Some(group.to_owned());
                    ui.close();
                }
            }
        });
        picked.or(typed).filter(|group| group != value)
    })
    .inner
}
