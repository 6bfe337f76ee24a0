//! The pictures of a plan, held against golden files, and what holds for all of them.

use std::sync::Arc;

use expect_test::{ExpectFile, expect_file};
use portolan::cli::ExitCode;
use portolan::export::{EXPORTERS, ExportOptions, Exporter, NeedFilter, SameZone};
use portolan::plan::{Plan, Zone};

use crate::harness::{Folder, exported, exported_bytes, named, plan_with_everything, run, run_line};

const WORKED_EXAMPLE: &str = "tests/scenarios/real/worked-example/plan.ron";
const TEMPLATE: &str = "catalog/templates/tiered-administration.ron";

#[track_caller]
fn check(plan: &str, format: &Exporter, expected: &ExpectFile) {
    let run = run_line(&format!("export {plan} --format {}", format.name));
    assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
    expected.assert_eq(&run.out);
}

#[test]
fn the_worked_example_is_drawn() {
    check(WORKED_EXAMPLE, named("diagram-svg"), &expect_file!["../snapshots/diagram-worked-example.svg"]);
    check(WORKED_EXAMPLE, named("matrix-svg"), &expect_file!["../snapshots/matrix-worked-example.svg"]);
}

#[test]
fn a_template_is_drawn() {
    check(TEMPLATE, named("diagram-svg"), &expect_file!["../../screenshots/diagram.svg"]);
    check(TEMPLATE, named("matrix-svg"), &expect_file!["../snapshots/matrix-tiered-administration.svg"]);
}

/// Zones of the plan with everything, over and over.
fn many_zones(times: usize) -> Plan {
    let mut plan = plan_with_everything();
    let zones = plan.zones.clone();
    let copy = |number: usize, zone: &Zone| {
        let (id, name) = (format!("{}-{number}", zone.id).into(), format!("{} {number}", zone.name));
        Arc::new(Zone { id, name, ..zone.clone() })
    };
    plan.zones = (0..times).flat_map(|number| zones.iter().map(move |zone| copy(number, zone))).collect();
    plan
}

#[test]
fn words_of_users_are_no_markup() {
    let mut plan = plan_with_everything();
    plan.title = "</svg><script>alert(\"1\")</script> & 'co'".to_owned();
    plan.request.ticket = "<b>\0\u{202e}".to_owned();
    let zone = Arc::make_mut(&mut plan.zones[0]);
    zone.name = "<R&D>".to_owned();
    zone.addresses = vec!["\"a\"<b>".to_owned()];
    for format in [named("diagram-svg"), named("matrix-svg")] {
        let svg = exported(&plan, format, ExportOptions::default());
        assert!(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains("<R"), "{svg}");
        assert!(svg.contains("&lt;R&amp;D&gt;") && svg.contains("Ticket &lt;b&gt;\u{fffd}\u{fffd}"), "{svg}");
        assert_eq!(svg.matches("</svg>").count(), 1);
        assert!(!svg.chars().any(|c| c.is_control() && c != '\n'));
    }
    let svg = exported(&plan, named("diagram-svg"), ExportOptions::default());
    assert!(svg.contains("&quot;a&quot;&lt;b&gt;"), "{svg}");
}

#[test]
fn required_alone_leaves_out_what_is_optional() {
    let options = ExportOptions { need: NeedFilter::Required, ..ExportOptions::default() };
    for format in [named("diagram-svg"), named("matrix-svg")] {
        let all = exported(&plan_with_everything(), format, ExportOptions::default());
        let required = exported(&plan_with_everything(), format, options.clone());
        assert!(all.contains(">optional ") && all.contains("Required and optional"));
        assert!(!required.contains(">optional ") && required.contains("Required only"), "{required}");
        assert!(required.contains(">TCP "), "{required}");
    }
}

