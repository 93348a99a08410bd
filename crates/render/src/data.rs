//! The JSON of every command's output, in one versioned envelope. `docs/json.md` describes it.

use serde::Serialize;
use serde_json::{Value, json};

use vigente_model::Model;
use vigente_query::Question;
use vigente_query::answer::SCHEMA;

/// What was asked. Commands add fields of their own.
pub fn question(question: &Question, model: &Model) -> Value {
    json!({
        "on": question.on.to_string(),
        "made_by": question.made_by.map(|d| d.to_string()),
        "known_by": question.known_by.map(|d| d.to_string()),
        "viewpoints": question.viewpoints.iter().map(|v| &*model[*v].name).collect::<Vec<_>>(),
        "for": question.concerning.map(|t| model.name(t)),
    })
}

/// The envelope: which shape, which command, what was asked, and the answer.
pub fn envelope(command: &str, question: &Value, answer: &impl Serialize) -> Value {
    // Answers are plain structs with string keys; nothing in them can fail to be written.
    let answer = serde_json::to_value(answer).unwrap_or(Value::Null);
    json!({ "schema": format!("vigente/{SCHEMA}"), "command": command, "question": question, "answer": answer })
}
