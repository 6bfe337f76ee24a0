//! What is drawn changes no plan: panels, dialogs and widgets hold nothing that they could change it through, and ask
//! for edits instead.

use crate::paths::code_lines;
use crate::tree::{self, TextFile};

/// Where things are drawn.
const FOLDERS: [&str; 3] = ["src/gui/panels", "src/gui/dialogs", "src/gui/widgets"];

/// Ways to change a plan, with what to do instead.
const WAYS: [(&str, &str); 11] = [
    ("&mut Plan", "show it from a shared reference and push an edit"),
    ("&mut Zone", "show it from a shared reference and push an edit"),
    ("Document", "push an action; `apply` knows the document"),
    ("&mut App", "push an action"),
    (".apply(", "push an edit as an action"),
    ("Arc::make_mut", "push an edit as an action"),
    ("Arc::get_mut", "push an edit as an action"),
    ("RefCell", "keep what is typed in the panel's own state"),
    ("Mutex", "keep what is typed in the panel's own state"),
    ("AtomicBool", "keep what is typed in the panel's own state"),
    ("AtomicUsize", "keep what is typed in the panel's own state"),
];

/// Every line of a file that could change the plan.
fn offences(file: &TextFile) -> Vec<String> {
    let mut res = Vec::new();
    for (idx, code) in code_lines(&file.text) {
        for (way, instead) in WAYS.iter().filter(|(way, _)| names(&code, way)) {
            res.push(format!("{}:{}: {way}: {instead}", file.path, idx + 1));
        }
    }
    res
}

/// Whether a line of code has a way in it, and not as the beginning of another name.
fn names(code: &str, way: &str) -> bool {
    let goes_on = |rest: &str| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    code.match_indices(way).any(|(idx, _)| !goes_on(&code[idx + way.len()..]))
}

#[test]
fn no_panel_changes_the_plan_while_drawing() {
    let files: Vec<TextFile> = FOLDERS.into_iter().flat_map(|folder| tree::files(folder, &["rs"])).collect();
    assert!(files.len() > 30, "the folders are where they are looked for");
    let problems: Vec<String> = files.iter().flat_map(offences).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn whoever_could_change_it_is_named() {
    let check = |text: &str, num_expected: usize| {
        let file = TextFile { path: "src/gui/panels/a.rs".to_owned(), text: text.to_owned() };
        assert_eq!(offences(&file).len(), num_expected, "{text}");
    };
    check("fn ui(plan: &mut Plan) {}", 1);
    check("fn ui(plan: &mut PlanState) {}", 0);
    check("fn ui(plan: &Plan) { plan.clone().apply(&edit); }", 1);
    check("use crate::document::Document;", 1);
    check("use crate::document::Selection;\n// a Document\nlet x = \"&mut Plan\";", 0);
    check("fn ui() {}\n#[cfg(test)]\nmod tests {\n    fn f(plan: &mut Plan) {}\n}", 0);
}
