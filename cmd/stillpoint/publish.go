package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stillpoint/generator"
	"stillpoint/generator/deploy"
	"stillpoint/generator/deploy/address"
	"stillpoint/generator/diag"
)

// publishFlags are the flags of publish.
type publishFlags struct {
	variantFlags
	strict  bool
	to      string
	dryRun  bool
	noBuild bool
	adopt   bool
	unlock  bool
	jobs    int
	format  string
	online  bool // --verify: look at what is online, and send nothing

	remember, forget bool // the password, and nothing else is done
}

func publishCommand(t terminal) *cobra.Command {
	var f publishFlags
	cmd := &cobra.Command{
		Use:   "publish [--verify [ADDRESS]]",
		Short: "Build the site and send it to where it is served from",
		Long: `Publish builds the site, compares it with what is at the place that publish.to of the configuration names, and sends what has changed: pictures and style
sheets before the pages that show them. What the site no longer has is removed last. Files that you or others put there stay. In the end it looks whether everything
has arrived.

A publication that is broken off leaves whole pages, and the next one goes on where it stopped. Two publications to one place do not get into each other's
way: the second says that it must wait.

With --verify nothing is sent: the site that is online, at ADDRESS or at that of the configuration, is held against public/. One table says whether every page is there with
just its bytes, its header fields, its compressed forms, whether redirects lead where they should, what is said of addresses that there are not, and whether the connection is safe. It
ends with 1 where something is not as it should be.`,
		Example: `  stillpoint publish --dry-run                       say what would be sent and removed, and touch nothing
  stillpoint publish --to ~/sites/online             to a folder
  stillpoint publish --to git:origin#pages           to a branch of the repository that the site lies in
  stillpoint publish --to ~/sites/online --no-build  what public/ holds already
  stillpoint publish --to ~/sites/online --adopt     over a site that was put there by hand
  stillpoint publish --verify                        hold the site that is online against public/
  stillpoint publish --verify https://preview.quiettide.example/
  stillpoint publish --verify --format github        in a pipeline`,
		Annotations: map[string]string{
			givenKey: "mkdir -p ~/sites && stillpoint build",
			notRunKey: "stillpoint publish --dry-run: the configuration of the example names no place" +
				"\nstillpoint publish --to git:origin#pages: the example lies in no repository" +
				"\nstillpoint publish --verify: it asks a site that is online" +
				"\nstillpoint publish --verify https://preview.quiettide.example/: it asks a site that is online" +
				"\nstillpoint publish --verify --format github: it asks a site that is online",
		},
		Args: func(cmd *cobra.Command, args []string) error {
			if f.online {
				return oneAddress(cmd, args)
			}
			return noPlace(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.online {
				return runVerify(cmd.Context(), t, f, strings.Join(args, ""))
			}
			return runPublish(cmd.Context(), t, f)
		},
	}
	f.add(cmd)
	return cmd
}

// noPlace refuses arguments, and says which flag was forgotten before one.
func noPlace(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	flag := "--to"
	if strings.HasPrefix(args[0], "http://") || strings.HasPrefix(args[0], "https://") {
		flag = "--verify"
	}
	shown := address.Hidden(args[0])
	return usageError{fmt.Errorf("%s takes no argument, but got %q: was %s %s meant?%s", cmd.CommandPath(), shown, flag, shown, seeHelp(cmd))}
}

// add adds the flags of publish to a command.
func (f *publishFlags) add(cmd *cobra.Command) {
	f.variantFlags.add(cmd)
	f.cacheFlags.addUse(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&f.online, "verify", false, "send nothing: hold the site that is online against the published folder")
	flags.Lookup("destination").Usage = "folder to build into (default: build.destination, public)"
	flags.StringVar(&f.to, "to", "", "where to send the site: a folder, sftp://, s3:// or git: (default: publish.to)")
	flags.BoolVar(&f.dryRun, "dry-run", false, "show what would be sent and removed, and touch nothing")
	flags.BoolVar(&f.noBuild, "no-build", false, "send the site as it was built last")
	flags.BoolVar(&f.strict, "strict", false, "let warnings stop the site from being published")
	flags.BoolVar(&f.adopt, "adopt", false, "replace another site at the place, and files that somebody else put there, where the site has files of these names")
	flags.BoolVar(&f.unlock, "unlock", false, "publish although another run has locked the place, which must not be at work any more")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "files sent at once (default: 8)")
	flags.BoolVar(&f.remember, "remember-password", false, "ask for the password of the place, put it into the keyring of this machine, and do nothing else")
	flags.BoolVar(&f.forget, "forget-password", false, "remove the password of the place from the keyring of this machine, and do nothing else")
	flags.StringVar(&f.format, "format", "text", "how to print the plan, or what was done: text or json; with --verify github, too")
}

