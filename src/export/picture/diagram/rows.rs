//! Which zone stands on which row and where on it. It knows no pixels and no arrows.

use crate::plan::TrustLevel;

/// The rows, the most trusted zones first.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Zones from the left.
    pub zones: Vec<Vec<usize>>,
    /// The trust level of each row.
    pub trusts: Vec<TrustLevel>,
    /// Row and column of each zone.
    places: Vec<(usize, usize)>,
}

impl Rows {
    /// Puts zones on rows by their trust, in their order, at most so many on each.
    pub(super) fn new(trusts: &[TrustLevel], most_on_a_row: usize) -> Self {
        let mut res = Self { places: vec![(0, 0); trusts.len()], ..Self::default() };
        for &trust in TrustLevel::ALL.iter().rev() {
            let zones: Vec<usize> = (0..trusts.len()).filter(|&zone| trusts[zone] == trust).collect();
            let num_rows = zones.len().div_ceil(most_on_a_row.max(1)).max(1);
            let on_a_row = zones.len().div_ceil(num_rows).max(1);
            res.zones.extend(zones.chunks(on_a_row).map(<[usize]>::to_vec));
            res.trusts.resize(res.zones.len(), trust);
        }
        (0..res.zones.len()).for_each(|row| res.note_places(row));
        res
    }

    /// The row and the column of a zone.
    pub(super) fn place(&self, zone: usize) -> (usize, usize) {
        self.places[zone]
    }

    /// Lets two zones change places.
    pub(super) fn swap(&mut self, zone: usize, other: usize) {
        let [(row, column), (other_row, other_column)] = [self.places[zone], self.places[other]];
        self.zones[row][column] = other;
        self.zones[other_row][other_column] = zone;
        self.places.swap(zone, other);
    }

    /// Moves a zone to another column of its row.
    pub(super) fn shift(&mut self, zone: usize, column: usize) {
        let (row, from) = self.places[zone];
        self.zones[row].remove(from);
        self.zones[row].insert(column, zone);
        self.note_places(row);
    }

    /// Sorts a row. Zones of one key stay as they are.
    pub(super) fn sort_row<K: Ord>(&mut self, row: usize, key: impl Fn(usize) -> K) {
        self.zones[row].sort_by_key(|&zone| key(zone));
        self.note_places(row);
    }

    fn note_places(&mut self, row: usize) {
        for (column, &zone) in self.zones[row].iter().enumerate() {
            self.places[zone] = (row, column);
        }
    }
}
