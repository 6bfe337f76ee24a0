//! The plan as a picture: a diagram of zones and arrows, and the matrix as a table, as SVG and as PNG.
//!
//! What is drawn is decided once, in whole pixels, and painted on a [`Canvas`](canvas::Canvas): one writes SVG,
//! one fills a raster. Nothing is measured with a font of the machine, so the same plan gives the same bytes.

mod canvas;
mod diagram;
mod frame;
mod png;
mod port_label;
mod svg;
mod table;
mod text;

use std::io::Write;

use self::canvas::Canvas;
use self::png::PngCanvas;
use self::svg::SvgCanvas;
use super::ExportError;
use super::pairs::Job;

/// The most zones whose ports are written out; beyond them rules are counted.
const MOST_ZONES_WITH_PORTS: usize = 12;

/// What a picture shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    /// Zones as boxes, and arrows between them.
    Diagram,
    /// The matrix.
    Table,
}

/// Writes a picture as SVG.
pub(super) fn svg(job: &Job<'_>, subject: Subject, out: &mut dyn Write) -> Result<(), ExportError> {
    paint(job, subject, &mut SvgCanvas::new(out))
}

/// Writes a picture as PNG.
pub(super) fn png(job: &Job<'_>, subject: Subject, out: &mut dyn Write) -> Result<(), ExportError> {
    paint(job, subject, &mut PngCanvas::new(job.cancel, out))
}

fn paint(job: &Job<'_>, subject: Subject, canvas: &mut dyn Canvas) -> Result<(), ExportError> {
    match subject {
        Subject::Diagram => diagram::paint(job, canvas),
        Subject::Table => table::paint(job, canvas),
    }
}
