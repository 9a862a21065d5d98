//! [`document`]: an object of named values as a document, whatever format it came in.
//!
//! Where no field holds a text, one that is an object may: what stands in it is taken for the record's own. An id or a
//! date of an odd type costs no article.

use serde_json::{Map, Value};

use super::InputCause;
use super::fields::Role;
use super::mapper::Mapper;
use crate::document::{Document, Metadata};

/// How deep a text is looked for.
const DEEPEST: usize = 4;

/// The object's document; `path` is its file, `fallback` makes an id if it has none.
pub(super) fn document(
    mut object: Map<String, Value>,
    mapper: &mut Mapper,
    path: &str,
    fallback: impl Fn() -> String,
) -> Result<Document, InputCause> {
    for way in mapper.fields().ways() {
        if !object.contains_key(way)
            && let Some(value) = along(&mut object, way)
        {
            object.insert(way.to_owned(), value);
        }
    }
    for _ in 0..DEEPEST {
        let text = mapper.places(path, object.keys()).of(Role::Text);
        let found = text.and_then(|place| object.values().nth(place));
        if !matches!(found, Some(Value::Object(_)) | None) || !lift(&mut object, mapper) {
            break;
        }
    }
    let places = mapper.places(path, object.keys()).clone();
    let name = |place: usize| object.keys().nth(place).cloned();
    let names = Role::ALL.map(|role| places.of(role).and_then(name));
    let then: Vec<String> = places.then().iter().copied().filter_map(name).collect();
    let instead: Vec<String> = places.instead().iter().copied().filter_map(name).collect();
    let Some(own) = &names[Role::Text as usize] else {
        let has = object.keys().map(String::as_str);
        return Err(InputCause::no_text(mapper.name(Role::Text), has));
    };
    let mut text = text(object.shift_remove(own), own)?;
    for name in then {
        let more = self::text(object.shift_remove(&name), &name)?;
        let parted = if text.is_empty() || more.is_empty() {
            ""
        } else {
            "\n\n"
        };
        text = text + parted + &more;
    }
    let mut notes = Vec::new();
    // An empty `text` beside a `content` is a column that the export left empty.
    let full = |name: &&String| matches!(object.get(*name), Some(Value::String(text)) if !text.trim().is_empty());
    if text.trim().is_empty()
        && let Some(name) = instead.iter().find(full).cloned()
    {
        notes.push(format!("text from `{name}`, `{own}` is empty"));
        text = self::text(object.shift_remove(&name), &name)?;
    }
    notes.extend(mapper.clean(&mut text, path));
    let mut take = |role: Role| object.shift_remove(names[role as usize].as_deref()?);
    let id = take(Role::Id).and_then(scalar).unwrap_or_else(fallback);
    let mut field = |role: Role| {
        let mut words = take(role).and_then(words)?;
        mapper.clean(&mut words, path);
        Some(words)
    };
    let metadata = Metadata {
        title: field(Role::Title),
        author: field(Role::Author).map(without_by),
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
        notes,
    })
}

/// An author's name: "By Joan Reed" is a by-line.
pub(super) fn without_by(byline: String) -> String {
    let name = byline.strip_prefix("By ").or(byline.strip_prefix("by "));
    name.map(|name| name.trim().to_owned()).unwrap_or(byline)
}

/// A field's text; a list of texts is its paragraphs, nothing is an empty one.
fn text(value: Option<Value>, name: &str) -> Result<String, InputCause> {
    match value {
        Some(Value::String(text)) => Ok(text),
        Some(Value::Null) | None => Ok(String::new()),
        Some(Value::Object(fields)) if named(&fields).is_some() => {
            Ok(words(Value::Object(fields)).unwrap_or_default())
        }
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
            let paragraphs: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            Ok(paragraphs.join("\n\n"))
        }
        Some(other) => Err(InputCause::Field {
            field: name.to_owned(),
            found: type_of(&other),
        }),
    }
}

/// What stands at `article.body` or `article/body`, taken out.
fn along(object: &mut Map<String, Value>, way: &str) -> Option<Value> {
    let (first, rest) = way.split_once(['.', '/'])?;
    let Value::Object(inner) = object.get_mut(first)? else {
        return None;
    };
    match inner.contains_key(rest) {
        true => inner.shift_remove(rest),
        false => along(inner, rest),
    }
}

