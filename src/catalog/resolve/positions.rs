//! Where the entities that were kept stand in the catalog's lists, by kind and id.

use std::collections::BTreeMap;

use crate::catalog::kinds::{EntityKind, for_each_kind};
use crate::ids;

/// Positions of one kind by id.
pub(super) type ById<'a, I> = BTreeMap<&'a str, I>;

/// The position of an entity.
pub(super) trait Position: Copy + From<usize> {
    /// The kind of the entity.
    const KIND: EntityKind;

    /// Where those of its kind are.
    fn all<'p, 'a>(positions: &'p mut Positions<'a>) -> &'p mut ById<'a, Self>;
}

macro_rules! positions {
    ($($(#[$doc:meta])* $kind:ident, $list:ident, $folder:literal, $name:literal,
        $read:ident => $resolved:ident, $idx:ident, $look_up:ident $order:ident;)*) => {
        /// What was kept.
        #[derive(Default)]
        pub(super) struct Positions<'a> {
            $($list: ById<'a, ids::$idx>,)*
        }

        $(impl Position for ids::$idx {
            const KIND: EntityKind = EntityKind::$kind;

            fn all<'p, 'a>(positions: &'p mut Positions<'a>) -> &'p mut ById<'a, Self> {
                &mut positions.$list
            }
        })*
    };
}
for_each_kind!(positions);

impl<'a> Positions<'a> {
    /// Says what was kept of a kind, in the order of its list.
    pub(super) fn keep<I: Position>(&mut self, ids: impl IntoIterator<Item = &'a String>) {
        *I::all(self) = ids.into_iter().enumerate().map(|(idx, id)| (id.as_str(), idx.into())).collect();
    }

    /// The position of what an id names.
    pub(super) fn get<I: Position>(&mut self, id: &str) -> Option<I> {
        I::all(self).get(id).copied()
    }
}
