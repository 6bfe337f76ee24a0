//! The first rows of what would be exported, and then the count of all: made in the background, one after the other. Another
//! choice cancels both.

use std::sync::Arc;

use egui::Context;

use super::background::{Background, End, Latest, outcome};
use crate::catalog::Catalog;
use crate::export::{ExportAs, ExportError, ExportOptions, FormPreview, FormReport, zone_names};
use crate::gui::deps::Spawn;
use crate::gui::dialogs::ExportSeen;
use crate::gui::error_text::with_causes;
use crate::matrix::{self, Matrix};
use crate::plan::Plan;
use crate::view::{counted, upper_first};

/// How many rows are shown.
const ROWS: usize = 40;

/// What is being made for the dialog of exports.
#[derive(Default)]
pub(in crate::gui) struct ExportLook {
    /// The matrix that was made last, and what of.
    matrix: Option<Derived>,
    /// What is looked at.
    order: Option<(ExportAs, ExportOptions)>,
    rows: Latest<(Vec<FormPreview>, Derived)>,
    count: Option<Background<Vec<String>>>,
}

/// A matrix with what it was derived from. It is made in the background, and once for all choices.
#[derive(Clone)]
struct Derived {
    catalog: Arc<Catalog>,
    plan: Arc<Plan>,
    matrix: Arc<Matrix>,
}

impl ExportLook {
    /// Begins to look at something.
    pub(in crate::gui) fn start(
        &mut self,
        order: (ExportAs, ExportOptions),
        (catalog, plan): (&Arc<Catalog>, &Arc<Plan>),
        (spawn, ctx): (&Spawn, &Context),
    ) {
        let is_of_these = |it: &Derived| Arc::ptr_eq(&it.catalog, catalog) && Arc::ptr_eq(&it.plan, plan);
        let known = self.matrix.take().filter(is_of_these);
        self.matrix.clone_from(&known);
        self.count = None;
        self.order = Some(order.clone());
        let (catalog, plan) = (Arc::clone(catalog), Arc::clone(plan));
        let if_lost = "The first rows can't be shown: the work for them stopped unexpectedly";
        self.rows = Latest::of(Background::start(spawn, ctx, if_lost, move |cancel, _| {
            let derived = known.unwrap_or_else(|| {
                let matrix = Arc::new(matrix::derive(&catalog, &plan));
                Derived { catalog, plan, matrix }
            });
            let (what, options) = order;
            let rows = what.first_rows(&derived.catalog, &derived.matrix, options, ROWS, cancel);
            outcome(rows.map(|rows| (rows, derived)), cancel, words)
        }));
    }

    /// Stops counting.
    pub(in crate::gui) fn stop_counting(&self) {
        self.count.iter().for_each(Background::cancel);
    }

    /// What came back since it was asked last.
    pub(in crate::gui) fn poll(&mut self, spawn: &Spawn, ctx: &Context) -> Vec<ExportSeen> {
        let mut res = Vec::new();
        if let Some(rows) = self.rows.poll() {
            res.push(ExportSeen::Rows(rows.map(|(rows, derived)| {
                self.count = self.order.take().map(|order| count(order, derived.clone(), spawn, ctx));
                self.matrix = Some(derived);
                rows
            })));
        }
        if let Some(count) = &self.count {
            res.push(match count.poll() {
                None => ExportSeen::Counting(count.share()),
                Some(end) => {
                    self.count = None;
                    match end {
                        End::Done(sentences) => ExportSeen::Counted(sentences),
                        End::Cancelled => ExportSeen::NotCounted(String::new()),
                        End::Failed(text) => ExportSeen::NotCounted(text),
                    }
                }
            });
        }
        res
    }

    /// Whether rows are being counted.
    pub(in crate::gui) fn is_counting(&self) -> bool {
        self.count.is_some()
    }
}

