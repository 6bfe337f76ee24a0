//! Choices, and the conditions on what is chosen.

use std::collections::BTreeSet;

use typed_index_collections::TiVec;

use super::resolver::{Broken, Resolver};
use crate::catalog::kinds::EntityKind;
use crate::catalog::model::{Choice, ChoiceOption, ChosenAmong};
use crate::catalog::schema;
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};
use crate::ids::{ChoiceIdx, OptionIdx};

impl<'a> Resolver<'a> {
    /// The choices that are kept.
    ///
    /// One without the option that holds where nobody says anything is left out, and with it whatever hangs on it.
    pub(super) fn resolved_choices(&mut self) -> TiVec<ChoiceIdx, Choice> {
        let mut kept = Vec::new();
        let mut res = TiVec::new();
        for source in self.sources.choices.values() {
            self.enter(EntityKind::Choice, &source.id);
            let options = self.options(source);
            let default = options.position(|option| option.id.as_str() == source.default);
            if let Some(default) = default {
                kept.push(&source.id);
                res.push(Choice {
                    id: source.id.as_str().into(),
                    question: source.question.as_str().into(),
                    options,
                    default,
                    references: self.references(&source.references),
                });
            } else {
                self.lose(EntityKind::Choice, &source.id);
                let cause = format!("there is no option “{}”", excerpt(&source.default));
                self.leave_out_for("default", Code::CatalogUnresolved, &cause, "write the id of one of its options");
            }
        }
        self.positions.keep::<ChoiceIdx>(kept);
        res
    }

    fn options(&mut self, source: &'a schema::Choice) -> TiVec<OptionIdx, ChoiceOption> {
        let mut known = BTreeSet::new();
        let mut res = TiVec::with_capacity(source.options.len());
        for (idx, option) in source.options.iter().enumerate() {
            self.subject = format!("the option “{}”", excerpt(&option.id));
            let is_kept = self.within(&[Step::Field("options"), Step::Item(idx)], |resolver| {
                resolver.has_own_id(&option.id, &mut known, "options")
            });
            if is_kept {
                res.push(ChoiceOption {
                    id: option.id.as_str().into(),
                    name: option.name.as_str().into(),
                    changes: option.changes.clone(),
                });
            }
        }
        self.subject = format!("this {}", EntityKind::Choice.name());
        res
    }

    /// A condition on what is chosen; an option that is not there never makes it hold for fewer or for more.
    pub(super) fn chosen_among(&mut self, filter: &'a schema::OptionFilter) -> Result<ChosenAmong, Broken> {
        let choice: ChoiceIdx = self.within(&[Step::Field("of")], |resolver| resolver.needed(&filter.of))?;
        let mut options = Ok(BTreeSet::new());
        for (idx, id) in filter.is.iter().enumerate() {
            let found = self.within(&[Step::Field("is"), Step::Item(idx)], |resolver| {
                if filter.is[..idx].contains(id) {
                    resolver.report_twice(id);
                }
                let choice = &resolver.choices[choice];
                if let Some(option) = choice.option_idx(id) {
                    return Ok(option);
                }
                let known: Vec<&str> = choice.options.iter().map(|option| option.id.as_str()).collect();
                let hint = format!("write one of {}", known.join(", "));
                let cause = format!("the choice “{}” has no option “{}”", choice.id, excerpt(id));
                resolver.leave_out(Code::CatalogUnresolved, &cause, &hint);
                Err(Broken)
            });
            options = options.and_then(|mut options: BTreeSet<OptionIdx>| {
                options.insert(found?);
                Ok(options)
            });
        }
        let options = options?;
        if options.is_empty() {
            self.leave_out_for("is", Code::CatalogCondition, "no option satisfies this", "name some, or leave it out");
            return Err(Broken);
        }
        Ok(ChosenAmong { choice, options: options.into_iter().collect() })
    }
}
