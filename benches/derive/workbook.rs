//! A workbook of a hundred thousand rules, for the benchmarks of its time and of its memory.

use std::io::{self, Write};

use portolan::catalog::Catalog;
use portolan::export::{Cancel, ExportOptions, export, exporter};
use portolan::matrix::{Matrix, derive};

use super::plans;

/// The rows that the sheet of rules has at least.
const NUM_ROWS: usize = 100_000;

/// A matrix with enough rules, and how many rows they are.
pub(crate) fn large(catalog: &Catalog) -> (Matrix, usize) {
    let mut num_zones = 20;
    loop {
        let matrix = derive(catalog, &plans::seeded(catalog, num_zones));
        let mut rows = Lines::default();
        write(catalog, &matrix, "csv", &mut rows);
        // The headers are a line, too.
        let num_rows = rows.0.saturating_sub(1);
        if num_rows >= NUM_ROWS {
            return (matrix, num_rows);
        }
        num_zones += 5;
    }
}

/// Writes the workbook of a matrix to nowhere.
pub(crate) fn write_workbook(catalog: &Catalog, matrix: &Matrix) {
    write(catalog, matrix, "xlsx", &mut io::sink());
}

fn write(catalog: &Catalog, matrix: &Matrix, format: &str, out: &mut dyn Write) {
    let write = |format| export(catalog, matrix, format, ExportOptions::default(), out, &Cancel::default());
    let res = exporter(format).map(write);
    assert!(matches!(res, Some(Ok(()))), "{format} is written");
}

/// Counts the lines that are written.
#[derive(Default)]
struct Lines(usize);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.split(|&byte| byte == b'\n').skip(1).count();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
