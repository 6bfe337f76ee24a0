//! From the bytes of a file to a form. It opens no file.

use super::delimited;
use super::error::FormError;
use super::headers::HeaderWords;
use super::limits::MAX_BYTES;
use super::model::Form;
use super::workbook;

/// Reads a form. What it is, is told by its first bytes, not by the name of its file.
///
/// # Errors
/// When the file is of another kind, too large, or has no header row.
pub fn read(bytes: &[u8], words: &HeaderWords) -> Result<Form, FormError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(FormError::TooLarge);
    }
    let kind = |kind| Err(FormError::Kind { kind });
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if begins(b"%PDF") {
        return kind("a PDF");
    }
    if begins(&COMPOUND_FILE) {
        return Err(if holds_utf16(bytes, "EncryptedPackage") { FormError::Protected } else { FormError::OldWorkbook });
    }
    if begins(b"PK\x03\x04") {
        // The first entries of the archive say what it is.
        let first = &bytes[..bytes.len().min(4096)];
        return if holds(first, b"opendocument.spreadsheet") {
            kind("an OpenDocument spreadsheet")
        } else if holds(first, b"opendocument") {
            kind("an OpenDocument text")
        } else {
            workbook::read(bytes, words)
        };
    }
    if begins(b"{\\rtf") {
        return kind("a text document (RTF)");
    }
    if [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8"].into_iter().any(begins) {
        return kind("a picture");
    }
    delimited::read(bytes, words)
}

/// How files of Excel 97 to 2003 begin, and workbooks with a password. Source: \[MS-CFB\], section 2.2.
const COMPOUND_FILE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn holds_utf16(bytes: &[u8], what: &str) -> bool {
    holds(bytes, &what.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>())
}
