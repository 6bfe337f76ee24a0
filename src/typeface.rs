//! The typeface of the window and of exported pictures, as bytes. What is lettered in it is not its business.
//!
//! Where it comes from and what was changed in it stands in `assets/fonts/README.md`.

/// Text. Every digit is as wide as any other.
pub(crate) const REGULAR: &[u8] = include_bytes!("../assets/fonts/Inter-Regular.ttf");

/// Headings, in the same measures.
pub(crate) const SEMIBOLD: &[u8] = include_bytes!("../assets/fonts/Inter-SemiBold.ttf");

#[cfg(test)]
mod tests {
    use ttf_parser::Face;

    use super::*;

    #[test]
    fn digits_are_equally_wide_and_letters_of_many_languages_are_there() {
        for bytes in [REGULAR, SEMIBOLD] {
            let face = Face::parse(bytes, 0).expect("a font");
            let width = |c: char| face.glyph_index(c).and_then(|glyph| face.glyph_hor_advance(glyph));
            for digit in '0'..='9' {
                assert_eq!(width(digit), width('0'), "{digit}");
            }
            for c in "ÄßçñøŁŽệΩЖї€→↓…“”–·≥".chars() {
                assert!(width(c).is_some(), "{c}");
            }
        }
    }
}
