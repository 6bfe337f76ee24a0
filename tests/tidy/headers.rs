//! Every Rust file says first what it is for.

use crate::tree;

#[test]
fn every_rust_file_opens_with_its_purpose() {
    let mut problems = Vec::new();
    for folder in ["src", "tests", "benches"] {
        for file in tree::files(folder, &["rs"]) {
            let purpose = file.text.lines().next().and_then(|line| line.strip_prefix("//! "));
            if purpose.is_none_or(|purpose| purpose.trim().is_empty()) {
                problems.push(format!("{}:1: begin with “//! ” and a sentence on what the file is for", file.path));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    let empty = ["utils.rs", "util.rs", "helpers.rs", "helper.rs", "types.rs", "misc.rs", "common.rs"];
    let files = ["src", "tests", "benches"].into_iter().flat_map(|folder| tree::files(folder, &["rs"]));
    let problems: Vec<_> = files.filter(|file| empty.contains(&file.name())).map(|file| file.path).collect();
    assert!(problems.is_empty(), "name these for what they hold: {problems:?}");
}