/// Makes the fields of the first object that has a text the record's own, but for those it has.
fn lift(object: &mut Map<String, Value>, mapper: &Mapper) -> bool {
    let holds_text = |value: &Value| {
        value
            .as_object()
            .is_some_and(|inner| mapper.may_hold_text(inner, 1))
    };
    let holder = object.iter().find(|(_, value)| holds_text(value));
    let Some(name) = holder.map(|(name, _)| name.clone()) else {
        return false;
    };
    if let Some(Value::Object(inner)) = object.shift_remove(&name) {
        for (name, value) in inner {
            object.entry(name).or_insert(value);
        }
    }
    true
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
        Value::Object(mut fields) => match named(&fields) {
            Some(name) => fields.remove(name).and_then(words),
            None if fields.len() == 1 => scalar(Value::Object(fields)),
            None => Some(Value::Object(fields).to_string()),
        },
        other => Some(other.to_string()),
    }
}

/// What exports call a thing's own words: WordPress has `rendered`, the New York Times `main`.
fn named(fields: &Map<String, Value>) -> Option<&'static str> {
    const NAMES: [&str; 5] = ["name", "main", "title", "rendered", "text"];
    let is_text = |name: &&str| matches!(fields.get(*name), Some(Value::String(_)));
    NAMES.into_iter().find(is_text)
}

/// A word or a number, be it alone in an object: MongoDB's `{"$oid": …}`, `{"$date": …}`.
fn scalar(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text).filter(|text| !text.is_empty()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Object(fields) if fields.len() == 1 => fields
            .into_iter()
            .next()
            .and_then(|(_, value)| scalar(value)),
        _ => None,
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::input::Fields;

    fn read_with(fields: Fields, value: Value) -> Document {
        let mut mapper = Mapper::new(fields, Default::default());
        let object = value.as_object().cloned().unwrap();
        document(object, &mut mapper, "a.json", || "a:1".to_owned()).unwrap()
    }

    #[test]
    fn a_text_is_found_in_an_object() {
        let nested = json!({"article": {"content": "It rained.", "published": "2026-11-02"}, "headline": {"main": "Rain"}});
        let document = read_with(Fields::default(), nested.clone());
        assert_eq!(document.text, "It rained.");
        assert_eq!(document.metadata.date.as_deref(), Some("2026-11-02"));
        assert_eq!(document.metadata.title.as_deref(), Some("Rain"));
        for way in ["article.content", "article/content"] {
            let fields = Fields {
                text: vec![way.to_owned()],
                ..Fields::default()
            };
            assert_eq!(read_with(fields, nested.clone()).text, "It rained.");
        }
        let rendered = json!({"title": {"rendered": "Rain"}, "content": {"rendered": "It rained.", "text": "It rained."}});
        assert_eq!(read_with(Fields::default(), rendered).text, "It rained.");
    }

    #[test]
    fn an_odd_id_costs_no_article() {
        let of = |id: Value| read_with(Fields::default(), json!({"id": id, "text": "A."})).id;
        assert_eq!(of(json!({"$oid": "5f"})), "5f");
        assert_eq!(of(json!([1, 2])), "a:1");
        assert_eq!(of(json!(true)), "true");
        assert_eq!(of(json!("")), "a:1");
        let dated = json!({"date": {"$date": {"$numberLong": "1793577600000"}}, "text": "A."});
        let date = read_with(Fields::default(), dated).metadata.date;
        assert_eq!(date.as_deref(), Some("1793577600000"));
    }

    #[test]
    fn a_by_line_is_its_authors_name() {
        for byline in ["By Rosa Diaz", "Rosa Diaz"] {
            let document = read_with(Fields::default(), json!({"text": "A.", "byline": byline}));
            assert_eq!(document.metadata.author.as_deref(), Some("Rosa Diaz"));
        }
    }

    #[test]
    fn an_empty_text_gives_way_to_a_full_one() {
        let document = read_with(
            Fields::default(),
            json!({"text": " ", "content": "It rained."}),
        );
        assert_eq!(document.text, "It rained.");
        assert_eq!(document.notes, ["text from `content`, `text` is empty"]);
        assert_eq!(read_with(Fields::default(), json!({"text": null})).text, "");
    }
}
