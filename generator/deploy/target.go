package deploy

import (
	"context"
	"io"
)

// Target is a place that a site can be published to, whatever it takes.
type Target interface {
	// Plan says what a publication would do, and touches nothing.
	Plan(ctx context.Context, s Site, o Options) (*Plan, error)
	// Publish carries out a plan.
	Publish(ctx context.Context, s Site, p *Plan, o Options) (Result, error)
	// String returns the place as people know it, without secrets.
	String() string
	io.Closer
}

// To returns the target that a remote is.
func To(r Remote) Target { return target{r} }

type target struct{ Remote }

func (t target) Plan(ctx context.Context, s Site, o Options) (*Plan, error) {
	return Compare(ctx, t.Remote, s, o)
}

func (t target) Publish(ctx context.Context, s Site, p *Plan, o Options) (Result, error) {
	return Publish(ctx, t.Remote, s, p, o)
}
