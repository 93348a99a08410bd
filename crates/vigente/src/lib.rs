//! Derives from a dated record of legal acts what is in force, who is bound, who must do what by when, and why.
//!
//! A record is text: acts, each with its author and day, and the norms that say what follows from them. Nobody writes down
//! what is in force; that is what one asks.
//!
//! ```
//! use vigente::Record;
//! use vigente::answer::{ReasonKind, Value};
//!
//! let record = Record::parse(
//!     r#"
//! order A "Arvenia"
//! organ A.Ministry "Ministry of Waters"
//! organ A.Court "Supreme Court"
//! viewpoint A.Court "As the court sees it"
//!   prefers A.Court > A
//!
//! 2020-01-10 permit A.Ministry "Permit 7"
//!
//! 2020-06-01 ruling A.Court "Judgment 3"
//!   annuls permit
//! "#,
//! );
//! assert!(record.diagnostics().is_empty());
//!
//! // In March the permit was in force, as things stood. Since June it never was.
//! let march = record.on("2020-03-01".parse()?);
//! assert_eq!(march.clone().as_it_stood().answer("permit in force")?.value, Value::True);
//!
//! let why = march.why("permit in force")?;
//! assert_eq!(why.answer.value, Value::False);
//! let reason = why.answer.by_viewpoint[0].reason.as_ref().expect("a reason");
//! assert_eq!((reason.kind, reason.by.as_deref()), (ReasonKind::AnnulledBy, Some("ruling")));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A [`Workspace`] opens the records of a folder, with the packs and the other records that they read:
//!
//! ```
//! use vigente::Workspace;
//!
//! let workspace = Workspace::open("../../dossiers")?;
//! assert!(workspace.names().contains(&"fujimori".to_owned()));
//! let record = workspace.record("fujimori")?;
//! assert!(workspace.record("nobody").is_err() && Workspace::open("nowhere").is_err());
//! let why = record.on("2023-11-29".parse()?).why("pardon.indulto in force")?;
//! # #[cfg(feature = "render")]
//! # {
//! use vigente::render::{Lang, RenderOptions, Words, why as page};
//!
//! let words = Words::new(Lang::Es);
//! let text = page(&why, &|place| record.place(place), RenderOptions { words: &words, width: 80 });
//! println!("{}", text.text());
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | default | |
//! |---|---|---|
//! | `packs` | yes | the legal orders that come with Vigente; without it, see [`Workspace::with_packs`] |
//! | `render` | yes | answers as text, SVG and JSON in four languages: the module `render` |
//! | `serde` | no | `serde::Serialize` for everything in [`answer`] |

mod error;
mod record;
mod workspace;

pub use error::Error;
pub use record::{OnDay, Record};
pub use vigente_model::{self as model, Day};
pub use vigente_query::{
    CollisionFilter, DutyFilter, Over, Question, Session, SituationItem, Stated, Statement, answer, diff,
};
#[cfg(feature = "render")]
pub use vigente_render as render;
pub use vigente_syntax::diagnostic;
pub use workspace::Workspace;
