//! Words that have no place in what we publish.

use crate::tree::{self, TextFile};

/// Traces of the place where a text was written, marks of what is not done, and of where packages come from.
const FORBIDDEN: [&str; 12] = [
    "/work/",
    "/tmp/",
    "workplace",
    "subagent",
    "sub-agent",
    "chatgpt",
    "language model",
    "crates.io",
    "todo!",
    "todo:",
    "fixme",
    "unimplemented!",
];

/// This list has to name them.
const EXCEPT: &str = "tests/tidy/words.rs";

fn offences(file: &TextFile) -> Vec<String> {
    let mut res = Vec::new();
    for (idx, line) in file.text.lines().enumerate() {
        let line = line.to_lowercase();
        for word in FORBIDDEN.iter().filter(|word| line.contains(**word)) {
            res.push(format!("{}:{}: “{word}”", file.path, idx + 1));
        }
    }
    res
}

#[test]
fn no_text_holds_a_forbidden_word() {
    let extensions = ["rs", "ron", "md", "csv", "txt", "toml", "yml", "yaml", "sh"];
    let mut files: Vec<TextFile> = ["src", "tests", "benches", "catalog", "docs", "assets", "examples"]
        .into_iter()
        .flat_map(|folder| tree::files(folder, &extensions))
        .filter(|file| file.path != EXCEPT)
        .collect();
    files.extend(["README.md", "CHANGELOG.md", "Cargo.toml"].into_iter().filter_map(tree::file));
    let problems: Vec<String> = files.iter().flat_map(offences).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_forbidden_word_is_named_with_its_line() {
    let file = TextFile { path: "docs/A.md".to_owned(), text: "Fine.\nA FIXME here.\n".to_owned() };
    assert_eq!(offences(&file), ["docs/A.md:2: “fixme”"]);
}
