//! What the window remembers from the last time, and what became of it when it can't be read.

use std::path::Path;

use super::ui_state::UiState;
use crate::files::state_file::{self, StateFileError};
use crate::gui::error_text::{ErrorText, short_name};

/// Under which name the window remembers how it was left.
pub(in crate::gui) const UI_STATE_KEY: &str = "portolan-window";

/// What is remembered.
#[derive(Debug, Default)]
pub(in crate::gui) struct Remembered {
    /// How the window was left.
    pub ui_state: UiState,
    /// Why it is as at first.
    pub error: Option<ErrorText>,
}

impl Remembered {
    /// Reads it from the file at `path`. Whatever is wrong, the window opens.
    #[must_use]
    pub(in crate::gui) fn read(path: &Path) -> Self {
        let of = |text: Option<&String>| text.map_or_else(|| Some(UiState::default()), |text| UiState::read(text));
        match state_file::read(path, |state| of(state.get(UI_STATE_KEY)).is_some()) {
            Ok(state) => Self { ui_state: of(state.get(UI_STATE_KEY)).unwrap_or_default(), error: None },
            Err(err) => Self { ui_state: UiState::default(), error: Some(error_text(&err)) },
        }
    }
}

fn error_text(err: &StateFileError) -> ErrorText {
    let line = match err {
        StateFileError::SetAside { to } => {
            format!("Can't read how the window was left, and set that aside as {}", short_name(to))
        }
        StateFileError::Stuck { .. } | StateFileError::Refused { .. } => {
            "Can't read how the window was left".to_owned()
        }
    };
    ErrorText::with_causes(line, err)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::gui::Tab;

    /// What is remembered of a file of this text.
    fn remembered(text: &str) -> (tempfile::TempDir, Remembered) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("app.ron");
        fs::write(&path, text).expect("a file");
        let res = Remembered::read(&path);
        (folder, res)
    }

    /// A state file that holds this text about the window.
    fn holding(text: &str) -> String {
        format!("{{\n    \"window\": \"()\",\n    \"{UI_STATE_KEY}\": {text:?},\n}}")
    }

    #[test]
    fn the_window_opens_as_it_was_left() {
        let (_folder, res) = remembered(&holding("(tab: Rules)"));
        assert_eq!(res.ui_state.tab, Tab::Rules);
        assert_eq!(res.error, None);
        let (_folder, res) = remembered("{\"window\": \"()\"}");
        assert_eq!((res.ui_state, res.error), (UiState::default(), None));
    }

    #[test]
    fn a_value_of_a_newer_version_is_no_trouble() {
        let (_folder, res) = remembered(&holding("(tab: Timeline, zoom: 1.5)"));
        assert_eq!(res.ui_state, UiState { zoom: 1.5, ..UiState::default() });
        assert_eq!(res.error, None);
    }

    #[test]
    fn a_broken_state_is_set_aside_and_named() {
        for text in ["{", "", &holding("(tab: Rules"), &holding("nonsense")] {
            let (folder, res) = remembered(text);
            assert_eq!(res.ui_state, UiState::default());
            let ErrorText { line, details } = res.error.expect("something is said");
            assert!(line.ends_with("set that aside as app.ron.broken"), "{line}");
            let path = folder.path().join("app.ron.broken");
            assert!(details.contains(&path.display().to_string()), "{details}");
            assert_eq!(fs::read_to_string(path).expect("it is there"), text);
        }
    }

    #[test]
    fn a_folder_in_its_place_is_not_fatal() {
        let folder = tempfile::tempdir().expect("a folder");
        let res = Remembered::read(folder.path());
        assert_eq!(res.ui_state, UiState::default());
        assert!(res.error.is_some_and(|error| error.line == "Can't read how the window was left"));
    }
}
