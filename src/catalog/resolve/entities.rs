//! OS versions, RPC servers, scenarios, assumptions, tunnel kinds, documents and scope kinds.

use typed_index_collections::TiVec;

use super::resolver::Resolver;
use crate::catalog::kinds::EntityKind;
use crate::catalog::model::{
    Assumption, Limit, OsSet, OsVersion, Pin, Reference, RpcServer, Scenario, ScopeKind, TunnelKind,
};
use crate::catalog::schema::{self, OsKind};
use crate::catalog::text::Step;
use crate::date::Date;
use crate::finding::{Code, excerpt};
use crate::ids::{AssumptionIdx, OsIdx, RpcServerIdx};
use crate::net::PortRange;

impl<'a> Resolver<'a> {
    /// Puts the OS versions into order of release.
    ///
    /// `since` and `until` compare days, so a Windows release without a day of its own, or with one that can't be
    /// read, would belong to every condition: it is left out.
    pub(super) fn order_os(&mut self) {
        let mut order = Vec::new();
        for os in self.sources.os.values() {
            self.enter(EntityKind::Os, &os.id);
            if self.has_release(os) && self.has_end(os) {
                order.push(os);
            } else {
                self.lose(EntityKind::Os, &os.id);
            }
        }
        // Those without a date last; of one day, the client first.
        order.sort_by(|a, b| {
            let key = |os: &'a schema::Os| (os.released.is_none(), &os.released, os.kind, &os.id);
            key(a).cmp(&key(b))
        });
        for os in order.drain(OsSet::CAPACITY.min(order.len())..) {
            self.enter(EntityKind::Os, &os.id);
            self.lose(EntityKind::Os, &os.id);
            let cause = format!("a catalog holds {} OS versions at most", OsSet::CAPACITY);
            self.leave_out(Code::CatalogDuplicate, &cause, "leave some out with disabled.ron");
        }
        self.positions.keep::<OsIdx>(order.iter().map(|os| &os.id));
        self.os_order = order.into();
    }

    fn has_release(&mut self, os: &schema::Os) -> bool {
        let problem = match (&os.released, os.kind) {
            (None, OsKind::Other) => return true,
            (Some(_), OsKind::Other) => "what is not Windows has no day of release".to_owned(),
            (None, OsKind::Client | OsKind::Server) => "a Windows release needs its day".to_owned(),
            (Some(day), OsKind::Client | OsKind::Server) if day.parse::<Date>().is_ok() => return true,
            (Some(day), OsKind::Client | OsKind::Server) => format!("“{}” is not a day", excerpt(day)),
        };
        let hint = "`released` is the day of general availability, written YYYY-MM-DD";
        self.leave_out_for("released", Code::CatalogCondition, &problem, hint);
        false
    }

    fn has_end(&mut self, os: &schema::Os) -> bool {
        let Some(day) = os.support_ends.as_ref().filter(|day| day.parse::<Date>().is_err()) else { return true };
        let problem = format!("“{}” is not a day", excerpt(day));
        let hint = "write it as YYYY-MM-DD, or leave the field out";
        self.leave_out_for("support_ends", Code::CatalogReference, &problem, hint);
        false
    }

    pub(super) fn os(&mut self, os: &'a schema::Os) -> OsVersion {
        self.enter(EntityKind::Os, &os.id);
        OsVersion {
            id: os.id.as_str().into(),
            name: os.name.as_str().into(),
            kind: os.kind,
            dynamic_range: match os.dynamic_ports {
                schema::DynamicPorts::Legacy => PortRange::LEGACY_DYNAMIC,
                schema::DynamicPorts::Current => PortRange::CURRENT_DYNAMIC,
            },
            released: os.released.clone().unwrap_or_default(),
            support_ends: os.support_ends.clone().unwrap_or_default(),
            references: self.references(&os.references),
        }
    }

