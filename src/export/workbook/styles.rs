//! How cells of a workbook look. The shades are those of the window's light theme, for workbooks are printed.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The steps of the matrix, fewest rules first.
pub(super) const RAMP: [u32; 5] = [0xea_f3_fa, 0xd6_e8_f5, 0xbe_da_ee, 0xa3_ca_e5, 0x88_b9_db];
/// The cell of a zone with itself.
pub(super) const DIAGONAL: u32 = 0xe9_ec_ef;
/// Headings, and the lines between cells.
const PANEL: u32 = 0xe3_e8_ee;
const LINE: u32 = 0xd9_df_e6;
/// What steps back.
const WEAK: u32 = 0x52_5d_6b;

/// A typeface that all systems have, or one as wide.
const TYPEFACE: &str = "Arial";

/// The size of letters in tables, in headings of sections, and in the title.
const SMALL: f64 = 9.0;
const MEDIUM: f64 = 11.0;
const LARGE: f64 = 16.0;

/// What columns are measured by, as wide and as high as usual in pixels: by a typeface that a system lacks, they would come
/// out in another width than the texts in them.
pub(super) const DEFAULT_ROW: u32 = 17;
pub(super) const DEFAULT_COLUMN: u32 = 64;

/// The letters that columns are measured by.
pub(super) fn default() -> Format {
    Format::new().set_font_name(TYPEFACE).set_font_size(10.0)
}

/// A cell that is text whatever stands in it, and begins at its top.
fn text() -> Format {
    Format::new().set_num_format("@").set_align(FormatAlign::Top).set_font_name(TYPEFACE).set_font_size(SMALL)
}

/// A cell of a table; `wraps`: a long text goes on in the next line.
pub(super) fn cell(wraps: bool) -> Format {
    if wraps { text().set_text_wrap() } else { text() }
}

/// A heading of a column or a row.
pub(super) fn heading() -> Format {
    text().set_bold().set_text_wrap().set_background_color(PANEL).set_border(FormatBorder::Thin).set_border_color(LINE)
}

/// A cell of the matrix; `fill`: its shade.
pub(super) fn matrix_cell(fill: Option<u32>) -> Format {
    let format = cell(true).set_border(FormatBorder::Thin).set_border_color(LINE);
    fill.map_or(format.clone(), |fill| format.set_background_color(fill))
}

/// A link.
pub(super) fn link() -> Format {
    cell(true).set_hyperlink()
}

/// What the request is called.
pub(super) fn title() -> Format {
    text().set_bold().set_font_size(LARGE)
}

/// The heading of a section.
pub(super) fn section() -> Format {
    text().set_bold().set_font_size(MEDIUM).set_border_bottom(FormatBorder::Thin)
}

/// What a field is called.
pub(super) fn label() -> Format {
    value().set_font_color(WEAK)
}

/// What stands in a field. The line below shows that an empty one is to be filled in.
pub(super) fn value() -> Format {
    cell(true).set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE)
}

/// A number in a field.
pub(super) fn number() -> Format {
    value().set_num_format("#,##0").set_align(FormatAlign::Left)
}

/// A sentence below a table.
pub(super) fn note() -> Format {
    text().set_font_color(WEAK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_is_shaded_as_in_the_light_theme() {
        let theme = include_str!("../../../assets/theme/light.ron");
        let ramp: Vec<String> = RAMP.iter().map(|color| format!("\"#{color:06x}\"")).collect();
        assert!(theme.contains(&format!("    ramp: ({}),", ramp.join(", "))));
        assert!(theme.contains(&format!("diagonal: \"#{DIAGONAL:06x}\"")));
    }
}
