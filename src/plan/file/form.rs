//! A value of the plan as the file writes it: [`Form`]. Model types have forms; they are not serializable themselves.

use std::fmt;
use std::marker::PhantomData;

use ron::error::SpannedError;
use ron::value::RawValue;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Visitor};

use super::write::Writer;
use crate::catalog::load::options;

/// What happens to what is not known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Mode {
    /// The file is of a known version: it is an error.
    Strict,
    /// The file is of a newer version: it is kept as raw RON.
    Lenient,
}

/// How a value is read and written.
pub(super) trait Form: Sized {
    /// Whether each takes a line of its own in a list.
    const IS_ROW: bool = false;

    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(de: D, mode: Mode) -> Result<Self, D::Error>;

    /// Reads what can be read of a file of a newer version.
    fn salvage(raw: &str) -> Salvaged<Self> {
        match parse(raw, Mode::Lenient) {
            Ok(value) => Salvaged { value: Some(value), kept: None },
            Err(_) => Salvaged { value: None, kept: Some(raw.to_owned()) },
        }
    }

    /// Writes it.
    fn write(&self, out: &mut Writer);

    /// Writes it together with what [`Form::salvage`] kept of it. A single value has taken that one's place.
    fn write_beside(&self, _kept: &str, out: &mut Writer) {
        self.write(out);
    }
}

/// What was made of a value in a file of a newer version. One of the two is there; of lists and maps, both may be.
pub(super) struct Salvaged<T> {
    /// What could be read.
    pub(super) value: Option<T>,
    /// What could not, as raw RON.
    pub(super) kept: Option<String>,
}

/// Reads a text in the dialect of all our files.
pub(super) fn parse<T: Form>(text: &str, mode: Mode) -> Result<T, SpannedError> {
    options().from_str_seed(text, Seed::new(mode))
}

/// What serde asks for to read a [`Form`] with its mode.
pub(super) struct Seed<T>(Mode, PhantomData<T>);

impl<T> Seed<T> {
    pub(super) fn new(mode: Mode) -> Self {
        Self(mode, PhantomData)
    }
}

impl<'de, T: Form> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, de: D) -> Result<T, D::Error> {
        T::read(de, self.0)
    }
}

/// Any value, as it stands in the file.
pub(super) struct Raw(pub(super) String);

impl Form for Raw {
    fn read<'de, D: Deserializer<'de>>(de: D, _mode: Mode) -> Result<Self, D::Error> {
        Ok(Self(Box::<RawValue>::deserialize(de)?.trim().get_ron().to_owned()))
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&self.0);
    }
}

/// A word without quotes: the name of a field or a variant.
pub(super) struct Word(pub(super) String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct WordVisitor;
        impl Visitor<'_> for WordVisitor {
            type Value = Word;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word without quotes")
            }
            fn visit_str<E>(self, word: &str) -> Result<Word, E> {
                Ok(Word(word.to_owned()))
            }
        }
        de.deserialize_identifier(WordVisitor)
    }
}
