//! How a run ended, as a number that scripts rely on.

/// The exit codes of every verb.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum ExitCode {
    /// All is fine.
    Fine,
    /// A finding of severity error was written, or the plan can't be understood.
    Findings,
    /// The program was called in a way that can't work.
    Usage,
    /// The file system refused, or the display did.
    System,
}

impl ExitCode {
    /// The number.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::System => 3,
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}
