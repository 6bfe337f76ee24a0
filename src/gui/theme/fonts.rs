//! The fonts: the program's own typeface in two weights, a monospace one for ports, and signs. It loads no file.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak};
use epaint_default_fonts::{HACK_REGULAR, NOTO_EMOJI_REGULAR};

use crate::typeface::{REGULAR, SEMIBOLD};

/// The family of headings.
const STRONG: &str = "strong";

/// Ports, addresses and arrows.
const MONOSPACE: &str = "Hack";

/// Installs the fonts, so that every sign the window uses is drawn on every machine.
pub fn install_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::empty();
    // The signs are drawn large in their font.
    let signs = FontTweak { scale: 0.81, ..FontTweak::default() };
    for (name, data) in [
        ("Inter", FontData::from_static(REGULAR)),
        ("Inter SemiBold", FontData::from_static(SEMIBOLD)),
        (MONOSPACE, FontData::from_static(HACK_REGULAR)),
        ("Noto Emoji", FontData::from_static(NOTO_EMOJI_REGULAR).tweak(signs)),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    for (family, first) in [
        (FontFamily::Proportional, ["Inter", MONOSPACE]),
        (FontFamily::Name(STRONG.into()), ["Inter SemiBold", MONOSPACE]),
        (FontFamily::Monospace, [MONOSPACE, "Inter"]),
    ] {
        let names = first.into_iter().chain(["Noto Emoji"]).map(str::to_owned);
        fonts.families.insert(family, names.collect());
    }
    ctx.set_fonts(fonts);
}

/// The font of headings, in a size.
#[must_use]
pub fn strong(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}
