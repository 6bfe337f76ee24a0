//! A color as the theme files write it. It knows nothing of what it is used for.

use egui::Color32;
use serde::Deserialize;

/// A color written `#rrggbb` or `#rrggbbaa`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(try_from = "String")]
pub struct Color(Color32);

/// A text is no color.
#[derive(Debug, thiserror::Error)]
#[error("“{text}” is not a color: write #rrggbb or #rrggbbaa")]
pub struct ParseColorError {
    text: String,
}

impl TryFrom<String> for Color {
    type Error = ParseColorError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.strip_prefix('#').filter(|digits| digits.is_ascii());
        let channel = |idx: usize| {
            let pair = digits?.get(2 * idx..2 * idx + 2)?;
            u8::from_str_radix(pair, 16).ok()
        };
        let color = match digits.map(str::len) {
            Some(6) => channel(0).zip(channel(1)).zip(channel(2)).map(|((r, g), b)| Color32::from_rgb(r, g, b)),
            Some(8) => (channel(0).zip(channel(1)).zip(channel(2)).zip(channel(3)))
                .map(|(((r, g), b), a)| Color32::from_rgba_unmultiplied(r, g, b, a)),
            _ => None,
        };
        color.map(Self).ok_or(ParseColorError { text })
    }
}

impl Color {
    /// The color as egui takes it.
    #[must_use]
    pub fn get(self) -> Color32 {
        self.0
    }
}

impl From<Color> for Color32 {
    fn from(color: Color) -> Self {
        color.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hexadecimal_colors_are_read() {
        for (text, is_color) in [
            ("#14171c", true),
            ("#5aa9e61c", true),
            ("14171c", false),
            ("#14171", false),
            ("#14171g", false),
            ("#äöü", false),
        ] {
            assert_eq!(Color::try_from(text.to_owned()).is_ok(), is_color, "{text}");
        }
    }
}
