//! [`QrCode`]: secret text that a phone reads off a screen or a picture.

use std::{ffi::OsStr, path::Path};

use inkseal::{Error, Result, SecretText};
use png::{BitDepth, ColorType, Encoder};
use qrcode::{Color, EcLevel, render::svg, render::unicode::Dense1x2};

/// The light modules that a reader needs on every side.
const QUIET_ZONE: usize = 4;

/// How many pixels of a picture a module has on a side. In PNG they are the bits of one byte.
const MODULE: u32 = 8;

/// A QR code. It shows its text to whoever sees it.
pub(crate) struct QrCode(qrcode::QrCode);

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picture {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics, black and white.
    Png,
}

impl Picture {
    /// The kind that the end of a file's name says.
    ///
    /// # Errors
    /// `invalid_input` if it says neither.
    pub(crate) fn of_path(path: &Path) -> Result<Self> {
        let ending = path.extension().unwrap_or_default();
        let is = |known: &str| ending.eq_ignore_ascii_case(OsStr::new(known));
        if is("svg") {
            Ok(Self::Svg)
        } else if is("png") {
            Ok(Self::Png)
        } else {
            Err(Error::InvalidInput("a QR code is written to a file that ends in .svg or .png".into()))
        }
    }
}

impl QrCode {
    /// Encodes text, so that the code can still be read where a part of it is damaged if there is room for that.
    ///
    /// # Errors
    /// `invalid_input` if the text is too long for any.
    pub(crate) fn new(text: &SecretText) -> Result<Self> {
        let text = text.expose();
        qrcode::QrCode::with_error_correction_level(text, EcLevel::M)
            .or_else(|_| qrcode::QrCode::with_error_correction_level(text, EcLevel::L))
            .map(Self)
            .map_err(|_| Error::InvalidInput("its names are too long for a QR code".into()))
    }

    /// Lines of blocks, each two modules high, in which dark modules are filled.
    pub(crate) fn to_blocks(&self) -> String {
        self.0.render::<Dense1x2>().build()
    }

    /// The content of a file.
    ///
    /// # Errors
    /// `io` if the picture cannot be made.
    pub(crate) fn to_picture(&self, kind: Picture) -> Result<Vec<u8>> {
        match kind {
            Picture::Svg => {
                let mut svg = self.0.render::<svg::Color<'_>>().module_dimensions(MODULE, MODULE).build();
                svg.push('\n');
                Ok(svg.into_bytes())
            }
            Picture::Png => self
                .to_png()
                .map_err(|error| Error::Io(format!("the picture cannot be made: {error}").into())),
        }
    }

    fn to_png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let (light, dark) = (0xff, 0);
        let margin = [light; QUIET_ZONE];
        let width = self.0.width().saturating_add(2 * QUIET_ZONE);
        let empty = vec![light; width];
        let modules = self.0.to_colors();
        let rows = modules.chunks(self.0.width()).map(|row| {
            let row = row.iter().map(|color| if *color == Color::Dark { dark } else { light });
            margin.into_iter().chain(row).chain(margin).collect::<Vec<u8>>()
        });
        let around = || std::iter::repeat_n(empty.clone(), QUIET_ZONE);
        let pixels: Vec<u8> = around()
            .chain(rows)
            .chain(around())
            .flat_map(|row| std::iter::repeat_n(row, usize::try_from(MODULE).unwrap_or(1)).flatten())
            .collect();
        let side = u32::try_from(width).unwrap_or(u32::MAX).saturating_mul(MODULE);
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, side, side);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::One);
        encoder.write_header()?.write_image_data(&pixels)?;
        Ok(file)
    }
}
