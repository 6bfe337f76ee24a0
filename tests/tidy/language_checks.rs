//! The language's checks are switched off nowhere: the lint is `deny`, which a file could take back for itself.

use crate::paths::code;
use crate::tree;

/// The macro in it writes what runs before `main`, and wants to hear once that whoever uses it knows.
const EXCEPT: &str = "src/files/standard_output.rs";

#[test]
fn no_file_but_one_speaks_of_unsafe_code() {
    let mut problems = Vec::new();
    for file in ["src", "tests", "benches"].into_iter().flat_map(|folder| tree::files(folder, &["rs"])) {
        let words = code(&file).into_iter().filter(|token| ["unsafe", "unsafe_code"].contains(&token.text.as_str()));
        let allowed = usize::from(file.path == EXCEPT);
        problems.extend(words.skip(allowed).map(|token| format!("{}:{}", file.path, token.line)));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
