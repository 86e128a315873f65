package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stillpoint/generator/diag"
)

func rootCommand(t terminal) *cobra.Command {
	root := &cobra.Command{
		Use:   "stillpoint",
		Short: "The website of a hands-on practice, from a folder of Markdown",
		Long: `Stillpoint turns a folder of Markdown into the website of a hands-on wellness
practice: quick, strict, and safe to publish.`,
		Example: `  stillpoint init my-practice   begin a site, with a few questions
  stillpoint build              build the site of this folder into public/
  stillpoint build --drafts     include the pages that are marked as drafts
  stillpoint serve              show the site in the browser, and every change as it is saved
  stillpoint check              hold every finished page to the rules
  stillpoint list               show every page, its address and its state
  stillpoint explain /prices/   say what a page is made from`,
		Annotations:       map[string]string{notRunKey: "stillpoint init my-practice: it asks questions", givenKey: "stillpoint build"},
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              knownCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetOut(t.out)
	root.SetErr(t.err)
	root.SetIn(t.in)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(helpOf(t))
	root.SetHelpCommand(helpCommand(t))
	root.AddCommand(
		initCommand(t),
		buildCommand(t),
		publishCommand(t),
		serveCommand(t),
		checkCommand(t),
		listCommand(t),
		explainCommand(t),
		cleanCommand(t),
		newCommand(t),
		schemaCommand(t),
		layoutsCommand(t),
		versionCommand(t),
	)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	describeCompletion(root)
	return root
}

// describeCompletion says of the command that cobra makes what it says of none.
func describeCompletion(root *cobra.Command) {
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		c.Short = "Write what lets a shell complete the commands of Stillpoint"
		c.Long = `Completion writes a script for a shell: bash, zsh, fish or powershell. With it, the key Tab completes commands and flags. What to do
with the script is said by stillpoint completion bash --help, and so for the others.`
		c.Example = `  stillpoint completion bash >stillpoint.bash
  stillpoint completion zsh >_stillpoint
  stillpoint completion fish >stillpoint.fish
  stillpoint completion powershell >stillpoint.ps1`
	}
}

// knownCommand refuses a first word that is no command, with a suggestion.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return usageError{fmt.Errorf("unknown command %q%s%s", args[0], diag.DidYouMean(args[0], names), seeHelp(cmd))}
}

// noArguments refuses what stands behind a command that takes nothing.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usageError{fmt.Errorf("%s takes no argument, but got %q%s", cmd.CommandPath(), args[0], seeHelp(cmd))}
}

func seeHelp(cmd *cobra.Command) string {
	return fmt.Sprintf("\nSee %s --help", cmd.CommandPath())
}

// flagError adds a suggestion to the complaint about an unknown flag.
func flagError(cmd *cobra.Command, err error) error {
	text := err.Error()
	if wrong, ok := strings.CutPrefix(text, "unknown flag: --"); ok {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		text = fmt.Sprintf("unknown flag --%s%s", wrong, diag.DidYouMean("--"+wrong, names))
	}
	return usageError{fmt.Errorf("%s%s", text, seeHelp(cmd))}
}
