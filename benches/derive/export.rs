//! CSV of a million rows, against the csv crate writing the same bytes from ready-made strings, and a workbook of a hundred
//! thousand rules.

use std::hint::black_box;
use std::io::{self, BufWriter};
use std::time::Duration;

use criterion::{Criterion, Throughput};
use portolan::catalog::Catalog;
use portolan::export::{Cancel, ExportOptions, Exporter, export, exporter};
use portolan::files::catalog_dir;
use portolan::matrix::{Matrix, derive};

use super::{plans, workbook};

const NUM_ROWS: usize = 1_000_000;

pub(crate) fn csv_rows(criterion: &mut Criterion) {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let mut group = criterion.benchmark_group("csv");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(10));
    for format in ["flows-csv", "csv"].into_iter().filter_map(exporter) {
        let (matrix, text) = large(&catalog, format);
        let rows = rows(&text);
        println!("{}: {} rows, {} bytes, {} zones", format.name, rows.len(), text.len(), matrix.num_zones());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("{}/export", format.name), |bencher| {
            bencher.iter(|| {
                let mut out = BufWriter::new(io::sink());
                black_box(export(&catalog, &matrix, format, ExportOptions::default(), &mut out, &Cancel::default()))
            });
        });
        group.bench_function(format!("{}/ready-made", format.name), |bencher| {
            bencher.iter(|| {
                let mut writer = csv::Writer::from_writer(BufWriter::new(io::sink()));
                rows.iter().try_for_each(|row| writer.write_record(row)).and_then(|()| Ok(writer.flush()?))
            });
        });
    }
    group.finish();
}

pub(crate) fn workbook_of_rules(criterion: &mut Criterion) {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let (matrix, num_rows) = workbook::large(&catalog);
    println!("xlsx: {num_rows} rows of rules, {} zones", matrix.num_zones());
    let mut group = criterion.benchmark_group("xlsx");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(10));
    group.bench_function("export", |bencher| bencher.iter(|| workbook::write_workbook(&catalog, &matrix)));
    group.finish();
}

/// A matrix whose export has a million rows, and what is exported.
fn large(catalog: &Catalog, format: &Exporter) -> (Matrix, Vec<u8>) {
    let mut num_zones = 100;
    loop {
        let matrix = derive(catalog, &plans::seeded(catalog, num_zones));
        let mut text = Vec::new();
        let res = export(catalog, &matrix, format, ExportOptions::default(), &mut text, &Cancel::default());
        assert!(res.is_ok(), "writing to memory does not fail");
        if rows(&text).len() > NUM_ROWS {
            return (matrix, text);
        }
        num_zones += 20;
    }
}

/// Every row, cell by cell.
fn rows(text: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().filter_map(Result::ok).map(cells).collect()
}
