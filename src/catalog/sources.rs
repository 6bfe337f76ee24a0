//! Everything that the files of a catalog say, by kind and id, before names are resolved.

use std::collections::BTreeMap;

use super::kinds::{EntityKind, for_each_kind};
use super::schema::{self, Header};
use super::text::Texts;

/// Why something that is named elsewhere is not there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Gone {
    /// `disabled.ron` names it.
    Disabled,
    /// Its file can't be read.
    Unreadable,
    /// It has a mistake, or rests on something that is gone.
    Broken,
}

/// What the file of an entity is read as.
pub(super) trait Written: Sized {
    /// The id that it states.
    fn id(&self) -> &str;

    /// Where those of its kind are kept.
    fn all(sources: &mut Sources) -> &mut BTreeMap<String, Self>;
}

macro_rules! sources {
    ($($(#[$doc:meta])* $kind:ident, $list:ident, $folder:literal, $name:literal,
        $read:ident => $resolved:ident, $idx:ident, $look_up:ident $order:ident;)*) => {
        /// Everything that catalog folders say, by id.
        #[derive(Clone, Debug, Default)]
        pub struct Sources {
            /// `catalog.ron`.
            pub header: Option<Header>,
            /// The families that folders list, those of lower folders first, each once.
            pub families: Vec<String>,
            $(#[doc = concat!("`", $folder, "/`.")]
            pub $list: BTreeMap<String, schema::$read>,)*
            /// What was left out, as `roles/telnet-server`.
            pub gone: BTreeMap<String, Gone>,
            /// What all of it was read from.
            pub texts: Texts,
        }

        impl Sources {
            /// How many entities there are, of whatever kind.
            #[must_use]
            pub fn num_entities(&self) -> usize {
                [$(self.$list.len()),*].into_iter().sum()
            }

            /// Takes an entity out. Says whether it was there.
            pub(super) fn remove(&mut self, kind: EntityKind, id: &str) -> bool {
                match kind {
                    $(EntityKind::$kind => self.$list.remove(id).is_some(),)*
                }
            }
        }

        $(impl Written for schema::$read {
            fn id(&self) -> &str {
                &self.id
            }

            fn all(sources: &mut Sources) -> &mut BTreeMap<String, Self> {
                &mut sources.$list
            }
        })*
    };
}
for_each_kind!(sources);
