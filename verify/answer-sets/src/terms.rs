//! Names, days and statuses as terms of the program.

use vigente_model::{Arg, ArgRange, Day, Days, Declared, Model, ThingId};

use crate::NotExpressible;

/// A name in quotes.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A thing by its name.
pub(crate) fn thing(model: &Model, id: ThingId) -> String {
    quoted(model.name(id))
}

/// A day as a number; the ends of time are `#inf` and `#sup`.
pub(crate) fn day(day: Day) -> String {
    match day {
        Day::MIN => "#inf".to_string(),
        Day::MAX => "#sup".to_string(),
        Day(n) => n.to_string(),
    }
}

/// Both ends of a day.
pub(crate) fn span(days: Days) -> String {
    format!("{},{}", day(days.lo), day(days.hi))
}

/// An argument: a variable of a norm is `V0`, `V1`, …
pub(crate) fn arg(model: &Model, arg: Arg) -> Result<String, NotExpressible> {
    Ok(match arg {
        Arg::Thing(id) => thing(model, id),
        Arg::Var(v) => format!("V{v}"),
        Arg::Amount { hundredths, unit } => {
            // Numbers of the solver have 32 bits, and amounts are added up.
            let Some(small) = i32::try_from(hundredths).ok().filter(|n| n.unsigned_abs() < 100_000_000)
            else {
                return Err(NotExpressible("an amount of a million or more"));
            };
            format!("amount({small},{})", unit.map_or("none".to_string(), |u| thing(model, u)))
        }
    })
}

/// A status or deed: its declared name and arguments.
pub(crate) fn call(model: &Model, declared: &Declared, args: ArgRange) -> Result<String, NotExpressible> {
    let mut all = String::new();
    for &a in model.args(args) {
        all += &arg(model, a)?;
        all.push(',');
    }
    Ok(format!("s({},({all}))", quoted(&declared.name)))
}
