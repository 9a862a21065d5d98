//! [`document`]: an object of named values as a document, whatever format it came in.

use serde_json::{Map, Value};

use super::InputCause;
use super::fields::{Mapper, Role};
use crate::document::{Document, Metadata};

/// The object's document; `path` is its file, `fallback` makes an id if it has none.
pub(super) fn document(
    mut object: Map<String, Value>,
    mapper: &mut Mapper,
    path: &str,
    fallback: impl Fn() -> String,
) -> Result<Document, InputCause> {
    let places = mapper.places(path, object.keys());
    let names = places.map(|place| object.keys().nth(place?).cloned());
    let mut take = |role: Role| {
        let name = names[role as usize].as_deref()?;
        object.shift_remove(name)
    };
    let text = match take(Role::Text) {
        Some(Value::String(text)) => text,
        Some(Value::Null) | None => {
            let name = names[Role::Text as usize].as_deref();
            let name = name.unwrap_or(mapper.name(Role::Text));
            return Err(InputCause::no_text(name, object.keys().map(String::as_str)));
        }
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
            let paragraphs: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            paragraphs.join("\n\n")
        }
        Some(other) => return Err(wrong(&names, Role::Text, &other)),
    };
    let id = match take(Role::Id) {
        Some(Value::String(id)) if !id.is_empty() => id,
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Null | Value::String(_)) | None => fallback(),
        Some(other) => return Err(wrong(&names, Role::Id, &other)),
    };
    let mut field = |role: Role| take(role).and_then(words);
    let metadata = Metadata {
        title: field(Role::Title),
        author: field(Role::Author),
        date: field(Role::Date),
        outlet: field(Role::Outlet),
        url: field(Role::Url),
        extra: object,
        ..Metadata::default()
    };
    Ok(Document {
        id,
        path: path.to_owned(),
        text,
        metadata,
        notes: Vec::new(),
    })
}

fn wrong(names: &[Option<String>], role: Role, value: &Value) -> InputCause {
    InputCause::Field {
        field: names[role as usize].clone().unwrap_or_default(),
        found: type_of(value),
    }
}

/// A field as words: a list of authors is joined, a thing with a name is its name, an empty field
/// is none.
fn words(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
        Value::Array(items) => {
            let items: Vec<String> = items.into_iter().filter_map(words).collect();
            Some(items.join("; ")).filter(|text| !text.is_empty())
        }
        Value::Object(mut fields) => match fields.get("name") {
            Some(Value::String(_)) => fields.remove("name").and_then(words),
            _ => Some(Value::Object(fields).to_string()),
        },
        other => Some(other.to_string()),
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
