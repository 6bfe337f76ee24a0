//! Catalog files are called like what is in them.

use portolan::catalog::schema::FOLDERS;

use crate::tree;

#[test]
fn every_catalog_file_is_called_like_its_entity() {
    let mut problems = Vec::new();
    for file in tree::files("catalog", &["ron"]) {
        let stem = file.name().trim_end_matches(".ron");
        let folder = file.folder().trim_start_matches("catalog").trim_start_matches('/');
        if !folder.is_empty() && !FOLDERS.contains(&folder) {
            problems.push(format!("{}: no kind of entity is kept in “{folder}”", file.path));
        }
        let is_kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !stem.chars().all(is_kebab) {
            problems.push(format!("{}: write the name in lower case with hyphens", file.path));
        }
        // A plan has no id, and the header speaks for the whole folder.
        if folder == "templates" || folder.is_empty() {
            continue;
        }
        let id = file.text.lines().find_map(|line| line.strip_prefix("    id: \"")?.strip_suffix("\","));
        if id != Some(stem) {
            problems.push(format!("{}: its id is {id:?}", file.path));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