#[test]
fn the_inside_of_zones_is_drawn_when_asked_for() {
    let options = ExportOptions { same_zone: SameZone::Include, ..ExportOptions::default() };
    let is_inside =
        |options| exported(&plan_with_everything(), named("diagram-svg"), options).contains(">Inside the zone: ");
    assert!(is_inside(options.clone()) && !is_inside(ExportOptions::default()));
    let [without, with] = [ExportOptions::default(), options]
        .map(|options| exported(&plan_with_everything(), named("matrix-svg"), options).matches("<text").count());
    assert!(with > without, "the diagonal holds ports");
}

#[test]
fn many_zones_are_counted_and_the_picture_says_so() {
    let num_zones = plan_with_everything().zones.len();
    let plan = many_zones(13_usize.div_ceil(num_zones));
    let matrix = exported(&plan, named("matrix-svg"), ExportOptions::default());
    assert!(!matrix.contains(">TCP ") && matrix.contains("Numbers count firewall rules"), "{matrix}");
    let crowd = exported(&many_zones(40), named("diagram-svg"), ExportOptions::default());
    assert!(!crowd.contains("<polygon") && crowd.contains("So many arrows would tell nothing"), "{crowd}");
}

#[test]
fn a_png_holds_what_the_svg_shows() {
    for (svg, png) in [(named("diagram-svg"), named("diagram-png")), (named("matrix-svg"), named("matrix-png"))] {
        let svg = exported(&plan_with_everything(), svg, ExportOptions::default());
        let number = |name: &str| {
            let value = svg.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.and_then(|value| value.parse::<u32>().ok()).expect("a number")
        };
        let bytes = exported_bytes(&plan_with_everything(), png, ExportOptions::default());
        let raster = image::load_from_memory(&bytes).expect("a PNG").into_luma8();
        assert_eq!(raster.dimensions(), (2 * number("width"), 2 * number("height")), "{}", png.name);
        let num_dark = raster.pixels().filter(|pixel| pixel.0[0] < 128).count();
        assert!(num_dark > 2_000, "{}: {num_dark} dark pixels", png.name);
    }
}

#[test]
fn a_plan_without_zones_is_a_picture_too() {
    for format in [named("diagram-svg"), named("matrix-svg")] {
        let svg = exported(&Plan::default(), format, ExportOptions::default());
        assert!(svg.contains(">Untitled plan<") && svg.ends_with("</svg>\n"), "{svg}");
    }
}

#[test]
fn a_picture_of_a_plan_without_a_title_is_called_like_its_file() {
    let folder = Folder::new();
    for (text, expected) in [("(format: 2)", "office.ron"), ("(format: 2, title: \"Head office\")", "Head office")] {
        let plan = folder.write("office.ron", text);
        let svg = run_line(&format!("export {} --format matrix-svg", plan.display()));
        assert!(svg.out.contains(&format!(">{expected}<")), "{}", svg.out);
    }
}

#[test]
fn a_picture_goes_to_a_file() {
    let folder = Folder::new();
    let path = folder.path("diagram.png");
    let run = run_line(&format!("export {WORKED_EXAMPLE} --format diagram-png -o {}", path.display()));
    assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
    assert!(image::open(&path).is_ok());
}

#[test]
fn a_picture_that_nobody_could_read_is_refused_and_nothing_is_written() {
    let folder = Folder::new();
    let zones: Vec<_> = (0..301).map(|idx| format!("(id: \"z{idx}\", name: \"Z{idx}\")")).collect();
    let plan = folder.write("plan.ron", &format!("(format: 2, zones: [{}])", zones.join(", ")));
    for format in EXPORTERS.iter().copied() {
        let output = folder.path("out");
        let run =
            run(["export".into(), plan.clone(), "--format".into(), format.name.into(), "-o".into(), output.clone()]);
        if ["svg", "png"].contains(&format.extension) {
            let said =
                "nobody could read a picture of 301 zones, 300 are the most: export matrix-csv, or part the plan";
            assert!(run.code == ExitCode::Usage && run.err.contains(said), "{format:?}: {run:#?}");
            assert!(!output.exists(), "{format:?}");
        } else {
            assert_eq!(run.code, ExitCode::Fine, "{format:?}: {run:#?}");
            std::fs::remove_file(output).expect("the product");
        }
    }
}

