//! Makes parts of an export on all processors and takes them in order. It knows no format.

use std::io;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::ExportError;
use super::run::ExportRun;

/// How many pairs are made in one go.
const CHUNK: usize = 32;

/// How many chunks a worker may be ahead of the taker.
const AHEAD: usize = 2;

/// Makes something of each chunk of positions of pairs, and takes what was made in the order of the pairs.
///
/// # Errors
/// The first error of `make` or `take`.
pub(super) fn in_order<T: Send>(
    run: &ExportRun<'_>,
    make: impl Fn(Range<usize>) -> Result<T, ExportError> + Sync,
    take: impl FnMut(T) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    in_order_on(thread::Builder::new, run, make, take)
}

/// Does what [`in_order`] does, on threads that `thread_builder` begins.
fn in_order_on<T: Send>(
    thread_builder: fn() -> thread::Builder,
    run: &ExportRun<'_>,
    make: impl Fn(Range<usize>) -> Result<T, ExportError> + Sync,
    mut take: impl FnMut(T) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let num_chunks = run.num_pairs().div_ceil(CHUNK);
    let chunk = |idx: usize| idx * CHUNK..run.num_pairs().min((idx + 1) * CHUNK);
    let mut take = |idx: usize, made: T| {
        take(made)?;
        run.progress.add(chunk(idx).len());
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
            thread_builder().spawn_scoped(scope, move || work(chunks, make, &sender)).map(|_| receiver)
        };
        // Dropping the receivers stops the workers.
        let Ok(receivers) = (0..num_workers).map(start).collect::<io::Result<Vec<Receiver<_>>>>() else {
            // The system gives no more threads, so this one makes everything.
            return (0..num_chunks).try_for_each(|idx| {
                run.check_cancelled()?;
                take(idx, make(chunk(idx))?)
            });
        };
        (0..num_chunks).try_for_each(|idx| {
            // Workers may be done before anything is taken, and would not notice.
            run.check_cancelled()?;
            match receivers[idx % num_workers].recv() {
                Ok(result) => take(idx, result?),
                // A worker ends early only after it sent an error, which was returned.
                Err(_) => Err(ExportError::Cancelled),
            }
        })
    })
}

/// Makes one chunk after another until there is an error or the receiver is gone.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::export::{Cancel, ExportOptions, Progress};
    use crate::matrix::derive;
    use crate::plan::{Plan, Zone};

    #[test]
    fn chunks_are_taken_in_order_also_where_there_is_no_thread_to_be_had() {
        let zone = |idx: usize| std::sync::Arc::new(Zone { id: format!("z{idx}").into(), ..Zone::default() });
        let plan = Plan { zones: (0..40).map(zone).collect(), ..Plan::default() };
        let catalog = Catalog::default();
        let matrix = derive(&catalog, &plan);
        let impossible: fn() -> thread::Builder = || thread::Builder::new().stack_size(1 << 60);
        assert!(thread::scope(|scope| impossible().spawn_scoped(scope, || ()).is_err()));
        for thread_builder in [thread::Builder::new, impossible] {
            let (cancel, progress) = (Cancel::default(), Progress::default());
            let run = ExportRun::new(&catalog, &matrix, ExportOptions::default(), &cancel, &progress);
            let mut taken = Vec::new();
            in_order_on(thread_builder, &run, Ok, |chunk| {
                taken.extend(chunk);
                Ok(())
            })
            .expect("nothing fails");
            assert!(taken.iter().copied().eq(0..40 * 40), "{} of 1600 in order", taken.len());
        }
    }
}
