//! Diagrams of the three estates, once and four times over, from a derived matrix to the bytes of the SVG.

use std::hint::black_box;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion};
use portolan::export::{Cancel, ExportOptions, export, exporter};
use portolan::files::catalog_dir;
use portolan::matrix::derive;
use portolan::plan::{Plan, Zone, ZoneId, file};

pub(crate) fn diagrams(criterion: &mut Criterion) {
    let catalog = catalog_dir::with_overlay(&[]).0;
    let (Ok(read), Some(format)) =
        (file::read(include_str!("../../tests/plans/three-estates-26-zones.ron")), exporter("diagram-svg"))
    else {
        return;
    };
    let mut group = criterion.benchmark_group("diagram");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for times in [1, 4] {
        let plan = side_by_side(&read.plan, times);
        let matrix = derive(&catalog, &plan);
        group.bench_function(BenchmarkId::new("estates", plan.zones.len()), |bencher| {
            bencher.iter(|| {
                let (options, cancel) = (ExportOptions::default(), Cancel::default());
                black_box(export(&catalog, &matrix, format, options, &mut io::sink(), &cancel))
            });
        });
    }
    group.finish();
}

/// The zones of a plan so many times, each time with ids of their own: nothing serves the zones of another time.
fn side_by_side(plan: &Plan, times: usize) -> Plan {
    let id = |id: &ZoneId, time: usize| ZoneId::from(format!("{id}-{time}"));
    let copy = |zone: &Zone, time: usize| {
        let mut res = Zone { id: id(&zone.id, time), ..zone.clone() };
        for placement in &mut res.placements {
            let served: Vec<&ZoneId> = if placement.serves.is_empty() {
                plan.zones.iter().map(|zone| &zone.id).collect()
            } else {
                placement.serves.iter().collect()
            };
            placement.serves = served.into_iter().map(|served| id(served, time)).collect();
        }
        Arc::new(res)
    };
    let zones = (0..times).flat_map(|time| plan.zones.iter().map(move |zone| copy(zone, time))).collect();
    Plan { zones, ..plan.clone() }
}
