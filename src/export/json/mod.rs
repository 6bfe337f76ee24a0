//! Everything as JSON, for programs: what was asked for, the zones, the rules, and every flow with its reasons.
//!
//! `docs/EXPORTS.md` describes every key. Each zone, document, rule and flow takes a line, so that two
//! exports compare line by line.

mod decisions;
mod document;
mod head;
mod object;
mod reason;
mod rows;

pub(super) use document::DOCUMENT;
