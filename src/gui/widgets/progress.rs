//! A bar that fills as work goes on. It shows the share that it is given.

use egui::{Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::theme::tokens;

/// Width and height of the bar.
const WIDTH: f32 = 32.0 * STEP;
const HEIGHT: f32 = 2.0 * STEP;

/// Shows how much of `name` is done, 0 to 1; `None`: that is not known yet.
pub(crate) fn progress_bar(ui: &mut Ui, name: &str, share: Option<f32>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, ROW), Sense::hover());
    response.widget_info(|| {
        let value = share.map(|share| f64::from(percent(share)));
        WidgetInfo { value, ..WidgetInfo::labeled(Role::ProgressIndicator, ui.is_enabled(), name) }
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
    if ui.is_rect_visible(rect) {
        let tokens = tokens(ui);
        let bar = Rect::from_center_size(rect.center(), vec2(WIDTH, HEIGHT));
        let outline = Stroke::new(1.0, tokens.line_strong.get());
        ui.painter().rect(bar, HEIGHT / 2.0, tokens.field.get(), outline, StrokeKind::Inside);
        let done = share.unwrap_or(0.0) * bar.width();
        if done >= 1.0 {
            let filled = Rect::from_min_size(bar.min, vec2(done.max(HEIGHT), HEIGHT));
            ui.painter().rect_filled(filled, HEIGHT / 2.0, tokens.accent.get());
        }
    }
    response
}

/// A share in whole percent, all of it only when nothing is left.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
pub(crate) fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).floor() as u8
}
