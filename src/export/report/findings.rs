//! The findings about the plan, and the risks that somebody accepted, with who, when and why.

use super::block::{Block, Table, Text};
use super::facts::Facts;
use super::sections::Section;
use crate::finding::{Acceptance, Accepted, Code, Finding};

/// What is to be known, and what is accepted.
pub(super) fn findings<'a>(facts: &Facts<'a>) -> Vec<Block<'a>> {
    let (accepted, mut open): (Vec<&Finding>, Vec<&Finding>) =
        facts.findings.iter().partition(|finding| finding.acceptance.is_in_force());
    // What has to be configured has a section of its own.
    open.retain(|finding| finding.code != Code::RpcSetup);
    let judged = || format!("As of {}", facts.judged);
    let mut res = vec![Section::Findings.begin()];
    if open.is_empty() {
        res.push(Block::Paragraph(Text::words(format!("There are none. {}.", judged()))));
    } else {
        let columns = [("Severity", 2), ("Where", 3), ("Finding", 6), ("What to do about it", 5)];
        let mut table = Table::new(Text::words(judged()), &columns);
        for finding in open {
            let mut message = vec![Text::name(finding.message.clone())];
            if let Acceptance::Expired { accepted, .. } = &finding.acceptance {
                message.push(
                    Text::words("It was accepted until a day that has passed. ")
                        .then(Text::joined(who(accepted), "; ")),
                );
            }
            let severity = vec![Text::words(finding.severity.label())];
            let place = vec![facts.place(&finding.subject)];
            table.row(vec![severity, place, message, vec![Text::name(finding.hint.clone())]]);
        }
        res.push(Block::Table(table));
    }
    res.extend([Block::End, Section::AcceptedRisks.begin()]);
    if accepted.is_empty() {
        res.push(Block::Paragraph(Text::words("There are none.")));
    } else {
        let columns = [("Where", 3), ("Finding", 6), ("Accepted by", 3), ("Why", 5)];
        let mut table = Table::new(Text::words(judged()), &columns);
        for finding in accepted {
            let Acceptance::Accepted(accepted) = &finding.acceptance else { continue };
            let message = vec![Text::name(finding.message.clone())];
            table.row(vec![
                vec![facts.place(&finding.subject)],
                message,
                who(accepted),
                vec![Text::name(accepted.reason.clone())],
            ]);
        }
        res.push(Block::Table(table));
    }
    res.push(Block::End);
    res
}

/// What a finding says, where its place is told already.
pub(super) fn words<'a>(finding: &Finding) -> Vec<Text<'a>> {
    let said = Text::words(format!("{}: ", finding.severity.label())).and_name(finding.message.clone());
    let hint = (!finding.hint.is_empty()).then(|| Text::name(finding.hint.clone()));
    let accepted = match &finding.acceptance {
        Acceptance::Accepted(accepted) => Some(
            Text::words("Accepted by ")
                .then(Text::joined(who(accepted), ", "))
                .and(": ")
                .and_name(accepted.reason.clone()),
        ),
        Acceptance::None | Acceptance::Expired { .. } => None,
    };
    [said].into_iter().chain(hint).chain(accepted).collect()
}

/// Who accepted it, and on which days.
fn who<'a>(accepted: &Accepted) -> Vec<Text<'a>> {
    let on = accepted.on.map(|day| Text::words(format!("on {day}")));
    let until = Text::words(accepted.until.map_or_else(|| "without end".to_owned(), |day| format!("until {day}")));
    [Text::name(accepted.by.clone())].into_iter().chain(on).chain([until]).collect()
}
