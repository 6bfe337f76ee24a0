//! The version of a file: it stands first, and one that is not known ends the reading there.

use std::fmt;

use ron::value::RawValue;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

use super::shapes::PlanShape;
use super::values::Word;
use crate::finding::excerpt;

/// The version of the file format that this program writes. It reads every one from 1 on.
///
/// What came when:
/// - 1: the first one;
/// - 2: findings accepted as a risk, choices, groups of zones, hosts, roles of the plan's own, and more fields of the
///   request. A file of format 1 is read by the same list of fields, for none was taken away and none means something
///   else.
pub const FORMAT: u32 = 2;

/// A whole file.
pub(super) struct PlanFile(pub(super) PlanShape);

impl<'de> Deserialize<'de> for PlanFile {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct FormatFirst;
        impl<'de> Visitor<'de> for FormatFirst {
            type Value = PlanFile;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the fields of a plan in round brackets")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<PlanFile, A::Error> {
                if fields.next_key()?.is_none_or(|Word(name)| name != "format") {
                    let message = format!("the format must stand first: begin with (format: {FORMAT},");
                    return Err(A::Error::custom(message));
                }
                let Format = fields.next_value()?;
                PlanShape::deserialize(MapAccessDeserializer::new(fields)).map(PlanFile)
            }
        }
        de.deserialize_struct("plan", &[], FormatFirst)
    }
}

/// The version of a file, where it can be read.
struct Format;

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        // Read as it stands: it may be no number, or one that is too large for any type.
        let raw = Box::<RawValue>::deserialize(de)?;
        let text = raw.trim().get_ron();
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let message = match text.parse() {
            Ok(1..=FORMAT) => return Ok(Self),
            Ok(0) => format!("there is no format 0: write format: {FORMAT}"),
            // A number that is too large for its type is one of a newer version as well.
            _ if is_number => format!(
                "the plan has format {}, this program reads formats 1 to {FORMAT} and has changed nothing: \
                 open it with a newer version of the program",
                excerpt(text)
            ),
            _ => {
                format!("“{}” is no format, which is a whole number from 1: write format: {FORMAT}", excerpt(text))
            }
        };
        Err(D::Error::custom(message))
    }
}
