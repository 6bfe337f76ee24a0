//! Something that is kept from one frame to the next together with what it was made from.

/// A value that is made afresh when it is asked for with another key than the one that it was made from.
///
/// What depends on the plan has its [`Stamp`](super::Stamp) in the key. A map as the value holds what is made on demand.
#[derive(Debug)]
pub(in crate::gui) struct Cached<K, V> {
    made: Option<(K, V)>,
}

impl<K, V> Default for Cached<K, V> {
    fn default() -> Self {
        Self { made: None }
    }
}

impl<K: PartialEq, V> Cached<K, V> {
    /// Whether the value was made from this key.
    pub(in crate::gui) fn is_of(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(made_from, _)| made_from == key)
    }

    /// The value, made with `make` unless it was made from this key.
    pub(in crate::gui) fn get(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        self.made.take_if(|(made_from, _)| *made_from != key);
        &mut self.made.get_or_insert_with(|| (key, make())).1
    }

    /// The key that the value was made from, for who compares it without making another one.
    pub(in crate::gui) fn key(&self) -> Option<&K> {
        self.made.as_ref().map(|(made_from, _)| made_from)
    }

    /// The value as it was made last, whatever it was made from.
    pub(in crate::gui) fn last(&self) -> Option<&V> {
        self.made.as_ref().map(|(_, value)| value)
    }

    /// Forgets the value.
    pub(in crate::gui) fn forget(&mut self) {
        self.made = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_key_makes_another_value() {
        let mut cached: Cached<u8, Vec<u8>> = Cached::default();
        cached.get(1, Vec::new).push(7);
        assert_eq!((cached.get(1, Vec::new).clone(), cached.is_of(&1)), (vec![7], true));
        assert_eq!((cached.get(2, Vec::new).clone(), cached.is_of(&1)), (vec![], false));
        cached.forget();
        assert_eq!(cached.last(), None);
    }
}
