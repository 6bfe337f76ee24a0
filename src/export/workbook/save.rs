//! From the sheets of a workbook to a stream, without a copy of the whole in between.

use std::io::{self, BufWriter, Write};
use std::panic::resume_unwind;
use std::sync::mpsc::{SendError, SyncSender, sync_channel};
use std::thread;

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::export::ExportError;
use crate::export::run::ExportRun;

/// How much is handed over at once, and how often before the stream has taken it.
const CHUNK: usize = 64 * 1024;
const AHEAD: usize = 4;

/// Writes a workbook. It is packed by a thread of its own, since what packs wants a stream that goes from thread to thread;
/// this one writes what comes, and stops the other where the export is cancelled.
///
/// # Errors
/// When `out` refuses, a temporary file does, or the export was cancelled.
pub(super) fn save(mut workbook: Workbook, run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let (sender, chunks) = sync_channel(AHEAD);
    thread::scope(|scope| {
        let pack = move || {
            let mut writer = BufWriter::with_capacity(CHUNK, Chunks(sender));
            workbook.save_to_writer(&mut writer)?;
            writer.flush().map_err(XlsxError::IoError)
        };
        let packing = thread::Builder::new().spawn_scoped(scope, pack)?;
        // Dropping the receiver stops the thread.
        for chunk in chunks {
            run.check_cancelled()?;
            out.write_all(&chunk)?;
        }
        packing.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        Ok(())
    })
}

/// Hands what is written to another thread.
struct Chunks(SyncSender<Vec<u8>>);

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.send(bytes.to_vec()) {
            Ok(()) => Ok(bytes.len()),
            // Nobody takes them any more.
            Err(SendError(_)) => Err(io::ErrorKind::BrokenPipe.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl From<XlsxError> for ExportError {
    fn from(err: XlsxError) -> Self {
        let source = match err {
            XlsxError::IoError(source) => source,
            err => io::Error::other(err),
        };
        Self::Write { source }
    }
}
