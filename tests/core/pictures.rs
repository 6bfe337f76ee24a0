//! The diagram of random plans: whatever they hold, nothing of it lies on anything else.

use std::sync::Arc;

use portolan::catalog::Catalog;
use portolan::export::{Cancel, ExportOptions, SameZone, export, exporter};
use portolan::matrix::derive;
use portolan::plan::{Host, Plan, TrustLevel, Zone, ZoneId};

use crate::catalogs;
use crate::plan_maker::PlanMaker;
use crate::splitmix::SplitMix;

/// A rectangle of the picture.
#[derive(Clone, Copy, Debug)]
struct Area {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

impl Area {
    fn overlaps(self, other: Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    fn is_within(self, width: i32, height: i32) -> bool {
        self.x >= 0 && self.y >= 0 && self.x + self.width <= width && self.y + self.height <= height
    }
}

/// The number of an attribute.
fn number(element: &str, name: &str) -> i32 {
    let value = element.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no whole number {name}: {element}"))
}

/// Every rectangle of a class, in the order in which they are painted.
fn areas(svg: &str, class: &str) -> Vec<Area> {
    let area = |line: &str| {
        let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(line, name));
        Area { x, y, width, height }
    };
    svg.lines().filter(|line| line.starts_with(&format!("<rect class=\"{class}\""))).map(area).collect()
}

/// The corners of every line, without its roundings.
fn lines(svg: &str) -> Vec<Vec<(i32, i32)>> {
    let point = |words: &str| {
        let numbers: Vec<i32> = words.split(' ').filter_map(|number| number.parse().ok()).collect();
        numbers.chunks(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
    };
    let path = |line: &str| line.strip_prefix("<path d=\"").and_then(|rest| rest.split('"').next().map(str::to_owned));
    let corners = |path: String| path.split(['M', 'L', 'Q']).flat_map(point).collect();
    svg.lines().filter_map(path).map(corners).collect()
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
        let mut zone = Zone::clone(&zone);
        for placement in &mut zone.placements {
            let host = |number: usize| Host { name: format!("machine-{number}"), ..Host::default() };
            placement.hosts = (0..rng.below(2) * rng.below(12)).map(host).collect();
        }
        Arc::new(Zone { id: ZoneId::from(format!("z{idx}")), name, addresses, trust, ..zone })
    };
    res.zones = zones.into_iter().enumerate().map(named).collect();
    res
}

fn diagram(catalog: &Catalog, plan: &Plan, same_zone: SameZone) -> String {
    let options = ExportOptions { same_zone, ..ExportOptions::default() };
    let mut bytes = Vec::new();
    let matrix = derive(catalog, plan);
    export(catalog, &matrix, exporter("diagram-svg").expect("diagram-svg"), options, &mut bytes, &Cancel::default())
        .expect("an export");
    String::from_utf8(bytes).expect("a text")
}

#[test]
fn boxes_and_labels_of_a_diagram_never_overlap_and_no_line_runs_through_a_box() {
    let mut num_labels = 0;
    for (catalog, num_seeds) in [(catalogs::miniature(), 300), (catalogs::embedded(), 60)] {
        let maker = PlanMaker::new(&catalog);
        for seed in 0..num_seeds {
            let plan = plan(&maker, seed);
            let same_zone = if seed % 2 == 0 { SameZone::Include } else { SameZone::LeaveOut };
            let svg = diagram(&catalog, &plan, same_zone);
            let (width, height) = (number(&svg, "width"), number(&svg, "height"));
            let boxes = areas(&svg, "zone");
            let labels = areas(&svg, "label");
            assert_eq!(boxes.len(), plan.zones.len(), "seed {seed}");
            num_labels += labels.len();
            let all: Vec<Area> = boxes.iter().chain(&labels).copied().collect();
            for (idx, area) in all.iter().enumerate() {
                assert!(area.is_within(width, height), "seed {seed}: {area:?} leaves {width} × {height}");
                for other in &all[..idx] {
                    assert!(!area.overlaps(*other), "seed {seed}: {area:?} lies on {other:?}");
                }
            }
            for line in lines(&svg) {
                for ends in line.windows(2) {
                    let ((x1, y1), (x2, y2)) = (ends[0], ends[1]);
                    let (x, y) = (x1.min(x2), y1.min(y2));
                    let area = Area { x, y, width: (x1 - x2).abs(), height: (y1 - y2).abs() };
                    // A line begins and ends at the edge of a box.
                    let inner = |zone: &Area| Area { y: zone.y + 1, height: zone.height - 2, ..*zone };
                    let is_hit = boxes.iter().any(|zone| area.overlaps(inner(zone)));
                    assert!(!is_hit, "seed {seed}: {area:?} runs through a box");
                }
            }
        }
    }
    assert!(num_labels > 2_000, "{num_labels} labels are too few to show anything");
}

#[test]
fn machines_stand_below_the_role_that_they_have() {
    let text = include_str!("../plans/two-domains-with-hosts.ron");
    let plan = portolan::plan::file::read(text).expect("the plan").plan;
    let svg = diagram(&catalogs::embedded(), &plan, SameZone::LeaveOut);
    let texts: Vec<&str> = svg.split('>').filter_map(|part| part.strip_suffix("</text")).collect();
    let place = |text: &str| texts.iter().position(|it| *it == text).unwrap_or_else(|| panic!("{text}: {texts:?}"));
    assert_eq!(place("dc1, dc2, dc3"), place("Domain controller") + 1);
    assert_eq!(place("pc1, pc2, pc3"), place("Domain member") + 1);
}
