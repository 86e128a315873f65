package hostfiles

func (w *writer) netlify()    {}
func (w *writer) cloudflare() {}
func (w *writer) gitlab()     {}
func (w *writer) codeberg()   {}
func (w *writer) vercel()     {}
func (w *writer) azure()      {}
