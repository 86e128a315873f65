package generator

import (
	"context"

	"stillpoint/generator/check"
	"stillpoint/generator/check/budget"
	"stillpoint/generator/check/rule"
	"stillpoint/generator/config"
)

// limitsOf returns the most that pages may weigh: as the configuration says it, and where it says nothing as it is for all sites.
func limitsOf(c *config.Config) budget.Limits {
	l := budget.Default()
	for name, limit := range map[string]*int64{
		"page": &l.Page, "html": &l.HTML, "styles": &l.CSS, "scripts": &l.JS, "fonts": &l.Font, "pictures": &l.Image,
	} {
		if kb, set := c.Checks.Budget[name]; set {
			*limit = int64(kb) * budget.KB
		}
	}
	return l
}

// readWeight keeps of a finished page what it weighs; nil where nobody asks.
func (b *build) readWeight(page *rule.Page, data []byte) *budget.Page {
	if b.checks.levels[budget.Code] == rule.Off {
		return nil
	}
	w := budget.Read(page, int64(len(data)))
	if b.checks.limits.Asks(w.Size) {
		w.Sent = b.sent(page.Output, data)
	}
	same, _ := b.loads.LoadOrStore(w.Loads, w.Loads)
	w.Loads = same.(string)
	return &w
}

// overweight holds all pages to the budget, once all files are there.
func (b *build) overweight(ctx context.Context) ([]check.Found, error) {
	if b.checks.levels[budget.Code] == rule.Off {
		return nil, nil
	}
	sizes, err := b.sizes(ctx)
	if err != nil {
		return nil, err
	}
	var found []check.Found
	scale := budget.NewScale(b.config.Site.URL, b.checks.limits, sizes)
	for _, o := range b.outputs {
		if o.weight == nil || !o.summary.Whole || o.summary.Alias {
			continue
		}
		over, err := scale.Judge(o.name, o.weight)
		if err != nil {
			return nil, err
		}
		for _, e := range over {
			found = append(found, check.Found{Code: budget.Code, Message: e.Message, Hint: e.Hint, Output: o.name, Source: o.source, Tag: e.Tag, Text: e.Text})
		}
	}
	return found, nil
}

// fileSizes are the sizes of the files of a build.
type fileSizes struct {
	*build
	asked map[string]int64 // of files that are made on demand, where the options want to know
}

// Size returns the size of a file, and whether it is known.
func (s fileSizes) Size(output string) (int64, bool) {
	if size, known := s.asked[output]; known {
		return size, true
	}
	return s.out.Size(output)
}

// Sent returns the size of a file once it is compressed.
func (s fileSizes) Sent(output string) (int64, error) {
	data, err := s.out.Staged(output)
	return s.sent(output, data), err
}

// sizes returns the sizes of all files. With Options.Weigh pictures are made to know theirs, as far as pages load them at first.
func (b *build) sizes(ctx context.Context) (fileSizes, error) {
	sizes := fileSizes{b, map[string]int64{}}
	if !b.options.Weigh {
		return sizes, nil
	}
	var waiting []string
	scale := budget.NewScale(b.config.Site.URL, b.checks.limits, sizes)
	for _, o := range b.outputs {
		if o.weight == nil {
			continue
		}
		for _, file := range scale.Files(o.name, o.weight) {
			if _, asked := sizes.asked[file]; asked {
				continue
			}
			if _, known := b.out.Size(file); !known && b.out.Offered(file) {
				sizes.asked[file] = 0
				waiting = append(waiting, file)
			}
		}
	}
	made := make([]int64, len(waiting))
	err := each(ctx, b.jobs(), len(waiting), func(i int) error {
		data, err := b.out.Staged(waiting[i])
		made[i] = int64(len(data))
		return err
	})
	for i, file := range waiting {
		sizes.asked[file] = made[i]
	}
	return sizes, err
}
