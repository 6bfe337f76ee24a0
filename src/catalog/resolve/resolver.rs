//! What resolving goes on with from one entity to the next: what was kept, what is gone, and the findings so far.

use std::collections::{BTreeMap, BTreeSet};

use typed_index_collections::TiVec;

use super::positions::{Position, Positions};
use crate::catalog::kinds::EntityKind;
use crate::catalog::model::{Choice, EndpointGroup, EndpointRef};
use crate::catalog::report::Report;
use crate::catalog::schema;
use crate::catalog::sources::{Gone, Sources};
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};
use crate::ids::{ChoiceIdx, EndpointGroupIdx, OsIdx, ReferenceIdx};

const UNRESOLVED_HINT: &str = "check the spelling of the id, mend what it names, or leave this out too";

/// Something can't be understood, and what rests on it is left out. The finding is pushed already.
#[derive(Clone, Copy, Debug)]
pub(super) struct Broken;

/// What was kept so far, and what is wrong with the rest.
pub(super) struct Resolver<'a> {
    pub(super) sources: &'a Sources,
    pub(super) positions: Positions<'a>,
    /// The OS versions that were kept, in order of release.
    pub(super) os_order: TiVec<OsIdx, &'a schema::Os>,
    /// The choices that were kept.
    pub(super) choices: TiVec<ChoiceIdx, Choice>,
    /// The endpoints that were kept, by service and endpoint id.
    pub(super) endpoints: BTreeMap<(&'a str, &'a str), EndpointRef>,
    pub(super) endpoint_groups: TiVec<EndpointGroupIdx, EndpointGroup>,
    /// Those that something uses.
    pub(super) used_groups: BTreeSet<EndpointGroupIdx>,
    /// What was left out, as `roles/telnet-server` or `services/telnet/telnet`.
    pub(super) gone: BTreeMap<String, Gone>,
    pub(super) report: Report<'a>,
    /// Which entity is being resolved, and which part of it.
    entity: String,
    path: Vec<Step<'a>>,
    /// What findings say is left out: “this role”, or a part of it.
    pub(super) subject: String,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            positions: Positions::default(),
            os_order: TiVec::new(),
            choices: TiVec::new(),
            endpoints: BTreeMap::new(),
            endpoint_groups: TiVec::new(),
            used_groups: BTreeSet::new(),
            gone: sources.gone.clone(),
            report: Report::new(&sources.texts),
            entity: String::new(),
            path: Vec::new(),
            subject: String::new(),
        }
    }

    /// Begins with an entity.
    pub(super) fn enter(&mut self, kind: EntityKind, id: &str) {
        self.entity = kind.path(id);
        self.path.clear();
        self.subject = format!("this {}", kind.name());
    }

    /// Keeps in mind that an entity, or a part of it as `service/endpoint`, is not there.
    pub(super) fn lose(&mut self, kind: EntityKind, id: &str) {
        self.gone.insert(kind.path(id), Gone::Broken);
    }

    /// Does something with a part of the entity.
    pub(super) fn within<T>(&mut self, steps: &[Step<'a>], run: impl FnOnce(&mut Self) -> T) -> T {
        let len = self.path.len();
        self.path.extend_from_slice(steps);
        let res = run(self);
        self.path.truncate(len);
        res
    }

    /// The position of what an id names, or why there is none.
    pub(super) fn find<I: Position>(&mut self, id: &str) -> Result<I, String> {
        self.positions.get(id).ok_or_else(|| self.missing(I::KIND.name(), I::KIND, id))
    }

    /// The position of what the subject can't do without.
    pub(super) fn needed<I: Position>(&mut self, id: &str) -> Result<I, Broken> {
        self.find(id).map_err(|cause| {
            self.leave_out_unresolved(&cause);
            Broken
        })
    }

    /// The positions of what a list names, each once. A name without one is left out with a finding that says `lost`.
    pub(super) fn listed<I: Position>(&mut self, field: &'static str, ids: &'a [String], lost: &str) -> Vec<I> {
        self.items(field, ids, lost, Self::find)
    }

    /// What a list names, each once, as `find` finds it.
    pub(super) fn items<T>(
        &mut self,
        field: &'static str,
        names: &'a [String],
        lost: &str,
        mut find: impl FnMut(&mut Self, &'a str) -> Result<T, String>,
    ) -> Vec<T> {
        let mut known = BTreeSet::new();
        let mut res = Vec::with_capacity(names.len());
        for (idx, name) in names.iter().enumerate() {
            self.within(&[Step::Field(field), Step::Item(idx)], |resolver| {
                if !known.insert(name.as_str()) {
                    resolver.report_twice(name);
                    return;
                }
                match find(resolver, name) {
                    Ok(found) => res.push(found),
                    Err(cause) => {
                        resolver.report(Code::CatalogUnresolved, format!("{cause}: {lost}"), UNRESOLVED_HINT);
                    }
                }
            });
        }
        res
    }

    /// The texts of a list, each once. Upper and lower case make no other text.
    pub(super) fn texts<T: From<&'a str>>(&mut self, field: &'static str, texts: &'a [String]) -> Vec<T> {
        let mut known = BTreeSet::new();
        let mut res = Vec::with_capacity(texts.len());
        for (idx, text) in texts.iter().enumerate() {
            if known.insert(text.to_lowercase()) {
                res.push(text.as_str().into());
            } else {
                self.within(&[Step::Field(field), Step::Item(idx)], |resolver| resolver.report_twice(text));
            }
        }
        res
    }

    pub(super) fn references(&mut self, ids: &'a [String]) -> Vec<ReferenceIdx> {
        self.listed("references", ids, "this mention is left out")
    }

    /// Why nothing that is called so is there: `kind` is that of the entity, or of the one that has it as a part.
    pub(super) fn missing(&self, what: &str, kind: EntityKind, id: &str) -> String {
        let quoted = excerpt(id);
        match self.gone.get(&kind.path(id)) {
            None => match self.now(kind, id) {
                Some(now) => format!("there is no {what} “{quoted}”, it is called “{}” now", excerpt(now)),
                None => format!("there is no {what} “{quoted}”"),
            },
            Some(Gone::Disabled) => format!("there is no {what} “{quoted}”, disabled.ron leaves it out"),
            Some(Gone::Unreadable) => format!("there is no {what} “{quoted}”, its file can't be read"),
            Some(Gone::Broken) => format!("there is no {what} “{quoted}”, which is left out as well"),
        }
    }

    /// What something is called that had this id in older catalogs.
    fn now(&self, kind: EntityKind, id: &str) -> Option<&'a str> {
        match kind {
            EntityKind::Role => {
                let had_it = |role: &&schema::Role| role.formerly.iter().any(|old| old == id);
                self.sources.roles.values().find(had_it).map(|role| role.id.as_str())
            }
            EntityKind::Scenario => {
                let had_it = |it: &&schema::Scenario| it.name == id || it.formerly.iter().any(|old| old == id);
                self.sources.scenarios.values().find(had_it).map(|scenario| scenario.id.as_str())
            }
            _ => None,
        }
    }

    /// Reports that the subject is left out, because of what its condition or another part says.
    pub(super) fn leave_out(&mut self, code: Code, cause: &str, hint: &str) {
        self.report(code, format!("{cause}: {} is left out", self.subject), hint);
    }

    /// The same, because of what a field of it says.
    pub(super) fn leave_out_for(&mut self, field: &'static str, code: Code, cause: &str, hint: &str) {
        self.within(&[Step::Field(field)], |resolver| resolver.leave_out(code, cause, hint));
    }

    /// Gives `range`, or reports that the numbers of a field are no ports.
    pub(super) fn ports_of<T>(&mut self, field: &'static str, range: Option<T>) -> Option<T> {
        if range.is_none() {
            let hint = "ports go from 1 to 65535, the lower end first";
            self.leave_out_for(field, Code::CatalogPort, "port 0, or a range the wrong way round", hint);
        }
        range
    }

    pub(super) fn leave_out_unresolved(&mut self, cause: &str) {
        self.leave_out(Code::CatalogUnresolved, cause, UNRESOLVED_HINT);
    }

    pub(super) fn report_twice(&mut self, name: &str) {
        self.report(Code::CatalogDuplicate, format!("“{}” stands here twice", excerpt(name)), "keep one of the two");
    }

    pub(super) fn report(&mut self, code: Code, message: impl Into<String>, hint: &str) {
        self.report.push(code, &self.entity, &self.path, message, hint);
    }
}
