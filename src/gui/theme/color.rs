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
        // egui also reads forms with one digit a channel.
        let color = Color32::from_hex(&text).ok().filter(|_| matches!(text.len(), 7 | 9));
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
