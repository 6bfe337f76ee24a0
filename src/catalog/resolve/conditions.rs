//! Conditions. One that can't be understood never becomes a wider one: whoever carries it is left out.

use super::resolver::{Broken, Resolver};
use crate::catalog::kinds::EntityKind;
use crate::catalog::model::{Condition, OsSet, ScopeMatch};
use crate::catalog::schema::{self, OsKind, Relation};
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};
use crate::ids::OsIdx;

impl<'a> Resolver<'a> {
    /// When an endpoint or a connection exists; its `when` is the field that is looked at.
    pub(super) fn condition(&mut self, when: &'a schema::Conditions) -> Result<Condition, Broken> {
        self.within(&[Step::Field("when")], |resolver| {
            let os = when.os.as_ref().map(|os| resolver.within(&[Step::Field("os")], |r| r.os_set(os)));
            let source_os =
                when.source_os.as_ref().map(|os| resolver.within(&[Step::Field("source_os")], |r| r.os_set(os)));
            let role = when.role.as_ref().map(|id| resolver.within(&[Step::Field("role")], |r| r.needed(id)));
            let assumption =
                when.assumption.as_ref().map(|id| resolver.within(&[Step::Field("assumption")], |r| r.needed(id)));
            let choice =
                when.choice.as_ref().map(|it| resolver.within(&[Step::Field("choice")], |r| r.chosen_among(it)));
            // Each is reported before the first one counts.
            Ok(Condition {
                source_os: source_os.transpose()?,
                destination_os: os.transpose()?,
                roles: role.transpose()?.into_iter().collect(),
                assumptions: assumption.transpose()?.into_iter().collect(),
                choices: choice.transpose()?.into_iter().collect(),
            })
        })
    }

    /// A set of OS versions, none of which is there by mistake.
    ///
    /// A set without a version is no condition that somebody meant, and a role that exists nowhere would be
    /// planned on whatever is ticked.
    pub(super) fn os_set(&mut self, filter: &'a schema::OsFilter) -> Result<OsSet, Broken> {
        let schema::OsFilter { kinds, since, until, only } = filter;
        let res = if let Some(ids) = only {
            if kinds.is_some() || since.is_some() || until.is_some() {
                let cause = "`only` names each OS version, so nothing may stand beside it";
                return self.condition_broken("only", cause, "leave out `only`, or `kinds`, `since` and `until`");
            }
            self.only(ids)?
        } else {
            self.kinds_once(kinds.as_deref().unwrap_or_default());
            let windows = [OsKind::Client, OsKind::Server];
            let kinds = kinds.as_deref().unwrap_or(&windows);
            let since = since.as_ref().map(|id| self.released("since", id)).transpose();
            let until = until.as_ref().map(|id| self.released("until", id)).transpose();
            let (since, until) = (since?, until?);
            let holds = |os: &schema::Os| {
                let after = since.is_none() || os.released.as_ref() >= since;
                let before = until.is_none() || os.released.as_ref() <= until;
                kinds.contains(&os.kind) && (os.released.is_none() || after && before)
            };
            self.os_order.iter_enumerated().filter(|(_, os)| holds(os)).map(|(idx, _)| idx).collect()
        };
        if res.is_empty() {
            self.leave_out(Code::CatalogCondition, "no OS version satisfies this", "widen it, or leave it out");
            return Err(Broken);
        }
        Ok(res)
    }

    /// How scopes must relate.
    pub(super) fn scope(&mut self, scope: &'a schema::ScopeMatch) -> Result<ScopeMatch, Broken> {
        let sources = self.sources;
        let Some(kind) = sources.scope_kinds.get(&scope.kind) else {
            let cause = self.missing(EntityKind::ScopeKind.name(), EntityKind::ScopeKind, &scope.kind);
            let known: Vec<&str> = sources.scope_kinds.keys().map(String::as_str).collect();
            let hint = format!("write one of {}, or add a file to scope-kinds/", known.join(", "));
            self.within(&[Step::Field("scope"), Step::Field("kind")], |resolver| {
                resolver.leave_out(Code::CatalogUnresolved, &cause, &hint);
            });
            return Err(Broken);
        };
        match scope.relation {
            Relation::Same => {}
            Relation::SameForest | Relation::OtherDomain | Relation::Trusted | Relation::Trusting => {
                if !kind.has_forests {
                    let cause = format!("scopes of the kind “{}” have no forests and no trusts", excerpt(&scope.kind));
                    self.within(&[Step::Field("scope"), Step::Field("relation")], |resolver| {
                        resolver.leave_out(Code::CatalogCondition, &cause, "write `same`");
                    });
                    return Err(Broken);
                }
            }
        }
        Ok(ScopeMatch { kind: scope.kind.as_str().into(), relation: scope.relation, may_lack: scope.may_lack })
    }

    fn only(&mut self, ids: &'a [String]) -> Result<OsSet, Broken> {
        let mut res = Ok(OsSet::default());
        for (idx, id) in ids.iter().enumerate() {
            let found = self.within(&[Step::Field("only"), Step::Item(idx)], |resolver| {
                if ids[..idx].contains(id) {
                    resolver.report_twice(id);
                }
                resolver.needed(id)
            });
            res = res.and_then(|os| found.map(|os_idx| os.or(OsSet::single(os_idx))));
        }
        res
    }

    fn kinds_once(&mut self, kinds: &[OsKind]) {
        for (idx, kind) in kinds.iter().enumerate().filter(|(idx, kind)| kinds[..*idx].contains(kind)) {
            let name = match kind {
                OsKind::Client => "client",
                OsKind::Server => "server",
                OsKind::Other => "other",
            };
            self.within(&[Step::Field("kinds"), Step::Item(idx)], |resolver| resolver.report_twice(name));
        }
    }

    /// The day that an OS version was released.
    fn released(&mut self, field: &'static str, id: &'a str) -> Result<&'a String, Broken> {
        let os_idx: OsIdx = self.within(&[Step::Field(field)], |resolver| resolver.needed(id))?;
        if let Some(day) = &self.os_order[os_idx].released {
            return Ok(day);
        }
        let cause = format!("“{}” has no day of release to compare with", excerpt(id));
        self.condition_broken(field, &cause, "name a Windows release")
    }

    fn condition_broken<T>(&mut self, field: &'static str, cause: &str, hint: &str) -> Result<T, Broken> {
        self.leave_out_for(field, Code::CatalogCondition, cause, hint);
        Err(Broken)
    }
}
