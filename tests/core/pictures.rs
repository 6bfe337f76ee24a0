//! The diagram of random plans: whatever they hold, nothing of it lies on anything else, and every pair has its arrow.

use std::collections::BTreeSet;
use std::sync::Arc;

use portolan::catalog::Catalog;
use portolan::export::diagram::{Arrow, Detail, Diagram, Line, Point, Rect, lay_out};
use portolan::export::{Cancel, ExportOptions, Pairs, SameZone, export, exporter};
use portolan::matrix::{Matrix, derive};
use portolan::plan::{Host, Plan, TrustLevel, Zone, ZoneId};

use crate::catalogs;
use crate::plan_maker::PlanMaker;
use crate::splitmix::SplitMix;

fn overlap(one: Rect, other: Rect) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}

/// The pieces of an arrow's lines from one corner to the next.
fn pieces(arrow: &Arrow) -> impl Iterator<Item = (Point, Point)> {
    arrow.lines.iter().flat_map(|line| line.windows(2).map(|ends| (ends[0], ends[1])))
}

/// What a piece covers, with at least a pixel.
fn area((a, b): (Point, Point)) -> Rect {
    Rect { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs().max(1), height: (a.y - b.y).abs().max(1) }
}

/// How often lines of different arrows cross.
fn crossings(diagram: &Diagram) -> usize {
    let is_flat = |(a, b): &(Point, Point)| a.y == b.y;
    let mut res = 0;
    for (idx, arrow) in diagram.arrows.iter().enumerate() {
        for (from, to) in pieces(arrow).filter(is_flat) {
            let others = diagram.arrows.iter().enumerate().filter(|&(other, _)| other != idx);
            let upright = others.flat_map(|(_, other)| pieces(other)).filter(|piece| !is_flat(piece));
            let crosses = |&(top, bottom): &(Point, Point)| {
                let within = |at: i32, a: i32, b: i32| a.min(b) < at && at < a.max(b);
                within(top.x, from.x, to.x) && within(from.y, top.y, bottom.y)
            };
            res += upright.filter(crosses).count();
        }
    }
    res
}

/// A plan of up to ten zones: two plans of the maker side by side, their zones trusted at random.
fn plan(maker: &PlanMaker<'_>, seed: u64) -> Plan {
    let rng = &mut SplitMix::new(seed);
    let mut res = maker.plan(rng);
    let mut zones = std::mem::take(&mut res.zones);
    zones.extend(maker.plan(rng).zones);
    let named = |(idx, zone): (usize, Arc<Zone>)| {
        let name = "A zone with a name that is too long for its box".chars().take(rng.below(48)).collect();
        let addresses = (0..rng.below(5)).map(|number| format!("10.{idx}.{number}.0/24")).collect();
        let trust = TrustLevel::ALL[rng.below(3)];
        let group = ["", "", "North", "South"][rng.below(4)].to_owned();
        let mut zone = Zone::clone(&zone);
        for placement in &mut zone.placements {
            let host = |number: usize| Host { name: format!("machine-{number}"), ..Host::default() };
            placement.hosts = (0..rng.below(2) * rng.below(12)).map(host).collect();
        }
        Arc::new(Zone { id: ZoneId::from(format!("z{idx}")), name, addresses, trust, group, ..zone })
    };
    res.zones = zones.into_iter().enumerate().map(named).collect();
    res
}

fn diagram(catalog: &Catalog, matrix: &Matrix, options: ExportOptions) -> Diagram {
    lay_out(catalog, matrix, options, &Cancel::default()).expect("nobody cancels it")
}

