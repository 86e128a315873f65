package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"stillpoint/generator/builtin"
)

func layoutsEjectCommand(t terminal) *cobra.Command {
	var f layoutsFlags
	var all bool
	cmd := &cobra.Command{
		Use:   "eject NAME…",
		Short: "Copy built-in files into your site, to change them",
		Long: `Eject copies built-in layouts or assets into your site's layouts/ and assets/, where they take the place of the
built-in ones and are yours to change. It never writes over a file that you have.

A comment at the top of each says which built-in version it began as; it does not show on the site. Leave it there: with it,
stillpoint layouts diff tells after an update what has changed since. The text itself is kept in layouts/.built-in/ and
assets/.built-in/, which builds pass over. To go back to the built-in file, delete yours.`,
		Example: `  stillpoint layouts eject partials/footer.html
  stillpoint layouts eject therapy components/note.html css/site.css
  stillpoint layouts eject --all`,
		Annotations: map[string]string{givenKey: "rm -r layouts"},
		RunE: func(cmd *cobra.Command, names []string) error {
			if all == (len(names) > 0) {
				return usageError{fmt.Errorf("name the files to eject, or give --all%s", seeHelp(cmd))}
			}
			return f.with(cmd, names, func(w *workshop, chosen []*builtin.File) error { return w.ejectChosen(t, chosen) })
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "eject every file that you do not have yet")
	return cmd
}

// ejectChosen ejects the chosen files, or all where none is chosen.
func (w *workshop) ejectChosen(t terminal, chosen []*builtin.File) error {
	if len(chosen) == 0 {
		return w.eject(t, w.files)
	}
	var own []string
	for _, file := range chosen {
		if file.Wins != builtin.BuiltIn {
			own = append(own, file.Name)
		}
	}
	if len(own) > 0 {
		return fmt.Errorf("you have %s already: nothing was written\nTo begin anew, move it away first; stillpoint layouts diff shows what you have changed", strings.Join(own, " and "))
	}
	return w.eject(t, chosen)
}

// eject writes those of the files that the site has not.
func (w *workshop) eject(t terminal, files []*builtin.File) error {
	written := 0
	for _, file := range files {
		if file.Wins != builtin.BuiltIn {
			continue
		}
		if err := w.write(builtin.Kept(file.Name), file.Text(), os.O_TRUNC); err != nil {
			return err
		}
		if err := w.write(file.Name, file.Ejected(), os.O_EXCL); err != nil {
			return err
		}
		written++
		fmt.Fprintf(t.out, "%s is yours now.\n", file.Name)
	}
	if written == 0 {
		fmt.Fprintln(t.out, "You have all of them already.")
	}
	return nil
}

// write writes a file within the site's folder. The flag says what becomes of one that is there: os.O_EXCL leaves it alone.
func (w *workshop) write(name string, text []byte, flag int) error {
	if err := w.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	file, err := w.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|flag, fileMode)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

func layoutsCarriedCommand(t terminal) *cobra.Command {
	var f layoutsFlags
	cmd := &cobra.Command{
		Use:   "carried NAME…",
		Short: "Note that your files have what changed in the built-in ones",
		Long: `Carried notes in files of yours that you have carried over what has changed in the built-in ones, or do not want it:
stillpoint layouts diff is silent about them until an update changes them again. Only the version in the comment is changed.`,
		Example: `  stillpoint layouts carried partials/footer.html`,
		RunE: func(cmd *cobra.Command, names []string) error {
			if len(names) == 0 {
				return usageError{fmt.Errorf("name the files%s", seeHelp(cmd))}
			}
			return f.with(cmd, names, func(w *workshop, chosen []*builtin.File) error { return w.carryChosen(t, chosen) })
		},
	}
	f.add(cmd)
	return cmd
}

// carryChosen notes of each of the chosen files that it goes with the built-in one of today.
func (w *workshop) carryChosen(t terminal, chosen []*builtin.File) error {
	for _, file := range chosen {
		switch {
		case file.Then == "":
			return fmt.Errorf("%s has no note of the version that it was ejected from", file.Name)
		case file.Now == "":
			return fmt.Errorf("there is no built-in %s any more", file.Name)
		}
		if err := w.carry(file); err != nil {
			return err
		}
		fmt.Fprintf(t.out, "%s goes with the built-in one of today.\n", file.Name)
	}
	return nil
}

// carry notes the version of today in a file of the site, and keeps the built-in text of today.
func (w *workshop) carry(file *builtin.File) error {
	text, err := w.root.ReadFile(file.Name)
	if err != nil {
		return err
	}
	if err := w.write(builtin.Kept(file.Name), file.Text(), os.O_TRUNC); err != nil {
		return err
	}
	return w.write(file.Name, file.Renoted(text), os.O_TRUNC)
}
