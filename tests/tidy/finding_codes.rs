//! Every finding code is explained, and some test raises it.

use portolan::finding::Code;

use crate::tree;

/// The headings of a Markdown text, without marks.
fn headings(text: &str) -> Vec<&str> {
    let lines = text.lines().filter(|line| line.starts_with('#'));
    lines.map(|line| line.trim_start_matches('#').trim().trim_matches('`')).collect()
}

/// What follows the first `#[cfg(test)]` of a file of the library; tests stand last.
fn test_part(text: &str) -> &str {
    text.find("#[cfg(test)]").map_or("", |start| &text[start..])
}

#[test]
fn every_finding_code_has_a_heading() {
    let text = tree::file("docs/FINDINGS.md").map(|file| file.text).unwrap_or_default();
    let headings = headings(&text);
    let missing: Vec<&str> = Code::ALL.iter().map(|code| code.name()).filter(|name| !headings.contains(name)).collect();
    assert!(missing.is_empty(), "docs/FINDINGS.md has no heading for {missing:?}");
    let is_code = |heading: &str| heading.contains('-') && heading.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let unknown: Vec<&&str> = headings
        .iter()
        .filter(|heading| is_code(heading) && !Code::ALL.iter().any(|code| code.name() == **heading))
        .collect();
    assert!(unknown.is_empty(), "docs/FINDINGS.md explains codes that do not exist: {unknown:?}");
}

#[test]
fn every_finding_code_is_named_by_a_test() {
    let suites = tree::files("tests", &["rs", "txt"]).into_iter().map(|file| file.text);
    let units = tree::files("src", &["rs"]).into_iter().map(|file| test_part(&file.text).to_owned());
    let tests: Vec<String> = suites.chain(units).collect();
    let is_named = |code: &Code| {
        let variant = format!("Code::{code:?}");
        // A longer name that begins alike does not count.
        let holds = |text: &String, word: &str| {
            let goes_on = |c: char| c.is_ascii_alphanumeric() || c == '-';
            text.match_indices(word).any(|(start, _)| !text[start + word.len()..].starts_with(goes_on))
        };
        tests.iter().any(|text| holds(text, &variant) || holds(text, code.name()))
    };
    let unnamed: Vec<&str> = Code::ALL.iter().filter(|code| !is_named(code)).map(|code| code.name()).collect();
    assert!(unnamed.is_empty(), "no test speaks of {unnamed:?}");
}
