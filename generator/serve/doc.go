// Package serve is the development server: it answers with the finished site as it
// lies in memory, tells browsers what has changed, and puts what is wrong before their eyes.
//
// It builds nothing and reads no disk. The caller hands it the result of each build
// ([Server.Show]) and the listeners ([Server.Serve]). Answers are those of a static host
// (package hosting), so what an author sees here is what visitors will get, but for three
// things: HTML gets the element of a script, nothing is cached without asking again, and
// headers that would outlive the preview are kept back.
//
// # The way of a change
//
// [Server.Show] makes an edition of a result and wakes the streams of server-sent
// events; it waits for none of them. Each stream knows the view that its browser shows, that is the digests
// of the page and of what the page refers to. It compares that with the view that the
// same address has in the newest edition and sends the least that makes them equal:
// nothing, a few style sheets and pictures to be swapped, or a reload. A browser that was
// away tells the version of its view when it connects, and catches up.
//
// # What is wrong
//
// Each stream also tells its browser what the last build found wrong: errors first, then what is found on the page that it shows, then all else,
// and of each finding of the checks what its rule asks for ([generator.RuleOf]). On which pages a finding stands is known from the result
// ([generator.Result.Spread]). The panel in the page (browser/panel.js) puts errors over the page, and warnings behind a badge. It is told anew with each
// build that changes any of it, so a finding goes when it is mended or let pass.
//
// # Who may ask
//
// The server stands on the machine of its user, beside pages of strangers in the same
// browser. Requests under a name that is not this machine's, from another site's page,
// or with an address that is written to be read in two ways are refused; so are, with a token set,
// clients on the network that do not know it. There is a bound to connections, streams,
// sizes and waiting times.
package serve
