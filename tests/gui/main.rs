//! Tests of the window: the real app, used by what stands in it.

#![expect(clippy::expect_used, reason = "a test that can't go on fails")]

mod accessibility;
mod behavior;
mod gallery;
mod long_work;
mod matrix;
mod palette;
mod pictures;
mod rasterizer;
mod recent_plans;
mod reference;
mod shortcuts;
mod toasts;
mod walks;
mod window;
