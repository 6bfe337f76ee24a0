//! All files of a form, one after another.

use std::io::{self, Write};

use super::cell_writer::CellWriter;
use super::cells::of_request;
use super::encode::Encoder;
use super::files::Files;
use super::limits::FileLimits;
use super::lines::{Lines, RuleFile, Says};
use super::object_rows::write_objects;
use super::objects::Objects;
use super::report::FormReport;
use super::rows::RowWriter;
use super::sink::{FileSink, FilesInMemory, OneFile};
use crate::catalog::Catalog;
use crate::export::pipeline::in_order;
use crate::export::row_cells::RowCells;
use crate::export::run::ExportRun;
use crate::export::{Cancel, ExportError, ExportOptions, Progress};
use crate::matrix::Matrix;
use crate::profile::{Encoding, Field, FormFile, Profile};

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
    let of_rules: Vec<&FormFile> = profile.files.iter().filter(|file| file.rows.are_rules()).collect();
    progress.start(run.num_pairs() * of_rules.len().max(1));
    let mut report = FormReport::default();
    let mut objects = Objects::default();
    let mut encoder = Encoder::new(profile.text.encoding);
    for (idx, file) in of_rules.iter().enumerate() {
        let (of_file, named) = write_rules(&run, profile, file, &mut encoder, sink)?;
        // Files of rules say the same in several ways, so one of them is counted.
        if idx == 0 {
            (report, objects) = (of_file, named);
        }
    }
    if of_rules.is_empty() {
        let (file, mut nowhere) = (FormFile::of_objects_alone(), io::sink());
        (report, objects) = write_rules(&run, profile, &file, &mut encoder, &mut OneFile(&mut nowhere))?;
    }
    for file in profile.files.iter().filter(|file| !file.rows.are_rules()) {
        let limits = FileLimits::of(file, profile.text.longest_cell, catalog);
        let head = head(profile, file, &run);
        let mut files = Files::new(file, &limits, &head);
        write_objects(&run, profile, file, &objects, &mut files, (&mut encoder, &mut *sink))?;
        report.num_objects += files.num_rows();
        report.add(files.report());
    }
    report.characters = encoder.lacking;
    Ok(report)
}

/// Writes the one file of the profile of the export `csv`.
pub(in crate::export) fn write_generic(
    run: &ExportRun<'_>,
    profile: &Profile,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let mut encoder = Encoder::new(profile.text.encoding);
    let mut sink = OneFile(out);
    profile.files.iter().try_for_each(|file| write_rules(run, profile, file, &mut encoder, &mut sink).map(drop))
}

/// Writes a file of rules.
fn write_rules(
    run: &ExportRun<'_>,
    profile: &Profile,
    file: &FormFile,
    encoder: &mut Encoder,
    sink: &mut dyn FileSink,
) -> Result<(FormReport, Objects), ExportError> {
    let limits = FileLimits::of(file, profile.text.longest_cell, run.catalog);
    let head = head(profile, file, run);
    let mut files = Files::new(file, &limits, &head);
    files.begin(encoder, sink)?;
    let new_writer = || RowWriter::new(&profile.text);
    let take = |writer: &RowWriter<'_>| Ok(files.write(writer, encoder, sink)?);
    let (mut report, objects) = make_rules(run, (profile, file, &limits), new_writer, take)?;
    report.add(files.report());
    Ok((report, objects))
}

/// Takes the rows of a file of rules, some at a time, and says what was written and what was not. However many there are,
/// they are not parted.
pub(in crate::export) fn rule_rows(
    run: &ExportRun<'_>,
    profile: &Profile,
    file: &FormFile,
    take: impl FnMut(&RowCells) -> Result<(), ExportError>,
) -> Result<FormReport, ExportError> {
    let limits = FileLimits::of(file, profile.text.longest_cell, run.catalog);
    let (mut report, _) = make_rules(run, (profile, file, &limits), RowCells::default, take)?;
    report.add(limits.report(report.num_rows));
    Ok(report)
}

/// Makes the rows of a file of rules, and takes them in order.
fn make_rules<W: CellWriter + Send>(
    run: &ExportRun<'_>,
    (profile, file, limits): (&Profile, &FormFile, &FileLimits<'_>),
    new_writer: impl Fn() -> W + Sync,
    mut take: impl FnMut(&W) -> Result<(), ExportError>,
) -> Result<(FormReport, Objects), ExportError> {
    let mut report = FormReport::default();
    let mut objects = Objects::default();
    let has_objects = profile.files.iter().any(|file| !file.rows.are_rules());
    let of = RuleFile { run, profile, file, says: Says::of(profile), limits, has_objects };
    let make = |positions, taken: Option<_>| {
        let mut lines: Lines<W> = taken.unwrap_or_else(|| Lines::new(new_writer()));
        lines.writer.clear();
        for pair in run.pairs(positions) {
            of.add_pair(pair?, &mut lines);
        }
        Ok(lines)
    };
    in_order(run, make, |lines| {
        take(&lines.writer)?;
        report.add(std::mem::take(&mut lines.report));
        objects.add(std::mem::take(&mut lines.objects));
        Ok(())
    })?;
    Ok((report, objects))
}

/// The first rows of a file of a form, as its reader sees them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FormPreview {
    /// What the file is called.
    pub file: String,
    /// Its headers.
    pub headers: Vec<String>,
    /// Its first rows, cell by cell.
    pub rows: Vec<Vec<String>>,
}

