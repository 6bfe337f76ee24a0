//! From bytes to a text, and by which encoding.

use encoding_rs::{Encoding as Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::FormError;
use crate::profile::Encoding;

/// A text, and how it was written as bytes.
pub(super) struct Decoded {
    /// The text without its byte order mark.
    pub text: String,
    /// How it is written again.
    pub encoding: Encoding,
    /// Whether there was a byte order mark.
    pub has_bom: bool,
    /// Nothing tells the encoding but that UTF-8 can't be it.
    pub is_guessed: bool,
}

/// The text of these bytes. UTF-16 of either order is written again with the lower byte first: the mark tells.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, FormError> {
    let by = |decoder: &'static Decoder, bytes| decoder.decode_without_bom_handling(bytes).0.into_owned();
    let marked = |text, encoding| Decoded { text, encoding, has_bom: true, is_guessed: false };
    Ok(match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => marked(String::from_utf8_lossy(rest).into_owned(), Encoding::Utf8),
        [0xff, 0xfe, rest @ ..] => marked(by(UTF_16LE, rest), Encoding::Utf16le),
        [0xfe, 0xff, rest @ ..] => marked(by(UTF_16BE, rest), Encoding::Utf16le),
        _ => {
            refuse_zeros(bytes)?;
            let (text, encoding) = match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), Encoding::Utf8),
                Err(_) => (by(WINDOWS_1252, bytes), Encoding::Windows1252),
            };
            Decoded { text, is_guessed: encoding == Encoding::Windows1252, encoding, has_bom: false }
        }
    })
}

/// Text has no zero bytes, but for UTF-16, where every second one of Latin letters is zero.
fn refuse_zeros(bytes: &[u8]) -> Result<(), FormError> {
    let Some(first) = bytes.iter().position(|&byte| byte == 0) else { return Ok(()) };
    let start = &bytes[..bytes.len().min(64)];
    let num_zeros = |parity| start.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (num_zeros(0), num_zeros(1));
    let is_utf16 = even.min(odd) == 0 && even.max(odd) * 4 > start.len();
    Err(if is_utf16 { FormError::Utf16WithoutMark } else { FormError::Binary { at: first + 1 } })
}
