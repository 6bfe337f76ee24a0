//! One file of a form, or several where it has more rows than one may have. What stands in the rows is not known here.

use std::io;

use super::encode::Encoder;
use super::limits::FileLimits;
use super::report::{FormReport, PartedFile};
use super::rows::RowWriter;
use super::sink::FileSink;
use crate::profile::FormFile;

/// A file that is being written, and those that it goes on in.
pub(super) struct Files<'f> {
    file: &'f FormFile,
    limits: &'f FileLimits<'f>,
    /// What stands before the rows of each.
    head: &'f str,
    /// How many there are.
    begun: usize,
    /// The rows of all of them, and of the last one.
    num_rows: (usize, usize),
}

impl<'f> Files<'f> {
    pub(super) fn new(file: &'f FormFile, limits: &'f FileLimits<'f>, head: &'f str) -> Self {
        Self { file, limits, head, begun: 0, num_rows: (0, 0) }
    }

    /// Begins the first file, or a further one. A form has all its files, also those without rows.
    pub(super) fn begin(&mut self, encoder: &mut Encoder, sink: &mut dyn FileSink) -> io::Result<()> {
        sink.begin(&file_name(&self.file.name, self.begun))?;
        self.begun += 1;
        self.num_rows.1 = 0;
        encoder.write(self.head, sink)
    }

    /// Writes the rows of a writer, into further files where the last one is full. Rows are numbered on through all files.
    pub(super) fn write(
        &mut self,
        writer: &RowWriter<'_>,
        encoder: &mut Encoder,
        sink: &mut dyn FileSink,
    ) -> io::Result<()> {
        let num_before = self.num_rows.0;
        let most_rows = self.limits.most_rows.map_or(usize::MAX, |(most, _)| most.max(1));
        let mut begin = 0;
        while begin < writer.num_rows() {
            if self.num_rows.1 == most_rows {
                self.begin(encoder, sink)?;
            }
            let room = most_rows - self.num_rows.1;
            let end = writer.num_rows().min(begin.saturating_add(room));
            encoder.write(&writer.numbered(begin..end, num_before), sink)?;
            self.num_rows.0 += end - begin;
            self.num_rows.1 += end - begin;
            begin = end;
        }
        Ok(())
    }

    /// How many rows were written, into all files.
    pub(super) fn num_rows(&self) -> usize {
        self.num_rows.0
    }

    /// What is to be said of limits that all rows together reach.
    pub(super) fn report(&self) -> FormReport {
        let num_rows = self.num_rows();
        let mut res = self.limits.report(num_rows);
        let parted = self.limits.most_rows.filter(|_| self.begun > 1);
        res.parted.extend(parted.map(|(most_rows, limit)| PartedFile {
            name: self.file.name.clone(),
            num_rows,
            num_files: self.begun,
            most_rows,
            limit: limit.cloned(),
        }));
        res
    }
}

/// `objects.csv`, `objects-2.csv`, …
fn file_name(name: &str, file_idx: usize) -> String {
    match (file_idx, name.rsplit_once('.')) {
        (0, _) => name.to_owned(),
        (_, Some((stem, extension))) => format!("{stem}-{}.{extension}", file_idx + 1),
        (_, None) => format!("{name}-{}", file_idx + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_files_are_numbered_before_their_ending() {
        assert_eq!(file_name("objects.csv", 0), "objects.csv");
        assert_eq!(file_name("objects.csv", 1), "objects-2.csv");
        assert_eq!(file_name("objects", 2), "objects-3");
    }
}
