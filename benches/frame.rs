//! How much processor time one frame of the window takes: with the matrix scrolling, with and without a filter, with
//! the tick table of every role scrolling and ticked, and with both in groups, on plans of 10 to 1,000 zones.
//!
//! A frame here is the app's whole work: panels, layout, and the shapes cut into triangles. Painting them is the
//! graphics driver's. It asserts no time, and needs neither a display nor a graphics driver.

#[path = "derive/plans.rs"]
#[expect(dead_code, reason = "the other benchmark uses the rest")]
mod plans;

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::os::OperatingSystem;
use egui::{Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2};
use portolan::document::Document;
use portolan::files::catalog_dir;
use portolan::gui::{
    Answer, App, Deps, DiskFiles, FileDialogs, LoadedCatalog, Opening, PathQuestion, Reply, Tab, TickRowSet, UiState,
};

/// A system without file dialogs.
struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn ask(&self, _: PathQuestion, reply: Reply) {
        reply.answer(Answer::Unavailable);
    }
}

/// Threads for what the window does beside its frames, as the program has them, and how many are at work.
#[derive(Clone, Default)]
struct Threads(Arc<AtomicUsize>);

impl Threads {
    fn run(&self, work: Box<dyn FnOnce() + Send>) {
        let running = Arc::clone(&self.0);
        running.fetch_add(1, Ordering::SeqCst);
        thread::spawn(move || {
            work();
            running.fetch_sub(1, Ordering::SeqCst);
        });
    }

    fn are_at_work(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}

/// The app, and the context that its frames run in.
struct Window {
    app: App,
    ctx: Context,
    frame: usize,
}

impl Window {
    fn open(num_zones: usize, tab: Tab) -> Self {
        Self::with_groups(num_zones, tab, None)
    }

    /// Opens the app on a plan whose zones are in groups of a size, every other one folded, with what is empty folded too.
    fn with_groups(num_zones: usize, tab: Tab, group_size: Option<usize>) -> Self {
        let (catalog, _) = catalog_dir::with_overlay(&[]);
        let mut plan = plans::seeded(&catalog, num_zones);
        let name = |group_idx: usize| format!("Site {group_idx}");
        for (idx, zone) in plan.zones.iter_mut().enumerate() {
            if let Some(size) = group_size {
                Arc::make_mut(zone).group = name(idx / size);
            }
        }
        let folded = (0..num_zones).step_by(2).map(|group_idx| (format!("group {}", name(group_idx)), false));
        let folded: Vec<(String, bool)> = folded.filter(|_| group_size.is_some()).collect();
        let document = Document::new(plan);
        // Every role has its row, and every family is open.
        let families = catalog.families.iter().map(|family| format!("ticks {}", family.name));
        let folds = ["ticks Other vendors", "ticks No longer supported"].map(str::to_owned);
        let ui_state = UiState {
            tab,
            tick_rows: TickRowSet::All,
            retired_rows: true,
            sections: families.chain(folds).map(|section| (section, true)).chain(folded).collect(),
            folds_empty: group_size.is_some(),
            ..UiState::default()
        };
        let loaded = LoadedCatalog::built_in(catalog, Vec::new(), Vec::new());
        let opening = Opening { ui_state, ..Opening::new(loaded, document) };
        let threads = Threads::default();
        let of_app = threads.clone();
        let deps = Deps {
            dialogs: Arc::new(NoDialogs),
            files: Arc::new(DiskFiles),
            spawn: Arc::new(move |work| of_app.run(work)),
            os: OperatingSystem::Nix,
            own_folder: None,
        };
        let mut res = Self { app: App::new(opening, deps), ctx: Context::default(), frame: 0 };
        // The first frames derive the matrix, make the findings and lay out every text.
        for _ in 0..4 {
            res.frame(vec2(0.0, 0.0));
        }
        // What is counted beside them is there before anything is timed.
        while threads.are_at_work() {
            thread::sleep(Duration::from_millis(5));
            res.frame(vec2(0.0, 0.0));
        }
        res
    }