/// Begins to count all rows.
fn count(
    (what, options): (ExportAs, ExportOptions),
    derived: Derived,
    spawn: &Spawn,
    ctx: &Context,
) -> Background<Vec<String>> {
    let if_lost = "The rows can't be counted: the work for it stopped unexpectedly";
    Background::start(spawn, ctx, if_lost, move |cancel, progress| {
        let Derived { catalog, plan, matrix } = derived;
        let report = what.count(&catalog, &matrix, options, cancel, progress);
        let said = report.map(|report| report.map_or_else(Vec::new, |report| sentences(&report, &plan)));
        outcome(said, cancel, words)
    })
}

/// What is to be said of all rows, how many they are first.
fn sentences(report: &FormReport, plan: &Plan) -> Vec<String> {
    let mut first = report.written().join(", ");
    if report.num_to_be_filled > 0 {
        first += &format!(", {} of them with addresses to be filled", report.num_to_be_filled);
    }
    if report.num_left_out() > 0 {
        first += &format!(", {} left out", counted(report.num_left_out(), "rule", "rules"));
    }
    let undecided = (report.num_optional > 0).then(|| {
        let rows = counted(report.num_optional, "row", "rows");
        format!("{rows} only for scenarios that nobody decided on")
    });
    let remarks = report.remarks(&zone_names(plan)).into_iter().map(|remark| upper_first(&remark));
    [first].into_iter().chain(undecided).chain(remarks).collect()
}

/// What went wrong, as a sentence.
fn words(err: &ExportError) -> String {
    upper_first(&with_causes(err))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::export::exporter;
    use crate::plan::Zone;

    type Work = Box<dyn FnOnce() + Send>;

    /// A look at the format csv of a plan of two zones, and the work that it began and that nobody has done yet.
    fn look() -> (ExportLook, Spawn, Arc<Mutex<Vec<Work>>>) {
        let work: Arc<Mutex<Vec<Work>>> = Arc::default();
        let queue = Arc::clone(&work);
        let spawn: Spawn = Arc::new(move |one| queue.lock().expect("no thread has failed").push(one));
        let zone = |id: &str| Arc::new(Zone { id: id.into(), ..Zone::default() });
        let plan = Arc::new(Plan { zones: vec![zone("a"), zone("b")], ..Plan::default() });
        let mut look = ExportLook::default();
        let what = ExportAs::Format(exporter("csv").expect("csv"));
        let of = (&Arc::new(Catalog::default()), &plan);
        look.start((what, ExportOptions::default()), of, (&spawn, &Context::default()));
        (look, spawn, work)
    }

    fn do_next(work: &Mutex<Vec<Work>>) {
        let one = work.lock().expect("no thread has failed").remove(0);
        one();
    }

    #[test]
    fn rows_come_first_and_then_the_count_goes_on_until_it_is_done() {
        let (mut look, spawn, work) = look();
        let ctx = Context::default();
        assert!(look.poll(&spawn, &ctx).is_empty() && !look.is_counting());
        do_next(&work);
        let seen = look.poll(&spawn, &ctx);
        assert!(matches!(&seen[..], [ExportSeen::Rows(Ok(_)), ExportSeen::Counting(None)]), "{seen:?}");
        assert!(look.is_counting());
        do_next(&work);
        let seen = look.poll(&spawn, &ctx);
        assert!(matches!(&seen[..], [ExportSeen::Counted(said)] if *said == ["0 rows"]), "{seen:?}");
        assert!(look.poll(&spawn, &ctx).is_empty() && !look.is_counting());
    }

    #[test]
    fn a_count_that_is_stopped_says_nothing() {
        let (mut look, spawn, work) = look();
        let ctx = Context::default();
        do_next(&work);
        look.poll(&spawn, &ctx);
        look.stop_counting();
        do_next(&work);
        let seen = look.poll(&spawn, &ctx);
        assert!(matches!(&seen[..], [ExportSeen::NotCounted(text)] if text.is_empty()), "{seen:?}");
    }
}