/// Checks what holds for every diagram. `name` says which one it is.
#[track_caller]
fn check(name: &str, diagram: &Diagram) {
    let zones: Vec<Rect> = diagram.zones.iter().map(|zone| zone.rect).collect();
    let labels: Vec<Rect> = diagram.arrows.iter().map(|arrow| arrow.label.rect).collect();
    let all: Vec<Rect> = zones.iter().chain(&labels).copied().collect();
    for (idx, area) in all.iter().enumerate() {
        let is_within = area.x >= 0
            && area.y >= 0
            && area.x + area.width <= diagram.width
            && area.y + area.height <= diagram.height;
        assert!(is_within, "{name}: {area:?} leaves {} × {}", diagram.width, diagram.height);
        for other in &all[..idx] {
            assert!(!overlap(*area, *other), "{name}: {area:?} lies on {other:?}");
        }
    }
    for arrow in &diagram.arrows {
        assert!(!arrow.lines.is_empty() && !arrow.heads.is_empty(), "{name}: {arrow:?}");
        for piece in pieces(arrow) {
            let (a, b) = piece;
            assert!(a.x == b.x || a.y == b.y, "{name}: {piece:?} runs aslant");
            // A line begins and ends at the edge of a box.
            let inner = |zone: &Rect| Rect { y: zone.y + 1, height: zone.height - 2, ..*zone };
            let is_hit = zones.iter().any(|zone| overlap(area(piece), inner(zone)));
            assert!(!is_hit, "{name}: {piece:?} runs through a box");
        }
    }
    // Lines of different arrows cross, but never lie on each other.
    let pieces: Vec<(usize, (Point, Point))> = diagram
        .arrows
        .iter()
        .enumerate()
        .flat_map(|(idx, arrow)| pieces(arrow).map(move |piece| (idx, piece)))
        .collect();
    for (idx, (arrow, (a, b))) in pieces.iter().enumerate() {
        for (other, (c, d)) in &pieces[..idx] {
            let is_on = |at: [i32; 2], from: [i32; 4]| {
                at[0] == at[1]
                    && from[0].min(from[1]) < from[2].max(from[3])
                    && from[2].min(from[3]) < from[0].max(from[1])
            };
            let is_upright = a.x == b.x && c.x == d.x && is_on([a.x, c.x], [a.y, b.y, c.y, d.y]);
            let is_flat = a.y == b.y && c.y == d.y && is_on([a.y, c.y], [a.x, b.x, c.x, d.x]);
            assert!(arrow == other || !is_upright && !is_flat, "{name}: {a:?} {b:?} lies on {c:?} {d:?}");
        }
    }
}

/// Checks that each pair with something open has exactly one arrow, and no other pair has one.
#[track_caller]
fn check_pairs(name: &str, diagram: &Diagram, matrix: &Matrix) {
    let mut stand: Vec<(usize, usize)> = diagram.arrows.iter().flat_map(|arrow| arrow.pairs.clone()).collect();
    stand.sort_unstable();
    let num_zones = matrix.num_zones();
    let all = (0..num_zones).flat_map(|source| (0..num_zones).map(move |destination| (source, destination)));
    let open =
        all.filter(|&(source, destination)| source != destination && !matrix.summary(source, destination).is_empty());
    assert_eq!(stand, open.collect::<Vec<_>>(), "{name}");
    for (idx, arrow) in diagram.arrows.iter().enumerate() {
        assert!(arrow.pairs.iter().all(|&pair| diagram.arrow_of(pair) == Some(idx)), "{name}");
    }
}

#[test]
fn nothing_of_a_diagram_lies_on_anything_else_and_every_pair_has_one_arrow() {
    let mut num_labels = 0;
    for (catalog, num_seeds) in [(catalogs::miniature(), 200), (catalogs::embedded(), 40)] {
        let maker = PlanMaker::new(&catalog);
        for seed in 0..num_seeds {
            let plan = plan(&maker, seed);
            let same_zone = if seed % 2 == 0 { SameZone::Include } else { SameZone::LeaveOut };
            let matrix = derive(&catalog, &plan);
            let options = ExportOptions { same_zone, ..ExportOptions::default() };
            let diagram = diagram(&catalog, &matrix, options);
            let name = format!("seed {seed}");
            assert_eq!(diagram.zones.len(), plan.zones.len(), "{name}");
            check(&name, &diagram);
            check_pairs(&name, &diagram, &matrix);
            num_labels += diagram.arrows.len();
        }
    }
    assert!(num_labels > 1_000, "{num_labels} labels are too few to show anything");
}

#[test]
fn the_three_estates_fit_on_a_sheet_with_few_crossings() {
    let text = include_str!("../plans/three-estates-26-zones.ron");
    let plan = portolan::plan::file::read(text).expect("the plan").plan;
    let catalog = catalogs::embedded();
    let matrix = derive(&catalog, &plan);
    let diagram = diagram(&catalog, &matrix, ExportOptions::default());
    check("three estates", &diagram);
    check_pairs("three estates", &diagram, &matrix);
    // With an arrow for each pair there were 1,315 crossings on 2,000 × 5,640 pixels.
    let crossings = crossings(&diagram);
    assert!(crossings < 1_315 / 2, "{crossings} crossings");
}

