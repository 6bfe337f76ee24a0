//! What is done when the system ends the program: unsaved work is kept and half-written files are removed, then the
//! program ends as it would have. Without a thread to wait on, none of that is done.

use std::sync::{Mutex, PoisonError};

use super::atomic_write;

/// What is to be done before the end.
type Rescue = Box<dyn Fn() + Send>;

static RESCUES: Mutex<Vec<Rescue>> = Mutex::new(Vec::new());

/// Runs something before the end. It must be short and wait for nothing.
pub fn before_end(rescue: impl Fn() + Send + 'static) {
    RESCUES.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(rescue));
}

fn end() {
    for rescue in RESCUES.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        rescue();
    }
    atomic_write::remove_live();
}

/// Waits for signals from now on, on a thread of its own.
#[cfg(unix)]
pub fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let watched = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal));
    let watched: Vec<_> = watched.collect();
    let (is_ready, wait_until_ready) = std::sync::mpsc::channel();
    let wait = move || {
        // Only here: without this thread, signals would be caught and never handled.
        let Ok(mut signals) = signal_hook::iterator::Signals::new(&watched) else { return };
        is_ready.send(()).unwrap_or_default();
        if let Some(signal) = signals.forever().next() {
            end();
            drop(signal_hook::low_level::emulate_default_handler(signal));
        }
    };
    drop(std::thread::Builder::new().name("signals".to_owned()).spawn(wait));
    // A file that is begun before signals are caught would stay. Without a thread this fails at once.
    wait_until_ready.recv().unwrap_or_default();
}

/// Whether the program was started so that it ignores a signal, as `nohup` does.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    mask & (1 << (signal - 1)) != 0
}

/// Waits from now on for the end that a console brings: Ctrl+C, its closing, log-off.
#[cfg(windows)]
pub fn watch() {
    /// What Windows itself gives a program that Ctrl+C ended.
    const CONTROL_C_EXIT: i32 = -0x3fff_fec6;
    drop(ctrlc::set_handler(|| {
        end();
        std::process::exit(CONTROL_C_EXIT);
    }));
}

/// There is nothing to wait for.
#[cfg(not(any(unix, windows)))]
pub fn watch() {}
