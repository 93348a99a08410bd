//! Three-valued truth: strong Kleene logic (§1).

/// False, undetermined, true; ordered so that "and" is the minimum and "or" the maximum.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Truth {
    /// It is not so.
    F,
    /// The record does not decide.
    U,
    /// It is so.
    T,
}

use Truth::{F, T, U};

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            F => T,
            U => U,
            T => F,
        }
    }
}

impl From<bool> for Truth {
    fn from(so: bool) -> Truth {
        if so { T } else { F }
    }
}

/// "And", from left to right, not looking further once it is false: what is not looked at cannot matter.
macro_rules! all {
    ($($term:expr),+ $(,)?) => {{
        let mut so = $crate::truth::Truth::T;
        $(if so != $crate::truth::Truth::F { so = so.min($crate::truth::Truth::from($term)); })+
        so
    }};
}

/// "Or" over a list, not looking further once it is true.
macro_rules! exists {
    ($item:pat in $list:expr => $term:expr) => {{
        let mut so = $crate::truth::Truth::F;
        for $item in $list {
            so = so.max($crate::truth::Truth::from($term));
            if so == $crate::truth::Truth::T {
                break;
            }
        }
        so
    }};
}

pub(crate) use {all, exists};
