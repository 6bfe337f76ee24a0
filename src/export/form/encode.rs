//! Text as bytes, in the encodings that forms ask for.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::profile::Encoding;

/// The characters of Windows-1252 from 0x80 on, in order; 0xA0 and above are those of Unicode. Five are not assigned.
///
/// Source: the Unicode Consortium's table CP1252.TXT.
const FROM_0X80: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// Writes text in an encoding.
pub(super) struct Encoder {
    encoding: Encoding,
    /// Kept so that not every chunk takes memory of its own.
    bytes: Vec<u8>,
    /// The characters that the encoding lacks, and how often they were met.
    pub(super) lacking: BTreeMap<char, usize>,
}

impl Encoder {
    pub(super) fn new(encoding: Encoding) -> Self {
        Self { encoding, bytes: Vec::new(), lacking: BTreeMap::new() }
    }

    /// Writes a text.
    pub(super) fn write(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.bytes.clear();
        match self.encoding {
            Encoding::Utf8 => return out.write_all(text.as_bytes()),
            Encoding::Utf16le => {
                self.bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
            }
            Encoding::Windows1252 => {
                for c in text.chars() {
                    let byte = windows_1252(c).unwrap_or_else(|| {
                        *self.lacking.entry(c).or_default() += 1;
                        b'?'
                    });
                    self.bytes.push(byte);
                }
            }
        }
        out.write_all(&self.bytes)
    }
}

/// The byte of a character; `None`: there is none.
fn windows_1252(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return (!(0x80..0xa0).contains(&byte)).then_some(byte);
    }
    let idx = FROM_0X80.iter().position(|known| *known == Some(c))?;
    u8::try_from(0x80 + idx).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` in an encoding, and what that lacks.
    fn written(encoding: Encoding, text: &str) -> (Vec<u8>, String) {
        let mut encoder = Encoder::new(encoding);
        let mut bytes = Vec::new();
        encoder.write(text, &mut bytes).expect("a vector takes it");
        (bytes, encoder.lacking.keys().collect())
    }

    #[test]
    fn what_an_encoding_lacks_is_named() {
        assert_eq!(
            written(Encoding::Windows1252, "Zürich € … ÿ"),
            (b"Z\xfcrich \x80 \x85 \xff".to_vec(), String::new())
        );
        assert_eq!(written(Encoding::Windows1252, "A→B 日\u{81}"), (b"A?B ??".to_vec(), "\u{81}→日".to_owned()));
        assert_eq!(written(Encoding::Utf16le, "ü⚓").0, [0xfc, 0x00, 0x93, 0x26]);
        assert_eq!(written(Encoding::Utf8, "ü→").0, "ü→".as_bytes());
    }
}
