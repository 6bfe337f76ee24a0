//! A square button with a sign, named for those who can't see the sign.

use egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::Icon;
use crate::gui::theme::metrics::{RADIUS, ROW};
use crate::gui::theme::tokens;

/// Shows the button. `name` is what it does, `tooltip` what else to know: a shortcut, or why it is disabled.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, is_enabled: bool, tooltip: &str) -> Response {
    let response = ui
        .add_enabled_ui(is_enabled, |ui| {
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
            if ui.is_rect_visible(rect) {
                let tokens = tokens(ui);
                let is_hot = ui.is_enabled() && (response.hovered() || response.has_focus());
                if is_hot {
                    let fill = if response.is_pointer_button_down_on() { tokens.pressed } else { tokens.hover };
                    ui.painter().rect_filled(rect, RADIUS, fill.get());
                }
                if response.has_focus() {
                    let ring = Stroke::new(1.0, tokens.accent.get());
                    ui.painter().rect_stroke(rect, RADIUS, ring, StrokeKind::Inside);
                }
                let color = match (ui.is_enabled(), is_hot) {
                    (false, _) => tokens.text_disabled,
                    (true, false) => tokens.text_weak,
                    (true, true) => tokens.text,
                };
                icon.paint(ui.painter(), rect, color.get());
            }
            response
        })
        .inner;
    let text = if tooltip.is_empty() { name.to_owned() } else { format!("{name}\n{tooltip}") };
    response.on_hover_text(text.clone()).on_disabled_hover_text(text)
}
