//! A draft becomes a version: what `helder release` asks, refuses and writes.

use std::fs;

use crate::sandbox::{Run, Sandbox, repository};
use crate::tree;

const TODAY: &str = "2026-11-25";

/// Makes the good site with a draft of its privacy statement that is the same as version 1.0.
fn with_draft() -> Sandbox {
    let sandbox = Sandbox::new();
    tree::copy(&repository("tests/rules/good/content"), &sandbox.path("content"));
    for language in ["nl", "en"] {
        let text = fs::read_to_string(sandbox.path(&format!("content/privacy/1.0.{language}.md"))).unwrap();
        let body = text.splitn(3, "---").nth(2).unwrap();
        sandbox.write(
            &format!("content/privacy/draft.{language}.md"),
            format!("---\nsummary: Wat er is veranderd.\n---{body}"),
        );
    }
    sandbox
}

/// Extends how long the newsletter's data are kept, a material change.
fn keep_longer(sandbox: &Sandbox) {
    sandbox.edit("content/registers/activities.yaml", "period: P1M\n", "period: P3M\n");
}

fn release(sandbox: &Sandbox, more: &[&str]) -> Run {
    let today: &[&str] = if more.contains(&"--today") { &[] } else { &["--today", TODAY] };
    sandbox.run(&[&["release", "privacy"], today, more].concat())
}

fn refused(sandbox: &Sandbox, more: &[&str], rule: &str) -> String {
    let before = tree::read(&sandbox.path("content"));
    let Run { exit, stderr, .. } = release(sandbox, more);
    assert_eq!(exit, Some(1), "{stderr}");
    assert!(stderr.contains(&format!("error[{rule}]: ")), "{stderr}");
    assert!(stderr.ends_with("nothing was released\n"), "{stderr}");
    assert_eq!(tree::read(&sandbox.path("content")), before);
    stderr
}

#[test]
fn a_draft_becomes_a_version_with_the_registers_that_it_shows() {
    let sandbox = with_draft();
    keep_longer(&sandbox);
    let run = release(&sandbox, &["--effective", "2027-01-01"]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains(": [-1 maand-]{+3 maanden+} nadat u zich hebt afgemeld"), "{}", run.stdout);
    let said = "proposed: material\n  material: `newsletter`: how long data are kept has changed\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(run.stderr.contains("\nreleased privacy 2.0, which holds from 2027-01-01\n"), "{}", run.stderr);
    assert!(run.stderr.contains("\n  git add content/privacy content/history.lock\n"), "{}", run.stderr);
    let text = fs::read_to_string(sandbox.path("content/privacy/2.0.nl.md")).unwrap();
    let head = "---\nversion: \"2.0\"\npublished: \"2026-11-25\"\neffective: \"2027-01-01\"\nsummary: Wat er is veranderd.\n---\n\n# ";
    assert!(text.starts_with(head), "{text}");
    let registers = fs::read_to_string(sandbox.path("content/privacy/2.0.registers.yaml")).unwrap();
    assert!(registers.contains("- id: newsletter"), "{registers}");
    assert!(!sandbox.path("content/privacy/draft.nl.md").exists());
    let check = sandbox.run(&["check", "--today", TODAY, "--language", "en"]);
    assert_eq!(check.stderr, "nothing found\nthis is no legal advice: helder does not see all that the law asks\n");
    assert_eq!(sandbox.run(&["history", "--verify", "--today", TODAY]).exit, Some(0));
    // The published text stays as the draft was, even if the registers change later.
    sandbox.edit("content/registers/activities.yaml", "period: P3M\n", "period: P9M\n");
    assert_eq!(sandbox.run(&["build", "--today", TODAY]).exit, Some(0));
    let page = fs::read_to_string(sandbox.path("dist/public/privacyverklaring/2.0/index.html")).unwrap();
    assert!(page.contains("3 maanden nadat u zich hebt afgemeld"));
}

