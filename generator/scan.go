package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"stillpoint/generator/assets"
	"stillpoint/generator/config"
	"stillpoint/generator/content"
	"stillpoint/generator/diag"
	"stillpoint/generator/layouts"
	"stillpoint/generator/source"
	"stillpoint/generator/words"
)

// ConfigFile is the name of a site's configuration.
const ConfigFile = "stillpoint.yaml"

const dataFolder = "data"

// inputFolders are the folders that a site is made from.
func inputFolders() []string {
	return []string{content.Folder, layouts.Folder, assets.Folder, dataFolder, words.Folder}
}

// scan lists all input files and reads the configuration.
func (b *build) scan(ctx context.Context) error {
	root, err := source.OpenFolder(b.options.Source)
	if errors.Is(err, fs.ErrNotExist) {
		b.report(diag.New("no-site", "", fmt.Sprintf("there is no folder %s", b.options.Source), "name the site's folder with --source"))
		b.halted = true
		return nil
	}
	if err != nil {
		return err
	}
	b.root = root
	var opening sync.WaitGroup
	opening.Go(func() { b.warm.open(b.options, root.FS()) }) // beside the scan, which waits for the disk
	snapshot, problems := source.Scan(ctx, b.layers()...)
	opening.Wait()
	b.snapshot = snapshot
	b.report(problems...)
	if err := b.recall(ctx); err != nil || b.halted {
		return err
	}
	b.readConfig()
	b.halted = b.failed()
	return nil
}

// defaultsLayer is the name of the layer of files that Stillpoint brings along.
const defaultsLayer = "defaults"

func (b *build) layers() []source.Layer {
	roots := append([]string{ConfigFile, BaselineFile}, inputFolders()...)
	if overlay := b.overlayFile(); overlay != "" {
		roots = append(roots, overlay)
	}
	layers := []source.Layer{{Name: "site", FS: b.root.FS(), Dir: b.root.Dir(), Roots: roots}}
	if b.options.Defaults != nil {
		layers = append(layers, source.Layer{Name: defaultsLayer, FS: b.options.Defaults, Roots: []string{layouts.Folder, assets.Folder}})
	}
	return layers
}

func (b *build) overlayFile() string {
	if b.options.Environment == "" {
		return ""
	}
	return "stillpoint." + b.options.Environment + ".yaml"
}

func (b *build) readConfig() {
	base := b.text(ConfigFile)
	if base == nil {
		if b.snapshot.Lookup(ConfigFile) == nil {
			b.report(diag.New("no-config", ConfigFile, "there is no stillpoint.yaml in this folder",
				"run stillpoint in the site's folder, or name that folder with --source"))
		}
		return
	}
	conf, problems := config.Decode(base, b.text(b.overlayFile()), knownNames())
	b.report(problems...)
	if conf != nil && b.options.BaseURL != "" {
		if err := conf.SetBaseURL(b.options.BaseURL); err != nil {
			b.report(diag.New("bad-base-url", "", fmt.Sprintf("--base-url: %v", err), "write it as https://example.org/"))
		}
	}
	b.config = conf
}

// text reads a file of the snapshot as text; nil, with or without a diagnostic, where it
// cannot be had.
func (b *build) text(name string) *diag.File {
	file := b.snapshot.Lookup(name)
	if file == nil {
		return nil
	}
	text, problem := file.Text()
	if problem != nil {
		b.report(*problem)
	}
	return text
}

// texts reads all files of a folder as text.
func (b *build) texts(folder string) []*diag.File {
	var files []*diag.File
	for _, f := range b.snapshot.Under(folder) {
		if text := b.text(f.Path); text != nil {
			files = append(files, text)
		}
	}
	return files
}
