// Deleting cookies. A page can read the names of its cookies, but not the domain and path of each. So a cookie is deleted on every
// domain and path on which this page could have set it, partitioned or not.

/** Deletes a cookie. The one on the root path of the domain `kept` stays. */
export function expire(name, kept) {
  const { hostname, pathname } = location;
  const paths = ["", "/"];
  // The path up to each slash, with and without the slash, and the whole path.
  for (let at = 2; at <= pathname.length; at++) {
    if ((pathname[at] ?? "/") == "/") paths.push(pathname.slice(0, at), pathname.slice(0, at + 1));
  }
  // The host alone (no domain), the host with its subdomains, and each of its parents. No cookie is kept for a whole top-level domain.
  const domains = ["", hostname];
  for (let at = 0; (at = hostname.indexOf(".", at) + 1); ) domains.push(hostname.slice(at));
  if (domains[2]) domains.pop();
  for (const domain of domains) {
    for (const path of paths) {
      if (domain == kept && !path[1]) continue;
      // The lifetime comes last, because the last of two counts and a path may contain a semicolon.
      const place = `${name}=;path=${path};domain=${domain};secure;samesite=`;
      document.cookie = place + "lax;max-age=0";
      document.cookie = place + "none;partitioned;max-age=0";
    }
  }
}
