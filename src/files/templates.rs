//! The plans to start from: those that come with the program, and the user's own. Nothing here opens or writes one.

use super::catalog_dir::NamedText;
use super::named_texts::NamedTexts;
use crate::finding::{Code, Finding, Subject};
use crate::plan::{Plan, file};

/// The templates of the program by what they are used for. What is common stands before what is special and what is old
/// last; the first one is what the window opens at its first start.
const GROUPS: &[(&str, &[&str])] = &[
    ("Whole networks", &["a-mid-sized-company", "clients-core-dmz", "tiered-administration", "read-only-dc-branch"]),
    (
        "Identity and access from outside",
        &[
            "two-forests-trust",
            "linux-hosts-in-a-domain",
            "pki-two-tiers",
            "always-on-vpn",
            "remote-desktop-farm",
            "federation-adfs-entra",
        ],
    ),
    (
        "Databases, clusters and applications",
        &[
            "sql-availability-group",
            "hyper-v-cluster-replica",
            "azure-arc-file-sync",
            "exchange-edge-hybrid",
            "sharepoint-farm",
        ],
    ),
    ("Management", &["monitoring-and-backup", "configuration-manager-branch"]),
    ("Old systems", &["branch-with-old-systems", "server-2003-migration"]),
];

/// The group of the user's own templates.
const OWN: &str = "Your own";

/// A plan to start from.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// The stable name.
    pub name: String,
    /// The plan as its file has it.
    pub text: String,
    /// The plan. Its title and note say what it is for.
    pub plan: Plan,
}

impl Template {
    /// What it is used for: “Whole networks”.
    #[must_use]
    pub fn group(&self) -> &'static str {
        GROUPS.iter().find(|(_, names)| names.contains(&self.name.as_str())).map_or(OWN, |(group, _)| group)
    }
}

const TEXTS: NamedTexts = NamedTexts { folder: "templates", position: |name| order().position(|known| known == name) };

/// The names of the templates of the program, in their order.
fn order() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().flat_map(|(_, names)| names.iter().copied())
}

/// The templates of the program in their order, then the user's own by name; one of the user's own that has the name
/// of another comes in its place. One that can't be read is a finding.
#[must_use]
pub fn templates(own: &[NamedText]) -> (Vec<Template>, Vec<Finding>) {
    TEXTS.read_all(own, template_of)
}

/// The template of a name; `None`: there is none. No other is read.
///
/// # Errors
/// When it can't be read.
#[must_use]
pub fn template(own: &[NamedText], name: &str) -> Option<Result<Template, Box<Finding>>> {
    TEXTS.read_one(own, name, template_of)
}

fn template_of(name: &str, text: &str) -> Result<Template, Box<Finding>> {
    Ok(Template { name: name.to_owned(), text: text.to_owned(), plan: read(name, text)? })
}

/// What is wrong with the templates among the files of a catalog.
pub fn findings(texts: &[NamedText]) -> impl Iterator<Item = Finding> {
    TEXTS.findings(texts, read)
}

/// The name of the template in a file of a catalog, if there is one in it.
#[must_use]
pub fn template_name(file: &str) -> Option<&str> {
    TEXTS.name_of(file)
}

fn read(name: &str, text: &str) -> Result<Plan, Box<Finding>> {
    file::read(text).map(|read| read.plan).map_err(|err| {
        let subject = Subject::File { file: format!("templates/{name}.ron"), at: Some(err.at) };
        Box::new(Finding::new(Code::CatalogSyntax, subject, err.message, "a template is a whole plan"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_read_stands_in_the_order_and_says_what_it_is() {
        let (templates, findings) = templates(&[]);
        assert_eq!(findings, []);
        assert_eq!(
            templates.iter().map(|template| template.name.as_str()).collect::<Vec<_>>(),
            order().collect::<Vec<_>>()
        );
        assert!(templates.iter().all(|template| !template.plan.title.is_empty() && !template.plan.zones.is_empty()));
    }

    #[test]
    fn templates_of_ones_own_come_instead_of_others_or_behind_them() {
        let text = |name: &str, text: &str| (format!("templates/{name}.ron"), text.to_owned());
        let mine = "(format: 1, title: \"Mine\")";
        let own =
            [text("clients-core-dmz", mine), text("a-first-one", mine), text("broken", "(format: 1,\n titel: 1)")];
        let (templates, findings) = templates(&own);
        assert_eq!(templates[1].plan.title, "Mine");
        assert_eq!(templates[1].text, mine);
        assert_eq!(templates.last().map(|template| template.name.as_str()), Some("a-first-one"));
        assert_eq!(templates.len(), order().count() + 1);
        let places: Vec<String> = findings.iter().map(|finding| finding.subject.to_string()).collect();
        assert!(places.len() == 1 && places[0].starts_with("templates/broken.ron:2:"), "{places:?}");
        // Each by its name, as if it had been read with the others.
        for expected in &templates {
            assert_eq!(template(&own, &expected.name), Some(Ok(expected.clone())));
        }
        assert_eq!(template(&own, "broken"), Some(Err(Box::new(findings[0].clone()))));
        assert_eq!(template(&own, "nowhere"), None);
    }
}
