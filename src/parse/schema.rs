//! JSON Schemas (draft 2020-12) of the files that editors write. They are generated from the types that read the files, so that what
//! a text editor completes and what helder accepts are the same.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

use crate::parse::config::Config;
use crate::parse::document::DocumentFile;
use crate::parse::front_matter::FrontMatter;
use crate::register::Registers;
use crate::register::activities::Activity;
use crate::register::measures::Measure;
use crate::register::organisation::Organisation;
use crate::register::recipients::Recipient;
use crate::register::services::Service;

/// A kind of file, with the name of its schema and its shape.
pub struct FileKind {
    /// Such as `activities`.
    pub name: &'static str,
    /// Which files have this shape.
    pub of: &'static str,
    make: fn(SchemaGenerator) -> Value,
}

/// Every kind of file.
pub const FILE_KINDS: [FileKind; 9] = [
    FileKind { name: "site", of: "site.yaml: what holds for the whole site", make: root::<Config> },
    FileKind {
        name: "document",
        of: "document.yaml: what holds for all versions of a document",
        make: root::<DocumentFile>,
    },
    FileKind { name: "front-matter", of: "The front matter of a text", make: root::<FrontMatter> },
    FileKind {
        name: "organisation",
        of: "registers/organisation.yaml: who is responsible",
        make: root::<Organisation>,
    },
    FileKind {
        name: "activities",
        of: "registers/activities.yaml: what is done with personal data",
        make: root::<Vec<Activity>>,
    },
    FileKind {
        name: "processors",
        of: "registers/processors.yaml: everyone who receives personal data",
        make: root::<Vec<Recipient>>,
    },
    FileKind {
        name: "services",
        of: "registers/services.yaml: what is stored or read in the browser",
        make: root::<Vec<Service>>,
    },
    FileKind {
        name: "measures",
        of: "registers/measures.yaml: how the data are protected",
        make: root::<Vec<Measure>>,
    },
    FileKind {
        name: "registers",
        of: "1.0.registers.yaml: the registers as they stood when a version was published",
        make: root::<Registers>,
    },
];

impl FileKind {
    pub fn schema(&self) -> Value {
        let mut schema = (self.make)(SchemaSettings::draft2020_12().into_generator());
        without_null(&mut schema);
        schema["title"] = self.of.into();
        schema
    }
}

fn root<T: JsonSchema>(generator: SchemaGenerator) -> Value {
    generator.into_root_schema_for::<T>().to_value()
}

/// Removes `null` from optional keys: somebody who writes a key means to give a value, and should hear that it is missing.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|one| one != "null");
                if let [only] = &types[..] {
                    let only = only.clone();
                    map.insert("type".into(), only);
                }
            }
            if map.get("default").is_some_and(Value::is_null) {
                map.remove("default");
            }
            let mut single = None;
            if let Some(Value::Array(choices)) = map.get_mut("anyOf") {
                choices.retain(|choice| choice["type"] != "null");
                if choices.len() == 1 {
                    single = choices.pop();
                }
            }
            if let Some(Value::Object(single)) = single {
                map.remove("anyOf");
                for (key, value) in single {
                    map.entry(key).or_insert(value);
                }
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(rows) => rows.iter_mut().for_each(without_null),
        _ => {}
    }
}
