//! What the start page says of the catalog: its day, how much it holds, and the newest documents that it rests on.
//! Everything stands in the catalog; nothing here knows what day it is.

use std::cmp::Reverse;

use super::reference::{Entry, Topic};
use super::wording::counted;
use crate::catalog::Catalog;
use crate::date::Date;
use crate::ids::ReferenceIdx;

/// How many documents are named.
const NUM_DOCUMENTS: usize = 5;

/// What is new in a catalog.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CatalogNews {
    /// “The catalog is of 2026-11-22”.
    pub day: String,
    /// “900 roles, 500 system services, 40 OS versions, 400 documents”.
    pub holds: String,
    /// The newest documents, the newest first.
    pub documents: Vec<NewDocument>,
}

/// A document that the catalog rests on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NewDocument {
    /// Its title.
    pub title: String,
    /// “2026-11-04, Microsoft”: the day of the version that was read, and who published it.
    pub note: String,
    /// Its page of the reference.
    pub topic: Topic,
}

impl CatalogNews {
    /// Looks through the documents of a catalog. One without a day is never among the newest.
    #[must_use]
    pub fn build(catalog: &Catalog) -> Self {
        let mut dated: Vec<(Reverse<&str>, &str, ReferenceIdx)> = Vec::new();
        for (idx, reference) in catalog.references.iter_enumerated() {
            if let Some(day) = reference.version.get(..10).filter(|day| day.parse::<Date>().is_ok()) {
                dated.push((Reverse(day), &reference.title, idx));
            }
        }
        dated.sort();
        let document = |(Reverse(day), title, idx): (Reverse<&str>, &str, ReferenceIdx)| NewDocument {
            title: title.to_owned(),
            note: format!("{day}, {}", catalog.references[idx].publisher),
            topic: Topic::Entry(Entry::Document(idx)),
        };
        Self {
            day: format!("The catalog is of {}", catalog.as_of),
            holds: [
                counted(catalog.roles.len(), "role", "roles"),
                counted(catalog.services.len(), "system service", "system services"),
                counted(catalog.os.len(), "OS version", "OS versions"),
                counted(catalog.references.len(), "document", "documents"),
            ]
            .join(", "),
            documents: dated.into_iter().take(NUM_DOCUMENTS).map(document).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::catalog_dir;

    #[test]
    fn the_newest_documents_come_first_and_say_their_day() {
        let catalog = catalog_dir::with_overlay(&[]).0;
        let news = CatalogNews::build(&catalog);
        assert!(news.day.ends_with(&catalog.as_of), "{}", news.day);
        let days: Vec<&str> = news.documents.iter().map(|document| &document.note[..10]).collect();
        assert_eq!(days.len(), NUM_DOCUMENTS);
        assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
        let newest = catalog.references.iter().filter_map(|reference| reference.version.get(..10));
        assert_eq!(days.first().copied(), newest.filter(|day| day.parse::<Date>().is_ok()).max());
    }
}
