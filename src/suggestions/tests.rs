use super::*;

fn named(names: &[(&str, &str, u64)]) -> Vec<Group> {
    let mut lines = String::new();
    for (name, kind, quotations) in names {
        for _ in 0..*quotations {
            let quote = serde_json::json!({
                "speaker": name, "speaker_id": null, "speaker_role": null,
                "speaker_kind": kind, "is_speech": true,
            });
            lines += &format!("{}\n", serde_json::json!({"quotes": [quote]}));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("articles.jsonl");
    std::fs::write(&path, lines).unwrap();
    Names::read(folder.path()).unwrap().groups()
}

#[test]
fn two_names_may_be_one_speakers() {
    use Reason::{Acronym, Initial, MiddleName, Nickname, Spelling, Surname, Typo};
    let (person, body) = ("person", "organisation");
    let cases = [
        (person, "Anna Brandt", "A. Brandt", Some(Initial)),
        (person, "Anna Brandt", "Brandt", Some(Surname)),
        (person, "Anna B. Brandt", "Anna Brandt", Some(MiddleName)),
        (person, "Andrew Brandt", "Drew Brandt", Some(Nickname)),
        (person, "Anna Brandt", "Anna Brant", Some(Typo)),
        (person, "Marten Brandt", "Marten Barndt", Some(Typo)),
        (person, "José Núñez", "Jose Nunez", Some(Spelling)),
        (
            person,
            "Mira Castellan-Orr",
            "Mira Castellan Orr",
            Some(Spelling),
        ),
        (person, "Tor Hval Jr.", "Tor Hval", Some(Spelling)),
        (person, "James T. Hval", "J.T. Hval", Some(Initial)),
        (person, "Mira Castellan-Orr", "Castellan-Orr", Some(Surname)),
        (person, "Mira Castellan-Orr", "Tor Orr", None),
        (person, "Tor Hval Jr.", "Tor Hval Sr.", None),
        (person, "Anna Brandt", "Otto Brandt", None),
        (person, "Anna Brandt", "B. Brandt", None),
        (person, "Anna C. Brandt", "Anna D. Brandt", None),
        (person, "Anna Lee", "Anna Leo", None),
        (body, "Lindmark Rocket Society", "LRS", Some(Acronym)),
        (body, "Office of Budget and Works", "OBW", Some(Acronym)),
        (
            body,
            "Halvorsen Micro Inc.",
            "Halvorsen Micro",
            Some(Spelling),
        ),
        (body, "The Harbour Union", "Harbour Union", Some(Spelling)),
        (body, "Halvorsen Micro", "Halvorson Micro", Some(Typo)),
        (body, "Local Union 171", "Local Union 172", None),
        (body, "Lindmark Rocket Society", "LRC", None),
    ];
    for (kind, one, other, expected) in cases {
        let groups = named(&[(one, kind, 2), (other, kind, 1)]);
        let reasons: Vec<Reason> = groups
            .iter()
            .flat_map(|group| group.others.iter().map(|(_, reason)| *reason))
            .collect();
        assert_eq!(reasons, Vec::from_iter(expected), "{one} / {other}");
    }
}

#[test]
fn what_fits_two_joins_neither_and_nothing_chains() {
    let groups = named(&[
        ("Anna Brandt", "person", 3),
        ("Aron Brandt", "person", 2),
        ("A. Brandt", "person", 1),
        ("Brandt", "person", 1),
    ]);
    let rows = rows(&groups, false);
    let told: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row.name.as_str(), row.reason.as_str()))
        .collect();
    let both = "not merged, may be: Anna Brandt or Aron Brandt";
    assert_eq!(told, [("A. Brandt", both), ("Brandt", both)]);
    assert_eq!(super::rows(&groups, true).len(), 4);
}

#[test]
fn persons_and_bodies_stay_apart_and_the_nameless_out() {
    let groups = named(&[
        ("Anna Brandt", "person", 1),
        ("Brandt", "organisation", 1),
        ("officials", "group", 4),
        ("=Brandt", "person", 1),
    ]);
    assert_eq!(groups.len(), 2);
    assert!(groups.iter().all(|group| group.others.is_empty()));
}
