//! How the state of the window is written and read. Each value is read on its own: one that this version does not
//! know, or that is broken, is as it was at first, and the others are kept.

use std::path::PathBuf;

use ron::value::RawValue;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::ui_state::{MAX_RECENT, MAX_ZOOM, MIN_ZOOM, ShadeWord, UiState};

/// A state as it is written: the values unread.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Written<'a> {
    #[serde(borrow)]
    theme: Raw<'a>,
    tab: Raw<'a>,
    cells: Raw<'a>,
    shade: Raw<'a>,
    matrix_zoom: Raw<'a>,
    zoom: Raw<'a>,
    zones_width: Raw<'a>,
    inspector_width: Raw<'a>,
    rule_columns: Raw<'a>,
    sections: Raw<'a>,
    folder: Raw<'a>,
    catalog_folder: Raw<'a>,
    recent: Raw<'a>,
}

/// A value that is not read yet; `None`: it is not there.
#[derive(Default, Deserialize)]
#[serde(from = "&RawValue", bound(deserialize = "'de: 'a"))]
struct Raw<'a>(Option<&'a str>);

impl<'a> From<&'a RawValue> for Raw<'a> {
    fn from(value: &'a RawValue) -> Self {
        Self(Some(value.get_ron()))
    }
}

impl Raw<'_> {
    /// The value, or what it was at first.
    fn or<T: DeserializeOwned>(self, first: T) -> T {
        self.0.and_then(|text| ron::from_str(text).ok()).unwrap_or(first)
    }
}