func (f publishFlags) check() error {
	switch {
	case f.jobs < 0:
		return usageError{fmt.Errorf("--jobs must be 1 or more, not %d", f.jobs)}
	case f.format != "text" && f.format != "json":
		return usageError{fmt.Errorf("unknown format %q%s\nFormats are text and json", f.format, diag.DidYouMean(f.format, []string{"text", "json"}))}
	case f.remember && f.forget:
		return usageError{errors.New("--remember-password and --forget-password are opposites")}
	case f.noBuild && (f.strict || f.drafts || f.future || f.expired || f.baseURL != "" || f.noCache || f.verify):
		return usageError{errors.New("with --no-build nothing is built, so no flag can say how")}
	}
	return nil
}

func runPublish(ctx context.Context, t terminal, f publishFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	options, err := f.variantFlags.options(t)
	if err != nil {
		return err
	}
	sending, result, err := generator.Sends(ctx, options)
	if err != nil {
		return err
	}
	if sending == nil {
		return errors.Join(diag.WriteText(t.err, result.Diagnostics, t.textOptions()), errSite)
	}
	if f.remember || f.forget {
		return rememberPassword(ctx, t, sending, f)
	}
	target, err := openTarget(ctx, t, sending, f.to, f.jobs) // before the build, which may take its time
	if err != nil {
		return err
	}
	defer target.Close()
	if !f.noBuild {
		aside := t
		if f.format != "text" {
			aside.out = t.err
		}
		if err := runBuild(ctx, aside, buildFlags{variantFlags: f.variantFlags, strict: f.strict, format: "text"}); err != nil {
			return err
		}
	}
	site, err := sending.Read(ctx)
	if err != nil {
		return err
	}
	defer site.Close()
	if f.noBuild && site.Trial {
		return onTrial(site.Folder)
	}
	return send(ctx, t, f, site, target)
}

// onTrial says why a site is not sent that its author wanted to look at alone.
func onTrial(folder string) error {
	return fmt.Errorf("%s was built with --drafts, --future or --expired, so pages would get online that nobody is to see yet, or any longer: build the site without.\n"+
		"If they are meant to be seen there, let publish build it, such as by stillpoint publish --drafts", folder)
}

// send plans, and carries it out unless that is all that was asked for.
func send(ctx context.Context, t terminal, f publishFlags, site deploy.Site, target deploy.Target) error {
	bar := newSendProgress(t)
	o := deploy.Options{Jobs: f.jobs, Adopt: f.adopt, Unlock: f.unlock, Self: self(t), Progress: bar.update, Again: bar.again}
	start := time.Now()
	plan, err := target.Plan(ctx, site, o)
	if err != nil {
		return explained(err, deploy.Result{}, plan)
	}
	report := publication{plan: plan}
	if f.dryRun {
		return report.print(t, f.format)
	}
	if !plan.Idle() {
		report.result, err = target.Publish(ctx, site, plan, o)
		bar.clear()
		if err != nil {
			return explained(err, report.result, report.result.Plan)
		}
		report.plan = report.result.Plan
	}
	report.done, report.took = true, time.Since(start)
	return report.print(t, f.format)
}

// self says who publishes, for those who find the place locked: the pipeline where it is one.
func self(t terminal) deploy.Self {
	s := deploy.ThisProcess()
	for _, variable := range []string{"GITHUB_RUN_ID", "CI_PIPELINE_ID", "FORGEJO_RUN_ID"} {
		if id, set := t.env(variable); set && id != "" {
			s.Who = "the pipeline " + id
			break
		}
	}
	return s
}

// explained adds to an error what to do.
func explained(err error, r deploy.Result, p *deploy.Plan) error {
	var another *deploy.AnotherSiteError
	var inWay *deploy.InTheWayError
	var locked *deploy.LockedError
	var unverified *deploy.UnverifiedError
	switch {
	case errors.As(err, &unverified):
		return err
	case errors.As(err, &another):
		return fmt.Errorf("%w.\nNothing was touched. Look whether publish.to or --to names the right place. If this site is to take the place of the other, "+
			"or has got a new address, publish once with --adopt", err)
	case errors.As(err, &inWay) && inWay.Hard:
		return fmt.Errorf("%w\nNothing was touched. Each of them is a file where the site needs a folder, or the other way round: move them out of the way there", err)
	case errors.As(err, &inWay):
		return fmt.Errorf("%w\nNothing was touched. Move them out of the way there, or publish once with --adopt, which puts those of the site in their place", err)
	case errors.As(err, &locked):
		return fmt.Errorf("%w.\nIf you are sure that it is not at work any more, publish with --unlock", err)
	case p != nil && (errors.Is(err, context.Canceled) || r.Sent+r.Removed > 0):
		if errors.Is(err, context.Canceled) {
			err = errors.New("stopped") // what is said of a build that was stopped is not true here
		}
		return fmt.Errorf("%w\n%d of %s sent and %d of %s removed. What is online is whole; stillpoint publish goes on from there",
			err, r.Sent, quantity(len(p.Send), "file"), r.Removed, quantity(len(p.Remove), "file"))
	}
	return err
}
