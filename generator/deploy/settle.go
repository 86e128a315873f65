package deploy

// Settle marks that what is noted at the place is just what it would be after a publication. It is for targets that are no [Remote] and make their plans themselves.
func (p *Plan) Settle() { p.settled = true }
