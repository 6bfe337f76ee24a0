//! The exit codes, which scripts rely on.

use portolan::cli::ExitCode;

use crate::harness::{Folder, Run, WORKED_EXAMPLE, run, run_line};

#[track_caller]
fn check(run: &Run, code: ExitCode, said: &str) {
    assert_eq!(run.code, code, "{run:#?}");
    assert!(run.err.contains(said), "“{said}” is not in {run:#?}");
}

#[test]
fn all_is_fine() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    for args in [
        vec!["matrix".into(), plan.clone()],
        vec!["export".into(), plan.clone(), "--format".into(), "csv".into()],
        vec!["check".into(), plan],
        vec!["lookup".into(), "445".into()],
        vec!["lookup".into(), "no such thing".into()],
        vec!["catalog".into(), "check".into()],
        vec!["catalog".into(), "export".into(), "--table".into(), "ports".into()],
        vec!["templates".into()],
        vec!["--version".into()],
        vec!["--help".into()],
    ] {
        let run = run(args.clone());
        assert_eq!(run.code, ExitCode::Fine, "{args:?}: {run:#?}");
    }
}

#[test]
fn a_finding_of_severity_error_is_one() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", &WORKED_EXAMPLE.replace("dns-server", "dns-severer"));
    let checked = run(["check".into(), plan.clone()]);
    check(&checked, ExitCode::Findings, "error[unknown-id] zone core");
    assert!(checked.out.starts_with("1 error, "), "{checked:#?}");
    let exported = run(["export".into(), plan, "--format".into(), "csv".into()]);
    check(&exported, ExitCode::Findings, "error[unknown-id] zone core");
    assert!(exported.out.contains("Kerberos"), "the product is there all the same");
}

#[test]
fn what_the_reader_of_a_plan_found_is_told_by_every_verb_that_reads_one() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", &format!("// Ours.\n{WORKED_EXAMPLE}"));
    let [checked, shown, exported] = [&["check"][..], &["matrix"], &["export", "--format=csv"]]
        .map(|args| run(args.iter().map(Into::into).chain([plan.clone()])));
    check(&checked, ExitCode::Fine, "note[file-comments]");
    check(&shown, ExitCode::Fine, "note[file-comments]");
    check(&exported, ExitCode::Fine, "note[file-comments]");
}

#[test]
fn a_plan_that_can_not_be_understood_is_told_with_its_place() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", &WORKED_EXAMPLE.replace("addresses", "adresses").replace("os:", "oss:"));
    for verb in ["matrix", "check"] {
        check(&run([verb.into(), plan.clone()]), ExitCode::Findings, "plan.ron:8:");
    }
    let not_text = folder.path("bytes.ron");
    std::fs::write(&not_text, [0xff, 0xfe, 0x00]).expect("a file");
    check(&run(["check".into(), not_text]), ExitCode::Findings, "UTF-8");
}

#[test]
fn a_plan_of_a_newer_format_is_refused_by_every_verb_and_nothing_is_written() {
    let folder = Folder::new();
    let text = WORKED_EXAMPLE.replacen("format: 1,", "format: 99,\n    novelty: from_above,", 1);
    let plan = folder.write("plan.ron", &text);
    folder.write("out.csv", "old");
    let said =
        "the plan has format 99, this program reads formats 1 to 2 and has changed nothing: open it with a newer";
    let export = ["export".into(), plan.clone(), "--format=csv".into()];
    let to_file = export.iter().cloned().chain(["-o".into(), folder.path("out.csv")]).collect();
    for args in [vec!["check".into(), plan.clone()], vec!["matrix".into(), plan.clone()], export.to_vec(), to_file] {
        let run = run(args);
        check(&run, ExitCode::Findings, said);
        assert_eq!(run.out, "", "{run:#?}");
    }
    assert_eq!((folder.read("out.csv"), folder.read("plan.ron")), ("old".to_owned(), text));
}

#[test]
fn wrong_use_is_two() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE).display().to_string();
    for (line, said) in [
        ("matrix".to_owned(), "required"),
        ("matrix a.ron b.ron".to_owned(), "b.ron"),
        (format!("export {plan}"), "--format"),
        (format!("export {plan} --format ods"), "possible values"),
        (format!("export {plan} --format json --compact"), "--compact goes with --format csv"),
        (format!("export {plan} --format csv --need some"), "some"),
        ("catalog export".to_owned(), "--table"),
        ("catalog export --table rules".to_owned(), "rules"),
        ("catalog check somewhere --catalog elsewhere".to_owned(), "name the folder once"),
        ("new no-such-template".to_owned(), "clients-core-dmz"),
        ("lookup".to_owned(), "WORDS"),
        (format!("{plan} templates"), "the verb comes first"),
        ("--catalog somewhere".to_owned(), "--catalog goes with a verb"),
        ("--frobnicate".to_owned(), "--frobnicate"),
    ] {
        let run = run_line(&line);
        assert_eq!(run.code, ExitCode::Usage, "{line}: {run:#?}");
        assert!(run.err.contains(said) && run.out.is_empty(), "{line}: {run:#?}");
    }
}

