//! What came back of the work in the background: the first rows, and what is to be known of all. It begins none.

use egui::{Label, Ui};

use super::table::TableState;
use crate::export::FormPreview;
use crate::gui::widgets::{group_heading, percent, problem, progress_bar, segmented_ui, weak};

/// The most sentences that are shown; the rest is counted.
const MOST_SENTENCES: usize = 200;

/// Something that came back.
#[derive(Debug)]
pub(in crate::gui) enum ExportSeen {
    /// The first rows of each file, or why there are none.
    Rows(Result<Vec<FormPreview>, String>),
    /// All rows are being counted; so much is done.
    Counting(Option<f32>),
    /// They were counted: what is to be said of them, a sentence each.
    Counted(Vec<String>),
    /// They were not: this went wrong, or nothing where the user stopped it.
    NotCounted(String),
}

/// What is known of what would be exported.
#[derive(Debug, Default)]
pub(super) struct Seen {
    rows: Option<Result<Vec<FormPreview>, String>>,
    /// The rows are those of the choice before.
    is_stale: bool,
    /// `None`: not counted yet.
    counted: Option<Counts>,
    /// Which file is shown.
    file_idx: usize,
    table: TableState,
}

/// How far counting is.
#[derive(Debug)]
enum Counts {
    Running(Option<f32>),
    Done(Vec<String>),
    Ended(String),
}

/// What the user wants of a count.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum CountWish {
    /// It is to stop.
    Stop,
    /// It is to begin again.
    Again,
}

impl Seen {
    /// Forgets what was counted: something else was chosen. The rows stay until there are others, so that nothing flickers.
    pub(super) fn expect_others(&mut self) {
        self.is_stale = true;
        self.counted = None;
    }

    /// Takes what came back.
    pub(super) fn take(&mut self, seen: ExportSeen) {
        match seen {
            ExportSeen::Rows(rows) => {
                let num_files = rows.as_ref().map_or(0, Vec::len);
                self.file_idx = if self.file_idx < num_files { self.file_idx } else { 0 };
                self.rows = Some(rows);
                self.is_stale = false;
                self.table = TableState::default();
            }
            ExportSeen::Counting(share) => self.counted = Some(Counts::Running(share)),
            ExportSeen::Counted(sentences) => self.counted = Some(Counts::Done(sentences)),
            ExportSeen::NotCounted(text) => self.counted = Some(Counts::Ended(text)),
        }
    }

    /// Shows what is to be known of all rows.
    pub(super) fn counts_ui(&self, ui: &mut Ui) -> Option<CountWish> {
        match &self.counted {
            None => None,
            Some(Counts::Running(share)) => {
                let wish = ui.horizontal(|ui| {
                    let text =
                        share.map_or("Counting…".to_owned(), |share| format!("Counting… {} %", percent(share)));
                    progress_bar(ui, "Counting the rows", *share);
                    weak(ui, &text);
                    ui.button("Stop counting").clicked().then_some(CountWish::Stop)
                });
                wish.inner
            }
            Some(Counts::Done(sentences)) => {
                for (idx, sentence) in sentences.iter().take(MOST_SENTENCES).enumerate() {
                    if idx == 0 {
                        ui.add(Label::new(sentence).wrap());
                    } else {
                        weak(ui, sentence);
                    }
                }
                if sentences.len() > MOST_SENTENCES {
                    weak(ui, &format!("And {} more", sentences.len() - MOST_SENTENCES));
                }
                None
            }
            Some(Counts::Ended(text)) => {
                let wish = ui.horizontal(|ui| {
                    if text.is_empty() {
                        weak(ui, "Not counted");
                    } else {
                        problem(ui, text);
                    }
                    ui.button("Count the rows").clicked().then_some(CountWish::Again)
                });
                wish.inner
            }
        }
    }

    /// Shows the first rows, over this height.
    pub(super) fn rows_ui(&mut self, ui: &mut Ui, height: f32) {
        let top = ui.cursor().top();
        let heading = if self.is_stale { "First rows: being made…" } else { "First rows" };
        group_heading(ui, heading);
        match &self.rows {
            None => {}
            Some(Err(text)) => problem(ui, text),
            Some(Ok(files)) => {
                if files.len() > 1 {
                    let names: Vec<(usize, &str)> = files.iter().map(|file| file.file.as_str()).enumerate().collect();
                    if let Some(idx) = segmented_ui(ui, "File", self.file_idx, &names) {
                        self.file_idx = idx;
                        self.table = TableState::default();
                    }
                }
                match files.get(self.file_idx) {
                    None => drop(weak(ui, "A picture or a page has no rows to show here")),
                    Some(file) => {
                        if file.rows.is_empty() {
                            weak(ui, "Nothing of what is chosen is open: there is no row");
                        }
                        let left = height - (ui.cursor().top() - top);
                        self.table.ui(ui, left, file);
                    }
                }
            }
        }
        // As high as it will be, so that the buttons do not jump.
        let left = height - (ui.cursor().top() - top);
        ui.add_space(left.max(0.0));
    }
}
