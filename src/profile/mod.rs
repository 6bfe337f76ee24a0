//! Profiles: how the rows of a request are written for one form of a firewall team.
//!
//! A profile is data: its columns, its words, its notations, and what becomes of what the form can't say. It is read from
//! a text and written to one; nothing here writes a row, opens a file or knows a plan.
//!
//! ```text
//! field     what can stand in a column
//! schema    everything that a profile says; its shape is that of the file
//! words     the words and notations among it
//! file      from a text to a profile, and back
//! mistakes  what no form could be filled by
//! generic   the profile of the export `csv`
//! ```

mod field;
mod file;
mod generic;
mod mistakes;
mod schema;
mod words;

pub use field::{Field, FieldOf};
pub use file::{ProfileError, read, write};
pub use generic::generic;
pub use schema::{
    AddressRanges, Column, Encoding, FormFile, Length, LineEnd, Profile, Quoting, Reader, Rows, Split, TextForm,
};
pub use words::{Notation, ObjectWords, TransportWords, Words};
