//! What the user should know about the catalog or the plan. Findings are never errors of the program.

mod acceptance;
mod code;
mod detail;
mod excerpt;
mod keys;
mod subject;

pub use acceptance::{Acceptance, Accepted};
pub use code::{Code, Severity};
pub use detail::{Detail, Mention, Settling};
pub use excerpt::{MAX_QUOTED, counted, excerpt, thousands};
pub use keys::Keys;
pub use subject::{Subject, TextPosition};

/// Something the user should know.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Finding {
    /// How bad it is. First, so that sorting brings errors up.
    pub severity: Severity,
    /// Which kind of finding it is.
    pub code: Code,
    /// What it is about.
    pub subject: Subject,
    /// What is so, as one sentence without a full stop.
    pub message: String,
    /// What to do about it; empty when there is nothing to do.
    pub hint: String,
    /// What it says beyond its subject, for whoever mends it.
    pub detail: Detail,
    /// What it is about, by ids that stay: what it is accepted by.
    pub keys: Keys,
    /// Whether it is accepted as a risk.
    pub acceptance: Acceptance,
}

impl Finding {
    /// Builds a finding of the severity that its code has.
    pub fn new(code: Code, subject: Subject, message: impl Into<String>, hint: impl Into<String>) -> Self {
        let (message, hint) = (message.into(), hint.into());
        let keys = Keys::one(subject.ids());
        Self {
            severity: code.severity(),
            code,
            subject,
            message,
            hint,
            detail: Detail::None,
            keys,
            acceptance: Acceptance::None,
        }
    }

    /// Whether another one reads the same. Details and keys play no part in that.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.severity == other.severity
            && self.code == other.code
            && self.subject == other.subject
            && self.message == other.message
            && self.hint == other.hint
            && self.acceptance == other.acceptance
    }

    /// Whether it counts as this bad: what is accepted as a risk counts as nothing.
    #[must_use]
    pub fn counts_as(&self, severity: Severity) -> bool {
        self.severity == severity && !self.acceptance.is_in_force()
    }

    /// Adds a detail. The key becomes the ids of subject and detail.
    #[must_use]
    pub fn detail(self, detail: Detail) -> Self {
        let keys = Keys::one(self.subject.ids().into_iter().chain(detail.ids()));
        Self { detail, keys, ..self }
    }

    /// Sets the keys, where the ids of subject and detail are not what it is accepted by.
    #[must_use]
    pub fn keyed(self, keys: Keys) -> Self {
        Self { keys, ..self }
    }
}

impl std::fmt::Display for Finding {
    /// One line: `warning[role-missing] zone clients: message (hint)`, and what was accepted in brackets behind it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}[{}] {}: {}", self.severity.label(), self.code.name(), self.subject, self.message)?;
        if !self.hint.is_empty() {
            write!(f, " ({})", self.hint)?;
        }
        if self.acceptance != Acceptance::None {
            write!(f, " [{}]", self.acceptance)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_finding_is_about_is_not_what_it_says() {
        let finding = |hint: &str| Finding::new(Code::RoleMissing, Subject::Plan, "no server", hint);
        let detail = finding("tick one").detail(Detail::ScopeKind("ad-domain".to_owned()));
        assert!(detail.says_the_same_as(&finding("tick one")) && detail != finding("tick one"));
        assert!(!detail.says_the_same_as(&finding("tick two")));
    }
}
