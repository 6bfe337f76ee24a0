//! Standard output as it was when the program was started. What is written to it is not its business.
//!
//! Rust opens `/dev/null` in place of a standard stream that is closed, before `main` begins: all that is written
//! then is lost, and every write succeeds. A program that promises to say so has to look before that happens.

use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};

static WAS_CLOSED: AtomicBool = AtomicBool::new(false);

// The one function that runs before `main`. It asks the system for names and opens nothing.
#[cfg(unix)]
ctor::declarative::ctor! {
    #[ctor(unsafe)]
    fn look_at_standard_output() {
        let is_there = |path: &str| std::fs::symlink_metadata(path).is_ok();
        // A system without `/dev/fd` says nothing about it.
        WAS_CLOSED.store(std::fs::metadata("/dev/fd").is_ok() && !is_there("/dev/fd/1"), Ordering::Relaxed);
    }
}

/// Standard output, buffered; one that refuses whatever is written if it was closed from the start.
#[must_use]
pub fn standard_output() -> Box<dyn Write> {
    if WAS_CLOSED.load(Ordering::Relaxed) { Box::new(Closed) } else { Box::new(BufWriter::new(io::stdout())) }
}

/// A stream that was closed from the start.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("standard output is closed"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
