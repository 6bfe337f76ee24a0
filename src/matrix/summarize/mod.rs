//! Counting a pair of zones by bit sets, without making its flows.
//!
//! Which lines stand between two zones is an AND of a few rows of bits; which rules they come to is
//! an OR of one bit for each line. Pairs that the user said something about take the long way, through
//! their flows. Both ways must agree; a property test holds them against each other.
//!
//! [`rule_ports`] numbers what rules can say, [`index`] makes a zone ready for counting, [`decided`] holds what
//! becomes of lines under each answer and scope, [`cuts`] which of them overrides take out, [`tally`] counts one pair,
//! and [`long_way`] says which pairs can't be counted like that.

mod cuts;
mod decided;
mod index;
mod long_way;
mod rule_ports;
mod summarizer;
mod tally;

pub(crate) use decided::DecidedNeeds;
pub(crate) use summarizer::Summarizer;
pub(crate) use tally::Tally;
