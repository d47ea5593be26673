//! What a visitor downloads is a promise: the package as it is checked in, after Brotli.

use std::path::Path;

/// Bytes that each script may have, after Brotli at its best.
const BUDGETS: [(&str, usize); 2] = [("core.js", 6_700), ("page.js", 735)];

fn compressed(content: &[u8]) -> usize {
    let mut output = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut output, &parameters).expect("memory takes all");
    output.len()
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the package is files")]
fn the_package_keeps_to_its_budget() {
    for (name, budget) in BUDGETS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg").join(name);
        let size = compressed(&std::fs::read(path).unwrap());
        println!("{name}: {size} bytes of {budget}");
        assert!(size <= budget, "{name}: {size} bytes after Brotli, and {budget} are its budget");
    }
}
