/*
Package online holds a site that is online against the files that it was published from: whether each address answers with just the bytes, the type and
the header fields that it should, whether redirects lead where they are to lead, whether what is packed can be unpacked, what is said of addresses
that there are not, and whether the connection is safe.

# What is expected

Of the bytes, the files of the published folder. Of the rest, a [hosting.Host]: which file an address has, where it leads instead, which fields its
answer has. A host that sends no fields of its own has none that are expected. Beyond that every site should have

	a type of content that is that of the file                  RFC 9110, 8.3
	br or gzip for texts, and Vary with it                      RFC 9110, 12.5.3 and 12.5.5
	304 for who has the file already                            RFC 9110, 13.1
	404 for an address that there is not, with the page for it  RFC 9110, 15.5.5
	a redirect from /folder to /folder/, and from http to https
	a certificate that is valid, and not about to expire

# How it is asked

Requests are a few at a time, over connections that are kept, and name themselves. Who answers that it is too busy (429, 503) is left alone for as
long as it asks, by all of them. What was cut off or did not come is asked for again. No redirect is followed: what is asked for is looked at itself.
Bodies are compared while they come, so memory does not grow with the files. A certificate that is not valid is told once, and the rest is looked at
nevertheless: nothing that is sent or received is secret.
*/
package online
