//! What is drawn changes no plan: panels, dialogs and widgets hold nothing that they could change it through, and ask
//! for edits instead.

use crate::paths::{Token, code, words_of};
use crate::tree::{self, TextFile};

/// Where things are drawn.
const FOLDERS: [&str; 3] = ["src/gui/panels", "src/gui/dialogs", "src/gui/widgets"];

/// Ways to change a plan, with what to do instead.
const WAYS: [(&str, &str); 11] = [
    ("mut Plan", "show it from a shared reference and push an edit"),
    ("mut Zone", "show it from a shared reference and push an edit"),
    ("Document", "push an action; `apply` knows the document"),
    ("mut App", "push an action"),
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
    let code = code(file);
    let mut res = Vec::new();
    for (way, instead) in WAYS {
        let words = words_of(way);
        let has_way = |part: &&[Token]| part.iter().map(|token| &token.text).eq(&words);
        for part in code.windows(words.len()).filter(has_way) {
            res.push(format!("{}:{}: {way}: {instead}", file.path, part[0].line));
        }
    }
    res
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
    check("fn ui<'a>(plan: &'a mut Plan) {}", 1);
    check("fn ui(plan: &mut\n    Plan) {}", 1);
    check("fn ui(plan: &Plan) { plan.clone().apply(&edit); }", 1);
    check("use crate::document::Document;", 1);
    check("use crate::document::Selection;\n// a Document\nconst X: &str = \"&mut Plan\";", 0);
    check("fn ui() {}\n#[cfg(test)]\nmod tests {\n    fn f(plan: &mut Plan) {}\n}", 0);
}
