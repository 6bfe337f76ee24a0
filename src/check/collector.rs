//! Gathers findings. What is so of one source after another is put together at the end, where it says the same.
//!
//! Checks tell of each source what is true of it, and never what is true of another one.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::accepted::Risks;
use crate::check::wording::{joined, listed, shown_name};
use crate::finding::{Acceptance, Code, Detail, Finding, Keys, Severity, Subject, thousands};
use crate::plan::Plan;

/// Numbers that sources differ in and that tell them apart no further: a finding says from which to which.
pub(in crate::check) type Numbers = [u32; 2];

/// Sources, by position in the plan, with the numbers of each.
pub(in crate::check) type Sources = Vec<(usize, Numbers)>;

/// What checks push their findings into.
#[derive(Debug, Default)]
pub(in crate::check) struct Collector {
    findings: Vec<Finding>,
    by_source: BTreeMap<SourceFinding, Sources>,
}

/// A finding about one source, without its name: sources of which the same is true become one finding.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::check) struct SourceFinding {
    pub(in crate::check) severity: Severity,
    pub(in crate::check) code: Code,
    pub(in crate::check) subject: SourceSubject,
    pub(in crate::check) message: Vec<Piece>,
    pub(in crate::check) hint: Vec<Piece>,
    pub(in crate::check) detail: Detail,
    /// The ids that follow the source's in its key.
    pub(in crate::check) ids: Vec<String>,
    /// A thing that is so of the source. Things that are so of the same sources become one finding.
    pub(in crate::check) item: Option<Item>,
}

/// A thing that is so of a source.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::check) struct Item {
    /// What it is called.
    pub(in crate::check) name: String,
    /// The end of its key.
    pub(in crate::check) id: String,
}

/// What a finding about a source is about.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::check) enum SourceSubject {
    /// This, whatever the source.
    Fixed(Subject),
    /// A role in the zone of the source; for several sources, that of the first by name.
    RoleOfSource(String),
}

/// A piece of a text.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::check) enum Piece {
    /// A text.
    Text(String),
    /// The names of the sources.
    Sources,
    /// The things that are so.
    Items,
    /// `is` or `are`, as the things ask for.
    Be,
    /// One of the numbers.
    Number(usize),
}

impl SourceFinding {
    /// A finding about a source, of the severity that its code has.
    pub(in crate::check) fn new(code: Code, subject: SourceSubject, message: Vec<Piece>, hint: Vec<Piece>) -> Self {
        Self {
            severity: code.severity(),
            code,
            subject,
            message,
            hint,
            detail: Detail::None,
            ids: Vec::new(),
            item: None,
        }
    }

    /// The finding of some sources, position and numbers of each, sorted by name; and of some things.
    fn finding(
        self,
        plan: &Plan,
        ids: &[Arc<str>],
        (sources, acceptance): (&[(usize, Numbers)], Acceptance),
        items: &[Item],
    ) -> Finding {
        let names: Vec<&str> = sources.iter().map(|(idx, _)| shown_name(&plan.zones[*idx])).collect();
        let text =
            |pieces: &[Piece]| pieces.iter().map(|piece| piece.write(&names, sources, items)).collect::<String>();
        let subject = match self.subject {
            SourceSubject::Fixed(subject) => subject,
            SourceSubject::RoleOfSource(role) => {
                let first = sources.first().map_or_else(String::new, |(idx, _)| ids[*idx].to_string());
                Subject::Placement { zone: first, role }
            }
        };
        let of_sources = sources.iter().map(|(idx, _)| Arc::clone(&ids[*idx])).collect();
        Finding {
            severity: self.severity,
            code: self.code,
            subject,
            message: text(&self.message),
            hint: text(&self.hint),
            detail: self.detail,
            keys: Keys::of_sources(of_sources, self.ids, items.iter().map(|item| item.id.clone()).collect()),
            acceptance,
        }
    }
}

