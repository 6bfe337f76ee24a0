//! What findings say about single placements, so that their cells can be marked. It finds nothing itself.

use std::collections::BTreeMap;

use super::row::TickRow;
use crate::catalog::Catalog;
use crate::finding::{Finding, Severity, Subject};
use crate::plan::ZoneId;

/// What is odd about the placements of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TickRemarks {
    /// By zone and role, the worst first.
    by_zone: BTreeMap<String, BTreeMap<String, Vec<TickRemark>>>,
}

/// Something odd about a placement.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct TickRemark {
    /// How bad it is.
    pub severity: Severity,
    /// What it is.
    pub text: String,
}

impl TickRemarks {
    /// Collects the errors and warnings about placements that nobody accepted.
    #[must_use]
    pub fn build(findings: &[Finding]) -> Self {
        let mut res = Self::default();
        let counts = |finding: &&Finding| finding.severity != Severity::Note && !finding.acceptance.is_in_force();
        for finding in findings.iter().filter(counts) {
            if let Subject::Placement { zone, role } = &finding.subject {
                let remarks = res.by_zone.entry(zone.clone()).or_default().entry(role.clone()).or_default();
                remarks.push(TickRemark { severity: finding.severity, text: finding.message.clone() });
            }
        }
        res.by_zone.values_mut().flat_map(BTreeMap::values_mut).for_each(|remarks| remarks.sort());
        res
    }

    /// What is odd about a row in a zone.
    #[must_use]
    pub fn of(&self, catalog: &Catalog, row: TickRow, zone: &ZoneId) -> &[TickRemark] {
        match row {
            TickRow::OsVersions | TickRow::Os(_) | TickRow::Fold(_) | TickRow::Family(_) => &[],
            TickRow::Role(role_idx) => {
                let of_zone = self.by_zone.get(zone.as_str());
                of_zone.and_then(|roles| roles.get(catalog.roles[role_idx].id.as_str())).map_or(&[], Vec::as_slice)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Code;
    use crate::view::sample;

    #[test]
    fn a_placement_is_marked_by_the_worst_that_is_found_about_it() {
        let catalog = sample::catalog();
        let of = |role: &str| Subject::Placement { zone: "core".to_owned(), role: role.to_owned() };
        let findings = [
            Finding::new(Code::OsNotTicked, of("controller"), "first", ""),
            Finding::new(Code::OsNotTicked, Subject::Zone("core".to_owned()), "of the zone", ""),
        ];
        let remarks = TickRemarks::build(&findings);
        let row = |role: &str| TickRow::Role(catalog.role_idx(role).expect(role));
        let found = remarks.of(&catalog, row("controller"), &"core".into());
        assert_eq!(
            found.iter().map(|remark| (remark.severity.sign(), &*remark.text)).collect::<Vec<_>>(),
            [("⚠", "first")]
        );
        assert!(remarks.of(&catalog, row("member"), &"core".into()).is_empty());
        assert!(remarks.of(&catalog, row("controller"), &"lab".into()).is_empty());
    }
}
