//! Portolan plans the network ports of Windows systems and the Microsoft server products.
//!
//! A [`plan`] says which roles and OS versions stand in which zone; the [`catalog`] says what each
//! role listens on and what it opens; [`matrix`] derives which zone must reach which, on which
//! ports, why, and on whose word; [`check`] says what is odd about that. Everything else shows
//! that, writes it down, or reads it in.
//!
//! The modules in reading order: [`net`], [`date`], [`ids`], [`finding`], [`catalog`], [`plan`], [`matrix`],
//! [`check`], [`table`], [`document`], [`view`], [`export`], [`files`], [`cli`], and, with the feature `gui`, `gui`.
//! `docs/ARCHITECTURE.md` names the layers and what each must not know.

pub mod catalog;
pub mod check;
pub mod cli;
pub mod date;
pub mod document;
pub mod export;
pub mod files;
pub mod finding;
pub mod form;
#[cfg(feature = "gui")]
pub mod gui;
pub mod ids;
pub mod matrix;
pub mod net;
pub mod plan;
mod printable;
pub mod profile;
pub mod query;
mod ron_text;
pub mod table;
mod typeface;
pub mod view;
