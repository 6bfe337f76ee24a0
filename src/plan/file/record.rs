//! Structs with named fields: [`record!`](record) makes the form of one from the list of its fields.
//!
//! In a file of a known version an unknown field is an error. In one of a newer version it is kept as raw RON
//! in the struct's own `unknown`, and so is a known field whose value can't be read, under its own name.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};

use super::form::{Form, Mode, Raw, Seed, Word};
use super::write::{Items, Layout};
use crate::plan::Unknown;

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

    /// Writes every field that differs from its default, and what is unknown.
    fn write_fields(&self, items: &mut Items<'_>);
}

/// The fields of a struct that is being read.
pub(super) struct Fields<A> {
    map: A,
    mode: Mode,
    seen: Vec<&'static str>,
    pub(super) unknown: Unknown,
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    pub(super) fn new(map: A, mode: Mode) -> Self {
        Self { map, mode, seen: Vec::new(), unknown: Unknown::new() }
    }

    /// Goes on with another mode; `first` is the field that decided so and was read from the map already.
    pub(super) fn after(map: A, first: &'static str, mode: Mode) -> Self {
        Self { seen: vec![first], ..Self::new(map, mode) }
    }

    /// The next field that is known; what is not is refused or kept.
    pub(super) fn next_known(&mut self, known: &'static [&'static str]) -> Result<Option<&'static str>, A::Error> {
        while let Some(Word(name)) = self.map.next_key()? {
            if let Some(twice) = self.seen.iter().find(|seen| **seen == name) {
                return Err(A::Error::duplicate_field(twice));
            }
            if let Some(name) = known.iter().find(|known| **known == name) {
                self.seen.push(name);
                return Ok(Some(name));
            }
            if self.mode == Mode::Strict {
                return Err(A::Error::unknown_field(&name, known));
            }
            if self.unknown.contains_key(&name) {
                return Err(A::Error::custom(format!("the field “{name}” stands here twice: keep one of the two")));
            }
            let Raw(raw) = self.map.next_value_seed(Seed::new(self.mode))?;
            self.unknown.insert(name, raw);
        }
        Ok(None)
    }

    /// Makes sure that the field `name` was there.
    pub(super) fn require(&self, name: &'static str) -> Result<(), A::Error> {
        if self.seen.contains(&name) { Ok(()) } else { Err(A::Error::missing_field(name)) }
    }

    /// The value of the field `name`, which comes next; `None` when it is kept as it stands.
    pub(super) fn value<T: Form>(&mut self, name: &str) -> Result<Option<T>, A::Error> {
        if self.mode == Mode::Strict {
            return self.map.next_value_seed(Seed::new(self.mode)).map(Some);
        }
        let Raw(raw) = self.map.next_value_seed(Seed::new(self.mode))?;
        let salvaged = T::salvage(&raw);
        if let Some(kept) = salvaged.kept {
            self.unknown.insert(name.to_owned(), kept);
        }
        Ok(salvaged.value)
    }
}

/// Reads a [`Record`].
pub(super) struct RecordVisitor<T>(Mode, PhantomData<T>);

impl<T> RecordVisitor<T> {
    pub(super) fn new(mode: Mode) -> Self {
        Self(mode, PhantomData)
    }
}

impl<'de, T: Record> Visitor<'de> for RecordVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the fields of a {} in round brackets", T::WHAT)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::read_fields(Fields::new(map, self.0))
    }
}

/// Whether the file names a field that says nothing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Presence {
    /// It does.
    Always,
    /// It does not.
    IfSaid,
}

/// Writes the field `name` that must be there.
pub(super) fn write_required<T: Form>(items: &mut Items<'_>, name: &str, value: &T) {
    items.item(|out| {
        out.raw(name);
        out.raw(": ");
        value.write(out);
    });
}

/// Writes the field `name`, and beside or instead of its value what is kept under its name.
pub(super) fn write_field<T: Form + Default + PartialEq>(
    items: &mut Items<'_>,
    name: &str,
    value: &T,
    unknown: &Unknown,
    presence: Presence,
) {
    let is_said = *value != T::default();
    let kept = unknown.get(name);
    if !is_said && kept.is_none() && presence == Presence::IfSaid {
        return;
    }
    items.item(|out| {
        out.raw(name);
        out.raw(": ");
        match kept {
            Some(kept) if is_said => value.write_beside(kept, out),
            Some(kept) => out.raw(kept),
            None => value.write(out),
        }
    });
}

