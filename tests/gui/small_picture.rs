//! A picture of few colors, so that its file is small. What a window shows has some dozens of colors and the shades at
//! the edges of letters; these give way to the nearest one that is kept.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use image::RgbaImage;

/// How many colors a palette of one byte holds.
const NUM_COLORS: usize = 256;

type Color = [u8; 3];

/// A picture with a palette.
pub(crate) struct SmallPicture {
    size: (u32, u32),
    palette: Vec<Color>,
    /// By pixel, row by row: the position of its color.
    pixels: Vec<u8>,
}

impl SmallPicture {
    /// Keeps the colors that matter most. The same picture gives the same palette.
    pub(crate) fn new(image: &RgbaImage) -> Self {
        let color = |pixel: &image::Rgba<u8>| [pixel[0], pixel[1], pixel[2]];
        let mut counts: BTreeMap<Color, usize> = BTreeMap::new();
        image.pixels().for_each(|pixel| *counts.entry(color(pixel)).or_default() += 1);
        let palette = palette(&counts);
        let nearest = |color: Color| {
            let best = palette.iter().enumerate().min_by_key(|(_, kept)| distance_of(color, **kept));
            u8::try_from(best.map_or(0, |(idx, _)| idx)).unwrap_or(0)
        };
        let idx_by_color: BTreeMap<Color, u8> = counts.keys().map(|&color| (color, nearest(color))).collect();
        let pixels = image.pixels().map(|pixel| idx_by_color[&color(pixel)]).collect();
        Self { size: image.dimensions(), palette, pixels }
    }

    /// The picture as it will be read back.
    pub(crate) fn to_image(&self) -> RgbaImage {
        let (width, _) = self.size;
        RgbaImage::from_fn(self.size.0, self.size.1, |x, y| {
            let idx = self.pixels[(y * width + x) as usize];
            let [red, green, blue] = self.palette[usize::from(idx)];
            image::Rgba([red, green, blue, 255])
        })
    }

    /// Writes the file.
    pub(crate) fn write(&self, path: &Path) {
        let file = File::create(path).expect("the picture can be written");
        let mut encoder = png::Encoder::new(BufWriter::new(file), self.size.0, self.size.1);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(self.palette.concat());
        encoder.set_compression(png::Compression::High);
        // Filters guess at gradients; positions in a palette have none.
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().expect("the picture's head");
        writer.write_image_data(&self.pixels).expect("the picture's pixels");
    }
}

/// The colors that are kept. One after another, the color comes in that would be missed most: because it is frequent, or
/// because none like it is there yet.
fn palette(counts: &BTreeMap<Color, usize>) -> Vec<Color> {
    let mut misses: Vec<(Color, usize, u32)> = counts.iter().map(|(&color, &count)| (color, count, u32::MAX)).collect();
    let mut res = Vec::new();
    while res.len() < NUM_COLORS {
        // A hundred pixels of a color are missed as much as a thousand: the eye sees both.
        let miss = |&(_, count, distance): &(Color, usize, u32)| u64::from(distance) * (count.min(100) as u64);
        let Some(&(color, _, distance)) = misses.iter().max_by_key(|entry| miss(entry)) else { break };
        if distance == 0 {
            break;
        }
        res.push(color);
        for (other, _, least) in &mut misses {
            *least = (*least).min(distance_of(*other, color));
        }
    }
    res
}

/// How far two colors are apart, squared.
fn distance_of(a: Color, b: Color) -> u32 {
    a.iter().zip(b).map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
