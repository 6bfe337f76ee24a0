//! Every reader of texts under damaged input: no panic, and what is accepted is read back from what is written.
//!
//! Inputs are made from a kept corpus (`tests/corpus`) and from what the program embeds, by damaging bytes and tokens
//! from a seed: the same numbers give the same inputs on every machine. A run within the other tests is short; the
//! variable `PORTOLAN_FUZZ_INPUTS` asks for a long one, which also says what took longest and the most memory
//! (`docs/TESTING.md`). It judges no time: a test never looks at a clock.

#![expect(clippy::expect_used, reason = "a test that can't go on fails")]

mod corpus;
mod mutate;
mod readers;
#[path = "../core/splitmix.rs"]
#[expect(dead_code, reason = "the other tests use the rest")]
mod splitmix;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use mutate::Mutator;
use readers::{READERS, Reader};
use splitmix::SplitMix;

/// How many inputs a reader gets within the other tests.
const SHORT: u64 = 1_500;

/// What came of the inputs of one reader.
#[derive(Default)]
struct Tally {
    inputs: u64,
    accepted: u64,
    bytes: u64,
    slowest: Duration,
    slowest_input: u64,
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Reads the input of one number, and says its length and whether it was accepted.
fn read_one(reader: &Reader, mutator: &Mutator, number: u64) -> (usize, bool) {
    let input = mutator.input(&mut SplitMix::new(number));
    let outcome = catch_unwind(AssertUnwindSafe(|| (reader.read)(&input)));
    let accepted = outcome.unwrap_or_else(|_| {
        panic!(
            "the reader of {} panics at input {number}; begins with {:?}",
            reader.name,
            input.chars().take(400).collect::<String>()
        )
    });
    (input.len(), accepted)
}

fn run(reader: &Reader, first: u64, inputs: u64) -> Tally {
    let mutator = Mutator::new(corpus::seeds(reader.folder));
    let mut res = Tally { inputs, ..Tally::default() };
    for number in first..first + inputs {
        let start = Instant::now();
        let (bytes, accepted) = read_one(reader, &mutator, number);
        let took = start.elapsed();
        if took > res.slowest {
            (res.slowest, res.slowest_input) = (took, number);
        }
        res.bytes += bytes as u64;
        res.accepted += u64::from(accepted);
    }
    res
}

#[test]
fn no_damaged_text_breaks_a_reader() {
    let first = number("PORTOLAN_FUZZ_FIRST", 0);
    let inputs = number("PORTOLAN_FUZZ_INPUTS", SHORT * READERS.len() as u64).div_ceil(READERS.len() as u64);
    for reader in READERS {
        let Tally { inputs, accepted, bytes, slowest, slowest_input } = run(reader, first, inputs);
        println!(
            "{}: {inputs} inputs from {first} on, {accepted} accepted, {bytes} bytes, slowest {slowest:?} (input {slowest_input}), memory so far {}",
            reader.name,
            peak()
        );
        assert!(accepted > 0 && accepted < inputs, "{}: some inputs are still whole and some are not", reader.name);
    }
}

#[test]
fn the_kept_corpus_is_read_without_a_panic() {
    for reader in READERS {
        for text in corpus::seeds(reader.folder) {
            (reader.read)(&text);
        }
    }
}

#[test]
fn the_same_number_gives_the_same_input() {
    let mutator = Mutator::new(corpus::seeds("plan"));
    for number in 0..200 {
        assert_eq!(mutator.input(&mut SplitMix::new(number)), mutator.input(&mut SplitMix::new(number)));
    }
}

/// The highest resident set so far, in words of the kernel. Linux only: it reads `VmHWM` of `/proc/self/status`.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not known here".to_owned(), |line| line.trim().to_owned())
}
