//! Every Rust file is a module of its neighbors: a file that nobody declares is compiled by nobody.

use crate::tree::{self, TextFile};

/// Files that are roots of their own, beside `main.rs`, `lib.rs` and `mod.rs`.
const ROOT_FOLDERS: [&str; 2] = ["src/bin", "benches"];

/// Names every file and folder that the root beside it does not declare.
fn forgotten(files: &[TextFile]) -> Vec<String> {
    let mut res = Vec::new();
    for file in files.iter().filter(|file| !ROOT_FOLDERS.contains(&file.folder())) {
        let is_root = ["main.rs", "lib.rs", "mod.rs"].contains(&file.name());
        // The root of a folder is declared one folder up, and that of a suite or the library by nobody.
        let (folder, module) = if file.name() == "mod.rs" {
            file.folder().rsplit_once('/').unwrap_or(("", file.folder()))
        } else if is_root {
            continue;
        } else {
            (file.folder(), file.name().trim_end_matches(".rs"))
        };
        let is_declared = |root: &TextFile| {
            let declares = |line: &str| {
                let line = ["pub(crate) ", "pub(super) ", "pub "]
                    .into_iter()
                    .find_map(|it| line.strip_prefix(it))
                    .unwrap_or(line);
                line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) == Some(module)
            };
            root.text.lines().any(|line| declares(line.trim()))
        };
        let roots = files
            .iter()
            .filter(|root| root.folder() == folder && ["main.rs", "lib.rs", "mod.rs"].contains(&root.name()));
        if !roots.into_iter().any(is_declared) {
            res.push(format!("{}: nobody declares “mod {module};” in {folder}", file.path));
        }
    }
    res
}

#[test]
fn no_file_is_forgotten() {
    for folder in ["src", "tests"] {
        let problems = forgotten(&tree::files(folder, &["rs"]));
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}

#[test]
fn a_file_that_nobody_declares_is_named() {
    let file = |path: &str, text: &str| TextFile { path: path.to_owned(), text: text.to_owned() };
    let files = [
        file("tests/core/main.rs", "mod facts;\npub(crate) mod naive;\n"),
        file("tests/core/naive.rs", ""),
        file("tests/core/lost.rs", ""),
        file("tests/core/facts/mod.rs", "#[cfg(test)]\nmod tables;\n"),
        file("tests/core/facts/tables.rs", ""),
        file("tests/core/plans/mod.rs", ""),
    ];
    assert_eq!(
        forgotten(&files),
        [
            "tests/core/lost.rs: nobody declares “mod lost;” in tests/core",
            "tests/core/plans/mod.rs: nobody declares “mod plans;” in tests/core",
        ]
    );
}
