package main

import (
	"fmt"
	"io"
	"strings"

	"rsc.io/qr"
)

// quiet is the width of the light border of a code, in modules. The standard (ISO/IEC 18004) asks for
// four; two are enough for a bright screen, and fit into small windows.
const quiet = 2

// printCode draws a QR code, two rows of modules in each line. With colours it sets both itself, so
// that it can be read on dark terminals as well as on light ones.
func printCode(w io.Writer, text string, colour bool) {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return // the address itself has been printed
	}
	for y := -quiet; y < code.Size+quiet; y += 2 {
		var row strings.Builder
		for x := -quiet; x < code.Size+quiet; x++ {
			row.WriteString(half(code.Black(x, y), code.Black(x, y+1)))
		}
		line := row.String()
		if colour {
			line = "\x1b[30;107m" + line + "\x1b[0m"
		}
		fmt.Fprintf(w, "  %s\n", line)
	}
	fmt.Fprintln(w)
}

// half returns the character with a dark upper half, a dark lower half, both or none.
func half(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}
