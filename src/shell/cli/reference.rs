//! The reference of all commands, `docs/commands.md`, generated from the command line.

use std::fmt::Write;

use clap::{Arg, Command};

const HEAD: &str = "\
# Commands

What `helder` can be told. It is made from the program: `helder help COMMAND` says the same.

Every command exits with 0 when all is well, with 1 when the content has errors, with 2 on wrong usage or when the disk fails. Data go to
the output stream, everything else to the error stream. `NO_COLOR` in the environment takes the colour away.
";

/// Writes the reference.
pub(super) fn reference(mut root: Command) -> String {
    root = root.disable_help_subcommand(true);
    root.build();
    let mut text = HEAD.to_owned();
    let commands: Vec<&Command> = root.get_subcommands().filter(|command| !command.is_hide_set()).collect();
    text.push_str("\n| command | does |\n| --- | --- |\n");
    for command in &commands {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let name = command.get_name();
        let _ = writeln!(text, "| [`{name}`](#helder-{name}) | {} |", cell(&about));
    }
    for command in commands {
        add(&mut text, command);
    }
    text
}

/// Writes a command: its description, usage, options and examples.
fn add(text: &mut String, command: &Command) {
    let _ = writeln!(text, "\n## `helder {}`", command.get_name());
    let about = command.get_long_about().or(command.get_about());
    let _ = writeln!(text, "\n{}", about.map(ToString::to_string).unwrap_or_default());
    let usage = command.clone().render_usage().to_string();
    let _ = writeln!(text, "\n```console\n$ {}\n```", usage.trim_start_matches("Usage: ").trim());
    let arguments: Vec<&Arg> = command
        .get_arguments()
        .filter(|argument| !argument.is_hide_set() && !["help", "version"].contains(&argument.get_id().as_str()))
        .collect();
    if !arguments.is_empty() {
        text.push_str("\n| option | is |\n| --- | --- |\n");
    }
    for argument in arguments {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(text, "| {} | {}{} |", name(argument), cell(&help), values(argument));
    }
    if let Some(examples) = command.get_after_long_help() {
        let examples = examples.to_string();
        let examples = examples.trim_start_matches("Examples:\n").trim_end();
        let _ = writeln!(text, "\n```text\n{examples}\n```");
    }
}

/// Writes an option as one types it.
fn name(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let value = names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" ");
    match (argument.get_long(), argument.get_action().takes_values()) {
        (Some(long), true) => format!("`--{long} {value}`"),
        (Some(long), false) => format!("`--{long}`"),
        (None, _) => format!("`{value}`"),
    }
}

/// Writes the values of an option, and its default.
fn values(argument: &Arg) -> String {
    let mut text = String::new();
    let possible = argument.get_possible_values();
    if argument.get_action().takes_values() && !possible.is_empty() {
        let each = possible.iter().filter(|value| !value.is_hide_set()).map(|value| match value.get_help() {
            Some(help) => format!("`{}` ({})", value.get_name(), cell(&help.to_string())),
            None => format!("`{}`", value.get_name()),
        });
        let _ = write!(text, ": {}", each.collect::<Vec<_>>().join(", "));
    }
    let usual: Vec<String> =
        argument.get_default_values().iter().map(|value| format!("`{}`", value.display())).collect();
    if argument.get_action().takes_values() && !usual.is_empty() {
        let _ = write!(text, "; {} when left out", usual.join(", "));
    }
    text
}

/// Escapes text for a cell of a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}
