//! The documents behind the flows as a sheet, each once, in the catalog's order: what it is, which version was read and when,
//! and a link to it.

use std::collections::BTreeSet;

use rust_xlsxwriter::ColNum;

use super::book::Book;
use super::long_sheet::{ColumnLook, LongSheet};
use crate::catalog::Reference;
use crate::export::ExportError;
use crate::export::run::ExportRun;
use crate::ids::ReferenceIdx;

/// What the sheet is called.
pub(super) const DOCUMENTS: &str = "References";

/// A column: its header, how it looks, and what stands in it.
type Column = (&'static str, ColumnLook, fn(&Reference) -> String);

/// The columns, in order.
const COLUMNS: [Column; 7] = [
    ("reference", ColumnLook::wrapped(30.0), |reference| reference.label.to_string()),
    ("title", ColumnLook::wrapped(36.0), |reference| reference.title.to_string()),
    ("publisher", ColumnLook::wrapped(18.0), |reference| reference.publisher.clone()),
    ("version", ColumnLook::wrapped(18.0), |reference| reference.version.clone()),
    ("read", ColumnLook::plain(12.0), |reference| reference.read.clone()),
    // LibreOffice breaks no link.
    ("link", ColumnLook::wrapped(96.0), |reference| reference.address().unwrap_or_default()),
    ("document", ColumnLook::wrapped(52.0), |reference| reference.document.clone()),
];

/// Which of them is a link.
const LINK: ColNum = 5;

/// The most units of UTF-16 in a link. Source: Excel specifications and limits.
const LONGEST_LINK: usize = 2_080;

/// Writes the sheet.
pub(super) fn write(
    run: &ExportRun<'_>,
    references: &BTreeSet<ReferenceIdx>,
    book: &mut Book,
) -> Result<(), ExportError> {
    let headers = COLUMNS.map(|(header, ..)| header.to_owned()).to_vec();
    let looks = COLUMNS.map(|(_, look, _)| look).to_vec();
    let mut sheet = LongSheet::begin(book, DOCUMENTS, vec![headers], looks)?;
    for &idx in references {
        run.check_cancelled()?;
        let reference = &run.catalog.references[idx];
        sheet.row(COLUMNS.iter().map(|(.., value)| value(reference)))?;
        if let Some(address) = reference.address().filter(|address| can_be_link(address)) {
            sheet.link(LINK, &address)?;
        }
    }
    sheet.end()
}

/// Whether a workbook takes an address for a link; else it stands there as a text.
fn can_be_link(address: &str) -> bool {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    is_web && !address.contains(char::is_control) && address.encode_utf16().count() <= LONGEST_LINK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_no_workbook_takes_stays_a_text() {
        let long = |len: usize| format!("https://{}", "u".repeat(len - "https://".len()));
        for (address, expected) in [
            ("https://learn.microsoft.com/a#b", true),
            (&long(LONGEST_LINK), true),
            (&long(LONGEST_LINK + 1), false),
            ("javascript:alert(1)", false),
            ("file://server/share", false),
            ("https://a\u{1}b", false),
        ] {
            assert_eq!(can_be_link(address), expected, "{address}");
        }
    }
}
