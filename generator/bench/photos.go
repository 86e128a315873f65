package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"text/tabwriter"
)

// The comparison of photographs: both programs make of each of them two widths of WebP and one of JPEG.
const (
	photoWidth, photoHeight = 4000, 3000
	photosOnPage            = 25
	photoKinds              = 8 // that differ in what they show; the others differ in a comment, and so for every cache
)

// comparePhotos builds a site of photographs from nothing, and then again, with each program in turn.
func comparePhotos(ctx context.Context, o options, work string, out io.Writer) error {
	both := contenders(o, work)
	if err := writePhotos(filepath.Join(work, "photos"), o.photos); err != nil {
		return err
	}
	for _, c := range both {
		if err := writePhotoSite(c, filepath.Join(work, "photos"), o.photos); err != nil {
			return err
		}
	}
	cold, warm := make([][]measure, len(both)), make([][]measure, len(both))
	for range o.runs {
		for i, c := range both {
			first, err1 := c.cold(ctx)
			again, err2 := c.once(ctx)
			if err := cmp.Or(err1, err2); err != nil {
				return err
			}
			cold[i], warm[i] = append(cold[i], first), append(warm[i], again)
		}
	}
	reportPhotos(out, both, cold, warm, o.photos)
	return nil
}

func reportPhotos(out io.Writer, both []*contender, cold, warm [][]measure, photos int) {
	fmt.Fprintf(out, "%d photographs of 12 megapixels, %d runs each in turn, medians\n", photos, len(cold[0]))
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tcold s\tCPU s\tpeak MiB\twarm s\tcold : warm\tfiles\tMB\t")
	for i, c := range both {
		first, second := median(figures(cold[i], wallSeconds)), median(figures(warm[i], wallSeconds))
		files, size := pictures(c.public())
		fmt.Fprintf(table, "%s\t%.1f\t%.1f\t%.0f\t%.2f\t%.0f\t%d\t%.1f\t\n", c.name, first,
			median(figures(cold[i], cpuSeconds)), median(figures(cold[i], peakMiB)), second, first/second, files, float64(size)/1e6)
	}
	table.Flush()
}

// pictures counts the finished pictures of a site and their bytes.
func pictures(dir string) (files int, size int64) {
	_ = filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if ext := filepath.Ext(name); err == nil && (ext == ".webp" || ext == ".jpg") {
			files++
			if info, err := entry.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	return files, size
}

// writePhotos draws photographs into a folder.
func writePhotos(dir string, photos int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	kinds := make([][]byte, min(photoKinds, photos))
	for i := range kinds {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, photograph(uint64(i)), &jpeg.Options{Quality: 92}); err != nil {
			return err
		}
		kinds[i] = out.Bytes()
	}
	for i := range photos {
		data := kinds[i%len(kinds)]
		comment := fmt.Sprintf("photograph %06d", i)
		head := append([]byte{0xff, 0xd8, 0xff, 0xfe, 0, byte(len(comment) + 2)}, comment...)
		if err := os.WriteFile(photoFile(dir, i), append(head, data[2:]...), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func photoFile(dir string, i int) string { return filepath.Join(dir, fmt.Sprintf("photo-%04d.jpg", i)) }

// photograph draws noise of many scales, the finer the fainter, as light in photographs is spread.
func photograph(seed uint64) image.Image {
	random := rand.New(rand.NewPCG(seed, 1))
	img := image.NewYCbCr(image.Rect(0, 0, photoWidth, photoHeight), image.YCbCrSubsampleRatio420)
	fill(img.Y, img.YStride, photoWidth, photoHeight, random, 9)
	fill(img.Cb, img.CStride, photoWidth/2, photoHeight/2, random, 4)
	fill(img.Cr, img.CStride, photoWidth/2, photoHeight/2, random, 4)
	return img
}

// fill adds up layers of noise, each twice as fine as the one before and half as strong, until the finest has a grain of two.
func fill(plane []uint8, stride, width, height int, random *rand.Rand, layers int) {
	sum := make([]float32, width*height)
	strength := float32(64)
	for layer := range layers {
		addNoise(sum, width, height, max(2, 1024>>layer), strength, random)
		strength /= 1.9
	}
	for y := range height {
		for x := range width {
			plane[y*stride+x] = uint8(max(0, min(255, 128+sum[y*width+x])))
		}
	}
}

// addNoise adds random values at the corners of a grid, and what lies between them.
func addNoise(sum []float32, width, height, grain int, strength float32, random *rand.Rand) {
	columns := width/grain + 2
	grid := make([]float32, columns*(height/grain+2))
	for i := range grid {
		grid[i] = strength * (2*random.Float32() - 1)
	}
	for y := range height {
		row, down := y/grain*columns, float32(y%grain)/float32(grain)
		for x := range width {
			at, right := row+x/grain, float32(x%grain)/float32(grain)
			above := grid[at] + right*(grid[at+1]-grid[at])
			below := grid[at+columns] + right*(grid[at+columns+1]-grid[at+columns])
			sum[y*width+x] += above + down*(below-above)
		}
	}
}

// writePhotoSite writes the site of a program: pages of photographs, each a bundle.
func writePhotoSite(c *contender, from string, photos int) error {
	files := stillpointPhotoFiles()
	if c.name == hugoName {
		files = hugoPhotoFiles()
	}
	if err := writeFiles(c.dir, files); err != nil {
		return err
	}
	for i := range photos {
		page := filepath.Join(c.dir, "content", fmt.Sprintf("album-%03d", i/photosOnPage))
		if i%photosOnPage == 0 {
			if err := writeFiles(page, map[string]string{"index.md": albumPage(c.name, i, min(photos, i+photosOnPage))}); err != nil {
				return err
			}
		}
		if err := os.Link(photoFile(from, i), photoFile(page, i)); err != nil {
			return err
		}
	}
	return nil
}

func albumPage(program string, from, to int) string {
	page := "---\ntitle: Album\n"
	if program == hugoName {
		page += "build: {publishResources: false}\n"
	}
	page += "---\n\n"
	for i := from; i < to; i++ {
		page += fmt.Sprintf("![Photograph %d](photo-%04d.jpg)\n\n", i, i)
	}
	return page
}

func stillpointPhotoFiles() map[string]string {
	return map[string]string{
		"stillpoint.yaml":   "site: {title: Photographs, url: https://example.org/, language: en}\nimages:\n  sizes: {text: 640px}\n",
		"content/_index.md": "---\ntitle: Photographs\n---\n",
	}
}

func hugoPhotoFiles() map[string]string {
	return map[string]string{
		"hugo.yaml": "baseURL: https://example.org/\nlanguageCode: en\ntitle: Photographs\ndisableKinds: [taxonomy, term, RSS]\n",
		"layouts/baseof.html": `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>{{ block "main" . }}{{ end }}</body></html>
`,
		"layouts/page.html": `{{ define "main" }}{{ .Content }}{{ end }}`,
		"layouts/home.html": `{{ define "main" }}{{ range site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}`,
		"layouts/_markup/render-image.html": `{{- $image := .Page.Resources.Get .Destination -}}
{{- $small := $image.Resize "640x webp" }}{{ $large := $image.Resize "1280x webp" }}{{ $plain := $image.Resize "640x jpeg" -}}
<picture><source type="image/webp" srcset="{{ $small.RelPermalink }} 640w, {{ $large.RelPermalink }} 1280w" sizes="640px"><img src="{{ $plain.RelPermalink }}" alt="{{ .PlainText }}" width="{{ $plain.Width }}" height="{{ $plain.Height }}" loading="lazy"></picture>
`,
	}
}
