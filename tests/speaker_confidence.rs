//! How sure a speaker is: less where two could be meant, least where nobody could be found.

use dixit::{ArticleRecord, Document, Pipeline};

/// The confidence of the last quotation's speaker, and the speaker.
fn last(pipeline: &Pipeline, text: &str) -> (f32, Option<String>) {
    let document = Document::from_text("test", text);
    let article = ArticleRecord::new(&document, &pipeline.annotate(&document));
    article.quotes.last().map_or((0.0, None), |quote| {
        let speaker = quote.speaker.as_deref().map(str::to_owned);
        (quote.speaker_confidence, speaker)
    })
}

#[test]
fn a_name_is_surer_than_a_pronoun_and_one_woman_surer_than_two() {
    let pipeline = Pipeline::default();
    let of = |text: &str| last(&pipeline, text).0;
    let name = of("“The boat leaks,” Mary Stone said.");
    let only = of("Mary Stone built the boat. “It leaks,” she said.");
    let two = of("Mary Stone built the boat with Anna Reed. “It leaks,” she said.");
    let nobody = of("The boat was old. “It leaks,” she said.");
    assert!(name > 0.95, "{name}");
    assert!(name >= only && only > 0.9, "{only}");
    assert!(only > two && two > nobody, "{only} {two} {nobody}");
    assert!(nobody < 0.3, "{nobody}");
}

#[test]
fn a_person_whose_gender_nothing_tells_is_less_sure() {
    let pipeline = Pipeline::default();
    let told = last(
        &pipeline,
        "Mary Orrin built the boat. “It leaks,” she said.",
    );
    let untold = last(
        &pipeline,
        "Zorvik Orrin built the boat. “It leaks,” she said.",
    );
    assert_eq!(untold.1.as_deref(), Some("Zorvik Orrin"));
    assert!(told.0 > 0.95 && untold.0 < 0.9, "{told:?} {untold:?}");
}

#[test]
fn a_speaker_who_is_carried_over_is_less_sure_and_no_speaker_is_not_sure_at_all() {
    let pipeline = Pipeline::default();
    let (carried, speaker) = last(
        &pipeline,
        "“The boat leaks,” Mary Stone said.\n\n“And the pump is broken. We bail all night.”",
    );
    assert_eq!(speaker.as_deref(), Some("Mary Stone"));
    assert!(carried > 0.5 && carried < 0.95, "{carried}");
    let (none, speaker) = last(
        &pipeline,
        "The sign was new. “No swimming after dark here.”",
    );
    assert_eq!((none, speaker), (0.0, None));
}

#[test]
fn who_answers_in_an_interview_is_whom_its_introduction_presents() {
    let pipeline = Pipeline::default();
    let turns = "\n\nQ: Do you regret leaving?\n\nA: Every winter. I never slept in spring.\n\nQ: Would you go back?\n\nA: Ask me in November.";
    for (introduction, speaker) in [
        (
            "Night on the ice\n\nBy Rob Sander\n\nMira Aalto has spent eleven winters on the ice.",
            "Mira Aalto",
        ),
        (
            "Laura Hill opened the talks in Kabul with Ann Lee. Hill runs a school.",
            "Laura Hill",
        ),
        // Which of two, nothing tells.
        ("Ann Lee and Tom Kerr run a boat.", "A"),
        ("The ice is thin.", "A"),
    ] {
        let (confidence, found) = last(&pipeline, &format!("{introduction}{turns}"));
        assert_eq!(found.as_deref(), Some(speaker), "{introduction}");
        assert!(confidence < 0.95, "{confidence}");
    }
}

#[test]
fn a_name_whose_words_are_not_sure_is_less_sure() {
    let pipeline = Pipeline::default();
    let of = |text: &str| last(&pipeline, text).0;
    let sure = of("Ann Lee said that the boat leaked.");
    let opened = of("Wary Ann Lee said that the boat leaked.");
    let carried = of("Wary Ann Lee said that the boat leaked. “I am wet,” she said.");
    let elsewhere = of("Chidi Ann Lee said that the boat leaked. It is the boat of Chidi Ann Lee.");
    let cut = of("The Ministry of Ropes and Sails said that the boat leaked.");
    assert!(opened < 0.85 && carried < 0.85, "{opened} {carried}");
    assert!(cut < 0.85, "{cut}");
    assert!(sure > 0.95 && elsewhere > 0.95, "{sure} {elsewhere}");
}
