//! egui's own style made from the tokens, once for each theme. Widgets of ours ask for the tokens themselves.

use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Theme, Visuals, vec2};

use super::metrics::{BODY, HEADING, RADIUS, ROW, SMALL, STEP};
use super::{Color, Tokens, strong};

/// Gives both themes their style.
pub fn install_styles(ctx: &Context) {
    for theme in [Theme::Dark, Theme::Light] {
        ctx.style_mut_of(theme, |style| restyle(style, theme));
    }
}

fn restyle(style: &mut Style, theme: Theme) {
    let proportional = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(SMALL)),
        (TextStyle::Body, proportional(BODY)),
        (TextStyle::Button, proportional(BODY)),
        (TextStyle::Heading, strong(HEADING)),
        (TextStyle::Monospace, FontId::new(SMALL, FontFamily::Monospace)),
    ]
    .into();
    // Nothing moves by itself: hover is immediate and idle windows stay idle.
    style.animation_time = 0.0;
    style.visuals = visuals(Tokens::of(theme), theme);
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(2.0 * STEP, STEP);
    spacing.button_padding = vec2(2.0 * STEP, 2.0);
    spacing.interact_size = vec2(ROW, ROW);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(16);
    spacing.indent = 5.0 * STEP;
    spacing.icon_width = 4.0 * STEP;
    spacing.icon_width_inner = 2.0 * STEP;
    spacing.icon_spacing = 2.0 * STEP;
    spacing.combo_width = 30.0 * STEP;
    spacing.tooltip_width = 100.0 * STEP;
    spacing.scroll = egui::style::ScrollStyle::solid();
    spacing.scroll.bar_width = 2.0 * STEP;
    spacing.scroll.bar_inner_margin = STEP;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    style.interaction.show_tooltips_only_when_still = false;
}

fn visuals(tokens: &Tokens, theme: Theme) -> Visuals {
    let mut res = theme.default_visuals();
    res.override_text_color = None;
    res.weak_text_color = Some(tokens.text_weak.get());
    res.widgets = widgets(tokens);
    res.selection = Selection { bg_fill: tokens.selected.get(), stroke: stroke(1.0, tokens.text) };
    res.hyperlink_color = tokens.accent.get();
    res.faint_bg_color = tokens.panel.get();
    res.extreme_bg_color = tokens.field.get();
    res.text_edit_bg_color = Some(tokens.field.get());
    res.code_bg_color = tokens.panel.get();
    res.warn_fg_color = tokens.text.get();
    res.error_fg_color = tokens.error.get();
    res.window_corner_radius = CornerRadius::same(2 * RADIUS);
    res.menu_corner_radius = CornerRadius::same(RADIUS);
    res.window_fill = tokens.raised.get();
    res.window_stroke = stroke(1.0, tokens.line);
    res.window_shadow = Shadow { offset: [0, 8], blur: 24, spread: 0, color: tokens.shadow.get() };
    res.popup_shadow = Shadow { offset: [0, 4], blur: 12, spread: 0, color: tokens.shadow.get() };
    res.panel_fill = tokens.panel.get();
    res.text_cursor.stroke = stroke(2.0, tokens.accent);
    res.text_cursor.blink = false;
    res.striped = false;
    res.indent_has_left_vline = false;
    res
}

fn widgets(tokens: &Tokens) -> Widgets {
    let one = |fill: Color, outline: Option<Color>, text: Color| WidgetVisuals {
        bg_fill: fill.get(),
        weak_bg_fill: fill.get(),
        bg_stroke: outline.map_or(Stroke::NONE, |color| stroke(1.0, color)),
        corner_radius: CornerRadius::same(RADIUS),
        fg_stroke: stroke(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: one(tokens.panel, Some(tokens.line), tokens.text),
        inactive: one(tokens.button, None, tokens.text),
        hovered: one(tokens.pressed, Some(tokens.line_strong), tokens.text),
        active: one(tokens.pressed, Some(tokens.accent), tokens.text),
        open: one(tokens.pressed, Some(tokens.line_strong), tokens.text),
    }
}

fn stroke(width: f32, color: Color) -> Stroke {
    Stroke::new(width, color.get())
}
