//! What a plan chose, for itself and for its scopes, and with it which lines there are.
//!
//! What the listener's scopes say beats what the caller's say, and both beat the plan: the listener knows how it is set
//! up. An option that the catalog lacks was never chosen.

use std::collections::BTreeMap;

use itertools::Itertools as _;
use typed_index_collections::TiVec;

use super::lines::Line;
use crate::catalog::{Catalog, ChosenAmong};
use crate::ids::{ChoiceId, ChoiceIdx, OptionId, OptionIdx};
use crate::plan::Plan;

/// The scopes of a facet: kind and id.
type Scopes = [(String, String)];

/// The options that a plan chose.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ChoiceTable {
    /// By choice: what holds where no scope says otherwise.
    of_plan: TiVec<ChoiceIdx, OptionIdx>,
    /// By kind and id of a scope: what it says.
    of_scopes: BTreeMap<(String, String), BTreeMap<ChoiceIdx, OptionIdx>>,
}

impl ChoiceTable {
    pub(super) fn new(catalog: &Catalog, plan: &Plan) -> Self {
        let of_plan = known(catalog, &plan.choices);
        // Where two scopes share an id, the first one counts.
        let scopes = plan.scopes.iter().unique_by(|scope| &scope.id).filter(|scope| !scope.choices.is_empty());
        let of_scopes =
            scopes.map(|scope| ((scope.kind.clone(), scope.id.to_string()), known(catalog, &scope.choices))).collect();
        Self {
            of_plan: catalog
                .choices
                .iter_enumerated()
                .map(|(idx, choice)| of_plan.get(&idx).copied().unwrap_or(choice.default))
                .collect(),
            of_scopes,
        }
    }

    /// The option that holds from a facet in some scopes to one in others.
    pub(super) fn option(&self, choice: ChoiceIdx, source: &Scopes, destination: &Scopes) -> OptionIdx {
        let said = |scopes: &Scopes| scopes.iter().find_map(|scope| self.of_scopes.get(scope)?.get(&choice).copied());
        said(destination).or_else(|| said(source)).unwrap_or(self.of_plan[choice])
    }

    /// Whether one of the options that are asked for holds.
    pub(super) fn holds(&self, asked: &ChosenAmong, source: &Scopes, destination: &Scopes) -> bool {
        asked.options.contains(&self.option(asked.choice, source, destination))
    }

    /// Whether all that a line asks for is chosen.
    pub(super) fn bring(&self, line: &Line, source: &Scopes, destination: &Scopes) -> bool {
        line.when.choices.iter().all(|asked| self.holds(asked, source, destination))
    }
}

/// The choices and options that the catalog has.
fn known(catalog: &Catalog, chosen: &BTreeMap<ChoiceId, OptionId>) -> BTreeMap<ChoiceIdx, OptionIdx> {
    let position = |(choice, option): (&ChoiceId, &OptionId)| {
        let choice = catalog.choice_idx(choice.as_str())?;
        Some((choice, catalog.choices[choice].option_idx(option.as_str())?))
    };
    chosen.iter().filter_map(position).collect()
}
