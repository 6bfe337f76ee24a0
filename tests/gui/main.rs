//! Tests of the window: the real app, used by what stands in it.

mod accessibility;
mod behavior;
mod pictures;
mod rasterizer;
mod walks;
mod window;
