package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/diag"
	"stillpoint/generator/schema"
)

func schemaCommand(t terminal) *cobra.Command {
	var f schemaFlags
	cmd := &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Tell editors what may be written, so that they complete and check it",
		Long: `Schema prints what may be written in stillpoint.yaml and in front matter as JSON Schema
(draft 7), with the rules, kinds and taxonomies of this site. Without a name it lists all there are.

With --editor it puts settings, schemas and snippets for VS Code and .editorconfig into the
site's folder. A file that is there already is left alone.`,
		Example: `  stillpoint schema
  stillpoint schema config > config.schema.json
  stillpoint schema therapy
  stillpoint schema --editor
  stillpoint schema --write .vscode/schemas`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return runSchema(cmd, t, f, args) },
	}
	f.add(cmd, "production")
	cmd.Flags().StringVar(&f.write, "write", "", "write all schemas into this folder, over those that are there")
	cmd.Flags().BoolVar(&f.editor, "editor", false, "write settings, schemas and snippets for editors into the site's folder")
	return cmd
}

type schemaFlags struct {
	siteFlags
	write  string
	editor bool
}

func runSchema(cmd *cobra.Command, t terminal, f schemaFlags, args []string) error {
	if len(args) > 1 || len(args) == 1 && (f.editor || f.write != "") {
		return usageError{fmt.Errorf("schema takes one name, or a flag that says where to write%s", seeHelp(cmd))}
	}
	names, err := f.names(cmd.Context(), t)
	if err != nil {
		return err
	}
	switch {
	case f.editor:
		return writeEditorFiles(t, f.source, schema.EditorFiles(names))
	case f.write != "":
		return writeSchemas(t, f.write, schema.Documents(names))
	case len(args) == 0:
		return listSchemas(t, schema.Documents(names))
	}
	return printSchema(cmd, t, schema.Documents(names), args[0])
}

func (f *schemaFlags) names(ctx context.Context, t terminal) (schema.Names, error) {
	options, err := f.options(t)
	if err != nil {
		return schema.Names{}, err
	}
	return generator.Names(ctx, options)
}

func listSchemas(t terminal, documents []schema.Document) error {
	table := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, d := range documents {
		fmt.Fprintf(table, "%s\t%s\n", d.Name, d.Says)
	}
	return table.Flush()
}

func printSchema(cmd *cobra.Command, t terminal, documents []schema.Document, name string) error {
	var known []string
	for _, d := range documents {
		if d.Name == name {
			_, err := t.out.Write(d.Text())
			return err
		}
		known = append(known, d.Name)
	}
	return usageError{fmt.Errorf("there is no schema %q%s\nstillpoint schema lists all", name, diag.DidYouMean(name, known))}
}

func writeSchemas(t terminal, folder string, documents []schema.Document) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, d := range documents {
		if err := os.WriteFile(filepath.Join(folder, d.File()), d.Text(), 0o644); err != nil {
			return err
		}
	}
	fmt.Fprintf(t.out, "%d schemas are in %s.\n", len(documents), folder)
	return nil
}

// writeEditorFiles writes files into the folder of a site. Those that are there already are left alone, whatever is in them.
func writeEditorFiles(t terminal, folder string, files []schema.File) error {
	differing := 0
	for _, f := range files {
		was, err := putNew(filepath.Join(folder, filepath.FromSlash(f.Path)), f.Text)
		switch {
		case err != nil:
			return err
		case was == nil:
			fmt.Fprintf(t.out, "written    %s\n", f.Path)
		case bytes.Equal(was, f.Text):
			fmt.Fprintf(t.out, "unchanged  %s\n", f.Path)
		default:
			differing++
			fmt.Fprintf(t.out, "kept       %s, which says something else\n", f.Path)
		}
	}
	if differing > 0 {
		fmt.Fprintf(t.out, "To have a file anew, delete it and say stillpoint schema --editor again. For the schemas alone: stillpoint schema --write %s\n", schema.Folder)
	}
	return nil
}

// putNew writes a file that is not there yet, with its folders. Where there is one, it returns what is in it, which is never nil.
func putNew(name string, text []byte) (was []byte, err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		was, err = os.ReadFile(name)
		return append([]byte{}, was...), err
	}
	if err != nil {
		return nil, err
	}
	_, err = file.Write(text)
	return nil, errors.Join(err, file.Close())
}
