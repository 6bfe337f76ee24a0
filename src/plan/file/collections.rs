//! The forms of lists, sets and maps. In a file of a newer version, items that can't be read don't cost the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::form::{Form, Mode, Raw, Salvaged, Seed, parse};
use super::write::{Items, Layout, Writer};

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
    fn read<'de, D: Deserializer<'de>>(de: D, mode: Mode) -> Result<Self, D::Error> {
        struct ListVisitor<L>(Mode, PhantomData<L>);
        impl<'de, L: List> Visitor<'de> for ListVisitor<L> {
            type Value = L;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list in square brackets")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<L, A::Error> {
                let mut res = L::default();
                while let Some(item) = items.next_element_seed(Seed::new(self.0))? {
                    res.add(item).map_err(A::Error::custom)?;
                }
                Ok(res)
            }
        }
        de.deserialize_seq(ListVisitor(mode, PhantomData))
    }

    fn salvage(raw: &str) -> Salvaged<Self> {
        let Ok(items) = parse::<Vec<Raw>>(raw, Mode::Lenient) else {
            return Salvaged { value: None, kept: Some(raw.to_owned()) };
        };
        let mut value = Self::default();
        let mut kept = Vec::new();
        for Raw(item) in items {
            let is_read = L::Item::salvage(&item).value.is_some_and(|read| value.add(read).is_ok());
            if !is_read {
                kept.push(Raw(item));
            }
        }
        let kept = (!kept.is_empty()).then(|| Writer::inline(|out| kept.write(out)));
        Salvaged { value: Some(value), kept }
    }

    fn write(&self, out: &mut Writer) {
        out.group(['[', ']'], L::LAYOUT, |items| self.write_items(items));
    }

    fn write_beside(&self, kept: &str, out: &mut Writer) {
        let Ok(kept) = parse::<Vec<Raw>>(kept, Mode::Lenient) else { return self.write(out) };
        out.group(['[', ']'], L::LAYOUT, |items| {
            self.write_items(items);
            for raw in &kept {
                items.item(|out| raw.write(out));
            }
        });
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
    fn read<'de, D: Deserializer<'de>>(de: D, mode: Mode) -> Result<Self, D::Error> {
        struct EntriesVisitor<K, V>(Mode, PhantomData<(K, V)>);
        impl<'de, K: Form + Ord, V: Form> Visitor<'de> for EntriesVisitor<K, V> {
            type Value = BTreeMap<K, V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in curly brackets")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut res = BTreeMap::new();
                while let Some(key) = entries.next_key_seed(Seed::<K>::new(self.0))? {
                    if res.contains_key(&key) {
                        let key = Writer::inline(|out| key.write(out));
                        return Err(A::Error::custom(format!("the key {key} stands here twice: keep one of the two")));
                    }
                    res.insert(key, entries.next_value_seed(Seed::<V>::new(self.0))?);
                }
                Ok(res)
            }
        }
        de.deserialize_map(EntriesVisitor(mode, PhantomData))
    }

    fn salvage(raw: &str) -> Salvaged<Self> {
        let Ok(entries) = parse::<BTreeMap<K, Raw>>(raw, Mode::Lenient) else {
            return Salvaged { value: None, kept: Some(raw.to_owned()) };
        };
        let mut value = Self::new();
        let mut kept = BTreeMap::new();
        for (key, Raw(raw)) in entries {
            let salvaged = V::salvage(&raw);
            match salvaged.value {
                Some(read) => drop(value.insert(key, read)),
                None => drop(kept.insert(key, Raw(raw))),
            }
        }
        let kept = (!kept.is_empty()).then(|| Writer::inline(|out| kept.write(out)));
        Salvaged { value: Some(value), kept }
    }

    fn write(&self, out: &mut Writer) {
        out.group(['{', '}'], Layout::Rows, |items| {
            for (key, value) in self {
                write_entry(items, key, value);
            }
        });
    }

    fn write_beside(&self, kept: &str, out: &mut Writer) {
        let Ok(kept) = parse::<BTreeMap<K, Raw>>(kept, Mode::Lenient) else { return self.write(out) };
        let own = self.iter().map(|(key, value)| (key, Writer::inline(|out| value.write(out))));
        let kept = kept.iter().map(|(key, Raw(raw))| (key, raw.clone()));
        // The user's own come last, for they replace what was kept under their key.
        let all: BTreeMap<&K, String> = kept.chain(own).collect();
        out.group(['{', '}'], Layout::Rows, |items| {
            for (key, raw) in &all {
                write_entry(items, *key, &Raw(raw.clone()));
            }
        });
    }
}

fn write_entry<K: Form, V: Form>(items: &mut Items<'_>, key: &K, value: &V) {
    items.item(|out| {
        key.write(out);
        out.raw(": ");
        value.write(out);
    });
}
