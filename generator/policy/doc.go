/*
Package policy says what a finished page needs of a browser, and what a browser is to be told it may have: the Content-Security-Policy of the page
(Content Security Policy Level 3, https://www.w3.org/TR/CSP3/). Whatever is not in the policy, browsers keep from happening, be it smuggled in or written by mistake.

[Read] finds what a page needs, and keeps it as few bytes. The policy ([Of]) joins that with what the configuration allows. Each page may just what it
needs:

  - Scripts and styles that stand in the page may run by the digest of their text. No policy lets others run.
  - From the site itself come the kinds of files that the page has. Pictures always may, since browsers ask for /favicon.ico by themselves.
  - A page without scripts may load from the other sites that stand on it, as far as these are allowed. What a script will ask for nobody can know, so
    a page that runs one may load from all that are allowed.
  - Forms may send to where they say, and to the site itself. As browsers hold redirects after sending to the same list (Chromium does, CSP3 6.4.2), a page with a form that sends
    elsewhere may be led on to all sites that forms may send to.

What a policy cannot let happen without letting everything happen, scripts and styles in attributes, is kept from happening, and [Blocked] tells of it, as of all else on a
page that is not allowed.
*/
package policy
