// Package share draws the pictures that a site shows outside of its own pages:
// the picture that goes along when someone shares the address of a page, and the
// icons that browsers and telephones put beside the name of the site. Everything
// is drawn from what is given, so the same input makes the same bytes.
package share
