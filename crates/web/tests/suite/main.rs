//! The web application, asked over its routes without a network.

mod all_duties;
mod links;
mod routes;
