//! The keyboard: real key events, as from a person without a mouse.

use serde_json::{Value, json};

use super::Browser;

/// A key that is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Tab,
    /// Tab with Shift held.
    BackTab,
    Enter,
    Space,
    Escape,
}

impl Browser {
    /// Presses a key and lets it go.
    pub(crate) fn press(&self, key: Key) {
        // The names of keys in the WebDriver specification.
        let actions: Vec<Value> = match key {
            Key::Tab => stroke("\u{e004}"),
            Key::BackTab => [vec![down("\u{e008}")], stroke("\u{e004}"), vec![up("\u{e008}")]].concat(),
            Key::Enter => stroke("\u{e007}"),
            Key::Space => stroke(" "),
            Key::Escape => stroke("\u{e00c}"),
        };
        self.command("/actions", json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] }));
    }
}

fn down(value: &str) -> Value {
    json!({ "type": "keyDown", "value": value })
}

fn up(value: &str) -> Value {
    json!({ "type": "keyUp", "value": value })
}

fn stroke(value: &str) -> Vec<Value> {
    vec![down(value), up(value)]
}
