//! Fields of a stored thing.

use serde_json::Value;

pub(super) fn string(value: &Value, name: &str) -> Option<String> {
    value[name].as_str().map(str::to_owned)
}

/// The words of a thing: its text, its name, its message.
pub(super) fn words(value: &Value) -> Option<String> {
    ["text", "name", "message"]
        .iter()
        .find_map(|name| string(value, name))
}
