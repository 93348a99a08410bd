//! Reads the days that requests and forms write as text.

use vigente_model::Day;

/// An ISO day.
pub fn day(iso: &str) -> Option<Day> {
    (iso.len() == 10).then(|| iso.parse().ok()).flatten().map(Day::from_date)
}
