//! Signs drawn with lines, so that none depends on a font. What they mean is said by the buttons.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke};

/// A sign of a button.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Icon {
    /// Add, or larger.
    Plus,
    /// Smaller.
    Minus,
    /// Duplicate.
    Copy,
    /// Paste.
    Paste,
    /// Rename.
    Pencil,
    /// Remove.
    Cross,
    /// Move up.
    Up,
    /// Move down.
    Down,
    /// Go back.
    Back,
    /// Go forward.
    Forward,
    /// Settings of one thing.
    Sliders,
    /// Open a section: it is closed.
    Closed,
    /// Close a section: it is open.
    Opened,
    /// A tick.
    Check,
    /// Some of several.
    Dash,
}

impl Icon {
    /// Draws the sign into the middle of `rect`, 16 points wide at most.
    pub(crate) fn paint(self, painter: &Painter, rect: Rect, color: Color32) {
        let stroke = Stroke::new(1.5, color);
        for line in self.lines() {
            let points: Vec<Pos2> = line.iter().map(|&(x, y)| rect.center() + egui::vec2(x - 8.0, y - 8.0)).collect();
            painter.add(Shape::line(points, stroke));
        }
    }

    /// Polylines on a grid of 16.
    fn lines(self) -> &'static [&'static [(f32, f32)]] {
        match self {
            Self::Plus => &[&[(8.0, 3.5), (8.0, 12.5)], &[(3.5, 8.0), (12.5, 8.0)]],
            Self::Minus => &[&[(3.5, 8.0), (12.5, 8.0)]],
            Self::Copy => &[
                &[(6.0, 5.5), (13.0, 5.5), (13.0, 13.5), (6.0, 13.5), (6.0, 5.5)],
                &[(3.5, 10.5), (3.5, 2.5), (10.0, 2.5)],
            ],
            Self::Paste => &[
                &[(6.0, 3.5), (3.5, 3.5), (3.5, 13.5), (12.5, 13.5), (12.5, 3.5), (10.0, 3.5)],
                &[(6.0, 2.0), (10.0, 2.0), (10.0, 5.0), (6.0, 5.0), (6.0, 2.0)],
                &[(6.0, 8.0), (10.0, 8.0)],
                &[(6.0, 10.5), (10.0, 10.5)],
            ],
            Self::Pencil => &[
                &[(3.0, 13.0), (4.0, 9.5), (10.5, 3.0), (13.0, 5.5), (6.5, 12.0), (3.0, 13.0)],
                &[(9.0, 4.5), (11.5, 7.0)],
            ],
            Self::Cross => &[&[(4.0, 4.0), (12.0, 12.0)], &[(12.0, 4.0), (4.0, 12.0)]],
            Self::Up => &[&[(8.0, 13.0), (8.0, 3.5)], &[(4.0, 7.5), (8.0, 3.5), (12.0, 7.5)]],
            Self::Down => &[&[(8.0, 3.0), (8.0, 12.5)], &[(4.0, 8.5), (8.0, 12.5), (12.0, 8.5)]],
            Self::Back => &[&[(13.0, 8.0), (3.5, 8.0)], &[(7.5, 4.0), (3.5, 8.0), (7.5, 12.0)]],
            Self::Forward => &[&[(3.0, 8.0), (12.5, 8.0)], &[(8.5, 4.0), (12.5, 8.0), (8.5, 12.0)]],
            Self::Sliders => &[
                &[(2.5, 5.0), (13.5, 5.0)],
                &[(2.5, 11.0), (13.5, 11.0)],
                &[(10.5, 2.8), (10.5, 7.2)],
                &[(5.5, 8.8), (5.5, 13.2)],
            ],
            Self::Closed => &[&[(6.0, 4.0), (10.5, 8.0), (6.0, 12.0)]],
            Self::Opened => &[&[(4.0, 6.0), (8.0, 10.5), (12.0, 6.0)]],
            Self::Check => &[&[(4.0, 8.5), (7.0, 11.5), (12.0, 5.0)]],
            Self::Dash => &[&[(4.5, 8.0), (11.5, 8.0)]],
        }
    }
}
