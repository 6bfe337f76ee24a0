//! What a terminal is given: whatever the names of plans, catalogs and files hold, it shows what is written and no more.

use std::ffi::OsString;

use crate::harness::{Folder, Run, WORKED_EXAMPLE, run};

/// A name that would color the terminal, set its title, ring its bell, forge a line and turn what follows it round.
const EVIL: &str = "X\u{1b}[31mRED\u{1b}]0;title\u{7}\r\nforged line\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}end";

/// The same as a string of RON.
fn evil() -> String {
    EVIL.chars().flat_map(char::escape_default).collect()
}

fn evil_catalog(folder: &Folder) -> std::path::PathBuf {
    let evil = evil();
    folder.write(
        "catalog/references/evil.ron",
        &format!(
            r#"(id: "evil", title: "{evil}", publisher: "{evil}", document: "https://example.com/{evil}",
                version: "{evil}", read: "2026-01-01")"#
        ),
    );
    folder.write(
        "catalog/services/evil.ron",
        &format!(
            r#"(id: "evil", name: "{evil}", service_name: "{evil}", summary: "{evil}", endpoints: [
                (id: "e", application_protocol: "{evil}", transport: tcp, port: fixed(4444), note: "{evil}",
                    references: ["evil"])])"#
        ),
    );
    folder.write(
        "catalog/roles/evil.ron",
        &format!(
            r#"(id: "evil", name: "{evil}", family: "{evil}", summary: "{evil}", runs: ["evil"], references: ["evil"],
                connects: [(id: "x", to: "evil", uses: ["evil/e"], purpose: "{evil}", need: required,
                    references: ["evil"])])"#
        ),
    );
    folder.write("catalog/roles/broken.ron", &format!("(id: \"{evil}\", {EVIL})"));
    folder.write("catalog/templates/evil.ron", &format!("(format: 1, title: \"{evil}\")"));
    folder.path("catalog")
}

fn evil_plan() -> String {
    let evil = evil();
    WORKED_EXAMPLE
        .replace("\"Worked example\"", &format!("\"{evil}\""))
        .replace("\"Clients\"", &format!("\"{evil}\""))
        .replace("\"domain-member\"", &format!("\"evil\"), (role: \"{evil}\""))
}

#[track_caller]
fn assert_is_shown_as_written(run: &Run) {
    for text in [&run.out, &run.err] {
        let raw: Vec<char> =
            text.chars().filter(|c| c.is_control() && *c != '\n' || EVIL.contains(*c) && !c.is_ascii()).collect();
        assert!(raw.is_empty(), "{raw:?} in {text}");
        assert!(!text.lines().any(|line| line.starts_with("forged")), "{text}");
    }
}

#[test]
fn nothing_that_nobody_sees_reaches_the_terminal() {
    let folder = Folder::new();
    let catalog = evil_catalog(&folder);
    let plan = folder.write("plan.ron", &evil_plan());
    let with_catalog = |args: &[OsString]| {
        let catalog = [OsString::from("--catalog"), catalog.clone().into()];
        run(args.iter().cloned().chain(catalog))
    };
    for (args, shown) in [
        (vec![OsString::from("lookup"), "4444".into()], "RED"),
        (vec!["lookup".into(), EVIL.into(), "nothing".into()], "forged line"),
        (vec!["templates".into()], "RED"),
        (vec!["matrix".into(), plan.clone().into()], "RED"),
        (vec!["check".into(), plan.clone().into()], "RED"),
        (vec!["check".into(), EVIL.into()], "can't read the plan"),
        (vec!["export".into(), plan.into(), format!("--format={EVIL}").into()], "possible values"),
        (vec!["new".into(), EVIL.into()], "there is no template"),
        (vec![format!("--{EVIL}").into()], "RED"),
    ] {
        let run = with_catalog(&args);
        assert!(run.out.contains(shown) || run.err.contains(shown), "{args:?}: {run:#?}");
        assert_is_shown_as_written(&run);
    }
    let checked = run(["catalog".into(), "check".into(), catalog.clone()]);
    assert!(checked.err.contains("a character that nobody sees: U+001B"), "{checked:#?}");
    assert_is_shown_as_written(&checked);
}

#[test]
fn names_with_characters_that_nobody_sees_are_a_finding() {
    let folder = Folder::new();
    let found = |text: &str| -> Vec<String> {
        let run = run(["check".into(), folder.write("plan.ron", text)]);
        run.err.lines().filter(|line| line.contains("[hidden-characters]")).map(str::to_owned).collect()
    };
    let plan = |name: &str, note: &str| {
        format!("(format: 1, title: \"T\", zones: [(id: \"a\", name: \"{name}\", note: \"{note}\")])")
    };
    assert_eq!(
        found(&plan("live\\u{202e}gro", "two\\nlines")),
        ["warning[hidden-characters] zone a: the name has characters that nobody sees: U+202E (type it anew without \
         them: they can make one name look like another, and steer what shows it)"]
    );
    let both = found(&plan("a\\nb\\u{200b}\\nc", "x\\u{7}"));
    assert!(both[0].contains("the name has characters that nobody sees: U+000A and U+200B"), "{both:?}");
    assert!(both[1].contains("the note has characters that nobody sees: U+0007"), "{both:?}");
    assert_eq!(found(&plan("Zürich ⚓", "one\\ttwo\\r\\nthree")), Vec::<String>::new());
}

#[test]
fn names_of_a_catalog_with_characters_that_nobody_sees_are_a_finding_too() {
    let folder = Folder::new();
    let role = |name: &str| {
        format!("(id: \"r\", name: \"{name}\", family: \"Own\", summary: \"Of our own\", references: [\"kb832017\"])")
    };
    let found = |name: &str| {
        folder.write("catalog/roles/r.ron", &role(name));
        run(["catalog".into(), "check".into(), folder.path("catalog")]).err
    };
    let evil = found("Own\\u{2029}role");
    let expected = "warning[hidden-characters] roles/r.ron:1:17: here stands a character that nobody sees: U+2029";
    assert!(evil.contains(expected), "{evil}");
    let mended = found("Own role");
    assert!(!mended.contains("hidden-characters"), "{mended}");
}
