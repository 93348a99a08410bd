//! The JSON of every command's output, in one versioned envelope. `docs/json.md` describes it.

use serde::Serialize;
use serde_json::{Value, json};

use vigente_query::answer::SCHEMA;

/// The envelope: which shape, which command, what was asked, and the answer.
pub fn envelope(command: &str, question: &Value, answer: &impl Serialize) -> Value {
    // Answers are plain structs with string keys; nothing in them can fail to be written.
    let answer = serde_json::to_value(answer).unwrap_or(Value::Null);
    json!({ "schema": format!("vigente/{SCHEMA}"), "command": command, "question": question, "answer": answer })
}