/// The texts of the files that an export into a new folder brings, in the order of their names.
fn pages(plan: &str, switches: &str) -> Vec<(String, String)> {
    let folder = Folder::new();
    let to = folder.path("pages");
    let run = run_line(&format!("export {plan} {switches} -o {}", to.display()));
    assert_eq!(run.code, ExitCode::Fine, "{}", run.err);
    let mut res: Vec<_> = std::fs::read_dir(&to)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), path))
        .map(|(name, path)| (name, std::fs::read_to_string(path).expect("a text")))
        .collect();
    res.sort();
    res
}

const ESTATES: &str = "tests/plans/three-estates-26-zones.ron";

/// How large the text of the body is on a page that is this wide, in points.
fn points(svg: &str, millimeters: f64) -> f64 {
    let view_box = svg.split("viewBox=\"0 0 ").nth(1).and_then(|rest| rest.split(' ').next());
    let pixels: f64 = view_box.and_then(|width| width.parse().ok()).expect("a view box");
    11.0 * millimeters / 25.4 * 72.0 / pixels
}

#[test]
fn a_diagram_of_26_zones_can_be_read_on_one_page_of_a3() {
    let pages = pages(ESTATES, "--format diagram-svg --page a3-landscape");
    let [(name, svg)] = &pages[..] else { panic!("{} pages", pages.len()) };
    assert_eq!(name, "diagram-1.svg");
    assert!(svg.contains("width=\"420mm\" height=\"297mm\""), "{svg}");
    assert!(points(svg, 420.0) >= 7.0, "{} points", points(svg, 420.0));
    assert_eq!(svg.matches("class=\"zone\"").count(), 26);
}

#[test]
fn what_is_too_large_for_a_page_is_parted_into_pages_that_can_be_read() {
    for (format, word) in [("diagram-svg", "zone"), ("matrix-svg", "cell")] {
        let pages = pages(ESTATES, &format!("--format {format} --page a4"));
        assert!(pages.len() > 2, "{format}: {} pages", pages.len());
        for (number, (name, svg)) in pages.iter().enumerate() {
            assert!(svg.contains("width=\"210mm\" height=\"297mm\""), "{name}");
            assert!(points(svg, 210.0) >= 7.0, "{name}: {} points", points(svg, 210.0));
            assert!(svg.contains(&format!(">Page {} of {} · Catalog of", number + 1, pages.len())), "{name}: {svg}");
            assert!(svg.contains(&format!("class=\"{word}\"")), "{name}");
        }
    }
}

#[test]
fn pages_want_a_picture_and_a_folder() {
    for (switches, said) in [
        ("--format csv --page a4 -o x", "--page goes with pictures, not with csv"),
        ("--profile minimal --page a4 -o x", "--page goes with pictures, not with the profile minimal"),
        ("--format diagram-svg --page a4", "each page is a file: name a folder that is not there yet with -o"),
        ("--format diagram-svg --page a5 -o x", "a3-landscape"),
        ("--format diagram-svg --page a4 -o src", "name a folder that is not there yet"),
    ] {
        let run = run_line(&format!("export {WORKED_EXAMPLE} {switches}"));
        assert!(run.code == ExitCode::Usage && run.err.contains(said), "{switches}: {run:#?}");
    }
}

#[test]
fn whole_names_stand_in_pictures_and_endless_ones_end() {
    let mut plan = plan_with_everything();
    let name = "Servers of the second building on the northern campus, behind the inner firewall";
    Arc::make_mut(&mut plan.zones[0]).name = name.to_owned();
    Arc::make_mut(&mut plan.zones[1]).name = "x".repeat(10_000);
    for format in [named("diagram-svg"), named("matrix-svg")] {
        let svg = exported(&plan, format, ExportOptions::default());
        let texts: Vec<&str> = svg.split('>').filter_map(|part| part.strip_suffix("</text")).collect();
        assert!(texts.join(" ").contains(name), "{}: {texts:?}", format.name);
        assert!(svg.contains("x…") && !svg.contains(&"x".repeat(80)), "{}", format.name);
    }
}
