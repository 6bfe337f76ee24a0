//! The color tokens of a theme, read whole from its file. Panels ask for tokens by what they mean.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Color;
use crate::finding::Severity;
use crate::plan::ZoneColor;
use crate::view::Shade;

static DARK: LazyLock<Tokens> = LazyLock::new(|| embedded(include_str!("../../../assets/theme/dark.ron")));
static LIGHT: LazyLock<Tokens> = LazyLock::new(|| embedded(include_str!("../../../assets/theme/light.ron")));

/// How many steps the ramp of the matrix has.
pub(super) const NUM_RAMP_STEPS: usize = 5;

/// The colors of one theme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Behind the matrix and the tables.
    pub surface: Color,
    /// Behind the panels at the sides and the bars.
    pub panel: Color,
    /// Behind menus, dialogs and cards.
    pub raised: Color,
    /// Inside a text field.
    pub field: Color,
    /// Between things.
    pub line: Color,
    /// Around things that are used: fields and ticks.
    pub line_strong: Color,
    /// Text.
    pub text: Color,
    /// Text that explains.
    pub text_weak: Color,
    /// Text of what can't be used now.
    pub text_disabled: Color,
    /// A button at rest.
    pub button: Color,
    /// A row or a button under the pointer.
    pub hover: Color,
    /// A button that is held down.
    pub pressed: Color,
    /// The one accent: focus, ticks, links, the chosen tab.
    pub accent: Color,
    /// Text and signs on the accent.
    pub on_accent: Color,
    /// Behind what is selected.
    pub selected: Color,
    /// An error, and nothing else.
    pub error: Color,
    /// Under menus and dialogs.
    pub shadow: Color,
    /// Over everything that a dialog holds back.
    pub backdrop: Color,
    /// Behind the cells of the matrix, fewest rules first.
    pub ramp: [Color; NUM_RAMP_STEPS],
    /// Behind the cells of the matrix where they are shaded by risk, the least first.
    pub risk_ramp: [Color; NUM_RAMP_STEPS],
    /// Text on either ramp.
    pub ramp_text: Color,
    /// Text of what is Optional on the ramp.
    pub ramp_text_weak: Color,
    /// Behind the cells of the diagonal.
    pub diagonal: Color,
    /// Over the row and the column under the pointer.
    pub crosshair: Color,
    /// Marks of zones.
    pub zones: ZoneTokens,
}

/// The colors of zone marks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names say it all")]
pub struct ZoneTokens {
    pub blue: Color,
    pub teal: Color,
    pub green: Color,
    pub yellow: Color,
    pub orange: Color,
    pub red: Color,
    pub purple: Color,
    pub gray: Color,
}

impl Tokens {
    /// The colors of the steps of a shade.
    #[must_use]
    pub fn ramp_of(&self, shade: Shade) -> &[Color; NUM_RAMP_STEPS] {
        match shade {
            Shade::Rules | Shade::Ports | Shade::Need => &self.ramp,
            Shade::Risk => &self.risk_ramp,
        }
    }

    /// The color of the sign of a severity.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> Color {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.text,
            Severity::Note => self.text_weak,
        }
    }

    /// The color of a zone's mark.
    #[must_use]
    pub fn zone(&self, color: ZoneColor) -> Color {
        match color {
            ZoneColor::Blue => self.zones.blue,
            ZoneColor::Teal => self.zones.teal,
            ZoneColor::Green => self.zones.green,
            ZoneColor::Yellow => self.zones.yellow,
            ZoneColor::Orange => self.zones.orange,
            ZoneColor::Red => self.zones.red,
            ZoneColor::Purple => self.zones.purple,
            ZoneColor::Gray => self.zones.gray,
        }
    }

    /// Reads the text of a theme; `None` when it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        ron::from_str(text).ok()
    }

    /// The tokens of a theme.
    #[must_use]
    pub fn of(theme: egui::Theme) -> &'static Self {
        match theme {
            egui::Theme::Dark => &DARK,
            egui::Theme::Light => &LIGHT,
        }
    }
}

/// The tokens of the theme that `ui` is drawn in.
#[must_use]
pub fn tokens(ui: &egui::Ui) -> &'static Tokens {
    Tokens::of(if ui.visuals().dark_mode { egui::Theme::Dark } else { egui::Theme::Light })
}

#[expect(clippy::expect_used, reason = "the texts are embedded, and a test reads them")]
fn embedded(text: &str) -> Tokens {
    Tokens::read(text).expect("embedded theme")
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Theme};

    use super::*;

    /// The contrast of two opaque colors, 1 to 21. Source: WCAG 2.2, relative luminance and contrast ratio.
    fn contrast(a: Color, b: Color) -> f64 {
        fn luminance(color: Color32) -> f64 {
            let channel = |value: u8| {
                let value = f64::from(value) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
        }
        let (a, b) = (luminance(a.get()), luminance(b.get()));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check(least: f64, pairs: impl Fn(&Tokens) -> Vec<(&'static str, Color, Color)>) {
        for theme in [Theme::Dark, Theme::Light] {
            for (what, a, b) in pairs(Tokens::of(theme)) {
                let found = contrast(a, b);
                assert!(found >= least, "{theme:?}, {what}: contrast {found:.2} is below {least}");
            }
        }
    }

    #[test]
    fn text_can_be_read_on_whatever_lies_behind_it() {
        check(4.5, |t| {
            let mut res = Vec::new();
            for (what, behind) in [
                ("on the surface", t.surface),
                ("on a panel", t.panel),
                ("on what is raised", t.raised),
                ("in a field", t.field),
                ("under the pointer", t.hover),
                ("on what is selected", t.selected),
            ] {
                res.push((what, t.text, behind));
                res.push((what, t.text_weak, behind));
            }
            for behind in [t.surface, t.panel, t.raised] {
                res.push(("an error", t.error, behind));
                res.push(("a link", t.accent, behind));
            }
            for step in t.ramp.into_iter().chain(t.risk_ramp) {
                res.push(("on the ramp", t.ramp_text, step));
                res.push(("optional on the ramp", t.ramp_text_weak, step));
            }
            res.extend([
                ("on the accent", t.on_accent, t.accent),
                ("on a button", t.text, t.button),
                ("on a button held down", t.text, t.pressed),
                ("on the diagonal", t.text_weak, t.diagonal),
            ]);
            res
        });
    }

    #[test]
    fn marks_and_outlines_can_be_seen() {
        check(3.0, |t| {
            let mut res = Vec::new();
            for &color in ZoneColor::ALL {
                res.push((color.label(), t.zone(color), t.panel));
                res.push((color.label(), t.zone(color), t.surface));
            }
            for behind in [t.panel, t.raised, t.surface, t.field] {
                res.push(("the outline of a field", t.line_strong, behind));
                res.push(("the accent", t.accent, behind));
            }
            res.push(("disabled text", t.text_disabled, t.panel));
            res.push(("what a filter leaves aside", t.text_disabled, t.surface));
            res
        });
    }

    #[test]
    fn each_ramp_goes_one_way() {
        for theme in [Theme::Dark, Theme::Light] {
            let tokens = Tokens::of(theme);
            for ramp in [tokens.ramp, tokens.risk_ramp] {
                let away: Vec<f64> = ramp.iter().map(|&step| contrast(step, tokens.surface)).collect();
                assert!(away.windows(2).all(|pair| pair[0] < pair[1]), "{theme:?}: {away:?}");
            }
        }
    }
}
