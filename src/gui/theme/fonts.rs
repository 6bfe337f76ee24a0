//! The fonts: egui's own, with the monospace one standing in for arrows and marks. It loads no file.

use egui::{Context, FontDefinitions, FontFamily};

/// Installs the fonts, so that every sign the window uses is drawn on every machine.
pub fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    if let Some(proportional) = fonts.families.get_mut(&FontFamily::Proportional) {
        // Second place: letters stay proportional, arrows and boxes come from here and not from the emoji.
        proportional.insert(1.min(proportional.len()), "Hack".to_owned());
    }
    ctx.set_fonts(fonts);
}
