//! Emulated screens and preferences: size, print, colours, motion. They apply to one tab.

use serde_json::{Value, json};

use super::{Browser, Kind};

/// What media queries ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    Light,
    Dark,
    Screen,
    Print,
    ForcedColours,
    /// Forced colours on a dark background.
    ForcedDark,
    ReducedMotion,
}

impl Browser {
    /// Gives pages of this tab a size, in CSS pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        match self.kind {
            Kind::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.devtools("Emulation.setDeviceMetricsOverride", size);
            }
            // A window of Firefox cannot be this narrow; the page in it can.
            Kind::Firefox => {
                self.run_inside(&format!(
                    "const style = gBrowser.selectedBrowser.style;
                    for (const [name, value] of [['width', {width}], ['height', {height}]])
                        for (const bound of ['', 'min-', 'max-']) style.setProperty(bound + name, value + 'px');"
                ));
            }
        }
        self.wait(&format!("innerWidth === {width} && innerHeight === {height}"));
    }

    /// Sets the result of media queries in this tab.
    pub(crate) fn emulate(&self, media: Media) {
        match self.kind {
            Kind::Chromium => {
                let parameters: Value = match media {
                    Media::Light => feature("prefers-color-scheme", "light"),
                    Media::Dark => feature("prefers-color-scheme", "dark"),
                    Media::Screen => json!({ "media": "" }),
                    Media::Print => json!({ "media": "print" }),
                    Media::ForcedColours => feature("forced-colors", "active"),
                    Media::ForcedDark => json!({ "features": [
                        { "name": "forced-colors", "value": "active" },
                        { "name": "prefers-color-scheme", "value": "dark" },
                    ] }),
                    Media::ReducedMotion => feature("prefers-reduced-motion", "reduce"),
                };
                self.devtools("Emulation.setEmulatedMedia", parameters);
            }
            Kind::Firefox => {
                let (name, value) = match media {
                    Media::Light => ("prefersColorSchemeOverride", "light"),
                    Media::Dark => ("prefersColorSchemeOverride", "dark"),
                    Media::Screen => ("mediumOverride", ""),
                    Media::Print => ("mediumOverride", "print"),
                    Media::ForcedColours | Media::ForcedDark => ("forcedColorsOverride", "active"),
                    Media::ReducedMotion => ("prefersReducedMotionOverride", "reduce"),
                };
                self.run_inside(&format!("gBrowser.selectedBrowser.browsingContext.{name} = '{value}'"));
                if media == Media::ForcedDark {
                    self.run_inside("gBrowser.selectedBrowser.browsingContext.prefersColorSchemeOverride = 'dark'");
                }
            }
        }
        let query = match media {
            Media::Light => "(prefers-color-scheme: light)",
            Media::Dark => "(prefers-color-scheme: dark)",
            Media::Screen => "screen",
            Media::Print => "print",
            Media::ForcedColours | Media::ForcedDark => "(forced-colors: active)",
            Media::ReducedMotion => "(prefers-reduced-motion: reduce)",
        };
        self.wait(&format!("matchMedia('{query}').matches"));
    }
}

/// Returns the parameters of Chromium that set one media feature.
fn feature(name: &str, value: &str) -> Value {
    json!({ "features": [{ "name": name, "value": value }] })
}
