//! The title of the window.

use crate::document::Document;

/// The title of the window: a star stands before what is not saved.
#[must_use]
pub(super) fn window_title(document: &Document) -> String {
    let mark = if document.is_dirty() { "* " } else { "" };
    format!("{mark}{} – Portolan", document.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Edit, Plan};

    #[test]
    fn a_star_stands_before_what_is_not_saved() {
        let mut document = Document::new(Plan::default());
        assert_eq!(window_title(&document), "Untitled plan – Portolan");
        assert_eq!(document.apply(&Edit::SetTitle("Office".to_owned())), Ok(()));
        assert_eq!(window_title(&document), "* Office – Portolan");
        document.mark_saved("/plans/office.ron");
        assert_eq!(window_title(&document), "office.ron – Portolan");
    }
}
