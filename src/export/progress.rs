//! How far long work is, and whether it should stop. Exports count pairs of zones, catalogs count files.
//!
//! The work shares both with whoever waits for it. Neither measures time or stops anything by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Whether the work should stop. An exporter looks at it between pairs of zones.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the work was asked to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// How much is done. The work counts up as it goes.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// Sets how much there is to do; nothing of it is done.
    pub fn start(&self, all: usize) {
        self.set(0, all);
    }

    /// Sets how much is done, and how much there is to do.
    pub fn set(&self, done: usize, all: usize) {
        self.0.all.store(all, Ordering::Relaxed);
        self.0.done.store(done, Ordering::Relaxed);
    }

    /// Counts up by what was done.
    pub fn add(&self, done: usize) {
        self.0.done.fetch_add(done, Ordering::Relaxed);
    }

    /// How much of it is done, 0 to 1; `None` until it is known how much there is to do.
    #[expect(clippy::cast_precision_loss, reason = "a share to be shown")]
    #[must_use]
    pub fn share(&self) -> Option<f32> {
        let all = self.0.all.load(Ordering::Relaxed);
        let done = self.0.done.load(Ordering::Relaxed).min(all);
        (all > 0).then(|| done as f32 / all as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_from_nothing_to_all_and_no_further() {
        let progress = Progress::default();
        assert_eq!(progress.share(), None);
        progress.start(4);
        assert_eq!(progress.share(), Some(0.0));
        progress.clone().add(1);
        assert_eq!(progress.share(), Some(0.25));
        progress.add(5);
        assert_eq!(progress.share(), Some(1.0));
        progress.set(1, 2);
        assert_eq!(progress.share(), Some(0.5));
    }
}
