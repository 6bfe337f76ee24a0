//! Structs with named fields: [`record!`](record) makes the form of one from the list of its fields.
//!
//! A field that is not in the list is an error.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};

use super::form::{Form, Seed, Word};
use super::write::{Items, Layout};

/// A struct with named fields. Made by [`record!`](record).
pub(super) trait Record: Default {
    /// What messages call it, one lower-case word.
    const WHAT: &'static str;
    /// The names of its fields, in the order in which they are written.
    const FIELDS: &'static [&'static str];
    /// Whether each field takes a line of its own.
    const LAYOUT: Layout;

    /// Reads every field.
    fn read_fields<'de, A: MapAccess<'de>>(fields: Fields<A>) -> Result<Self, A::Error>;

    /// Writes every field that differs from its default.
    fn write_fields(&self, items: &mut Items<'_>);
}

/// The fields of a struct that is being read.
pub(super) struct Fields<A> {
    map: A,
    seen: Vec<&'static str>,
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    pub(super) fn new(map: A) -> Self {
        Self { map, seen: Vec::new() }
    }

    /// The fields that follow `first`, which was read from the map already.
    pub(super) fn after(map: A, first: &'static str) -> Self {
        Self { map, seen: vec![first] }
    }

    /// The next field.
    pub(super) fn next(&mut self, known: &'static [&'static str]) -> Result<Option<&'static str>, A::Error> {
        let Some(Word(name)) = self.map.next_key()? else { return Ok(None) };
        if let Some(twice) = self.seen.iter().find(|seen| **seen == name) {
            return Err(A::Error::duplicate_field(twice));
        }
        let Some(name) = known.iter().find(|known| **known == name) else {
            return Err(A::Error::unknown_field(&name, known));
        };
        self.seen.push(name);
        Ok(Some(name))
    }

    /// Makes sure that the field `name` was there.
    pub(super) fn require(&self, name: &'static str) -> Result<(), A::Error> {
        if self.seen.contains(&name) { Ok(()) } else { Err(A::Error::missing_field(name)) }
    }

    /// The value of the field whose name was read last.
    pub(super) fn value<T: Form>(&mut self) -> Result<T, A::Error> {
        self.map.next_value_seed(Seed::new())
    }
}

/// Reads a [`Record`].
pub(super) struct RecordVisitor<T>(PhantomData<T>);

impl<T> RecordVisitor<T> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Record> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fields of a {} in round brackets", T::WHAT)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_fields(Fields::new(map))
    }
}

/// Writes the field `name`, whatever it says.
pub(super) fn write_always<T: Form>(items: &mut Items<'_>, name: &str, value: &T) {
    items.item(|out| {
        out.raw(name);
        out.raw(": ");
        value.write(out);
    });
}

/// Writes the field `name` unless it says nothing.
pub(super) fn write_if_said<T: Form + Default + PartialEq>(items: &mut Items<'_>, name: &str, value: &T) {
    if *value != T::default() {
        write_always(items, name, value);
    }
}

/// Makes the form of a struct from its fields: each as `place = "name in the file"` and at most one of these words.
///
/// - `required`: it must be there, and is always written;
/// - `always`: it may be missing, but is always written;
/// - `ends`: an optional range of ports that is written by its two ends.
macro_rules! record {
    (
        $type:ty as $what:literal, $layout:ident;
        $($($place:ident).+ = $name:literal $($mark:ident)?),* $(,)?
    ) => {
        impl Record for $type {
            const WHAT: &'static str = $what;
            const FIELDS: &'static [&'static str] = &[$($name),*];
            const LAYOUT: Layout = Layout::$layout;

            fn read_fields<'de, A: MapAccess<'de>>(mut fields: Fields<A>) -> Result<Self, A::Error> {
                let mut res = Self::default();
                while let Some(name) = fields.next(Self::FIELDS)? {
                    match name {
                        $($name => record!(@read fields, res.$($place).+ $(, $mark)?),)*
                        _ => {}
                    }
                }
                $($(record!(@check fields, $name, $mark);)?)*
                Ok(res)
            }

            fn write_fields(&self, items: &mut Items<'_>) {
                $(record!(@write items, self.$($place).+, $name $(, $mark)?);)*
            }
        }

        impl Form for $type {
            const IS_ROW: bool = true;

            fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
                de.deserialize_struct(Self::WHAT, Self::FIELDS, RecordVisitor::new())
            }

            fn write(&self, out: &mut Writer) {
                out.group(['(', ')'], Self::LAYOUT, |items| self.write_fields(items));
            }
        }
    };

    (@read $fields:ident, $place:expr, ends) => {
        $place = $fields.value::<Option<Ends>>()?.map(|Ends(range)| range)
    };
    (@read $fields:ident, $place:expr $(, $mark:ident)?) => { $place = $fields.value()? };

    (@check $fields:ident, $name:literal, required) => { $fields.require($name)? };
    (@check $fields:ident, $name:literal, $mark:ident) => {};

    (@write $items:ident, $value:expr, $name:literal, required) => { write_always($items, $name, &$value) };
    (@write $items:ident, $value:expr, $name:literal, always) => { write_always($items, $name, &$value) };
    (@write $items:ident, $value:expr, $name:literal, ends) => {
        write_if_said($items, $name, &$value.map(Ends))
    };
    (@write $items:ident, $value:expr, $name:literal) => { write_if_said($items, $name, &$value) };
}

pub(super) use record;