    /// The RPC servers that are kept.
    ///
    /// Without its pin, a server that a plan pins would listen on its whole dynamic range: one whose pin can't be
    /// understood is left out, and with it the endpoints that belong to it.
    pub(super) fn rpc_servers(&mut self) -> TiVec<RpcServerIdx, RpcServer> {
        let mut res = TiVec::new();
        let mut kept = Vec::new();
        for server in self.sources.rpc_servers.values() {
            self.enter(EntityKind::RpcServer, &server.id);
            let pin = match &server.pin {
                None => Ok(None),
                Some(pin) => {
                    let os = self.within(&[Step::Field("pin"), Step::Field("os")], |resolver| resolver.os_set(&pin.os));
                    os.map(|os| {
                        let (setting, apply, caution) = (pin.setting.clone(), pin.apply.clone(), pin.caution.clone());
                        Some(Pin { setting, apply, caution, os })
                    })
                }
            };
            match pin {
                Ok(pin) => {
                    let (id, name) = (server.id.as_str().into(), server.name.as_str().into());
                    let (aliases, references) =
                        (self.texts("aliases", &server.aliases), self.references(&server.references));
                    kept.push(&server.id);
                    res.push(RpcServer { id, name, aliases, pin, references });
                }
                Err(_) => self.lose(EntityKind::RpcServer, &server.id),
            }
        }
        self.positions.keep::<RpcServerIdx>(kept);
        res
    }

    pub(super) fn scenario(&mut self, scenario: &'a schema::Scenario) -> Scenario {
        self.enter(EntityKind::Scenario, &scenario.id);
        Scenario {
            id: scenario.id.as_str().into(),
            name: scenario.name.as_str().into(),
            aliases: self.texts("aliases", &scenario.aliases),
            summary: scenario.summary.clone(),
            default: scenario.default,
            formerly: self.texts("formerly", &scenario.formerly),
            references: self.references(&scenario.references),
        }
    }

    /// The assumptions that are kept.
    ///
    /// One whose scenario is gone is left out, and with it what it governs: nobody could decide on that.
    pub(super) fn assumptions(&mut self) -> TiVec<AssumptionIdx, Assumption> {
        let mut res = TiVec::new();
        let mut kept = Vec::new();
        for assumption in self.sources.assumptions.values() {
            self.enter(EntityKind::Assumption, &assumption.id);
            match self.within(&[Step::Field("scenario")], |resolver| resolver.needed(&assumption.scenario)) {
                Ok(scenario) => {
                    kept.push(&assumption.id);
                    res.push(Assumption {
                        id: assumption.id.as_str().into(),
                        question: assumption.question.clone(),
                        scenario,
                        default: assumption.default,
                        changes: assumption.changes.clone(),
                        references: self.references(&assumption.references),
                    });
                }
                Err(_) => self.lose(EntityKind::Assumption, &assumption.id),
            }
        }
        self.positions.keep::<AssumptionIdx>(kept);
        res
    }

    pub(super) fn tunnel(&mut self, tunnel: &'a schema::TunnelKind) -> TunnelKind {
        self.enter(EntityKind::TunnelKind, &tunnel.id);
        TunnelKind {
            id: tunnel.id.as_str().into(),
            name: tunnel.name.as_str().into(),
            summary: tunnel.summary.clone(),
            has_opener: tunnel.has_opener,
            from_opener: self.uses("from_opener", &tunnel.from_opener),
            both_ways: self.uses("both_ways", &tunnel.both_ways),
            across_nat: self.uses("across_nat", &tunnel.across_nat),
            references: self.references(&tunnel.references),
        }
    }

    pub(super) fn limit(&mut self, limit: &'a schema::Limit) -> Limit {
        self.enter(EntityKind::Limit, &limit.id);
        Limit {
            id: limit.id.as_str().into(),
            product: limit.product.clone(),
            of: limit.of,
            most: limit.most,
            per: limit.per.clone(),
            references: self.references(&limit.references),
        }
    }
}

pub(super) fn reference(reference: &schema::Reference) -> Reference {
    Reference {
        id: reference.id.as_str().into(),
        title: reference.title.as_str().into(),
        publisher: reference.publisher.clone(),
        kb: reference.kb,
        document: reference.document.clone(),
        url: reference.url.clone().unwrap_or_default(),
        version: reference.version.clone().unwrap_or_default(),
        read: reference.read.clone(),
        label: reference.kb.map_or_else(|| reference.title.as_str().into(), |kb| format!("KB {kb}").into()),
    }
}

pub(super) fn scope_kind(kind: &schema::ScopeKind) -> ScopeKind {
    ScopeKind {
        id: kind.id.as_str().into(),
        name: kind.name.as_str().into(),
        summary: kind.summary.clone(),
        has_forests: kind.has_forests,
    }
}
