//! Edits of the findings that are accepted as a risk. Whether there is such a finding is not their business.

use super::EditError;
use crate::plan::{AcceptedRisk, Plan};

impl Plan {
    pub(super) fn accept_risk(&mut self, risk: &AcceptedRisk) -> Result<(), EditError> {
        if [&risk.finding, &risk.reason, &risk.by].iter().any(|text| text.trim().is_empty()) {
            return Err(EditError::RiskUnexplained);
        }
        if let (Some(on), Some(until)) = (risk.on, risk.until)
            && until < on
        {
            return Err(EditError::RiskEndsFirst { on });
        }
        self.accepted.retain(|other| other.key() != risk.key());
        self.accepted.push(risk.clone());
        self.accepted.sort();
        Ok(())
    }

    pub(super) fn withdraw_risk(&mut self, finding: &str, about: &[String]) -> Result<(), EditError> {
        let num_before = self.accepted.len();
        self.accepted.retain(|risk| risk.key() != (finding, about));
        if self.accepted.len() == num_before {
            return Err(EditError::NoSuchRisk { finding: finding.to_owned() });
        }
        Ok(())
    }

    /// Takes out what was accepted about something that goes: another thing may get its id later.
    ///
    /// A role or a service of the same id loses its acceptance as well, so its finding counts again; the other way
    /// round a risk that nobody looked at would pass as accepted.
    pub(super) fn forget_risks(&mut self, id: &str) {
        self.accepted.retain(|risk| !risk.mentions(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Edit;
    use crate::plan::file::{read, write};

    fn risk(about: &str, reason: &str) -> AcceptedRisk {
        AcceptedRisk {
            finding: "legacy-protocol".to_owned(),
            about: vec![about.to_owned()],
            reason: reason.to_owned(),
            by: "R. Owner".to_owned(),
            on: "2026-11-30".parse().ok(),
            until: "2027-01-31".parse().ok(),
        }
    }

    fn withdraw(about: &str) -> Edit {
        Edit::WithdrawRisk { finding: "legacy-protocol".to_owned(), about: vec![about.to_owned()] }
    }

    #[test]
    fn a_risk_is_accepted_once_and_withdrawn() {
        let mut plan = Plan::default();
        for (edit, expected) in [
            (Edit::AcceptRisk(risk("b", "1")), vec![risk("b", "1")]),
            (Edit::AcceptRisk(risk("a", "2")), vec![risk("a", "2"), risk("b", "1")]),
            (Edit::AcceptRisk(risk("b", "3")), vec![risk("a", "2"), risk("b", "3")]),
            (withdraw("a"), vec![risk("b", "3")]),
        ] {
            plan.apply(&edit).expect("the edit");
            assert_eq!(plan.accepted, expected, "{edit:?}");
            assert_eq!(read(&write(&plan)).map(|read| read.plan), Ok(plan.clone()));
        }
        let gone = plan.applied(&withdraw("a")).map_err(|err| err.to_string());
        assert_eq!(
            gone,
            Err("the finding “legacy-protocol” is not accepted here (any more): choose one of the list".to_owned())
        );
        for unexplained in [risk("a", " "), AcceptedRisk { by: String::new(), ..risk("a", "1") }] {
            assert_eq!(plan.applied(&Edit::AcceptRisk(unexplained)), Err(EditError::RiskUnexplained));
        }
        let backward = AcceptedRisk { on: "2027-02-01".parse().ok(), ..risk("a", "1") };
        let message = plan.applied(&Edit::AcceptRisk(backward)).map_err(|err| err.to_string());
        assert!(message.is_err_and(|message| message.ends_with("write a later one than 2027-02-01")));
    }
}
