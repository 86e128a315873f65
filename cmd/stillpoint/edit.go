package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// edit opens a file in the editor that the environment names, and waits until that comes back. An editor of the terminal gets the
// terminal.
func edit(ctx context.Context, t terminal, file string) error {
	editor := strings.Fields(chosenEditor(t))
	if len(editor) == 0 {
		return usageError{errors.New("no editor is named: set EDITOR to the command that opens one, such as EDITOR=nano, or open the file yourself")}
	}
	if address := editor[0]; strings.Contains(address, "{file}") {
		whole, err := filepath.Abs(file)
		if err != nil {
			return err
		}
		return openBrowser(t, strings.NewReplacer("{file}", filepath.ToSlash(whole), "{line}", "1", "{column}", "1").Replace(address))
	}
	cmd := exec.CommandContext(ctx, editor[0], append(editor[1:], file)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = t.in, t.out, t.err
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("the editor %s: %w; the file is there all the same", editor[0], err)
	}
	return nil
}

// chosenEditor returns the command of an editor: VISUAL before EDITOR, as is the custom of Unix, and then STILLPOINT_EDITOR, whose
// short names are those of serve. It is "" where none is named.
func chosenEditor(t terminal) string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if command, _ := t.env(name); strings.TrimSpace(command) != "" {
			return command
		}
	}
	own, _ := t.env("STILLPOINT_EDITOR")
	if own == "none" {
		return ""
	}
	if command, short := map[string]string{"vscode": "code", "idea": "idea", "zed": "zed", "sublime": "subl"}[own]; short {
		return command
	}
	return own
}
