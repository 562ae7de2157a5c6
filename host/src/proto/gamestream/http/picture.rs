//! Box art: a picture file of the app's, or a plain tile in a colour of its own.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use lumen_core::gamestream::nvhttp::AppId;

/// Longest picture file sent.
const MAX_PICTURE: u64 = 8 << 20;

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Size of the tile: that of box art, but none that clients take for a placeholder (130x180,
/// 200x266, 628x888). Source: moonlight-qt, `boxartmanager.cpp`.
const TILE: (u32, u32) = (300, 400);

/// The picture of an app as PNG. A file that cannot be used gives the tile.
pub(super) fn load_or_make(app: AppId, path: Option<&Path>) -> Vec<u8> {
    if let Some(path) = path {
        match load(path) {
            Some(picture) => return picture,
            None => tracing::warn!(path = %path.display(), "not a PNG of at most 8 MiB"),
        }
    }
    make(app).unwrap_or_default()
}

fn load(path: &Path) -> Option<Vec<u8>> {
    let mut picture = Vec::new();
    File::open(path).ok()?.take(MAX_PICTURE + 1).read_to_end(&mut picture).ok()?;
    let fits = picture.len() as u64 <= MAX_PICTURE;
    (fits && picture.starts_with(PNG_SIGNATURE)).then_some(picture)
}

/// A vertical gradient whose hue follows from the app's number.
fn make(app: AppId) -> Result<Vec<u8>, png::EncodingError> {
    let (width, height) = TILE;
    let [red, green, blue, _] = app.get().to_le_bytes().map(|byte| 64 + byte / 4);
    let row = |y: u32| {
        let shade = |part: u8| (u32::from(part) * (2 * height - y) / (2 * height)) as u8;
        [shade(red), shade(green), shade(blue)].repeat(width as usize)
    };
    let pixels: Vec<u8> = (0..height).flat_map(row).collect();
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_app_has_a_tile_of_its_own() {
        let tile = |title: &str| load_or_make(AppId::of_title(title), None);
        let decoder = png::Decoder::new(std::io::Cursor::new(tile("Desktop")));
        let reader = decoder.read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), TILE);
        assert_ne!(tile("Desktop"), tile("Racing"));
    }

    #[test]
    fn only_png_files_are_sent() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("box.png");
        let app = AppId::of_title("Desktop");
        let tile = load_or_make(app, None);
        assert_eq!(load_or_make(app, Some(&path)), tile);
        std::fs::write(&path, "root:x:0:0").unwrap();
        assert_eq!(load_or_make(app, Some(&path)), tile);
        let own = [PNG_SIGNATURE, b"rest"].concat();
        std::fs::write(&path, &own).unwrap();
        assert_eq!(load_or_make(app, Some(&path)), own);
    }
}
