/*
Package generator turns a folder of Markdown into the website of a hands-on
wellness practice. [Build] is the whole of it; this page is the plan of the house.

# The way of a page

content/therapies/craniosacral-therapy.md becomes
public/therapies/craniosacral-therapy/index.html in eight phases:

	scan       list all inputs, the site's own over the built-in defaults;        package source
	           read stillpoint.yaml                                                package config
	load       split off the front matter, decode it strictly; words; layouts      packages content, decode, words, layouts
	assemble   addresses, sections, neighbours, taxonomies, menus, collisions      package site
	bodies     Markdown to HTML; links to files become addresses; component        packages markdown, bodies
	           blocks run their templates
	pages      the layout with the finished body, its structured data and share    packages layouts, jsonld,
	           picture; its pictures made; minified, checked for its links, and    share, pictures, assets
	           handed to the publication at once
	emit       feeds, calendars, sitemap, redirects, icons, assets, files that     packages outputs, share, assets,
	           are copied; what the host takes its rules from                      hostfiles, policy
	check      every link and fragment of the finished pages leads somewhere;      packages check, claims,
	           pages keep to the rules, each of which has seen its page when it    reach
	           was finished; what was found is told where it was written
	publish    what changed is put in place, what is gone is removed               package publish

Load, bodies and pages run side by side on many workers; assemble is the one
stage that sees everything, and renders nothing. Bodies stream into pages: a body is
rendered when its page needs it and let go after, so memory does not grow with the
finished site. The words of a site that is built once are kept from load on as long as they are few;
those of a large site, and of one that is built again and again, are read again, and a file that was changed between the two
readings is an error, since its halves might not fit.

Nothing is rendered twice that is the same. Before its first page a layout is folded
(layouts/fold.go): what reads nothing but the site becomes plain text. Where a list
shows nothing but what its pages say, each page is rendered for it once (layouts/item.go).
The words of a page, {{.Page.Title}}, are shown without package reflect where their escaping is known (layouts/quick.go).
Both are found by following the expressions of a template; what cannot be followed
is rendered as it stands, and what was read is noted for every page that shows it.

# The way of a picture

A page that shows a photograph asks package pictures for it, and learns from the header of the file, which nobody has decoded yet, which
addresses and measures it will have: the widths follow from the attribute sizes and the screens that people have (pictures/widths.go). Before the
page is handed on, the photographs that it shows are made ready, each once, however many pages show it: decoded (package images: upright, in sRGB, at once
shrunk to what is needed), cut, encoded in each width and format, and published. As many as there are processors are made at a time, and no more than fit into the memory
that the configuration allows. Then the page gets the two things that only now are known: the colour of each photograph, and which one comes first (pictures/finish.go).

What was made is kept on disk (package cache) under a key of all that shapes it: the digest of the photograph, the cut, the encoding, and
the encoders' versions. In a development server nothing of this happens during the build: the publication is handed an offer, which is taken up when the browser asks.

Nothing that a camera wrote beside the pixels gets that far. What is published without being made anew goes through package strip, which takes metadata out of the
containers of all formats and leaves the pixels alone; drawings go through package vector, which lets pass what it knows.

# The second build

A [Builder] builds one site again and again, through the same phases, and takes over from the build before
what is still true. Nothing tells it what has changed: after the scan it gives every input a digest (files whose
size, times and inode are as they were are not read again), and a thing that was made is kept with the digests
of all that it was made from.

	a file taken apart     its bytes, what its sections hand down
	a body                 its file, and the digest of each fact that it read
	a page                 the digest of each fact that it read; its own text is one
	an asset, a copy       its file, what that imports, and how it is dressed
	the icons              their drawing, and the background

A fact is what the views have noted (layouts.Record), by kind and name, and facts.go finds its digest:

	page        what a page says of itself: front matter, what was handed down, address, terms, the pages above and beside it
	body        its finished text, for those who show it elsewhere
	pages, sections, connected, related    the lists that belong to a page
	list, menu, section, file              lists of the whole site, a menu, whether there is a section or a file
	layout, component                      which files a choice of a layout leads to, their bytes, and the words that they
	                                       ask for in the site's language; so an override that appears or vanishes
	                                       changes the answer
	link                                   what a destination in a page leads to, nothing included
	config, practice, data, feeds          a part of the configuration, the business, the data files, the feeds of a page
	asset, picture, icon, fonts, share     what a page is dressed in
	calendar    the address of the calendar of a page
	press       whether and how hard texts are compressed, which findings on the weight of pages go by
	policy      how browsers are told of policies; where these stand in pages, what is allowed, too

A page depends on a list where it shows which pages are in it, and on the pages of which it shows more: a new title of one
page reaches the lists that show that title, a new layout the pages that are drawn with it and no body. The day counts only by what it changes: a
page that comes or goes, an event that is over, a season or a closure that ends. Should a
file change between its digest and its reading, the build begins again. A build with errors leaves the pages of the last good
one for the next. When no input has changed and nothing has come due, the build is idle and ends after the scan.
With Options.Remember the builds before may be of other processes. What a build leaves then stands in a book (package cache) in the folder of the cache, under a key of
the program's own bytes and of the options:

	head      when it was, when something comes due, the digest of all that the graph was made from, what it had to say
	ledger    the digest of every input, with its size, times and place
	kept      which pages, bodies, copies and lists there are, with the facts that they read; as a rule only what has changed since a
	          whole one was written as a blob (save.go, restore.go)
	blobs     the fields of pages, finished bodies, what checks need of finished pages, assets

Head and ledger are enough to see that nothing has changed and that the published folder is as it was left: then the build ends, and says what the last one said (book.go). The published files
themselves stand for the bytes of pages. Where the graph is made from the same as before, all facts of it hold as a whole, links of pages that were not made anew are not followed
again (links.go), and feeds and sitemaps stay (lists.go). With Options.Verify nothing is taken over, and all is held against what is kept (verify.go); [Explain] tells from it (explain.go, effects.go).

One test (builder_test.go) edits a site at random and compares each build with one from nothing; another (facts_test.go) takes the
recording of each kind of fact away in turn, and sees a page go stale. A third (book_test.go) does what the first does with builds of their own processes, breaks
some off, lets time pass, and damages what is kept.

# What is wrong with a page

A rule (package check/rule) looks at a finished page, just as it is published, when it is made, and knows nothing of where anything on it
comes from. What it finds is kept with the page, so a page that is not made anew says it again: which rule, which words, and the tag that
they stand in. Only when all pages are finished are those few findings looked for, word by word, in the files that the page was made
from (check/origin): its own, the layouts, the configuration, the data, and what other pages may show of theirs (elsewhere.go). Then a comment at that
place may let it pass (check.Allowance), and stillpoint.baseline may know it (judgement.go, baseline.go). Which rules are on is a fact that each page
has read.

Links are followed when all pages are finished (check.All), since only then it is known what is published. Of each page its links and its places
are kept, and no more; for those that are at fault, the finished page is looked into again for the elements in which they stand (faults.go). What was
wrong is kept with the build as a whole: where there are the same outputs with the same places in them, only the links of pages that were made anew are
followed. Where redirects lead is asked of package hosting.

How heavy a page is, no page knows when it is made. What it loads at first is kept with it, and all pages are weighed when all files are
there (weigh.go).

# What browsers may do with a page, and what the host is told

What a page needs of browsers, package policy reads when it is finished, from the tree that the rules look at, and it is kept with the page as bytes (guard.go). With what the configuration allows it becomes a
Content-Security-Policy when all pages are there (policies.go), or at once where the host sends no header fields and pages have it in them. Style sheets of the site are read, too, for their fonts and pictures.

What a host is told of a site is one value, hostfiles.Site: redirects, header fields, policies, which names have fingerprints. Each host has a writer that puts it into its language, and says what it
cannot. The same value says how the host answers (hosting.Describe): serve asks that, and so does publish --verify. These files depend on the whole site and are made anew with each build.

A text is published compressed, too, where the host wants it: the publication is wrapped in one that puts the compressed forms beside each text (precompress.go).

# From public/ to the world

Package deploy sends a finished site to a place: Compare makes a plan, which is a plain value, and Publish carries it out. A place is a Remote (folder, sftp, bucket) that lists, puts and removes files; the order, the lock, the
manifest of what is ours, the notes by which a run goes on after a cut, and the verification are the engine's, once for all. A branch of a git repository is no Remote, since a push is whole in itself: it makes the same plan and carries it out by
one commit. deploytest holds every Remote to what it promises, and cuts publications at random moments, while somebody looks after each operation whether a page is there that names what is not.

# Watching and serving

	watch      says “look again”: events of the system, debounced to the end of a burst; or a pace
	rebuild    the loop: build, show, watch the folders that the build has looked into, wait
	serve      shows the last good site of a Builder that builds in memory, and the diagnostics of the last build;
	           tells each browser only what concerns the page that it shows
	hosting    how a static host answers for an address: index files, 404.html, _redirects, _headers

What is watched is what the build has looked into, absences and the way of symbolic links included. Whenever
that has grown, the loop looks again at once, so nothing can come between the look and the watch.

# Rules of the house

One pipeline. There is one build, cold or warm. Whatever watches files only says “look again”.

The same input gives the same bytes, for any number of workers, any order of
files, any clock or locale. Results go into slots by number ([each]), maps are
walked in sorted order, dates come from the content.

Nothing half done is published. Finished files are staged beside the published
ones. Only when every phase is through without an error are they put in place, by
renaming: files that others name first, then pages, then feeds and sitemaps,
removals last, the manifest at the very end. A folder that is new as a whole is put
in place in one step.

Stillpoint removes only what it wrote. The manifest of the last build says
what that is; a file that a person put there stays.

Every complaint has an address. Stages return diagnostics (package diag) beside
their values: file, line, column, the line with a caret, plain words, and what to
do. A phase tells all that it finds before the build stops.

Bodies know nothing of layouts. A body reads any page's metadata, but never
another body, so there is no circle and no half finished page to see. A layout may
read every body.

A render can only see what is recorded. Templates reach the site through views
(layouts.Context and what it leads to) whose methods note each fact that they hand out.

Pure below, effects at the edge. Reading disk lives in source, writing in
publish, the network in serve, the terminal in cmd/stillpoint. Everything between takes values and returns values.

# The rooms and their walls

A package may import those of the floors below it, except where its line says
otherwise. A test over the output of “go list” (walls_test.go) keeps the walls.

	floor 1  diag       diagnostics and their printers                     imports nothing of ours
	         filename   names that a file can have everywhere              imports nothing of ours
	         publish    plan against the manifest, atomic writes; files    filename, lock, compress
	                    in memory
	         pool       lends buffers to workers                           imports nothing of ours
	         wire       plain values to bytes and back                     imports nothing of ours
	         hosting    how a static host answers for an address           imports nothing of ours
	         watch      when to look again                                 imports nothing of ours
	         lock       keeps two builds from writing in one place         imports nothing of ours
	         stamp      tells that a file is the one that was read         wire
	         cache      what was costly to make, on disk, by its recipe;   wire, lock, stamp
	                    books: what a build leaves for the next one
	         images     decodes, shapes and encodes photographs            wire
	         strip      takes metadata out of files, pixels untouched      imports nothing of ours
	         fonts      what a font file says of itself                    compress
	         builtin    the files that the program brings along, and       imports nothing of ours
	                    those that a site has in their place
	         reach      asks other sites whether links still lead there    imports nothing of ours
	         compress   texts made small: Brotli, gzip                     pool
	         deploy     what is sent to a place, in which order, once      publish
	           folder, bucket                                              deploy; bucket also address
	                    a folder, and a bucket of S3 or the like, as such places
	           sftp     a folder of a server, over SFTP                    deploy, address, secret
	           branch   a branch of a git repository, by the command git   deploy, address, lock
	           address  where a site goes, as people write it: form alone  diag
	           secret   where passwords and keys come from                 imports nothing of ours
	floor 2  source     one sorted snapshot of all input files, a ledger   diag, filename, wire, stamp
	                    of their digests
	         records    diagnostics and what else finished things leave,   diag, wire
	                    as bytes
	         decode     YAML, TOML, JSON and CSV with positions, strictly  diag, wire
	         markdown   goldmark: headings, links, component blocks        diag
	         bundle     esbuild: style sheets, scripts, TypeScript         diag
	         vector     drawings made safe                                 diag
	         hostfiles  what hosts are told of a site, in their languages  hosting, compress
	         online     a site that is online against its files            hosting, reach, compress
	floor 3  practice   kinds and their fields, money, hours, addresses    diag, decode
	         config     stillpoint.yaml as plain structs                   diag, decode, practice, bundle, hosting, address, wire
	         words      what layouts say in the site's language, dates     diag, decode
	floor 4  content    one file, one page: front matter                   diag, decode, practice, wire
	         assets     what pages are dressed in, minifiers,              diag, source, config, bundle, strip, vector, wire, records
	                    fingerprints
	         pictures   which forms of a photograph there are, and that    diag, source, config, cache, images, vector, wire
	                    each is made once
	         check      follows links within the site, all rules together, diag, pool, wire, records, claims, the
	                    what comments let pass                             rules below
	           rule     what a rule is, a finished page as a tree and as   diag, wire, pool
	                    passages of text, the cases of rules
	           origin   where something on a page was written              diag, rule
	           style    what style sheets make of a page: colours, sizes   rule
	           access, search, privacy, security, writing, budget, links, claim
	                                                                       rule; access and privacy also style; claim also claims, links also diag, budget also wire, compress
	                    the rules, one file each with its cases beside it
	         policy     what a finished page needs of browsers, and the    wire, rule, style
	                    policy that lets it have that
	         claims     sentences that promise an effect on health, and    diag, decode, pool
	                    what jurisdictions ask of them
	floor 5  site       the graph of pages, which does not change          no html/template, no os
	         schema     JSON Schema, settings and snippets for editors     diag, decode, practice, config, content
	floor 6  layouts    html/template: lookup, views, functions            no net/http
	         draft      a new page: its file, its front matter explained   filename, decode, practice, content, site
	         jsonld     structured data in the words of schema.org         site, practice, decode
	         outputs    feeds, sitemap, web manifest as values             imports nothing of ours
	         share      share pictures and icons, drawn                    imports nothing of ours
	         starter    the site of a practice that has none yet, from     diag, claims, decode, practice, config, words, site
	                    the answers to a few questions
	floor 7  bodies     joins markdown, site and layouts
	         manual     the documentation: guides, and a reference         diag, decode, markdown, practice, config, content, claims, check, rule, layouts
	                    made from the code
	floor 8  generator  the phases
	floor 9  rebuild    the loop of building and watching                  generator, watch, diag
	         serve      the development server, live reload, the overlay   generator, hosting, diag
	floor 10 cmd        flags, wiring, the terminal                        no single stage
	         release    what a release consists of                         imports nothing of ours
	         bench      generated sites, timed beside Hugo                 generator, rebuild, serve, watch
	         edits      random edits of a site, for tests                  imports nothing of ours

Each outside library lives in one room: goldmark in markdown, adrg/frontmatter in
content, tdewolff/minify in assets, html/template in layouts, the lexers of tdewolff/parse in check and its rules, the parsers of
YAML and TOML in decode, esbuild in bundle, the encoders of WebP and AVIF and the conversion of colours in images, brotli and gzip in compress, the shaping of text in share, fsnotify in watch, the tokenizer of x/net/html in serve, bojanz/currency in practice,
the rules of plurals of x/text in words, golang.org/x/image and
the fonts of share pictures in share, the differences of texts in builtin, cobra and rsc.io/qr in cmd/stillpoint,
what tells licences apart in cmd/release, minio-go in deploy/bucket, pkg/sftp and golang.org/x/crypto in deploy/sftp, go-keyring in
deploy/secret, the list of public suffixes of x/net in online, names of hosts (idna) in policy.
*/
package generator
