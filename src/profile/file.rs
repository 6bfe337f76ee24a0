//! From a text to a profile, and from a profile to a text.

use ron::ser::PrettyConfig;

use super::mistakes::mistake;
use super::schema::Profile;
use crate::finding::TextPosition;
use crate::ron_text::{Fault, options};

/// A text is no profile.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message} (line {}, column {})", at.line, at.column)]
pub struct ProfileError {
    /// What is wrong and what to do about it.
    pub message: String,
    /// Where in the text.
    pub at: TextPosition,
}

/// Reads a profile. A byte order mark is skipped.
///
/// # Errors
/// When the text is no RON, a field is unknown, missing or of the wrong type, or no form could be filled by it.
pub fn read(text: &str) -> Result<Profile, ProfileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let profile: Profile = options().from_str(text).map_err(|err| {
        let Fault { message, at } = Fault::new(&err, text);
        ProfileError { message, at }
    })?;
    match mistake(&profile) {
        Some(mistake) => Err(ProfileError { at: mistake.position(text), message: mistake.message }),
        None => Ok(profile),
    }
}

/// Writes a profile: a line for each setting and each column, defaults left out.
///
/// # Errors
/// When no form could be filled by it.
pub fn write(profile: &Profile) -> Result<String, ProfileError> {
    let refused = |message: String| ProfileError { message, at: TextPosition { line: 1, column: 1 } };
    if let Some(mistake) = mistake(profile) {
        return Err(refused(mistake.message));
    }
    let config = PrettyConfig::new().new_line("\n").indentor("    ").depth_limit(4).compact_arrays(false);
    let text = options().to_string_pretty(profile, config).map_err(|err| refused(err.to_string()))?;
    // The writer of RON escapes apostrophes, which nobody types.
    Ok(text.replace("\\'", "'") + "\n")
}
