// Package deploy sends a finished site to the place that it is served from.
package deploy

// Own is where at a place Stillpoint keeps what it must know of it.
const Own = ".stillpoint-published/"