#[test]
fn what_the_file_system_refuses_is_three() {
    let folder = Folder::new();
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    let missing = folder.path("missing/plan.ron");
    check(&run(["check".into(), missing.clone()]), ExitCode::System, "can't read the plan");
    check(&run(["matrix".into(), folder.path("")]), ExitCode::System, "can't read the plan");
    let args = ["export".into(), plan.clone(), "--format=csv".into(), "-o".into(), missing.clone()];
    check(&run(args), ExitCode::System, "can't write the file");
    let args = ["check".into(), plan, "--catalog".into(), missing];
    check(&run(args), ExitCode::System, "can't read the catalog folder");
}

#[test]
fn mistakes_of_an_overlay_are_told_and_stop_nothing() {
    let folder = Folder::new();
    folder.write("overlay/roles/broken.ron", "(\n    id: \"broken\",\n    nmae: \"Broken\",\n)\n");
    folder.write(
        "overlay/roles/good.ron",
        "(id: \"good\", name: \"Good role\", family: \"Own\", summary: \"Of our own\", references: [\"kb832017\"])",
    );
    let found = run(["lookup".into(), "good".into(), "role".into(), "--catalog".into(), folder.path("overlay")]);
    check(&found, ExitCode::Findings, "error[catalog-syntax] roles/broken.ron:3:");
    assert!(found.out.contains("Role Good role (good), Own"), "{found:#?}");
}

#[test]
fn a_whole_catalog_is_checked_alone_and_an_overlay_with_the_rest() {
    let folder = Folder::new();
    let role =
        "(id: \"lonely\", name: \"Lonely\", family: \"Own\", summary: \"Of our own\", references: [\"nothing\"])";
    folder.write("overlay/roles/lonely.ron", role);
    folder.write("whole/roles/lonely.ron", role);
    folder.write("whole/catalog.ron", "(format: 1, as_of: \"2026-01-01\")");
    let overlay = run(["catalog".into(), "check".into(), folder.path("overlay")]);
    check(&overlay, ExitCode::Findings, "roles/lonely.ron:1:83: there is no reference “nothing”");
    assert!(!overlay.err.contains("os"), "the rest of the catalog is there: {overlay:#?}");
    let same = run(["catalog".into(), "check".into(), "--catalog".into(), folder.path("overlay")]);
    assert_eq!((same.code, same.err), (overlay.code, overlay.err));
    check(&run(["catalog".into(), "check".into(), folder.path("whole")]), ExitCode::Findings, "lonely");
}

#[test]
fn the_ids_that_check_writes_are_those_that_accept_the_finding() {
    let folder = Folder::new();
    let text = WORKED_EXAMPLE.replace("dns-server", "dns-severer");
    let plan = folder.write("plan.ron", &text);
    let written = run(["check".into(), plan.clone(), "--ids".into()]);
    let ids = r#"  (finding: "unknown-id", about: ["core", "dns-severer", "role", "dns-severer"], …)"#;
    assert!(written.err.lines().any(|line| line == ids), "{written:#?}");
    let without = run(["check".into(), plan]);
    assert!(!without.err.contains("about:"), "{without:#?}");
    let accepted = format!("accepted: [{}], zones", ids.trim().replace('…', r#"reason: "comes later", by: "Ada""#));
    let text = text.replacen("zones", &accepted, 1).replacen("format: 1", "format: 2", 1);
    let plan = folder.write("accepted.ron", &text);
    check(&run(["check".into(), plan]), ExitCode::Fine, "[accepted by Ada: comes later]");
}

#[test]
fn an_error_that_is_accepted_is_told_and_counts_again_after_its_day() {
    let folder = Folder::new();
    let accepted = r#"accepted: [(finding: "unknown-id", about: ["core", "dns-severer", "role", "dns-severer"],
        reason: "comes later", by: "Ada", until: "2027-01-31")], zones"#;
    let text = WORKED_EXAMPLE.replace("dns-server", "dns-severer").replacen("zones", accepted, 1);
    let plan = folder.write("plan.ron", &text.replacen("format: 1", "format: 2", 1));
    let on = |day: &str| run(["check".into(), plan.clone(), "--as-of".into(), day.into()]);
    check(&on("2027-01-31"), ExitCode::Fine, "[accepted by Ada until 2027-01-31: comes later]");
    assert!(on("2027-01-31").out.ends_with(", 1 accepted\n"), "{:#?}", on("2027-01-31"));
    check(&on("2027-02-01"), ExitCode::Findings, "[counts again on 2027-02-01: accepted by Ada until 2027-01-31 only");
    check(&on("tomorrow"), ExitCode::Usage, "write a day as YYYY-MM-DD");
}
