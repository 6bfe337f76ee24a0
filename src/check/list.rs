//! The one list of checks, and how they are run. What a check looks for is its own business.

use std::collections::BTreeSet;

use super::collector::Collector;
use super::entries::{addresses, hidden, names, own_roles, placements, request, settings};
use super::exposure::{legacy, low_trust, scenarios, wide};
use super::input::Input;
use super::overrides::{added, losses, unmatched};
use super::ports::{chosen, listening, rpc, rpc_setup};
use super::roles::{missing, partners, usual};
use crate::catalog::Catalog;
use crate::finding::{Code, Finding, Severity};
use crate::matrix::Matrix;

/// A check: a function that pushes findings.
pub(super) struct Check {
    /// The codes of the findings that it can push.
    pub(super) codes: &'static [Code],
    run: fn(&Input<'_>, &mut Collector),
}

/// Every check, in the order in which they run. The order plays no part in what is reported.
pub(super) const CHECKS: &[Check] = &[
    Check { codes: &[Code::DuplicateId, Code::DuplicateName], run: names::duplicates },
    Check { codes: &[Code::HiddenCharacters], run: hidden::characters },
    Check { codes: &[Code::UnknownId], run: names::unknown_ids },
    Check { codes: &[Code::UnknownId], run: own_roles::unknown },
    Check { codes: &[Code::OwnRoleWithoutEffect], run: own_roles::without_effect },
    Check { codes: &[Code::UnknownName], run: names::unknown_names },
    Check { codes: &[Code::UnknownName], run: names::unknown_scopes },
    Check { codes: &[Code::UnknownId], run: names::unknown_scope_kinds },
    Check { codes: &[Code::AddressInvalid], run: addresses::invalid },
    Check { codes: &[Code::RequestDay], run: request::days },
    Check { codes: &[Code::AddressMissing], run: addresses::missing },
    Check { codes: &[Code::AddressOverlap], run: addresses::overlaps },
    Check { codes: &[Code::AddressOverlap], run: addresses::shared_names },
    Check { codes: &[Code::AddressOverlap], run: addresses::machines_told_differently },
    Check { codes: &[Code::AbstractRole], run: placements::abstract_roles },
    Check { codes: &[Code::OsNotTicked, Code::RoleNotOnOs, Code::OsUnsupported], run: placements::os_versions },
    Check { codes: &[Code::ScopeMissing], run: placements::missing_scopes },
    Check { codes: &[Code::PortNotChosen], run: placements::unchosen_ports },
    Check { codes: &[Code::PortWithoutEffect], run: chosen::without_effect },
    Check { codes: &[Code::SamePort], run: listening::same_ports },
    Check { codes: &[Code::RoleMissing], run: missing::missing },
    Check { codes: &[Code::ClosedByAssumption, Code::NoPartner], run: partners::idle },
    Check { codes: &[Code::UsuallyWith], run: usual::absent },
    Check { codes: &[Code::RpcPort], run: rpc::ports },
    Check { codes: &[Code::RpcSetup], run: rpc_setup::setup },
    Check { codes: &[Code::SettingWithoutEffect], run: settings::scopes },
    Check { codes: &[Code::SettingWithoutEffect], run: settings::without },
    Check { codes: &[Code::SettingWithoutEffect], run: settings::trusts },
    Check { codes: &[Code::AddedFlowPorts], run: added::ports },
    Check { codes: &[Code::ReasonMissing], run: added::reasons },
    Check { codes: &[Code::TunnelIncomplete], run: unmatched::tunnels },
    Check { codes: &[Code::OverrideUnmatched], run: unmatched::unmatched },
    Check { codes: &[Code::RequiredSuppressed], run: losses::required },
    Check { codes: &[Code::LegacyProtocol], run: legacy::protocols },
    Check { codes: &[Code::ScenarioUndecided], run: scenarios::undecided },
    Check { codes: &[Code::ScenarioDeclined], run: scenarios::declined },
    Check { codes: &[Code::LowTrustReachesDc], run: low_trust::low_trust },
    Check { codes: &[Code::AnyPort, Code::ManyPorts], run: wide::many_ports },
];

impl Check {
    /// Whether it can push an error. A check may lessen the severity of a code, and never raises it.
    fn can_raise_errors(&self) -> bool {
        self.codes.iter().any(|code| code.severity() == Severity::Error)
    }
}

/// Lists what is odd about the plan that `matrix` was derived from: errors first, without duplicates.
///
/// `catalog` is the one that the matrix was derived with; what ends on a day is judged by the catalog's own.
#[must_use]
pub fn findings(catalog: &Catalog, matrix: &Matrix) -> Vec<Finding> {
    findings_as_of(catalog, matrix, &catalog.as_of)
}

/// The same, judged by another day, written as in files.
#[must_use]
pub fn findings_as_of(catalog: &Catalog, matrix: &Matrix, judged: &str) -> Vec<Finding> {
    run(catalog, matrix, judged, CHECKS.iter())
}

/// The errors among the [`findings`], by the checks that can raise some: what takes long to try raises none.
#[must_use]
pub fn errors(catalog: &Catalog, matrix: &Matrix) -> Vec<Finding> {
    let mut res = run(catalog, matrix, &catalog.as_of, CHECKS.iter().filter(|check| check.can_raise_errors()));
    res.retain(|finding| finding.severity == Severity::Error);
    res
}

fn run(catalog: &Catalog, matrix: &Matrix, judged: &str, checks: impl Iterator<Item = &'static Check>) -> Vec<Finding> {
    let input = Input::new(catalog, matrix, judged);
    let mut collector = Collector::default();
    let mut codes: BTreeSet<Code> = BTreeSet::new();
    for check in checks {
        (check.run)(&input, &mut collector);
        codes.extend(check.codes);
        debug_assert!(
            collector.codes().all(|code| codes.contains(&code)),
            "a check pushed a code that it doesn't name"
        );
    }
    collector.finish(matrix.plan(), judged)
}
