//! Cells made on all processors and taken in order. It knows no format.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::ExportError;
use super::pairs::Job;

/// How many pairs are made in one go.
const CHUNK: usize = 32;

/// How many chunks a worker may be ahead of the taker.
const AHEAD: usize = 2;

/// Makes something of each chunk of positions of pairs, and takes what was made in the order of the pairs.
///
/// # Errors
/// The first error of `make` or `take`.
pub(super) fn in_order<T: Send>(
    job: &Job<'_>,
    make: impl Fn(Range<usize>) -> Result<T, ExportError> + Sync,
    mut take: impl FnMut(T) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let num_chunks = job.num_pairs().div_ceil(CHUNK);
    let chunk = |idx: usize| idx * CHUNK..job.num_pairs().min((idx + 1) * CHUNK);
    let mut take = |idx: usize, made: T| {
        take(made)?;
        job.progress.add(chunk(idx).len());
        Ok(())
    };
    let num_workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(num_chunks);
    if num_workers <= 1 {
        return (0..num_chunks).try_for_each(|idx| take(idx, make(chunk(idx))?));
    }
    thread::scope(|scope| {
        let start = |worker: usize| {
            let (sender, receiver) = sync_channel(AHEAD);
            let make = &make;
            let chunks = (worker..num_chunks).step_by(num_workers).map(chunk);
            scope.spawn(move || work(chunks, make, &sender));
            receiver
        };
        // The receivers go when the taking ends, and with them the workers' reason to go on.
        let receivers: Vec<Receiver<_>> = (0..num_workers).map(start).collect();
        (0..num_chunks).try_for_each(|idx| {
            // Workers may be done with all there is before the first of it is taken.
            job.check_cancelled()?;
            match receivers[idx % num_workers].recv() {
                Ok(result) => take(idx, result?),
                // A worker ends early only after an error, and that was taken.
                Err(_) => Err(ExportError::Cancelled),
            }
        })
    })
}

/// Makes one chunk after another until there is an error, or nobody who takes them.
fn work<T>(
    chunks: impl Iterator<Item = Range<usize>>,
    make: &impl Fn(Range<usize>) -> Result<T, ExportError>,
    sender: &SyncSender<Result<T, ExportError>>,
) {
    for chunk in chunks {
        let result = make(chunk);
        let is_last = result.is_err();
        if sender.send(result).is_err() || is_last {
            return;
        }
    }
}
