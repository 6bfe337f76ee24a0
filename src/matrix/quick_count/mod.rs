//! Counting a pair of zones by bit sets, without making its flows.
//!
//! Which lines stand between two zones is an AND of a few rows of bits; which rules they come to is an OR of one bit for
//! each line. Pairs that the user said something about are counted by their flows. Both ways must agree; a property test
//! holds them against each other.
//!
//! [`rule_ports`] numbers what rules can say, [`index`] makes a zone ready for counting, [`decided`] holds what becomes
//! of lines under each answer and scope, [`cuts`] says which of them overrides take out and which pairs bits can't count,
//! [`tally`] counts one pair, and [`counter`] keeps it all.

mod counter;
mod cuts;
mod decided;
mod index;
mod rule_ports;
mod tally;

pub(crate) use counter::QuickCounter;
pub(crate) use decided::DecidedNeeds;
pub(crate) use tally::Tally;
