//! Makes parts of an export on all processors and takes them in order. It knows no format.

use std::io;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::ExportError;
use super::run::ExportRun;

/// How many pairs are made in one go.
const CHUNK: usize = 32;

/// How many chunks a worker may be ahead of the taker.
const AHEAD: usize = 2;

/// Makes something of each chunk of positions of pairs, and takes what was made in the order of the pairs.
///
/// What was taken goes back to `make`, to be emptied and filled anew: large texts that one thread asks for and another one
/// frees cost more than what is written in them.
///
/// # Errors
/// The first error of `make` or `take`.
pub(super) fn in_order<T: Send>(
    run: &ExportRun<'_>,
    make: impl Fn(Range<usize>, Option<T>) -> Result<T, ExportError> + Sync,
    take: impl FnMut(&mut T) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    in_order_on(thread::Builder::new, run, make, take)
}

/// Does what [`in_order`] does, on threads that `thread_builder` begins.
fn in_order_on<T: Send>(
    thread_builder: fn() -> thread::Builder,
    run: &ExportRun<'_>,
    make: impl Fn(Range<usize>, Option<T>) -> Result<T, ExportError> + Sync,
    mut take: impl FnMut(&mut T) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let num_chunks = run.num_pairs().div_ceil(CHUNK);
    let chunk = |idx: usize| idx * CHUNK..run.num_pairs().min((idx + 1) * CHUNK);
    let mut take = |idx: usize, made: &mut T| {
        take(made)?;
        run.progress.add(chunk(idx).len());
        Ok(())
    };
    let alone = |take: &mut dyn FnMut(usize, &mut T) -> Result<(), ExportError>| {
        let mut taken = None;
        (0..num_chunks).try_for_each(|idx| {
            run.check_cancelled()?;
            let made = make(chunk(idx), taken.take())?;
            take(idx, taken.insert(made))
        })
    };
    let num_workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(num_chunks);
    if num_workers <= 1 {
        return alone(&mut take);
    }
    thread::scope(|scope| {
        let start = |worker: usize| {
            let ((made, to_take), (taken, to_make)) = (sync_channel(AHEAD), channel());
            let make = &make;
            let chunks = (worker..num_chunks).step_by(num_workers).map(chunk);
            let work = move || work(chunks, make, &to_make, &made);
            thread_builder().spawn_scoped(scope, work).map(|_| (to_take, taken))
        };
        // Dropping the receivers stops the workers.
        let workers: io::Result<Vec<(Receiver<_>, Sender<_>)>> = (0..num_workers).map(start).collect();
        // Where the system gives no more threads, this one makes everything.
        let Ok(workers) = workers else { return alone(&mut take) };
        (0..num_chunks).try_for_each(|idx| {
            // Workers may be done before anything is taken, and would not notice.
            run.check_cancelled()?;
            let (to_take, taken) = &workers[idx % num_workers];
            // A worker ends early only after it sent an error, which was returned.
            let mut made = to_take.recv().unwrap_or(Err(ExportError::Cancelled))?;
            take(idx, &mut made)?;
            // A worker that has made its last chunk needs it no more.
            drop(taken.send(made));
            Ok(())
        })
    })
}

/// Makes one chunk after another until there is an error or nobody takes them.
fn work<T>(
    chunks: impl Iterator<Item = Range<usize>>,
    make: &impl Fn(Range<usize>, Option<T>) -> Result<T, ExportError>,
    taken: &Receiver<T>,
    sender: &SyncSender<Result<T, ExportError>>,
) {
    for chunk in chunks {
        let result = make(chunk, taken.try_recv().ok());
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
            in_order_on(
                thread_builder,
                &run,
                |chunk, _| Ok(chunk),
                |chunk| {
                    taken.extend(chunk.clone());
                    Ok(())
                },
            )
            .expect("nothing fails");
            assert!(taken.iter().copied().eq(0..40 * 40), "{} of 1600 in order", taken.len());
        }
    }
}
