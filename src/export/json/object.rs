//! Objects whose keys stand beside their values, in the order in which they are written. It knows no key.

/// A value of ours as this export writes it: each `impl Serialize` of it is one shape.
pub(super) struct Json<T>(pub T);

/// Writes an object with these keys and values to a serializer.
macro_rules! object {
    ($serializer:ident, { $($entries:tt)* }) => {{
        let mut object = serde::Serializer::serialize_map($serializer, None)?;
        entries!(object, { $($entries)* });
        serde::ser::SerializeMap::end(object)
    }};
}

/// Adds keys and values to an object that is being written.
macro_rules! entries {
    ($object:ident, { $($key:literal: $value:expr),* $(,)? }) => {{
        $(serde::ser::SerializeMap::serialize_entry(&mut $object, $key, &$value)?;)*
    }};
}

pub(super) use {entries, object};
