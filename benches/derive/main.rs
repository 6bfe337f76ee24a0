//! How long deriving and exporting take, on the plans of `plans`. `docs/BENCHMARKS.md` holds the budgets.
//!
//! It asserts no time: a machine under load is no failure.

#![expect(clippy::print_stdout, reason = "what was measured is the product")]

mod export;
mod pictures;
mod plans;
mod workbook;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use portolan::catalog::Catalog;
use portolan::check::findings;
use portolan::files::catalog_dir;
use portolan::matrix::{Deriver, Merge, derive};
use portolan::net::PortRange;
use portolan::plan::RpcStrategy;
use portolan::view::SearchIndex;

/// The role that is ticked on and off: it opens many connections and implies others.
const TICKED: &str = "domain-member";

fn catalog() -> Arc<Catalog> {
    Arc::new(catalog_dir::with_overlay(&[]).0)
}

fn from_nothing(criterion: &mut Criterion) {
    let catalog = catalog();
    let mut group = criterion.benchmark_group("from-nothing");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for num_zones in [10, 30, 100, 1_000] {
        let plan = plans::seeded(&catalog, num_zones);
        let num_distinct = plans::num_distinct(&plan);
        assert!(num_distinct * 10 >= num_zones * 9, "{num_distinct} distinct zones of {num_zones}");
        group.bench_with_input(BenchmarkId::new("seeded", num_zones), &plan, |bencher, plan| {
            bencher.iter(|| black_box(derive(&catalog, plan)));
        });
    }
    let plan = plans::all_equal(&catalog, 1_000);
    group.bench_function("all-equal/1000", |bencher| bencher.iter(|| black_box(derive(&catalog, &plan))));
    let plan = plans::every_role(&catalog, 30);
    group.bench_function("every-role/30", |bencher| bencher.iter(|| black_box(derive(&catalog, &plan))));
    group.finish();
}

/// The embedded catalog, from its text to the model.
fn load_catalog(criterion: &mut Criterion) {
    criterion.bench_function("load-catalog", |bencher| bencher.iter(|| black_box(catalog_dir::with_overlay(&[]))));
}

/// A keystroke in a search field: the whole catalog, ranked. And the index, which is made once.
fn search(criterion: &mut Criterion) {
    let catalog = catalog();
    let index = SearchIndex::build(&catalog);
    let mut group = criterion.benchmark_group("search");
    group.bench_function("index", |bencher| bencher.iter(|| black_box(SearchIndex::build(&catalog))));
    for typed in ["s", "sccm", "domain contr", "what ports does a domain controller need", "445", "smb 445 udp"] {
        group.bench_function(typed, |bencher| bencher.iter(|| black_box(index.roles(&catalog, typed))));
    }
    group.finish();
}

/// One tick, there and back again, through a deriver. The plan's own change is part of what is measured.
fn one_tick(criterion: &mut Criterion) {
    let catalog = catalog();
    let mut group = criterion.benchmark_group("one-tick");
    for (name, plan) in [
        ("every-role/30", plans::every_role(&catalog, 30)),
        ("seeded/30", plans::seeded(&catalog, 30)),
        ("seeded/1000", plans::seeded(&catalog, 1_000)),
        ("all-equal/1000", plans::all_equal(&catalog, 1_000)),
    ] {
        let mut deriver = Deriver::new(Arc::clone(&catalog));
        let mut plan = Arc::new(plan);
        deriver.update(&plan);
        let zone_idx = plan.zones.len() / 2;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                plan = Arc::new(plans::ticked(&plan, zone_idx, TICKED));
                black_box(deriver.update(&plan));
            });
        });
    }
    group.finish();
}

/// A change that brings ports no zone had before, a new range each time: what pairs are counted by is made anew.
fn ports_never_seen(criterion: &mut Criterion) {
    let catalog = catalog();
    let mut group = criterion.benchmark_group("new-ports");
    for (name, plan) in
        [("every-role/30", plans::every_role(&catalog, 30)), ("seeded/1000", plans::seeded(&catalog, 1_000))]
    {
        let zone_idx = plan.zones.len() / 2;
        let mut deriver = Deriver::new(Arc::clone(&catalog));
        deriver.update(&Arc::new(plan.clone()));
        let mut first = 5_001;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut plan = plan.clone();
                first = if first < 40_000 { first + 1 } else { 5_001 };
                let range = PortRange::new(first, first + 255);
                Arc::make_mut(&mut plan.zones[zone_idx]).rpc = range.map(RpcStrategy::Restricted);
                black_box(deriver.update(&Arc::new(plan)));
            });
        });
    }
    group.finish();
}

/// The flows and rules of one pair, as the inspector asks for them.
fn one_cell(criterion: &mut Criterion) {
    let catalog = catalog();
    let matrix = derive(&catalog, &plans::every_role(&catalog, 30));
    criterion.bench_function("one-cell/every-role", |bencher| {
        bencher.iter(|| {
            let cell = matrix.cell(&catalog, 3, 4);
            black_box(cell.rules(Merge::Ranges))
        });
    });
}

/// What `check` says of a plan that is derived already.
fn every_finding(criterion: &mut Criterion) {
    let catalog = catalog();
    let mut group = criterion.benchmark_group("findings");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for (name, plan) in [
        ("every-role/30", plans::every_role(&catalog, 30)),
        ("seeded/100", plans::seeded(&catalog, 100)),
        ("seeded/1000", plans::seeded(&catalog, 1_000)),
        ("all-equal/1000", plans::all_equal(&catalog, 1_000)),
    ] {
        let matrix = derive(&catalog, &plan);
        group.bench_function(name, |bencher| bencher.iter(|| black_box(findings(&catalog, &matrix))));
    }
    group.finish();
}

criterion_group!(
    benches,
    load_catalog,
    search,
    from_nothing,
    one_tick,
    ports_never_seen,
    one_cell,
    every_finding,
    export::csv_rows,
    export::workbook_of_rules,
    pictures::diagrams
);
criterion_main!(benches);
