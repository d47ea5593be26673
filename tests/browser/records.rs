//! Records that no banner of this site wrote, or that are too old: they do not count as consent, and the banner asks.

use crate::stage::{CHOICE, Kept, PANEL, Response, Stage, WWW, embedding};

crate::in_each_browser! {
    a_record_that_grants_is_forged_well,
    a_record_that_makes_no_sense_is_no_consent,
    a_damaged_answer_is_no_consent,
    a_record_of_another_banner_is_no_consent,
    a_record_from_the_future_is_no_consent,
    an_expired_record_is_no_consent,
    an_answer_to_another_question_is_no_consent,
    the_newest_of_two_records_counts,
    a_refusal_wins_over_a_consent_of_the_same_age,
    a_withdrawal_wins_over_a_record_on_another_path,
}

const DAY: u64 = 86_400;

/// Returns a record that grants everything: a refusing record as the banner wrote it, with the answers changed.
fn granting(stage: &Stage) -> String {
    stage.embed(WWW, "nl", "");
    stage.visit_host(WWW);
    stage.choose("reject");
    let record = stage.browser.cookie(CHOICE)["value"].as_str().unwrap().to_owned();
    assert_eq!(record.matches(":n").count(), 3, "{record}");
    record.replace(":n", ":y")
}

/// Returns a record that was given and changed at another time.
fn moved(record: &str, by: impl Fn(u64) -> u64) -> String {
    let mut fields: Vec<String> = record.split('.').map(str::to_owned).collect();
    for field in &mut fields[2..4] {
        *field = by(field.parse().unwrap()).to_string();
    }
    fields.join(".")
}

/// Replaces the record.
fn bring(stage: &Stage, record: &str) {
    stage.browser.open(&format!("https://{WWW}/elsewhere"));
    stage.browser.run(&format!(
        "document.cookie = '{CHOICE}={record}; domain=powerpanel.test; path=/; secure; samesite=lax; max-age=9999'"
    ));
}

/// Asserts that with this record the banner asks, and nothing is loaded.
fn is_no_consent(stage: &Stage, record: &str) {
    bring(stage, record);
    stage.visit_host(WWW);
    stage.see_banner();
    stage.settle();
    assert_eq!(stage.play.contacted(), Vec::<String>::new(), "{record}");
    // The banner may keep or delete it; nothing else is stored.
    let kept = stage.kept();
    assert!(kept == Kept::default() || kept == Kept::cookies(&[CHOICE]), "{kept:?} with {record}");
}

fn a_record_that_grants_is_forged_well(stage: &Stage) {
    let record = granting(stage);
    bring(stage, &record);
    stage.visit_host(WWW);
    stage.await_both_tags();
}

fn a_record_that_makes_no_sense_is_no_consent(stage: &Stage) {
    let record = granting(stage);
    let broken = [
        String::new(),
        record[..20].to_owned(),
        record.split_once('.').unwrap().1.to_owned(),
        record.replacen("1.", "2.", 1),
        record.replace(':', "%3A"),
        format!("%22{record}%22"),
        format!("{record}{}", ".x:00000000:y".repeat(270)),
    ];
    for broken in broken {
        is_no_consent(stage, &broken);
    }
}

/// A changed or truncated cookie never grants more than the visitor did.
fn a_damaged_answer_is_no_consent(stage: &Stage) {
    let record = granting(stage);
    let damaged = [
        record.replace(":y", ":Y"),
        record.replace(":y", ":yes"),
        record.replace(":y", ":"),
        record.replace(":y", ""),
        record.replace(":y", ":y:n"),
        // Answered twice, and the second time refused.
        format!("{record}{}", record[record.find(".google").unwrap()..].replace(":y", ":n")),
        record[..record.find(":y").unwrap()].to_owned(),
    ];
    for damaged in damaged {
        bring(stage, &damaged);
        stage.visit_host(WWW);
        stage.settle();
        assert_eq!(stage.play.contacted(), Vec::<String>::new(), "{damaged}");
        assert_eq!(stage.kept(), Kept::cookies(&[CHOICE]));
    }
}

