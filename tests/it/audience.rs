//! What is for customers only is not in what gets deployed: not one byte.

use crate::built::sites;

#[test]
fn nothing_for_customers_is_in_public() {
    let site = sites().iter().find(|site| site.name == "customers").unwrap();
    let marked = |audience: &str| {
        let files = site.files(audience);
        let holds = |path: &str, text: &str| format!("{path}\n{text}").to_lowercase().contains("merkteken");
        files.iter().filter(|(path, file)| holds(path, file.text())).map(|(path, _)| path.to_string()).collect()
    };
    let (public, customers): (Vec<String>, Vec<String>) = (marked("public"), marked("customers"));
    assert_eq!(public, Vec::<String>::new());
    assert!(customers.len() >= 10, "{customers:?}");
}

#[test]
fn what_customers_read_is_not_for_search_engines() {
    let robots = crate::built::selector("meta[name=robots][content=noindex]");
    for site in sites().iter().filter(|site| site.audiences().contains(&"customers")) {
        for (path, html) in site.pages("customers") {
            assert!(html.select(&robots).next().is_some(), "{}: {path}", site.name);
        }
        assert!(!site.files("customers").contains_key("sitemap.xml"), "{}", site.name);
    }
}
