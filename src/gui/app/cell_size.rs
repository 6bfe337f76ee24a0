//! The sizes that the cells of the matrix go through by buttons and commands.

use crate::gui::commands::Zoom;
use crate::gui::panels::ZOOM_STEPS;

/// The size after a change.
#[must_use]
pub(super) fn zoomed(size: f32, zoom: Zoom) -> f32 {
    match zoom {
        Zoom::In => ZOOM_STEPS.into_iter().find(|&step| step > size).unwrap_or(size),
        Zoom::Out => ZOOM_STEPS.into_iter().rfind(|&step| step < size).unwrap_or(size),
        Zoom::Reset => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_go_from_one_step_to_the_next() {
        for (zoom, larger, smaller) in [(1.0, 1.25, 0.8), (1.1, 1.25, 1.0), (2.0, 2.0, 1.5), (0.5, 0.65, 0.5)] {
            assert!((zoomed(zoom, Zoom::In) - larger).abs() < 1e-6, "{zoom}");
            assert!((zoomed(zoom, Zoom::Out) - smaller).abs() < 1e-6, "{zoom}");
        }
    }
}