impl UiState {
    /// Reads what was written once; `None` when it is no state at all.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let first = Self::default();
        // Nothing was to be had when it was written.
        if text.is_empty() {
            return Some(first);
        }
        let written: Written<'_> = ron::from_str(text).ok()?;
        let finite = |number: f32, first: f32| if number.is_finite() { number } else { first };
        let mut res = Self {
            theme: written.theme.or(first.theme),
            tab: written.tab.or(first.tab),
            cells: written.cells.or(first.cells),
            shade: written.shade.or(ShadeWord(first.shade)).0,
            matrix_zoom: finite(written.matrix_zoom.or(first.matrix_zoom), first.matrix_zoom),
            zoom: finite(written.zoom.or(first.zoom), first.zoom).clamp(MIN_ZOOM, MAX_ZOOM),
            zones_width: finite(written.zones_width.or(first.zones_width), first.zones_width),
            inspector_width: finite(written.inspector_width.or(first.inspector_width), first.inspector_width),
            rule_columns: written.rule_columns.or(first.rule_columns),
            sections: written.sections.or(first.sections),
            folder: written.folder.or(first.folder),
            catalog_folder: written.catalog_folder.or(first.catalog_folder),
            recent: written.recent.or(first.recent),
        };
        res.rule_columns.retain(|_, width| width.is_finite());
        res.recent.truncate(MAX_RECENT);
        Some(res)
    }

    /// Reads what was written once. What is no state at all gives the one of the first start.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self::read(text).unwrap_or_default()
    }

    /// The text to keep; empty when there is none to be had.
    #[must_use]
    pub fn to_text(&self) -> String {
        // A path of other signs can't be written down, and would take all the rest with it.
        let plain = |path: &Option<PathBuf>| path.clone().filter(|path| path.to_str().is_some());
        let res = Self { folder: plain(&self.folder), catalog_folder: plain(&self.catalog_folder), ..self.clone() };
        ron::to_string(&res).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::{MatrixCells, Tab, ThemeChoice};
    use crate::view::Shade;

    /// A state in which nothing is as it was at first.
    fn other() -> UiState {
        UiState {
            theme: ThemeChoice::Light,
            tab: Tab::Rules,
            cells: MatrixCells::Counts,
            shade: Shade::Risk,
            matrix_zoom: 2.0,
            zoom: 1.5,
            zones_width: 250.0,
            inspector_width: 400.0,
            rule_columns: [("need".to_owned(), 80.0)].into(),
            sections: [("Roles".to_owned(), false)].into(),
            folder: Some("/plans".into()),
            catalog_folder: Some("/catalog, with: signs)".into()),
            recent: vec!["/plans/a.ron".into(), "/plans/b.ron".into()],
        }
    }

    /// The names of the fields that are written, with the value that a text gives each.
    fn values(state: &UiState) -> Vec<(&'static str, String)> {
        let UiState {
            theme,
            tab,
            cells,
            shade,
            matrix_zoom,
            zoom,
            zones_width,
            inspector_width,
            rule_columns,
            sections,
            folder,
            catalog_folder,
            recent,
        } = state;
        vec![
            ("theme", ron::to_string(theme)),
            ("tab", ron::to_string(tab)),
            ("cells", ron::to_string(cells)),
            ("shade", ron::to_string(&ShadeWord(*shade))),
            ("matrix_zoom", ron::to_string(matrix_zoom)),
            ("zoom", ron::to_string(zoom)),
            ("zones_width", ron::to_string(zones_width)),
            ("inspector_width", ron::to_string(inspector_width)),
            ("rule_columns", ron::to_string(rule_columns)),
            ("sections", ron::to_string(sections)),
            ("folder", ron::to_string(folder)),
            ("catalog_folder", ron::to_string(catalog_folder)),
            ("recent", ron::to_string(recent)),
        ]
        .into_iter()
        .map(|(name, text)| (name, text.expect("a text")))
        .collect()
    }

    /// The text of a state with these values.
    fn text(values: &[(&str, String)]) -> String {
        let fields: Vec<String> = values.iter().map(|(name, value)| format!("{name}:{value}")).collect();
        format!("({})", fields.join(","))
    }

    #[test]
    fn what_is_written_is_read_again() {
        for state in [other(), UiState::default()] {
            assert_eq!(UiState::read(&state.to_text()), Some(state.clone()));
            assert_eq!(text(&values(&state)), state.to_text(), "every field is written");
        }
    }

    #[test]
    fn a_broken_value_is_lost_alone() {
        let first = values(&UiState::default());
        for idx in 0..first.len() {
            for broken in ["OfANewerVersion", "Purple(1)", "[[]]", "(a: 1)", "Some(Some(\"x\"))", "'x'"] {
                let mut written = values(&other());
                broken.clone_into(&mut written[idx].1);
                let read = UiState::read(&text(&written)).expect("a state");
                let mut expected = values(&other());
                expected[idx].1.clone_from(&first[idx].1);
                assert_eq!(values(&read), expected, "{}: {broken}", first[idx].0);
            }
        }
    }

    #[test]
    fn a_value_that_is_missing_is_as_at_first() {
        let first = values(&UiState::default());
        for (idx, value) in first.iter().enumerate() {
            let mut written = values(&other());
            written.remove(idx);
            let read = UiState::read(&text(&written)).expect("a state");
            assert_eq!(values(&read)[idx], *value);
        }
    }

    #[test]
    fn what_is_no_state_is_told_apart() {
        for text in ["(", "theme", "(theme: Dark", "\u{0}\u{fffd}", "[1]", "{}", "(tab:)"] {
            assert_eq!(UiState::read(text), None, "{text}");
            assert_eq!(UiState::from_text(text), UiState::default(), "{text}");
        }
        for text in ["", "()", "(zones_width: inf)", "(zoom: NaN)", "(recent: 7)"] {
            assert_eq!(UiState::read(text), Some(UiState::default()), "{text}");
        }
        assert_eq!(UiState::from_text("(tab: Rules, of_a_newer_version: 1)").tab, Tab::Rules);
    }

    #[test]
    fn zoom_stays_in_reach() {
        for (written, zoom) in
            [("0.01", MIN_ZOOM), ("1000.0", MAX_ZOOM), ("-1.0", MIN_ZOOM), ("1.25", 1.25), ("2", 2.0)]
        {
            let read = UiState::from_text(&format!("(zoom: {written})")).zoom;
            assert!((read - zoom).abs() < f32::EPSILON, "{written}: {read}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_can_not_be_written_takes_nothing_with_it() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let state = UiState { folder: Some(OsStr::from_bytes(b"/pl\xffns").into()), ..other() };
        assert_eq!(UiState::from_text(&state.to_text()), UiState { folder: None, ..other() });
    }
}
