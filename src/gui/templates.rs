//! The plans to start from: those that come with the program, and the user's own.

use std::collections::BTreeMap;

use crate::files::catalog_dir::{self, NamedText};
use crate::finding::{Code, Finding, Subject};
use crate::plan::{Plan, file};

/// A plan to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// The stable name.
    pub name: String,
    /// The plan. Its title and note say what it is for.
    pub plan: Plan,
}

/// The templates by name: those that the program carries, and the user's own, which come instead of others of their
/// name. One that can't be read is a finding.
pub(super) fn templates(own: &[NamedText]) -> (Vec<Template>, Vec<Finding>) {
    let own = own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let texts: BTreeMap<&str, &str> = catalog_dir::embedded().into_iter().chain(own).collect();
    let mut findings = Vec::new();
    let mut res = Vec::new();
    for (file, text) in texts {
        let Some(name) = template_name(file) else { continue };
        match file::read(text) {
            Ok(read) => res.push(Template { name: name.to_owned(), plan: read.plan }),
            Err(err) => {
                let subject = Subject::File { file: file.to_owned(), at: Some(err.at) };
                findings.push(Finding::new(Code::CatalogSyntax, subject, err.message, "a template is a whole plan"));
            }
        }
    }
    (res, findings)
}

/// The name of the template in a file of a catalog, if there is one in it.
pub(super) fn template_name(file: &str) -> Option<&str> {
    file.strip_prefix("templates/")?.strip_suffix(".ron")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_read_and_says_what_it_is() {
        let (templates, findings) = templates(&[]);
        let num_texts = catalog_dir::embedded().iter().filter(|(name, _)| name.starts_with("templates/")).count();
        assert_eq!((templates.len(), findings), (num_texts, Vec::new()));
        assert!(templates.iter().all(|template| !template.plan.title.is_empty() && !template.plan.zones.is_empty()));
    }

    #[test]
    fn templates_of_ones_own_come_instead_of_others() {
        let first = templates(&[]).0.swap_remove(0).name;
        let text = |name: &str, text: &str| (format!("templates/{name}.ron"), text.to_owned());
        let own = [text(&first, "(format: 1, title: \"Mine\")"), text("broken", "(format: 1,\n titel: 1)")];
        let (templates, findings) = templates(&own);
        assert_eq!(templates[0].plan.title, "Mine");
        assert!(templates.iter().all(|template| template.name != "broken"));
        let places: Vec<String> = findings.iter().map(|finding| finding.subject.to_string()).collect();
        assert!(places.len() == 1 && places[0].starts_with("templates/broken.ron:2:"), "{places:?}");
    }
}
