//! What accepting a finding as a risk, and taking that back, does to the plan. Who may do it is not its business.

use super::list::FindingRow;
use crate::finding::{Acceptance, Accepted, Code, Finding, Subject};
use crate::plan::{AcceptedRisk, Edit};

/// A finding that is about to be accepted as a risk, or whose acceptance is about to be worded anew.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskDraft {
    /// What it is about: place and message.
    pub about: String,
    /// What was said of it before; `None`: nobody accepted it.
    pub said: Option<Accepted>,
    /// The finding's code and the ids of each thing that it is true of.
    keys: Vec<(String, Vec<String>)>,
}

impl RiskDraft {
    /// What accepting the finding of a row needs; `None` for what a plan can't accept: findings about files, and those
    /// about an acceptance itself.
    #[must_use]
    pub fn build(row: &FindingRow, finding: &Finding) -> Option<Self> {
        let is_of_plan = !matches!(finding.subject, Subject::File { .. }) && finding.code != Code::AcceptedUnmatched;
        let about = format!("{}: {}", row.location, row.message);
        let said = match &finding.acceptance {
            Acceptance::None => None,
            Acceptance::Accepted(accepted) | Acceptance::Expired { accepted, .. } => Some(accepted.clone()),
        };
        is_of_plan.then(|| Self { about, said, keys: keys(finding) })
    }

    /// Accepts the finding in these words, every source of it alike.
    #[must_use]
    pub fn edit(&self, accepted: &Accepted) -> Edit {
        let Accepted { by, on, until, reason } = accepted;
        let risk = |(finding, about): &(String, Vec<String>)| {
            let (reason, by) = (reason.trim().to_owned(), by.trim().to_owned());
            let (finding, about, on, until) = (finding.clone(), about.clone(), *on, *until);
            Edit::AcceptRisk(AcceptedRisk { finding, about, reason, by, on, until })
        };
        let label = if self.said.is_none() { "Accept risk" } else { "Change accepted risk" };
        Edit::Several { label: label.to_owned(), edits: self.keys.iter().map(risk).collect() }
    }
}

/// Takes back that the finding was accepted; `None` when it is not, and when its day has passed: then it counts anyway.
#[must_use]
pub fn withdrawal(finding: &Finding) -> Option<Edit> {
    match finding.acceptance {
        Acceptance::None | Acceptance::Expired { .. } => None,
        Acceptance::Accepted(_) => {
            let withdraw = |(finding, about)| Edit::WithdrawRisk { finding, about };
            let edits = keys(finding).into_iter().map(withdraw).collect();
            Some(Edit::Several { label: "Take back accepted risk".to_owned(), edits })
        }
    }
}

fn keys(finding: &Finding) -> Vec<(String, Vec<String>)> {
    let key = |ids: Vec<&str>| (finding.code.name().to_owned(), ids.into_iter().map(str::to_owned).collect());
    finding.keys.each().map(key).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::check;
    use crate::finding::Keys;
    use crate::matrix;
    use crate::view::FindingList;
    use crate::view::sample;

    #[test]
    fn what_is_accepted_counts_no_longer_until_it_is_taken_back() {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        let found = |plan: &crate::plan::Plan| {
            let found = check::findings(&catalog, &matrix::derive(&catalog, plan));
            (FindingList::build(&catalog, plan, &found), found)
        };
        let (before, findings) = found(&plan);
        let row = &before.rows[0];
        let draft = RiskDraft::build(row, &findings[row.finding_idx]).expect("it can be accepted");
        let said = |reason: &str| Accepted { by: "Ada".to_owned(), reason: reason.to_owned(), ..Accepted::default() };
        assert_eq!(plan.apply(&draft.edit(&said(" It is a lab "))), Ok(()));
        let (after, findings) = found(&plan);
        assert_eq!(after.counts.accepted, before.counts.accepted + 1);
        let row = after.rows.last().expect("it stays in the list");
        assert!(row.is_accepted && row.message.ends_with("accepted by Ada: It is a lab"), "{row:?}");
        let again = RiskDraft::build(row, &findings[row.finding_idx]).expect("it can be worded anew");
        assert_eq!(again.said, Some(said("It is a lab")));
        let mut worded = plan.clone();
        assert_eq!(worded.apply(&again.edit(&said("It is a museum"))), Ok(()));
        assert_eq!((worded.accepted.len(), &*worded.accepted[0].reason), (plan.accepted.len(), "It is a museum"));
        let back = withdrawal(&findings[row.finding_idx]).expect("it can be taken back");
        assert_eq!(plan.apply(&back), Ok(()));
        assert_eq!(found(&plan).0, before);
    }

    #[test]
    fn every_source_of_a_finding_is_accepted() {
        let keys = Keys::of_sources(vec![Arc::from("a"), Arc::from("b")], vec!["core".to_owned()], Vec::new());
        let finding = Finding::new(Code::LowTrustReachesDc, Subject::Plan, "x", "").keyed(keys);
        let list = FindingList::build(&sample::catalog(), &sample::plan(), std::slice::from_ref(&finding));
        let draft = RiskDraft::build(&list.rows[0], &finding).expect("it can be accepted");
        let Edit::Several { edits, .. } =
            draft.edit(&Accepted { by: "Ada".to_owned(), reason: "why".to_owned(), ..Accepted::default() })
        else {
            panic!("several edits")
        };
        assert_eq!(edits.len(), 2);
        let of_file = Subject::File { file: "roles/a.ron".to_owned(), at: None };
        let finding = Finding::new(Code::CatalogSyntax, of_file, "x", "");
        let list = FindingList::build(&sample::catalog(), &sample::plan(), std::slice::from_ref(&finding));
        assert_eq!(RiskDraft::build(&list.rows[0], &finding), None, "a plan can't accept what is wrong with a catalog");
    }
}
