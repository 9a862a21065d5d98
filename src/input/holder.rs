//! [`records`]: the records that one JSON object holds, as answers of news APIs and pandas' columns do.

use serde_json::{Map, Value};

/// How deep they are looked for: `{"response": {"results": […]}}`.
const DEEPEST: usize = 3;

/// The objects of the first list of such as have a text, or of its columns; `None` if it is a record itself, or none.
pub(super) fn records(
    object: &Map<String, Value>,
    has_text: impl Fn(&Map<String, Value>) -> bool + Copy,
) -> Option<Vec<Map<String, Value>>> {
    let records = || rows(object).or_else(|| listed(object, DEEPEST));
    let may_hold = |value: &Value| value.is_object() || value.is_array();
    if has_text(object) || !object.values().any(may_hold) {
        return None;
    }
    records().filter(|records| records.first().is_some_and(has_text))
}

fn listed(object: &Map<String, Value>, deep: usize) -> Option<Vec<Map<String, Value>>> {
    let list = |value: &Value| match value {
        Value::Array(items) if !items.is_empty() => {
            let objects = items.iter().map(|item| item.as_object().cloned());
            objects.collect::<Option<Vec<_>>>()
        }
        _ => None,
    };
    let within = |value: &Value| match value {
        Value::Object(inner) if deep > 1 => listed(inner, deep - 1),
        _ => None,
    };
    let mut values = object.values();
    values
        .find_map(list)
        .or_else(|| object.values().find_map(within))
}

/// `{"text": {"0": …, "1": …}, "date": {"0": …, "1": …}}`: columns by their rows' numbers, as pandas writes them.
fn rows(object: &Map<String, Value>) -> Option<Vec<Map<String, Value>>> {
    let columns = object
        .iter()
        .map(|(name, value)| Some((name, value.as_object()?)));
    let columns: Vec<_> = columns.collect::<Option<_>>()?;
    let (_, first) = columns.first()?;
    let numbered = first
        .keys()
        .all(|row| row.bytes().all(|byte| byte.is_ascii_digit()));
    let alike = columns
        .iter()
        .all(|(_, column)| column.len() == first.len() && column.keys().eq(first.keys()));
    if first.is_empty() || !numbered || !alike {
        return None;
    }
    let cell = |row: &str, (name, column): &(&String, &Map<String, Value>)| {
        Some(((*name).clone(), column.get(row)?.clone()))
    };
    let row = |row: &String| {
        columns
            .iter()
            .filter_map(|column| cell(row, column))
            .collect()
    };
    Some(first.keys().map(row).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn answers_and_columns_hold_records() {
        let held = |value: Value| {
            let has_text =
                |object: &Map<String, Value>| object.get("text").is_some_and(Value::is_string);
            let records = records(value.as_object().unwrap(), has_text);
            records
                .map(|records| serde_json::to_value(records).unwrap())
                .unwrap_or_default()
        };
        let wanted = json!([{"text": "A."}, {"text": "B."}]);
        for value in [
            json!({"status": "ok", "articles": wanted}),
            json!({"response": {"status": "ok", "results": wanted}}),
            json!({"text": {"0": "A.", "1": "B."}}),
        ] {
            assert_eq!(held(value), wanted);
        }
        for value in [
            json!({"articles": []}),
            json!({"tags": ["a", {"text": 1}]}),
            json!({"quotes": [{"id": 1}]}),
            json!({"text": "A.", "articles": [{"text": "B."}]}),
            json!({"article": {"content": "A."}}),
            json!({}),
        ] {
            assert_eq!(held(value), Value::Null);
        }
    }
}
