//! Who may use whom: the layers of `docs/ARCHITECTURE.md` as a table, held against every path in the source.
//!
//! What is compiled for tests alone is not looked at.

use std::collections::BTreeSet;

use crate::paths::{PRINTING, code_items, code_paths, mentions, module_path};
use crate::tree::{self, TextFile};

/// What the files below one folder of `src` may name.
struct Layer {
    folder: &'static str,
    /// Folders of ours.
    ours: &'static [&'static str],
    /// Crates, and parts of the standard library from [`WATCHED`].
    others: &'static [&'static str],
    /// Others that only some files may name: the beginning of their path, and what.
    only: &'static [(&'static str, &'static [&'static str])],
}

/// What has to be allowed beside the crates of `Cargo.toml`; the rest of the standard library is free.
const WATCHED: [&str; 7] = ["std::env", "std::fs", "std::io", "std::net", "std::process", "std::thread", "std::time"];

const L0: &[&str] = &["date", "finding", "ids", "net", "printable", "ron_text"];
const L2: &[&str] = &["catalog", "date", "finding", "ids", "matrix", "net", "plan", "printable"];
const VIEW: &[&str] =
    &["catalog", "check", "date", "finding", "ids", "matrix", "net", "plan", "printable", "query", "table"];
const L4: &[&str] = &[
    "catalog",
    "check",
    "date",
    "document",
    "export",
    "files",
    "finding",
    "form",
    "ids",
    "matrix",
    "net",
    "plan",
    "printable",
    "profile",
    "query",
    "table",
    "view",
];
const L5: &[&str] = &[
    "catalog",
    "check",
    "date",
    "document",
    "export",
    "files",
    "finding",
    "form",
    "ids",
    "matrix",
    "net",
    "plan",
    "printable",
    "profile",
    "query",
    "table",
    "typeface",
    "view",
];

const LAYERS: [Layer; 21] = [
    Layer { folder: "printable", ours: &[], others: &["itertools"], only: &[] },
    Layer { folder: "net", ours: &[], others: &["strum", "thiserror"], only: &[] },
    Layer { folder: "date", ours: &[], others: &["thiserror"], only: &[] },
    Layer { folder: "ids", ours: &[], others: &[], only: &[] },
    Layer { folder: "ron_text", ours: &["finding"], others: &["ron", "strsim"], only: &[] },
    Layer { folder: "typeface", ours: &[], others: &[], only: &[] },
    Layer { folder: "finding", ours: &["date"], others: &[], only: &[] },
    Layer {
        folder: "catalog",
        ours: L0,
        others: &["itertools", "thiserror", "typed_index_collections"],
        only: &[("src/catalog/schema.rs", &["serde"]), ("src/catalog/load.rs", &["ron", "serde"])],
    },
    Layer {
        folder: "plan",
        ours: &["catalog", "date", "finding", "ids", "net", "ron_text"],
        others: &["std::net", "strum", "thiserror"],
        only: &[("src/plan/file/", &["ron", "serde"]), ("src/plan/address.rs", &["ipnet"])],
    },
    Layer {
        folder: "matrix",
        ours: &["catalog", "date", "finding", "ids", "net", "plan", "printable"],
        others: &["itertools", "smallvec", "std::thread", "typed_index_collections"],
        only: &[],
    },
    Layer { folder: "check", ours: L2, others: &["itertools", "std::net", "typed_index_collections"], only: &[] },
    Layer {
        folder: "table",
        ours: &["catalog", "finding", "ids", "matrix", "net", "plan"],
        others: &["itertools", "strum"],
        only: &[],
    },
    Layer {
        folder: "profile",
        ours: &["catalog", "finding", "net", "ron_text", "table"],
        others: &["thiserror"],
        only: &[
            ("src/profile/field.rs", &["serde"]),
            ("src/profile/file.rs", &["ron"]),
            ("src/profile/schema.rs", &["serde"]),
            ("src/profile/words.rs", &["serde"]),
        ],
    },
    Layer {
        folder: "form",
        ours: &["finding", "profile", "ron_text"],
        others: &["calamine", "csv", "encoding_rs", "itertools", "thiserror", "zip"],
        only: &[("src/form/headers.rs", &["ron", "serde"]), ("src/form/workbook.rs", &["std::io"])],
    },
    Layer {
        folder: "query",
        ours: &["catalog", "finding", "ids", "matrix", "net", "plan"],
        others: &["strsim"],
        only: &[],
    },
    Layer { folder: "document", ours: L2, others: &["thiserror"], only: &[] },
    Layer {
        folder: "view",
        ours: VIEW,
        others: &["itertools", "strsim", "strum", "typed_index_collections"],
        only: &[],
    },
    Layer {
        folder: "export",
        ours: &[
            "catalog",
            "check",
            "date",
            "finding",
            "ids",
            "matrix",
            "net",
            "plan",
            "printable",
            "profile",
            "query",
            "table",
            "typeface",
        ],
        others: &["csv", "itertools", "serde", "serde_json", "std::io", "std::thread", "strum", "thiserror"],
        only: &[
            ("src/export/form/addresses.rs", &["std::net"]),
            ("src/export/picture/png", &["png", "tiny_skia", "ttf_parser"]),
            ("src/export/workbook/", &["rust_xlsxwriter"]),
        ],
    },
    Layer {
        folder: "files",
        ours: L4,
        others: &["include_dir", "ron", "std::fs", "std::io", "tempfile", "thiserror"],
        only: &[
            ("src/files/atomic_write/temporary.rs", &["atomicwrites", "rustix", "std::env", "std::process"]),
            ("src/files/own_folder.rs", &["std::env"]),
            ("src/files/unsaved.rs", &["std::process", "std::time"]),
            ("src/files/signals.rs", &["ctrlc", "signal_hook", "std::process", "std::thread"]),
        ],
    },
    Layer {
        folder: "cli",
        ours: L4,
        others: &[
            "anyhow",
            "clap",
            "itertools",
            "std::env",
            "std::io",
            "std::process",
            "textwrap",
            "thiserror",
            "unicode_width",
        ],
        only: &[],
    },
    Layer {
        folder: "gui",
        ours: L5,
        others: &[
            "eframe",
            "egui",
            "egui_extras",
            "rfd",
            "std::io",
            "std::thread",
            "std::time",
            "strum",
            "thiserror",
            "winit",
        ],
        only: &[("src/gui/state/", &["ron", "serde"]), ("src/gui/theme/", &["epaint_default_fonts", "ron", "serde"])],
    },
];

