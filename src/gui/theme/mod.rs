//! How the window looks: color tokens read from `assets/theme`, and what egui's style is made of them.
//!
//! Colors are built here and nowhere else; the rest of the window names tokens.

mod color;
mod fonts;
pub mod metrics;
mod style;
mod tokens;

pub use color::Color;
pub use fonts::{install_fonts, strong};
pub use style::install_styles;
pub use tokens::{Tokens, ZoneTokens, tokens};
