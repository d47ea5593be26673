//! A build that is killed at any moment leaves either the former site or the new one, complete.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::sandbox::{Sandbox, say};
use crate::tree;

/// The number of builds that are killed, at moments spread over the duration of a build.
const KILLS: u32 = 48;

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let sandbox = Sandbox::of_repository();
    tree::copy(&sandbox.path("content"), &sandbox.path("other/content"));
    std::fs::remove_dir_all(sandbox.path("other/content/cookieverklaring")).unwrap();
    std::fs::remove_file(sandbox.path("other/content/history.lock")).unwrap();
    sandbox.edit("other/content/site.yaml", "Privacy bij PowerPanel", "Privacy");
    // The texts link to the section that was removed.
    for text in walkdir::WalkDir::new(sandbox.path("other/content")).into_iter().filter_map(Result::ok) {
        if text.path().extension().is_some_and(|extension| extension == "md") {
            let words =
                std::fs::read_to_string(text.path()).unwrap().replace("(@cookieverklaring", "(@privacyverklaring");
            let words = words.replace("@privacyverklaring#", "https://example.org/#");
            std::fs::write(text.path(), words).unwrap();
        }
    }
    let contents = ["content", "other/content"];
    let mut wholes = Vec::new();
    let mut took = Duration::ZERO;
    for (index, content) in contents.iter().enumerate() {
        let output = format!("whole-{index}");
        let begun = Instant::now();
        sandbox.build(&["--content", content, "--output", &output]);
        took = took.max(begun.elapsed());
        wholes.push(tree::read(&sandbox.path(&output)));
    }
    let mut seen = [0; 2];
    let mut former = None;
    for kill in 0..KILLS {
        let content = contents[(kill % 2) as usize];
        let mut build = sandbox.helder(&["build", "--content", content]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(took * (kill + 1) / KILLS);
        build.kill().unwrap();
        build.wait().unwrap();
        let made = tree::read(&sandbox.path("dist"));
        let which = wholes.iter().position(|whole| tree::differing(whole, &made).is_empty());
        match which {
            Some(which) => seen[which] += 1,
            None => assert!(made.is_empty() && former.is_none(), "kill {kill} left a part: {:?}", made.keys()),
        }
        former = which.or(former);
    }
    say(&format!("after {KILLS} kills the output was the one site {} times, the other {} times", seen[0], seen[1]));
    sandbox.build(&[]);
    tree::assert_same_bytes(&wholes[0], &tree::read(&sandbox.path("dist")), "after the last build");
    assert_eq!(sandbox.remnants(), Vec::<String>::new(), "the last build sweeps up after the killed ones");
}

/// How often `helder init` is killed.
const INIT_KILLS: u32 = 24;

#[test]
fn a_killed_init_leaves_nothing_or_is_finished_by_the_next_init() {
    let sandbox = Sandbox::new();
    let options = ["--organisation", "De Fiets", "--domains", "fiets.example", "--documents", "cookie-policy"];
    let options = [&options[..], &["--services", "none"]].concat();
    let begun = Instant::now();
    let whole = sandbox.run(&[&["init", "whole"], &options[..]].concat());
    assert_eq!(whole.exit, Some(0), "{}", whole.stderr);
    let took = begun.elapsed();
    let whole = tree::read(&sandbox.path("whole"));
    let mut empty = 0;
    for kill in 0..INIT_KILLS {
        let site = format!("site-{kill}");
        let init = [&["init", &site], &options[..]].concat();
        sandbox.write(&format!("{site}/mine"), "mine");
        let mut killed = sandbox.helder(&init).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(took * (kill + 1) / INIT_KILLS);
        killed.kill().unwrap();
        killed.wait().unwrap();
        let content = format!("{site}/content");
        // A command that reads finishes nothing.
        let before = tree::read(&sandbox.path(&site));
        sandbox.run(&["check", "--content", &content]);
        assert_eq!(tree::read(&sandbox.path(&site)), before);
        if before.contains_key(".helder-init") || kill % 2 == 0 {
            sandbox.run(&init);
        }
        let mut left = tree::read(&sandbox.path(&site));
        assert_eq!(left.remove("mine").unwrap().text(), "mine");
        // Half of a journal is nothing; the next journal replaces it.
        left.remove("..helder-init.new");
        if left.is_empty() && kill % 2 == 1 {
            empty += 1;
        } else {
            tree::assert_same_bytes(&whole, &left, &format!("after kill {kill}"));
        }
    }
    say(&format!("{INIT_KILLS} times `helder init` was killed, {empty} times before it had decided anything"));
}
