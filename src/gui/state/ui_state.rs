//! How the window was left: which parts are open and how wide. Safe to lose; nothing of a plan is in it.
//!
//! Each value is read on its own: one that this version does not know, or that is broken, is as it was at first, and
//! the others are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use ron::value::RawValue;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

use super::choices::{
    GridPart, Hint, LastExport, MatrixCells, ShadeChoice, ShadeValue, Side, Tab, ThemeChoice, TickRowSet,
};
use crate::table::RuleColumn;
use crate::view::{COLUMNS, OFFERED_COLUMNS, Shade};

/// How many plans are remembered.
pub(super) const MAX_RECENT: usize = 8;
/// The smallest and the largest that everything gets.
pub(in crate::gui) const MIN_ZOOM: f32 = 0.5;
pub(in crate::gui) const MAX_ZOOM: f32 = 3.0;

/// What is remembered from one start to the next. Whatever can't be read is as it was at first.
#[expect(clippy::struct_excessive_bools, reason = "each is independent of the others")]
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct UiState {
    /// Dark, light, or as the system.
    #[serde(deserialize_with = "or_default")]
    pub theme: ThemeChoice,
    /// The tab in the middle.
    #[serde(deserialize_with = "or_default")]
    pub tab: Tab,
    /// Which rows the tick table has.
    #[serde(deserialize_with = "or_default")]
    pub tick_rows: TickRowSet,
    /// The tick table has rows of what is no longer supported.
    #[serde(deserialize_with = "or_default")]
    pub retired_rows: bool,
    /// What cells of the matrix write.
    #[serde(deserialize_with = "or_default")]
    pub cells: MatrixCells,
    /// What the colors of the matrix stand for.
    #[serde(serialize_with = "ShadeChoice::serialize", deserialize_with = "read_shade")]
    pub shade: Shade,
    /// How much larger cells of the matrix are than they would be.
    #[serde(deserialize_with = "number_or::<_, 1>")]
    pub matrix_zoom: f32,
    /// Zones of one group stand together in the matrix and in the tick table.
    #[serde(deserialize_with = "or_true")]
    pub groups_zones: bool,
    /// The matrix has no rows and columns without rules.
    #[serde(deserialize_with = "or_default")]
    pub folds_empty: bool,
    /// Sizes that the user dragged parts of the matrix and of the tick table to, in points. What is not in it goes by the
    /// room there is.
    #[serde(deserialize_with = "or_default")]
    pub dragged: BTreeMap<GridPart, f32>,
    /// How large everything is: 1 is as large as it was meant.
    #[serde(deserialize_with = "number_or::<_, 1>")]
    pub zoom: f32,
    /// The zones are shown.
    #[serde(deserialize_with = "or_true")]
    pub shows_zones: bool,
    /// The inspector is shown beside tabs in which pairs are chosen.
    #[serde(deserialize_with = "or_true")]
    pub shows_inspector: bool,
    /// The inspector is shown beside the tab that is read now. It gives way again when another tab is shown.
    #[serde(skip)]
    pub shows_inspector_reading: bool,
    /// Width that the user gave the zones, in points; `None`: as the window has room.
    #[serde(deserialize_with = "width_or_none")]
    pub zones_width: Option<f32>,
    /// Width that the user gave the inspector, in points; `None`: as the window has room.
    #[serde(deserialize_with = "width_or_none")]
    pub inspector_width: Option<f32>,
    /// Widths that the user gave columns of the table of rules, in points, by their headers in exports.
    #[serde(deserialize_with = "or_default")]
    pub rule_columns: BTreeMap<String, f32>,
    /// The columns that the user chose for the table of rules, by their headers in exports; none: those of the first
    /// start.
    #[serde(deserialize_with = "or_default")]
    pub shown_rule_columns: BTreeSet<String>,
    /// Who accepted a risk last.
    #[serde(deserialize_with = "or_default")]
    pub accepted_by: String,
    /// What was exported last.
    #[serde(deserialize_with = "or_default")]
    pub last_export: LastExport,
    /// Sections that the user opened (`true`) or closed.
    #[serde(deserialize_with = "or_default")]
    pub sections: BTreeMap<String, bool>,
    /// Where the last file dialog ended.
    #[serde(deserialize_with = "or_default")]
    pub folder: Option<PathBuf>,
    /// The folder of the user's own catalog; `None`: only the one in the program is in use.
    #[serde(deserialize_with = "or_default")]
    pub catalog_folder: Option<PathBuf>,
    /// The plans that were open, the newest first.
    #[serde(deserialize_with = "or_default")]
    pub recent: Vec<PathBuf>,
    /// What the user has done once and needs no hint for.
    #[serde(deserialize_with = "or_default")]
    pub known_hints: BTreeSet<Hint>,
    /// The window was open before.
    #[serde(deserialize_with = "or_default")]
    pub was_started: bool,
}

