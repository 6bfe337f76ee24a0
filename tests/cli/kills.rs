//! Processes that are killed while they save and export: whatever the moment, a file is whole, and what is left
//! beside it goes with the next write.
//!
//! A few dozen kills by default. `PORTOLAN_KILLS=1000 cargo test --test cli kills:: -- --nocapture` does a thousand
//! of each kind and tells what it counted. The moments are random; only what holds at every moment is asserted.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use portolan::files::{atomic_write, backups::Backups, signals};
use rustix::process::{Pid, Signal, kill_process};

use crate::harness::{Folder, WORKED_EXAMPLE};

/// Names the file that a process of this test saves to until it is killed.
const SAVES_TO: &str = "PORTOLAN_TEST_SAVES_TO";
/// Not SIGINT: whatever a shell starts in the background ignores it, and so do its children.
const SIGNALS: [Signal; 2] = [Signal::KILL, Signal::TERM];

fn num_kills() -> u64 {
    std::env::var("PORTOLAN_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(24)
}

/// A number below `most`, another one for each `seed`.
fn random(seed: u64, most: u64) -> u64 {
    let mut mixed = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 27)) % most.max(1)
}

/// Two texts that are long enough to be cut in the middle.
fn texts() -> [String; 2] {
    ["first", "second"].map(|word| format!("{word}\n").repeat(40_000))
}

fn save(path: &Path, text: &str) {
    atomic_write::write_keeping(path, &Backups::nowhere(), |file| file.write_all(text.as_bytes())).expect("saved");
}

/// What a child of [`killed_saves_leave_a_whole_file`] does; nothing where the test suite runs it.
#[test]
fn a_process_saves_until_it_is_killed() {
    let Some(path) = std::env::var_os(SAVES_TO) else { return };
    signals::watch();
    loop {
        for text in texts() {
            save(Path::new(&path), &text);
        }
    }
}

/// What the kills of one kind came to.
#[derive(Debug, Default)]
struct Counts {
    /// How many processes were killed.
    kills: u64,
    /// How many of them left a temporary file, which the next write removed.
    left_one: u64,
    /// How many files of the first content were found, and of the second.
    found: [u64; 2],
}

impl Counts {
    /// Kills a process after a while, and looks at what it left of `name`, which has one of these texts at any time.
    fn kill(&mut self, seed: u64, mut child: Child, after: Duration, folder: &Folder, name: &str, texts: &[String; 2]) {
        thread::sleep(after);
        let signal = SIGNALS[usize::try_from(seed).expect("a small number") % SIGNALS.len()];
        // Until it is waited for, a child that came to its end keeps its number.
        kill_process(Pid::from_child(&child), signal).expect("the number is its own");
        child.wait().expect("it ended");
        self.kills += 1;
        let text = folder.read(name);
        let which = texts.iter().position(|whole| *whole == text);
        let which = which.unwrap_or_else(|| panic!("kill {seed} by {signal:?}: {} bytes of no whole file", text.len()));
        self.found[which] += 1;
        let litter = || folder.names().into_iter().filter(|name| name.starts_with(".portolan-")).count();
        let most = usize::from(signal == Signal::KILL);
        assert!(litter() <= most, "kill {seed} by {signal:?}: {:?}", folder.names());
        self.left_one += u64::from(litter() > 0);
        save(&folder.path(name), &text);
        assert_eq!(litter(), 0, "kill {seed}: the next write removes it");
    }
}

#[test]
fn killed_saves_leave_a_whole_file() {
    let folder = Folder::new();
    let texts = texts();
    let path = folder.write("plan.ron", &texts[0]);
    let mut counts = Counts::default();
    for seed in 0..num_kills() {
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command.args(["--exact", "kills::a_process_saves_until_it_is_killed"]).env(SAVES_TO, &path);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
        counts.kill(seed, child, Duration::from_micros(random(seed, 60_000)), &folder, "plan.ron", &texts);
    }
    println!("killed saves: {counts:?}");
}

#[test]
fn killed_exports_leave_a_whole_file() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    let export = |need: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portolan"));
        command.args(["export", "--format=flows-all-csv", "--need", need, "-o"]).arg(folder.path("out.csv")).arg(&plan);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs")
    };
    let needs = ["required", "all"];
    let start = Instant::now();
    let texts = needs.map(|need| {
        assert!(export(need).wait().expect("it ended").success());
        folder.read("out.csv")
    });
    let micros = u64::try_from(start.elapsed().as_micros()).expect("a short time") / 2;
    assert_ne!(texts[0], texts[1]);
    let mut counts = Counts::default();
    for seed in 0..num_kills() {
        let after = Duration::from_micros(random(seed, micros + micros / 8));
        let child = export(needs[usize::try_from(seed % 2).expect("0 or 1")]);
        counts.kill(seed, child, after, &folder, "out.csv", &texts);
    }
    println!("killed exports: {counts:?}");
}
