package main

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"

	"stillpoint/generator/images"
)

// photograph is a program of the scripts and of the pages of the documentation whose reader has a photograph. It draws
// one of a given size, soft as light in photographs is, into a file: photograph FILE WIDTH HEIGHT.
func photograph() {
	if err := drawInto(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "photograph:", err)
		os.Exit(exitUsage)
	}
}

func drawInto(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: photograph FILE WIDTH HEIGHT")
	}
	width, wrong := strconv.Atoi(args[1])
	height, too := strconv.Atoi(args[2])
	if err := errors.Join(wrong, too, os.MkdirAll(filepath.Dir(args[0]), 0o755)); err != nil {
		return err
	}
	return os.WriteFile(args[0], drawn(args[0], width, height), 0o644)
}

// drawn returns a photograph: soft colours, edges, and the grain of a sensor. Others with the same name have the same bytes.
func drawn(name string, width, height int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	random := rand.New(rand.NewPCG(uint64(crc32.ChecksumIEEE([]byte(path.Base(name)))), 1))
	tilt := random.IntN(160)
	for y := range height {
		for x := range width {
			grain := random.IntN(24)
			red, green := (40+tilt*x/width)+grain, (200-tilt*y/height)+grain
			img.SetRGBA(x, y, color.RGBA{uint8(red), uint8(green), uint8(120 + 40*((x/64+y/64)%2) + grain), 255})
		}
	}
	var out bytes.Buffer
	var err error
	if path.Ext(name) == ".png" {
		err = png.Encode(&out, img)
	} else {
		err = jpeg.Encode(&out, img, &jpeg.Options{Quality: 90})
	}
	if err != nil {
		panic(err)
	}
	return out.Bytes()
}

// measures fails where a picture, which a pattern finds, has not a given format and size: measures PATTERN FORMAT WIDTH HEIGHT.
func measures(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 4 {
		ts.Fatalf("usage: measures PATTERN FORMAT WIDTH HEIGHT")
	}
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%s: %d files", args[0], len(found))
	}
	data, err := os.ReadFile(found[0])
	ts.Check(err)
	info, err := images.Inspect(data, images.Limits{})
	ts.Check(err)
	if string(info.Format) != args[1] || strconv.Itoa(info.Width) != args[2] || strconv.Itoa(info.Height) != args[3] {
		ts.Fatalf("%s is a %s of %d × %d", found[0], info.Format, info.Width, info.Height)
	}
}

var fingerprints = regexp.MustCompile(`\.[0-9a-f]{10}\.`)

// unnamed copies a page without the fingerprints of its pictures, which are others with each version of the encoders: unnamed FROM TO.
func unnamed(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: unnamed FROM TO")
	}
	page, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), fingerprints.ReplaceAll(page, []byte(".HASH.")), 0o644))
}

// large writes a file of a given number of bytes: large FILE BYTES.
func large(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: large FILE BYTES")
	}
	size, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o755))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Repeat([]byte("."), size), 0o644))
}

// holds fails where the one file that a pattern finds does not match an expression: holds PATTERN EXPRESSION.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: holds PATTERN EXPRESSION")
	}
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) == 0 && neg {
		return
	}
	if len(found) != 1 {
		ts.Fatalf("%s: %d files", args[0], len(found))
	}
	data, err := os.ReadFile(found[0])
	ts.Check(err)
	if regexp.MustCompile(args[1]).Match(data) == neg {
		ts.Fatalf("%s is\n%s", found[0], data)
	}
}
