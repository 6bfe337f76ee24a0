//! Signs drawn with lines, so that none depends on a font, the square buttons that show them, and the marks of zones.

use egui::{Color32, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::gui::theme::metrics::{MARK, RADIUS, ROW};
use crate::gui::theme::{Tokens, tokens};
use crate::plan::ZoneColor;

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
    /// Show or hide the panel at the left.
    LeftPanel,
    /// Show or hide the panel at the right.
    RightPanel,
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
            Self::LeftPanel => {
                &[&[(2.5, 3.5), (13.5, 3.5), (13.5, 12.5), (2.5, 12.5), (2.5, 3.5)], &[(6.5, 3.5), (6.5, 12.5)]]
            }
            Self::RightPanel => {
                &[&[(2.5, 3.5), (13.5, 3.5), (13.5, 12.5), (2.5, 12.5), (2.5, 3.5)], &[(9.5, 3.5), (9.5, 12.5)]]
            }
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

/// Shows the button. `name` is what it does, `tooltip` what else to know: a shortcut, or why it is disabled.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, is_enabled: bool, tooltip: &str) -> Response {
    let response = ui
        .add_enabled_ui(is_enabled, |ui| {
            let (rect, response) = ui.allocate_exact_size(Vec2::splat(ROW), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
            if ui.is_rect_visible(rect) {
                let tokens = tokens(ui);
                let is_hot = ui.is_enabled() && (response.hovered() || response.has_focus());
                if is_hot {
                    let fill = if response.is_pointer_button_down_on() { tokens.pressed } else { tokens.hover };
                    ui.painter().rect_filled(rect, RADIUS, fill.get());
                }
                if response.has_focus() {
                    let ring = Stroke::new(1.0, tokens.accent.get());
                    ui.painter().rect_stroke(rect, RADIUS, ring, StrokeKind::Inside);
                }
                let color = match (ui.is_enabled(), is_hot) {
                    (false, _) => tokens.text_disabled,
                    (true, false) => tokens.text_weak,
                    (true, true) => tokens.text,
                };
                icon.paint(ui.painter(), rect, color.get());
            }
            response
        })
        .inner;
    let text = if tooltip.is_empty() { name.to_owned() } else { format!("{name}\n{tooltip}") };
    response.on_hover_text(text.clone()).on_disabled_hover_text(text)
}

/// Shows the mark in a row of text.
pub(crate) fn zone_mark(ui: &mut Ui, color: ZoneColor) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(MARK, ROW), Sense::hover());
    paint_mark(ui.painter(), tokens(ui), rect.center(), color);
}

/// Draws the mark around `center`.
pub(crate) fn paint_mark(painter: &Painter, tokens: &Tokens, center: Pos2, color: ZoneColor) {
    let rect = Rect::from_center_size(center, Vec2::splat(MARK));
    painter.rect_filled(rect, 2, tokens.zone(color).get());
}
