//! The examples that `helder COMMAND --help` shows below the options.

use clap::Command;

/// Adds the examples to each command.
pub(super) fn add(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut command = command.after_long_help(DAY);
    // clap moves a changed command to the end of the list, so that all of them are changed in their order.
    for name in names {
        let examples = EXAMPLES.into_iter().find(|(other, _)| *other == name).map(|(_, examples)| examples);
        command = command.mut_subcommand(name, |command| command.after_long_help(examples.unwrap_or_default()));
    }
    command
}

const DAY: &str = "\
Examples:
  helder init privacy          begin a site in the folder `privacy`
  helder serve                 see it while you write, with its drafts
  helder release DOCUMENT      publish a draft as a version
  helder check                 what is wrong, what the law asks, what is still a question
  helder explain dpa-audit     what a rule asks, and why
  helder help build            what a command does, with all its options

`helder check` and `helder build` end with 0 when all is well, with 1 when the content has errors, with 2 when the \
command was wrong or the disk failed.";

/// The examples of each command: what to type, and what that does.
const EXAMPLES: [(&str, &str); 12] = [
    (
        "init",
        "\
Examples:
  helder init              ask, and begin in this folder
  helder init privacy      ask, and begin in the new folder `privacy`

Without a terminal, all by options:
  helder init privacy --organisation Fietsenmaker --domains fiets.example --documents privacy-statement,cookie-policy --services none
  helder init --organisation Club --domains club.example --languages en --documents privacy-statement --services google-analytics",
    ),
    (
        "build",
        "\
Examples:
  helder build                                  the site, in `dist`
  helder build --drafts --output preview        with drafts and their questions, in `preview`
  helder build --deny errors                    build nothing where the law finds an error
  helder build --server nginx --precompress     with the configuration of nginx, and compressed files
  helder build --today 2027-01-01               as the site will be on that day",
    ),
    (
        "check",
        "\
Examples:
  helder check                                  all that is found, for people
  helder check --structure                      what would stop a build
  helder check --language en --deny warnings    the law in English; warnings end with 1 too
  helder check --only privacy-right-access      one rule alone
  helder check --format github                  beside the lines of a pull request, in a workflow
  helder check --format json                    for programs",
    ),
    (
        "history",
        "\
Examples:
  helder history                         every version: dates, state, languages
  helder history --format json           the same, for programs
  helder history --verify                whether every version is still as it was
  helder history --record                put published files into `history.lock` that are not in it yet
  helder history --today 2027-01-01      what will be in force on that day",
    ),
    (
        "diff",
        "\
Examples:
  helder diff privacyverklaring                   what the draft changes in the version in force
  helder diff privacyverklaring 1.0 2.0           what version 2.0 changed
  helder diff privacyverklaring --language en     in the English text
  helder diff privacyverklaring --format markdown  for the description of a pull request",
    ),
    (
        "release",
        "\
Examples:
  helder release privacyverklaring                  show, ask, and publish the draft
  helder release privacyverklaring --dry-run        show what would be written
  helder release privacyverklaring --material --effective 2027-03-01 --summary nl=Kortere_termijn. --yes
  helder release privacyverklaring --editorial --effective 2027-03-01 --without en --allow-unknown --yes",
    ),
    (
        "serve",
        "\
Examples:
  helder serve                               the site at http://127.0.0.1:4000, with its drafts
  helder serve --open --port 0               in a browser, at any free port
  helder serve --audience customers          the customers' pages at the root
  helder serve --editor 'zed://file/{path}:{line}:{column}'    a click on a place opens another editor",
    ),
    (
        "explain",
        "\
Examples:
  helder explain privacy-right-access      one rule: what it finds, why, an example
  helder explain --list                    every rule, with its weight and who asks for it
  helder explain --list --language nl      the same in Dutch",
    ),
    (
        "schema",
        "\
Examples:
  helder schema                                  the kinds of files
  helder schema activities > activities.json     the schema of `registers/activities.yaml`",
    ),
    (
        "completions",
        "\
Examples:
  helder completions bash > ~/.local/share/bash-completion/completions/helder
  helder completions zsh > ~/.zfunc/_helder
  helder completions fish > ~/.config/fish/completions/helder.fish
  helder completions powershell >> $PROFILE
  helder completions elvish >> ~/.config/elvish/rc.elv",
    ),
    (
        "man",
        "\
Examples:
  helder man ~/.local/share/man/man1      then `man helder` and `man helder-build` work
  helder man > helder.1                   the first page alone",
    ),
    (
        "licenses",
        "\
Examples:
  helder licenses > licenses.txt      to pass on with a copy of the program",
    ),
];

#[cfg(test)]
mod tests {
    use super::super::command;

    #[test]
    fn every_command_teaches_by_examples_that_can_be_typed() {
        let root = command();
        let mut failures = Vec::new();
        for (name, help) in root
            .get_subcommands()
            .map(|command| (command.get_name(), command.get_after_long_help()))
            .chain([("helder", root.get_after_long_help())])
        {
            let help = help.map(ToString::to_string).unwrap_or_default();
            let lines: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  helder ")).collect();
            if lines.is_empty() {
                failures.push(format!("`helder {name} --help` shows no example"));
            }
            for line in lines {
                // Two spaces separate the command from what it does, and an arrow from the file that the shell writes.
                let typed = line.split("  ").next().unwrap().split(" >").next().unwrap();
                // A shell takes the quotes off a word.
                let words = ["helder"].into_iter().chain(typed.split(' ').map(|word| word.trim_matches('\'')));
                match command().try_get_matches_from(words) {
                    Err(error) if error.use_stderr() => failures.push(format!("`helder {typed}`: {error}")),
                    _ => {}
                }
            }
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }
}
