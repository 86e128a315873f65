/*
Package hostfiles writes down for a host what it is to do with a site: which addresses lead elsewhere, which header fields
answers have, what is kept for how long, what is sent where nothing is. One description, a [Site], becomes the files of each host, in its own language. It takes values and
returns bytes; which of them are published is for others to say.

# The meaning

What the files say is what package hosting says of the same description ([Site.Host]): forced rules win over files, files over the other rules,
and among those the first that matches decides. A header field that the site's own configuration sets takes the place of one that Stillpoint would set at the same address.
Where a host cannot do that, a [Problem] says what is left out or done otherwise.

# How long answers are kept

A file whose name has its fingerprint never changes, so it is kept for a year and never asked for again ("immutable", RFC 8246). All else, pages above all, is kept and
asked for each time ("max-age=0, must-revalidate"): a question that is answered with 304 costs a few hundred bytes, and a price list that was mended is never seen as it was. A 404 is never immutable,
since the file may be on its way.

# What stands in a configuration

All that servers match is written against the address as it was sent, percent-encoded ([rawPattern]). What a visitor put into it goes into a Location field only in that form, so it
can hold neither a line break nor the beginning of another host. The texts of the site are encoded or quoted so that they end no string and expand no variable.

The files that servers include are published in a folder of a dot name, .host, which the same files keep from being served; hosts that Stillpoint knows keep
such names to themselves. So they travel with the site wherever it is published.
*/
package hostfiles
