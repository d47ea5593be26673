//! The arguments of a shortcode, which the first line of its template declares.
//!
//! `{#- arguments: id: activities, service?: services -#}` requires an `id` of a row of the register `activities`, and
//! allows a `service`; `text` instead of a register accepts anything.

use tera::Value;

use crate::compose::values::entry;
use crate::diagnostic::Diagnostic;
use crate::parse::ShortcodeCall;
use crate::structure::StructureRule;

struct Parameter<'a> {
    name: &'a str,
    required: bool,
    /// The register whose ids it accepts, or `text`.
    of: &'a str,
}

/// Checks a call against its template's first line.
pub(super) fn check(call: &ShortcodeCall, template: &str, registers: &Value) -> Result<(), Diagnostic> {
    let parameters = parameters(template);
    for (name, value, place) in &call.arguments {
        let Some(parameter) = parameters.iter().find(|parameter| parameter.name == name) else {
            let message = format!("the shortcode `{}` has no argument `{name}`", call.name);
            return Err(Diagnostic::error(StructureRule::UnknownArgument, message)
                .at(call.place.clone())
                .did_you_mean(name, parameters.iter().map(|parameter| parameter.name)));
        };
        if parameter.of == "text" {
            continue;
        }
        let ids = ids(registers, parameter.of);
        if !ids.contains(&value.as_str()) {
            let message = format!("there is no `{value}` in the register `{}`", parameter.of);
            return Err(Diagnostic::error(StructureRule::UnknownRegisterId, message)
                .at(place.clone())
                .did_you_mean(value, ids));
        }
    }
    for parameter in parameters.iter().filter(|parameter| parameter.required) {
        if !call.arguments.iter().any(|(name, ..)| name == parameter.name) {
            let message = format!("the shortcode `{}` needs the argument `{}`", call.name, parameter.name);
            return Err(Diagnostic::error(StructureRule::MissingArgument, message)
                .at(call.place.clone())
                .hint(format!("write {{{{ {}({}=\"…\") }}}}", call.name, parameter.name)));
        }
    }
    Ok(())
}

fn parameters(template: &str) -> Vec<Parameter<'_>> {
    let first = template.lines().next().unwrap_or_default().trim();
    let Some(list) = first
        .trim_start_matches("{#")
        .trim_start_matches('-')
        .trim_end_matches("#}")
        .trim_end_matches('-')
        .trim()
        .strip_prefix("arguments:")
    else {
        return Vec::new();
    };
    list.split(',')
        .filter_map(|one| {
            let (name, of) = one.split_once(':')?;
            let name = name.trim();
            let bare = name.trim_end_matches('?');
            Some(Parameter { name: bare, required: bare == name, of: of.trim() })
        })
        .collect()
}

fn ids<'a>(registers: &'a Value, register: &str) -> Vec<&'a str> {
    let rows = entry(registers, register).and_then(Value::as_array);
    rows.into_iter().flatten().filter_map(|row| entry(row, "id")?.as_str()).collect()
}