fn a_record_of_another_banner_is_no_consent(stage: &Stage) {
    stage.embed(WWW, "nl", "");
    let foreign = [
        "true",
        "allow",
        "1",
        "%7B%22categories%22%3A%5B%22analytics%22%5D%7D",
        "isGpcEnabled=0&datestamp=Mon&groups=C0001%3A1%2CC0002%3A1",
        "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA",
    ];
    for foreign in foreign {
        is_no_consent(stage, foreign);
    }
}

fn a_record_from_the_future_is_no_consent(stage: &Stage) {
    let record = granting(stage);
    is_no_consent(stage, &moved(&record, |time| time + 2 * DAY));
    is_no_consent(stage, &moved(&record, |time| time + 20_000 * DAY));
}

fn an_expired_record_is_no_consent(stage: &Stage) {
    let record = granting(stage);
    is_no_consent(stage, &moved(&record, |time| time - 181 * DAY));
    is_no_consent(stage, &moved(&record, |_| 0));
}

fn an_answer_to_another_question_is_no_consent(stage: &Stage) {
    let record = granting(stage);
    let other = record.split('.').map(|field| match field.split(':').collect::<Vec<_>>()[..] {
        [service, _, answer] => format!("{service}:00000001:{answer}"),
        _ => field.to_owned(),
    });
    is_no_consent(stage, &other.collect::<Vec<_>>().join("."));
}

fn the_newest_of_two_records_counts(stage: &Stage) {
    let record = granting(stage);
    bring(stage, &moved(&record, |time| time - DAY));
    // A newer one that refuses, on the host alone.
    let newer = record.replace(":y", ":n");
    stage.browser.run(&format!("document.cookie = '{CHOICE}={newer}; path=/; secure; samesite=lax; max-age=9999'"));
    stage.visit_host(WWW);
    stage.settle();
    stage.see_no_banner();
    assert_eq!(stage.play.contacted(), Vec::<String>::new());
    // Other hosts see only the older one, and it is a choice like any other.
    stage.embed(PANEL, "nl", "");
    stage.visit_host(PANEL);
    stage.await_both_tags();
}

/// Puts a record on a path of its own, which browsers list before those of the root.
fn bring_to(stage: &Stage, path: &str, record: &str) {
    stage.browser.open(&format!("https://{WWW}/elsewhere"));
    stage
        .browser
        .run(&format!("document.cookie = '{CHOICE}={record}; path={path}; secure; samesite=lax; max-age=9999'"));
}

fn a_refusal_wins_over_a_consent_of_the_same_age(stage: &Stage) {
    let record = granting(stage);
    stage.play.put(WWW, "/shop/cart", Response::page(&embedding("nl", "")));
    bring_to(stage, "/shop", &record);
    bring_to(stage, "/", &record.replace(":y", ":n"));
    stage.browser.open(&format!("https://{WWW}/shop/cart"));
    stage.settle();
    stage.see_no_banner();
    assert_eq!(stage.play.contacted(), Vec::<String>::new());
}

fn a_withdrawal_wins_over_a_record_on_another_path(stage: &Stage) {
    let record = granting(stage);
    let ahead = moved(&record, |time| time + DAY * 23 / 24);
    stage.play.put(WWW, "/shop/a/cart", Response::page(&embedding("nl", "")));
    for path in ["/shop", "/shop/", "/shop/a/cart"] {
        bring_to(stage, path, &ahead);
    }
    stage.browser.open(&format!("https://{WWW}/shop/a/cart"));
    stage.await_both_tags();
    stage.browser.run("window.old = true; helder.withdraw()");
    stage.assert_began_anew();
    // Nor does any of them answer on a page that the withdrawal has not seen.
    bring_to(stage, "/shop", &ahead);
    stage.browser.open(&format!("https://{WWW}/shop/a/cart"));
    stage.settle();
    assert_eq!(stage.play.contacted(), Vec::<String>::new());
}
