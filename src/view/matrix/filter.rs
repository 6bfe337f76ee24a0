//! What the matrix is filtered by, and whether a rule has it. It looks at one rule at a time and keeps no cell.

use typed_index_collections::TiVec;

use crate::catalog::{Catalog, Need};
use crate::ids::RoleIdx;
use crate::matrix::{Flow, FlowRole, Origin, Rule};
use crate::net::PortRange;

/// The words that a rule must have, all of them in one of its flows.
///
/// A number or a range is looked for among the ports, and means every rule that opens one of them. Other words are
/// looked for in roles, services, protocols, transports, needs, scenarios and purposes; zones are not looked at, they
/// stand at the edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixFilter {
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq)]
struct Word {
    /// In lower case.
    text: String,
    /// What it says as ports.
    ports: Option<PortRange>,
    /// By role of the catalog: its name has the word.
    is_in_role: TiVec<RoleIdx, bool>,
}

impl MatrixFilter {
    /// Splits what was typed.
    #[must_use]
    pub fn new(catalog: &Catalog, text: &str) -> Self {
        let word = |text: &str| {
            let text = text.to_lowercase();
            let is_in_role = catalog.roles.iter().map(|role| has(&role.name, &text)).collect();
            Word { ports: text.parse().ok(), is_in_role, text }
        };
        Self { words: text.split_whitespace().map(word).collect() }
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a rule has every word. `flows` are those of its cell.
    #[must_use]
    pub fn admits(&self, catalog: &Catalog, rule: &Rule, flows: &[Flow<'_>]) -> bool {
        let mut flows = rule.flows.iter().filter_map(|&idx| flows.get(idx));
        flows.any(|flow| self.words.iter().all(|word| word.is_in(catalog, rule.need, flow)))
    }
}

impl Word {
    /// Whether a flow has it: what is quick to say comes first.
    fn is_in(&self, catalog: &Catalog, need: Need, flow: &Flow<'_>) -> bool {
        let key = &flow.key;
        self.ports.zip(key.ports).is_some_and(|(ports, range)| ports.overlaps(range))
            || [key.source_role, key.destination_role].into_iter().any(|role| match role {
                FlowRole::Role(role_idx) => self.is_in_role(role_idx),
                FlowRole::Tunnel(_) | FlowRole::Text(_) => self.has(role.id(catalog)),
            })
            || [
                key.transport.label(),
                need.label(),
                key.application_protocol,
                key.service.id(catalog),
                key.service.name(catalog),
            ]
            .into_iter()
            .any(|text| self.has(text))
            || flow.reasons.iter().any(|reason| {
                self.has(reason.purpose)
                    || reason.need.scenarios().iter().any(|scenario| self.has(scenario))
                    || self.is_placed(&reason.origin)
            })
    }

    fn is_placed(&self, origin: &Origin<'_>) -> bool {
        match origin {
            Origin::Connection(link) => {
                link.sources().any(|caller| self.is_in_role(caller.placed_role))
                    || link.destinations().any(|listener| self.is_in_role(listener.placed_role))
            }
            Origin::Tunnel(_) | Origin::Override(_) => false,
        }
    }

    fn is_in_role(&self, role_idx: RoleIdx) -> bool {
        self.is_in_role.get(role_idx).copied().unwrap_or(false)
    }

    fn has(&self, text: &str) -> bool {
        has(text, &self.text)
    }
}

/// Whether `text` has the word, which is in lower case.
fn has(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::Merge;
    use crate::view::sample;

    /// The rules from clients to core that the words let through.
    fn check(words: &str, expected: &[&str]) {
        let catalog = sample::catalog();
        let matrix = sample::matrix(&catalog);
        let filter = MatrixFilter::new(&catalog, words);
        let cell = matrix.cell(&catalog, 0, 1);
        let rules = cell.rules(Merge::Ranges);
        let admitted = rules.iter().filter(|rule| filter.admits(&catalog, rule, &cell.flows));
        let found: Vec<String> =
            admitted.map(|rule| format!("{} {}", rule.transport, rule.ports).trim_end().to_owned()).collect();
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn every_word_must_be_in_one_flow_of_the_rule() {
        check("389", &["TCP 389", "UDP 389"]);
        check("50000", &["TCP 49152-65535"]);
        check("130-140", &["TCP 135"]);
        check("38", &[]);
        check("UDP", &["UDP 389"]);
        check("optional", &["TCP 636", "ICMP"]);
        check("udp optional", &[]);
        check("rpc", &["TCP 135", "TCP 1025-5000", "TCP 49152-65535"]);
        check("ping", &["ICMP"]);
        check("domain controller icmp", &["ICMP"]);
        check("file server 636", &["TCP 636"]);
        check("core", &[]);
    }

    #[test]
    fn blanks_ask_for_nothing() {
        assert!(MatrixFilter::new(&sample::catalog(), " \t").is_empty());
    }
}
