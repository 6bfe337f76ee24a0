//! `templates` and `new`: every template is listed, and is a plan without errors.

use portolan::cli::ExitCode;

use crate::harness::{Folder, WORKED_EXAMPLE, run, run_line};

fn names() -> Vec<String> {
    let listed = run_line("templates");
    assert_eq!(listed.code, ExitCode::Fine, "{listed:#?}");
    listed.out.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn every_template_becomes_a_plan_without_errors() {
    let names = names();
    assert!(names.contains(&"clients-core-dmz".to_owned()), "{names:?}");
    for name in names {
        let folder = Folder::new();
        let written = run(["new".into(), name.clone().into(), "-o".into(), folder.path("plan.ron")]);
        assert_eq!((written.code, &*written.out), (ExitCode::Fine, ""), "{name}: {written:#?}");
        assert_eq!(run_line(&format!("new {name}")).out, folder.read("plan.ron"), "{name}");
        let checked = run(["check".into(), folder.path("plan.ron")]);
        assert_eq!(checked.code, ExitCode::Fine, "{name}: {checked:#?}");
    }
}

#[test]
fn new_overwrites_no_file_with_something_in_it() {
    let folder = Folder::new();
    let path = folder.write("plan.ron", "mine");
    let written = run(["new".into(), "clients-core-dmz".into(), "-o".into(), path]);
    assert_eq!(written.code, ExitCode::Usage, "{written:#?}");
    assert_eq!(folder.read("plan.ron"), "mine");
}

#[test]
fn templates_of_an_overlay_are_offered_too() {
    let folder = Folder::new();
    folder.write("templates/own.ron", WORKED_EXAMPLE);
    folder.write("templates/broken.ron", "(\n    format: 1,\n    zonen: [],\n)\n");
    let listed = run(["templates".into(), "--catalog".into(), folder.path("")]);
    assert_eq!(listed.code, ExitCode::Findings, "{listed:#?}");
    assert!(listed.err.contains("error[catalog-syntax] templates/broken.ron:3:"), "{listed:#?}");
    assert!(listed.out.contains("own") && listed.out.contains("Worked example"), "{listed:#?}");
    let checked = run(["catalog".into(), "check".into(), folder.path("")]);
    assert_eq!(checked.code, ExitCode::Findings, "{checked:#?}");
    assert!(checked.err.contains("error[catalog-syntax] templates/broken.ron:3:"), "{checked:#?}");
    let refused = run(["new".into(), "broken".into(), "--catalog".into(), folder.path("")]);
    assert_eq!(refused.code, ExitCode::Findings, "{refused:#?}");
    assert!(refused.out.is_empty() && refused.err.contains("templates/broken.ron:3:"), "{refused:#?}");
    let written = run(["new".into(), "own".into(), "--catalog".into(), folder.path("")]);
    assert_eq!(written.out, WORKED_EXAMPLE);
}
