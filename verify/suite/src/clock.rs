//! Measures work in CPU time of this thread and in wall time.

use std::time::Instant;

/// Seconds that this thread has had a core, where the system tells; else by the clock.
pub fn seconds(since: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split(' ').next()?.parse::<u64>().ok());
    nanos.map_or(since.elapsed().as_secs_f64(), |n| n as f64 / 1e9)
}

/// What the work gives, and its seconds: of a core, by the clock.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, f64, f64) {
    let clock = Instant::now();
    let start = seconds(clock);
    let done = work();
    (done, seconds(clock) - start, clock.elapsed().as_secs_f64())
}

/// The middle one.
pub fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}
