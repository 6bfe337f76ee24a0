//! The exporters of pictures: what is painted, and what on.

use std::io::Write;

use super::canvas::Canvas;
use super::png::PngCanvas;
use super::sheet::Page;
use super::svg::SvgCanvas;
use super::table::Table;
use super::{diagram, table};
use crate::export::run::ExportRun;
use crate::export::{ExportError, Exporter, FileSink, Paper};

/// Zones as boxes and arrows between them.
pub(in crate::export) static DIAGRAM_SVG: Exporter = Exporter {
    name: "diagram-svg",
    extension: "svg",
    content: "diagram",
    description: "A picture of zones and arrows, for documents",
    leaves_out: "services, reasons and documents",
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
    leaves_out: "roles, services, reasons and documents; the ports of large plans but on pages",
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

/// The most zones that a picture shows. A matrix of 300 is some 40,000 pixels wide already, and what there is to lay out in a
/// diagram grows with the square.
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

/// Writes the pages of a picture on paper, each a file of its own.
pub(in crate::export) fn write_pages(
    run: &ExportRun<'_>,
    exporter: &Exporter,
    paper: Paper,
    sink: &mut dyn FileSink,
) -> Result<(), ExportError> {
    if exporter.content == DIAGRAM_SVG.content {
        let pages = diagram::pages(run, paper)?;
        run.progress.add(run.num_pairs());
        return each_page(exporter, &pages, sink, |diagram, page, sink| {
            on_canvas(exporter, run, sink, |canvas| diagram::paint_page(run, diagram, (paper, page), canvas))
        });
    }
    let table = Table::new(run, Some(paper))?;
    each_page(exporter, &table.pages(paper), sink, |block, page, sink| {
        on_canvas(exporter, run, sink, |canvas| table.paint_page(block, (paper, page), canvas))
    })
}

/// Begins a file for each page, and writes it. Their names sort in the order of the pages.
fn each_page<T>(
    exporter: &Exporter,
    pages: &[T],
    sink: &mut dyn FileSink,
    mut write: impl FnMut(&T, Page, &mut dyn Write) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let num_digits = pages.len().to_string().len();
    for (idx, page) in pages.iter().enumerate() {
        let number = idx + 1;
        sink.begin(&format!("{}-{number:0num_digits$}.{}", exporter.content, exporter.extension))?;
        write(page, (number, pages.len()), sink)?;
    }
    Ok(())
}

/// Paints on what an exporter writes.
fn on_canvas(
    exporter: &Exporter,
    run: &ExportRun<'_>,
    out: &mut dyn Write,
    paint: impl FnOnce(&mut dyn Canvas) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    if exporter.extension == DIAGRAM_PNG.extension {
        paint(&mut PngCanvas::new(run.cancel, out))
    } else {
        paint(&mut SvgCanvas::new(out))
    }
}

/// Paints a picture.
type Paint = fn(&ExportRun<'_>, &mut dyn Canvas) -> Result<(), ExportError>;

fn svg(paint: Paint, run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    paint(run, &mut SvgCanvas::new(out))
}

fn png(paint: Paint, run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    paint(run, &mut PngCanvas::new(run.cancel, out))
}
