//! The forms of lists, sets and maps.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::form::{Form, Seed};
use super::write::{Items, Layout, Writer};
use crate::finding::excerpt;

/// Whatever is written as items in square brackets.
pub(super) trait List: Default {
    /// What it holds.
    type Item: Form;

    /// How its items stand.
    const LAYOUT: Layout;

    /// Adds an item, or says why it can't be here.
    fn add(&mut self, item: Self::Item) -> Result<(), String>;

    /// Writes every item.
    fn write_items(&self, items: &mut Items<'_>);
}

impl<L: List> Form for L {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct ListVisitor<L>(PhantomData<L>);
        impl<'de, L: List> Visitor<'de> for ListVisitor<L> {
            type Value = L;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list in square brackets")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<L, A::Error> {
                let mut res = L::default();
                while let Some(item) = items.next_element_seed(Seed::new())? {
                    res.add(item).map_err(A::Error::custom)?;
                }
                Ok(res)
            }
        }
        de.deserialize_seq(ListVisitor(PhantomData))
    }

    fn write(&self, out: &mut Writer) {
        out.group(['[', ']'], L::LAYOUT, |items| self.write_items(items));
    }
}

impl<T: Form> List for Vec<T> {
    type Item = T;

    const LAYOUT: Layout = if T::IS_ROW { Layout::Rows } else { Layout::Fitting };

    fn add(&mut self, item: T) -> Result<(), String> {
        self.push(item);
        Ok(())
    }

    fn write_items(&self, items: &mut Items<'_>) {
        for value in self {
            items.item(|out| value.write(out));
        }
    }
}

/// Always on one line: a tick changes that line and no other.
impl<T: Form + Ord> List for BTreeSet<T> {
    type Item = T;

    const LAYOUT: Layout = Layout::Inline;

    fn add(&mut self, item: T) -> Result<(), String> {
        self.insert(item);
        Ok(())
    }

    fn write_items(&self, items: &mut Items<'_>) {
        for value in self {
            items.item(|out| value.write(out));
        }
    }
}

/// As `{"netbios": in_use}`, sorted by key; a key that stands twice is an error, for one of the two would be lost.
impl<K: Form + Ord, V: Form> Form for BTreeMap<K, V> {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<K, V>(PhantomData<(K, V)>);
        impl<'de, K: Form + Ord, V: Form> Visitor<'de> for EntriesVisitor<K, V> {
            type Value = BTreeMap<K, V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in curly brackets")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut res = BTreeMap::new();
                while let Some(key) = entries.next_key_seed(Seed::<K>::new())? {
                    if res.contains_key(&key) {
                        let key = Writer::inline(|out| key.write(out));
                        let key = excerpt(&key);
                        return Err(A::Error::custom(format!("the key {key} stands here twice: keep one of the two")));
                    }
                    res.insert(key, entries.next_value_seed(Seed::<V>::new())?);
                }
                Ok(res)
            }
        }
        de.deserialize_map(EntriesVisitor(PhantomData))
    }

    fn write(&self, out: &mut Writer) {
        out.group(['{', '}'], Layout::Rows, |items| {
            for (key, value) in self {
                items.item(|out| {
                    key.write(out);
                    out.raw(": ");
                    value.write(out);
                });
            }
        });
    }
}
