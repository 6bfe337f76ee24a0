//! What inputs are made from: the kept corpus, and small texts that the program embeds.

use std::fs;
use std::path::Path;

use portolan::files::catalog_dir;

/// No larger text is taken from what is embedded: most inputs should be read in microseconds.
const LARGEST: usize = 4_000;

/// The texts of one folder of `tests/corpus`, sorted by name, and what is embedded of the same kind.
pub(crate) fn seeds(folder: &str) -> Vec<String> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let entries = fs::read_dir(&dir).expect("the folder of the corpus");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut res: Vec<String> =
        paths.iter().map(|path| String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned()).collect();
    let is_wanted = |name: &str| match folder {
        "plan" => name.starts_with("templates/"),
        "profile" => name.starts_with("profiles/"),
        "catalog" => !name.starts_with("templates/") && !name.starts_with("profiles/"),
        _ => false,
    };
    let embedded = catalog_dir::embedded().into_iter().filter(|(name, text)| is_wanted(name) && text.len() <= LARGEST);
    // One in eight of the catalog's files: they are much alike.
    let step = if folder == "catalog" { 8 } else { 1 };
    res.extend(embedded.step_by(step).map(|(_, text)| text.to_owned()));
    res
}
