//! How long deriving and exporting take, on the plans of `plans`. `docs/BENCHMARKS.md` holds the budgets.
//!
//! It asserts no time: a machine under load is no failure.

mod export;
mod plans;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use portolan::catalog::Catalog;
use portolan::files::catalog_dir;
use portolan::matrix::{Deriver, derive};
use portolan::plan::Plan;

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

/// The first tick of something that no zone had: the deriver must make all of its tables again.
fn first_tick_of_its_kind(criterion: &mut Criterion) {
    let catalog = catalog();
    let plan = plans::every_role(&catalog, 30);
    let mut other = plan.clone();
    let range = portolan::net::PortRange::new(50_000, 50_255);
    Arc::make_mut(&mut other.zones[15]).rpc = range.map(portolan::plan::RpcStrategy::Restricted);
    let plans: [Arc<Plan>; 2] = [Arc::new(plan), Arc::new(other)];
    let mut deriver = Deriver::new(catalog);
    let mut next = 0;
    criterion.bench_function("one-tick/new-ports/every-role/30", |bencher| {
        bencher.iter(|| {
            next = 1 - next;
            black_box(deriver.update(&plans[next]));
        });
    });
}

/// The flows and rules of one pair, as the inspector asks for them.
fn one_cell(criterion: &mut Criterion) {
    let catalog = catalog();
    let matrix = derive(&catalog, &plans::every_role(&catalog, 30));
    criterion.bench_function("one-cell/every-role", |bencher| {
        bencher.iter(|| {
            let cell = matrix.cell(&catalog, 3, 4);
            black_box(cell.rules(portolan::matrix::Merge::Ranges))
        });
    });
}

criterion_group!(benches, from_nothing, one_tick, first_tick_of_its_kind, one_cell, export::csv_rows);
criterion_main!(benches);
