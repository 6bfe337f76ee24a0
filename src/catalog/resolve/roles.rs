//! Roles: which there are, what they bring, and what they open.

use std::collections::{BTreeMap, BTreeSet};

use typed_index_collections::{TiSlice, TiVec};

use super::resolver::Resolver;
use crate::catalog::kinds::{EntityKind, is_id};
use crate::catalog::model::{Connection, ConnectionRef, Consequence, Implication, Need, OsSet, Role};
use crate::catalog::schema;
use crate::catalog::text::Step;
use crate::finding::{Code, excerpt};
use crate::ids::{ConnectionIdx, RoleIdx};
use crate::net::PortRange;

/// What decides whether there is a role at all.
pub(super) struct Outline<'a> {
    pub(super) source: &'a schema::Role,
    os: OsSet,
    dynamic_range: Option<PortRange>,
}

/// A connection that was kept, with its position in the list as written.
type Kept = (usize, Connection);

impl<'a> Resolver<'a> {
    /// The roles that are kept, by id.
    ///
    /// A role without its OS versions would be planned on every Windows, and one without its own dynamic range on
    /// that of the system: it is left out.
    pub(super) fn role_outlines(&mut self) -> TiVec<RoleIdx, Outline<'a>> {
        let mut res = TiVec::new();
        for source in self.sources.roles.values() {
            self.enter(EntityKind::Role, &source.id);
            let os = self.within(&[Step::Field("os")], |resolver| resolver.os_set(&source.os));
            let dynamic_range = self.dynamic_range(source);
            match os.ok().zip(dynamic_range) {
                Some((os, dynamic_range)) => res.push(Outline { source, os, dynamic_range }),
                None => self.lose(EntityKind::Role, &source.id),
            }
        }
        res
    }

    fn dynamic_range(&mut self, source: &schema::Role) -> Option<Option<PortRange>> {
        let Some((first, last)) = source.dynamic_range else { return Some(None) };
        self.ports_of("dynamic_range", PortRange::new(first, last)).map(Some)
    }

    /// The roles, with all that they bring and open.
    pub(super) fn roles(&mut self, outlines: &TiSlice<RoleIdx, Outline<'a>>) -> TiVec<RoleIdx, Role> {
        let mut connects: TiVec<RoleIdx, Vec<Kept>> =
            outlines.iter().map(|outline| self.asking(outline.source)).collect();
        let asked = Self::asked(outlines, &connects);
        for (outline, connects) in outlines.iter().zip(&mut connects) {
            self.answering(outline.source, &asked, connects);
        }
        // An answer goes to a position, and answers moved what stood behind them.
        let moved = Self::asked(outlines, &connects);
        let kept: Vec<TiVec<ConnectionIdx, Connection>> = outlines
            .iter()
            .zip(connects)
            .map(|(outline, connects)| {
                let answering = |(idx, mut connection): Kept| {
                    let path = outline.source.connects[idx].answers.as_deref().and_then(|path| path.split_once('/'));
                    connection.answers = path.and_then(|path| moved.get(&path).copied());
                    connection
                };
                connects.into_iter().map(answering).collect()
            })
            .collect();
        outlines.iter().zip(kept).map(|(outline, connects)| self.role(outline, connects)).collect()
    }

    fn role(&mut self, outline: &Outline<'a>, connects: TiVec<ConnectionIdx, Connection>) -> Role {
        let Outline { source, os, dynamic_range } = *outline;
        self.enter(EntityKind::Role, &source.id);
        let runs = self.listed("runs", &source.runs, "the role is planned without it");
        let implies = self.implies(source);
        Role {
            id: source.id.as_str().into(),
            name: source.name.as_str().into(),
            aliases: self.texts("aliases", &source.aliases),
            family: source.family.as_str().into(),
            summary: source.summary.clone(),
            os,
            is_abstract: source.is_abstract,
            guarded: source.guarded,
            common: source.common,
            third_party: source.third_party,
            retired: source.retired,
            formerly: self.texts("formerly", &source.formerly),
            runs,
            implies,
            usually_with: self.listed("usually_with", &source.usually_with, "it is not asked for"),
            dynamic_range,
            connects,
            references: self.references(&source.references),
        }
    }

    /// What comes with a role. What comes on some OS versions is left out where these can't be understood: without
    /// them it would come on all.
    fn implies(&mut self, source: &'a schema::Role) -> Vec<Implication> {
        let always = self.listed("implies", &source.implies, "the role does not bring it");
        let mut res: Vec<Implication> = always.into_iter().map(|role| Implication { role, os: None }).collect();
        for (idx, implied) in source.implies_on.iter().enumerate() {
            self.subject = format!("the implication of “{}”", excerpt(&implied.role));
            self.within(&[Step::Field("implies_on"), Step::Item(idx)], |resolver| {
                let role = resolver.within(&[Step::Field("role")], |resolver| resolver.needed(&implied.role));
                let os = resolver.within(&[Step::Field("os")], |resolver| resolver.os_set(&implied.os));
                // Each mistake is reported before the first one counts.
                let (Ok(role), Ok(os)) = (role, os) else { return };
                if res.iter().any(|other| other.role == role) {
                    resolver.report_twice(&implied.role);
                } else {
                    res.push(Implication { role, os: Some(os) });
                }
            });
        }
        res
    }

    /// The connections of a role that answer nothing.
    fn asking(&mut self, role: &'a schema::Role) -> Vec<Kept> {
        self.enter(EntityKind::Role, &role.id);
        let mut known = BTreeSet::new();
        let mut res = Vec::with_capacity(role.connects.len());
        for (idx, connection) in role.connects.iter().enumerate() {
            self.subject = format!("the connection “{}”", excerpt(&connection.id));
            let resolved = self.within(&[Step::Field("connects"), Step::Item(idx)], |resolver| {
                let is_own = resolver.has_own_id(&connection.id, &mut known, "connections");
                if is_own && connection.answers.is_none() { resolver.connection(connection) } else { None }
            });
            match resolved {
                Some(resolved) => res.push((idx, resolved)),
                None if connection.answers.is_none() => self.lose_connection(role, connection),
                None => {}
            }
        }
        res
    }

    /// Adds the connections of a role that answer one of `asked`, where they stand in the list as written.
    ///
    /// An answer whose question is gone would be a connection to the other side's own ports: it is left out.
    fn answering(
        &mut self,
        role: &'a schema::Role,
        asked: &BTreeMap<(&str, &str), ConnectionRef>,
        res: &mut Vec<Kept>,
    ) {
        self.enter(EntityKind::Role, &role.id);
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for (idx, connection) in role.connects.iter().enumerate() {
            let is_first = known.insert(&connection.id);
            let Some(path) = connection.answers.as_ref().filter(|_| is_first && is_id(&connection.id)) else {
                continue;
            };
            self.subject = format!("the connection “{}”", excerpt(&connection.id));
            let resolved = self.within(&[Step::Field("connects"), Step::Item(idx)], |resolver| {
                let is_asked = path.split_once('/').is_some_and(|key| asked.contains_key(&key));
                if !is_asked {
                    let cause = resolver.missing_question(path);
                    resolver.within(&[Step::Field("answers")], |resolver| resolver.leave_out_unresolved(&cause));
                }
                let resolved = resolver.connection(connection);
                resolved.filter(|_| is_asked)
            });
            match resolved {
                Some(resolved) => res.push((idx, resolved)),
                None => self.lose_connection(role, connection),
            }
        }
        res.sort_by_key(|(idx, _)| *idx);
    }

    fn missing_question(&self, path: &str) -> String {
        let answers = |role: &str, connection: &str| {
            let role = self.sources.roles.get(role)?;
            role.connects.iter().find(|other| other.id == connection)?.answers.as_ref()
        };
        match path.split_once('/') {
            Some((role, connection)) if answers(role, connection).is_some() => {
                format!("“{}” is an answer itself", excerpt(path))
            }
            _ => self.missing("connection", EntityKind::Role, path),
        }
    }

    /// Where connections that were kept stand, by role and id.
    fn asked(
        outlines: &TiSlice<RoleIdx, Outline<'a>>,
        connects: &TiSlice<RoleIdx, Vec<Kept>>,
    ) -> BTreeMap<(&'a str, &'a str), ConnectionRef> {
        let mut res = BTreeMap::new();
        for (role, outline) in outlines.iter_enumerated() {
            for (connection, (idx, _)) in connects[role].iter().enumerate() {
                let key = (outline.source.id.as_str(), outline.source.connects[*idx].id.as_str());
                res.insert(key, ConnectionRef { role, connection: connection.into() });
            }
        }
        res
    }

    fn lose_connection(&mut self, role: &schema::Role, connection: &schema::Connection) {
        self.lose(EntityKind::Role, &format!("{}/{}", role.id, connection.id));
    }

    /// What goes wrong without a connection. What concerns endpoints of which none is known is left out: it would
    /// hold for all.
    fn consequences(&mut self, consequences: &'a [schema::Consequence]) -> Vec<Consequence> {
        let mut res = Vec::new();
        for (idx, consequence) in consequences.iter().enumerate() {
            let steps = [Step::Field("consequences"), Step::Item(idx)];
            let uses = self.within(&steps, |resolver| resolver.uses("uses", &consequence.uses));
            if !uses.is_empty() || consequence.uses.is_empty() {
                res.push(Consequence { uses, says: consequence.says.as_str().into() });
            }
        }
        res
    }

    /// Resolves a connection, but for what it answers.
    fn connection(&mut self, connection: &'a schema::Connection) -> Option<Connection> {
        let to = self.within(&[Step::Field("to")], |resolver| resolver.needed(&connection.to));
        let uses = self.uses("uses", &connection.uses);
        if uses.is_empty() {
            let hint = "name endpoints as service/endpoint";
            self.leave_out_for("uses", Code::CatalogNotRun, "it uses no endpoint", hint);
        }
        let when = self.condition(&connection.when);
        let scope = connection.scope.as_ref().map(|scope| self.scope(scope)).transpose();
        let need = match &connection.need {
            schema::Need::Required => Ok(Need::Required),
            schema::Need::Optional(scenario) => self.within(&[Step::Field("need"), Step::Item(0)], |resolver| {
                resolver.needed(scenario).map(Need::Optional)
            }),
        };
        // Each mistake is reported before the first one counts.
        let (to, when, scope, need) = (to.ok()?, when.ok()?, scope.ok()?, need.ok()?);
        if uses.is_empty() {
            return None;
        }
        Some(Connection {
            id: connection.id.as_str().into(),
            to,
            uses,
            purpose: connection.purpose.as_str().into(),
            consequences: self.consequences(&connection.consequences),
            need,
            when,
            scope,
            peer: connection.peer,
            mapper_alone: connection.mapper_alone,
            answers: None,
            confidence: connection.confidence,
            references: self.references(&connection.references),
        })
    }
}
