//! The banner's policy as text, and the address at which a visitor changes a choice.

use helder_consent::policy::Policy;

use crate::consent;
use crate::render::page_context::PageContext;

/// Returns the address of the page with preferences, in full.
pub(in crate::render) fn preferences_address(context: &PageContext<'_>) -> String {
    context.in_full(&context.addresses().preferences())
}

/// Writes the policy in the language of the pages.
pub(super) fn policy(context: &PageContext<'_>) -> String {
    let policy: Policy = consent::policy(context.site, context.language(), &preferences_address(context));
    policy.encode().expect("parse refuses every name and address that a policy can't carry")
}