/// The parts of the window, the lowest first: each may name those before it.
const WINDOW: [&str; 15] = [
    "theme",
    "error_text",
    "deps",
    "state",
    "opening",
    "commands",
    "action",
    "shown",
    "widgets",
    "notices",
    "panels",
    "dialogs",
    "work",
    "app",
    "shell",
];

/// Paths that cross a line all the same, with the reason.
const EXCEPTIONS: [(&str, &str, &str); 2] = [
    ("src/view/", "document", "what is selected is shared between the document and what is shown of it"),
    ("src/cli/", "gui", "with no verb the console program starts the window"),
];

/// Names every line of a file that its layer forbids.
fn offences(file: &TextFile, crates: &[String]) -> Vec<String> {
    let module = module_path(&file.path);
    let layer = LAYERS.iter().find(|layer| module.first() == Some(&layer.folder));
    let is_start = ["src/main.rs", "src/lib.rs"].contains(&file.path.as_str()) || file.path.starts_with("src/bin/");
    let Some(layer) = layer else {
        return if is_start { Vec::new() } else { vec![format!("{}: it belongs to no layer", file.path)] };
    };
    let only: BTreeSet<&str> = layer
        .only
        .iter()
        .filter(|(path, _)| file.path.starts_with(path))
        .flat_map(|(_, names)| names.iter().copied())
        .collect();
    let is_allowed = |name: &str| {
        let is_excepted =
            |ours: &str| EXCEPTIONS.iter().any(|(path, excepted, _)| file.path.starts_with(path) && *excepted == ours);
        if let Some(ours) = name.strip_prefix("crate::") {
            ours == layer.folder || layer.ours.contains(&ours) || is_excepted(ours) || !is_folder(ours)
        } else if PRINTING.contains(&name) {
            false
        } else {
            let is_watched = WATCHED.contains(&name) || name == "HashMap" || crates.iter().any(|other| other == name);
            !is_watched || layer.others.contains(&name) || only.contains(name)
        }
    };
    mentions(file)
        .into_iter()
        .filter(|mention| !is_allowed(&mention.name))
        .map(|mention| format!("{}:{}: {} may not name {}", file.path, mention.line, layer.folder, mention.name))
        .collect()
}

/// Names every part of the window above its own that a file names.
fn offences_in_window(file: &TextFile) -> Vec<String> {
    let module = module_path(&file.path);
    let ["gui", part, ..] = module[..] else { return Vec::new() };
    let rank = |part: &str| WINDOW.iter().position(|other| *other == part);
    let Some(own) = rank(part) else { return vec![format!("{}: it has no rank in the window", file.path)] };
    let is_above = |path: &&Vec<String>| {
        let supers = path.iter().take_while(|part| *part == "super").count();
        let below = match path.first().map(String::as_str) {
            Some("crate") => &[][..],
            Some("super") => &module[..module.len().saturating_sub(supers)],
            Some(_) | None => return false,
        };
        let full: Vec<&str> =
            below.iter().copied().chain(path.iter().skip(supers.max(1)).map(String::as_str)).collect();
        matches!(full[..], ["gui", named, ..] if rank(named).is_some_and(|rank| rank > own))
    };
    let paths = code_paths(code_items(file));
    paths
        .iter()
        .filter(is_above)
        .map(|path| format!("{}: {part} may not name {}", file.path, path.join("::")))
        .collect()
}

