//! The tables at the end of `docs/CATALOG.md`: what the catalog knows, by family, by role and by document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use expect_test::expect_file;
use portolan::catalog::{Catalog, Role};
use portolan::ids::RoleIdx;

use crate::catalogs;

/// The heading that the tables stand under. What is above it is written by hand.
const HEADING: &str = "## What it knows\n";

#[test]
fn the_tables_of_the_catalog_page_are_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/CATALOG.md");
    let page = fs::read_to_string(path).expect("the page");
    let (by_hand, _) = page.split_once(HEADING).expect("the heading of the tables");
    let tables = tables(&catalogs::embedded());
    expect_file!["../../docs/CATALOG.md"].assert_eq(&format!("{by_hand}{HEADING}{tables}"));
}

fn tables(catalog: &Catalog) -> String {
    let mut res = String::from(
        "\nThese tables are generated from the catalog: `UPDATE_EXPECT=1 cargo test --test core catalog_page`.\n\n",
    );
    families(catalog, &mut res);
    roles(catalog, &mut res);
    documents(catalog, &mut res);
    res
}

fn families(catalog: &Catalog, res: &mut String) {
    let mut families: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for role in &catalog.roles {
        let family = families.entry(&role.family).or_default();
        family.0 += 1;
        family.1 += role.connects.len();
    }
    res.push_str("### Families\n\n| family | roles | connections they open |\n| --- | --- | --- |\n");
    for (family, (roles, connections)) in families {
        let _ = writeln!(res, "| {family} | {roles} | {connections} |");
    }
}

fn roles(catalog: &Catalog, res: &mut String) {
    res.push_str("\n### Roles\n\nA role in parentheses is only ever implied.\n\n");
    res.push_str("| role | name | brings with it | connects to |\n| --- | --- | --- | --- |\n");
    for role in &catalog.roles {
        let id = |&idx: &RoleIdx| catalog.roles[idx].id.as_str();
        let brought: Vec<&str> = role.implies.iter().map(|implication| id(&implication.role)).collect();
        let reached: BTreeSet<&str> = role.connects.iter().map(|connection| id(&connection.to)).collect();
        let reached: Vec<&str> = reached.into_iter().collect();
        let _ =
            writeln!(res, "| {} | {} | {} | {} |", shown_id(role), role.name, brought.join(", "), reached.join(", "));
    }
}

fn shown_id(role: &Role) -> String {
    if role.is_abstract { format!("({})", role.id) } else { role.id.to_string() }
}

fn documents(catalog: &Catalog, res: &mut String) {
    res.push_str(
        "\n### Documents\n\n| id | title | publisher | document | version |\n| --- | --- | --- | --- | --- |\n",
    );
    for reference in &catalog.references {
        let cells = [
            reference.id.as_str(),
            &*reference.title,
            &*reference.publisher,
            &*reference.document,
            &*reference.version,
        ];
        let _ = writeln!(res, "| {} |", cells.map(|cell| cell.replace('|', "\\|")).join(" | "));
    }
}
