//! What changes is told to users before it is released.

use crate::tree;

#[test]
fn the_changelog_has_a_place_for_what_is_not_released() {
    let changelog = tree::file("CHANGELOG.md").map(|file| file.text).unwrap_or_default();
    assert!(changelog.lines().any(|line| line == "## [Unreleased]"), "CHANGELOG.md has no “## [Unreleased]”");
}
