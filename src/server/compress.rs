//! Compression of a file ahead of time, so that a server does not do it for each request.

use std::io::{Read, Write};

/// The ways in which a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
}

/// What is compressed: texts. A picture or a font has its own compression.
const ENDINGS: [&str; 7] = [".html", ".css", ".js", ".json", ".xml", ".svg", ".txt"];

/// The largest window that every browser reads.
const BROTLI_WINDOW: u32 = 22;
const BROTLI_QUALITY: u32 = 11;
const BUFFER_BYTES: usize = 1 << 16;

/// Returns whether a file is worth compressing.
pub fn is_text(path: &str) -> bool {
    ENDINGS.iter().any(|ending| path.ends_with(ending))
}

impl Encoding {
    /// Both encodings.
    pub const ALL: [Encoding; 2] = [Encoding::Brotli, Encoding::Gzip];

    /// Returns the ending that is added to the name of the file.
    pub fn ending(self) -> &'static str {
        match self {
            Encoding::Brotli => ".br",
            Encoding::Gzip => ".gz",
        }
    }

    /// Compresses as much as the encoding can. The same bytes always give the same bytes.
    pub fn compress(self, bytes: &[u8]) -> Vec<u8> {
        let done = "writing to memory does not fail";
        match self {
            Encoding::Brotli => {
                let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER_BYTES, BROTLI_QUALITY, BROTLI_WINDOW);
                writer.write_all(bytes).expect(done);
                writer.into_inner()
            }
            Encoding::Gzip => {
                // Without a name and a time, which would differ from build to build.
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                writer.write_all(bytes).expect(done);
                writer.finish().expect(done)
            }
        }
    }

    /// Returns whether compressed bytes are those of a file: a server would send them in its place.
    pub fn is_of(self, compressed: &[u8], bytes: &[u8]) -> bool {
        let mut plain = Vec::with_capacity(bytes.len());
        // One byte more than expected is enough to see that it is another file.
        let limit = bytes.len() as u64 + 1;
        let read = match self {
            Encoding::Brotli => brotli::Decompressor::new(compressed, BUFFER_BYTES).take(limit).read_to_end(&mut plain),
            Encoding::Gzip => flate2::read::GzDecoder::new(compressed).take(limit).read_to_end(&mut plain),
        };
        read.is_ok() && plain == bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, is_text};

    #[test]
    fn compresses_to_the_same_bytes_and_back() {
        let text = "Wij bewaren uw gegevens een maand. ".repeat(100);
        for encoding in Encoding::ALL {
            let compressed = encoding.compress(text.as_bytes());
            assert!(compressed.len() < text.len() / 10);
            assert_eq!(compressed, encoding.compress(text.as_bytes()));
            assert!(encoding.is_of(&compressed, text.as_bytes()));
            for other in [&text[1..], &text[..text.len() - 1], "", &format!("{text}.")] {
                assert!(!encoding.is_of(&compressed, other.as_bytes()));
            }
            assert!(!encoding.is_of(b"no such thing", text.as_bytes()));
        }
    }

    #[test]
    fn texts_are_compressed_and_pictures_are_not() {
        assert!(is_text("public/index.html") && is_text("public/consent/nl.js"));
        assert!(!is_text("public/picture.png") && !is_text("public/index.html.br"));
    }
}
