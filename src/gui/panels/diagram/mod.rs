//! The diagram of the plan: zones as boxes, and arrows to what they must reach, laid out as the exports draw them.
//!
//! It is panned by dragging and with the wheel, and zoomed. Every box and every arrow in sight is a node of the accessibility
//! tree, and one of them, where the cursor is, a stop of the Tab key.
//!
//! ```text
//! camera    which part is seen, and how large
//! item      what can be chosen: a zone or an arrow
//! marks     what stands out, and what steps back
//! state     what is kept between frames
//! names     what a screen reader and a tooltip say
//! scene     what those below share in a frame
//! items     boxes and arrows as they are used
//! menu      what a zone, an arrow and the empty room offer
//! keys      moving, zooming and stepping back by keys
//! painting  what is seen
//! legend    what letters stand for
//! bar       the bar below: counts, zoom, export
//! panel     all of it together
//! ```

mod bar;
mod camera;
mod item;
mod items;
mod keys;
mod legend;
mod marks;
mod menu;
mod names;
mod painting;
mod panel;
mod scene;
mod state;

pub(super) use panel::diagram_ui;
pub(crate) use state::DiagramState;
