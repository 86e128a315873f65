package publish

// OnStep has f asked before each change that p makes to its destination.
func (p *Publication) OnStep(f func(action, name string) error) { p.disk.step = f }
