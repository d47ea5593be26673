//! A known value, or the question that must be answered first.
//!
//! Nothing is ever invented: if nobody knows a value yet, the register says `unknown: <question>`. A draft shows
//! the question, and a published version leaves the line out.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, IntoDeserializer};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::language::Localized;

/// A value, or `unknown: <question>` in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    Known(T),
    /// The question to put to the organisation.
    Unknown(Localized),
}

impl<T> Answer<T> {
    /// Returns the value, if it is known.
    pub fn known(&self) -> Option<&T> {
        match self {
            Answer::Known(value) => Some(value),
            Answer::Unknown(_) => None,
        }
    }

    /// Returns the question, if there is one.
    pub fn question(&self) -> Option<&Localized> {
        match self {
            Answer::Known(_) => None,
            Answer::Unknown(question) => Some(question),
        }
    }
}

/// An optional field: a value, a question, or nothing.
pub type Field<T> = Option<Answer<T>>;

/// Returns the value of a field, if somebody knows it.
pub fn known<T>(field: &Field<T>) -> Option<&T> {
    field.as_ref().and_then(Answer::known)
}

/// Returns the rows of a field, if somebody knows them.
pub fn rows<T>(field: &Field<Vec<T>>) -> &[T] {
    known(field).map_or(&[], Vec::as_slice)
}

impl<T: Serialize> Serialize for Answer<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Answer::Known(value) => value.serialize(serializer),
            Answer::Unknown(question) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(UNKNOWN, question)?;
                map.end()
            }
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Answer<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Answer<T>, D::Error> {
        deserializer.deserialize_any(AnswerVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Answer<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("AnswerOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let [known, unknown] = [generator.subschema_for::<T>(), generator.subschema_for::<QuestionShape>()];
        json_schema!({"anyOf": [known, unknown]})
    }
}

/// A question that must be answered first. A draft shows it, a published version leaves the line out.
#[derive(JsonSchema)]
#[schemars(rename = "Question", deny_unknown_fields)]
struct QuestionShape {
    #[expect(dead_code, reason = "the type is there for its schema")]
    unknown: Localized,
}

/// The key of a question, in YAML and in serialised registers.
pub const UNKNOWN: &str = "unknown";

/// Returns the question that a serialised map is, if it is one.
pub fn question_in(fields: &Map<String, Value>) -> Option<&Value> {
    if fields.len() == 1 { fields.get(UNKNOWN) } else { None }
}

/// Passes everything but `{unknown: …}` on to `T`, so that errors are those of `T`.
struct AnswerVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> de::Visitor<'de> for AnswerVisitor<T> {
    type Value = Answer<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value, or `unknown: <question>`")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Answer<T>, E> {
        T::deserialize(value.into_deserializer()).map(Answer::Known)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Answer<T>, E> {
        T::deserialize(value.into_deserializer()).map(Answer::Known)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Answer<T>, E> {
        T::deserialize(value.into_deserializer()).map(Answer::Known)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Answer<T>, E> {
        T::deserialize(value.into_deserializer()).map(Answer::Known)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Answer<T>, E> {
        T::deserialize(value.into_deserializer()).map(Answer::Known)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, sequence: A) -> Result<Answer<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(sequence)).map(Answer::Known)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Answer<T>, A::Error> {
        let first: Option<String> = map.next_key()?;
        if first.as_deref() != Some(UNKNOWN) {
            return T::deserialize(MapAccessDeserializer::new(Replay { first, map })).map(Answer::Known);
        }
        let question = map.next_value()?;
        match map.next_key::<String>()? {
            None => Ok(Answer::Unknown(question)),
            Some(key) => Err(de::Error::custom(format!("`{key}` can't stand beside `unknown`"))),
        }
    }
}

/// A map whose first key was already read.
struct Replay<A> {
    first: Option<String>,
    map: A,
}

impl<'de, A: de::MapAccess<'de>> de::MapAccess<'de> for Replay<A> {
    type Error = A::Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