impl Default for UiState {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            tab: Tab::default(),
            tick_rows: TickRowSet::default(),
            retired_rows: false,
            cells: MatrixCells::default(),
            shade: Shade::default(),
            matrix_zoom: 1.0,
            groups_zones: true,
            folds_empty: false,
            dragged: BTreeMap::new(),
            zoom: 1.0,
            shows_zones: true,
            shows_inspector: true,
            shows_inspector_reading: false,
            zones_width: None,
            inspector_width: None,
            rule_columns: BTreeMap::new(),
            shown_rule_columns: BTreeSet::new(),
            accepted_by: String::new(),
            last_export: LastExport::default(),
            sections: BTreeMap::new(),
            folder: None,
            catalog_folder: None,
            recent: Vec::new(),
            known_hints: BTreeSet::new(),
            was_started: false,
        }
    }
}

impl UiState {
    /// Reads what was written once; `None` when it is no state at all. A value that this version does not know, or that
    /// is broken, is as it was at first.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        // Nothing was to be had when it was written.
        if text.is_empty() {
            return Some(Self::default());
        }
        let mut res: Self = ron::from_str(text).ok()?;
        res.zoom = res.zoom.clamp(MIN_ZOOM, MAX_ZOOM);
        res.rule_columns.retain(|_, width| width.is_finite());
        res.dragged.retain(|_, size| size.is_finite());
        res.recent.truncate(MAX_RECENT);
        Some(res)
    }

    /// The text to keep; empty when there is none to be had.
    #[must_use]
    pub fn to_text(&self) -> String {
        // A path of other signs can't be written down, and would take all the rest with it.
        let plain = |path: &Option<PathBuf>| path.clone().filter(|path| path.to_str().is_some());
        let res = Self { folder: plain(&self.folder), catalog_folder: plain(&self.catalog_folder), ..self.clone() };
        ron::to_string(&res).unwrap_or_default()
    }

    /// The columns of the table of rules that are shown, in their order.
    #[must_use]
    pub fn columns_of_rules(&self) -> Vec<RuleColumn> {
        let is_shown = |column: &RuleColumn| self.shown_rule_columns.contains(column.header());
        let chosen: Vec<RuleColumn> = OFFERED_COLUMNS.into_iter().filter(is_shown).collect();
        if chosen.is_empty() { COLUMNS.to_vec() } else { chosen }
    }

    /// Shows other columns of the table of rules. Of none there are again those of the first start.
    pub fn show_columns_of_rules(&mut self, columns: &[RuleColumn]) {
        let are_first = *columns == COLUMNS;
        let shown = columns.iter().filter(|_| !are_first).map(|column| column.header().to_owned());
        self.shown_rule_columns = shown.collect();
    }

    /// Puts a plan first among the recent ones.
    pub fn note_plan(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.forget_plan(&path);
        // Another path can't be written down, and would take all the rest with it.
        if path.to_str().is_some() {
            self.recent.insert(0, path);
            self.recent.truncate(MAX_RECENT);
        }
    }

    /// Takes a plan out of the recent ones.
    pub fn forget_plan(&mut self, path: &Path) {
        self.recent.retain(|recent| recent != path);
    }

    /// Shows a tab. Texts to be read have the whole width at first.
    pub fn show_tab(&mut self, tab: Tab) {
        if self.tab != tab {
            self.tab = tab;
            self.shows_inspector_reading = false;
        }
    }

    /// Whether a panel is shown beside the tab that is shown.
    #[must_use]
    pub fn shows(&self, side: Side) -> bool {
        match side {
            Side::Zones => self.shows_zones,
            Side::Inspector if self.tab.is_for_reading() => self.shows_inspector_reading,
            Side::Inspector => self.shows_inspector,
        }
    }

    /// Shows a panel, or hides it. The inspector beside tabs that are read is a matter of its own.
    pub fn set_shown(&mut self, side: Side, is_shown: bool) {
        match side {
            Side::Zones => self.shows_zones = is_shown,
            Side::Inspector if self.tab.is_for_reading() => self.shows_inspector_reading = is_shown,
            Side::Inspector => self.shows_inspector = is_shown,
        }
    }

    /// Remembers the size that a part of a grid was dragged to; `None`: it goes by the room there is.
    pub fn drag_to(&mut self, part: GridPart, size: Option<f32>) {
        match size {
            Some(size) => self.dragged.insert(part, size),
            None => self.dragged.remove(&part),
        };
    }

    /// Whether a section is open, which is `open_at_first` until the user says otherwise.
    #[must_use]
    pub fn is_open(&self, section: &str, open_at_first: bool) -> bool {
        self.sections.get(section).copied().unwrap_or(open_at_first)
    }

    /// Remembers whether the user opened or closed a section. What is as it would be anyway is not remembered.
    pub fn set_open(&mut self, section: &str, open_at_first: bool, is_open: bool) {
        if self.is_open(section, open_at_first) != is_open {
            self.sections.insert(section.to_owned(), is_open);
        }
    }
}

