//! What the window and the questions call the plan.

use crate::document::Document;

/// The name of the file, else the title of the plan, else “Untitled plan”.
#[must_use]
pub(in crate::gui) fn document_name(document: &Document) -> String {
    let file = document.path().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    let title = Some(document.plan().title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
    file.or(title).unwrap_or_else(|| "Untitled plan".to_owned())
}

/// The title of the window: a star stands before what is not saved.
#[must_use]
pub(super) fn window_title(document: &Document) -> String {
    let mark = if document.is_dirty() { "* " } else { "" };
    format!("{mark}{} – Portolan", document_name(document))
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
