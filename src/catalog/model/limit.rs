//! Limits of what others take, such as rows in a ticket. What is held against them is not known here.

use super::LimitOf;
use super::entity::{Entity, entities};
use crate::finding::thousands;
use crate::ids::{LimitId, ReferenceIdx};

entities!(with references: Limit; without:);

/// How much somebody else takes.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Limit {
    /// Kebab-case id.
    pub id: LimitId,
    /// Who takes no more.
    pub product: String,
    /// What is counted.
    pub of: LimitOf,
    /// The most that it takes.
    pub most: usize,
    /// Where it is counted, with an article: “a ticket”.
    pub per: String,
    /// Documents.
    pub references: Vec<ReferenceIdx>,
}

impl Limit {
    /// What it says, without a full stop: “Acme takes at most 100 rows in a ticket”.
    #[must_use]
    pub fn sentence(&self) -> String {
        let unit = match self.of {
            LimitOf::Rows | LimitOf::RowsToZone => "rows",
            LimitOf::Ports => "ports",
            LimitOf::Characters => "characters",
            LimitOf::Bytes => "bytes",
            LimitOf::Utf16 => "units of UTF-16",
        };
        format!("{} takes at most {} {unit} in {}", self.product, thousands(self.most), self.per)
    }
}
