//! The answer to a question of yes or no.

use super::*;

/// The answer to one question.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Answer {
    /// The question, as written.
    pub question: String,
    /// The question that it answers; as data, its days.
    #[cfg_attr(feature = "serde", serde(rename = "days"))]
    pub asked: Question,
    /// Across the viewpoints asked about.
    pub value: Value,
    /// Viewpoint by viewpoint.
    pub by_viewpoint: Vec<ViewpointAnswer>,
    /// Of a status: whether the record states that it covers it on the day; `null` of anything else.
    pub covered: Option<bool>,
    /// Of a status with variables: what they may be.
    pub bindings: Vec<Bindings>,
    /// Dates that are not known, and that would settle it if they were.
    pub settled_by: Vec<OpenDate>,
}

impl Answer {
    /// Whether it counts or lists what has a status, and others may be missing from the record.
    pub fn may_miss_some(&self) -> bool {
        let counts = self.by_viewpoint.iter().any(|one| one.count.is_some());
        self.covered == Some(false) && (counts || !self.bindings.is_empty())
    }
}

/// As data, an answer repeats the days of its question. Its viewpoints stand beside them; the rest was asked for and need
/// not be repeated.
#[cfg(feature = "serde")]
impl serde::Serialize for Question {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Days {
            on: Date,
            made_by: Option<Date>,
            known_by: Option<Date>,
        }
        let known = |day: Option<Day>| day.and_then(|day| Date::from(day).known());
        let days = Days { on: self.on.into(), made_by: known(self.made_by), known_by: known(self.known_by) };
        days.serialize(serializer)
    }
}

/// What one viewpoint says.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ViewpointAnswer {
    /// In whose eyes.
    pub viewpoint: Named,
    /// Yes or no.
    pub value: Value,
    /// The state that the question asks about, where it has one.
    pub state: Option<State>,
    /// Of a `count`: how many certainly, and how many at most.
    pub count: Option<(u32, u32)>,
    /// Of a question about what is assessed or claimed: what is, on the day; empty for nothing.
    pub outcomes: Option<Vec<Outcome>>,
    /// Why, in one line.
    pub reason: Option<Reason>,
    /// The days on which the answer is yes.
    pub when: Vec<Interval>,
    /// As it stood on the day, where that differs (never if *as it stood* or *made by* was asked).
    pub as_it_stood: Option<Value>,
}

/// One way to fill the variables of a question.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Bindings {
    /// By variable, without its question mark.
    pub variables: Vec<(String, Named)>,
    /// The status with them filled in.
    pub status: String,
    /// Yes or no, in the order of the viewpoints; only what is not `false` everywhere is listed.
    pub by_viewpoint: Vec<Value>,
}

/// A date that is not known.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OpenDate {
    /// The act.
    pub act: ActRef,
    /// `made`, `notified`, `published`, `effective`.
    pub which: String,
    /// Between when and when; `null` where nothing is written.
    pub days: Option<Date>,
}
