//! Days come from requests and forms as text, and leave it here.

use jiff::civil::Date;
use vigente_model::Day;

/// An ISO day.
pub fn day(iso: &str) -> Option<Day> {
    date(iso).map(Day::from_date)
}

/// An ISO day as a date of the calendar.
pub fn date(iso: &str) -> Option<Date> {
    (iso.len() == 10).then(|| iso.parse().ok()).flatten()
}

/// The first day of what may be several.
pub fn first(iso: &str) -> Option<Day> {
    iso.split('/').find_map(day)
}
