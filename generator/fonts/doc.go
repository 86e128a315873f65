// Package fonts reads font files: of what family and weight they are, how tall
// their lines are and how wide their letters, which characters they draw. It
// unpacks the formats of the web, WOFF and WOFF2, into those of the desktop,
// and writes the rules of CSS that load a font and a fallback of the same size.
//
// Files may come from anywhere: what is damaged gives an error in plain words,
// never a panic, and no file takes more than a few times [MaxSize] of memory.
package fonts
