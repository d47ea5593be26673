//! helder's promises about consent, each tested in Chromium and in Firefox: a module per promise.
//!
//! A test gets a [`stage::Stage`]: a browser, and a listener that plays every host the browser can reach, so a test sees
//! every request and knows that there was no other. To add a test, write a function that takes a `&Stage` in the module of its
//! promise and name it in the list at the head of that module; it then runs in both browsers.
//!
//! Nothing here uses the network. Without a browser its tests fail: `cargo xtask setup` installs it.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the border between core and shell is src's; a test reads folders and starts programs"
)]
#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

/// Makes a test of each function in each browser, set up as the word after `in` says.
macro_rules! in_each_browser {
    ($($name:ident $(in $profile:ident)?),+ $(,)?) => {
        mod chromium {
            $(#[test] fn $name() { $crate::in_each_browser!(@ Chromium, $name $(, $profile)?); })+
        }
        mod firefox {
            $(#[test] fn $name() { $crate::in_each_browser!(@ Firefox, $name $(, $profile)?); })+
        }
    };
    (@ $kind:ident, $name:ident) => {
        $crate::stage::run($crate::browser::Kind::$kind, super::$name)
    };
    (@ $kind:ident, $name:ident, $profile:ident) => {
        $crate::stage::run_with($crate::browser::Kind::$kind, $crate::browser::Profile::$profile, super::$name)
    };
}
use in_each_browser;

// Shared by the tests.
mod browser;
mod stage;

// Tests of the stage itself: it must notice requests, or their absence would prove nothing.
mod played;

// Nothing before yes.
mod nothing;
mod records;

// Asking, granting and withdrawing.
mod asked;
mod equal;
mod grant;
mod hostile;
mod machines;
mod tabs;
mod withdrawal;

// Accessibility.
mod axe;
mod keyboard;
mod layout;

// For editors.
mod writing;

// On any website.
mod embeds;
mod endpoint;
mod interface;
mod placement;
mod preferences;
mod router;
mod strict;
