//! The exporters of pictures: what is painted, and what on.

use std::io::Write;

use super::canvas::Canvas;
use super::png::PngCanvas;
use super::svg::SvgCanvas;
use super::{diagram, table};
use crate::export::run::ExportRun;
use crate::export::{ExportError, Exporter};

/// Zones as boxes and arrows between them.
pub(in crate::export) static DIAGRAM_SVG: Exporter = Exporter {
    name: "diagram-svg",
    extension: "svg",
    content: "diagram",
    description: "A picture of zones and arrows, for documents",
    leaves_out: "services, reasons and documents; the ports of large plans",
    can_be_compact: false,
    takes_profile: false,
    most_zones: MOST_ZONES,
    write: |run, out| svg(diagram::paint, run, out),
};

/// The same as pixels.
pub(in crate::export) static DIAGRAM_PNG: Exporter = Exporter {
    name: "diagram-png",
    extension: "png",
    content: "diagram",
    description: "The picture of zones and arrows as pixels",
    leaves_out: DIAGRAM_SVG.leaves_out,
    can_be_compact: false,
    takes_profile: false,
    most_zones: MOST_ZONES,
    write: |run, out| png(diagram::paint, run, out),
};

/// The matrix as a picture of a table.
pub(in crate::export) static MATRIX_SVG: Exporter = Exporter {
    name: "matrix-svg",
    extension: "svg",
    content: "matrix",
    description: "A picture of the matrix, for documents",
    leaves_out: "roles, services, reasons and documents; the ports of large plans",
    can_be_compact: false,
    takes_profile: false,
    most_zones: MOST_ZONES,
    write: |run, out| svg(table::paint, run, out),
};

/// The same as pixels.
pub(in crate::export) static MATRIX_PNG: Exporter = Exporter {
    name: "matrix-png",
    extension: "png",
    content: "matrix",
    description: "The picture of the matrix as pixels",
    leaves_out: MATRIX_SVG.leaves_out,
    can_be_compact: false,
    takes_profile: false,
    most_zones: MOST_ZONES,
    write: |run, out| png(table::paint, run, out),
};

/// The most zones that a picture shows. One of 300 is some 16,000 pixels wide already, and the lanes of a diagram grow
/// with the square.
const MOST_ZONES: Option<usize> = Some(300);

/// The diagram as SVG, for a document that it stands in; `None`: nobody could read one of so many zones.
pub(in crate::export) fn diagram_in_document(run: &ExportRun<'_>) -> Result<Option<String>, ExportError> {
    if MOST_ZONES.is_some_and(|most| run.zones.len() > most) {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    svg(diagram::paint, run, &mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Paints a picture.
type Paint = fn(&ExportRun<'_>, &mut dyn Canvas) -> Result<(), ExportError>;

fn svg(paint: Paint, run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    paint(run, &mut SvgCanvas::new(out))
}

fn png(paint: Paint, run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    paint(run, &mut PngCanvas::new(run.cancel, out))
}
