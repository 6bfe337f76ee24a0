//! What can be exported: the forms, those of the user's own among them, then data and pictures. Nothing is written here.

use std::sync::Arc;

use crate::export::{EXPORTERS, ExportAs};
use crate::files::profiles::profiles;
use crate::gui::opening::LoadedCatalog;
use crate::profile::{self, Profile};

/// Something that can be exported.
#[derive(Clone, Debug)]
pub(in crate::gui) struct Offered {
    /// What it is.
    pub what: ExportAs,
    /// It is filled with rows of a request.
    pub is_form: bool,
    /// It is a form of the user's own.
    pub is_own: bool,
}

impl Offered {
    fn new(what: ExportAs, is_own: bool) -> Self {
        Self { is_form: what.is_form(), what, is_own }
    }

    /// What people call it.
    pub(super) fn name(&self) -> &str {
        match &self.what {
            ExportAs::Format(format) => format.name,
            ExportAs::Form(profile) => &profile.name,
        }
    }

    /// What it is for.
    pub(super) fn summary(&self) -> &str {
        match &self.what {
            ExportAs::Format(format) => format.description,
            ExportAs::Form(profile) => &profile.summary,
        }
    }

    /// The profile whose columns the rules of a workbook can have; `None`: it has other files than one of rules, or is no
    /// form.
    pub(super) fn columns(&self) -> Option<Arc<Profile>> {
        let profile = match &self.what {
            ExportAs::Form(profile) => Profile::clone(profile),
            ExportAs::Format(_) if self.is_form => profile::generic(),
            ExportAs::Format(_) => return None,
        };
        profile.rule_file().is_some().then(|| Arc::new(profile))
    }

    /// By what it is remembered: formats and forms have names of their own.
    pub(super) fn key(&self) -> String {
        match &self.what {
            ExportAs::Format(format) => format.name.to_owned(),
            ExportAs::Form(profile) => key_of_form(profile),
        }
    }
}

/// By what a form is remembered.
pub(in crate::gui) fn key_of_form(profile: &Profile) -> String {
    format!("form {}", profile.id)
}

/// Everything that can be exported, forms first: those of the program in their order, then those that the user keeps or has
/// in a catalog folder. As on the command line, one of the user's own comes in the place of another of its id.
#[must_use]
pub(in crate::gui) fn offered(catalog: &LoadedCatalog, kept: &[Profile]) -> Vec<Offered> {
    let is_of_folder = |id: &str| {
        let file = format!("profiles/{id}.ron");
        catalog.profile_texts.iter().any(|(known, _)| *known == file)
    };
    let mut forms: Vec<(Profile, bool)> = Vec::new();
    for form in profiles(&catalog.profile_texts).0 {
        let is_own = is_of_folder(&form.id);
        forms.push((form, is_own));
    }
    for own in kept.iter().filter(|own| !is_of_folder(&own.id)) {
        match forms.iter_mut().find(|(form, _)| form.id == own.id) {
            Some(known) => *known = (own.clone(), true),
            None => forms.push((own.clone(), true)),
        }
    }
    // The format csv is that profile.
    forms.retain(|(form, _)| *form != profile::generic());
    let formats = EXPORTERS.iter().map(|&format| Offered::new(ExportAs::Format(format), false));
    let (request, others): (Vec<Offered>, Vec<Offered>) = formats.partition(|one| one.is_form);
    let forms = forms.into_iter().map(|(form, is_own)| Offered::new(ExportAs::Form(Box::new(form)), is_own));
    request.into_iter().chain(forms).chain(others).collect()
}
