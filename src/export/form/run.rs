//! All files of a form, one after another.

use std::io::Write;

use super::cells::of_request;
use super::encode::Encoder;
use super::lines::{Lines, RuleFile, Says};
use super::report::FormReport;
use super::rows::RowWriter;
use super::sink::FileSink;
use crate::catalog::Catalog;
use crate::export::pipeline::in_order;
use crate::export::run::ExportRun;
use crate::export::{Cancel, ExportError, ExportOptions, Progress};
use crate::matrix::Matrix;
use crate::profile::{FormFile, Profile};

/// Writes the files of a form, and says what was written and what was not. `catalog` is the one that the matrix was
/// derived with.
///
/// # Errors
/// When `sink` refuses, or `cancel` was raised; what was written by then is no form.
pub fn export_form(
    catalog: &Catalog,
    matrix: &Matrix,
    profile: &Profile,
    options: ExportOptions,
    sink: &mut dyn FileSink,
    cancel: &Cancel,
    progress: &Progress,
) -> Result<FormReport, ExportError> {
    let run = ExportRun::new(catalog, matrix, options, cancel, progress);
    let num_of_rules = profile.files.iter().filter(|file| file.rows.are_rules()).count();
    progress.start(run.num_pairs() * num_of_rules.max(1));
    let mut report = FormReport::default();
    for file in profile.files.iter().filter(|file| file.rows.are_rules()) {
        sink.begin(&file.name)?;
        report = write_rules(&run, profile, file, sink)?;
    }
    Ok(report)
}

/// Writes the one file of the profile of the export `csv`.
pub(in crate::export) fn write_generic(
    run: &ExportRun<'_>,
    profile: &Profile,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    profile.files.iter().try_for_each(|file| write_rules(run, profile, file, out).map(drop))
}

/// Writes a file of rules.
fn write_rules(
    run: &ExportRun<'_>,
    profile: &Profile,
    file: &FormFile,
    mut out: &mut (impl Write + ?Sized),
) -> Result<FormReport, ExportError> {
    let mut encoder = Encoder::new(profile.text.encoding);
    encoder.write(&head(profile, file, run), &mut out)?;
    let mut report = FormReport::default();
    let of = RuleFile { run, profile, file, says: Says::of(profile) };
    let make = |positions| {
        let mut lines = Lines::new(profile);
        run.pairs(positions).try_for_each(|pair| of.add_pair(pair?, &mut lines))?;
        Ok(lines)
    };
    let mut num_rows: u32 = 0;
    in_order(run, make, |lines| {
        let rows = lines.writer;
        let mut begin = 0;
        for (at, first) in rows.numbers {
            encoder.write(&rows.text[begin..at], &mut out)?;
            encoder.write(&first.saturating_add(num_rows).to_string(), &mut out)?;
            num_rows = num_rows.saturating_add(1);
            begin = at;
        }
        encoder.write(&rows.text[begin..], &mut out)?;
        report.num_cut += rows.num_cut;
        report.add(lines.report);
        Ok(())
    })?;
    report.characters = encoder.lacking;
    Ok(report)
}

/// What stands before the rows: the mark of the encoding, what spreadsheets are told, lines, and the headers.
fn head(profile: &Profile, file: &FormFile, run: &ExportRun<'_>) -> String {
    let mut writer = RowWriter::new(&profile.text);
    for line in &file.before {
        let cells: Vec<&str> =
            line.iter().map(|field| of_request(field, run.matrix.plan(), &run.catalog.as_of)).collect();
        let num_filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells[..num_filled].iter().for_each(|cell| writer.cell(cell));
        writer.end_row();
    }
    for (idx, column) in file.columns.iter().enumerate() {
        if idx == 0 && !profile.text.header_marker.is_empty() {
            writer.cell(&format!("{}{}", profile.text.header_marker, column.header));
        } else {
            writer.cell(&column.header);
        }
    }
    writer.end_row();
    let mark = if profile.text.bom { "\u{feff}" } else { "" };
    let line_end = profile.text.line_end.text();
    let sep = if profile.text.sep_line { format!("sep={}{line_end}", profile.text.delimiter) } else { String::new() };
    format!("{mark}{sep}{}", writer.text)
}
