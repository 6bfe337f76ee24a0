//! Going on to the next line of a row that wraps, before something would be squeezed into what is left of this one.

use egui::Ui;

/// Begins a new line of the row when `width` no longer fits into this one.
pub(crate) fn break_row(ui: &mut Ui, width: f32) {
    if ui.available_size_before_wrap().x < width && ui.cursor().left() > ui.max_rect().left() {
        ui.end_row();
    }
}
