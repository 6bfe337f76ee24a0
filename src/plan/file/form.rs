//! A value of the plan as the file writes it: [`Form`]. Model types have forms; they are not serializable themselves.

use std::fmt;
use std::marker::PhantomData;

use ron::error::SpannedError;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Visitor};

use super::write::Writer;
use crate::ron_text::options;

/// How a value is read and written.
pub(super) trait Form: Sized {
    /// Whether each takes a line of its own in a list.
    const IS_ROW: bool = false;

    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error>;

    /// Writes it.
    fn write(&self, out: &mut Writer);
}

/// Reads a text in the dialect of all our files.
pub(super) fn parse<T: Form>(text: &str) -> Result<T, SpannedError> {
    options().from_str_seed(text, Seed::new())
}

/// What serde asks for to read a [`Form`].
pub(super) struct Seed<T>(PhantomData<T>);

impl<T> Seed<T> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Form> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, de: D) -> Result<T, D::Error> {
        T::read(de)
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
