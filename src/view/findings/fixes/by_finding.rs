//! Which fixes are offered for which finding. How each is made stands in the files beside it.

use super::fix::{Fix, Fixer};
use super::zones::readdressed;
use crate::catalog::Catalog;
use crate::finding::{Code, Detail, Finding, Mention};
use crate::plan::Plan;

/// Everything that would mend `finding`, which was made of this plan; empty when that is not ours to say.
#[must_use]
pub fn fixes(catalog: &Catalog, plan: &Plan, finding: &Finding) -> Vec<Fix> {
    let fixer = Fixer { catalog, plan };
    let zone = || fixer.zone(&finding.subject);
    let (subject, detail) = (&finding.subject, &finding.detail);
    let found = match (finding.code, detail) {
        (Code::RoleMissing, Detail::Roles { any_of, scope }) => {
            let mut res = fixer.let_serve(subject, any_of, scope.as_ref());
            res.extend(fixer.add_a_role(subject, any_of, scope.as_ref()));
            Some(res)
        }
        (Code::AbstractRole, Detail::Roles { any_of, .. }) => fixer.placed(subject).map(|it| it.stand_ins(any_of)),
        (Code::RoleNotOnOs, _) => fixer.placed(subject).map(|it| it.on_fitting_os()),
        (Code::OsNotTicked, _) => fixer.placed(subject).map(|it| it.ticks()),
        (Code::OsUnsupported, Detail::OsVersions(ids)) => zone().map(|zone| fixer.narrowed(zone, ids)),
        (Code::ScopeMissing, Detail::ScopeKind(kind)) => fixer.placed(subject).map(|it| it.in_scope(kind)),
        (Code::UnknownId | Code::UnknownName, Detail::Mention(what, id)) => Some(fixer.unmentioned(subject, *what, id)),
        (Code::UnknownId, Detail::ScopeKind(kind)) => Some(fixer.other_kinds(subject, kind)),
        (Code::UnknownName, Detail::NoSuchScope { kind, scope }) => {
            fixer.placed(subject).map(|it| it.other_scopes(kind, scope))
        }
        (Code::PortWithoutEffect | Code::SamePort, Detail::Endpoint(path)) => {
            fixer.placed(subject).map(|it| it.without_port(path))
        }
        (Code::DuplicateName, _) => zone().map(|zone| fixer.renamed(zone)),
        (Code::AddressInvalid, Detail::Address(text)) => zone().map(|zone| readdressed(zone, text)),
        (Code::ManyPorts | Code::AnyPort | Code::LegacyProtocol, Detail::Lessening { rpc, scenarios }) => {
            zone().map(|zone| fixer.lessened(zone, rpc, scenarios))
        }
        (Code::LegacyProtocol, Detail::Assumptions(ids)) => zone().map(|zone| fixer.unused(zone, ids)),
        (Code::SettingWithoutEffect, Detail::NoSuchScope { kind, scope }) => {
            let placed = fixer.placed(subject);
            Some(placed.map_or_else(|| fixer.without_trusts_of(scope), |it| it.without_scope(kind, scope)))
        }
        (Code::SettingWithoutEffect, Detail::Mention(Mention::Role, id)) => {
            fixer.placed(subject).map(|it| it.not_without(id))
        }
        (Code::SettingWithoutEffect, Detail::Mention(Mention::Scope, id)) => Some(fixer.without_own_trusts(id)),
        (Code::AddedFlowPorts, _) => Some(fixer.without_ports(subject)),
        (Code::ClosedByAssumption, Detail::Assumptions(ids)) => Some(fixer.in_use(ids)),
        (Code::RpcPort, Detail::RpcServers(ids)) => Some(fixer.other_rpc_ports(subject, ids)),
        (Code::OverrideUnmatched, Detail::Selectors(positions)) => Some(fixer.without_selectors(subject, positions)),
        (Code::RequiredSuppressed, _) => Some(fixer.let_through(subject)),
        (Code::OverrideUnmatched, Detail::None) => Some(fixer.without_idle_tunnel(subject)),
        _ => None,
    };
    found.unwrap_or_default()
}