#[test]
fn zones_without_a_part_in_what_is_asked_for_are_left_out() {
    let text = include_str!("../plans/three-estates-26-zones.ron");
    let plan = portolan::plan::file::read(text).expect("the plan").plan;
    let catalog = catalogs::embedded();
    let matrix = derive(&catalog, &plan);
    let pairs = Pairs::Of(BTreeSet::from([1]));
    let diagram = diagram(&catalog, &matrix, ExportOptions { pairs, ..ExportOptions::default() });
    check("one zone", &diagram);
    assert_eq!(diagram.zones.len() + diagram.num_left_out, plan.zones.len());
    assert!((2..plan.zones.len()).contains(&diagram.zones.len()), "{} zones", diagram.zones.len());
    let pairs = diagram.arrows.iter().flat_map(|arrow| &arrow.pairs);
    assert!(pairs.clone().all(|&(source, destination)| source == 1 || destination == 1));
    let ends: BTreeSet<usize> = pairs.flat_map(|&(source, destination)| [source, destination]).collect();
    assert!(diagram.zones.iter().map(|zone| zone.zone_idx).eq(ends));
}

#[test]
fn every_number_of_zones_is_laid_out() {
    let catalog = catalogs::embedded();
    let text = include_str!("../plans/three-estates-26-zones.ron");
    let some = portolan::plan::file::read(text).expect("the plan").plan;
    for num_zones in [0, 1, 2, 300] {
        let zone = |idx: usize| {
            let zone = Zone::clone(&some.zones[idx % some.zones.len()]);
            Arc::new(Zone { id: ZoneId::from(format!("z{idx}")), name: "x".repeat(10_000), ..zone })
        };
        let plan = Plan { zones: (0..num_zones).map(zone).collect(), ..some.clone() };
        let diagram = diagram(&catalog, &derive(&catalog, &plan), ExportOptions::default());
        check(&format!("{num_zones} zones"), &diagram);
        assert_eq!(diagram.zones.len(), num_zones);
        assert!(num_zones < 300 || diagram.detail == Detail::Nothing);
    }
}

#[test]
fn a_point_finds_its_zone_and_its_arrow() {
    let catalog = catalogs::embedded();
    let text = include_str!("../plans/two-domains-with-hosts.ron");
    let plan = portolan::plan::file::read(text).expect("the plan").plan;
    let diagram = diagram(&catalog, &derive(&catalog, &plan), ExportOptions::default());
    for (idx, zone) in diagram.zones.iter().enumerate() {
        let Rect { x, y, width, height } = zone.rect;
        assert_eq!(diagram.zone_at(Point { x: x + width / 2, y: y + height / 2 }), Some(idx));
        assert_eq!(diagram.zone_at(Point { x: x - 1, y }), None);
    }
    for (idx, arrow) in diagram.arrows.iter().enumerate() {
        assert_eq!(diagram.arrow_at(Point { x: arrow.label.rect.x + 1, y: arrow.label.rect.y + 1 }, 4), Some(idx));
        for head in &arrow.heads {
            assert_eq!(diagram.arrow_at(head.tip, 4), Some(idx));
        }
    }
    assert_eq!(diagram.arrow_at(Point { x: -50, y: -50 }, 4), None);
}

#[test]
fn machines_stand_below_the_role_that_they_have() {
    let text = include_str!("../plans/two-domains-with-hosts.ron");
    let plan = portolan::plan::file::read(text).expect("the plan").plan;
    let catalog = catalogs::embedded();
    let diagram = diagram(&catalog, &derive(&catalog, &plan), ExportOptions::default());
    let lines: Vec<&Line> = diagram.zones.iter().flat_map(|zone| &zone.lines).collect();
    let place =
        |text: &str| lines.iter().position(|line| line.text == text).unwrap_or_else(|| panic!("{text}: {lines:?}"));
    assert_eq!(place("dc1, dc2, dc3"), place("Domain controller") + 1);
    assert_eq!(place("pc1, pc2, pc3"), place("Domain member") + 1);
}

#[test]
fn the_same_plan_is_the_same_picture() {
    let catalog = catalogs::embedded();
    let text = include_str!("../plans/three-estates-26-zones.ron");
    let plan = portolan::plan::file::read(text).expect("the plan").plan;
    let matrix = derive(&catalog, &plan);
    let svg = || {
        let mut bytes = Vec::new();
        let format = exporter("diagram-svg").expect("diagram-svg");
        export(&catalog, &matrix, format, ExportOptions::default(), &mut bytes, &Cancel::default()).expect("an export");
        bytes
    };
    assert_eq!(svg(), svg());
}