fn read_shade<'de, D: Deserializer<'de>>(from: D) -> Result<Shade, D::Error> {
    or_default(from).map(|ShadeValue(shade)| shade)
}

/// Reads a value; its default where it can't be read.
fn or_default<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(from: D) -> Result<T, D::Error> {
    Ok(read_alone(from)?.unwrap_or_default())
}

/// Reads whether something is so; it is where that can't be read.
fn or_true<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(read_alone(from)?.unwrap_or(true))
}

/// Reads a width; `None` where it can't be read.
fn width_or_none<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f32>, D::Error> {
    Ok(read_alone::<_, Option<f32>>(from)?.flatten().filter(|width| width.is_finite()))
}

/// Reads a finite number; `FIRST` where it can't be read.
fn number_or<'de, D: Deserializer<'de>, const FIRST: u16>(from: D) -> Result<f32, D::Error> {
    Ok(read_alone(from)?.filter(|number: &f32| number.is_finite()).unwrap_or(f32::from(FIRST)))
}

/// The value, if it can be read. Whatever it is, it is passed over whole.
fn read_alone<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let raw = <&RawValue>::deserialize(from)?;
    Ok(ron::from_str(raw.get_ron()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_or_default(text: &str) -> UiState {
        UiState::read(text).unwrap_or_default()
    }

    /// A state in which nothing is as it was at first.
    fn other() -> UiState {
        UiState {
            theme: ThemeChoice::Light,
            tab: Tab::Rules,
            tick_rows: TickRowSet::All,
            retired_rows: true,
            cells: MatrixCells::Counts,
            shade: Shade::Risk,
            matrix_zoom: 2.0,
            groups_zones: false,
            folds_empty: true,
            dragged: [(GridPart::MatrixColumns, 120.0)].into(),
            zoom: 1.5,
            shows_zones: false,
            shows_inspector: false,
            shows_inspector_reading: false,
            zones_width: Some(250.0),
            inspector_width: Some(400.0),
            rule_columns: [("need".to_owned(), 80.0)].into(),
            shown_rule_columns: ["justification".to_owned(), "need".to_owned()].into(),
            accepted_by: "Ada".to_owned(),
            last_export: LastExport { what: "json".to_owned(), same_zone: true, ..LastExport::default() },
            sections: [("Roles".to_owned(), false)].into(),
            folder: Some("/plans".into()),
            catalog_folder: Some("/catalog, with: signs)".into()),
            recent: vec!["/plans/a.ron".into(), "/plans/b.ron".into()],
            known_hints: [Hint::ChoosePair].into(),
            was_started: true,
        }
    }

    /// The names of the fields that are written, with the value that a text gives each.
    fn values(state: &UiState) -> Vec<(&'static str, String)> {
        let UiState {
            theme,
            tab,
            tick_rows,
            retired_rows,
            cells,
            shade,
            matrix_zoom,
            groups_zones,
            folds_empty,
            dragged,
            zoom,
            shows_zones,
            shows_inspector,
            shows_inspector_reading: _,
            zones_width,
            inspector_width,
            rule_columns,
            shown_rule_columns,
            accepted_by,
            last_export,
            sections,
            folder,
            catalog_folder,
            recent,
            known_hints,
            was_started,
        } = state;
        vec![
            ("theme", ron::to_string(theme)),
            ("tab", ron::to_string(tab)),
            ("tick_rows", ron::to_string(tick_rows)),
            ("retired_rows", ron::to_string(retired_rows)),
            ("cells", ron::to_string(cells)),
            ("shade", ron::to_string(&ShadeValue(*shade))),
            ("matrix_zoom", ron::to_string(matrix_zoom)),
            ("groups_zones", ron::to_string(groups_zones)),
            ("folds_empty", ron::to_string(folds_empty)),
            ("dragged", ron::to_string(dragged)),
            ("zoom", ron::to_string(zoom)),
            ("shows_zones", ron::to_string(shows_zones)),
            ("shows_inspector", ron::to_string(shows_inspector)),
            ("zones_width", ron::to_string(zones_width)),
            ("inspector_width", ron::to_string(inspector_width)),
            ("rule_columns", ron::to_string(rule_columns)),
            ("shown_rule_columns", ron::to_string(shown_rule_columns)),
            ("accepted_by", ron::to_string(accepted_by)),
            ("last_export", ron::to_string(last_export)),
            ("sections", ron::to_string(sections)),
            ("folder", ron::to_string(folder)),
            ("catalog_folder", ron::to_string(catalog_folder)),
            ("recent", ron::to_string(recent)),
            ("known_hints", ron::to_string(known_hints)),
            ("was_started", ron::to_string(was_started)),
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
            assert_eq!(read_or_default(text), UiState::default(), "{text}");
        }
        for text in ["", "()", "(zones_width: inf)", "(zones_width: Some(inf))", "(zoom: NaN)", "(recent: 7)"] {
            assert_eq!(UiState::read(text), Some(UiState::default()), "{text}");
        }
        assert_eq!(read_or_default("(tab: Rules, of_a_newer_version: 1)").tab, Tab::Rules);
    }

    #[test]
    fn zoom_stays_in_reach() {
        for (written, zoom) in
            [("0.01", MIN_ZOOM), ("1000.0", MAX_ZOOM), ("-1.0", MIN_ZOOM), ("1.25", 1.25), ("2", 2.0)]
        {
            let read = read_or_default(&format!("(zoom: {written})")).zoom;
            assert!((read - zoom).abs() < f32::EPSILON, "{written}: {read}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_can_not_be_written_takes_nothing_with_it() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt as _;
        let state = UiState { folder: Some(OsStr::from_bytes(b"/pl\xffns").into()), ..other() };
        assert_eq!(read_or_default(&state.to_text()), UiState { folder: None, ..other() });
    }

    #[test]
    fn the_inspector_gives_way_to_texts() {
        let mut state = UiState::default();
        for tab in [Tab::Ticks, Tab::Matrix, Tab::Rules] {
            state.show_tab(tab);
            assert!(state.shows(Side::Inspector) && state.shows(Side::Zones), "{tab:?}");
        }
        for tab in [Tab::Reference, Tab::Findings, Tab::Plan] {
            state.show_tab(tab);
            assert!(!state.shows(Side::Inspector) && state.shows(Side::Zones), "{tab:?}");
            state.set_shown(Side::Inspector, true);
            assert!(state.shows(Side::Inspector), "it can be had all the same: {tab:?}");
        }
        state.show_tab(Tab::Rules);
        assert!(state.shows(Side::Inspector));
        state.set_shown(Side::Inspector, false);
        state.show_tab(Tab::Matrix);
        assert!(!state.shows(Side::Inspector), "beside pairs it stays as the user wants it");
    }

    #[test]
    fn sections_are_as_the_user_left_them() {
        let mut state = UiState::default();
        state.set_open("Roles", true, false);
        assert!(!state.is_open("Roles", true) && !state.is_open("Roles", false));
        state.set_open("Ports", true, true);
        assert!(state.is_open("Ports", true) && !state.is_open("Ports", false), "nothing was said");
    }

    #[test]
    fn columns_are_those_that_were_chosen_as_far_as_they_are_known() {
        let mut state = UiState::default();
        assert_eq!(state.columns_of_rules(), COLUMNS);
        state.show_columns_of_rules(&[RuleColumn::Justification, RuleColumn::SourceZone]);
        assert_eq!(state.columns_of_rules(), [RuleColumn::SourceZone, RuleColumn::Justification], "in their order");
        assert_eq!(read_or_default(&state.to_text()), state);
        for none in [&[][..], &COLUMNS] {
            state.show_columns_of_rules(none);
            assert_eq!((state.columns_of_rules(), state.shown_rule_columns.len()), (COLUMNS.to_vec(), 0));
        }
        let newer = read_or_default("(shown_rule_columns: [\"of_a_newer_version\"])");
        assert_eq!(newer.columns_of_rules(), COLUMNS);
    }

    #[test]
    fn recent_plans_are_eight_and_the_newest_is_first() {
        let mut state = UiState::default();
        let path = |number: usize| std::path::absolute(format!("{number}.ron")).expect("a path");
        for number in [1, 2, 3, 4, 5, 6, 7, 8, 9, 3, 9] {
            state.note_plan(&path(number));
        }
        assert_eq!(state.recent, [9, 3, 8, 7, 6, 5, 4, 2].map(path));
        state.note_plan(Path::new("2.ron"));
        assert_eq!(state.recent[0], path(2), "a path is remembered whole");
        state.forget_plan(&path(9));
        assert_eq!(state.recent, [2, 3, 8, 7, 6, 5, 4].map(path));
        assert_eq!(read_or_default(&state.to_text()), state);
    }
}
