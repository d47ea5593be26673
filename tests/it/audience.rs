//! Not one byte of what is for customers only is in the public output.

use crate::built::{Built, sites};

#[test]
fn nothing_for_customers_is_in_public() {
    let site = sites().iter().find(|site| site.name == "customers").unwrap();
    let (public, customers) = (marked(site, "public"), marked(site, "customers"));
    assert_eq!(public, Vec::<String>::new());
    assert!(customers.len() >= 10, "{customers:?}");
}

/// Returns the files whose path or text contains the mark that only documents for customers have.
fn marked(site: &Built, audience: &str) -> Vec<String> {
    let mut marked = Vec::new();
    for (path, file) in site.files(audience) {
        if format!("{path}\n{}", file.text()).to_lowercase().contains("merkteken") {
            marked.push(path.to_owned());
        }
    }
    marked
}

#[test]
fn pages_for_customers_are_hidden_from_search_engines() {
    let robots = crate::built::selector("meta[name=robots][content=noindex]");
    for site in sites().iter().filter(|site| site.audiences().contains(&"customers")) {
        for (path, html) in site.pages("customers") {
            assert!(html.select(&robots).next().is_some(), "{}: {path}", site.name);
        }
        assert!(!site.files("customers").contains_key("sitemap.xml"), "{}", site.name);
    }
}
