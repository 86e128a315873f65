package config

import (
	"cmp"
	"fmt"
	"slices"

	"stillpoint/generator/diag"
)

// Images says how pictures are made ready for browsers.
type Images struct {
	Formats     []string          `yaml:"formats" doc:"The formats beside JPEG or PNG that pictures are made in, the best first." example:"[avif, webp]"`
	Quality     Quality           `yaml:"quality" doc:"How closely each format keeps to the photograph."`
	MaxWidth    int               `yaml:"maxWidth" doc:"How many pixels a finished picture may be wide." example:"2560"`
	Sizes       map[string]string `yaml:"sizes" doc:"How wide pictures are on a page, as the attribute sizes of HTML says it: under text those of a text, else by the component that holds them." example:"{text: 40rem}"`
	Placeholder string            `yaml:"placeholder" doc:"What stands in the place of a picture until it has come: its colour, or nothing." example:"tone"`
	Originals   string            `yaml:"originals" doc:"Which pictures are published as they are, too: those that are linked to, or all." example:"linked"`
	MaxPixels   int               `yaml:"maxPixels" doc:"How many megapixels a picture may have." example:"100"`
	MaxMemory   int               `yaml:"maxMemory" doc:"How many MiB of memory pictures may take while they are made." example:"768"`
	Keep        int               `yaml:"keep" doc:"How many days an unused picture stays in the cache." example:"30"`
}

// Quality is how closely each format keeps to the source, from 1 to 100; 0 leaves it to Stillpoint.
type Quality struct {
	JPEG int `yaml:"jpeg" doc:"From 1 to 100; 0 leaves it to Stillpoint." example:"82"`
	WebP int `yaml:"webp" doc:"From 1 to 100; 0 leaves it to Stillpoint." example:"80"`
	AVIF int `yaml:"avif" doc:"From 1 to 100; 0 leaves it to Stillpoint." example:"60"`
}

// The name in Images.Sizes of pictures that stand in a text, and their sizes where nothing is said of them: those of
// the text column of the built-in layouts.
const (
	textSizes        = "text"
	defaultTextSizes = "(min-width: 43.5rem) 40rem, (min-width: 28.125rem) 92vw, calc(100vw - 2.25rem)"
)

// SizesWithin returns how wide a picture is on a page, as the attribute sizes of HTML says it: of a picture in a
// component block by the block's name, of one in a text where that is "".
func (i Images) SizesWithin(component string) string {
	return cmp.Or(i.Sizes[component], defaultSizes()[component], i.Sizes[textSizes], defaultTextSizes)
}

// defaultSizes are those of the built-in components that show pictures at another width than that of the text.
func defaultSizes() map[string]string {
	return map[string]string{"gallery": "(min-width: 72rem) 21.125rem, (min-width: 64.7rem) 30vw, (min-width: 42.7rem) 45vw, (min-width: 28.125rem) 92vw, calc(100vw - 2.25rem)"}
}

func defaultImages() Images {
	return Images{
		Formats: []string{"webp"}, MaxWidth: 2560,
		Placeholder: "tone", Originals: "linked", MaxPixels: 100, MaxMemory: 768, Keep: 30,
	}
}

func (i Images) validate(c *checker) {
	for _, format := range i.Formats {
		c.oneOf("image format", format, []string{"avif", "webp"}, "images", "formats")
	}
	c.oneOf("placeholder", i.Placeholder, []string{"tone", "none"}, "images", "placeholder")
	c.oneOf("choice of originals", i.Originals, []string{"linked", "all"}, "images", "originals")
	c.between("quality of jpeg", i.Quality.JPEG, 0, 100, "images", "quality", "jpeg")
	c.between("quality of webp", i.Quality.WebP, 0, 100, "images", "quality", "webp")
	c.between("quality of avif", i.Quality.AVIF, 0, 100, "images", "quality", "avif")
	c.between("maxPixels", i.MaxPixels, 1, 1000, "images", "maxPixels")
	c.between("maxMemory", i.MaxMemory, 64, 65536, "images", "maxMemory")
	c.between("keep", i.Keep, 1, 3650, "images", "keep")
	c.between("maxWidth", i.MaxWidth, 64, 8192, "images", "maxWidth")
}

func (c *checker) oneOf(what, value string, known []string, path ...string) {
	if !slices.Contains(known, value) {
		c.fail("unknown-value", fmt.Sprintf("unknown %s %q%s", what, value, diag.DidYouMean(value, known)), "write "+or(known), path...)
	}
}

// or joins words to a choice: "tone or none".
func or(words []string) string {
	text := words[0]
	for _, word := range words[1:] {
		text += " or " + word
	}
	return text
}
