package generator

import (
	"stillpoint/generator/layouts"
	"stillpoint/generator/site"
)

func (b *build) share(p *site.Page) (layouts.Picture, error) { return layouts.Picture{}, nil }

func (b *build) pictureOf(p *site.Page) (string, bool) { return "", false }
