//! Fields that the editor of a zone shares with that of several: their color, and their group, which is typed or taken
//! from those in use. What becomes of an answer is the editors' business.

use egui::{Id, Popup, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{RADIUS, ROW, STEP};
use crate::gui::theme::tokens;
use crate::gui::widgets::{DraftField, Icon, icon_button, paint_mark};
use crate::plan::ZoneColor;

/// Width of the names of fields.
pub(super) const NAME_WIDTH: f32 = 68.0;

/// Shows the colors, and returns the one that was just chosen. `None` is chosen where several zones have others.
pub(super) fn colors_ui(ui: &mut Ui, chosen: Option<ZoneColor>) -> Option<ZoneColor> {
    let mut res = None;
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    for &color in ZoneColor::ALL {
        let is_chosen = chosen == Some(color);
        let (rect, response) = ui.allocate_exact_size(vec2(ROW, ROW), Sense::click());
        let name = format!("Color: {}", color.label());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, &name));
        let tokens = tokens(ui);
        if response.hovered() {
            ui.painter().rect_filled(rect, RADIUS, tokens.hover.get());
        }
        if is_chosen || response.has_focus() {
            let ring = if response.has_focus() { tokens.accent } else { tokens.text_weak };
            ui.painter().rect_stroke(rect.shrink(2.0), RADIUS, Stroke::new(1.0, ring.get()), StrokeKind::Inside);
        }
        paint_mark(ui.painter(), tokens, rect.center(), color);
        if response.on_hover_text(&name).clicked() && !is_chosen {
            res = Some(color);
        }
    }
    res
}

/// Shows the field. Returns the group that was chosen, if it is another one than `value`, which is `None` where several
/// zones are in different ones; an empty group takes zones out of theirs.
pub(super) fn group_field_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    id: Id,
    (value, hint): (Option<&str>, &str),
) -> Option<String> {
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - ROW - STEP;
        let field = DraftField::new(id, ("Group", NAME_WIDTH), value.unwrap_or_default()).hint(hint);
        let field = ui.allocate_ui(vec2(width, 0.0), |ui| field.ui(ui, cx.drafts)).inner;
        let typed = field.committed.map(|group| group.trim().to_owned());
        let in_use: Vec<&str> = cx.views.groups.list().iter().map(|group| group.group.as_str()).collect();
        let button = icon_button(ui, Icon::Opened, "Groups in use", !in_use.is_empty(), "Choose a group in use");
        let mut picked = None;
        Popup::menu(&button).show(|ui| {
            for group in in_use {
                let text = if group.is_empty() { "No group" } else { group };
                if ui.selectable_label(value == Some(group), text).clicked() {
                    picked = Some(group.to_owned());
                    ui.close();
                }
            }
        });
        picked.or(typed).filter(|group| value != Some(group))
    })
    .inner
}