impl Piece {
    pub(in crate::check) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn write(&self, names: &[&str], sources: &[(usize, Numbers)], items: &[Item]) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Sources => listed(names),
            Self::Items => joined(&items.iter().map(|item| item.name.clone()).collect::<Vec<_>>()),
            Self::Be => if items.len() == 1 { "is" } else { "are" }.to_owned(),
            Self::Number(which) => {
                let numbers = || sources.iter().map(|(_, numbers)| numbers[*which]);
                let (least, most) = (numbers().min().unwrap_or_default(), numbers().max().unwrap_or_default());
                let range = format!("{} to {}", thousands(least), thousands(most));
                if least == most { thousands(least) } else { range }
            }
        }
    }
}

impl Collector {
    /// Takes a finding as it is.
    pub(in crate::check) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The codes of everything that was taken.
    pub(in crate::check) fn codes(&self) -> impl Iterator<Item = Code> + '_ {
        self.findings.iter().map(|finding| finding.code).chain(self.by_source.keys().map(|finding| finding.code))
    }

    /// Takes what is so of some sources, by position in the plan.
    pub(in crate::check) fn add_for(&mut self, finding: SourceFinding, sources: impl IntoIterator<Item = usize>) {
        self.add_with_numbers(finding, sources.into_iter().map(|idx| (idx, Numbers::default())));
    }

    /// Takes what is so of some sources, with the numbers of each.
    pub(in crate::check) fn add_with_numbers(
        &mut self,
        finding: SourceFinding,
        sources: impl IntoIterator<Item = (usize, Numbers)>,
    ) {
        self.by_source.entry(finding).or_default().extend(sources);
    }

    /// Every finding: the worst first, each once. `judged` is the day that acceptances are judged by.
    ///
    /// What is accepted for one source and not for another is kept apart.
    pub(in crate::check) fn finish(self, plan: &Plan, judged: &str) -> Vec<Finding> {
        let Self { findings: mut res, by_source } = self;
        let mut risks = Risks::new(plan, judged);
        for finding in &mut res {
            risks.mark(finding);
        }
        let ids: Vec<Arc<str>> = plan.zones.iter().map(|zone| zone.id.as_str().into()).collect();
        let name = |idx: usize| (shown_name(&plan.zones[idx]), &ids[idx]);
        let mut same: BTreeMap<(SourceFinding, Sources, Acceptance), Vec<Item>> = BTreeMap::new();
        for (mut finding, mut sources) in by_source {
            sources.sort_unstable_by_key(|&(idx, numbers)| (name(idx), idx, numbers));
            sources.dedup_by_key(|(idx, _)| *idx);
            let by_acceptance = parted(&mut risks, &finding, &ids, sources);
            let item = finding.item.take();
            for (acceptance, sources) in by_acceptance {
                same.entry((finding.clone(), sources, acceptance)).or_default().extend(item.clone());
            }
        }
        for ((finding, sources, acceptance), items) in same {
            res.push(finding.finding(plan, &ids, (&sources, acceptance), &items));
        }
        res.extend(risks.unmatched());
        res.sort();
        res.dedup_by(|next, first| next.says_the_same_as(first));
        res
    }
}

/// Sources by what became of the finding about each.
fn parted(
    risks: &mut Risks<'_>,
    finding: &SourceFinding,
    ids: &[Arc<str>],
    sources: Sources,
) -> BTreeMap<Acceptance, Sources> {
    if risks.has_none_of(finding.code) {
        return [(Acceptance::None, sources)].into();
    }
    let mut res: BTreeMap<Acceptance, Sources> = BTreeMap::new();
    for (idx, numbers) in sources {
        let rest = finding.ids.iter().chain(finding.item.as_ref().map(|item| &item.id)).map(String::as_str);
        let key = std::iter::once(&*ids[idx]).chain(rest).collect();
        res.entry(risks.acceptance(finding.code, key)).or_default().push((idx, numbers));
    }
    res
}
