/*
Package hosting says how a static host answers for an address of a site: with
which file, which redirect, which header fields. The development server asks it, so that what an
author sees is what the published site will do. It reads no disk, no network and no clock.

# Which file

The order is that of Netlify, whose format the files _redirects and _headers are:

 1. forced rules of _redirects ("301!"), which win over files
    (docs.netlify.com/routing/redirects/rewrites-proxies, "Shadowing");
 2. files: "/a.css" is a.css; "/a/" is a/index.html; "/a" is a.html, else it leads to "/a/" where a/index.html is there;
 3. the other rules of _redirects, the first that matches (docs.netlify.com/routing/redirects/overview);
 4. 404.html, with status 404.

A rule matches with and without a closing slash, and what follows "/a/" may be nothing:
"/a/*" matches "/a" too (docs.netlify.com/routing/redirects/redirect-options, "Trailing slash").
A rule without a status is a 301.

Cloudflare Pages reads the same files in another way: a rule without a status is a 302, every rule wins over
files, and closing slashes count (developers.cloudflare.com/pages/configuration/redirects). A site
that is to do the same on both writes the status, and no rule for an address that has a file.
GitHub Pages reads neither file; the second and the fourth step are all that it does.

# What is refused

An address that could lead out of the site, or that a browser would take for another host when
it stands in a Location field, is answered with 400 before any rule is asked: empty, "." and ".."
segments, backslashes, control characters. Names that begin with a dot are not there, but for
".well-known" (RFC 8615); nor are _redirects and _headers, which hosts keep to themselves.
*/
package hosting
