// Package records holds what one build leaves for the next: which facts each finished thing has read, with their digests, and
// how all of that is written to bytes.
package records
