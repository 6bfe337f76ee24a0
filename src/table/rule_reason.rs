//! Why a rule is there, statement by statement, each with what it rests on: for whoever shows more than sentences.

use std::collections::BTreeSet;

use super::justification::{Statement, each_statement};
use crate::catalog::Catalog;
use crate::ids::ReferenceIdx;
use crate::matrix::{Flow, FlowConfidence, Origin, Row};

/// A statement of why a rule is there, and on whose word it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleReason<'a> {
    /// What is stated.
    pub statement: Statement<'a>,
    /// What states it.
    pub source: ReasonSource,
    /// The strongest word behind it.
    pub confidence: FlowConfidence,
    /// The documents behind it.
    pub references: BTreeSet<ReferenceIdx>,
}

/// What states a reason.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReasonSource {
    /// A connection of the catalog, or of a role of the plan's own.
    Connection,
    /// The tunnel at this position in the plan.
    Tunnel(usize),
    /// The override at this position in the plan, which adds the flow.
    Override(usize),
}

/// The distinct statements of flows between the machines of a row, in the order of the reasons.
pub(super) fn reasons<'a>(
    catalog: &'a Catalog,
    row: &Row<'a>,
    flows: impl Iterator<Item = &'a Flow<'a>>,
) -> Vec<RuleReason<'a>> {
    let mut res: Vec<RuleReason<'a>> = Vec::new();
    each_statement(catalog, row, flows, |reason, statement| {
        let source = match reason.origin {
            Origin::Connection(_) => ReasonSource::Connection,
            Origin::Tunnel(idx) => ReasonSource::Tunnel(idx),
            Origin::Override(idx) => ReasonSource::Override(idx),
        };
        let documents = reason.references.iter().copied();
        match res.iter_mut().find(|known| known.statement == statement && known.source == source) {
            Some(known) => {
                known.confidence = known.confidence.min(reason.confidence);
                known.references.extend(documents);
            }
            None => res.push(RuleReason {
                statement,
                source,
                confidence: reason.confidence,
                references: documents.collect(),
            }),
        }
    });
    res
}
