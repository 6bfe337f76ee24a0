//! Documents, scope kinds, RPC servers, scenarios, assumptions and tunnel kinds.

use std::sync::Arc;

use super::entity::{Entity, entities};
use super::os::OsSet;
use super::service::EndpointRef;
use super::{Answer, ScenarioDecision};
use crate::ids::{
    AssumptionId, ReferenceId, ReferenceIdx, RpcServerId, ScenarioId, ScenarioIdx, ScopeKindId, TunnelKindId,
};

entities!(with references: RpcServer, Scenario, Assumption, TunnelKind; without: Reference, ScopeKind);

/// A document that entities, endpoints and connections rest on.
#[derive(Clone, Debug)]
pub struct Reference {
    /// Kebab-case id.
    pub id: ReferenceId,
    /// Title of the document.
    pub title: Arc<str>,
    /// Who published it.
    pub publisher: String,
    /// Knowledge-base number.
    pub kb: Option<u32>,
    /// Where it stands.
    pub document: String,
    /// Its public address; empty when it has none.
    pub url: String,
    /// The version read; empty when it has none.
    pub version: String,
    /// The day it was read.
    pub read: String,
    /// The short name that rules and exports cite: `KB 832017`, or the title.
    pub label: Arc<str>,
}

impl Reference {
    /// The address at which a browser shows it: the public one, or that of the very version in a repository that was
    /// read; `None`: it has none.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        if !self.url.is_empty() {
            return Some(self.url.clone());
        }
        if self.document.starts_with("https://") || self.document.starts_with("http://") {
            return self
                .document
                .split_whitespace()
                .next()
                .map(|address| address.trim_end_matches([',', ';']).to_owned());
        }
        let (repository, path) = self.document.split_once(':')?;
        let (owner, name) = repository.split_once('/')?;
        let is_name = |text: &str| !text.is_empty() && !text.contains(['/', ' ']);
        if !is_name(owner) || !is_name(name) || path.is_empty() {
            return None;
        }
        let commit = self.version.split_once("commit ").and_then(|(_, commit)| commit.split([',', ' ']).next());
        let path = path.trim().replace(' ', "%20");
        Some(format!("https://github.com/{repository}/blob/{}/{path}", commit.unwrap_or("HEAD")))
    }
}

/// What scopes can be of.
#[derive(Clone, Debug)]
pub struct ScopeKind {
    /// Kebab-case id.
    pub id: ScopeKindId,
    /// What one such scope is called.
    pub name: Arc<str>,
    /// One line.
    pub summary: String,
    /// Scopes of this kind form forests and trust each other.
    pub has_forests: bool,
}

/// A program that listens on an RPC port of its own.
#[derive(Clone, Debug)]
pub struct RpcServer {
    /// Kebab-case id.
    pub id: RpcServerId,
    /// What the documents call it.
    pub name: Arc<str>,
    /// Other names that people use.
    pub aliases: Vec<Arc<str>>,
    /// How its port is pinned; `None` when it can't be.
    pub pin: Option<Pin>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// How an RPC server is told to use one port.
#[derive(Clone, Debug)]
pub struct Pin {
    /// Registry key and value, policy, or command.
    pub setting: String,
    /// What makes it take effect.
    pub apply: String,
    /// What else to know; may be empty.
    pub caution: String,
    /// OS versions that have the setting.
    pub os: OsSet,
}

/// Something that only some set-ups need, on which an administrator decides.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Kebab-case id.
    pub id: ScenarioId,
    /// What a user decides on.
    pub name: Arc<str>,
    /// Other words that people have for it.
    pub aliases: Vec<Arc<str>>,
    /// What it is for, in one sentence.
    pub summary: String,
    /// What holds where a plan says nothing of it.
    pub default: ScenarioDecision,
    /// What it was called in older catalogs.
    pub formerly: Vec<Arc<str>>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// A planning decision that changes what is derived.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// Kebab-case id.
    pub id: AssumptionId,
    /// The question as a user reads it.
    pub question: String,
    /// Position of its scenario in [`Catalog::scenarios`](crate::catalog::Catalog::scenarios).
    pub scenario: ScenarioIdx,
    /// The answer of a plan that says nothing.
    pub default: Answer,
    /// What each answer changes.
    pub changes: String,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

/// What a kind of tunnel opens at the filter it passes.
#[derive(Clone, Debug)]
pub struct TunnelKind {
    /// Kebab-case id.
    pub id: TunnelKindId,
    /// What a user picks.
    pub name: Arc<str>,
    /// One line.
    pub summary: String,
    /// The plan must say which zone opens it.
    pub has_opener: bool,
    /// Opened from the opener to the other zone.
    pub from_opener: Vec<EndpointRef>,
    /// Opened in both directions.
    pub both_ways: Vec<EndpointRef>,
    /// Those of them that are needed only where a NAT lies between the ends.
    pub across_nat: Vec<EndpointRef>,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_the_address_of_what_was_read() {
        let check = |url: &str, document: &str, version: &str, expected: Option<&str>| {
            let reference = Reference {
                id: "r".into(),
                title: "R".into(),
                publisher: String::new(),
                kb: None,
                document: document.to_owned(),
                url: url.to_owned(),
                version: version.to_owned(),
                read: String::new(),
                label: "R".into(),
            };
            assert_eq!(reference.address().as_deref(), expected, "{document}");
        };
        check("https://a.example/b", "Owner/Repo:x.md", "", Some("https://a.example/b"));
        check("", "https://a.example/b, section 2", "", Some("https://a.example/b"));
        let blob = "https://github.com/Owner/Repo/blob";
        check("", "Owner/Repo:a/b c.md", "2023-12-26, commit 4b3d", Some(&format!("{blob}/4b3d/a/b%20c.md")));
        check("", "Owner/Repo:x.md", "2023-12-26", Some(&format!("{blob}/HEAD/x.md")));
        check("", "A printed book: tables of ports", "", None);
        check("", "Guide 6.7, pages 34 and 37", "", None);
    }
}
