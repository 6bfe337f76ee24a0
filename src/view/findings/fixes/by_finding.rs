//! Which fixes are offered for which finding. How each is made stands in the files beside it.

use super::fix::{Fix, Fixer};
use super::placed::Placed;
use super::zones::readdressed;
use crate::catalog::Catalog;
use crate::finding::{Code, Detail, Finding, Mention, Subject};
use crate::plan::Plan;

/// Everything that would mend `finding`, which was made of this plan; empty when that is not ours to say.
#[must_use]
pub fn fixes(catalog: &Catalog, plan: &Plan, finding: &Finding) -> Vec<Fix> {
    let fixer = Fixer { catalog, plan };
    let subject = &finding.subject;
    let zone = fixer.zone(subject);
    let placed = fixer.placed(subject);
    let placed = || placed.iter();
    let mut res = Vec::new();
    match (finding.code, &finding.detail, subject) {
        (Code::RoleMissing | Code::UsuallyWith, Detail::Roles { any_of, scope }, _) => {
            res.extend(fixer.let_serve(subject, any_of, scope.as_ref()));
            res.extend(fixer.add_a_role(subject, any_of, scope.as_ref()));
        }
        (Code::AbstractRole, Detail::Roles { any_of, .. }, _) => {
            res.extend(placed().flat_map(|it| it.stand_ins(any_of)));
        }
        (Code::RoleNotOnOs, _, _) => res.extend(placed().flat_map(Placed::on_fitting_os)),
        (Code::OsNotTicked, _, _) => res.extend(placed().flat_map(Placed::ticks)),
        (Code::OsUnsupported, Detail::OsVersions(ids), _) => {
            res.extend(zone.into_iter().flat_map(|zone| fixer.narrowed(zone, ids)));
        }
        (Code::ScopeMissing, Detail::ScopeKind(kind), _) => res.extend(placed().flat_map(|it| it.in_scope(kind))),
        (Code::UnknownId | Code::UnknownName, Detail::Mention(what, id), _) => {
            res.extend(fixer.unmentioned(subject, *what, id));
        }
        (Code::UnknownId, Detail::Renamed { what, id, now }, _) => {
            res.extend(fixer.with_new_id(*what, id, now));
            res.extend(fixer.unmentioned(subject, *what, id));
        }
        (Code::UnknownId, Detail::ScopeKind(kind), _) => res.extend(fixer.other_kinds(subject, kind)),
        (Code::UnknownName, Detail::NoSuchScope { kind, scope }, _) => {
            res.extend(placed().flat_map(|it| it.other_scopes(kind, scope)));
        }
        (Code::PortWithoutEffect | Code::SamePort, Detail::Endpoint(path), _) => {
            res.extend(placed().filter_map(|it| it.without_port(path)));
        }
        (Code::DuplicateName, _, _) => res.extend(zone.and_then(|zone| fixer.renamed(zone))),
        (Code::AddressInvalid, Detail::Address(text), _) => {
            res.extend(zone.into_iter().flat_map(|zone| readdressed(zone, text)));
        }
        (Code::ManyPorts | Code::AnyPort | Code::LegacyProtocol, Detail::Lessening { rpc, scenarios }, _) => {
            res.extend(zone.and_then(|zone| fixer.lessened(zone, rpc, scenarios)));
        }
        (Code::ScenarioUndecided | Code::ScenarioDeclined, Detail::Mention(Mention::Scenario, id), _) => {
            res.extend(fixer.decided(id));
        }
        (Code::LegacyProtocol, Detail::Assumptions(ids), _) => {
            res.extend(zone.into_iter().flat_map(|zone| fixer.unused(zone, ids)));
        }
        (Code::SettingWithoutEffect, Detail::NoSuchScope { kind, scope }, _) => res.extend(match placed().next() {
            Some(placed) => placed.without_scope(kind, scope),
            None => fixer.without_trusts_of(scope),
        }),
        (Code::SettingWithoutEffect, Detail::Mention(Mention::Role, id), _) => {
            res.extend(placed().filter_map(|it| it.not_without(id)));
        }
        (Code::SettingWithoutEffect, Detail::Mention(Mention::Scope, id), _) => {
            res.extend(fixer.without_own_trusts(id));
        }
        (Code::ClosedByAssumption, Detail::Assumptions(ids), _) => res.extend(fixer.in_use(ids)),
        (Code::RpcPort, Detail::RpcServers(ids), _) => res.extend(fixer.other_rpc_ports(subject, ids)),
        (Code::OverrideUnmatched, Detail::Selectors(positions), _) => {
            res.extend(fixer.without_selectors(subject, positions));
        }
        (Code::AddedFlowPorts, _, Subject::Override(idx)) => res.extend(fixer.without_ports(*idx)),
        // An override that costs too much.
        (Code::RequiredSuppressed, _, Subject::Override(idx)) => res.extend(fixer.without_override(*idx)),
        // A tunnel that carries nothing; the ports that it opens for itself close with it.
        (Code::OverrideUnmatched, Detail::None, Subject::Tunnel(idx)) => res.extend(fixer.without_tunnel(*idx)),
        _ => {}
    }
    res
}
