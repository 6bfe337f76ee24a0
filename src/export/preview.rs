//! What an export would say, before it is one: its first rows, and what is to be said about all of them. Nothing is kept of
//! what is only counted.

use std::borrow::Cow;
use std::io::{self, Write};

use super::form::{FormPreview, FormReport, OneFile, export_form, preview_form};
use super::{Cancel, ExportError, ExportOptions, Exporter, Progress, csv, export, workbook};
use crate::catalog::Catalog;
use crate::matrix::Matrix;
use crate::profile::{self, Profile};

/// The most bytes of a format that its first rows are looked for in.
const MOST_BYTES: usize = 256 * 1024;

/// What the matrix is written as.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportAs {
    /// A format of the program.
    Format(&'static Exporter),
    /// A form.
    Form(Box<Profile>),
}

impl ExportAs {
    /// Whether rules may be merged to one row for each pair of zones, transport and need. `columns` says which columns they
    /// have, where it is a format that takes a profile; `None`: all.
    #[must_use]
    pub fn can_be_compact(&self, columns: Option<&Profile>) -> bool {
        match self {
            Self::Format(format) if format.takes_profile => columns.is_none_or(Profile::can_be_compact),
            Self::Format(format) => format.can_be_compact,
            Self::Form(profile) => profile.can_be_compact(),
        }
    }

    /// Whether it is a picture, which can be written in pages.
    #[must_use]
    pub fn has_pages(&self) -> bool {
        match self {
            Self::Format(format) => format.has_pages(),
            Self::Form(_) => false,
        }
    }

    /// Whether it is filled with rows of rules and holds nothing else.
    #[must_use]
    pub fn is_form(&self) -> bool {
        match self {
            Self::Format(format) => **format == csv::RULES,
            Self::Form(_) => true,
        }
    }

    /// The profile that its rules are written by; `None`: it has none.
    fn profile(&self, options: &ExportOptions) -> Option<Cow<'_, Profile>> {
        match self {
            Self::Format(format) if format.takes_profile => Some(Cow::Owned(options.profile().in_a_sheet())),
            Self::Format(format) => (**format == csv::RULES).then(|| Cow::Owned(profile::generic())),
            Self::Form(profile) => Some(Cow::Borrowed(profile)),
        }
    }

    /// The first rows of each file, as its reader sees them; of a workbook those of its rules. What is no table has lines of
    /// one cell and no headers; a picture and a page have nothing. The last of many rows may be cut off.
    ///
    /// # Errors
    /// When `cancel` was raised, or there are more zones than a picture shows.
    pub fn first_rows(
        &self,
        catalog: &Catalog,
        matrix: &Matrix,
        options: ExportOptions,
        most_rows: usize,
        cancel: &Cancel,
    ) -> Result<Vec<FormPreview>, ExportError> {
        match (self, self.profile(&options)) {
            (Self::Format(format), Some(profile)) if format.takes_profile => {
                let mut sheets = preview_form(catalog, matrix, &profile, options, most_rows, cancel)?;
                for sheet in &mut sheets {
                    workbook::RULES.clone_into(&mut sheet.file);
                }
                Ok(sheets)
            }
            (_, Some(profile)) => preview_form(catalog, matrix, &profile, options, most_rows, cancel),
            (Self::Format(format), None) => first_lines(catalog, matrix, format, options, most_rows, cancel),
            (Self::Form(_), None) => Ok(Vec::new()),
        }
    }

    /// What would be written of rules and what would not; `None`: it leaves out nothing that was asked for.
    ///
    /// # Errors
    /// When `cancel` was raised.
    pub fn count(
        &self,
        catalog: &Catalog,
        matrix: &Matrix,
        options: ExportOptions,
        cancel: &Cancel,
        progress: &Progress,
    ) -> Result<Option<FormReport>, ExportError> {
        let Some(profile) = self.profile(&options) else { return Ok(None) };
        let sink = &mut OneFile(&mut io::sink());
        export_form(catalog, matrix, &profile, options, sink, cancel, progress).map(Some)
    }
}

/// Takes the first bytes of an export and then refuses more, which ends it.
#[derive(Default)]
struct FirstBytes {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for FirstBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() >= MOST_BYTES {
            self.is_full = true;
            return Err(io::Error::other("enough"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn first_lines(
    catalog: &Catalog,
    matrix: &Matrix,
    format: &'static Exporter,
    options: ExportOptions,
    most_rows: usize,
    cancel: &Cancel,
) -> Result<Vec<FormPreview>, ExportError> {
    format.check_size(matrix.num_zones())?;
    let is_table = match format.extension {
        "csv" => true,
        "json" | "md" => false,
        _ => return Ok(Vec::new()),
    };
    let mut first = FirstBytes::default();
    let outcome = export(catalog, matrix, format, options, &mut first, cancel);
    if !first.is_full || cancel.is_cancelled() {
        outcome?;
    }
    let text = String::from_utf8_lossy(&first.bytes);
    let file = format!("{}.{}", format.content, format.extension);
    if !is_table {
        let rows = text.lines().take(most_rows).map(|line| vec![line.to_owned()]).collect();
        return Ok(vec![FormPreview { file, headers: Vec::new(), rows }]);
    }
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = reader.records().map(|row| Ok(row?.iter().map(str::to_owned).collect::<Vec<_>>()));
    let headers = rows.next().transpose().map_err(ExportError::from)?.unwrap_or_default();
    let rows = rows.take(most_rows).collect::<Result<_, ::csv::Error>>()?;
    Ok(vec![FormPreview { file, headers, rows }])
}
