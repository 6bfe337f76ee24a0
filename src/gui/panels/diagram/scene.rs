//! What the parts of the diagram share in a frame: the diagram, and where it is seen.

use egui::Rect;

use super::camera::Camera;
use super::names::Named;
use crate::gui::shown::{DiagramKey, DrawnDiagram};

/// What is used in a frame: where, with what of the diagram in it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    /// The room that it is seen in.
    pub room: Rect,
    /// Which part.
    pub camera: Camera,
    /// What it was laid out of.
    pub key: &'a DiagramKey,
    /// The diagram.
    pub drawn: &'a DrawnDiagram,
    /// It as it is called.
    pub named: Named<'a>,
}