    /// Types words into the filter of the matrix.
    fn filter(&mut self, words: &str) {
        let find = |pressed| Event::Key {
            key: Key::F,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::COMMAND | Modifiers::SHIFT,
        };
        let held = Event::ModifiersChanged(Modifiers::COMMAND | Modifiers::SHIFT);
        self.input(vec![held, find(true), find(false), Event::ModifiersChanged(Modifiers::NONE)]);
        self.frame(vec2(0.0, 0.0));
        assert!(self.ctx.text_edit_focused(), "the words go into the filter");
        self.input(vec![Event::Text(words.to_owned())]);
        // Each frame lists the ports of some cells, until those in sight are known.
        for _ in 0..40 {
            self.frame(vec2(0.0, 0.0));
        }
    }

    /// Runs a frame in which the wheel is turned over the matrix.
    fn frame(&mut self, wheel: egui::Vec2) -> usize {
        let mut events = vec![Event::PointerMoved(pos2(640.0, 500.0))];
        if wheel != vec2(0.0, 0.0) {
            events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                source: MouseWheelSource::Unknown,
                delta: wheel,
                phase: TouchPhase::Move,
                modifiers: Modifiers::NONE,
            });
        }
        self.input(events)
    }

    /// Runs a frame with some input, up to the triangles.
    fn input(&mut self, events: Vec<Event>) -> usize {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            events,
            ..RawInput::default()
        };
        self.frame += 1;
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        // Nothing is painted, so no texture needs them.
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    /// Presses a key.
    fn key(&mut self, key: Key, modifiers: Modifiers) -> usize {
        let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.input(vec![Event::ModifiersChanged(modifiers), press(true), press(false)])
    }

    /// Puts the cursor of the tick table on a role, with every row shown around it.
    fn go_to_role(&mut self) {
        self.key(Key::Num1, Modifiers::COMMAND);
        self.frame(vec2(0.0, 0.0));
        self.input(vec![Event::Text("file server".to_owned())]);
        for key in [Key::Enter, Key::Escape] {
            self.frame(vec2(0.0, 0.0));
            self.frame(vec2(0.0, 0.0));
            self.key(key, Modifiers::NONE);
        }
        self.frame(vec2(0.0, 0.0));
        self.frame(vec2(0.0, 0.0));
    }

    /// Ticks or unticks a role, and shows what came of it: two frames.
    fn tick(&mut self) -> usize {
        let before = self.app.document().revision();
        self.key(Key::Space, Modifiers::NONE);
        let res = self.frame(vec2(0.0, 0.0));
        assert_eq!(self.app.document().revision(), before + 1, "the cursor is on a cell");
        res
    }

    /// Scrolls down and right, and back again.
    fn scroll(&mut self) -> usize {
        let step = if (self.frame / 60).is_multiple_of(2) { -7.0 } else { 7.0 };
        self.frame(vec2(step, step))
    }
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    group.sample_size(60);
    for num_zones in [10, 100, 1_000] {
        let mut window = Window::open(num_zones, Tab::Matrix);
        group.bench_function(BenchmarkId::new("at-rest", num_zones), |bencher| {
            bencher.iter(|| black_box(window.frame(vec2(0.0, 0.0))));
        });
        group.bench_function(BenchmarkId::new("scrolling", num_zones), |bencher| {
            bencher.iter(|| black_box(window.scroll()));
        });
        window.filter("445");
        group.bench_function(BenchmarkId::new("filtered-at-rest", num_zones), |bencher| {
            bencher.iter(|| black_box(window.frame(vec2(0.0, 0.0))));
        });
        group.bench_function(BenchmarkId::new("filtered-scrolling", num_zones), |bencher| {
            bencher.iter(|| black_box(window.scroll()));
        });
        for (tab, name) in [(Tab::Matrix, "grouped-scrolling"), (Tab::Ticks, "ticks-grouped-scrolling")] {
            let mut window = Window::with_groups(num_zones, tab, Some(10));
            group.bench_function(BenchmarkId::new(name, num_zones), |bencher| {
                bencher.iter(|| black_box(window.scroll()));
            });
        }
        let mut window = Window::open(num_zones, Tab::Ticks);
        group.bench_function(BenchmarkId::new("ticks-at-rest", num_zones), |bencher| {
            bencher.iter(|| black_box(window.frame(vec2(0.0, 0.0))));
        });
        group.bench_function(BenchmarkId::new("ticks-scrolling", num_zones), |bencher| {
            bencher.iter(|| black_box(window.scroll()));
        });
        window.go_to_role();
        group.bench_function(BenchmarkId::new("tick-and-two-frames", num_zones), |bencher| {
            bencher.iter(|| black_box(window.tick()));
        });
    }
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
