//! Puts pieces of a line that run from side to side or up and down together to lines that go on around corners, and finds where
//! they join.

use std::collections::{BTreeMap, BTreeSet};

use crate::export::picture::canvas::Point;

/// A point as something to look up.
type Key = (i32, i32);

/// The lines that some pieces make, and the points where three or more of them meet.
pub(super) fn traced(pieces: &[(Point, Point)]) -> (Vec<Vec<Point>>, Vec<Point>) {
    let ends: BTreeSet<Key> = pieces.iter().flat_map(|&(a, b)| [(a.x, a.y), (b.x, b.y)]).collect();
    let mut neighbors: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    for &(a, b) in pieces {
        let (left, right) = (a.x.min(b.x), a.x.max(b.x));
        let (top, bottom) = (a.y.min(b.y), a.y.max(b.y));
        // Along a piece its points are in order, whichever way it runs.
        let on_it = ends.iter().filter(|(x, y)| (left..=right).contains(x) && (top..=bottom).contains(y));
        let on_it: Vec<Key> = on_it.copied().collect();
        for two in on_it.windows(2) {
            neighbors.entry(two[0]).or_default().insert(two[1]);
            neighbors.entry(two[1]).or_default().insert(two[0]);
        }
    }
    let is_passed = |key: &Key| neighbors.get(key).is_some_and(|others| others.len() == 2);
    let mut seen: BTreeSet<(Key, Key)> = BTreeSet::new();
    let mut lines = Vec::new();
    for start in neighbors.keys().filter(|key| !is_passed(key)) {
        for &second in neighbors.get(start).into_iter().flatten() {
            if !seen.insert((*start, second)) {
                continue;
            }
            let mut line = vec![*start, second];
            let (mut before, mut at) = (*start, second);
            while is_passed(&at) {
                let Some(&next) = neighbors.get(&at).into_iter().flatten().find(|&&next| next != before) else { break };
                (before, at) = (at, next);
                line.push(at);
            }
            seen.insert((at, before));
            lines.push(straightened(&line));
        }
    }
    let joints = neighbors.iter().filter(|(_, others)| others.len() > 2);
    (lines, joints.map(|(&(x, y), _)| Point { x, y }).collect())
}

/// The same line without points in the midst of straight parts.
fn straightened(line: &[Key]) -> Vec<Point> {
    let mut res: Vec<Point> = Vec::new();
    for &(x, y) in line {
        let at = Point { x, y };
        if let [.., before, last] = res[..]
            && (before.x == last.x && last.x == at.x || before.y == last.y && last.y == at.y)
        {
            res.pop();
        }
        res.push(at);
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point((x, y): Key) -> Point {
        Point { x, y }
    }

    #[test]
    fn pieces_go_on_around_corners_and_end_at_joints() {
        let pieces = [((0, 0), (0, 9)), ((0, 9), (20, 9)), ((20, 9), (20, 30))].map(|(a, b)| (point(a), point(b)));
        let (lines, joints) = traced(&pieces);
        assert_eq!(lines, [[(0, 0), (0, 9), (20, 9), (20, 30)].map(point).to_vec()]);
        assert_eq!(joints, []);
        let third = (point((10, 9)), point((10, 30)));
        let (lines, joints) = traced(&[&pieces[..], &[third]].concat());
        assert_eq!((lines.len(), joints), (3, vec![point((10, 9))]));
    }
}
