//! A picture of few colors, so that its file is small. What a window shows has some dozens of colors and the shades at
//! the edges of letters; these give way to the nearest one that is frequent.

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
    /// Keeps the most frequent colors. The same picture gives the same palette.
    pub(crate) fn new(image: &RgbaImage) -> Self {
        let color = |pixel: &image::Rgba<u8>| [pixel[0], pixel[1], pixel[2]];
        let mut counts: BTreeMap<Color, usize> = BTreeMap::new();
        image.pixels().for_each(|pixel| *counts.entry(color(pixel)).or_default() += 1);
        let mut by_count: Vec<(Color, usize)> = counts.iter().map(|(&color, &count)| (color, count)).collect();
        by_count.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let palette: Vec<Color> = by_count.iter().take(NUM_COLORS).map(|&(color, _)| color).collect();
        let nearest = |color: Color| {
            let best = palette.iter().enumerate().min_by_key(|(_, kept)| distance(color, **kept));
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

/// How far two colors are apart, squared.
fn distance(a: Color, b: Color) -> u32 {
    a.iter().zip(b).map(|(&a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
