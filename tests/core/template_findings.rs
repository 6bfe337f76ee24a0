//! Every finding about the templates, as it is printed: read by people, so that each is true, useful and clearable.

use expect_test::expect_file;
use portolan::check;
use portolan::files::catalog_dir;
use portolan::matrix;
use portolan::plan::file;

use crate::catalogs;

#[test]
fn the_findings_about_the_templates_are_those_that_were_read() {
    let catalog = catalogs::embedded();
    let mut res = String::new();
    for (name, text) in catalog_dir::embedded().into_iter().filter(|(name, _)| name.starts_with("templates/")) {
        let plan = file::read(text).expect("a template is a plan").plan;
        res += &format!("{name}\n");
        for finding in check::findings(&catalog, &matrix::derive(&catalog, &plan)) {
            res += &format!("  {finding}\n");
        }
    }
    expect_file!["../snapshots/template-findings.txt"].assert_eq(&res);
}