#[test]
fn a_dry_run_writes_nothing() {
    let sandbox = with_draft();
    keep_longer(&sandbox);
    let before = tree::read(&sandbox.path("content"));
    let run = release(&sandbox, &["--effective", "2027-01-01", "--dry-run"]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    assert!(run.stderr.contains("this would be written:\n  content/privacy/2.0.en.md\n"), "{}", run.stderr);
    assert_eq!(tree::read(&sandbox.path("content")), before);
}

#[test]
fn only_the_draft_is_judged_before_its_release() {
    let sandbox = with_draft();
    let link = "The [privacy statement](@privacy) tells what we do with personal data and [which rights you have](@privacy#rights).";
    sandbox.edit("content/cookies/1.0.en.md", link, "The privacy statement tells what we do.");
    let claim = "## Beveiliging {#security}\n\nUw gegevens zijn volledig veilig bij ons.\n";
    sandbox.edit("content/privacy/draft.nl.md", "## Beveiliging {#security}\n", claim);
    let judged = sandbox.run(&["check", "--today", TODAY]).stderr;
    assert!(judged.contains("[cookie-cross-links]"), "{judged}");
    let said = release(&sandbox, &["--effective", "2027-01-01", "--dry-run"]).stderr;
    assert!(said.contains("warning[privacy-absolute-security-claim]: "), "{said}");
    assert!(said.contains("--> content/privacy/draft.nl.md:"), "{said}");
    assert!(!said.contains("cookie-cross-links"), "{said}");
}

#[test]
fn other_words_for_the_same_are_editorial() {
    let sandbox = with_draft();
    sandbox.edit("content/privacy/draft.nl.md", "Oudere versies blijven te lezen.", "Oudere versies blijven leesbaar.");
    let run = release(&sandbox, &["--effective", TODAY, "--summary", "nl=Andere woorden."]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    let said = "proposed: editorial\n  editorial: the section “Wijzigingen” has other words\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let text = fs::read_to_string(sandbox.path("content/privacy/1.1.nl.md")).unwrap();
    assert!(text.contains("\nsummary: Andere woorden.\n"), "{text}");
}

#[test]
fn changed_registers_are_released_without_a_draft() {
    let sandbox = Sandbox::new();
    tree::copy(&repository("tests/rules/good/content"), &sandbox.path("content"));
    refused(&sandbox, &[], "no-draft");
    keep_longer(&sandbox);
    let diff = sandbox.run(&["diff", "privacy", "--today", TODAY]);
    assert!(diff.stdout.starts_with("privacy: 1.0 → now\n"), "{}", diff.stdout);
    assert!(diff.stdout.contains("[-1 maand-]{+3 maanden+}"), "{}", diff.stdout);
    let summaries = ["--summary", "nl=Drie maanden.", "--summary", "en=Three months."];
    let run = release(&sandbox, &[&["--effective", "2027-01-01"][..], &summaries].concat());
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    assert!(sandbox.path("content/privacy/2.0.registers.yaml").exists());
}

#[test]
fn reasons_against_a_release_are_reported() {
    let sandbox = with_draft();
    refused(&sandbox, &[], "nothing-changed");
    keep_longer(&sandbox);
    let said = refused(&sandbox, &["--effective", "2026-12-01"], "too-soon");
    let words = "a material change is announced 30 days ahead, and 2026-12-01 is 6 days from now";
    assert!(said.contains(words), "{said}");
    assert!(said.contains("hint: the first day that is possible is 2026-12-25"), "{said}");
    refused(&sandbox, &["--effective", "2026-11-24"], "day-in-the-past");
    refused(&sandbox, &["--effective", "2026-09-30", "--today", "2026-09-15"], "version-order");
    refused(&sandbox, &[], "missing-day");
    sandbox.edit("content/privacy/draft.nl.md", "summary: Wat er is veranderd.\n", "version: \"2.0\"\n");
    refused(&sandbox, &["--effective", "2027-01-01"], "missing-summary");
    refused(&sandbox, &["--editorial", "--effective", "2027-01-01"], "label-differs");
    fs::remove_file(sandbox.path("content/privacy/draft.en.md")).unwrap();
    let said = refused(&sandbox, &["--effective", "2027-01-01"], "missing-translation");
    assert!(said.contains("or release it with `--without en`"), "{said}");
    let summary = ["--without", "en", "--summary", "nl=Drie maanden.", "--effective", "2027-01-01"];
    assert_eq!(release(&sandbox, &summary).exit, Some(0));
}

#[test]
fn an_open_question_is_not_published() {
    let sandbox = with_draft();
    sandbox.edit("content/registers/activities.yaml", "period: P1M\n", "period: {unknown: Hoe lang?}\n");
    let said = refused(&sandbox, &["--effective", "2027-01-01"], "unanswered-question");
    assert!(said.contains("nobody has answered: Hoe lang?"), "{said}");
    assert!(said.contains("content/registers/activities.yaml:"), "{said}");
    let run = release(&sandbox, &["--effective", "2027-01-01", "--allow-unknown"]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    sandbox.edit(
        "content/registers/organisation.yaml",
        "email: privacy@voorbeeldhosting.nl",
        "email: {unknown: Welk adres?}",
    );
    let draft = "---\nsummary: Mail.\n---\n\n# Privacyverklaring\n\nMail naar {{ organisation.email }}.\n";
    sandbox.write("content/privacy/draft.nl.md", draft);
    let more = ["--effective", "2027-06-01", "--allow-unknown", "--without", "en", "--today", "2027-01-02"];
    let said = refused(&sandbox, &more, "unanswered");
    let place = " --> content/privacy/draft.nl.md:7:11\n7 | Mail naar {{ organisation.email }}.\n";
    assert!(said.contains(place), "{said}");
}

#[test]
fn a_broken_site_releases_nothing() {
    let sandbox = with_draft();
    keep_longer(&sandbox);
    sandbox.edit("content/privacy/draft.nl.md", "{#changes}", "{#Changes}");
    refused(&sandbox, &["--effective", "2027-01-01"], "invalid-section-id");
}

#[test]
fn the_name_of_a_document_that_does_not_exist_is_corrected() {
    let sandbox = with_draft();
    let run = sandbox.run(&["release", "privicy", "--today", TODAY]);
    assert_eq!(run.exit, Some(1), "{}", run.stderr);
    assert!(run.stderr.contains("hint: did you mean `privacy`?"), "{}", run.stderr);
}

#[test]
fn no_version_follows_the_largest_number() {
    let sandbox = with_draft();
    sandbox.edit("content/privacy/draft.nl.md", "Oudere versies blijven te lezen.", "Oudere versies blijven leesbaar.");
    for (newest, kind, hint) in [
        ("65535.65535", "--material", "publish the text as another document"),
        ("65535.65535", "--editorial", "publish the text as another document"),
        ("7.65535", "--editorial", "release it as a material change"),
    ] {
        let sandbox = {
            let own = Sandbox::new();
            tree::copy(&sandbox.path("content"), &own.path("content"));
            own
        };
        for ending in ["nl.md", "en.md", "registers.yaml"] {
            let text = fs::read_to_string(sandbox.path(&format!("content/privacy/1.0.{ending}"))).unwrap();
            let text = text.replace("version: \"1.0\"", &format!("version: \"{newest}\""));
            let text = text.replace("2026-10-01", "2026-10-02");
            sandbox.write(&format!("content/privacy/{newest}.{ending}"), text);
        }
        let _ = fs::remove_file(sandbox.path("content/history.lock"));
        let said = refused(&sandbox, &[kind, "--effective", "2027-06-01"], "no-label-left");
        assert!(said.contains(hint) && said.contains(&format!("after version {newest}")), "{said}");
    }
}

/// Makes the good site, with sections that say this in the draft of its privacy statement.
fn with_sections(dutch: &str, english: &str) -> Sandbox {
    let sandbox = with_draft();
    for (language, words) in [("nl", dutch), ("en", english)] {
        let path = format!("content/privacy/draft.{language}.md");
        let text = fs::read_to_string(sandbox.path(&path)).unwrap();
        sandbox.write(&path, format!("{text}\n{words}\n"));
    }
    sandbox
}

#[test]
fn a_new_section_is_proposed_as_material() {
    let sandbox = with_sections(
        "## Wij verkopen uw gegevens aan derden {#selling}\n\nDat doen wij sinds kort.",
        "## We sell your data to third parties {#selling}\n\nWe do so since recently.",
    );
    let run = release(&sandbox, &["--yes", "--effective", "2027-01-01"]);
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    let said = "proposed: material\n  material: the section “Wij verkopen uw gegevens aan derden” is new\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert!(sandbox.path("content/privacy/2.0.nl.md").exists());
}

#[test]
fn a_section_with_another_heading_is_editorial() {
    let sandbox = with_draft();
    sandbox.edit("content/privacy/draft.nl.md", "## Wijzigingen {#changes}", "## Als wij iets wijzigen {#changes}");
    let run = release(&sandbox, &["--yes", "--effective", TODAY]);
    assert!(run.stderr.contains("proposed: editorial\n"), "{}", run.stderr);
    assert!(sandbox.path("content/privacy/1.1.nl.md").exists());
}

#[test]
fn an_editorial_release_against_the_proposal_gives_its_reason() {
    let sandbox = with_draft();
    sandbox.edit(
        "content/privacy/draft.nl.md",
        "Oudere versies blijven te lezen.",
        "Oudere versies blijven 5 jaar te lezen.",
    );
    let editorial = ["--yes", "--editorial", "--effective", TODAY];
    let said = refused(&sandbox, &editorial, "missing-reason");
    let reason =
        "  material: “Oudere versies blijven 5 jaar te lezen.” says something else than before about a period\n";
    assert!(said.contains(&format!("proposed: material\n{reason}")), "{said}");
    refused(&sandbox, &[&editorial[..], &["--because", "  "]].concat(), "missing-reason");
    let run = release(&sandbox, &[&editorial[..], &["--because", "Dat was altijd al zo."]].concat());
    assert_eq!(run.exit, Some(0), "{}", run.stderr);
    let text = fs::read_to_string(sandbox.path("content/privacy/1.1.nl.md")).unwrap();
    assert!(text.contains("\nsummary: Wat er is veranderd.\nbecause: Dat was altijd al zo.\n---\n"), "{text}");
    assert_eq!(sandbox.run(&["build", "--today", TODAY]).exit, Some(0));
}

#[test]
fn a_change_in_a_translation_alone_is_looked_at_too() {
    let sandbox = with_draft();
    sandbox.edit("content/privacy/draft.en.md", "## ", "We never answer questions.\n\n## ");
    let run = release(&sandbox, &["--dry-run", "--effective", "2027-01-01"]);
    let said = "material: in `en`, “We never answer questions.” is new, and says something about what is not done or not allowed\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn a_day_before_the_last_publication_releases_nothing() {
    let sandbox = with_draft();
    keep_longer(&sandbox);
    let said = refused(&sandbox, &["--effective", "2027-01-01", "--today", "2026-08-31"], "day-before-publication");
    assert!(said.contains("today is 2026-08-31, and version 1.0 was published on 2026-09-01"), "{said}");
}
