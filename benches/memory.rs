//! The most memory that a thousand zones take, from nothing; with the argument `workbook`, the most that a workbook of a hundred
//! thousand rules takes. Linux only: it reads `VmHWM` of `/proc/self/status`.

#![expect(clippy::print_stdout, reason = "what was measured is the product")]

#[path = "derive/plans.rs"]
#[expect(dead_code, reason = "the other benchmark uses the rest")]
mod plans;
#[path = "derive/workbook.rs"]
mod workbook;

use std::hint::black_box;

use portolan::catalog::Catalog;
use portolan::files::catalog_dir;
use portolan::matrix::derive;

fn main() {
    let catalog = catalog_dir::with_overlay(&[]).0;
    // A peak never falls, so that each needs a process of its own.
    if std::env::args().any(|arg| arg == "workbook") {
        workbook_of_rules(&catalog);
    } else {
        thousand_zones(&catalog);
    }
}

fn workbook_of_rules(catalog: &Catalog) {
    let (matrix, num_rows) = workbook::large(catalog);
    println!("catalog, and a matrix of {num_rows} rows of rules: {}", peak());
    workbook::write_workbook(catalog, &matrix);
    println!("their workbook: {}", peak());
}

fn thousand_zones(catalog: &Catalog) {
    let equal = plans::all_equal(catalog, 1_000);
    let seeded = plans::seeded(catalog, 1_000);
    println!("catalog and plans: {}", peak());
    black_box(derive(catalog, &equal));
    println!("1,000 equal zones: {}", peak());
    let matrix = derive(catalog, &seeded);
    println!("1,000 seeded zones: {}", peak());
    black_box(matrix);
}

/// The highest resident set so far, in words of the kernel.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "not known here".to_owned(), |line| line.trim().to_owned())
}
