//! What entities of every kind have.

use crate::ids::ReferenceIdx;

/// An entity of some kind.
pub(in crate::catalog) trait Entity {
    /// Its id.
    fn id(&self) -> &str;

    /// The documents that it rests on; `None`: it states nothing that a document must say.
    fn references(&self) -> Option<&[ReferenceIdx]>;
}

/// Lets types with an `id` be entities that rest on their `references`, or on none.
macro_rules! entities {
    (with references: $($of_some:ident),*; without: $($of_none:ident),*) => {
        $(impl Entity for $of_some {
            fn id(&self) -> &str {
                self.id.as_str()
            }

            fn references(&self) -> Option<&[ReferenceIdx]> {
                Some(&self.references)
            }
        })*
        $(impl Entity for $of_none {
            fn id(&self) -> &str {
                self.id.as_str()
            }

            fn references(&self) -> Option<&[ReferenceIdx]> {
                None
            }
        })*
    };
}
pub(super) use entities;
