//! Asks what of a zone is copied to which others, and says what that would change.

use std::collections::BTreeSet;

use egui::{Button, ComboBox, Id, Rect, ScrollArea, Ui, UiBuilder, vec2};

use super::shell::{cancel_ui, dialog_ui, focus_first};
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::{ROW, STEP};
use crate::gui::widgets::{
    Arrows, TickBox, hold_arrows, labelled_row, moved, search_field, segmented_ui, take_row_move, toggle, weak,
};
use crate::plan::{Edit, Plan, TickKind, TickMerge, Zone, ZoneId};
use crate::view::{TickCopy, Words, counted};

/// Width of the names of fields.
const NAME_WIDTH: f32 = 80.0;
/// The least and most of the list of zones.
const LEAST: f32 = 3.0 * ROW;
const MOST: f32 = 9.0 * ROW;
/// How many rows a page key moves by.
const PAGE: usize = 8;

/// What is chosen so far.
#[derive(Debug)]
pub(crate) struct CopyTicks {
    from: ZoneId,
    to: BTreeSet<ZoneId>,
    kinds: BTreeSet<TickKind>,
    merge: TickMerge,
    search: String,
    /// What it comes to.
    copy: TickCopy,
}

impl CopyTicks {
    /// Starts with the OS versions and roles of a zone, to be added to those that were chosen beside it.
    #[must_use]
    pub(crate) fn new(plan: &Plan, from: ZoneId, to: &BTreeSet<ZoneId>) -> Self {
        let kinds = [TickKind::Os, TickKind::Roles].into();
        let (to, search, copy) = (to.clone(), String::new(), TickCopy::default());
        let mut res = Self { from, to, kinds, merge: TickMerge::Add, search, copy };
        res.copy = TickCopy::build(plan, &res.edit(plan));
        res
    }

    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut PanelCx<'_>) {
        dialog_ui(ui, cx, ("copy-ticks", "Copy ticks to other zones"), 520.0, |ui, cx| {
            let mut has_changed = self.source_ui(ui, cx.plan);
            has_changed |= self.kinds_ui(ui);
            has_changed |= self.merge_ui(ui);
            ui.add_space(STEP);
            has_changed |= self.zones_ui(ui, cx.plan);
            if has_changed {
                self.copy = TickCopy::build(cx.plan, &self.edit(cx.plan));
            }
            ui.add_space(2.0 * STEP);
            let text = if self.to.is_empty() { "Tick the zones to copy to" } else { &self.copy.text };
            weak(ui, text);
            ui.add_space(2.0 * STEP);
            ui.horizontal(|ui| self.buttons_ui(ui, cx, cx.plan));
        });
    }

    /// The edit, with the zones in the order of the plan.
    fn edit(&self, plan: &Plan) -> Edit {
        let to = plan.zones.iter().map(|zone| &zone.id).filter(|id| self.to.contains(*id)).cloned().collect();
        Edit::CopyTicks { from: self.from.clone(), to, kinds: self.kinds.clone(), merge: self.merge }
    }

    fn source_ui(&mut self, ui: &mut Ui, plan: &Plan) -> bool {
        let name = |id: &ZoneId| plan.zone(id.as_str()).map_or("", |zone| &zone.name).to_owned();
        let mut chosen = None;
        labelled_row(ui, "From", NAME_WIDTH, |ui, _| {
            let combo = ComboBox::from_id_salt("copy-from").selected_text(name(&self.from)).width(60.0 * STEP);
            let response = combo.show_ui(ui, |ui| {
                for zone in &plan.zones {
                    if ui.selectable_label(zone.id == self.from, &zone.name).clicked() {
                        chosen = Some(zone.id.clone());
                    }
                }
            });
            response.response.accessible_name("Copy from zone");
        });
        let Some(zone) = chosen else { return false };
        self.to.remove(&zone);
        self.from = zone;
        true
    }

    fn kinds_ui(&mut self, ui: &mut Ui) -> bool {
        let mut has_changed = false;
        for (idx, pair) in TickKind::ALL.chunks(2).enumerate() {
            labelled_row(ui, if idx == 0 { "What" } else { "" }, NAME_WIDTH, |ui, _| {
                let width = (ui.available_width() - STEP) / 2.0;
                ui.spacing_mut().item_spacing.x = STEP;
                for kind in pair {
                    let tick = TickBox::new(self.kinds.contains(kind).into(), kind.label());
                    let response = tick.ui(ui, Id::unique(("copy-kind", *kind as usize)), width);
                    if *kind == TickKind::Os {
                        focus_first(ui, &response);
                    }
                    if response.clicked() {
                        toggle(&mut self.kinds, *kind);
                        has_changed = true;
                    }
                }
            });
        }
        has_changed
    }

    fn merge_ui(&mut self, ui: &mut Ui) -> bool {
        let choices = [(TickMerge::Add, "Add to what is there"), (TickMerge::Replace, "Replace what is there")];
        let chosen = labelled_row(ui, "How", NAME_WIDTH, |ui, _| segmented_ui(ui, "How", self.merge, &choices));
        self.merge = chosen.unwrap_or(self.merge);
        chosen.is_some()
    }

    /// The zones to copy to: a search, all or none of those it finds, and a tick for each.
    fn zones_ui(&mut self, ui: &mut Ui, plan: &Plan) -> bool {
        let mut has_changed = false;
        let words = Words::new(&self.search);
        let is_found = |zone: &&Zone| zone.id != self.from && words.are_in(&zone.name.to_lowercase());
        let zones: Vec<&Zone> = plan.zones.iter().map(|zone| &**zone).filter(is_found).collect();
        labelled_row(ui, "To", NAME_WIDTH, |ui, _| {
            let width = ui.available_width() - 30.0 * STEP;
            search_field(ui, Id::unique("copy-search"), "Search zones", width, &mut self.search);
            if ui.button("All").on_hover_text("Tick every zone of the list").clicked() {
                self.to.extend(zones.iter().map(|zone| zone.id.clone()));
                has_changed = true;
            }
            if ui.button("None").on_hover_text("Tick no zone of the list").clicked() {
                self.to.retain(|id| zones.iter().all(|zone| zone.id != *id));
                has_changed = true;
            }
        });
        if zones.is_empty() {
            weak(ui, "No other zone has these words");
        }
        // As high as all the others need, so that nothing jumps while one searches.
        #[expect(clippy::cast_precision_loss, reason = "a plan has thousands of zones, not millions")]
        let all = (plan.zones.len() as f32 - 1.0) * ROW;
        let room = (ui.ctx().content_rect().height() - 110.0 * STEP).clamp(LEAST, MOST);
        let height = all.clamp(LEAST, room);
        let mut rect = ui.available_rect_before_wrap();
        rect.min.x += NAME_WIDTH + 2.0 * STEP;
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let area = ScrollArea::vertical().id_salt("copy-zones").max_height(height).min_scrolled_height(height);
            ui.spacing_mut().item_spacing.y = 0.0;
            area.animated(false).auto_shrink(false).show_rows(ui, ROW, zones.len(), |ui, range| {
                for idx in range {
                    has_changed |= self.zone_ui(ui, &zones, idx);
                }
            });
        });
        has_changed
    }

    fn zone_ui(&mut self, ui: &mut Ui, zones: &[&Zone], idx: usize) -> bool {
        let zone = zones[idx];
        let name = format!("Copy to {}", zone.name);
        let tick = TickBox { name: Some(&name), ..TickBox::new(self.to.contains(&zone.id).into(), &zone.name) };
        let width = ui.available_width() - STEP;
        let response = tick.ui(ui, zone_box(zone), width);
        if response.has_focus() {
            hold_arrows(ui, response.id, Arrows::Vertical);
            if let Some(step) = take_row_move(ui) {
                let to = moved(idx, step, zones.len(), PAGE);
                ui.memory_mut(|memory| memory.request_focus(zone_box(zones[to])));
                scroll_to(ui, response.rect, idx, to);
            }
        }
        if response.clicked() {
            toggle(&mut self.to, zone.id.clone());
        }
        response.clicked()
    }

    fn buttons_ui(&self, ui: &mut Ui, cx: &mut PanelCx<'_>, plan: &Plan) {
        let num_zones = self.copy.num_zones;
        let button = ui.add_enabled(num_zones > 0, Button::new("Copy ticks"));
        if button.on_disabled_hover_text("Nothing would change").clicked() {
            let from = plan.zone(self.from.as_str()).map_or("", |zone| &zone.name);
            let done = format!("Copied ticks of {from} to {}", counted(num_zones, "zone", "zones"));
            cx.act(Action::CloseDialog);
            cx.act(Action::EditWithNotice { edit: self.edit(plan), done });
        }
        cancel_ui(ui, cx);
    }
}

fn zone_box(zone: &Zone) -> Id {
    Id::unique(("copy-to", &zone.id))
}

/// Brings the row at `to` into sight, which may not be drawn.
#[expect(clippy::cast_precision_loss, reason = "a plan has thousands of zones, not millions")]
fn scroll_to(ui: &Ui, rect: Rect, idx: usize, to: usize) {
    let target = rect.translate(vec2(0.0, (to as f32 - idx as f32) * ROW));
    ui.scroll_to_rect(target, None);
    ui.ctx().request_repaint();
}
