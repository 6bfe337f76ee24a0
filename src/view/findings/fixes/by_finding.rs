//! Which fixes are offered for which finding. How each is made stands in the files beside it.

use super::fix::{Fix, Fixer};
use super::zones::readdressed;
use crate::catalog::Catalog;
use crate::finding::{About, Code, Finding, Mention};
use crate::plan::Plan;

/// Everything that would mend `finding`, which was made of this plan; empty when that is not ours to say.
#[must_use]
pub fn fixes(catalog: &Catalog, plan: &Plan, finding: &Finding) -> Vec<Fix> {
    let fixer = Fixer { catalog, plan };
    let zone = || fixer.zone(&finding.place);
    let (place, about) = (&finding.place, &finding.about);
    let found = match (finding.code, about) {
        (Code::RoleMissing, About::Roles { any_of, scope }) => {
            let mut res = fixer.let_serve(place, any_of, scope.as_ref());
            res.extend(fixer.add_a_role(place, any_of, scope.as_ref()));
            Some(res)
        }
        (Code::AbstractRole, About::Roles { any_of, .. }) => fixer.placed(place).map(|it| it.stand_ins(any_of)),
        (Code::RoleNotOnOs, _) => fixer.placed(place).map(|it| it.on_fitting_os()),
        (Code::OsNotTicked, _) => fixer.placed(place).map(|it| it.ticks()),
        (Code::OsUnsupported, About::OsVersions(ids)) => zone().map(|zone| fixer.narrowed(zone, ids)),
        (Code::ScopeMissing, About::ScopeKind(kind)) => fixer.placed(place).map(|it| it.in_scope(kind)),
        (Code::UnknownId | Code::UnknownName, About::Mention(what, id)) => Some(fixer.unmentioned(place, *what, id)),
        (Code::UnknownId, About::ScopeKind(kind)) => Some(fixer.other_kinds(place, kind)),
        (Code::UnknownName, About::NoSuchScope { kind, scope }) => {
            fixer.placed(place).map(|it| it.other_scopes(kind, scope))
        }
        (Code::PortWithoutEffect | Code::SamePort, About::Endpoint(path)) => {
            fixer.placed(place).map(|it| it.without_port(path))
        }
        (Code::DuplicateName, _) => zone().map(|zone| fixer.renamed(zone)),
        (Code::AddressInvalid, About::Address(text)) => zone().map(|zone| readdressed(zone, text)),
        (Code::ManyPorts | Code::AnyPort | Code::LegacyProtocol, About::Lessening { rpc, scenarios }) => {
            zone().map(|zone| fixer.lessened(zone, rpc, scenarios))
        }
        (Code::LegacyProtocol, About::Assumptions(ids)) => zone().map(|zone| fixer.unused(zone, ids)),
        (Code::SettingWithoutEffect, About::NoSuchScope { kind, scope }) => {
            let placed = fixer.placed(place);
            Some(placed.map_or_else(|| fixer.without_trusts_of(scope), |it| it.without_scope(kind, scope)))
        }
        (Code::SettingWithoutEffect, About::Mention(Mention::Role, id)) => {
            fixer.placed(place).map(|it| it.not_without(id))
        }
        (Code::SettingWithoutEffect, About::Mention(Mention::Scope, id)) => Some(fixer.without_own_trusts(id)),
        (Code::AddedFlowPorts, _) => Some(fixer.without_ports(place)),
        (Code::ClosedByAssumption, About::Assumptions(ids)) => Some(fixer.in_use(ids)),
        (Code::RpcPort, About::RpcServers(ids)) => Some(fixer.other_rpc_ports(place, ids)),
        (Code::OverrideUnmatched, About::Selectors(positions)) => Some(fixer.without_selectors(place, positions)),
        (Code::RequiredSuppressed, _) => Some(fixer.let_through(place)),
        (Code::OverrideUnmatched, About::Place) => Some(fixer.without_idle_tunnel(place)),
        _ => None,
    };
    found.unwrap_or_default()
}
