// Package jsonld says what a page is about in the words of schema.org, as one JSON-LD graph
// a page: the site, the practice, the page with its breadcrumbs, and what the page is of —
// a service with its offers, a person, a branch, an event, an article, questions with answers.
// Nodes refer to each other by @id, and every node that is referred to stands in the graph.
//
// It follows what Google's documentation of structured data asks for, and says nothing that
// the page does not show. There is no Review and no AggregateRating: a site's reviews of its own
// business are self-serving, and not eligible.
package jsonld
