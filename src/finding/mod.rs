//! What the user should know about the catalog or the plan. Findings are never errors of the program.

mod about;
mod acceptance;
mod code;
mod excerpt;
mod keys;
mod place;

pub use about::{About, Mention, Settling};
pub use acceptance::{Acceptance, Accepted};
pub use code::{Code, Severity};
pub use excerpt::{MAX_QUOTED, excerpt};
pub use keys::Keys;
pub use place::{Place, Position};

/// Something the user should know.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Finding {
    /// How bad it is. First, so that sorting brings errors up.
    pub severity: Severity,
    /// Which kind of finding it is.
    pub code: Code,
    /// Where it stands.
    pub place: Place,
    /// What is so, as one sentence without a full stop.
    pub message: String,
    /// What to do about it; empty when there is nothing to do.
    pub hint: String,
    /// What it is about beside its place, for those who would mend it.
    pub about: About,
    /// What it is about, by ids that stay: what it is accepted by.
    pub keys: Keys,
    /// Whether it is accepted as a risk.
    pub acceptance: Acceptance,
}

impl Finding {
    /// Builds a finding of the severity that its code has.
    pub fn new(code: Code, place: Place, message: impl Into<String>, hint: impl Into<String>) -> Self {
        let (message, hint) = (message.into(), hint.into());
        let keys = Keys::one(place.ids());
        Self {
            severity: code.severity(),
            code,
            place,
            message,
            hint,
            about: About::Place,
            keys,
            acceptance: Acceptance::None,
        }
    }

    /// Whether another one reads the same. What they are about plays no part in that.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        self.severity == other.severity
            && self.code == other.code
            && self.place == other.place
            && self.message == other.message
            && self.hint == other.hint
            && self.acceptance == other.acceptance
    }

    /// Whether it counts as this bad: what is accepted as a risk counts as nothing.
    #[must_use]
    pub fn counts_as(&self, severity: Severity) -> bool {
        self.severity == severity && !self.acceptance.is_in_force()
    }

    /// Says what it is about beside its place. Its key becomes the ids of both.
    #[must_use]
    pub fn about(self, about: About) -> Self {
        let keys = Keys::one(self.place.ids().into_iter().chain(about.ids()));
        Self { about, keys, ..self }
    }

    /// Says what it is accepted by, where the ids of its place and of what it is about are not it.
    #[must_use]
    pub fn keyed(self, keys: Keys) -> Self {
        Self { keys, ..self }
    }
}

impl std::fmt::Display for Finding {
    /// One line: `warning[role-missing] zone clients: message (hint)`, and what was accepted in brackets behind it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}[{}] {}: {}", self.severity.label(), self.code.name(), self.place, self.message)?;
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
        let finding = |hint: &str| Finding::new(Code::RoleMissing, Place::Plan, "no server", hint);
        let about = finding("tick one").about(About::ScopeKind("ad-domain".to_owned()));
        assert!(about.says_the_same_as(&finding("tick one")) && about != finding("tick one"));
        assert!(!about.says_the_same_as(&finding("tick two")));
    }
}
