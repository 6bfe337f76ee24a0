//! Whether something is needed: of connections, of flows and of rules alike.

/// Whether something is needed, and if not always, what it serves. Required is the stronger.
///
/// A connection serves one scenario; a flow serves several, by their names, for users have scenarios of their own; of a
/// rule only the need is told.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Need<S = ()> {
    /// Something does not work without it.
    Required,
    /// Only these scenarios need it.
    Optional(S),
}

impl<S> Need<S> {
    /// `required` or `optional`, as exports write it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional(_) => "optional",
        }
    }

    /// The need without what it serves.
    #[must_use]
    pub fn kind(&self) -> Need {
        match self {
            Self::Required => Need::Required,
            Self::Optional(_) => Need::Optional(()),
        }
    }

    /// What it serves, if it is Optional.
    #[must_use]
    pub fn optional(self) -> Option<S> {
        match self {
            Self::Required => None,
            Self::Optional(served) => Some(served),
        }
    }
}

impl<S> Need<Vec<S>> {
    /// Optional for these scenarios; Required where there are none.
    pub(crate) fn for_scenarios(scenarios: Vec<S>) -> Self {
        if scenarios.is_empty() { Self::Required } else { Self::Optional(scenarios) }
    }

    /// The scenarios that it serves; none where it is Required.
    #[must_use]
    pub fn scenarios(&self) -> &[S] {
        match self {
            Self::Required => &[],
            Self::Optional(scenarios) => scenarios,
        }
    }
}
