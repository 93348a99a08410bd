//! The slow evaluator.
