//! The dialect of every RON file of ours, and what is said about a text that is not written in it.
//!
//! It knows no field of any file and opens none.

pub(crate) mod layout;
mod wording;

pub(crate) use wording::Fault;

use ron::extensions::Extensions;

/// The dialect of every RON file of ours: `Some` may be left out.
#[must_use]
pub(crate) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}