/// The crates that the library depends on, as paths name them.
fn crates() -> Vec<String> {
    let manifest = tree::file("Cargo.toml").map(|file| file.text).unwrap_or_default();
    let mut is_list = false;
    let mut res = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_list = line.ends_with("dependencies]") && !line.starts_with("[dev-");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|(name, _)| is_list && !name.contains(' ')) {
            res.push(name.replace('-', "_"));
        }
    }
    res
}

fn is_folder(name: &str) -> bool {
    LAYERS.iter().any(|layer| layer.folder == name)
}

#[test]
fn every_file_names_only_what_its_layer_may() {
    let crates = crates();
    let problems: Vec<String> = tree::files("src", &["rs"]).iter().flat_map(|file| offences(file, &crates)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn no_part_of_the_window_names_one_above_it() {
    let problems: Vec<String> = tree::files("src/gui", &["rs"]).iter().flat_map(offences_in_window).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    let check = |path: &str, text: &str, num_expected: usize| {
        let file = TextFile { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(offences_in_window(&file).len(), num_expected, "{path}: {text}");
    };
    check("src/gui/commands/table.rs", "use crate::gui::panels::X;\nuse crate::gui::state::{A, B};", 1);
    check("src/gui/commands/table.rs", "use super::super::work::X;\nuse super::env::X;", 1);
    check("src/gui/action.rs", "use super::app::App;\nuse super::commands::Command;", 1);
    check("src/gui/app/app.rs", "use crate::gui::work::X;", 0);
    check("src/gui/unheard_of.rs", "", 1);
}

/// Whoever is checked at `path` names what is told in `expected`, as its last words.
fn check(path: &str, text: &str, expected: &[&str]) {
    let found = offences(&TextFile { path: path.to_owned(), text: text.to_owned() }, &crates());
    let found: Vec<&str> = found.iter().filter_map(|line| line.rsplit_once(' ').map(|(_, name)| name)).collect();
    assert_eq!(found, expected, "{path}: {text}");
}

#[test]
fn whatever_crosses_a_layer_is_named() {
    check("src/net/port.rs", "use crate::finding::Code;", &["crate::finding"]);
    check("src/matrix/derive.rs", "use crate::view::Shown;", &["crate::view"]);
    check("src/matrix/derive.rs", "use super::super::view;", &["crate::view"]);
    check("src/matrix/mod.rs", "use super::super::x;\nuse super::export::Format;", &["crate::export"]);
    check("src/view/list.rs", "use crate::{export, net};", &["crate::export"]);
    check("src/view/list.rs", "use crate::{\n    net,\n    export,\n};", &["crate::export"]);
    check("src/view/list.rs", "use crate::{net::{self, Port}, files::{a, b::{c}}};", &["crate::files"]);
    check("src/view/list.rs", "macro_rules! m { () => { $crate::files::load() } }", &["crate::files"]);
    check("src/view/list.rs", "fn f() { std::fs::read(x); }", &["std::fs"]);
    check("src/view/list.rs", "fn f() -> Vec<std\n    ::fs::File> { vec![] }", &["std::fs"]);
    check("src/view/list.rs", "use std::{collections::BTreeMap, fs};", &["std::fs"]);
    check("src/catalog/model.rs", "use serde::Deserialize;", &["serde"]);
    check("src/catalog/schema.rs", "use serde::Deserialize;", &[]);
    check("src/export/csv.rs", "fn f() {\n    println!(\"x\");\n}", &["println!"]);
    check("src/files/a.rs", "static X: std::collections::HashMap<u8, u8> = x();", &["HashMap"]);
    check("src/gui/app.rs", "use serde::Serialize;\nuse egui::Ui;", &["serde"]);
    check("src/document/a.rs", "use egui::Ui;", &["egui"]);
}

#[test]
fn comments_texts_and_tests_name_nothing() {
    let text = "// crate::view::Shown\n/* std::fs::File */\n/// [`crate::view`]\nconst X: &str = \"crate::view\\\" std::fs::\";";
    check("src/net/port.rs", text, &[]);
    check("src/net/port.rs", "#[cfg(test)]\nmod tests {\n    use crate::view::Shown;\n}", &[]);
    check("src/view/mod.rs", "#[cfg(test)]\nmod sample;\nuse crate::export::X;", &["crate::export"]);
    check("src/net/port.rs", "#[cfg(test)]\nfn f() { crate::view::g(); }\nfn h() { eprintln_counted!(1); }", &[]);
    check(
        "src/net/port.rs",
        "mod a {\n    #[cfg(test)]\n    mod tests {\n        use crate::view::Shown;\n    }\n}",
        &[],
    );
}

#[test]
fn every_crate_of_the_library_is_watched() {
    let crates = crates();
    for name in ["serde", "egui", "include_dir", "winit"] {
        assert!(crates.iter().any(|other| other == name), "{name}: {crates:?}");
    }
    assert!(!crates.iter().any(|other| other == "proptest"), "a crate of the tests: {crates:?}");
}
