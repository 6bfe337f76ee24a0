//! Catalog files are called like what is in them.

use portolan::catalog::load::folders;

use crate::tree;

/// What files write in a field of their entity.
fn stated<'a>(text: &'a str, field: &str) -> Option<&'a str> {
    let start = format!("    {field}: \"");
    text.lines().find_map(|line| line.strip_prefix(&start)?.strip_suffix("\","))
}

/// In lower case, with hyphens for everything that is neither a letter nor a digit.
fn kebab(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").to_lowercase()
}

#[test]
fn every_catalog_file_is_called_like_its_entity() {
    let mut problems = Vec::new();
    for file in tree::files("catalog", &["ron"]) {
        let stem = file.name().trim_end_matches(".ron");
        let path = file.folder().trim_start_matches("catalog").trim_start_matches('/');
        let (folder, subfolder) = path.split_once('/').unwrap_or((path, ""));
        if !folder.is_empty() && !folders().any(|known| known == folder) {
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
        let family = stated(&file.text, "family").map(kebab);
        if family.clone().unwrap_or_default() != subfolder {
            problems.push(format!("{}: roles stand in the folder of their family, {family:?}", file.path));
        }
        let id = stated(&file.text, "id");
        if id != Some(stem) {
            problems.push(format!("{}: its id is {id:?}", file.path));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
