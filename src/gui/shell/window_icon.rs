//! The program's sign for title bars and task bars. `assets/icon/portolan.svg` is what it was drawn as.

use egui::IconData;

/// The sign as pixels.
const PNG: &[u8] = include_bytes!("../../../assets/icon/portolan.png");

/// The sign as the window takes it; `None` when it can't be read, and then the system shows one of its own.
#[must_use]
pub(super) fn window_icon() -> Option<IconData> {
    eframe::icon_data::from_png_bytes(PNG).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_can_be_read() {
        let icon = window_icon().expect("a sign");
        assert_eq!((icon.width, icon.height, icon.rgba.len()), (256, 256, 4 * 256 * 256));
    }
}
