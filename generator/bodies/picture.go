package bodies

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"stillpoint/generator/layouts"
	"stillpoint/generator/markdown"
	"stillpoint/generator/pictures"
)

// image gives an image of the Markdown its place in the page.
func (w *work) image(ref markdown.Reference) (markdown.Target, *markdown.Problem) {
	target, problem := w.renderer.env.Resolve(w.page.Source.File.Name(), ref.Destination, w.record)
	switch {
	case problem != nil:
		return markdown.Target{URL: ref.Destination}, &markdown.Problem{Code: "missing-image",
			Message: strings.Replace(problem.Message, "page or file", "picture", 1), Hint: "put the picture beside this page and write its file name"}
	case target == nil:
		return markdown.Target{URL: ref.Destination, External: true}, nil
	case target.Page != nil:
		return markdown.Target{URL: target.URL}, &markdown.Problem{Code: "missing-image",
			Message: fmt.Sprintf("%q is a page, not a picture", ref.Destination), Hint: "for a link leave out the exclamation mark"}
	}
	file := layouts.PictureFile(target)
	if problem := unshowable(file); problem != nil {
		return markdown.Target{URL: target.URL}, problem
	}
	if !pictures.Known(file) {
		return markdown.Target{URL: target.URL}, nil
	}
	return markdown.Target{URL: target.URL, Element: w.picture(file, ref)}, nil
}

// unshowable tells of the kinds of pictures that cameras and programs write and browsers cannot show.
func unshowable(file string) *markdown.Problem {
	kind := strings.ToLower(path.Ext(file))
	if !slices.Contains([]string{".heic", ".heif", ".tif", ".tiff", ".bmp", ".psd", ".dng", ".cr2", ".nef", ".arw"}, kind) {
		return nil
	}
	return &markdown.Problem{Code: "bad-image", Message: fmt.Sprintf("a picture of the kind %s cannot be shown by browsers, nor turned into one that can", kind),
		Hint: "save it as JPEG: phones do that when they share a picture by e-mail"}
}

// picture returns an image as an element of HTML, "" where its file is not there. A component named image, where
// the site has one, may put it otherwise.
func (w *work) picture(file string, ref markdown.Reference) string {
	env := w.renderer.env
	image := env.Show(pictures.Request{
		File: file, Focus: pictures.Center(), Sizes: env.Site.Config.Images.SizesWithin(ref.Within),
	}, w.record)
	if image == nil {
		return ""
	}
	element := image.HTML(pictures.Markup{Alt: ref.Text, Title: ref.Title})
	w.record.Component(imageComponent)
	if !w.renderer.set.HasComponent(imageComponent) {
		return element
	}
	return w.ownPicture(element, ref)
}

// imageComponent is the name of the component that draws the images of Markdown, where a site has one.
const imageComponent = "image"

func (w *work) ownPicture(element string, ref markdown.Reference) string {
	block := &layouts.Block{Name: imageComponent, Index: w.blocks, Inner: layouts.HTML(element), Attributes: []layouts.Attribute{
		{Key: "src", Value: ref.Destination}, {Key: "alt", Value: ref.Text}, {Key: "title", Value: ref.Title}, {Key: "within", Value: ref.Within},
	}}
	w.blocks++
	var out strings.Builder
	problems, err := w.renderer.set.Component(&out, w.renderer.env, w.page, w.record, block)
	w.result.Problems = append(w.result.Problems, problems...)
	if err != nil {
		return element
	}
	return strings.TrimSpace(out.String())
}

// frontMatterImages checks the pictures that the front matter names.
func (w *work) frontMatterImages() {
	source := w.page.Source
	for _, field := range []string{"image", "photo", "map"} {
		if named := source.Named(field); named != "" {
			w.frontMatterImage(field, named)
		}
	}
	if _, err := pictures.ParseFocus(source.ImageFocus); err != nil {
		w.result.Problems = append(w.result.Problems, source.FieldError("imageFocus", "bad-image", err.Error(), ""))
	}
}

func (w *work) frontMatterImage(field, named string) {
	source := w.page.Source
	target, problem := w.renderer.env.Resolve(source.File.Name(), named, w.record)
	switch {
	case problem != nil || target != nil && target.Page != nil:
		w.result.Problems = append(w.result.Problems, source.FieldError(field, "missing-image",
			fmt.Sprintf("there is no picture %q", named), "put the picture beside this page and write its file name"))
	case target != nil:
		if bad := unshowable(layouts.PictureFile(target)); bad != nil {
			w.result.Problems = append(w.result.Problems, source.FieldError(field, bad.Code, bad.Message, bad.Hint))
		}
	}
}
