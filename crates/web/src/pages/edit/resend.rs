//! Keeps what somebody wrote when the application was started anew while the page was open: a form of that page has the
//! token of the earlier process, and is sent once more by hand.

use askama::Template;

use crate::i18n::I18n;
use crate::links::{LibraryPage, Links, Page as Target};
use crate::pages::layout::{Layout, rendered};
use crate::server::guard;
use crate::server::params::{Pairs, Params};

#[derive(Template)]
#[template(path = "pages/edit/resend.html")]
struct PageTemplate<'p> {
    t: &'p I18n,
    action: &'p str,
    token: &'static str,
    /// What the form sent, each with whether it may have several lines.
    fields: Vec<(String, String, bool)>,
}

/// The page.
pub fn show(links: &Links, params: &Params, action: &str, fields: Pairs) -> String {
    let t = I18n::of(params.lang);
    let own = fields.into_iter().filter(|(name, _)| name != "token");
    let fields = own
        .map(|(name, value)| {
            let has_lines = value.contains('\n');
            (name, value, has_lines)
        })
        .collect();
    let page = PageTemplate { t, action, token: guard::token(), fields };
    let layout = Layout::new(links, params, &Target::Library(LibraryPage::matters()), t.say("resend-title"));
    layout.around(&rendered(&page))
}
