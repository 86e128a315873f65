package generator

import (
	"context"
	"maps"
	"slices"

	"stillpoint/generator/check"
	"stillpoint/generator/claims"
	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/layouts"
	"stillpoint/generator/schema"
	"stillpoint/generator/source"
)

// knownNames are the names that a configuration may use.
func knownNames() config.Known {
	return config.Known{Rules: check.Codes(), Jurisdictions: claims.Jurisdictions()}
}

// Names returns the names that the schemas of a site need: its rules, its kinds, its taxonomies, its component blocks. What is
// wrong with the site is passed over, since an editor helps to mend it: for a configuration that cannot be read the
// defaults stand in, and for a folder that is not there the site that is to come.
func Names(ctx context.Context, o Options) (schema.Names, error) {
	b := newBuild(o)
	err := b.scan(ctx)
	if err == nil && b.snapshot == nil {
		b.snapshot, _ = source.Scan(ctx, source.Layer{Name: defaultsLayer, FS: o.Defaults, Roots: []string{layouts.Folder}})
	}
	names := schema.Names{}
	if b.snapshot != nil {
		names = b.names()
	}
	_, err = b.end(err)
	return names, err
}

func (b *build) names() schema.Names {
	conf := b.config
	if conf == nil {
		conf = config.Default()
	}
	set, _ := layouts.Parse(b.texts(layouts.Folder), layouts.Base{})
	return schema.Names{
		Known: knownNames(), Components: set.Components(),
		Pages: content.Options{Kinds: pageKinds(set), Taxonomies: slices.Sorted(maps.Keys(conf.Taxonomies))},
	}
}
