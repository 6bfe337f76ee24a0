//! Which state of what is open something was made from. It holds nothing of it.

/// Which state of which document something was made from.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(in crate::gui) struct Stamp {
    /// Grows when another document is opened, and when another catalog is in use.
    pub generation: u64,
    /// The document's revision.
    pub revision: u64,
}