/// The first rows of each file of a form. Of objects it has those that the first rules name.
///
/// # Errors
/// When `cancel` was raised.
pub fn preview_form(
    catalog: &Catalog,
    matrix: &Matrix,
    profile: &Profile,
    options: ExportOptions,
    most_rows: usize,
    cancel: &Cancel,
) -> Result<Vec<FormPreview>, ExportError> {
    let progress = Progress::default();
    let run = ExportRun::new(catalog, matrix, options, cancel, &progress);
    let says = Says::of(profile);
    let mut objects = Objects::default();
    let of_rules = |file: &FormFile, objects: &mut Objects| {
        let limits = FileLimits::of(file, profile.text.longest_cell, catalog);
        let of = RuleFile { run: &run, profile, file, says, limits: &limits, has_objects: true };
        let mut lines = Lines::new(RowWriter::new(&profile.text));
        for pair in run.pairs(0..run.num_pairs()) {
            of.add_pair(pair?, &mut lines);
            if lines.report.num_rows.max(lines.objects.services.len()) >= most_rows {
                break;
            }
        }
        objects.add(lines.objects);
        Ok::<String, ExportError>(lines.writer.numbered(0..lines.writer.num_rows(), 0).into_owned())
    };
    if !profile.files.iter().any(|file| file.rows.are_rules()) {
        of_rules(&FormFile::of_objects_alone(), &mut objects)?;
    }
    let mut res = Vec::new();
    // What rules name is known when the rules are made.
    for file in profile.files.iter().filter(|file| file.rows.are_rules()) {
        let rows = cells(profile, &of_rules(file, &mut objects)?, most_rows)?;
        res.push((file, rows));
    }
    for file in profile.files.iter().filter(|file| !file.rows.are_rules()) {
        let mut sink = FilesInMemory::default();
        let mut encoder = Encoder::new(Encoding::Utf8);
        let limits = FileLimits::default();
        let mut files = Files::new(file, &limits, "");
        write_objects(&run, profile, file, &objects, &mut files, (&mut encoder, &mut sink))?;
        let bytes = sink.0.into_iter().next().map(|(_, bytes)| bytes).unwrap_or_default();
        res.push((file, cells(profile, &String::from_utf8_lossy(&bytes), most_rows)?));
    }
    let preview = |(file, rows): (&FormFile, _)| {
        let headers = file.columns.iter().map(|column| column.header.clone()).collect();
        FormPreview { file: file.name.clone(), headers, rows }
    };
    Ok(res.into_iter().map(preview).collect())
}

/// What a reader of rows finds in their cells.
fn cells(profile: &Profile, rows: &str, most_rows: usize) -> Result<Vec<Vec<String>>, ExportError> {
    let delimiter = u8::try_from(profile.text.delimiter).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(rows.as_bytes());
    let rows = reader.records().take(most_rows).map(|row| Ok(row?.iter().map(str::to_owned).collect()));
    rows.collect()
}

/// What stands before the rows: the mark of the encoding, what spreadsheets are told, lines, and the headers.
fn head(profile: &Profile, file: &FormFile, run: &ExportRun<'_>) -> String {
    let mut writer = RowWriter::new(&profile.text);
    for row in head_rows(profile, file, run) {
        for cell in &row {
            writer.cell(cell);
        }
        writer.end_row();
    }
    let mark = if profile.text.bom { "\u{feff}" } else { "" };
    let line_end = profile.text.line_end.text();
    let sep = if profile.text.sep_line { format!("sep={}{line_end}", profile.text.delimiter) } else { String::new() };
    format!("{mark}{sep}{}", writer.text)
}

/// The rows before those of a file: its lines, and last the headers.
pub(in crate::export) fn head_rows(profile: &Profile, file: &FormFile, run: &ExportRun<'_>) -> Vec<Vec<String>> {
    let line = |fields: &Vec<Field>| {
        let cells = fields.iter().map(|field| of_request(field, run.matrix.plan(), &run.catalog.as_of).to_owned());
        let mut cells: Vec<String> = cells.collect();
        let num_filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(num_filled);
        cells
    };
    let mut headers: Vec<String> = file.columns.iter().map(|column| column.header.clone()).collect();
    if let Some(first) = headers.first_mut() {
        first.insert_str(0, &profile.text.header_marker);
    }
    file.before.iter().map(line).chain([headers]).collect()
}
