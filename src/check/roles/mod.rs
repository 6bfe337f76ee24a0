//! Checks of which roles a plan lacks, and which of its roles meet nobody.

pub(super) mod missing;
pub(super) mod partners;
pub(super) mod usual;
