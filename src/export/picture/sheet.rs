//! A drawing on its sheet, between heading and legend: on paper, or as large as it comes out. It draws no plan.

use super::canvas::{Canvas, Item, Point, Size};
use super::diagram::LegendEntry;
use super::frame::{self, Entry, HEADING, MARGIN};
use super::text::Font;
use crate::export::run::ExportRun;
use crate::export::{ExportError, Paper};

/// The least size of a text that can be read on paper, in points.
const LEAST_POINTS: i64 = 7;

/// The least width of a picture, so that headings and legends have room.
const LEAST_WIDTH: i32 = 640;

/// Which page it is of how many.
pub(super) type Page = (usize, usize);

/// A sheet for a drawing.
pub(super) struct Sheet<'a> {
    run: &'a ExportRun<'a>,
    letters: &'a [LegendEntry],
    entries: &'a [Entry],
    page: Option<Page>,
    /// The size of the sheet.
    pub size: Size,
    /// The size of the drawing.
    body: (i32, i32),
}

impl<'a> Sheet<'a> {
    /// A sheet of its own size for a drawing of this size.
    pub(super) fn of_its_own(
        run: &'a ExportRun<'a>,
        body: (i32, i32),
        letters: &'a [LegendEntry],
        entries: &'a [Entry],
    ) -> Self {
        let width = LEAST_WIDTH.max(body.0 + 2 * MARGIN);
        let size = Size { width, height: height(body, letters, entries, width), paper: None };
        Self { run, letters, entries, page: None, size, body }
    }

    /// A page of paper: as many pixels as the drawing needs stand on it.
    pub(super) fn on_paper(
        run: &'a ExportRun<'a>,
        body: (i32, i32),
        letters: &'a [LegendEntry],
        entries: &'a [Entry],
        (paper, page): (Paper, Page),
    ) -> Self {
        let size = size_on_paper(body, letters, entries, paper);
        Self { run, letters, entries, page: Some(page), size, body }
    }

    /// Begins the picture. Returns where the drawing has its upper left.
    pub(super) fn begin(&self, canvas: &mut dyn Canvas) -> Result<Point, ExportError> {
        canvas.start(self.size, &frame::title(self.run))?;
        for item in frame::heading(self.run, self.size.width, self.page) {
            canvas.item(&item)?;
        }
        Ok(Point { x: (self.size.width - self.body.0) / 2, y: HEADING })
    }

    /// Ends it with the legend.
    pub(super) fn end(&self, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
        let bottom = HEADING + self.body.1;
        let letters = frame::letters(self.letters, bottom, self.size.width);
        let legend = frame::legend(self.entries, bottom + letters.height, self.size.width);
        let items: Vec<Item> = letters.items.into_iter().chain(legend.items).collect();
        for item in &items {
            self.run.check_cancelled()?;
            canvas.item(item)?;
        }
        canvas.end()
    }
}

/// How large a page of paper is in pixels, so that a drawing stands on it with all that is around it.
pub(super) fn size_on_paper(body: (i32, i32), letters: &[LegendEntry], entries: &[Entry], paper: Paper) -> Size {
    let (across, down) = paper.millimeters();
    // No text is larger than on the screen: a pixel is at most a point.
    let mut width = i64::from(body.0 + 2 * MARGIN).max(points(across));
    // A wider sheet has a lower legend, so this comes to an end soon; what is a little too wide is no harm.
    for _ in 0..8 {
        let as_wide = i32::try_from(width).unwrap_or(i32::MAX / 4096);
        let needed = i64::from(height(body, letters, entries, as_wide)) * across / down + 1;
        if needed <= width {
            break;
        }
        width = needed;
    }
    let pixels = |size: i64| i32::try_from(size).unwrap_or(i32::MAX / 4096);
    Size { width: pixels(width), height: pixels(width * down / across), paper: Some(paper) }
}

/// The widest sheet on which texts can be read when it is printed on this paper.
pub(super) fn widest(paper: Paper) -> i32 {
    let text = i64::from(Font::BODY.size);
    i32::try_from(points(paper.millimeters().0) * text / LEAST_POINTS).unwrap_or_default()
}

/// Millimeters as whole points of a 72nd of an inch.
fn points(millimeters: i64) -> i64 {
    millimeters * 720 / 254
}

/// How high a sheet of this width is.
fn height(body: (i32, i32), letters: &[LegendEntry], entries: &[Entry], width: i32) -> i32 {
    let bottom = HEADING + body.1;
    bottom + frame::letters(letters, bottom, width).height + frame::legend(entries, bottom, width).height
}