/// Writes the fields that nothing here knows, by name.
pub(super) fn write_unknown(items: &mut Items<'_>, known: &[&str], unknown: &Unknown) {
    for (name, raw) in unknown.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
        items.item(|out| {
            // Names that are no plain words are written with the mark they were read with.
            let is_plain = !name.starts_with(|c: char| c.is_ascii_digit()) && !name.contains(['.', '+', '-']);
            out.raw(if is_plain { "" } else { "r#" });
            out.raw(name);
            out.raw(": ");
            out.raw(raw);
        });
    }
}

/// Makes the form of a struct from its fields: each as `place = "name in the file"` and at most one of these words,
/// last `..` and the place of what is unknown.
///
/// - `required`: it must be there, and is always written;
/// - `always`: it may be missing, but is always written;
/// - `ends`: an optional range of ports that is written by its two ends.
macro_rules! record {
    (
        $type:ty as $what:literal, $layout:ident;
        $($($place:ident).+ = $name:literal $($mark:ident)?,)*
        ..$($rest:ident).+
    ) => {
        impl Record for $type {
            const WHAT: &'static str = $what;
            const FIELDS: &'static [&'static str] = &[$($name),*];
            const LAYOUT: Layout = Layout::$layout;

            fn read_fields<'de, A: MapAccess<'de>>(mut fields: Fields<A>) -> Result<Self, A::Error> {
                let mut res = Self::default();
                while let Some(name) = fields.next_known(Self::FIELDS)? {
                    match name {
                        $($name => record!(@read fields, name, res.$($place).+ $(, $mark)?),)*
                        _ => {}
                    }
                }
                $($(record!(@check fields, $name, $mark);)?)*
                res.$($rest).+ = fields.unknown;
                Ok(res)
            }

            fn write_fields(&self, items: &mut Items<'_>) {
                let unknown = &self.$($rest).+;
                $(record!(@write items, self.$($place).+, $name, unknown $(, $mark)?);)*
                write_unknown(items, Self::FIELDS, unknown);
            }
        }

        impl Form for $type {
            const IS_ROW: bool = true;

            fn read<'de, D: Deserializer<'de>>(de: D, mode: Mode) -> Result<Self, D::Error> {
                de.deserialize_struct(Self::WHAT, Self::FIELDS, RecordVisitor::new(mode))
            }

            fn write(&self, out: &mut Writer) {
                out.group(['(', ')'], Self::LAYOUT, |items| self.write_fields(items));
            }
        }
    };

    (@read $fields:ident, $name:ident, $place:expr, required) => {
        $place = $fields.value($name)?.ok_or_else(|| A::Error::missing_field($name))?
    };
    (@read $fields:ident, $name:ident, $place:expr, ends) => {
        $place = $fields.value::<Option<Ends>>($name)?.flatten().map(|Ends(range)| range)
    };
    (@read $fields:ident, $name:ident, $place:expr $(, $mark:ident)?) => {
        $place = $fields.value($name)?.unwrap_or_default()
    };

    (@check $fields:ident, $name:literal, required) => { $fields.require($name)? };
    (@check $fields:ident, $name:literal, $mark:ident) => {};

    (@write $items:ident, $value:expr, $name:literal, $unknown:ident, required) => {
        write_required($items, $name, &$value)
    };
    (@write $items:ident, $value:expr, $name:literal, $unknown:ident, always) => {
        write_field($items, $name, &$value, $unknown, Presence::Always)
    };
    (@write $items:ident, $value:expr, $name:literal, $unknown:ident, ends) => {
        write_field($items, $name, &$value.map(Ends), $unknown, Presence::IfSaid)
    };
    (@write $items:ident, $value:expr, $name:literal, $unknown:ident) => {
        write_field($items, $name, &$value, $unknown, Presence::IfSaid)
    };
}

pub(super) use record;
