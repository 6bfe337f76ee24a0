//! Draws egui's triangles on the processor, so that picture tests need no display and no graphics driver.
//!
//! Same triangles, same bytes: it quantizes after each blend as an eight-bit target would. It draws no
//! paint callbacks; the window has none.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels of a window are far from every limit, and are clamped where they are not"
)]
#![expect(clippy::float_cmp, reason = "the rule for edges compares what was given, not what was computed")]
#![expect(clippy::iter_over_hash_type, reason = "textures are told by name, in whatever order")]
#![expect(clippy::many_single_char_names, reason = "corners of a triangle are called a, b and c")]

use std::collections::BTreeMap;

use egui::epaint::{ImageDelta, Mesh, Primitive, TextureId, Vertex};

/// A renderer for `egui_kittest` that needs nothing but a processor.
#[derive(Default)]
pub(crate) struct Rasterizer {
    textures: BTreeMap<TextureId, Texture>,
}

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<[f32; 4]>,
    is_nearest: bool,
}

/// Pixels that may be drawn to: left, top, right, bottom, the last two excluded.
#[derive(Clone, Copy)]
struct Clip {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

impl egui_kittest::TestRenderer for Rasterizer {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for image in images {
                self.set(id, &image);
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut target = vec![[0.0; 4]; width * height];
        for primitive in ctx.tessellate(output.shapes.clone(), scale) {
            let rect = primitive.clip_rect * scale;
            let clamp = |value: f32, most: usize| (value.round().max(0.0) as usize).min(most);
            let clip = Clip {
                left: clamp(rect.min.x, width),
                top: clamp(rect.min.y, height),
                right: clamp(rect.max.x, width),
                bottom: clamp(rect.max.y, height),
            };
            let Primitive::Mesh(mesh) = primitive.primitive else {
                return Err("paint callbacks can't be drawn here".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id).ok_or("a mesh names a texture that was never set")?;
            draw(&mut target, width, clip, scale, &mesh, texture);
        }
        let mut res = image::RgbaImage::new(width as u32, height as u32);
        for (pixel, color) in res.pixels_mut().zip(&target) {
            pixel.0 = color.map(|value| (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8);
        }
        Ok(res)
    }
}

impl Rasterizer {
    fn set(&mut self, id: TextureId, delta: &ImageDelta) {
        let egui::ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let pixels = image.pixels.iter().map(|color| color.to_array().map(|value| f32::from(value) / 255.0));
        if let Some([left, top]) = delta.pos {
            let texture = self.textures.get_mut(&id).expect("a partial update follows a whole one");
            for (idx, pixel) in pixels.enumerate() {
                texture.pixels[(top + idx / width) * texture.width + left + idx % width] = pixel;
            }
        } else {
            let is_nearest = delta.options.magnification == egui::TextureFilter::Nearest;
            self.textures.insert(id, Texture { width, height, pixels: pixels.collect(), is_nearest });
        }
    }
}

impl Texture {
    fn at(&self, x: i64, y: i64) -> [f32; 4] {
        let x = x.clamp(0, self.width as i64 - 1) as usize;
        let y = y.clamp(0, self.height as i64 - 1) as usize;
        self.pixels[y * self.width + x]
    }

    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32, v * self.height as f32);
        if self.is_nearest {
            return self.at(x.floor() as i64, y.floor() as i64);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let (right_share, bottom_share) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        let corners = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| self.at(left + dx, top + dy));
        std::array::from_fn(|channel| {
            let [a, b, c, d] = corners.map(|corner| corner[channel]);
            let upper = a + (b - a) * right_share;
            let lower = c + (d - c) * right_share;
            upper + (lower - upper) * bottom_share
        })
    }
}

fn draw(target: &mut [[f32; 4]], width: usize, clip: Clip, scale: f32, mesh: &Mesh, texture: &Texture) {
    for corners in mesh.indices.chunks_exact(3) {
        let vertices = [corners[0], corners[1], corners[2]].map(|idx| mesh.vertices[idx as usize]);
        triangle(target, width, clip, scale, vertices, texture);
    }
}

/// Twice the signed area of a, b and the point.
fn edge(a: egui::Pos2, b: egui::Pos2, point: egui::Pos2) -> f32 {
    (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
}

fn triangle(
    target: &mut [[f32; 4]],
    width: usize,
    clip: Clip,
    scale: f32,
    mut vertices: [Vertex; 3],
    texture: &Texture,
) {
    let place = |vertex: &Vertex| (vertex.pos.to_vec2() * scale).to_pos2();
    let area = edge(place(&vertices[0]), place(&vertices[1]), place(&vertices[2]));
    if area == 0.0 || !area.is_finite() {
        return;
    }
    if area < 0.0 {
        vertices.swap(1, 2);
    }
    let [a, b, c] = [place(&vertices[0]), place(&vertices[1]), place(&vertices[2])];
    let colors = vertices.map(|vertex| vertex.color.to_array().map(|value| f32::from(value) / 255.0));
    let [uv_a, uv_b, uv_c] = vertices.map(|vertex| vertex.uv);
    let flat = (uv_a == uv_b && uv_b == uv_c).then(|| texture.sample(uv_a.x, uv_a.y));
    // A pixel on an edge belongs to the triangle whose top or left edge it is, so that neighbors never both draw it.
    let owns = |from: egui::Pos2, to: egui::Pos2| (from.y == to.y && to.x > from.x) || to.y < from.y;
    let (own_a, own_b, own_c) = (owns(b, c), owns(c, a), owns(a, b));
    let inside = |value: f32, own: bool| value > 0.0 || (value == 0.0 && own);
    let least = |values: [f32; 3]| values.into_iter().fold(f32::MAX, f32::min).floor().max(0.0) as usize;
    let most = |values: [f32; 3]| values.into_iter().fold(f32::MIN, f32::max).ceil().max(0.0) as usize;
    for y in least([a.y, b.y, c.y]).max(clip.top)..most([a.y, b.y, c.y]).min(clip.bottom) {
        for x in least([a.x, b.x, c.x]).max(clip.left)..most([a.x, b.x, c.x]).min(clip.right) {
            let point = egui::pos2(x as f32 + 0.5, y as f32 + 0.5);
            let weights = [edge(b, c, point), edge(c, a, point), edge(a, b, point)];
            if !(inside(weights[0], own_a) && inside(weights[1], own_b) && inside(weights[2], own_c)) {
                continue;
            }
            let shares = weights.map(|weight| weight / area.abs());
            let texel = flat.unwrap_or_else(|| {
                let u = shares[0] * uv_a.x + shares[1] * uv_b.x + shares[2] * uv_c.x;
                let v = shares[0] * uv_a.y + shares[1] * uv_b.y + shares[2] * uv_c.y;
                texture.sample(u, v)
            });
            blend(&mut target[y * width + x], colors, shares, texel);
        }
    }
}

/// Premultiplied “over”, quantized.
fn blend(pixel: &mut [f32; 4], colors: [[f32; 4]; 3], shares: [f32; 3], texel: [f32; 4]) {
    let source: [f32; 4] = std::array::from_fn(|channel| {
        let color: f32 = (0..3).map(|corner| shares[corner] * colors[corner][channel]).sum();
        color * texel[channel]
    });
    let rest = 1.0 - source[3];
    for (channel, value) in pixel.iter_mut().enumerate() {
        *value = ((source[channel] + *value * rest).clamp(0.0, 1.0) * 255.0).round() / 255.0;
    }
}
